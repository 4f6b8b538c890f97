from datetime import date, timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.commitment import NewMove
from directives.models.commitment_step import NewStep
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import take_step
from directives.services.commitment_views import view_commitments
from directives.services.commitments import fulfil, move
from directives.services.promise_standings import (
    in_list_order,
    most_urgent,
    promise_standings,
    promises_by_gap,
    running_promises,
)
from directives.vocabulary import (
    CommitmentKind,
    CommitmentState,
    MoveReason,
    Precision,
    Role,
    StepKind,
)
from tests.factories import NOW, UNDATED, make_actor, make_commitment, make_gap

LATER = AsOf(date(2025, 11, 1), NOW + timedelta(days=60))


def test_plain_standings_say_the_same_as_the_views_of_each_promise(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    make_commitment(session, **UNDATED)
    kept = make_commitment(session, kind=CommitmentKind.ACTION)
    moved = make_commitment(session)
    fulfil(
        session,
        actor,
        saved_id(kept),
        held_on=date(2025, 10, 10),
        evidence="xong",
        now=LATER.known_at,
    )
    new = NewMove(
        moved_on=date(2025, 10, 5),
        reason=MoveReason.RESOURCES,
        due_from=date(2025, 12, 1),
        due_to=date(2025, 12, 1),
        due_precision=Precision.DAY,
    )
    move(session, actor, saved_id(moved), new, now=LATER.known_at)

    for at in (LATER, AsOf(date(2025, 10, 4), NOW)):
        found = promise_standings(session, at)
        views = view_commitments(session, at)
        assert {saved_id(v.commitment): v.standing.state for v in views} == {
            key: one.state for key, one in found.items()
        }
        assert [v.standing.due.due_to for v in views] == [one.due_to for one in found.values()]


def test_running_promises_come_part_by_part_in_the_order_of_recording(session: Session) -> None:
    made = [saved_id(make_commitment(session, kind=CommitmentKind.ACTION)) for _ in range(5)]
    actor = make_actor(session, Role.SYSTEM)
    kept_on, now = date(2025, 10, 10), LATER.known_at
    fulfil(session, actor, made[2], held_on=kept_on, evidence="xong", now=now)

    parts = list(running_promises(session, LATER, at_once=2))

    assert [[one.commitment_id for one in part] for part in parts] == [made[:2], made[3:]]
    assert parts[0][0] == promise_standings(session, LATER)[made[0]]


def test_the_latest_comes_first_then_undated_then_the_next_due(session: Session) -> None:
    gap = saved_id(make_gap(session))
    undated = make_commitment(session, gap_ids=(gap,), **UNDATED)
    soon = make_commitment(
        session, gap_ids=(gap,), due_from=date(2026, 1, 1), due_to=date(2026, 1, 1)
    )
    late = make_commitment(session, gap_ids=(gap,))
    not_made_yet = date(2026, 1, 1)
    make_commitment(session, gap_ids=(gap,), promised_on=not_made_yet, **UNDATED)
    by_gap = promises_by_gap(session, promise_standings(session, LATER), LATER)

    urgent = most_urgent(by_gap[gap])
    assert [one.commitment_id for one in urgent] == [late.id, undated.id, soon.id]
    assert urgent[0].state is CommitmentState.OVERDUE


def test_a_list_is_ordered_by_urgency_and_the_ended_by_their_end(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    kept, kept_later = (make_commitment(session, kind=CommitmentKind.ACTION) for _ in range(2))
    undated = make_commitment(session, **UNDATED)
    soon = make_commitment(session, due_from=date(2025, 11, 20), due_to=date(2025, 11, 20))
    paused, late, later = (make_commitment(session) for _ in range(3))
    fulfil(
        session,
        actor,
        saved_id(kept),
        held_on=date(2025, 10, 10),
        evidence="xong",
        now=LATER.known_at,
    )
    fulfil(
        session,
        actor,
        saved_id(kept_later),
        held_on=date(2025, 10, 11),
        evidence="xong",
        now=LATER.known_at,
    )
    step = NewStep(kind=StepKind.PAUSED, held_on=date(2025, 10, 5), words="chờ luật")
    take_step(session, actor, saved_id(paused), step, now=LATER.known_at)

    found = in_list_order(promise_standings(session, LATER).values())

    expected = [late, later, undated, soon, paused, kept_later, kept]
    assert [one.commitment_id for one in found] == [one.id for one in expected]
