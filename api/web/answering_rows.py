"""Documents that answer a gap, or are proposed to, with the words that prove it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.web.document_text import provision_label
from api.web.names import (
    Link,
    document_name,
    document_url,
    place_names,
    readable_documents,
)
from api.web.suspicion_rows import SuspicionRow, suspicion_rows
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.document import Document
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.link_history import Confirmation, confirmations
from directives.services.validity import EffectBasis, effect_bases
from directives.store.divisions import divide
from directives.store.feedback import list_marks
from directives.store.provisions import NamedProvision, list_named_provisions
from directives.store.suspicions import list_open
from directives.vocabulary import Clarity, Extent, ProposalState, SuspectKind, Validity


@dataclass(frozen=True, slots=True)
class SaidOf:
    """A place's word of a document that is not clear to it, and why."""

    place: str
    clarity: Clarity
    words: str


@dataclass(frozen=True, slots=True)
class AnsweringRow:
    """One document, or provision, that answers a gap or is proposed to.

    `counts` tells whether it answers today: confirmed, in force, and not run out; for want of
    the first day of its effect it does not where it `lacks_effect_day`. `suspect` is why it has
    to be looked at again; so are the `suspicions` of the link and of its document.
    """

    id: int
    document_id: int
    source: Link
    title: str
    where: str
    extent: Extent
    expires_on: date | None
    quote: str
    rationale: str
    status: ProposalState
    confirmed: Confirmation | None
    origin: str
    suspect: str
    suspicions: Sequence[SuspicionRow]
    validity: Validity
    counts: bool
    lacks_effect_day: bool
    has_run_out: bool
    clear: int
    not_clear: Sequence[SaidOf]


def answering_rows(
    session: Session,
    actor: Actor,
    links: Sequence[CoverageLink],
    words: Words,
    *,
    at: AsOf,
) -> list[AnsweringRow]:
    """Return the lines of links to documents that the actor may read, in their order."""
    documents = readable_documents(session, actor, (link.document_id for link in links))
    shown = [link for link in links if link.document_id in documents]
    named = [(link.document_id, link.provision_id) for link in shown if link.provision_id]
    around = {(key, part) for key, address in named for part in _with_those_around(address)}
    found = list_named_provisions(session, sorted(around))
    provisions = {(one.document_id, one.provision_id): one for one in found}
    bases = effect_bases(session, list(documents.values()))
    inside = divide(session, named).inside
    said = _said(session, at, sorted(documents))
    doubted = _doubted(session, actor, shown, words)
    agreed = confirmations(session, actor, shown, at)
    return [
        _row(
            link,
            documents[link.document_id],
            provisions,
            said.get(link.document_id, []),
            suspicions=doubted[saved_id(link)],
            confirmed=agreed.get(saved_id(link)),
            basis=bases[link.document_id],
            inside=inside(link.document_id, link.provision_id),
            words=words,
            today=at.day,
        )
        for link in shown
    ]


def _with_those_around(address: str) -> list[str]:
    """Return the address of a provision and of those in which it stands, the outermost first."""
    steps = address.split("__")
    return ["__".join(steps[:count]) for count in range(1, len(steps) + 1)]


def _said(session: Session, at: AsOf, ids: Sequence[int]) -> dict[int, list[SaidOf]]:
    marks = list_marks(session, at, ids)
    places = place_names(session, [mark.place_code for mark in marks])
    said: dict[int, list[SaidOf]] = {}
    for mark in marks:
        place = places.get(mark.place_code, mark.place_code)
        said.setdefault(mark.document_id, []).append(SaidOf(place, mark.clarity, mark.words))
    return said


def _doubted(
    session: Session, actor: Actor, links: Sequence[CoverageLink], words: Words
) -> dict[int, list[SuspicionRow]]:
    """Return what is suspect of links, and of their documents for what is not said of the link."""
    ids = sorted({link.document_id for link in links})
    of_links = list_open(
        session, kind=SuspectKind.COVERAGE_LINK, subject_ids=[saved_id(link) for link in links]
    )
    of_documents = list_open(session, kind=SuspectKind.DOCUMENT, subject_ids=ids)
    found = [*of_links, *of_documents]
    rows = suspicion_rows(session, actor, found, words) if found else []
    causes: dict[tuple[SuspectKind, int], dict[str, SuspicionRow]] = {}
    for one, row in zip(found, rows, strict=True):
        of_subject = causes.setdefault((one.subject_kind, one.subject_id), {})
        of_subject.setdefault(one.cause_key, row)
    doubted = {}
    for link in links:
        of_link = causes.get((SuspectKind.COVERAGE_LINK, saved_id(link)), {})
        of_document = causes.get((SuspectKind.DOCUMENT, link.document_id), {})
        further = (row for key, row in of_document.items() if key not in of_link)
        doubted[saved_id(link)] = [*of_link.values(), *further]
    return doubted


def _row(
    link: CoverageLink,
    document: Document,
    provisions: Mapping[tuple[int, str], NamedProvision],
    said: Sequence[SaidOf],
    *,
    suspicions: Sequence[SuspicionRow],
    confirmed: Confirmation | None,
    basis: EffectBasis,
    inside: Sequence[str],
    words: Words,
    today: date,
) -> AnsweringRow:
    name = document_name(document, words)
    has_run_out = link.expires_on is not None and link.expires_on < today
    validity = basis.status_of(link.provision_id, today, inside)
    answers = basis.answers(link.provision_id, today, inside)
    is_confirmed = link.status is ProposalState.CONFIRMED
    return AnsweringRow(
        id=saved_id(link),
        document_id=link.document_id,
        source=Link(name, document_url(link.document_id, link.provision_id)),
        title=as_sentence(document.title) if document.title != name else "",
        where=_where(link, provisions),
        extent=link.extent,
        expires_on=link.expires_on,
        quote=link.quote,
        rationale=link.rationale,
        status=link.status,
        confirmed=confirmed,
        origin=link.origin,
        suspect=words.say(link.suspect) if link.suspect else "",
        suspicions=suspicions,
        validity=validity,
        counts=is_confirmed and not has_run_out and answers,
        lacks_effect_day=basis.dates.is_silent and validity is Validity.UNKNOWN,
        has_run_out=has_run_out,
        clear=sum(one.clarity is Clarity.CLEAR for one in said),
        not_clear=[one for one in said if one.clarity is not Clarity.CLEAR],
    )


def _where(link: CoverageLink, provisions: Mapping[tuple[int, str], NamedProvision]) -> str:
    """Return how the provision of a link is cited; empty for the whole document."""
    own = {part: one for (key, part), one in provisions.items() if key == link.document_id}
    return as_sentence(provision_label(own, link.provision_id))
