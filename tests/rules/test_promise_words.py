import pytest

from directives.rules.promise_words import without_closing_verb


@pytest.mark.parametrize(
    "closing",
    [
        ", hoàn thành",
        "; phải hoàn thành xong",
        " và hoàn thành",
        ", bảo đảm thực hiện xong",
        ", thời hạn hoàn thành",
        " - xong",
        ", gửi",
        ", báo cáo",
    ],
)
def test_the_verb_of_the_deadline_is_cut_out(closing: str) -> None:
    assert without_closing_verb(f"lập danh sách nhà đất{closing}") == "lập danh sách nhà đất"


@pytest.mark.parametrize(
    "said",
    [
        "hoàn thành",
        "việc sắp xếp phải hoàn thành",
        "rà soát và báo cáo",
        "rà soát nhà đất, báo cáo Chính phủ",
        "rà soát nhà đất, hoàn thành việc sắp xếp",
    ],
)
def test_a_verb_that_says_what_is_promised_stays(said: str) -> None:
    assert without_closing_verb(said) == said
