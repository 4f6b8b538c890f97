"""The documents of the example catalogue: the reports themselves, the letters, what they name."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import AlreadyLinked, DocumentAlreadyRegistered
from directives.example.facts import example_facts
from directives.example.kinds import DeadlineFact, DocumentFact, DraftFact, Fact, SunsetFact
from directives.example.letters import example_letters
from directives.models.agency import AgencyAlias
from directives.models.base import saved_id
from directives.models.document import Document, DocumentSector, NewRelation
from directives.models.gap import NewCoverageLink
from directives.models.statement import Statement
from directives.reading.reading import read_file
from directives.rules.document_number import DocumentNumber
from directives.rules.permissions import Actor
from directives.rules.vietnamese import fold
from directives.services.coverage_links import link_document
from directives.services.document_facts import record_facts
from directives.services.registration import Acceptance, NewRegistration, register
from directives.services.relations import add_relation
from directives.store.agencies import find_agency_by_code, find_agency_by_name, find_sector
from directives.store.documents import find_by_title, list_by_key
from directives.store.files import FileStore
from directives.store.gaps import find_gap_by_code
from directives.store.statements import find_statement
from directives.vocabulary import PRESS_TYPE, DraftingStage, Extent, RecordState, RelationKind
from directives.writing.docx import write_document

PRESS = {"type_code": PRESS_TYPE, "type_name": "Bài báo"}
_COMMITTEE = ("BCĐ", "Ban Chỉ đạo của Chính phủ")  # the header of its letters, beside its full name
_STAGES = {
    "in_preparation": DraftingStage.PREPARING,
    "sent_for_comment": DraftingStage.COMMENTING,
    "submitted": DraftingStage.SUBMITTED,
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is stated."""

    document_id: int
    title: str
    quote: str


class ExampleSources:
    """The two reports as documents of the catalogue, and what is recorded of their sentences."""

    def __init__(self, session: Session, actor: Actor, *, now: datetime) -> None:
        self.now = now
        self._session = session
        self._reports = {
            fact.id: find_by_title(session, fact.title_vi)
            or _add(
                session,
                actor,
                {
                    **PRESS,
                    "title": fact.title_vi,
                    "issued_on": fact.published_on,
                    "source_url": fact.url,
                },
                now=now,
            )
            for fact in example_facts().sources
        }

    def of(self, fact: Fact) -> Source:
        """Return the report and the sentence that state a fact."""
        sentence = example_facts().sentence(fact.sentence)
        report = self._reports[sentence.source]
        return Source(saved_id(report), report.title, sentence.vi)

    def record_statement(self, fact: Fact, *, about: tuple[str, int] | None = None) -> None:
        """Record that a sentence states a fact; recording it again changes nothing."""
        if find_statement(self._session, fact.id):
            return
        source = self.of(fact)
        kind = type(fact).__name__.removesuffix("Fact").lower()
        ends_on = None
        if isinstance(fact, SunsetFact):
            ends_on = fact.ends_on
        elif isinstance(fact, DeadlineFact):
            ends_on = fact.boundary_on
        self._session.add(
            Statement(
                code=fact.id,
                kind=kind,
                title=fact.title_vi,
                source_document_id=source.document_id,
                quote=source.quote,
                holds_to=ends_on,
                about_kind=about[0] if about else None,
                about_id=about[1] if about else None,
                recorded_at=self.now,
            )
        )
        self._session.flush()


def load_documents(
    session: Session, actor: Actor, files: FileStore, sources: ExampleSources, *, today: date
) -> int:
    """Register the letters, add what is only named, and relate them; returns how many were new."""
    _name_committee(session)
    facts = example_facts()
    sectors = {fact.number: fact.sectors for fact in facts.documents}
    added = 0
    for letter in example_letters():
        content = write_document(letter)
        name = f"{letter.number.replace('/', '-')}.docx"
        new = NewRegistration(
            content=content,
            reading=read_file(name, content),
            reading_json=json.dumps({}),
            acceptance=Acceptance.ACCEPTED,
            sector_codes=sectors.get(letter.number, ()),
            is_illustration=True,
        )
        try:
            register(session, actor, new, files, now=sources.now, today=today)
            added += 1
        except DocumentAlreadyRegistered:
            continue
    for fact in facts.documents:
        added += _load_named(session, actor, sources, fact)
    for draft in facts.drafts:
        added += _load_draft(session, actor, sources, draft)
    for fact in facts.documents:
        _relate(session, actor, sources, fact)
    return added


