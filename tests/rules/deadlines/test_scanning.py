import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.deadlines import find_phrases
from directives.rules.vietnamese import fold


def phrases(text: str) -> list[str]:
    return [text[start:end] for start, end in find_phrases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở gửi báo cáo trước ngày 20/11/2025 để tổng hợp.", ["trước ngày 20/11/2025"]),
        ("nộp chậm nhất là ngày 20 tháng 11 năm 2025;", ["chậm nhất là ngày 20 tháng 11 năm 2025"]),
        ("hoàn thành trong quý IV/2025.", ["trong quý IV/2025"]),
        ("trình vào cuối tháng 9/2025, sau đó công bố", ["vào cuối tháng 9/2025"]),
        (
            "Trong thời hạn 05 ngày làm việc, kể từ ngày ký, Sở gửi",
            ["Trong thời hạn 05 ngày làm việc, kể từ ngày ký"],
        ),
        (
            "gửi trước 17 giờ 00 phút ngày 20/11/2025 về Sở",
            ["trước 17 giờ 00 phút ngày 20/11/2025"],
        ),
        (
            "Định kỳ hằng quý rà soát, báo cáo trước ngày 15 của tháng cuối quý.",
            ["Định kỳ hằng quý rà soát, báo cáo trước ngày 15 của tháng cuối quý"],
        ),
        ("báo cáo trước ngày 25 hằng tháng", ["trước ngày 25 hằng tháng"]),
        ("trình Hội đồng nhân dân tỉnh tại kỳ họp cuối năm", ["tại kỳ họp cuối năm"]),
        ("hoàn thành trước kỳ họp thứ 12", ["trước kỳ họp thứ 12"]),
        (
            "Thời gian thực hiện: 10 ngày, từ ngày 01/9/2025 đến ngày 10/9/2025.",
            ["Thời gian thực hiện: 10 ngày, từ ngày 01/9/2025 đến ngày 10/9/2025"],
        ),
        ("bao cao truoc ngay 20/11/2025 de tong hop", ["truoc ngay 20/11/2025"]),
        (
            "từ nay đến hết năm 2025 và trước 30/6/2026",
            ["từ nay đến hết năm 2025", "trước 30/6/2026"],
        ),
        (
            "báo cáo trước ngày 01/6 và 15/11 hằng năm, nộp về Sở",
            ["trước ngày 01/6 và 15/11 hằng năm"],
        ),
        ("Hằng tháng " + "rà soát " * 30 + "trước ngày 20/11", ["Hằng tháng", "trước ngày 20/11"]),
        ("trước ngày 5 hằng năm hằng năm hằng năm.", ["trước ngày 5 hằng năm hằng năm hằng năm"]),
        ("trước ngày 01/6 và 15 hồ sơ", ["trước ngày 01/6"]),
        ("gửi số liệu trước ngày 25/9/2025", ["trước ngày 25/9/2025"]),
        ("ban hành kế hoạch chậm nhất ngày 25/9", ["chậm nhất ngày 25/9"]),
        # not deadlines
        ("đã họp tại kỳ họp thứ 3", []),
        ("tính đến cuối tháng 8/2025", []),
        ("kế hoạch đầu năm 2025 nêu", []),
        ("Căn cứ Luật Mẫu ngày 16 tháng 6 năm 2025;", []),
        ("tính đến ngày 15/8/2025 đạt 70%", []),
        ("chịu trách nhiệm trước Chính phủ", []),
        ("có hiệu lực đến ngày 31/12/2026", []),
        ("", []),
    ],
)
def test_a_phrase_is_found_whole(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


WORDS = st.sampled_from(
    [
        "trước",
        "ngày",
        "15",
        "/10",
        "/2025",
        "trong",
        "tháng",
        "hằng",
        "năm",
        "quý IV",
        "kể từ",
        ",",
        "định kỳ",
        "cuối",
        "giờ",
        "17",
        "đến",
        "chậm nhất",
        "\n",
        ";",
        "là",
        "làm việc",
        "Tết",
        "kỳ họp",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    position = 0
    for start, end in find_phrases(text):
        assert position <= start < end <= len(text)
        position = end


@given(st.text(max_size=200))
def test_any_text_is_scanned(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in find_phrases(text))


@pytest.mark.parametrize(
    "piece",
    [
        "trước ngày ",
        "đến ngày 1 và trước ngày 1 ",
        "hằng năm, ",
        "15/",
        "từ ngày 1 đến ",
        "trong 5 ",
    ],
)
def test_a_long_row_of_almost_deadlines_is_scanned(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(0 <= start < end <= len(text) for start, end in find_phrases(text))


def test_folded_text_gives_the_same_places() -> None:
    text = "Sở gửi báo cáo trước ngày 20/11/2025; hoàn thành trong quý IV/2025."
    assert list(find_phrases(fold(text))) == list(find_phrases(text))
