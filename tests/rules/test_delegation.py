from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.delegation import (
    Clause,
    answers,
    clause_at,
    clauses_named,
    days_owed,
    provision_words,
    standing_on,
)
from directives.vocabulary import ExpectationStanding, ProposalState

DUE = date(2025, 7, 1)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 1, 1))


def test_clauses_are_read_with_their_article() -> None:
    named = clauses_named("quy định chi tiết khoản 2, khoản 4 Điều 5; các khoản 1, 3 Điều 12a")

    assert named == {Clause("5", "2"), Clause("5", "4"), Clause("12a", "1"), Clause("12a", "3")}


@pytest.mark.parametrize(
    ("provision_id", "clause"),
    [
        ("dieu-5__khoan-2__diem-a", Clause("5", "2")),
        ("dieu-7", Clause("7", "")),
        ("dieu-12a__khoan-1dd", Clause("12a", "1đ")),
        ("doan-4", None),
    ],
)
def test_an_address_names_an_article_and_a_clause(provision_id: str, clause: Clause | None) -> None:
    assert clause_at(provision_id) == clause


@pytest.mark.parametrize(
    ("quote", "named", "answered"),
    [
        ("Chính phủ quy định chi tiết Điều này.", "khoản 3 Điều 5", True),
        ("Chính phủ quy định chi tiết Điều này.", "Điều 5", True),
        ("Chính phủ quy định chi tiết Điều này.", "Điều 6", False),
        ("Chính phủ quy định chi tiết khoản 2 Điều này.", "khoản 2 Điều 5", True),
        ("Chính phủ quy định chi tiết khoản 2 Điều này.", "khoản 1 Điều 5", False),
        ("Chính phủ quy định chi tiết Điều 9 và Điều 11.", "Điều 11", True),
        ("Chính phủ quy định chi tiết Điều này.", "", False),
    ],
)
def test_who_names_the_clause_or_what_it_speaks_of_answers_it(
    quote: str, named: str, *, answered: bool
) -> None:
    assert answers("dieu-5__khoan-3", quote, clauses_named(named)) is answered


def test_a_clause_outside_articles_is_answered_only_by_what_it_names() -> None:
    assert not answers("doan-2", "Giao Bộ Nội vụ hướng dẫn.", clauses_named("Điều 2"))


def test_the_parents_day_of_effect_is_the_last_day_in_time() -> None:
    def standing(day: date, issued_on: date | None = None) -> ExpectationStanding:
        return standing_on(day, ProposalState.CONFIRMED, due_on=DUE, fulfilled_on=issued_on)

    before, after = DUE - timedelta(days=1), DUE + timedelta(days=1)
    assert standing(before) is ExpectationStanding.WAITING
    assert standing(DUE) is ExpectationStanding.IN_DEBT
    assert standing(after, DUE) is ExpectationStanding.FULFILLED
    assert standing(after, after) is ExpectationStanding.FULFILLED_LATE
    assert standing(DUE, after) is ExpectationStanding.IN_DEBT  # not issued yet on that day


def test_only_what_a_person_confirmed_is_owed() -> None:
    for status, standing in (
        (ProposalState.PROPOSED, ExpectationStanding.PROPOSED),
        (ProposalState.REJECTED, ExpectationStanding.REJECTED),
    ):
        assert standing_on(DUE, status, due_on=DUE, fulfilled_on=None) is standing
    unknown = standing_on(DUE, ProposalState.CONFIRMED, due_on=None, fulfilled_on=None)
    assert unknown is ExpectationStanding.WAITING


def test_a_clause_that_has_ended_owes_nothing_more_and_its_debt_stays_as_it_was() -> None:
    end = DUE + timedelta(days=30)

    def told(day: date, due: date | None = DUE, issued: date | None = None) -> tuple[str, int]:
        standing = standing_on(
            day, ProposalState.CONFIRMED, due_on=due, fulfilled_on=issued, ended_on=end
        )
        return standing.value, days_owed(day, standing, due_on=due, ended_on=end)

    assert told(end - timedelta(days=1)) == ("in_debt", 30)
    assert told(end) == told(end + timedelta(days=900)) == ("lapsed", 30)
    assert told(end, due=end + timedelta(days=5)) == ("lapsed", 0)  # it never took effect
    assert told(end, due=None) == ("lapsed", 0)
    assert told(end, issued=DUE + timedelta(days=3)) == ("fulfilled_late", 0)


def test_an_ended_clause_that_nobody_confirmed_is_still_to_be_decided() -> None:
    for status in (ProposalState.PROPOSED, ProposalState.REJECTED):
        standing = standing_on(DUE, status, due_on=DUE, fulfilled_on=None, ended_on=DUE)
        assert standing.value == status.value
        assert days_owed(DUE, standing, due_on=DUE, ended_on=DUE) == 0


@given(day=DAYS, due=DAYS, end=st.none() | DAYS, issued=st.none() | DAYS, later=st.integers(1, 500))
def test_days_owed_never_shrink_unless_it_is_issued(
    day: date, due: date, end: date | None, issued: date | None, later: int
) -> None:
    def owed(on: date) -> int:
        known = end if end and end <= on else None  # an end that is still to come is none
        standing = standing_on(
            on, ProposalState.CONFIRMED, due_on=due, fulfilled_on=issued, ended_on=known
        )
        return days_owed(on, standing, due_on=due, ended_on=known)

    after = day + timedelta(days=later)
    if issued is None or issued > after:
        assert 0 <= owed(day) <= owed(after)
    if end is not None:
        assert owed(after) <= max((end - due).days, 0)


@given(day=DAYS, due=st.none() | DAYS, issued=st.none() | DAYS, later=st.integers(1, 500))
def test_what_was_issued_is_never_owed_again(
    day: date, due: date | None, issued: date | None, later: int
) -> None:
    def standing(on: date) -> ExpectationStanding:
        return standing_on(on, ProposalState.CONFIRMED, due_on=due, fulfilled_on=issued)

    done = {ExpectationStanding.FULFILLED, ExpectationStanding.FULFILLED_LATE}
    if standing(day) in done:
        assert standing(day + timedelta(days=later)) is standing(day)


def test_an_address_is_said_from_the_inside_out() -> None:
    assert provision_words("dieu-5__khoan-2__diem-dd") == "điểm đ khoản 2 Điều 5"
    assert provision_words("dieu-7") == "Điều 7"
    assert provision_words("doan-3") == ""
