import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import SearchQuery
from index.snippet import SNIPPET_LENGTH, Snippets


def marks(html: str) -> list[str]:
    return re.findall(r"<mark>(.*?)</mark>", html)


def snippet(text: str, typed: str, length: int = SNIPPET_LENGTH) -> str:
    return Snippets(SearchQuery.parse(typed)).html(text, length)


def plain(html: str) -> str:
    return unescape(re.sub(r"</?mark>", "", html))


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("chi tra luong", "Việc chi trả lương và phụ cấp.", ["chi trả lương"]),
        ("dựng", "Nội dung xây dựng.", ["dựng"]),
        ("xây dựng", "Nội dung: xây dựng nhà, xay dung.", ["xây dựng"]),
        ("lương", "số lượng", ["lượng"]),
        ("An Giang", "tỉnh An Giang, không ăn giảng", ["An Giang"]),
        ("dat dai", "đất đai và đất đài", ["đất đai", "đất đài"]),
        ("đất đai An Giang", "đất đai, ăn giảng", ["đất đai"]),
        ('"nghỉ việc" lương', "lương khi nghỉ việc", ["lương", "nghỉ việc"]),
        ("đất -đai", "đất đai", ["đất"]),
        ("2 cấp", "chính quyền 2 cấp, cấp 2", ["2 cấp"]),
        ("việc nghỉ", "nghỉ làm việc", ["nghỉ", "việc"]),
        ("đất đai", "ĐẤT-ĐAI", ["ĐẤT-ĐAI"]),
        ("zzz", "đất đai", []),
        ("UBND xã", "Ủy ban nhân dân xã và UBND xã", ["Ủy ban nhân dân xã", "UBND xã"]),
        ("uỷ ban", "Ủy ban, uỷ ban, úy ban", ["Ủy ban", "uỷ ban"]),
        ("kĩ thuật", "kỹ thuật, ki thuật", ["kỹ thuật"]),
    ],
)
def test_only_what_answers_is_marked(typed: str, text: str, marked: list[str]) -> None:
    assert marks(snippet(text, typed, length=1_000)) == marked


def test_text_is_escaped_and_marks_are_not() -> None:
    html = snippet('<b>đất & đai</b> "x"', "đất đai")

    assert html == "&lt;b&gt;<mark>đất &amp; đai</mark>&lt;/b&gt; &quot;x&quot;"


def test_the_densest_place_is_shown_and_cut_at_words() -> None:
    noise = "phần mở đầu của văn bản này. " * 30
    text = f"{noise}đất là gì. {noise}Quản lý đất đai của xã. {noise}"

    html = snippet(text, "quản lý đất đai")

    assert marks(html) == ["Quản lý đất đai"]
    assert html.startswith("… ")
    assert html.endswith(" …")
    inside = plain(html)[2:-2]
    assert SNIPPET_LENGTH - 40 <= len(inside) <= SNIPPET_LENGTH
    assert set(inside.split()) <= set(text.split())


def test_the_beginning_is_shown_when_nothing_matches() -> None:
    text = "mở đầu " * 100

    html = snippet(text, "đất")

    assert html.startswith("mở đầu")
    assert html.endswith(" …")


def test_lines_and_tabs_become_spaces() -> None:
    assert snippet("đất\n\tđai", "đất đai") == "<mark>đất đai</mark>"


def test_a_word_without_end_is_cut() -> None:
    html = snippet("a" * 5_000, "b")

    assert len(html) <= SNIPPET_LENGTH + 10


@given(st.text(max_size=400), st.text(max_size=40))
def test_without_its_marks_the_highlighted_text_is_the_text(text: str, typed: str) -> None:
    html = snippet(text, typed, length=1_000)

    assert plain(html).split() == highlight_plain(text).split()


@given(st.text(alphabet='đấtai <&>"', max_size=900), st.text(alphabet="đấtai ", max_size=20))
def test_a_snippet_is_short_and_safe(text: str, typed: str) -> None:
    html = snippet(text, typed)

    assert len(plain(html)) <= SNIPPET_LENGTH + 4
    assert "<" not in re.sub(r"</?mark>", "", html)


def highlight_plain(text: str) -> str:
    return unescape(snippet(text, "", length=1_000))
