import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directives.rules.text_comparison import MOST_TOKENS, Pair, Text, compare_texts, compare_words
from directives.vocabulary import ChangeKind, PieceKind

WORDS = st.text(alphabet="aăâbcdđ ,.\n1", max_size=40)
TEXTS = st.lists(WORDS, max_size=6).map(
    lambda words: [Text(f"dieu-{n}", f"Điều {n}", one) for n, one in enumerate(words, start=1)]
)


def marked(old: str, new: str) -> tuple[list[str], list[str]]:
    left, right = compare_words(old, new)
    return (
        [piece.words for piece in left if piece.kind is PieceKind.REMOVED],
        [piece.words for piece in right if piece.kind is PieceKind.ADDED],
    )


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("trong 15 ngày", "trong 10 ngày", ["15"], ["10"]),
        ("trước 15/10/2025.", "trước 31/10/2025.", ["15/10/2025"], ["31/10/2025"]),
        ("Sở Nội vụ", "Sở Nội vụ trình", [], [" trình"]),
        ("a b c", "a b c", [], []),
        ("x một y", "z một t", ["x một y"], ["z một t"]),
        ("", "mới", [], ["mới"]),
        ("dòng một\nhai", "dòng một hai", [], []),
    ],
)
def test_words_are_marked_whole(old: str, new: str, removed: list[str], added: list[str]) -> None:
    assert marked(old, new) == (removed, added)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_the_pieces_of_a_side_are_its_text(old: str, new: str) -> None:
    left, right = compare_words(old, new)

    assert "".join(piece.words for piece in left) == old
    assert "".join(piece.words for piece in right) == new
    assert all(piece.kind is not PieceKind.ADDED for piece in left)


@settings(deadline=None)
@given(WORDS)
def test_a_text_does_not_differ_from_itself(words: str) -> None:
    assert marked(words, words) == ([], [])


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_every_provision_of_both_texts_is_shown_once(old: list[Text], new: list[Text]) -> None:
    pairs = compare_texts(old, new)

    assert sorted(pair.old.id for pair in pairs if pair.old) == sorted(one.id for one in old)
    assert [pair.new for pair in pairs if pair.new] == new


def test_very_long_texts_are_shown_without_marks_inside() -> None:
    long = "a " * MOST_TOKENS

    assert marked(long, f"{long}b") == ([long], [f"{long}b"])


SCOPE = "Thông tư này quy định chế độ báo cáo của các cơ quan"
TERM = "Thời hạn nộp báo cáo là ngày cuối cùng của tháng"
DUTY = "Sở Nội vụ chịu trách nhiệm tổng hợp và trình lên trên"


def texts(*words: str) -> list[Text]:
    return [Text(f"dieu-{n}", f"Điều {n}", f"Điều {n}. {one}") for n, one in enumerate(words, 1)]


def told(pairs: list[Pair]) -> list[tuple[str, str, str]]:
    return [
        (pair.change.value, pair.old.id if pair.old else "", pair.new.id if pair.new else "")
        for pair in pairs
    ]


def test_provisions_that_moved_are_found_by_their_words() -> None:
    pairs = compare_texts(texts(SCOPE, TERM, DUTY), texts(SCOPE, "Giải thích từ ngữ", TERM, DUTY))

    assert told(pairs) == [
        ("same", "dieu-1", "dieu-1"),
        ("added", "", "dieu-2"),
        ("moved", "dieu-2", "dieu-3"),
        ("moved", "dieu-3", "dieu-4"),
    ]


def test_what_is_moved_and_changed_and_what_is_gone() -> None:
    changed = DUTY.replace("tổng hợp", "kiểm tra")
    pairs = compare_texts(texts(SCOPE, TERM, DUTY), texts(changed, SCOPE))

    assert told(pairs) == [
        ("removed", "dieu-2", ""),
        ("moved_and_changed", "dieu-3", "dieu-1"),
        ("moved", "dieu-1", "dieu-2"),
    ]


def test_words_alone_that_moved_are_only_moved() -> None:
    old = [Text("doan-1", "", SCOPE), Text("doan-2", "", TERM)]
    new = [Text("doan-1", "", TERM), Text("doan-2", "", SCOPE)]

    assert {pair.change for pair in compare_texts(old, new)} == {ChangeKind.MOVED}


def test_the_same_number_with_other_words_is_a_change() -> None:
    assert told(compare_texts(texts(SCOPE), texts(DUTY))) == [("changed", "dieu-1", "dieu-1")]


def test_removed_provisions_stand_where_they_were() -> None:
    pairs = compare_texts(texts(SCOPE, TERM, DUTY), [texts(SCOPE)[0], texts("", "", DUTY)[2]])

    assert [pair.change.value for pair in pairs] == ["same", "removed", "same"]


def test_many_changed_provisions_are_paired_by_their_numbers() -> None:
    old = texts(*(f"cũ {n} nội dung riêng {n * 7}" for n in range(60)))
    new = texts(*(f"khác {n} điều khoản mới {n * 11}" for n in range(60)))

    assert {pair.change for pair in compare_texts(old, new)} == {ChangeKind.CHANGED}
