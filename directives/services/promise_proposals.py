"""Promises found by reading wait in an inbox until a person decides (`proposal_decisions`)."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Final

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import Subject, saved_id
from directives.models.commitment_title import LONGEST_TITLE
from directives.models.document import Document
from directives.models.promise_proposal import PromiseProposal
from directives.rules.permissions import Actor
from directives.rules.promise_words import without_closing_verb
from directives.rules.promised_types import promised_document
from directives.rules.vietnamese import fold
from directives.services.changes import record_change
from directives.store.agencies import find_agency_by_code, find_agency_by_name
from directives.store.documents import find_text
from directives.store.promise_proposals import list_identities
from directives.store.reviews import find_current_file
from directives.vocabulary import (
    OF_A_DAY,
    CommitmentKind,
    DeadlineKind,
    Operator,
    Precision,
)

PROMISED: Final = frozenset(
    {DeadlineKind.DATE, DeadlineKind.DATETIME, DeadlineKind.EVENT, DeadlineKind.NONE}
)
"""Deadlines of what is done once; standing and recurring duties are no promises."""

_LONGEST_PROMISE, _LONGEST_WORDS, _LONGEST_QUOTE = 2_000, 500, 5_000
_SHORTEST_PROMISE = 3


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
    promised = _without_deadline(task)[:_LONGEST_PROMISE]
    promise = without_closing_verb(promised)
    if not lead or len(promise) < _SHORTEST_PROMISE or task["kind"] not in PROMISED:
        return None
    agency = body_named(lead)
    expected = promised_document(task["action"] or "", task["product"])
    due_to = date.fromisoformat(task["due_to"]) if task["due_to"] else None
    phrase = (task["phrase"] or "")[:_LONGEST_WORDS]
    precision = Precision(task["precision"])
    is_given = due_to is not None or (phrase and precision not in OF_A_DAY)
    return PromiseProposal(
        document_id=document_id,
        identity=_identity(lead, promised),
        promise=promise,
        kind=CommitmentKind.GUIDANCE if expected else CommitmentKind.ACTION,
        expected_type_code=expected.type_code if expected else None,
        expected_title=expected.title[:LONGEST_TITLE] if expected else None,
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
