import random
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.errors import PlaceNotFound
from directives.models.agency import Agency, AgencySuccession, NewAgency
from directives.models.base import saved_id
from directives.models.commitment import NewMove
from directives.models.commitment_step import NewStep
from directives.models.sector import Sector
from directives.rules.scope import Scope
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import take_step
from directives.services.commitment_views import get_commitment, view_commitments
from directives.services.commitments import fulfil, withdraw
from directives.services.gap_merges import merge_gaps
from directives.services.gap_reports import withdraw_report
from directives.services.late_answer import (
    LateAnswer,
    LateQuestion,
    debt_of,
    late_answer,
    late_scope,
)
from directives.services.promise_calendars import promises_of_agency
from directives.services.reorganisations import rename_agency
from directives.store.agencies import find_sector
from directives.vocabulary import (
    CommitmentKind,
    CommitmentState,
    MoveReason,
    Precision,
    Role,
    StepKind,
)
from tests.factories import (
    NOW,
    TODAY,
    UNDATED,
    agency_id,
    make_actor,
    make_commitment,
    make_gap,
    make_move,
    moment_of,
)
from tests.services.test_commitments import moved_to
from tests.services.test_gap_reports import reported

DAY = date(2025, 10, 20)  # six days after the last good day of a made promise
AT = AsOf(DAY, NOW)
LATER = NOW + timedelta(days=90)
EVERYBODY = LateQuestion()


def asked(session: Session, question: LateQuestion = EVERYBODY, at: AsOf = AT) -> LateAnswer:
    return late_answer(session, at, late_scope(session, at, question), limit=50)


def ids(answer: LateAnswer) -> list[int]:
    return [late.row.id for late in answer.promises]


def sector(session: Session, code: str) -> Sector:
    found = find_sector(session, code)
    assert found is not None
    return found


def test_who_is_late_and_who_waits_for_it(session: Session) -> None:
    gap = reported(session, "15", "01")
    key = saved_id(make_commitment(session, gap_ids=(gap,)))
    make_commitment(session, due_from=DAY, due_to=DAY)  # the due day itself is not late
    make_commitment(session, **UNDATED)

    (late,) = asked(session).promises

    assert (late.row.id, late.row.days_late, late.waiting, late.debt_days) == (key, 6, 2, 12)
    assert late.last_move is None


def test_one_promise_owes_what_the_answer_says_and_once_it_has_ended_what_it_owed_then(
    session: Session,
) -> None:
    promise = make_commitment(session, gap_ids=(reported(session, "15", "01"),))
    make_move(session, promise, moved_to(date(2025, 10, 18), date(2025, 10, 16)), now=NOW)
    key, oversight = saved_id(promise), make_actor(session, Role.OVERSIGHT)

    (late,) = asked(session).promises
    while_late = debt_of(session, late.view, AT)
    withdraw(session, oversight, key, held_on=AT.day, reason="không cần nữa", now=LATER)
    later = AsOf(AT.day + timedelta(days=30), LATER)
    ended = debt_of(session, get_commitment(session, key, later), later)

    assert (while_late.waiting, while_late.days) == (late.waiting, late.debt_days) == (2, 4)
    assert (ended.waiting, ended.days) == (2, 12), "from the date that had passed when put off"


def test_a_place_whose_report_was_withdrawn_waits_no_more(session: Session) -> None:
    gap = reported(session, "15", "01")
    make_commitment(session, gap_ids=(gap,))
    officer = make_actor(session, Role.OFFICER, place_code="15")
    withdraw_report(session, officer, gap, "15", words="đã rõ", at=AsOf(TODAY, NOW))

    (late,) = asked(session).promises

    assert (late.waiting, late.debt_days) == (1, 6)


def test_a_place_counts_once_for_a_promise_of_several_gaps(session: Session) -> None:
    gaps = (reported(session, "15"), reported(session, "15", "01"))
    make_commitment(session, gap_ids=gaps)

    assert asked(session).promises[0].waiting == 2


def test_why_is_the_reason_of_the_last_move_that_counts(session: Session) -> None:
    promise = make_commitment(session)
    make_move(session, promise, moved_to(date(2025, 10, 16), date(2025, 10, 15)))
    make_move(session, promise, moved_to(date(2025, 12, 1), date(2025, 11, 1)))

    (late,) = asked(session).promises

    assert late.last_move is not None
    assert (late.last_move.moved_on, late.view.standing.moves_after_due) == (date(2025, 10, 15), 1)
    assert late.row.days_late == 4


@pytest.mark.parametrize("reason", [MoveReason.OTHER, MoveReason.RESOURCES])
def test_only_what_put_the_date_off_says_why_it_is_late(
    session: Session, reason: MoveReason
) -> None:
    first, forward = make_commitment(session, **UNDATED), make_commitment(session)
    for promise, day in ((first, 14), (forward, 12)):
        due = {"due_from": date(2025, 10, day), "due_to": date(2025, 10, day)}
        said = {"moved_on": date(2025, 10, 2), "due_precision": Precision.DAY, **due}
        make_move(session, promise, NewMove.model_validate({**said, "reason": reason}))

    assert [one.last_move for one in asked(session).promises] == [None, None]


