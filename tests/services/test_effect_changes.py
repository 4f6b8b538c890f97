"""The days on which the effect of documents changes, for copies that keep it, such as the index."""

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Relation
from directives.services.validity import validities
from directives.store.documents import list_effect_changes
from directives.vocabulary import ProposalState, RelationKind
from tests.factories import NOW, TODAY, make_document

A_DAY = timedelta(days=1)
SIZE, DAYS = 5, 6
KINDS = [RelationKind.REPLACES, RelationKind.REPEALS, RelationKind.SUSPENDS_EFFECT]


class Act(NamedTuple):
    """One document acts on another; days count from today."""

    kind: RelationKind
    source: int
    target: int
    from_on: int | None = None
    lasts: int | None = None


class Days(NamedTuple):
    effective_on: int = 0
    lasts: int | None = None


MAYBE = st.none() | st.integers(1, DAYS)
ACT = st.builds(
    Act,
    st.sampled_from(KINDS),
    st.integers(0, SIZE - 1),
    st.integers(0, SIZE - 1),
    MAYBE,
    MAYBE,
)
DATED = st.lists(st.builds(Days, st.integers(0, DAYS), MAYBE), min_size=SIZE, max_size=SIZE)
# The third document waits for the end of its suspension to replace the fourth; the first ends
# what suspends it, three steps away from what changes.
FREED_BY_THE_END_OF_A_SUSPENDER = (
    [Days(4), Days(), Days(), Days(), Days()],
    [
        Act(RelationKind.REPEALS, 0, 1),
        Act(RelationKind.SUSPENDS_EFFECT, 1, 2),
        Act(RelationKind.REPLACES, 2, 3, from_on=2),
    ],
)


def day(days: int | None) -> date | None:
    return None if days is None else TODAY + days * A_DAY


def last_day(first: int | None, lasts: int | None) -> date | None:
    return None if lasts is None else day((first or 0) + lasts)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(*FREED_BY_THE_END_OF_A_SUSPENDER)
@given(DATED, st.lists(ACT, max_size=7, unique_by=lambda act: act[:3]))
def test_whatever_stands_otherwise_than_the_day_before_is_told(
    session: Session, dated: list[Days], acts: list[Act]
) -> None:
    with session.begin_nested() as step:
        documents = [
            make_document(
                session,
                issued_on=TODAY,
                effective_on=day(one.effective_on),
                expires_on=last_day(one.effective_on, one.lasts),
            )
            for one in dated
        ]
        keys = [saved_id(one) for one in documents]
        for act in acts:
            if act.source != act.target:
                relation = Relation(
                    source_id=keys[act.source],
                    kind=act.kind,
                    target_id=keys[act.target],
                    acts_from=day(act.from_on),
                    acts_to=last_day(act.from_on, act.lasts),
                    origin="manual",
                    status=ProposalState.CONFIRMED,
                    recorded_at=NOW,
                )
                session.add(relation)
        session.flush()
        before = validities(session, documents, today=TODAY)
        for one in (TODAY + days * A_DAY for days in range(1, DAYS + 3)):
            now = validities(session, documents, today=one)
            told = {found.id for found in list_effect_changes(session, one - A_DAY, one)}
            assert {key for key in keys if now[key] is not before[key]} <= told
            before = now
        step.rollback()
