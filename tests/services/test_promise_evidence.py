"""What keeps a promise: published guidance for guidance, and never a body's own word alone."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.errors import (
    ConfirmationNeeded,
    DirectivesError,
    GuidanceIssuedTooEarly,
    GuidanceNotIssued,
    KeptBeforeIssued,
)
from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.rules.permissions import Actor
from directives.rules.promise_steps import Clock
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import confirm_report, possible_for, take_step
from directives.services.commitment_views import get_commitment
from directives.services.commitments import fulfil
from directives.vocabulary import CommitmentKind, CommitmentState, RecordState, Role, StepKind
from tests.factories import NOW, make_actor, make_commitment, make_document

ISSUED = date(2025, 10, 8)
LATER = NOW + timedelta(days=20)
TODAY = date(2025, 10, 21)

CANNOT_KEEP_GUIDANCE: list[dict[str, Any]] = [
    {"state": RecordState.DRAFT},
    {"state": RecordState.WITHDRAWN},
    {"issued_on": None},
    {"is_stub": True},
    {"is_stub": True, "issued_on": None},
]


def promised(session: Session, **promise: Any) -> int:
    return saved_id(make_commitment(session, **promise))


def issued(session: Session, **facts: Any) -> int:
    return saved_id(make_document(session, **{"issued_on": ISSUED, **facts}))


def reported(
    session: Session, key: int, *, words: str = "", document_id: int | None = None
) -> None:
    step = NewStep(kind=StepKind.REPORTED, held_on=TODAY, words=words, document_id=document_id)
    take_step(session, make_actor(session), key, step, now=LATER)


def keep(session: Session, actor: Actor, key: int, **shown: Any) -> None:
    fulfil(session, actor, key, **{"held_on": ISSUED, "now": LATER, **shown})


def refused(session: Session, actor: Actor, key: int, **shown: Any) -> DirectivesError:
    with pytest.raises(DirectivesError) as refusal:
        keep(session, actor, key, **shown)
    assert get_commitment(session, key, AsOf(TODAY, LATER)).ended is None
    return refusal.value


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.OVERSIGHT, Role.SYSTEM])
@pytest.mark.parametrize("facts", CANNOT_KEEP_GUIDANCE)
def test_guidance_is_kept_by_nothing_that_was_not_published(
    session: Session, role: Role, facts: dict[str, Any]
) -> None:
    key, actor = promised(session), make_actor(session, role)
    shown = saved_id(make_document(session, actor, **{"issued_on": ISSUED, **facts}))

    by_words = refused(session, actor, key, evidence="đã ban hành")
    by_document = refused(session, actor, key, document_id=shown, evidence="đã ban hành")

    assert (type(by_words), by_words.field) == (GuidanceNotIssued, "document_id")
    hidden = facts.get("state") and by_document.code == "draft_not_visible"
    assert hidden or (type(by_document), by_document.field) == (GuidanceNotIssued, "document_id")


def test_guidance_that_was_reported_in_words_is_not_confirmed(session: Session) -> None:
    key, oversight = promised(session), make_actor(session, Role.OVERSIGHT)
    reported(session, key, words="đã ban hành thông tư")

    with pytest.raises(GuidanceNotIssued):
        confirm_report(session, oversight, key, now=LATER)

    keep(session, oversight, key, document_id=issued(session))
    state = get_commitment(session, key, AsOf(TODAY, LATER)).standing.state
    assert state is CommitmentState.DONE_ON_TIME


@pytest.mark.parametrize("kind", CommitmentKind)
def test_nothing_is_kept_before_its_document_was_issued(
    session: Session, kind: CommitmentKind
) -> None:
    key, shown = promised(session, kind=kind), issued(session)
    oversight, day_before = make_actor(session, Role.OVERSIGHT), ISSUED - timedelta(days=1)

    early = refused(session, oversight, key, document_id=shown, held_on=day_before)
    step = NewStep(kind=StepKind.REPORTED, held_on=day_before, document_id=shown)
    with pytest.raises(KeptBeforeIssued):
        take_step(session, oversight, key, step, now=LATER)

    assert (type(early), early.field) == (KeptBeforeIssued, "held_on")
    assert str(early) == "Ngày 07/10/2025 trước ngày ban hành văn bản, 08/10/2025."


def test_older_guidance_is_not_reported_either(session: Session) -> None:
    older = issued(session, issued_on=date(2025, 9, 30))

    with pytest.raises(GuidanceIssuedTooEarly):
        reported(session, promised(session), document_id=older)


def test_another_type_than_promised_is_confirmed_by_oversight(session: Session) -> None:
    key, drafter = promised(session, expected_type_code="TT"), make_actor(session)
    letter = issued(session, type_code="CV")

    alone = refused(session, drafter, key, document_id=letter)
    reported(session, key, document_id=letter)
    waiting = get_commitment(session, key, AsOf(TODAY, LATER)).standing
    confirm_report(session, make_actor(session, Role.OVERSIGHT), key, now=LATER)

    assert (type(alone), alone.field) == (ConfirmationNeeded, "document_id")
    assert waiting.course.clock is Clock.AWAITING
    assert get_commitment(session, key, AsOf(TODAY, LATER)).ended is not None


def test_the_promised_type_closes_the_promise_at_once(session: Session) -> None:
    key = promised(session, expected_type_code="TT")

    keep(session, make_actor(session), key, document_id=issued(session, type_code="TT"))

    assert get_commitment(session, key, AsOf(TODAY, LATER)).ended is not None


def test_the_document_that_made_the_promise_does_not_keep_it(session: Session) -> None:
    source = issued(session, issued_on=date(2025, 10, 1))
    key = promised(session, source_document_id=source, source_quote="sẽ ban hành")

    alone = refused(session, make_actor(session), key, document_id=source)

    assert (type(alone), alone.field) == (ConfirmationNeeded, "document_id")


def test_a_body_reports_an_action_and_oversight_closes_it(session: Session) -> None:
    key = promised(session, kind=CommitmentKind.ACTION)
    drafter, oversight = make_actor(session), make_actor(session, Role.OVERSIGHT)
    draft = saved_id(make_document(session, drafter, issued_on=ISSUED, state=RecordState.DRAFT))
    view = get_commitment(session, key, AsOf(TODAY, LATER))

    by_words = refused(session, drafter, key, evidence="biên bản")
    by_draft = refused(session, drafter, key, document_id=draft)
    assert (type(by_words), by_words.field) == (ConfirmationNeeded, "evidence")
    assert (type(by_draft), by_draft.field) == (ConfirmationNeeded, "document_id")
    assert not possible_for(session, drafter, view, day=TODAY).close_by_words
    assert possible_for(session, oversight, view, day=TODAY).close_by_words

    reported(session, key, words="biên bản")
    confirm_report(session, oversight, key, now=LATER)
    assert get_commitment(session, key, AsOf(TODAY, LATER)).ended is not None


def test_a_published_document_closes_an_action(session: Session) -> None:
    key = promised(session, kind=CommitmentKind.ACTION)

    keep(session, make_actor(session), key, document_id=issued(session))

    assert get_commitment(session, key, AsOf(TODAY, LATER)).ended is not None