def test_a_date_put_off_without_a_reason_leaves_the_reason_before_it(session: Session) -> None:
    promise = make_commitment(session)
    make_move(session, promise, moved_to(date(2025, 10, 15), date(2025, 10, 3)))
    silent = moved_to(date(2025, 10, 16), date(2025, 10, 4))
    silent.reason, silent.reason_words = MoveReason.OTHER, " "
    make_move(session, promise, silent)

    (late,) = asked(session).promises

    assert late.last_move is not None
    assert late.last_move.due_to == date(2025, 10, 15)


def test_a_sector_asks_for_its_promises_and_those_for_its_gaps(session: Session) -> None:
    land = sector(session, "dat-dai")
    part = Sector(
        code="dat-dai-con", name="Giá đất", name_en="Prices", position=900, parent_id=land.id
    )
    session.add(part)
    session.flush()
    own = saved_id(make_commitment(session, sector_id=part.id))
    gap = saved_id(make_gap(session, sector_id=land.id))
    for_gap = saved_id(make_commitment(session, gap_ids=(gap,)))
    make_commitment(session, sector_id=sector(session, "giao-duc").id)

    found = asked(session, LateQuestion(sector=land))

    assert (ids(found), found.total) == ([own, for_gap], 2)
    assert ids(asked(session, LateQuestion(sector=part))) == [own]


def test_an_agency_asks_for_what_it_leads(session: Session) -> None:
    make_commitment(session)
    key = saved_id(make_commitment(session, lead_agency_id=agency_id(session, "BTC")))
    ministry = session.get_one(Agency, agency_id(session, "BTC"))

    assert ids(asked(session, LateQuestion(agency=ministry))) == [key]


def test_a_place_asks_for_what_it_waits_for_and_what_its_own_bodies_owe(session: Session) -> None:
    elsewhere = saved_id(make_gap(session, scope=str(Scope(provinces=frozenset({"01"})))))
    here = saved_id(make_gap(session, scope=str(Scope(provinces=frozenset({"15"})))))
    make_commitment(session, gap_ids=(elsewhere,))
    waited = saved_id(make_commitment(session, gap_ids=(here,)))
    own = Agency(
        name="Sở Nội vụ tỉnh Lào Cai", name_folded="so noi vu", kind="department", place_code="15"
    )
    session.add(own)
    session.flush()
    owed = saved_id(make_commitment(session, lead_agency_id=own.id))
    found = asked(session, LateQuestion(place_code="15"))

    assert (ids(found), found.total) == ([waited, owed], 2)
    with pytest.raises(PlaceNotFound):
        asked(session, LateQuestion(place_code="khong-co"))


def test_the_same_question_has_the_same_key_and_every_other_its_own(session: Session) -> None:
    land, school = sector(session, "dat-dai"), sector(session, "giao-duc")
    body = session.get_one(Agency, agency_id(session, "BTC"))
    questions = [
        EVERYBODY,
        LateQuestion(sector=land),
        LateQuestion(sector=school),
        LateQuestion(agency=body),
        LateQuestion(place_code="15"),
        LateQuestion(sector=land, agency=body, place_code="15"),
    ]

    assert len({one.key for one in questions}) == len(questions)
    assert LateQuestion(sector=land).key == questions[1].key


def test_a_promise_for_a_merged_gap_is_found_by_the_gap_that_is_left(session: Session) -> None:
    land = sector(session, "dat-dai")
    left = saved_id(make_gap(session, sector_id=land.id))
    merged = reported(session, "15")
    key = saved_id(make_commitment(session, gap_ids=(merged,)))
    overseer = make_actor(session, Role.OVERSIGHT)
    merge_gaps(session, overseer, merged, left, reason="trùng", at=AsOf(date(2025, 10, 1), NOW))

    (late,) = asked(session, LateQuestion(sector=land)).promises

    assert (late.row.id, late.waiting) == (key, 1)


def test_a_page_beyond_the_last_still_knows_how_many_there_are(session: Session) -> None:
    made = [saved_id(make_commitment(session)) for _ in range(3)]

    scope = late_scope(session, AT, EVERYBODY)
    first = late_answer(session, AT, scope, limit=2)
    second = late_answer(session, AT, scope, limit=2, offset=2)
    beyond = late_answer(session, AT, scope, limit=2, offset=4)

    assert [ids(first), ids(second), ids(beyond)] == [made[:2], made[2:], []]
    assert [first.total, second.total, beyond.total] == [3, 3, 3]
    assert asked(session, at=AsOf(date(2025, 9, 1), NOW)).total == 0


