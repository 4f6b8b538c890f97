"""What a document tells others to issue, as lines of a page with everything decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from api.web.formatting import day
from api.web.names import Link, agency_name, document_name, document_url, readable_documents
from api.web.names import type_name as name_of_type
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.delegation import provision_words
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.delegation_views import ExpectationView, view_expectations
from directives.translation import N_
from directives.vocabulary import ExpectationStanding


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One clause that delegates: who must issue what, how it stands, and its words."""

    id: int
    where: Link
    sentence: str
    standing: ExpectationStanding
    quote: str
    answers: Sequence[Link]
    possible: Sequence[tuple[int, Link]]
    gap_url: str
    needs_decision: bool
    is_owed: bool


def delegations_in(
    session: Session, actor: Actor, document_id: int, words: Words, at: AsOf
) -> list[DelegationRow]:
    """Return what a published document delegates; what a person rejected is left out."""
    views = [
        view
        for view in view_expectations(session, at, document_id=document_id)
        if view.standing is not ExpectationStanding.REJECTED
    ]
    return delegation_rows_of(session, actor, views, words)


def delegation_rows_of(
    session: Session, actor: Actor, views: Sequence[ExpectationView], words: Words
) -> list[DelegationRow]:
    """Return the lines of clauses, in their order; documents are read in one query."""
    named = {key for view in views for key in (*view.answered_by, *view.possible)}
    documents = readable_documents(session, actor, named)
    return [_row(view, documents, words) for view in views]


def _row(view: ExpectationView, documents: Mapping[int, Document], words: Words) -> DelegationRow:
    expectation = view.expectation
    where = provision_words(expectation.provision_id) or words.say(N_("Văn bản này"))
    url = document_url(expectation.document_id, expectation.provision_id)
    answers = [_link(documents[key], words) for key in view.answered_by if key in documents]
    return DelegationRow(
        id=saved_id(expectation),
        where=Link(as_sentence(where), url),
        sentence=_sentence(view, words),
        standing=view.standing,
        quote=expectation.quote,
        answers=answers,
        possible=[(key, _link(documents[key], words)) for key in view.possible if key in documents],
        gap_url=f"/khoang-trong/{expectation.gap_id}" if expectation.gap_id else "",
        needs_decision=view.standing is ExpectationStanding.PROPOSED,
        is_owed=view.standing is ExpectationStanding.IN_DEBT,
    )


def _link(document: Document, words: Words) -> Link:
    return Link(document_name(document, words), document_url(saved_id(document)))


def _sentence(view: ExpectationView, words: Words) -> str:
    """Say who must issue what, and how that stands."""
    expectation = view.expectation
    agency = agency_name(view.agency, words) if view.agency else expectation.agency_words
    kind = name_of_type(expectation.expected_type_code, words)
    due = day(view.due_on) if view.due_on else ""
    answered = day(view.answered_on) if view.answered_on else ""
    ended = day(view.ended_on) if view.ended_on else ""
    template = {
        ExpectationStanding.PROPOSED: N_("{agency} phải ban hành {kind}; chờ người xác nhận."),
        ExpectationStanding.REJECTED: N_("Đã xác định không phải là giao quy định."),
        ExpectationStanding.WAITING: N_("{agency} phải ban hành {kind} trước ngày {due}.")
        if due
        else N_("{agency} phải ban hành {kind}; chưa biết ngày văn bản giao có hiệu lực."),
        ExpectationStanding.IN_DEBT: N_("{agency} còn nợ {kind} từ ngày {due}."),
        ExpectationStanding.LAPSED: N_(
            "{agency} nợ {kind} từ ngày {due} đến khi điều khoản giao hết hiệu lực, ngày {ended}."
        )
        if view.days_owed
        else N_("{agency} chưa ban hành {kind}; điều khoản giao đã hết hiệu lực từ ngày {ended}."),
        ExpectationStanding.FULFILLED: N_("{agency} đã ban hành {kind} ngày {answered}."),
        ExpectationStanding.FULFILLED_LATE: N_(
            "{agency} đã ban hành {kind} ngày {answered}, sau khi văn bản giao có hiệu lực."
        ),
    }[view.standing]
    kind = kind[:1].lower() + kind[1:]
    return as_sentence(
        words.say(template, agency=agency, kind=kind, due=due, answered=answered, ended=ended)
    )
