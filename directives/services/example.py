"""Load the example catalogue: everything that two news reports of 2025 state.

The letters are written by us and marked as illustrations; they are made into .docx files and
registered as a user's file would be. Loading twice adds nothing.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from directives.example.facts import example_facts
from directives.example.kinds import CommitmentFact, FigureFact, GapFact
from directives.models.account import NewAccount
from directives.models.base import Subject, saved_id
from directives.models.commitment import NewCommitment
from directives.models.gap import NewGap
from directives.models.indicator import Indicator, IndicatorReading
from directives.rules.permissions import Actor
from directives.services.accounts import add_account, new_password
from directives.services.changes import record_change
from directives.services.commitments import Coordinator, record_promise
from directives.services.example_documents import ExampleSources, link_answers, load_documents
from directives.services.gaps import open_gap
from directives.store.accounts import find_account
from directives.store.agencies import find_agency_by_code, find_sector
from directives.store.commitments import find_commitment_by_code
from directives.store.files import FileStore
from directives.store.gaps import find_gap_by_code
from directives.store.indicators import find_indicator
from directives.translation import N_
from directives.vocabulary import CommitmentKind, GapKind, Operator, Precision, Role

_GAP_KINDS = {
    "missing_guidance": GapKind.NO_GUIDANCE,
    "policy": GapKind.UNCLEAR,
    "legal": GapKind.UNCLEAR,
    "procedure": GapKind.UNCLEAR,
}
_ACCOUNTS = (
    ("soan-thao", N_("Chuyên viên Bộ Nội vụ"), Role.DRAFTER, "BNV", None),
    ("can-bo-xa", N_("Cán bộ địa phương"), Role.OFFICER, None, "15"),
    ("giam-sat", N_("Cơ quan giám sát"), Role.OVERSIGHT, "VPCP", None),
    ("quan-tri", N_("Quản trị hệ thống"), Role.ADMINISTRATOR, None, None),
)


@dataclass(slots=True)
class Loaded:
    """What a loading added; the passwords are not kept anywhere."""

    documents: int = 0
    gaps: int = 0
    promises: int = 0
    passwords: dict[str, str] = field(default_factory=dict)


def load_example(
    session: Session, actor: Actor, files: FileStore, *, now: datetime, today: date
) -> Loaded:
    """Load what is missing of the example catalogue, and one account for each role."""
    loaded = Loaded()
    sources = ExampleSources(session, actor, now=now)
    loaded.documents = load_documents(session, actor, files, sources, today=today)
    facts = example_facts()
    for gap in facts.gaps:
        loaded.gaps += _load_gap(session, actor, sources, gap)
    for promise in facts.commitments:
        loaded.promises += _load_commitment(session, actor, sources, promise)
    for figure in facts.figures:
        _load_figure(session, sources, figure)
    for other in (*facts.sunsets, *facts.deadlines, *facts.directives, *facts.events):
        sources.record_statement(other)
    for person in facts.actors:
        sources.record_statement(person)
    link_answers(session, actor, sources)
    loaded.passwords = _add_accounts(session, actor, now=now)
    if loaded != Loaded():
        record_change(
            session,
            actor,
            "example.load",
            Subject("example", None),
            now=now,
            documents=loaded.documents,
            gaps=loaded.gaps,
            promises=loaded.promises,
        )
    return loaded


def _add_accounts(session: Session, actor: Actor, *, now: datetime) -> dict[str, str]:
    """Add the missing accounts, one for each role; returns their passwords."""
    passwords = {}
    for username, name, role, agency, place in _ACCOUNTS:
        if find_account(session, username) is None:
            body = find_agency_by_code(session, agency) if agency else None
            new = NewAccount(
                username=username,
                display_name=name,
                role=role,
                agency_id=body.id if body else None,
                place_code=place,
            )
            passwords[username] = new_password()
            add_account(session, actor, new, password=passwords[username], now=now)
    return passwords


def _load_gap(session: Session, actor: Actor, sources: ExampleSources, fact: GapFact) -> int:
    if find_gap_by_code(session, fact.id):
        return 0
    sector = find_sector(session, fact.sector) if fact.sector else None
    source = sources.of(fact)
    raised_by = find_agency_by_code(session, fact.reported_by) if fact.reported_by else None
    new = NewGap(
        title=fact.title_vi,
        kind=_GAP_KINDS.get(fact.gap_kind, GapKind.RESOURCE),
        sector_id=sector.id if sector else None,
        raised_by=raised_by.name if raised_by else source.title,
        raised_on=fact.reported_on,
        source_document_id=source.document_id,
        source_quote=source.quote,
    )
    gap = open_gap(session, actor, new, now=sources.now, code=fact.id)
    sources.record_statement(fact, about=("gap", saved_id(gap)))
    return 1


def _load_commitment(
    session: Session, actor: Actor, sources: ExampleSources, fact: CommitmentFact
) -> int:
    if find_commitment_by_code(session, fact.id):
        return 0
    leads = [find_agency_by_code(session, code) for code in fact.leads]
    sector = find_sector(session, fact.sector)
    source = sources.of(fact)
    expected = " (dự kiến)" if fact.firmness == "expected" else ""
    new = NewCommitment(
        code=fact.id,
        promise=fact.title_vi,
        kind=_commitment_kind(fact),
        expected_type_code=fact.document_type or None,
        expected_title=_expected_title(fact),
        lead_agency_id=leads[0].id if leads and leads[0] else None,
        lead_words=fact.lead_words or ("" if leads else "cơ quan chưa nêu tên"),
        lead_is_inferred=fact.leads_basis == "inferred_from_sector",
        source_document_id=source.document_id,
        source_quote=source.quote,
        sector_id=sector.id if sector else None,
        promised_on=fact.promised_on,
        due_from=fact.due_from,
        due_to=fact.due_to,
        due_operator=Operator(fact.operator) if fact.operator else None,
        due_precision=Precision(fact.precision),
        due_phrase=f"{fact.phrase}{expected}" if fact.phrase else "",
    )
    gaps = [find_gap_by_code(session, code) for code in fact.closes]
    promise = record_promise(
        session,
        actor,
        new,
        gap_ids=[saved_id(gap) for gap in gaps if gap],
        coordinators=_coordinators(session, fact),
        now=sources.now,
    )
    sources.record_statement(fact, about=("commitment", saved_id(promise)))
    return 1


def _coordinators(session: Session, fact: CommitmentFact) -> list[Coordinator]:
    """Return who works with the lead: further bodies named as responsible count as such."""
    codes = (*fact.leads[1:], *fact.coordinators)
    found = [body for code in codes if (body := find_agency_by_code(session, code))]
    named = [Coordinator(words=fact.coordinator_words)] if fact.coordinator_words else []
    return [*(Coordinator(agency_id=body.id) for body in found), *named]


def _expected_title(fact: CommitmentFact) -> str | None:
    """Return how the draft that the promise is about will be called once issued."""
    drafts = {draft.id: draft.title_vi for draft in example_facts().drafts}
    title = drafts.get(fact.draft, "").removeprefix("Dự thảo ").removeprefix("Dự án ")
    return title or None


def _commitment_kind(fact: CommitmentFact) -> CommitmentKind:
    guidance = fact.product in {"guidance_document", "report"}
    return CommitmentKind.GUIDANCE if guidance else CommitmentKind.ACTION


def _load_figure(session: Session, sources: ExampleSources, fact: FigureFact) -> None:
    if find_indicator(session, fact.id):
        return
    indicator = Indicator(
        code=fact.id, name=fact.title_vi, name_en=fact.title_en, unit=fact.unit_vi
    )
    session.add(indicator)
    session.flush()
    source = sources.of(fact)
    session.add(
        IndicatorReading(
            indicator_id=saved_id(indicator),
            value=fact.value,
            out_of=fact.out_of,
            qualifier=">" if fact.qualifier == "more_than" else "",
            as_of=fact.as_of,
            period_from=fact.period_from,
            source_document_id=source.document_id,
            source_quote=source.quote,
            recorded_at=sources.now,
        )
    )
    sources.record_statement(fact, about=("indicator", saved_id(indicator)))
