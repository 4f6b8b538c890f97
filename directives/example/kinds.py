"""The kinds of facts of the example catalogue.

Ids of sentences, gaps, figures and documents refer to facts of the same catalogue; codes of
agencies, sectors, provinces and document types are those of `directives.reference`. An empty
string, an empty tuple or None means that the reports do not say.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, in Vietnamese and English; `source` is the report's fact."""

    id: str
    source: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact has: an id, the sentence that states it and a title in two languages."""

    id: str
    sentence: str
    title_vi: str
    title_en: str
    also_in: tuple[str, ...] = ()  # further sentences that state it


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFact(Fact):
    """A news report.

    `published_basis` is "address_stamp" (the day is in the address) or "latest_figure" (the
    report has no day; it cannot be older than its latest figure).
    """

    url: str
    published_on: date | None = None
    published_not_before: date
    published_not_after: date | None = None
    published_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact(Fact):
    """A document the reports name, or a number of documents they only count.

    `issued_basis` is "report", "public_text" (a public text gives the day) or
    "general_knowledge" (unconfirmed). `addresses` are gaps; the relations hold numbers.
    """

    number: str = ""
    type: str
    issuer: str = ""
    issuer_words: str = ""
    issuer_guess: str = ""
    unit: str = ""
    prepared_by: str = ""
    issued_on: date | None = None
    issued_basis: str = ""
    sectors: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    implements: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    printed_as: str = ""  # how the report spells the number, where it differs
    is_complete: bool = True  # False: the report gives only a part of the number
    is_collective: bool = False
    count: int | None = None
    counted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFact(Fact):
    """A document under way; `stage` is in_preparation, sent_for_comment or submitted.

    What it became later (`issued_as`) is not in the reports: `issued_as_basis` tells whether a
    public text or only general knowledge says so.
    """

    type: str
    drafter: str
    stage: str
    planned_for: date | None = None
    issued_as: str = ""
    issued_as_on: date | None = None
    issued_as_basis: str = ""
    other_reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFact(Fact):
    """What was promised or assigned, by whom, by when.

    Attributes:
        leads: Codes of the responsible agencies; empty where none is named.
        leads_basis: "stated", "inferred_from_sector" or "not_named".
        lead_words: The report's words for those responsible, where it names no agency.
        proposed_leads: Whom the catalogue suggests where none is named.
        coordinators: Codes of the coordinating agencies.
        coordinator_words: Words for coordinating bodies that have no code.
        assigned_by: Code of who assigned it.
        assigned_in: Number of the document that assigns it.
        assigned_through: Number of the document that passes the assignment on.
        promised_on: The day it was promised, by `promised_on_basis`: "stated",
            "report_date", or "report_not_before" (the earliest day of an undated report).
        phrase: The deadline as written; the words stand in the sentence.
        operator: "before" (the day named is already late), "on_or_before", or empty.
        due_from: First day of the period named.
        due_to: Last day that counts as on time.
        precision: "day" or "none".
        boundary_on: The day that the phrase names.
        firmness: "firm", "expected" (dự kiến) or "none".
        closes: Gaps that are closed when the promise is kept.
        product: guidance_document, report, payment, lists_and_decisions or tool.
        document_type: Code of the type of the document promised.
        draft: The draft that is to become that document.
        directive: The instruction behind the promise.
    """

    leads: tuple[str, ...] = ()
    leads_basis: str
    lead_words: str = ""
    proposed_leads: tuple[str, ...] = ()
    coordinators: tuple[str, ...] = ()
    coordinator_words: str = ""
    assigned_by: str = ""
    assigned_in: str = ""
    assigned_through: str = ""
    promised_on: date
    promised_on_basis: str
    phrase: str = ""
    operator: str = ""
    due_from: date | None = None
    due_to: date | None = None
    precision: str
    boundary_on: date | None = None
    firmness: str
    sector: str
    closes: tuple[str, ...] = ()
    product: str
    document_type: str = ""
    draft: str = ""
    directive: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SunsetFact(Fact):
    """The last day on which a policy can still be used; nobody promised anything."""

    applies_to_words: str
    phrase: str
    operator: str
    ends_on: date
    sector: str
    source_document: str
    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineFact(Fact):
    """A day that a report names as a limit; `boundary_on` is the day named."""

    boundary_on: date
    operator: str
    firmness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GapFact(Fact):
    """What is lacking, in which sector (None: the report names none), and since when it is known.

    `gap_kind` is missing_guidance, or another shortcoming that guidance may touch; the bases of
    `reported_on` are those of `CommitmentFact.promised_on`.
    """

    sector: str | None = None
    gap_kind: str
    reported_on: date
    reported_on_basis: str
    reported_by: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFact(Fact):
    """A number with its unit and its day; `qualifier` is "exact" or "more_than"."""

    value: int
    unit: str
    unit_vi: str
    as_of: date
    qualifier: str
    period_from: date | None = None
    period_to: date | None = None
    reported_by: str = ""
    reported_by_unit: str = ""
    province: str = ""
    out_of: int | None = None
    part_of: str = ""  # the figure it is a part of
    share_percent: float | None = None
    change_percent: float | None = None
    changed_since: date | None = None
    conflicts_with: str = ""  # a figure that says otherwise
    also_stated_as: int | None = None  # what other public statements say


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveFact(Fact):
    """An instruction given at a meeting; a standing one has no end."""

    given_by: str = ""
    given_on: date | None = None
    addressees_words: tuple[str, ...] = ()
    due_to: date | None = None
    is_standing: bool = False
    must_state: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFact(Fact):
    """Something that happened, on a day or within a window of days."""

    happened_on: date | None = None
    not_before: date | None = None
    not_after: date | None = None
    chaired_by: str = ""
    held_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFact(Fact):
    """A body, an office or a group that the reports name, and its part in them."""

    code: str = ""
    role_vi: str
    role_en: str
