import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.plan import readings
from index.query import LONGEST_QUERY, SearchQuery
from index.terms import Passage


def words(passages: tuple[Passage, ...]) -> list[str]:
    return [" ".join(passage.exact) for passage in passages]


@pytest.mark.parametrize(
    ("typed", "free", "phrases", "excluded"),
    [
        ("Chi trả lương", ["chi trả lương"], [], []),
        ('"nghỉ việc" lương', ["lương"], ["nghỉ việc"], []),
        ("“nghỉ việc” «hai cấp»", [], ["nghỉ việc", "hai cấp"], []),
        ("đất -An giang", ["đất", "giang"], [], ["an"]),
        ('đất -"An Giang" đai', ["đất", "đai"], [], ["an giang"]),
        ("878/QĐ-BNV", ["878 qđ bnv"], [], []),
        ("xã - phường", ["xã phường"], [], []),
        ('"chưa đóng', ["chưa đóng"], [], []),
        ("đất AND đai OR (NOT nhà)", ["đất đai nhà"], [], []),
        ("title:đất [đai}", ["title đất đai"], [], []),
        ("đất\n\tđai", ["đất đai"], [], []),
        ('"" -"" - "-"', [], [], []),
    ],
)
def test_what_is_typed_is_understood(
    typed: str, free: list[str], phrases: list[str], excluded: list[str]
) -> None:
    query = SearchQuery.parse(typed)

    assert words(query.free) == free
    assert words(query.phrases) == phrases
    assert words(query.excluded) == excluded


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("so 878/qd-bnv", ["878/QD-BNV"]),
        ("16/cv-bcd nghỉ việc", ["16/CV-BCD"]),
        ("hướng dẫn 178/2024/nđ-cp và 67/2025/nđ-cp", ["178/2024/ND-CP", "67/2025/ND-CP"]),
        ("đất đai 2 cấp", []),
        ("khoản 2 điều 5", []),
    ],
)
def test_document_numbers_are_recognised_however_typed(typed: str, keys: list[str]) -> None:
    assert [number.key_folded for number in SearchQuery.parse(typed).numbers] == keys


def test_numbers_cited_in_a_long_question_are_recognised() -> None:
    question = "Cán bộ không chuyên trách nghỉ việc theo Nghị định số 154/2025/NĐ-CP được gì?"

    assert [one.key_folded for one in SearchQuery.parse(question).numbers] == ["154/2025/ND-CP"]


def test_tone_marks_anywhere_say_that_tones_are_meant() -> None:
    assert SearchQuery.parse("an -lương").toned
    assert not SearchQuery.parse("An Giang").toned


@given(st.text(alphabet=st.characters() | st.sampled_from('"“”-/AND[]:'), max_size=200))
def test_nothing_typed_raises(typed: str) -> None:
    query = SearchQuery.parse(typed)

    assert readings(query)
    assert query.syllable_count == sum(len(one.exact) for one in query.wanted)


def test_a_query_without_end_is_cut() -> None:
    assert len(SearchQuery.parse('"-' * LONGEST_QUERY).text) <= LONGEST_QUERY


def test_a_short_query_is_read_strictly_first_and_a_long_one_never() -> None:
    short = readings(SearchQuery.parse("quản lý đất đai"))
    long = readings(SearchQuery.parse("ai được chi trả chế độ nghỉ việc khi sắp xếp bộ máy"))

    assert [reading.needed for reading in short] == [2, 1, 4]
    assert [reading.needed for reading in long] == [1]
    assert short[0].literal[0] == ("quản_lý", "lý_đất", "đất_đai")
    assert long[0].literal[0][:2] == ("ai_được", "được_chi")
    assert (bool(short[0].toned), long[0].toned) == (True, ())


def test_a_long_question_without_tone_marks_has_no_very_words() -> None:
    (reading,) = readings(SearchQuery.parse("ai duoc chi tra che do nghi viec khi sap xep bo may"))

    assert reading.literal == ()
