from datetime import date, timedelta

import pytest
from sqlmodel import Session

from directives.errors import AlreadyTied, CommitmentClosed, GapNotFound, RightMissing
from directives.models.base import saved_id
from directives.models.commitment import NewCommitment
from directives.rules.two_times import AsOf
from directives.services.commitments import record_promise, withdraw
from directives.services.gap_standings import standings
from directives.services.gap_views import view_gaps
from directives.services.late_answer import LateAnswer, LateQuestion, late_answer, late_scope
from directives.services.promise_ties import (
    coordinator_names,
    coordinators_named,
    gap_ids_of,
    tie_gap,
)
from directives.vocabulary import CommitmentKind, GapState, Role
from tests.factories import NOW, TODAY, agency_id, make_actor, make_commitment, make_gap
from tests.services.test_gap_reports import reported


def test_coordinators_are_known_bodies_or_the_words_of_the_source(session: Session) -> None:
    promise = NewCommitment(
        promise="Hướng dẫn xử lý trụ sở",
        kind=CommitmentKind.ACTION,
        lead_words="các bộ",
        promised_on=TODAY,
    )
    named = coordinators_named(session, ["BTC", "bo noi vu", "các địa phương"])

    actor = make_actor(session, Role.OVERSIGHT)
    recorded = record_promise(session, actor, promise, coordinators=named, now=NOW)

    assert coordinator_names(session, saved_id(recorded)) == [
        "Bộ Tài chính",
        "Bộ Nội vụ",
        "các địa phương",
    ]


def test_a_promise_leads_to_the_gaps_it_is_to_close(session: Session) -> None:
    keys = tuple(saved_id(make_gap(session)) for _ in range(2))

    promise = saved_id(make_commitment(session, gap_ids=keys))

    assert gap_ids_of(session, promise, NOW) == list(keys)


LATER = NOW + timedelta(days=30)
LATE_ON = date(2025, 10, 20)  # six days after the last good day of a made promise


def late_of_place(session: Session, place: str, at: AsOf) -> LateAnswer:
    question = LateQuestion(place_code=place)
    return late_answer(session, at, late_scope(session, at, question), limit=50)


def test_a_gap_tied_later_counts_for_its_places_from_when_it_is_known(session: Session) -> None:
    gap = reported(session, "15", "01")
    key = saved_id(make_commitment(session))
    before, after = AsOf(LATE_ON, LATER - timedelta(seconds=1)), AsOf(LATE_ON, LATER)

    tie_gap(session, make_actor(session, Role.OVERSIGHT), key, gap, now=LATER)

    (late,) = late_of_place(session, "15", after).promises
    assert (late.row.id, late.waiting, late.debt_days) == (key, 2, 12)
    assert late_of_place(session, "15", before).total == 0
    assert gap_ids_of(session, key, before.known_at) == []
    assert gap_ids_of(session, key, LATER) == [gap]
    assert not view_gaps(session, before, ids=[gap])[0].promises
    assert [one.commitment.id for one in view_gaps(session, after, ids=[gap])[0].promises] == [key]
    assert standings(session, before, [gap])[gap].state is GapState.OPEN
    assert standings(session, after, [gap])[gap].state is GapState.OVERDUE


def test_only_who_answers_for_a_promise_ties_it_and_once(session: Session) -> None:
    gap, other = saved_id(make_gap(session)), saved_id(make_gap(session))
    key = saved_id(make_commitment(session, gap_ids=(gap,)))
    own = make_actor(session, agency_id=agency_id(session, "BNV"))
    foreign = make_actor(session, agency_id=agency_id(session, "BTC"))

    with pytest.raises(RightMissing):
        tie_gap(session, foreign, key, other, now=LATER)
    with pytest.raises(AlreadyTied):
        tie_gap(session, own, key, gap, now=LATER)
    with pytest.raises(GapNotFound):
        tie_gap(session, own, key, 999_999, now=LATER)
    tie_gap(session, own, key, other, now=LATER)
    oversight = make_actor(session, Role.OVERSIGHT)
    withdraw(session, oversight, key, held_on=TODAY, reason="thôi", now=LATER)
    with pytest.raises(CommitmentClosed):
        tie_gap(session, own, key, saved_id(make_gap(session)), now=LATER)

    assert gap_ids_of(session, key, LATER) == [gap, other]
