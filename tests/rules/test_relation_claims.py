import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.relation_claims import UNNAMED_PART, covers, part_meant
from directives.vocabulary import RelationKind

PARTS = st.lists(st.sampled_from(["dieu-1", "khoan-2", "diem-a"]), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("rejected", "proposed", "expected"),
    [
        ("", "dieu-5", True),
        ("", "", True),
        ("dieu-5", "dieu-5", True),
        ("dieu-5", "dieu-5__khoan-1", True),
        ("dieu-5", "dieu-50", False),
        ("dieu-5__khoan-1", "dieu-5", False),
        ("dieu-5", "", False),
    ],
)
def test_what_is_said_of_a_provision_is_said_of_what_it_holds(
    rejected: str, proposed: str, expected: bool
) -> None:
    assert covers(rejected, proposed) is expected


@given(PARTS, PARTS)
def test_a_provision_covers_all_that_stands_inside_it(outer: list[str], inner: list[str]) -> None:
    assert covers("__".join(outer), "__".join([*outer, *inner]))


@pytest.mark.parametrize(
    ("kind", "quote", "part"),
    [
        ("repeals", "Bãi bỏ một số điều của Nghị định số 1/2020/NĐ-CP", UNNAMED_PART),
        ("repeals", "bãi bỏ khoản 2 Điều 5 của Luật", UNNAMED_PART),
        ("repeals", "Bãi bỏ các văn bản sau đây", ""),
        ("repeals", "Bãi bỏ Nghị định số 1/2020/NĐ-CP quy định một số điều", ""),
        ("cites", "bãi bỏ một số điều", ""),
    ],
)
def test_an_act_on_some_articles_does_not_end_a_document(kind: str, quote: str, part: str) -> None:
    assert part_meant(RelationKind(kind), quote) == part
