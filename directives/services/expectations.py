"""Propose what a document delegates, decide about it, and act on what is still owed."""

import hashlib
import json
from datetime import datetime
from functools import cache, partial

from sqlmodel import Session

from directives.errors import ExpectationNotFound
from directives.models.agency import Agency
from directives.models.base import Subject, saved_id
from directives.models.document import Document
from directives.models.expectation import Expectation
from directives.models.fact import Fact
from directives.reading.delegated_bodies import DelegatedBody
from directives.reading.delegations import Delegation, Piece, read_delegations
from directives.rules.permissions import (
    Actor,
    check_can_decide_expectation,
    check_signed_in,
)
from directives.rules.two_times import ALWAYS
from directives.rules.vietnamese import fold
from directives.services.changes import record_change
from directives.services.document_access import get_document
from directives.store.agencies import find_agency_by_code, find_agency_by_name
from directives.store.expectations import (
    FULFILLED_BY,
    STATUS,
    SUBJECT,
    find_expectation,
    list_expectations_of,
)
from directives.store.provisions import list_pieces
from directives.vocabulary import ProposalState


def propose_expectations(
    session: Session, actor: Actor, document: Document, *, now: datetime
) -> list[Expectation]:
    """Propose what the provisions of a published document tell others to issue.

    A draft that nobody has issued yet delegates nothing. Repeating it adds nothing: what is
    known, a rejected one too, is not proposed again.
    """
    key = saved_id(document)
    if document.issued_on is None:
        return []
    known = {
        (one.provision_id, one.agency_words, one.quote_sha256)
        for one in list_expectations_of(session, key)
    }
    added = []
    agency_of = cache(partial(_agency_of, session))  # a law names the same few again and again
    for found in _read(session, document):
        identity = (found.provision_id, found.body.words, _hash(found.quote))
        if identity not in known:
            known.add(identity)
            agency = agency_of(found.body)
            added.append(_add(session, actor, key, found, agency=agency, now=now))
    if added:
        subject = Subject("document", key)
        record_change(session, actor, "expectation.propose", subject, now=now, count=len(added))
    return added


def _read(session: Session, document: Document) -> tuple[Delegation, ...]:
    issuer = session.get(Agency, document.issuer_id) if document.issuer_id else None
    pieces = [Piece(*piece) for piece in list_pieces(session, saved_id(document))]
    return read_delegations(pieces, issuer=issuer.name if issuer else "")


def _add(
    session: Session,
    actor: Actor,
    document_id: int,
    found: Delegation,
    *,
    agency: Agency | None,
    now: datetime,
) -> Expectation:
    expectation = Expectation(
        document_id=document_id,
        provision_id=found.provision_id,
        agency_id=agency.id if agency else None,
        agency_words=found.body.words,
        expected_type_code=found.body.type_code,
        quote=found.quote,
        quote_sha256=_hash(found.quote),
        status=ProposalState.PROPOSED,
        recorded_at=now,
    )
    session.add(expectation)
    session.flush()
    _say(session, actor, expectation, field=STATUS, value=ProposalState.PROPOSED.value, now=now)
    return expectation


def _agency_of(session: Session, body: DelegatedBody) -> Agency | None:
    if body.code:
        return find_agency_by_code(session, body.code)
    return find_agency_by_name(session, body.words)


def _hash(quote: str) -> str:
    return hashlib.sha256(" ".join(fold(quote).split()).encode()).hexdigest()


def _say(
    session: Session,
    actor: Actor,
    expectation: Expectation,
    *,
    field: str,
    value: object,
    now: datetime,
    reason: str = "",
) -> None:
    """Record what is thought of an expectation from now on; what was thought before stays."""
    session.add(
        Fact(
            subject_kind=SUBJECT,
            subject_id=saved_id(expectation),
            field=field,
            value=json.dumps(value),
            holds_on=ALWAYS,
            recorded_at=now,
            account_id=check_signed_in(actor),
            reason=reason,
        )
    )
    session.add(expectation)
    session.flush()


def get_expectation(session: Session, actor: Actor, expectation_id: int) -> Expectation:
    """Return an expectation of a document that the actor may read.

    Raises:
        NotFound: there is none, or the actor may not know of its document.
    """
    expectation = find_expectation(session, expectation_id)
    if expectation is None:
        raise ExpectationNotFound
    get_document(session, actor, expectation.document_id)
    return expectation


def decide_expectation(
    session: Session,
    actor: Actor,
    expectation_id: int,
    status: ProposalState,
    *,
    now: datetime,
    reason: str = "",
) -> Expectation:
    """Confirm or reject what was read; deciding the same again changes nothing.

    Raises:
        NotFound: there is none, or the actor may not know of its document.
        RightMissing: the actor neither drafts nor oversees.
    """
    expectation = get_expectation(session, actor, expectation_id)
    check_can_decide_expectation(actor)
    if expectation.status is status:
        return expectation
    before, expectation.status = expectation.status, status
    _say(session, actor, expectation, field=STATUS, value=status.value, now=now, reason=reason)
    subject = Subject(SUBJECT, expectation_id)
    said = {"before": before.value, "status": status.value, "reason": reason}
    record_change(session, actor, "expectation.decide", subject, now=now, **said)
    return expectation


def say_fulfilled(
    session: Session,
    actor: Actor,
    expectation_id: int,
    *,
    document_id: int | None,
    now: datetime,
) -> Expectation:
    """Say which document answers an expectation, where its own words do not; none takes it back.

    Raises:
        NotFound: one of them is not known to the actor.
        RightMissing: the actor neither drafts nor oversees.
    """
    expectation = get_expectation(session, actor, expectation_id)
    check_can_decide_expectation(actor)
    if document_id is not None:
        get_document(session, actor, document_id)
    if expectation.fulfilled_by_id == document_id:
        return expectation
    expectation.fulfilled_by_id = document_id
    _say(session, actor, expectation, field=FULFILLED_BY, value=document_id, now=now)
    subject = Subject(SUBJECT, expectation_id)
    record_change(session, actor, "expectation.fulfil", subject, now=now, document_id=document_id)
    return expectation
