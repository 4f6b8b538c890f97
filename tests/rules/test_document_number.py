"""The laws of document numbers, and the collected examples."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directives.errors import NotADocumentNumber
from directives.rules.document_number import (
    DocumentNumber,
    find_numbers,
    number_as_json,
    parse_all,
)
from directives.rules.vietnamese import fold

NORMATIVE = ["NĐ-CP", "NQ-CP", "QĐ-TTg", "TT-BNV", "TT-BGDĐT", "NQ-HĐND", "QĐ-UBND", "QĐ-CTUBND"]
ADMINISTRATIVE = ["QĐ-BNV", "TB-VPCP", "CT-TTg", "TTr-SNV", "CTr-UBND", "CĐ-TTg", "BC-SNNMT"]
LETTERS = ["BNV-TCBC", "VPCP-KTTH", "UBND-VX", "SNNMT", "CAT-PC04", "BGDĐT-GDPT"]
PARTY = ["KL/TW", "NQ/TW", "QĐ/TW", "HD/VPTW", "CTr/TU", "CV/ĐU", "BC/ĐUCP"]
serials = st.integers(1, 99_999)
years = st.integers(1998, 2035)
suffixes = st.sampled_from(["", "", "a", "b"])
numbers = st.one_of(
    st.builds("{}{}/{}/{}".format, serials, suffixes, years, st.sampled_from(NORMATIVE)),
    st.builds("{}.{}/{}/NQ-CP".format, serials, st.integers(1, 99), years),
    st.builds("{}{}/{}".format, serials, suffixes, st.sampled_from(ADMINISTRATIVE)),
    st.builds("{}/{}".format, serials, st.sampled_from(LETTERS)),
    st.builds("{}-{}".format, serials, st.sampled_from(PARTY)),
    st.builds("{}/{}/TTLT-BTNMT-BNV".format, serials, years),
    st.builds("{}/{}/{}".format, serials, years, st.sampled_from(["QH15", "UBTVQH14"])),
    st.builds("{}/NQ-UBTVQH15".format, serials),
    st.builds("{}/CV-BCĐ".format, serials),
    st.builds("{}/VBHN-VPQH".format, serials),
    st.builds("{}/CP".format, serials),
    st.builds("{}-L/CTN".format, serials),
    st.builds("{}-NQ-QHK4".format, serials),
    st.builds("{}-CV/VPTW/nb".format, serials),
    st.builds("{}/{}/QĐ/BTC".format, serials, st.integers(1998, 2005)),
    st.builds("{}/{}/PL-UBTVQH10".format, serials, st.integers(1998, 2002)),
)


@given(numbers)
def test_reading_what_was_written_gives_the_same_number(text: str) -> None:
    number = DocumentNumber.parse(text)

    assert DocumentNumber.parse(str(number)) == number
    assert hash(DocumentNumber.parse(number.key)) == hash(number)


@given(numbers)
def test_the_folded_key_of_a_folded_number_is_the_same(text: str) -> None:
    number = DocumentNumber.parse(text)

    assert fold(number.key_folded).upper() == number.key_folded
    assert DocumentNumber.parse(number.key_folded).key_folded == number.key_folded


@given(
    numbers,
    st.sampled_from(["-", "–", "—", "−", "\u2011", " - ", "-\n"]),
    st.sampled_from(["/", "⁄", "／", "∕", " / "]),
    st.sampled_from(["NFC", "NFD"]),
)
def test_dashes_slashes_spaces_and_decomposition_make_no_difference(
    text: str, dash: str, slash: str, form: str
) -> None:
    varied = unicodedata.normalize(form, text.replace("-", dash).replace("/", slash))  # type: ignore[arg-type]

    assert DocumentNumber.parse(f"Số: {varied}.") == DocumentNumber.parse(text)


@given(numbers)
def test_small_letters_make_no_difference(text: str) -> None:
    assert DocumentNumber.parse(text.lower()).key_folded == DocumentNumber.parse(text).key_folded


@given(numbers)
def test_a_cited_number_is_found_where_it_stands(text: str) -> None:
    prose = f"Căn cứ văn bản số {text} ngày 15/10/2025, tỷ lệ 32/34, khoản 2 Điều 5."
    found = find_numbers(prose)

    assert [prose[each.start : each.end] for each in found] == [text]
    assert found[0].number == DocumentNumber.parse(text)


@given(
    st.text(st.sampled_from("0123456789/-._ \nQĐTUBNDCPVKLqdố&:,oOlI15\u200b\u0301"), max_size=60)
)
@example("1/A-B" * 20)
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        number = DocumentNumber.parse(text)
    except NotADocumentNumber:
        pass
    else:
        assert number.number > 0
    for found in find_numbers(text):
        assert 0 <= found.start < found.end <= len(text)


@given(st.text(max_size=80))
def test_arbitrary_characters_never_crash(text: str) -> None:
    find_numbers(text)
    try:
        DocumentNumber.parse(text)
    except NotADocumentNumber:
        return


@pytest.mark.parametrize(
    "hostile",
    [
        "1/",
        "1/A-",
        "/",
        " ",
        "1 ",
        "số ",
        "178/2024, ",
        "A-",
        "1",
        "_",
        "Trung ương/",
        "1/2024 và ",
    ],
)
def test_a_hundred_kilobytes_of_nonsense_are_read(hostile: str) -> None:
    text = hostile * (100_000 // len(hostile))

    find_numbers(text)
    try:
        DocumentNumber.parse(text)
    except NotADocumentNumber:
        return


def test_the_json_shape_has_the_promised_names() -> None:
    shown = number_as_json(parse_all("so 878/qd-bnv"), "so 878/qd-bnv")

    assert shown == {
        "input": "so 878/qd-bnv",
        "scheme": "admin_named",
        "display": "878/QĐ-BNV",
        "key": "878/QĐ-BNV",
        "key_folded": "878/QD-BNV",
        "number": 878,
        "suffix": "",
        "sub": "",
        "year": None,
        "type": "QĐ",
        "issuer": "BNV",
        "unit": "",
        "complete": True,
        "candidates": [],
    }


def test_the_json_of_several_numbers_lists_the_others() -> None:
    text = "NĐ 178/2024 và 67/2025"
    shown = number_as_json(parse_all(text), text)

    assert shown["display"] == "178/2024/NĐ-CP"
    others = shown["others"]
    assert isinstance(others, list)
    assert [other["display"] for other in others] == ["67/2025/NĐ-CP"]


def test_json_candidates_have_the_fields_but_no_candidates() -> None:
    shown = number_as_json(parse_all("9/DA-UBND"), "9/DA-UBND")

    candidates = shown["candidates"]
    assert isinstance(candidates, list)
    assert [each["type"] for each in candidates] == ["DA", "ĐA"]
    assert set(candidates[0]) == set(shown) - {"input", "candidates"}


def test_a_number_differs_from_its_text() -> None:
    assert DocumentNumber.parse("878/QĐ-BNV") != "878/QĐ-BNV"


@pytest.mark.shared
def test_the_collected_examples_are_read_as_listed(shared: Path) -> None:
    with (shared / "domain" / "number_examples.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = [row["id"] for row in rows if not _is_as_listed(row)]

    assert wrong == []
    assert len(rows) > 100


def _is_as_listed(row: dict[str, str]) -> bool:
    try:
        number = DocumentNumber.parse(row["raw"])
    except NotADocumentNumber:
        return row["category"] == "negative"
    if row["category"] == "negative":
        return False
    read = {
        "expected_display": number.display,
        "expected_key": number.key,
        "expected_key_folded": number.key_folded,
        "scheme": number.scheme,
        "number": str(number.number),
        "suffix": number.suffix,
        "sub": number.sub,
        "year": str(number.year or ""),
        "type": number.type,
        "issuer": number.issuer,
        "unit": number.unit,
        "complete": str(number.complete),
    }
    return all(row[column] == value for column, value in read.items())
