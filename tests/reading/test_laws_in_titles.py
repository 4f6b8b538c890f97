"""Laws that are named without a number: in "Căn cứ", and in the title that details them."""

from datetime import date

import pytest

from directives.reading.citations import Citation
from directives.reading.laws_in_titles import laws_carried_out
from directives.reading.reading import Reading, read_file

LAND, DAY = "Luật Đất đai ngày 18/01/2024", date(2024, 1, 18)


def decree(title: str, *bases: str) -> Reading:
    text = (
        "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 356/2025/NĐ-CP\nHà Nội, ngày 31 tháng 12 năm 2025\n\nNGHỊ ĐỊNH\n"
        f"{title}\n\n"
        + "".join(f"Căn cứ {base};\n" for base in bases)
        + "\nĐiều 1. Phạm vi\nThử.\n"
    )
    return read_file("nd.txt", text.encode())


BASE = "Luật Đất đai ngày 18 tháng 01 năm 2024"


@pytest.mark.parametrize(
    ("title", "predicate"),
    [
        ("Quy định chi tiết một số điều của Luật Đất đai", "implements"),
        ("Quy định chi tiết và hướng dẫn thi hành LUẬT ĐẤT ĐAI về thu hồi đất", "implements"),
        ("Về việc hướng dẫn một số nội dung của Luật Đất đai", "guides"),
        ("Quy định về thu hồi đất theo Luật Đất đai", None),
        ("Sửa đổi, bổ sung một số điều của Nghị định quy định chi tiết Luật Đất đai", None),
        ("Quy định chi tiết Luật sửa đổi, bổ sung một số điều của Luật Đất đai", None),
        ("Quy định chi tiết Luật Nhà ở", None),
    ],
)
def test_a_title_details_the_law_that_is_a_basis(title: str, predicate: str | None) -> None:
    reading = decree(title, BASE)

    acts = [one for one in reading.relations if one.predicate != "has_basis"]
    expected = [(predicate, LAND, DAY)] if predicate else []
    assert [(one.predicate, one.target, one.issued_on) for one in acts] == expected


def test_of_names_that_begin_alike_the_longest_is_meant() -> None:
    title = "Quy định chi tiết Luật Đầu tư công và Luật Đầu tư"
    reading = decree(title, "Luật Đầu tư", "Luật Đầu tư công", "Hiến pháp Việt Nam")

    acts = [one.target for one in reading.relations if one.predicate == "implements"]
    assert acts == ["Luật Đầu tư công", "Luật Đầu tư"]


def test_a_law_that_amends_two_is_one_basis() -> None:
    amending = "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Đất đai"
    reading = decree("Quy định về phí", f"{amending} ngày 22 tháng 11 năm 2019")

    assert [one.title for one in reading.bases] == [f"{amending} ngày 22/11/2019"]


def test_words_without_an_act_name_no_law() -> None:
    base = Citation(None, LAND, "", 0, 0)

    assert list(laws_carried_out("Luật Đất đai", [base])) == []
