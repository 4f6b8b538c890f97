from datetime import date
from typing import Any

import pytest

from api.reading_json import reading_as_json
from directives.reading.reading import Reading, read_file
from tests.reading import samples


def read(document: Any) -> Reading:
    return read_file("mẫu.docx", samples.saved(document))


def values(reading: Reading) -> dict[str, object]:
    fields = {name: getattr(reading.fields, name) for name in reading.fields.__slots__}
    return {name: one.value for name, one in fields.items() if one is not None}


def codes(reading: Reading) -> set[str]:
    return {warning.code for warning in reading.warnings}


def targets(reading: Reading, predicate: str) -> list[str]:
    return [one.target for one in reading.relations if one.predicate == predicate]


def test_a_letter_says_everything_its_heading_and_signature_print() -> None:
    assert values(read(samples.letter())) == {
        "number": "457/STC-QLCS",
        "type": "Công văn",
        "agency": "Sở Tài chính tỉnh Lâm Đồng",
        "place": "Lâm Đồng",
        "issued_on": date(2025, 8, 5),
        "title": "rà soát trụ sở dôi dư",
        "signer_name": "Trần Văn Mẫu",
        "signer_title": "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
    }


def test_a_letter_has_addressees_citations_and_paragraphs() -> None:
    reading = read(samples.letter())
    assert reading.recipients == ("Ủy ban nhân dân các xã, phường, đặc khu", "Sở Xây dựng")
    assert [one.number for one in reading.citations] == ["1234/BTC-QLCS", "186/2025/NĐ-CP"]
    assert [node.id for node in reading.structure] == ["doan-1", "doan-2", "doan-3"]
    assert reading.structure[1].text == "1. Lập danh mục trụ sở dôi dư."


def test_a_decision_is_read_whole() -> None:
    reading = read(samples.decision())
    assert values(reading) == {
        "number": "88/QĐ-UBND",
        "type": "Quyết định",
        "agency": "Ủy ban nhân dân tỉnh Lâm Đồng",
        "place": "Lâm Đồng",
        "issued_on": date(2025, 7, 2),
        "title": "Ban hành Quy chế làm việc của Tổ công tác mẫu",
        "signer_name": "Lê Thị Ví Dụ",
        "signer_title": "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "effective_on": date(2025, 7, 2),
    }
    assert [(one.number, one.title) for one in reading.bases] == [
        (None, "Luật Tổ chức chính quyền địa phương ngày 16/6/2025"),
        ("45/2010/NĐ-CP", None),
    ]
    assert targets(reading, "replaces") == ["12/QĐ-UBND"]
    assert targets(reading, "has_basis")[1] == "45/2010/NĐ-CP"
    assert codes(reading) == set()


def test_what_is_attached_has_prefixed_provisions() -> None:
    ids = [node.id for node in read(samples.decision()).structure]
    assert ids == [
        "dieu-1",
        "dieu-2",
        "dieu-3",
        "kem-theo-1",
        "kem-theo-1__chuong-1",
        "kem-theo-1__dieu-1",
        "kem-theo-1__dieu-1__khoan-1",
        "kem-theo-1__dieu-1__khoan-1__diem-a",
        "kem-theo-1__dieu-1__khoan-1__diem-dd",
        "phu-luc-2",
    ]


def test_a_decree_in_plain_paragraphs_has_its_outline_and_relations() -> None:
    reading = read(samples.decree())
    assert values(reading)["number"] == "999/2025/NĐ-CP"
    assert values(reading)["agency"] == "Chính phủ"
    assert values(reading)["signer_title"] == "TM. CHÍNH PHỦ THỦ TƯỚNG"
    assert values(reading)["effective_on"] == date(2025, 11, 25)
    nodes = {node.id: node for node in reading.structure}
    assert list(nodes) == [
        "chuong-1",
        "chuong-1__muc-1",
        "dieu-1",
        "dieu-2",
        "dieu-2__khoan-1",
        *(f"dieu-2__khoan-1__diem-{letter}" for letter in ("a", "b", "c", "d", "dd")),
        "dieu-2__khoan-2",
        "dieu-5a",
        "dieu-6",
        "dieu-6__khoan-1",
        "dieu-6__khoan-2",
        "dieu-6__khoan-3",
    ]
    assert nodes["dieu-2"].heading == "Nguyên tắc"
    assert nodes["dieu-2"].parent == "chuong-1__muc-1"
    assert nodes["chuong-1"].heading == "QUY ĐỊNH CHUNG"
    assert nodes["dieu-2__khoan-1__diem-dd"].text == "đ) Minh bạch."
    assert "Khoản mới" in nodes["dieu-5a"].text
    assert targets(reading, "amends") == ["11/2020/NĐ-CP"]
    assert targets(reading, "replaces") == ["12/2021/NĐ-CP"]
    assert targets(reading, "repeals") == ["13/2022/NĐ-CP"]


@pytest.mark.parametrize(
    "number",
    ["Số:       /QĐ-UBND", "Số: …/QĐ-UBND", "Số: ....../QĐ-UBND", "Số:", "Số: ___/QĐ-UBND"],
)
def test_a_draft_with_a_blank_number_and_day_gives_none_and_says_so(number: str) -> None:
    reading = read(samples.decision(number, "ngày      tháng 7 năm 2025"))
    assert reading.fields.number is None
    assert reading.fields.issued_on is None
    assert reading.fields.effective_on is None
    assert values(reading)["type"] == "Quyết định"
    assert {"blank_number", "blank_date"} <= codes(reading)


def test_a_type_that_its_symbol_contradicts_is_a_warning() -> None:
    assert "type_symbol_mismatch" in codes(read(samples.decision("Số: 88/TB-UBND")))


@pytest.mark.parametrize("make", [samples.letter, samples.decision, samples.decree])
def test_every_quote_is_the_text_at_its_offsets(make: Any) -> None:
    result = reading_as_json(read(make()))
    text = result["text"]
    sources = [one["source"] for one in result["fields"].values() if one is not None]
    assert sources
    for one in [*sources, *result["bases"], *result["citations"]]:
        assert text[one["start"] : one["end"]] == one["quote"]
    for node in result["structure"]:
        assert text[node["start"] : node["end"]] == node["text"]


def test_the_same_bytes_give_the_same_reading() -> None:
    content = samples.saved(samples.decision())
    assert read_file("a.docx", content) == read_file("a.docx", content)


def test_the_json_has_the_keys_of_the_contract() -> None:
    result = reading_as_json(read(samples.letter()))
    assert list(result) == [
        "file",
        "fields",
        "recipients",
        "bases",
        "citations",
        "relations",
        "tasks",
        "structure",
        "warnings",
        "text",
    ]
    assert result["file"]["format"] == "docx"
    assert result["fields"]["issued_on"]["value"] == "2025-08-05"
    assert result["fields"]["effective_on"] is None