@pytest.mark.parametrize("seed", range(6))
def test_the_database_finds_what_the_rule_calls_overdue_the_latest_first(
    session: Session, seed: int
) -> None:
    chance = random.Random(seed)
    overseer = make_actor(session, Role.OVERSIGHT)
    for _ in range(25):
        _make_history(session, overseer, chance)
    for days in (-5, 0, 3, 15, 40, 90):
        for hours in (0, 30, 100):
            at = AsOf(date(2025, 10, 10) + timedelta(days=days), LATER + timedelta(hours=hours))
            slow = [
                view
                for view in view_commitments(session, at)
                if view.standing.state is CommitmentState.OVERDUE
            ]
            slow.sort(key=lambda view: (view.standing.due.due_to, view.commitment.id))
            found = asked(session, at=at)

            assert ids(found) == [saved_id(view.commitment) for view in slow]
            assert found.total == len(slow)


def _make_history(session: Session, overseer: Any, chance: random.Random) -> None:
    start = date(2025, 10, chance.randint(1, 20))
    due = start + timedelta(days=chance.randint(0, 30))
    dated: dict[str, Any] = {"due_from": due, "due_to": due}
    said = dated if chance.random() < 0.7 else UNDATED
    promise = make_commitment(session, kind=CommitmentKind.ACTION, promised_on=start, **said)
    key = saved_id(promise)
    for _ in range(chance.randint(0, 3)):
        moved_on = start + timedelta(days=chance.randint(0, 40))
        moved = moved_to(moved_on + timedelta(days=chance.randint(-5, 30)), moved_on)
        if chance.random() < 0.2:
            moved = NewMove(moved_on=moved_on, reason=MoveReason.OTHER)
        make_move(session, promise, moved, now=LATER + timedelta(hours=chance.randint(0, 99)))
    if chance.random() < 0.4:
        paused_on, now = start + timedelta(days=chance.randint(0, 40)), LATER + timedelta(hours=20)
        rest = NewStep(kind=StepKind.PAUSED, held_on=paused_on, words="chờ luật")
        take_step(session, overseer, key, rest, now=now)
        if chance.random() < 0.6:
            resumed_on = paused_on + timedelta(days=chance.randint(0, 30))
            again = NewStep(kind=StepKind.RESUMED, held_on=resumed_on)
            take_step(session, overseer, key, again, now=now + timedelta(hours=20))
    if chance.random() < 0.4:
        held_on, now = start + timedelta(days=chance.randint(0, 60)), LATER + timedelta(hours=50)
        if chance.random() < 0.5:
            fulfil(session, overseer, key, held_on=held_on, evidence="đã xong", now=now)
        else:
            withdraw(session, overseer, key, held_on=held_on, reason="không cần nữa", now=now)


def test_a_body_that_was_taken_over_still_promised_and_its_heir_answers(session: Session) -> None:
    made = [
        Agency(name=name, name_folded=name.lower(), kind="ministry")
        for name in ("Cu", "Moi", "Con")
    ]
    session.add_all(made)
    session.flush()
    old, new, part = (saved_id(body) for body in made)
    taken_over = date(2025, 10, 18)
    session.add_all(
        [
            AgencySuccession(agency_id=old, successor_id=new, succeeds_on=taken_over),
            AgencySuccession(agency_id=old, successor_id=part, scope="một phần"),
        ]
    )
    session.flush()
    key = saved_id(make_commitment(session, lead_agency_id=old))

    before = asked(session, at=AsOf(date(2025, 10, 17), NOW)).promises[0]
    after = asked(session, LateQuestion(agency=made[1])).promises[0]

    assert (before.heirs, after.heirs) == ((), [new])
    assert (after.row.id, after.row.lead) == (key, "Cu")
    assert ids(asked(session, LateQuestion(agency=made[0]))) == [key]
    assert ids(asked(session, LateQuestion(agency=made[2]))) == []
    earlier = AsOf(date(2025, 10, 17), NOW)
    assert ids(asked(session, LateQuestion(agency=made[1]), earlier)) == []


def test_what_was_known_stays_when_a_renaming_is_recorded_later(session: Session) -> None:
    old = agency_id(session, "BNV")
    key = saved_id(make_commitment(session))
    known, recorded = moment_of(date(2025, 11, 1)), moment_of(date(2025, 11, 20))
    at = AsOf(date(2025, 11, 1), known)
    was = asked(session, at=at)
    admin = make_actor(session, Role.ADMINISTRATOR)
    name = NewAgency(name="Bộ Nội vụ và Lao động", code="BNVLĐ")
    successor = rename_agency(session, admin, old, name, on=date(2025, 10, 20), now=recorded)
    new = LateQuestion(agency=successor)

    assert [one.heirs for one in asked(session, at=at).promises] == [
        one.heirs for one in was.promises
    ]
    assert ids(asked(session, new, at)) == []
    assert promises_of_agency(session, saved_id(successor), at)[1] == []
    later = AsOf(at.day, recorded)
    assert list(asked(session, at=later).promises[0].heirs) == [successor.id]
    assert ids(asked(session, new, later)) == [key]
    found = promises_of_agency(session, saved_id(successor), later)[1]
    assert [one.commitment.id for one in found] == [key]
