"""A person takes a promise that was read over, or rejects it (`promise_proposals`)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from directives.errors import ProposalDecided, ProposalNotFound, ValueInvalid
from directives.models.base import Subject
from directives.models.commitment import Commitment, NewCommitment
from directives.models.promise_proposal import PromiseProposal
from directives.rules.permissions import Actor, check_can_record_commitment, check_signed_in
from directives.services.changes import record_change
from directives.services.commitments import record_promise
from directives.services.document_access import get_document
from directives.services.promise_ties import coordinators_named
from directives.services.source_quotes import find_quoted
from directives.store.documents import find_sector_of
from directives.store.promise_proposals import lock_proposal
from directives.translation import N_
from directives.vocabulary import CommitmentKind, Operator, Precision, ProposalState

_SHORTEST_REASON, _LONGEST_REASON = 3, 2_000
_AS_READ = N_("Thời hạn được ghi như đã đọc; đổi thời hạn thì đổi ở trang của cam kết, kèm lý do.")
_SAY_WHY = N_("Hãy viết vì sao đây không phải là cam kết, từ 3 đến 2.000 ký tự.")


@dataclass(frozen=True, slots=True)
class Added:
    """What a person adds to a promise that was read.

    Attributes:
        due_to: The right date, where the one that was read lies before the document.
        sector_id: Its sector; none: that of the document, of several the first.
        gap_ids: The gaps that it is to close.
        expected_title: How the promised document is to be called; none: as it was read.
        kind: A document or an action; none: a document where a type is given, else as it was read.
        expected_type_code: The type of that document, "" where it is not known; none: as read.
    """

    due_to: date | None = None
    sector_id: int | None = None
    gap_ids: Sequence[int] = ()
    expected_title: str | None = None
    kind: CommitmentKind | None = None
    expected_type_code: str | None = None


_NOTHING: Final = Added()


def is_due_before(proposal: PromiseProposal, made_on: date | None) -> bool:
    """Tell whether the date that was read lies before the document: one of them is wrong."""
    return bool(proposal.due_to and made_on and proposal.due_to < made_on)


def accept_proposal(
    session: Session,
    actor: Actor,
    proposal_id: int,
    added: Added = _NOTHING,
    *,
    today: date,
    now: datetime,
) -> Commitment:
    """Record the promise that was proposed, as it was read; one without a date is so recorded.

    Raises:
        ProposalNotFound: there is none, or its document is not public any more.
        RightMissing: the actor neither drafts nor oversees.
        ProposalDecided: it was taken over or rejected before.
        DueBeforePromise: the date lies before the document, and no right one is given.
        ValueInvalid: a date is given though one was read, or none; an action is said to be of a
            type or to have a title.
        ValueUnknown: there is no such type.
        GapNotFound: there is no such gap.
    """
    proposal = _undecided(session, actor, proposal_id)
    document = get_document(session, actor, proposal.document_id)
    promise = _promise(session, proposal, document.issued_on or today, added)
    coordinators = coordinators_named(session, json.loads(proposal.coordinators))
    gap_ids = sorted(set(added.gap_ids))
    commitment = record_promise(
        session, actor, promise, gap_ids=gap_ids, coordinators=coordinators, now=now
    )
    proposal.status, proposal.commitment_id = ProposalState.CONFIRMED, commitment.id
    _decide(session, actor, proposal, "accept", today=today, now=now)
    return commitment


def reject_proposal(
    session: Session, actor: Actor, proposal_id: int, *, reason: str, today: date, now: datetime
) -> PromiseProposal:
    """Say that what was proposed is no promise; it is never proposed again.

    Raises:
        ProposalNotFound: there is none, or its document is not public any more.
        RightMissing: the actor neither drafts nor oversees.
        ProposalDecided: it was taken over or rejected before.
        ValueInvalid: it is not said why.
    """
    if not _SHORTEST_REASON <= len(reason) <= _LONGEST_REASON:
        raise ValueInvalid(field="reason", reason=_SAY_WHY)
    proposal = _undecided(session, actor, proposal_id)
    proposal.status, proposal.reason = ProposalState.REJECTED, reason
    _decide(session, actor, proposal, "reject", today=today, now=now)
    return proposal


_SAID: Final = {
    "promise",
    "lead_agency_id",
    "lead_words",
    "due_from",
    "due_to",
    "due_operator",
    "due_precision",
    "due_phrase",
}


def _promise(
    session: Session, proposal: PromiseProposal, made_on: date, added: Added
) -> NewCommitment:
    """Return what is recorded: what was read, and what a person adds."""
    key = proposal.document_id
    sector = find_sector_of(session, key)
    return NewCommitment.model_validate(
        {
            **proposal.model_dump(include=_SAID),
            **_product(proposal, added),
            **_right_date(proposal, made_on, added.due_to),
            "source_document_id": key,
            "source_provision_id": find_quoted(session, key, proposal.quote),
            "source_quote": proposal.quote,
            "sector_id": added.sector_id or (sector.id if sector else None),
            "promised_on": made_on,
        }
    )


def _product(proposal: PromiseProposal, added: Added) -> dict[str, object]:
    """Return what is to come, as it was read or as a person puts it right.

    Of an action nothing is kept that was read of a document, even when a form sends it back.
    """
    kind, code = added.kind, added.expected_type_code
    kind = kind or (CommitmentKind.GUIDANCE if code else proposal.kind)
    title = added.expected_title
    if kind is CommitmentKind.ACTION:
        title = None if title == proposal.expected_title else title
    else:
        title = title or proposal.expected_title
        code = proposal.expected_type_code if code is None else code
    return {"kind": kind, "expected_type_code": code or None, "expected_title": title}


def _right_date(proposal: PromiseProposal, made_on: date, due_to: date | None) -> dict[str, object]:
    """Return the date that a person gives instead of an impossible one; the words stay as read."""
    if due_to is None:
        return {}
    if not is_due_before(proposal, made_on):
        raise ValueInvalid(field="due_to", reason=_AS_READ)
    return {
        "due_from": due_to,
        "due_to": due_to,
        "due_operator": Operator.ON_OR_BEFORE,
        "due_precision": Precision.DAY,
    }


def _undecided(session: Session, actor: Actor, proposal_id: int) -> PromiseProposal:
    check_can_record_commitment(actor)
    proposal = lock_proposal(session, proposal_id)
    if proposal is None:
        raise ProposalNotFound
    if proposal.status is not ProposalState.PROPOSED:
        raise ProposalDecided
    return proposal


def _decide(
    session: Session,
    actor: Actor,
    proposal: PromiseProposal,
    verb: str,
    *,
    today: date,
    now: datetime,
) -> None:
    proposal.account_id, proposal.decided_on = check_signed_in(actor), today
    session.add(proposal)
    session.flush()
    record_change(
        session,
        actor,
        f"document.{verb}_promise",
        Subject("document", proposal.document_id),
        now=now,
        proposal_id=proposal.id,
        commitment_id=proposal.commitment_id,
        reason=proposal.reason,
    )
