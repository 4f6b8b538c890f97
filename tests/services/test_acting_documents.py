from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Relation
from directives.services.acting_documents import Acting, acting_documents
from directives.services.validity import effect_bases
from directives.vocabulary import ProposalState, RecordState, RelationKind
from tests.factories import NOW, TODAY, make_document


def relate(
    session: Session,
    source: Document,
    target: Document,
    kind: RelationKind = RelationKind.REPLACES,
    *,
    status: ProposalState = ProposalState.CONFIRMED,
    provision: str = "",
    acts_from: date | None = None,
    acts_to: date | None = None,
) -> None:
    new = NewRelation(
        source_id=saved_id(source),
        kind=kind,
        target_id=saved_id(target),
        target_provision=provision,
        acts_from=acts_from,
        acts_to=acts_to,
    )
    made = {"origin": "manual", "status": status, "recorded_at": NOW}
    session.add(Relation.model_validate(new, update=made))
    session.flush()


def acting(session: Session, target: Document) -> list[Acting]:
    key = saved_id(target)
    acts = effect_bases(session, [target])[key].acting_on(TODAY)
    return acting_documents(session, {key: acts})[key]


def test_what_replaces_or_amends_is_named_with_the_provision(session: Session) -> None:
    target, newer, amending = (make_document(session) for _ in range(3))
    relate(session, newer, target)
    relate(session, amending, target, RelationKind.AMENDS, provision="dieu-1")

    assert acting(session, target) == [
        Acting(RelationKind.REPLACES, newer, ""),
        Acting(RelationKind.AMENDS, amending, "dieu-1"),
    ]
    assert acting(session, newer) == []


@pytest.mark.parametrize(
    "source",
    [
        {"state": RecordState.DRAFT},
        {"issued_on": None},
        {"effective_on": TODAY + timedelta(days=1)},
    ],
)
def test_what_cannot_be_read_or_has_no_effect_yet_does_not_act(
    session: Session, source: dict[str, Any]
) -> None:
    target = make_document(session)
    relate(session, make_document(session, **source), target)

    assert acting(session, target) == []


def test_what_is_proposed_or_only_cites_does_not_act(session: Session) -> None:
    target = make_document(session)
    relate(session, make_document(session), target, status=ProposalState.PROPOSED)
    relate(session, make_document(session), target, RelationKind.CITES)

    assert acting(session, target) == []


@pytest.mark.parametrize(
    ("acts_from", "acts_to", "acts"),
    [
        (None, None, True),
        (TODAY + timedelta(days=1), None, False),
        (TODAY, TODAY, True),
        (None, TODAY - timedelta(days=1), False),
    ],
)
def test_a_suspension_acts_from_its_first_to_its_last_day(
    session: Session, acts_from: date | None, acts_to: date | None, acts: bool
) -> None:
    target = make_document(session)
    source, kind = make_document(session), RelationKind.SUSPENDS_EFFECT
    relate(session, source, target, kind, acts_from=acts_from, acts_to=acts_to)

    assert bool(acting(session, target)) is acts