def _name_committee(session: Session) -> None:
    code, printed = _COMMITTEE
    body = find_agency_by_code(session, code)
    if body and find_agency_by_name(session, printed) is None:
        alias = AgencyAlias(agency_id=saved_id(body), alias=printed, alias_folded=fold(printed))
        session.add(alias)
        session.flush()


def _load_named(session: Session, actor: Actor, sources: ExampleSources, fact: DocumentFact) -> int:
    """Add a document that the reports name but of which the example has no file."""
    if fact.is_collective:
        sources.record_statement(fact)  # thirty decrees are a count and not a document
        return 0
    known = _find(session, fact.number)
    if known is None:
        known = _add(
            session,
            actor,
            {
                "number_as_printed": fact.number,
                "title": fact.title_vi,
                "type_code": fact.type,
                "is_stub": True,
            },
            now=sources.now,
        )
        _add_sectors(session, known, fact.sectors)
    if find_statement(session, fact.id):
        return 0
    sources.record_statement(fact, about=("document", saved_id(known)))
    return 1 if known.is_stub else 0


def _load_draft(session: Session, actor: Actor, sources: ExampleSources, fact: DraftFact) -> int:
    if find_by_title(session, fact.title_vi):
        return 0
    drafter = find_agency_by_code(session, fact.drafter)
    draft = _add(
        session,
        actor,
        {
            "title": fact.title_vi,
            "type_code": fact.type,
            "drafting_stage": _STAGES[fact.stage],
            "drafting_agency_id": drafter.id if drafter else None,
        },
        now=sources.now,
    )
    sources.record_statement(fact, about=("document", saved_id(draft)))
    return 1


def _relate(session: Session, actor: Actor, sources: ExampleSources, fact: DocumentFact) -> None:
    stated = [
        *((RelationKind.IMPLEMENTS, number) for number in fact.implements),
        *((RelationKind.AMENDS, number) for number in fact.amends),
        *((RelationKind.CITES, number) for number in fact.cites),
    ]
    for kind, number in stated:
        new = NewRelation(
            source_id=saved_id(_loaded(session, fact.number)),
            kind=kind,
            target_id=saved_id(_loaded(session, number)),
            quote=sources.of(fact).quote,
        )
        add_relation(session, actor, new, now=sources.now)


def link_answers(session: Session, actor: Actor, sources: ExampleSources) -> None:
    """Link the letters to the gaps that they address; the title is the proof until one reads."""
    for fact in example_facts().documents:
        gaps = [gap for code in fact.addresses if (gap := find_gap_by_code(session, code))]
        for gap in gaps:
            document = _loaded(session, fact.number)
            new = NewCoverageLink(
                gap_id=saved_id(gap),
                document_id=saved_id(document),
                extent=Extent.PARTIAL,
                quote=document.title,
                rationale=sources.of(fact).quote,
                linked_on=document.issued_on or sources.now.date(),
            )
            try:
                link_document(session, actor, new, now=sources.now)
            except AlreadyLinked:
                continue


def _loaded(session: Session, number: str) -> Document:
    """Return a document that `load_documents` has added, by its number."""
    return list_by_key(session, DocumentNumber.parse(number).key)[0]


def _find(session: Session, number: str) -> Document | None:
    return next(iter(list_by_key(session, DocumentNumber.parse(number).key)), None)


def _add(session: Session, actor: Actor, facts: dict[str, object], *, now: datetime) -> Document:
    document = Document(recorded_at=now, change_stamp=0, owner_agency_id=actor.agency_id)
    session.add(document)
    session.flush()
    record_facts(session, actor, document, {**facts, "state": RecordState.PUBLISHED}, now=now)
    return document


def _add_sectors(session: Session, document: Document, codes: tuple[str, ...]) -> None:
    sectors = [sector for code in codes if (sector := find_sector(session, code))]
    session.add_all(
        DocumentSector(document_id=saved_id(document), sector_id=saved_id(sector))
        for sector in sectors
    )
    session.flush()
