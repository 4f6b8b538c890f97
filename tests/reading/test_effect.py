"""The first and last day of a document's effect, from its own words and of the whole only."""

from datetime import date

import pytest

from tests.reading.test_relations import reading_of


@pytest.mark.parametrize(
    ("line", "last_day"),
    [
        ("Thông tư này hết hiệu lực từ ngày 01 tháng 3 năm 2027.", date(2027, 2, 28)),
        ("Thông tư này hết hiệu lực thi hành kể từ ngày 01/3/2027.", date(2027, 2, 28)),
        ("Thông tư này hết hiệu lực sau ngày 31/12/2026.", date(2026, 12, 31)),
        (
            "Thông tư này có hiệu lực từ ngày 01/7/2025 đến hết ngày 28 tháng 02 năm 2027.",
            date(2027, 2, 28),
        ),
        (
            "Thông tư này có hiệu lực thi hành từ ngày 01/7/2025 đến ngày 28/02/2027.",
            date(2027, 2, 28),
        ),
    ],
)
def test_the_last_day_is_read(line: str, last_day: date) -> None:
    found = reading_of("Điều 2. Hiệu lực", line).fields.expires_on

    assert found is not None
    assert found.value == last_day
    assert found.source.quote in line


@pytest.mark.parametrize(
    "line",
    [
        "Thông tư số 01/2020/TT-BNV hết hiệu lực từ ngày 01/3/2027.",
        "Thông tư này hết hiệu lực kể từ ngày Luật Ví dụ có hiệu lực, ngày 01/3/2027.",
        "Thông tư này có hiệu lực từ ngày 01/7/2025.",
        "Sửa Điều 3: “Thông tư này hết hiệu lực từ ngày 01/3/2027.”",
    ],
)
def test_the_end_of_another_or_without_a_day_is_none(line: str) -> None:
    assert reading_of("Điều 2. Hiệu lực", line).fields.expires_on is None


FIRST = date(2025, 9, 1)
LAST = date(2026, 9, 30)
OWN = "1. Thông tư này có hiệu lực thi hành từ ngày 01 tháng 9 năm 2025."


@pytest.mark.parametrize(
    "line",
    [
        "Thông tư này có hiệu lực từ 01/9/2025 đến 30/9/2026.",
        "Thông tư này có hiệu lực từ ngày 01/9/2025 và hết hiệu lực từ ngày 01/10/2026.",
        "Thông tư này có hiệu lực kể từ ngày 01/9/2025; hết hiệu lực kể từ ngày 01/10/2026.",
        (
            "2. Thông tư này có hiệu lực thi hành từ ngày 01 tháng 9 năm 2025 và sẽ hết hiệu lực"
            " thi hành kể từ ngày 01 tháng 10 năm 2026, trừ các trường hợp sau:"
        ),
        "Thông tư này có hiệu lực từ ngày 01/9/2025, hết hiệu lực vào ngày 01/10/2026.",
        "Thông tư này có hiệu lực từ ngày ký ban hành và chấm dứt hiệu lực sau ngày 30/9/2026.",
        "Thông tư này có hiệu lực từ ngày 01/9/2025 và được áp dụng đến hết ngày 30/9/2026.",
        "Thông tư này có hiệu lực từ ngày 01/9/2025 đến trước ngày 01/10/2026.",
        "Thông tư này có hiệu lực từ ngày Luật Ví dụ có hiệu lực thi hành đến ngày 30/9/2026.",
        "Thông tư này có hiệu lực đến hết ngày 30/9/2026.",
        "Điều 3. Thông tư này hết hiệu lực vào ngày 01 tháng 10 năm 2026.",
        "b) Thông tư này hết hiệu lực thi hành trước ngày 01/10/2026.",
        "- Thông tư này hết hiệu lực vào cuối ngày 30/9/2026.",
        "Thông tư này hết hiệu lực khi kết thúc ngày 30/9/2026.",
        "Thông tư này hết hiệu lực từ sau ngày 30/9/2026.",
        "Thông tư này hết hiệu lực từ 0 giờ 00 ngày 01/10/2026.",
        "Thông tư này hết hiệu lực vào 24 giờ 00 phút ngày 30/9/2026.",
        "Thông tư này không còn hiệu lực từ 01/10/2026.",
        (
            "Kể từ ngày 01/9/2025, bãi bỏ Điều 3 Thông tư số 01/2020/TT-BNV. Thông tư này hết"
            " hiệu lực từ ngày 01/10/2026."
        ),
        (
            "Điều 4 Thông tư này hết hiệu lực từ ngày 01/01/2026. Thông tư này hết hiệu lực từ ngày"
            " 01/10/2026."
        ),
        "Trừ Điều 4, Thông tư này hết hiệu lực từ ngày 01/10/2026.",
    ],
)
def test_every_way_of_telling_the_last_day_is_read(line: str) -> None:
    found = reading_of("Điều 2. Hiệu lực", OWN, line).fields

    assert found.expires_on is not None
    assert found.expires_on.value == LAST
    assert found.effective_on is not None
    assert found.effective_on.value == FIRST


OF_A_PART_OR_ANOTHER = (
    "Quy định tại Điều 1 của Thông tư này",
    "Điều 4 Thông tư này",
    "Các quy định khác của Thông tư này",
    "Các quy định của Điều 4 Thông tư này",
    "Khoản 2 Điều 4 và Điều 5 của Thông tư này",
    "Khoản 2, Điều 4, Thông tư này",
    "Chương II Thông tư này",
    "Phụ lục I kèm theo Thông tư này",
    "Riêng Điều 4 Thông tư này",
    "Văn bản hướng dẫn Thông tư này",
    "Các văn bản quy định chi tiết Thông tư này",
    "Thông tư số 15/2020/TT-BNV và các văn bản sửa đổi, bổ sung Thông tư này",
    "Giấy phép cấp theo Thông tư này",
    "Quy chế ban hành kèm theo Thông tư này",
    "Thủ tục được tiếp nhận trước ngày Thông tư này",
    "Kể từ ngày Thông tư này",
    "Trường hợp Thông tư này",
)


