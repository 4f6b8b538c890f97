"""What the page of a review shows, with everything decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from api.web.marked_text import Paragraph, Span, marked_paragraphs
from api.web.names import document_name, document_url, sector_name
from api.web.review_form import DAYS, TypedReview, day_shown
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.document import Document
from directives.reference.tables import document_types, relation_kinds
from directives.rules.confidence import band_of
from directives.rules.effect_dates import EffectDates
from directives.services.publication import NEEDED
from directives.services.review_view import FieldReview, RelationReview, Review
from directives.services.suggestions import GapSuggested, Suggestions
from directives.store.agencies import list_sectors
from directives.translation import N_
from directives.vocabulary import ConfidenceBand, ProposalState, RecordState

LABELS = {
    "number": N_("Số, ký hiệu"),
    "type": N_("Loại văn bản"),
    "agency": N_("Cơ quan ban hành"),
    "issued_on": N_("Ngày ban hành"),
    "title": N_("Trích yếu"),
    "place": N_("Nơi ban hành"),
    "signer_name": N_("Người ký"),
    "signer_title": N_("Chức vụ người ký"),
    "effective_on": N_("Ngày có hiệu lực"),
    "expires_on": N_("Ngày cuối có hiệu lực"),
    "urgency": N_("Độ khẩn"),
}

_ASKED = N_(
    "Chưa có ngày hiệu lực: văn bản quy phạm pháp luật có hiệu lực từ ngày ghi trong văn bản. "
    "Thiếu ngày này thì chưa xác định được hiệu lực và văn bản chưa đáp ứng khoảng trống nào."
)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One input with what was read for it."""

    name: str
    label: str
    value: str
    suggested: str  # as shown; empty: nothing was read
    band: ConfidenceBand | None
    confidence: float
    quote: str
    is_needed: bool
    asked: str  # why it is asked for though the document may be published without; else empty


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation that was found, to be kept or rejected."""

    id: int
    verb: str
    name: str
    url: str
    quote: str
    is_stub: bool
    is_kept: bool


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector to be chosen; with the sentence that suggests it, if one does."""

    code: str
    name: str
    quote: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class GapRow:
    """A gap that the document may answer."""

    suggested: GapSuggested
    is_chosen: bool
    extent: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything that the page says."""

    review: Review
    name: str
    is_draft: bool
    fields: Sequence[FieldRow]
    missing: Sequence[tuple[str, str]]  # field, words
    paragraphs: Sequence[Paragraph]
    relations: Sequence[RelationRow]
    suggested_sectors: Sequence[SectorRow]
    other_sectors: Sequence[SectorRow]
    gaps: Sequence[GapRow]
    types: Sequence[str]


def review_page(
    session: Session,
    review: Review,
    suggestions: Suggestions,
    words: Words,
    typed: TypedReview | None = None,
) -> ReviewPage:
    """Return the page of a review; what was typed goes before what is stored."""
    relations = [_relation_row(found, typed, words) for found in review.relations]
    sectors = _sector_rows(session, review, suggestions, typed, words)
    return ReviewPage(
        review=review,
        name=document_name(review.document, words),
        is_draft=review.document.state is RecordState.DRAFT,
        fields=[
            _field_row(field, typed, words, asked=_asked(field, review.document, words))
            for field in review.fields
        ],
        missing=[(column, words.say(NEEDED[column])) for column in review.missing],
        paragraphs=marked_paragraphs(review.text, _spans(review, suggestions)),
        relations=relations,
        suggested_sectors=[row for row in sectors if row.quote],
        other_sectors=[row for row in sectors if not row.quote],
        gaps=[
            GapRow(
                one,
                is_chosen=bool(typed and one.gap_id in typed.gaps),
                extent=typed.extents.get(one.gap_id, "partial") if typed else "partial",
            )
            for one in suggestions.gaps
        ],
        types=sorted({kind.name_vi.split(" (")[0] for kind in document_types()}),
    )


def _asked(field: FieldReview, document: Document, words: Words) -> str:
    is_missing = document.drafting_stage is None and EffectDates.of(document).is_silent
    return words.say(_ASKED) if field.name == "effective_on" and is_missing else ""


def _field_row(
    field: FieldReview, typed: TypedReview | None, words: Words, *, asked: str
) -> FieldRow:
    is_day = field.name in DAYS
    stored = day_shown(field.value) if is_day else field.value
    suggested = field.suggested or ""
    return FieldRow(
        name=field.name,
        label=words.say(LABELS[field.name]),
        value=typed.values[field.name] if typed else stored,
        suggested=day_shown(suggested) if is_day else suggested,
        band=None if field.confidence is None else band_of(field.confidence),
        confidence=field.confidence or 0,
        quote=" ".join(field.quote.split()),
        is_needed=field.name in NEEDED,
        asked=asked,
    )


def _relation_row(found: RelationReview, typed: TypedReview | None, words: Words) -> RelationRow:
    relation, target = found.relation, found.target
    verbs: Mapping[str, str] = {
        kind.code: words.name(kind.reverse_verb, kind.reverse_verb_en) for kind in relation_kinds()
    }
    key = saved_id(relation)
    is_rejected = relation.status is ProposalState.REJECTED
    return RelationRow(
        id=key,
        verb=verbs.get(relation.kind.value, relation.kind.value),
        name=document_name(target, words),
        url=document_url(saved_id(target)),
        quote=" ".join(relation.quote.split()),
        is_stub=target.is_stub,
        is_kept=key in typed.kept_relations if typed else not is_rejected,
    )


def _sector_rows(
    session: Session,
    review: Review,
    suggestions: Suggestions,
    typed: TypedReview | None,
    words: Words,
) -> list[SectorRow]:
    chosen = set(typed.sectors) if typed else review.sector_codes
    quotes = {one.code: one.quote for one in suggestions.sectors}
    order = {one.code: place for place, one in enumerate(suggestions.sectors)}
    rows = [
        SectorRow(
            code=sector.code,
            name=sector_name(sector, words),
            quote=quotes.get(sector.code, ""),
            is_chosen=sector.code in chosen,
        )
        for sector in list_sectors(session)
        if sector.retired_on is None or sector.code in chosen
    ]
    return sorted(rows, key=lambda row: order.get(row.code, len(order)))


def _spans(review: Review, suggestions: Suggestions) -> list[Span]:
    """Return the words to mark: of each field, each relation, each suggestion, each citation."""
    spans = [Span(field.start, field.end, f"w-{field.name}") for field in review.fields]
    for found in review.relations:
        quote = found.relation.quote
        at = review.text.find(quote) if quote else -1
        if at >= 0:
            spans.append(Span(at, at + len(quote), f"w-relation-{found.relation.id}"))
    spans += [Span(one.start, one.end, f"w-sector-{one.code}") for one in suggestions.sectors]
    spans += [Span(one.start, one.end, f"w-gap-{one.gap_id}") for one in suggestions.gaps]
    for kind in ("bases", "citations", "tasks"):
        for place, one in enumerate(review.reading.get(kind, [])):
            spans.append(Span(one["start"], one["end"], f"w-{kind}-{place}"))
    return spans
