"""Take a drafter's review of a document: values, relations, sectors, gaps, and publishing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import DirectivesError, Invalid
from directives.models.agency import Agency
from directives.models.base import Subject, saved_id
from directives.models.document import Document, DocumentSector, Relation
from directives.models.gap import NewCoverageLink
from directives.rules.permissions import Actor
from directives.rules.possible_acts import check_possible
from directives.rules.vietnamese import fold
from directives.services.changes import record_change
from directives.services.coverage_links import link_document
from directives.services.document_facts import number_of
from directives.services.documents import correct, publish
from directives.services.issuers import find_or_add_issuer
from directives.services.names import sector_named
from directives.services.reading_accuracy import record_decisions
from directives.services.registration import code_of_type
from directives.services.relation_facts import record_status
from directives.services.review_view import REVIEWED, Review, open_review
from directives.services.suspicions import settle
from directives.store.reviews import list_sector_rows
from directives.store.stamps import next_stamp
from directives.translation import N_
from directives.vocabulary import Extent, ProposalState, RecordState

REASON = N_("Rà soát giá trị máy đọc được")
NOT_KEPT = N_("Không được giữ lại khi rà soát")


@dataclass(frozen=True, slots=True)
class ChosenGap:
    """A gap that the document is said to answer, with the sentence that proves it."""

    gap_id: int
    extent: Extent
    quote: str


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """What the drafter decided. `values` has each field of REVIEWED, days as YYYY-MM-DD."""

    values: Mapping[str, str]
    kept_relations: frozenset[int]
    sector_codes: tuple[str, ...] = ()
    gaps: Sequence[ChosenGap] = ()
    publishes: bool = False


def confirm_review(
    session: Session,
    actor: Actor,
    document_id: int,
    form: ReviewForm,
    *,
    now: datetime,
    today: date,
) -> Document:
    """Record what a drafter decided about a reading, and publish if asked; all of it or nothing.

    Saving a draft keeps what was corrected or cleared; what was left as it is counts as accepted
    only when the document is published.

    Raises:
        NotFound: there is no such document, or it has no file.
        RightMissing: the record is another agency's.
        Invalid, Conflict: the document would not be right afterwards; `field` is one of REVIEWED.
        StubNotPublished: it is to be published and number, title or date is missing.
    """
    review = open_review(session, actor, document_id)
    document = review.document
    values = _changed(session, review, form.values)
    is_final = form.publishes or document.state is RecordState.PUBLISHED
    rejected, kept = _decided(review, form.kept_relations, is_final=is_final)
    # What is rejected hinders no correction; what is agreed with is judged by the corrected days.
    changed = _decide_relations(session, actor, document, rejected, now=now)
    _correct(session, actor, document_id, values, now=now)
    record_decisions(session, actor, review, form.values, is_final=is_final, now=now)
    changed |= _decide_relations(session, actor, document, kept, now=now)
    _set_sectors(session, document, form.sector_codes)
    _link_gaps(session, actor, review, form.gaps, now=now, today=today)
    said = {"fields": sorted(values), "relations": changed, "sectors": list(form.sector_codes)}
    record_change(
        session, actor, "document.review", Subject("document", document_id), now=now, **said
    )
    if form.publishes:
        publish(session, actor, document_id, now=now, today=today)
    settle(session, actor, now=now)
    return document


_FIELD_OF = {column: name for name, column in REVIEWED.items()}


def _correct(
    session: Session, actor: Actor, document_id: int, values: dict[str, object], *, now: datetime
) -> None:
    """Correct the record; a refusal names the field of the form."""
    if not values:
        return
    try:
        correct(session, actor, document_id, values, reason=REASON, now=now)
    except DirectivesError as refused:
        refused.field = _FIELD_OF.get(refused.field or "", refused.field)
        raise


def _changed(session: Session, review: Review, typed: Mapping[str, str]) -> dict[str, object]:
    """Return the facts that the typed values change, by column."""
    before = {field.name: field.value for field in review.fields}
    after = before | {name: typed[name].strip() for name in REVIEWED if name in typed}
    changed = {name for name in REVIEWED if after[name].split() != before[name].split()}
    values: dict[str, object] = {
        REVIEWED[name]: after[name] or None for name in REVIEWED if name in changed
    }
    number = number_of(after["number"])
    if {"number", "type"} & changed:
        values["type_name"] = after["type"]
        values["type_code"] = (number.type if number else "") or code_of_type(after["type"])
    if "title" in values:
        values["title"] = after["title"]  # a column that is never empty of a value, only of words
    if "issuer_id" in values and fold(after["agency"]) == fold(before["agency"]):
        del values["issuer_id"]  # the same body, written in other letters
    if "issuer_id" in values:
        issuer: Agency | None = None
        if after["agency"]:
            issuer = find_or_add_issuer(session, after["agency"], number)
        values["issuer_id"] = issuer.id if issuer else None
    return values


_Decided = Sequence[tuple[Relation, ProposalState]]


def _decided(review: Review, kept: frozenset[int], *, is_final: bool) -> tuple[_Decided, _Decided]:
    """Return the relations that the form newly rejects, and those of which it newly says more."""
    agreed = ProposalState.CONFIRMED if is_final else ProposalState.PROPOSED
    found: dict[bool, list[tuple[Relation, ProposalState]]] = {True: [], False: []}
    for one in review.relations:
        relation = one.relation
        status = agreed if saved_id(relation) in kept else ProposalState.REJECTED
        if not is_final and status is agreed and relation.status is ProposalState.CONFIRMED:
            continue  # what was agreed with is not taken back by saving a draft
        if relation.status is not status:
            found[status is ProposalState.REJECTED].append((relation, status))
    return found[True], found[False]


def _decide_relations(
    session: Session, actor: Actor, source: Document, decided: _Decided, *, now: datetime
) -> dict[str, list[int]]:
    """Set what a person agreed with or rejected; returns the relations, by new state."""
    changed: dict[str, list[int]] = {}
    for relation, status in decided:
        if status is ProposalState.CONFIRMED:
            _check_possible(session, source, relation)
        reason = NOT_KEPT if status is ProposalState.REJECTED else ""
        record_status(session, actor, relation, status, now=now, reason=reason)
        changed.setdefault(status.value, []).append(saved_id(relation))
    return changed


def _check_possible(session: Session, source: Document, relation: Relation) -> None:
    """Refuse to agree with a relation that the days of both documents do not allow."""
    target = session.get_one(Document, relation.target_id)
    named = f"relation-{relation.id}"
    try:
        check_possible(relation, source, target, field=named)
    except Invalid as refused:
        refused.field = named  # the form asks for no days
        raise


def _set_sectors(session: Session, document: Document, codes: Sequence[str]) -> None:
    key = saved_id(document)
    wanted = {saved_id(sector_named(session, code, field="sectors")) for code in codes}
    known = {row.sector_id: row for row in list_sector_rows(session, key)}
    for sector_id in sorted(set(known) - wanted):
        session.delete(known[sector_id])
    for sector_id in sorted(wanted - set(known)):
        session.add(DocumentSector(document_id=key, sector_id=sector_id))
    if wanted != set(known):
        document.change_stamp = next_stamp(session)
    session.flush()


def _link_gaps(
    session: Session,
    actor: Actor,
    review: Review,
    gaps: Sequence[ChosenGap],
    *,
    now: datetime,
    today: date,
) -> None:
    for chosen in gaps:
        if chosen.gap_id in review.linked_gap_ids:
            continue  # the form was sent twice
        link = NewCoverageLink(
            gap_id=chosen.gap_id,
            document_id=saved_id(review.document),
            extent=chosen.extent,
            quote=chosen.quote,
            linked_on=today,
        )
        link_document(session, actor, link, now=now)