@pytest.mark.parametrize("subject", OF_A_PART_OR_ANOTHER)
@pytest.mark.parametrize(
    "said",
    [
        "hết hiệu lực từ ngày 01/10/2026",
        "hết hiệu lực vào ngày 01/10/2026",
        "có hiệu lực thi hành từ ngày 01/9/2025 đến hết ngày 30/9/2026",
        "có hiệu lực từ ngày 01/8/2026 và hết hiệu lực từ ngày 01/10/2026",
        "có hiệu lực đến hết ngày 30/9/2026",
    ],
)
def test_the_term_of_a_part_or_of_another_is_not_the_documents(subject: str, said: str) -> None:
    found = reading_of("Điều 2. Hiệu lực", f"1. {subject} {said}.", f"2. {OWN[3:]}").fields

    assert found.expires_on is None
    assert found.effective_on is not None
    assert found.effective_on.value == FIRST


@pytest.mark.parametrize(
    "line",
    [
        (
            "2. Thông tư này có hiệu lực từ ngày 01/9/2025, riêng Điều 4 có hiệu lực đến hết ngày"
            " 30/9/2026."
        ),
        (
            "2. Thông tư này có hiệu lực từ ngày 01/9/2025 và Điều 4 được áp dụng đến hết ngày"
            " 30/9/2026."
        ),
        "2. Thông tư này có hiệu lực từ ngày ký và khoản 2 Điều 4 có hiệu lực đến ngày 30/9/2026.",
        (
            "2. Thông tư này có hiệu lực từ ngày 01/9/2025, thay thế Thông tư số 15/2020/TT-BNV có"
            " hiệu lực từ ngày 01/3/2020 đến ngày 30/8/2025."
        ),
        "2. Thông tư này hết hiệu lực từ ngày 01/10/2026 đối với Điều 4.",
        "2. Thông tư này hết hiệu lực khi có văn bản thay thế.",
        "2. Học sinh được hỗ trợ thêm. Quy định này hết hiệu lực từ ngày 01/10/2026.",
        "2. Sửa đổi Điều 9 như sau: Thông tư này hết hiệu lực từ ngày 01/10/2026.",
        "2. Nội dung sau đây: Thông tư này có hiệu lực đến ngày 01/10/2026.",
    ],
)
def test_the_term_of_a_part_behind_the_documents_own_is_not_its(line: str) -> None:
    found = reading_of("Điều 2. Hiệu lực", OWN, line).fields

    assert found.expires_on is None


@pytest.mark.parametrize(
    "lines",
    [
        ("2. Quy định tại Điều 10 của", "Thông tư này hết hiệu lực từ ngày 01/10/2026."),
        ("2. Các văn bản sửa đổi, bổ sung", "Thông tư này hết hiệu lực từ ngày 01/10/2026."),
        ("2. Khoản 2, Điều 4,", "Thông tư này hết hiệu lực từ ngày 01/10/2026."),
    ],
)
def test_a_part_named_on_the_printed_line_before_is_seen(lines: tuple[str, ...]) -> None:
    assert reading_of("Điều 2. Hiệu lực", OWN, *lines).fields.expires_on is None


@pytest.mark.parametrize(
    "line",
    [
        "Điều 3. Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "Điều 3. Hiệu lực thi hành Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "Điều 3. Hiệu lực và trách nhiệm thi hành: Thông tư này có hiệu lực kể từ ngày 01/9/2025.",
        "Điều 3. Điều khoản thi hành. Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "Điều 3: Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "Điều 3. 1. Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "2.1. Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "2.1 Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "1) Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "(1) Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "Điều 3.[2] Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "Điều 3[12]. Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "2.[3] Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "+ Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "2. Các quy định của Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "2. Toàn bộ nội dung tại Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "Thời điểm có hiệu lực: Thông tư này có hiệu lực từ ngày 01/9/2025.",
        "Điều 3. Quy định này có hiệu lực từ ngày 01/9/2025.",
        "Điều 3. Hiệu lực thi hành. Quy định này có hiệu lực từ ngày 01/9/2025.",
        "1. Trừ Điều 4, Thông tư này có hiệu lực từ ngày 01/9/2025.",
        (
            "1. Thông tư này có hiệu lực từ ngày 01/9/2025, trừ Điều 4 Thông tư này có hiệu lực từ"
            " ngày 01/01/2027."
        ),
        (
            "1. Điều 4 Thông tư này có hiệu lực từ ngày 01/01/2027. Thông tư này có hiệu lực từ"
            " ngày 01/9/2025."
        ),
        (
            "1. Thông tư này thay thế Thông tư số 15/2020/TT-BNV; Thông tư này có hiệu lực từ"
            " ngày 01/9/2025."
        ),
    ],
)
def test_the_documents_own_beginning_is_read_wherever_its_clause_opens(line: str) -> None:
    found = reading_of("Điều 2. Phạm vi", line).fields.effective_on

    assert found is not None
    assert found.value == FIRST


def test_a_row_of_dots_before_the_words_is_read_at_once() -> None:
    line = f"{'1.-' * 5_000}x Thông tư này hết hiệu lực từ ngày 01/10/2026."

    assert reading_of("Điều 2. Hiệu lực", OWN, line).fields.expires_on is None
