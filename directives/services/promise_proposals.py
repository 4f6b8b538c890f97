"""Promises found by reading wait in an inbox; a person takes each over or rejects it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Final

from sqlmodel import Session

from directives.errors import ProposalDecided, ProposalNotFound, ValueInvalid
from directives.models.agency import Agency
from directives.models.base import Subject, saved_id
from directives.models.commitment import Commitment, NewCommitment
from directives.models.document import Document
from directives.models.promise_proposal import PromiseProposal
from directives.rules.permissions import Actor, check_can_record_commitment, check_signed_in
from directives.rules.promised_types import promised_type
from directives.rules.vietnamese import fold
from directives.services.changes import record_change
from directives.services.commitments import record_promise
from directives.services.document_access import get_document
from directives.services.promise_ties import coordinators_named
from directives.store.agencies import find_agency_by_code, find_agency_by_name
from directives.store.documents import find_text
from directives.store.promise_proposals import list_identities, lock_proposal
from directives.store.reviews import find_current_file
from directives.translation import N_
from directives.vocabulary import (
    OF_A_DAY,
    CommitmentKind,
    DeadlineKind,
    Operator,
    Precision,
    ProposalState,
)

PROMISED: Final = frozenset(
    {DeadlineKind.DATE, DeadlineKind.DATETIME, DeadlineKind.EVENT, DeadlineKind.NONE}
)
"""Deadlines of what is done once; standing and recurring duties are no promises."""

_LONGEST_PROMISE, _LONGEST_WORDS, _LONGEST_QUOTE = 2_000, 500, 5_000
_SHORTEST_PROMISE = 3
_SHORTEST_REASON, _LONGEST_REASON = 3, 2_000
_AS_READ = N_("Thời hạn được ghi như đã đọc; đổi thời hạn thì đổi ở trang của cam kết, kèm lý do.")
_SAY_WHY = N_("Hãy viết vì sao đây không phải là cam kết, từ 3 đến 2.000 ký tự.")


@dataclass(frozen=True, slots=True)
class Added:
    """What a person adds to a promise that was read.

    `due_to`: the right date, where the one that was read lies before the document.
    """

    due_to: date | None = None


_NOTHING: Final = Added()


def propose_promises(
    session: Session, actor: Actor, document: Document, *, now: datetime
) -> list[PromiseProposal]:
    """Propose the tasks that a published document gives to a named body.

    Repeating it adds nothing: what is known, a rejected one too, is not proposed again. A draft
    that nobody has issued yet promises nothing.
    """
    key = saved_id(document)
    if document.issued_on is None:
        return []
    known = list_identities(session, key)
    added = []
    body_named = cache(partial(_body_named, session))  # a plan names the same few again and again
    for task in _tasks(session, key):
        proposal = _proposal(body_named, task, key, now)
        if proposal is not None and proposal.identity not in known:
            known.add(proposal.identity)
            added.append(proposal)
    session.add_all(added)
    session.flush()
    if added:
        subject = Subject("document", key)
        record_change(
            session, actor, "document.propose_promises", subject, now=now, count=len(added)
        )
    return added


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
        ValueInvalid: a date is given though one was read, or none.
    """
    proposal = _undecided(session, actor, proposal_id)
    document = get_document(session, actor, proposal.document_id)
    made_on = document.issued_on or today
    promise = NewCommitment.model_validate(
        {
            **proposal.model_dump(include=_SAID),
            **_right_date(proposal, made_on, added.due_to),
            "source_document_id": proposal.document_id,
            "source_quote": proposal.quote,
            "promised_on": made_on,
        }
    )
    coordinators = coordinators_named(session, json.loads(proposal.coordinators))
    commitment = record_promise(session, actor, promise, coordinators=coordinators, now=now)
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
    "kind",
    "expected_type_code",
    "lead_agency_id",
    "lead_words",
    "due_from",
    "due_to",
    "due_operator",
    "due_precision",
    "due_phrase",
}


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


def _tasks(session: Session, document_id: int) -> list[dict[str, Any]]:
    file = find_current_file(session, document_id)
    text = find_text(session, saved_id(file)) if file else None
    tasks: list[dict[str, Any]] = json.loads(text.reading).get("tasks", []) if text else []
    return tasks


def _proposal(
    body_named: Callable[[str], Agency | None],
    task: Mapping[str, Any],
    document_id: int,
    now: datetime,
) -> PromiseProposal | None:
    """Return the proposal of a task; none where nobody leads it or it is done again and again."""
    lead = (task["lead"] or "")[:_LONGEST_WORDS]
    promise = _without_deadline(task)[:_LONGEST_PROMISE]
    if not lead or len(promise) < _SHORTEST_PROMISE or task["kind"] not in PROMISED:
        return None
    agency = body_named(lead)
    expected = promised_type(task["product"] or "")
    due_to = date.fromisoformat(task["due_to"]) if task["due_to"] else None
    phrase = (task["phrase"] or "")[:_LONGEST_WORDS]
    precision = Precision(task["precision"])
    is_given = due_to is not None or (phrase and precision not in OF_A_DAY)
    return PromiseProposal(
        document_id=document_id,
        identity=_identity(lead, promise),
        promise=promise,
        kind=CommitmentKind.GUIDANCE if expected else CommitmentKind.ACTION,
        expected_type_code=expected,
        lead_agency_id=agency.id if agency else None,
        lead_words=lead,
        coordinators=json.dumps(task["coordinators"], ensure_ascii=False),
        quote=task["quote"][:_LONGEST_QUOTE],
        due_from=date.fromisoformat(task["due_from"]) if due_to and task["due_from"] else None,
        due_to=due_to,
        due_operator=Operator(task["operator"]) if is_given and task["operator"] else None,
        due_precision=precision if is_given else Precision.NONE,
        due_phrase=phrase,
        recorded_at=now,
    )


def _body_named(session: Session, words: str) -> Agency | None:
    return find_agency_by_code(session, words) or find_agency_by_name(session, words)


def _without_deadline(task: Mapping[str, Any]) -> str:
    """Return what is to be done, without the words of the deadline where they end it."""
    said: str = task["action"] or task["product"] or ""
    what = said.removesuffix(task["phrase"] or "").rstrip(" ,;:")
    return what if len(what) >= _SHORTEST_PROMISE else said


def _identity(*words: str) -> str:
    plain = "\n".join(" ".join(fold(one).split()) for one in words)
    return hashlib.sha256(plain.encode()).hexdigest()
