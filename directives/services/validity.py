"""How documents and provisions stand on a day, as known at an instant; computed when asked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import DocumentNotFound, ProvisionNotFound
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.place import Place
from directives.rules.coverage import COUNTING
from directives.rules.effect import (
    ALIVE,
    ActedUpon,
    Effect,
    EffectInterval,
    effect_intervals,
    effect_on,
    ended_since,
    interval_on,
)
from directives.rules.effect_dates import EffectDates
from directives.rules.permissions import Actor, allows, check_can_read_document
from directives.rules.two_times import AsOf
from directives.services.acts import acts_by_target, acts_known_at
from directives.services.document_access import get_document
from directives.services.document_facts import documents_known_at
from directives.services.territories import places_of, territories
from directives.store.divisions import divide
from directives.store.documents import find_provision, list_documents_by_ids
from directives.store.effects import list_acts, list_nodes
from directives.store.territories import list_documents_for
from directives.vocabulary import (
    PRESS_TYPE,
    DraftingStage,
    Missing,
    RecordState,
    Validity,
)


@dataclass(frozen=True, slots=True)
class EffectBasis:
    """What decides how a document stands: its days, what acts on it, or that no law applies.

    Asked of a chapter or section, it has to be told which articles are `inside`.
    """

    dates: EffectDates
    acts: Sequence[ActedUpon]
    fixed: Validity | None = None  # a draft, a news report: the same on all days

    def on(self, day: date, provision: str = "", inside: Sequence[str] = ()) -> Effect:
        """Return the effect on a day."""
        if self.fixed is not None:
            return Effect(self.fixed)
        return effect_on(day, self.dates, self.acts, provision=provision, inside=inside)

    def status_of(self, provision: str, day: date, inside: Sequence[str] = ()) -> Validity:
        """Return how a provision found by its words stands on a day.

        Where no act names a provision, or it is not known which ones were amended, that is how
        the document stands.
        """
        whole = self.on(day)
        if self.fixed is not None or not any(act.provision for act in self.acts):
            return whole.status
        own = self.on(day, provision, inside)
        return whole.status if Missing.AMENDED_PROVISIONS in own.missing else own.status

    def answers(self, provision: str, day: date, inside: Sequence[str] = ()) -> bool:
        """Tell whether it has the effect with which it, or a provision, answers a gap on a day.

        Of a normative document that names no first day it is not known that it ever began.
        """
        status = self.status_of(provision, day, inside)
        return status in COUNTING and not self.dates.is_silent

    def ended_on(self, provision: str, day: date, inside: Sequence[str] = ()) -> date | None:
        """Return the first day without effect of what has ended by a day; None of what has not."""
        if self.fixed is not None:
            return None
        return ended_since(self.dates, self.acts, day, provision=provision, inside=inside)

    def acting_on(self, day: date) -> list[ActedUpon]:
        """Return what has begun to act on the document, or a provision of it, by a day."""
        return [act for act in self.acts if act.holds(day)]

    def intervals(self, provision: str = "", inside: Sequence[str] = ()) -> list[EffectInterval]:
        """Return the effect through all time."""
        if self.fixed is not None:
            return [EffectInterval(None, None, Effect(self.fixed))]
        return effect_intervals(self.dates, self.acts, provision=provision, inside=inside)


@dataclass(frozen=True, slots=True)
class ValidityView:
    """How a document, or a provision of it, stands at a point in both times.

    Attributes:
        document: As it was known then.
        provision: Its address; empty: the whole document.
        at: The point looked at.
        current: The interval in which the day lies.
        intervals: All of them, without overlap or hole, earliest first.
        acting: The documents that are named in `because`, those that the actor may read.
        territory: The former province or commune within which it stays in force.
    """

    document: Document
    provision: str
    at: AsOf
    current: EffectInterval
    intervals: Sequence[EffectInterval]
    acting: Mapping[int, Document]
    territory: Place | None

    @property
    def status(self) -> Validity:
        """The status on the day."""
        return self.current.effect.status


def validities(
    session: Session, documents: Sequence[Document], *, today: date
) -> dict[int, Validity]:
    """Return the effect of each document on `today`, from its dates and confirmed relations."""
    bases = effect_bases(session, documents)
    return {key: basis.on(today).status for key, basis in bases.items()}


def effects_on(session: Session, document_ids: Collection[int], day: date) -> dict[int, Validity]:
    """Return the effect of documents on a day, by id; for many, without reading their records."""
    bases = bases_now(session, document_ids)
    return {key: basis.on(day).status for key, basis in bases.items()}


def bases_now(session: Session, document_ids: Collection[int]) -> dict[int, EffectBasis]:
    """Return what decides how documents stand, as known now; without reading their records."""
    acts = acts_by_target(list_acts(session, document_ids))
    found = {}
    for node in list_nodes(session, document_ids):
        dates = EffectDates.of(node)
        fixed = fixed_validity(node.type_code, node.drafting_stage, node.issued_on)
        found[node.id] = EffectBasis(dates, acts.get(node.id, []), fixed)
    return found


def effect_bases(session: Session, documents: Sequence[Document]) -> dict[int, EffectBasis]:
    """Return what decides how documents stand, as known now; in one query for all."""
    by_id = {saved_id(document): document for document in documents}
    acts = acts_by_target(list_acts(session, list(by_id)))
    return {key: _basis(document, acts.get(key, [])) for key, document in by_id.items()}


def _basis(document: Document, acts: Sequence[ActedUpon]) -> EffectBasis:
    dates = EffectDates.of(document)
    fixed = fixed_validity(document.type_code, document.drafting_stage, document.issued_on)
    return EffectBasis(dates, acts, fixed)


def fixed_validity(
    type_code: str, stage: DraftingStage | None, issued_on: date | None
) -> Validity | None:
    """Return the status of what no law gives effect to: a news report, a draft; None of others."""
    if type_code == PRESS_TYPE:
        return Validity.NOT_APPLICABLE
    return Validity.DRAFT if stage is not None and issued_on is None else None


def view_validity(
    session: Session,
    actor: Actor,
    document_id: int,
    at: AsOf,
    *,
    provision: str = "",
    is_past: bool = True,
) -> ValidityView:
    """Return how a document, or one of its provisions, stands on a day as known at an instant.

    `is_past` tells that the instant lies in the past; what is known now takes fewer questions.

    Raises:
        NotFound: there is no such document or provision, it was not known of then, or the actor
            may not know of it, or might not then.
    """
    document = get_document(session, actor, document_id)
    if provision and find_provision(session, document_id, provision) is None:
        raise ProvisionNotFound(field="provision", provision=provision)
    if is_past:
        document = _known(session, actor, document, at.known_at)
        acts = acts_known_at(session, [document_id], at.known_at)
        basis = _basis(document, acts.get(document_id, []))
    else:
        basis = effect_bases(session, [document])[document_id]
    inside = divide(session, [(document_id, provision)]).inside(document_id, provision)
    intervals = basis.intervals(provision, inside)
    named = {act.source_id for one in intervals for act in one.effect.because}
    return ValidityView(
        document=document,
        provision=provision,
        at=at,
        current=interval_on(at.day, intervals),
        intervals=intervals,
        acting=_readable(session, actor, named),
        territory=territories(session, [document], at.day).get(document_id),
    )


def _known(session: Session, actor: Actor, document: Document, known_at: datetime) -> Document:
    known = documents_known_at(session, [document], known_at).get(saved_id(document))
    if known is None:
        raise DocumentNotFound
    check_can_read_document(actor, known.state, document.owner_agency_id)
    return known


def bases_known(
    session: Session, document_ids: Collection[int], known_at: datetime
) -> dict[int, EffectBasis]:
    """Return what decides how documents stand, as it was known at an instant, by id.

    Left out is what was not public then, as far as it was known.
    """
    documents = documents_known_at(
        session, list_documents_by_ids(session, sorted(document_ids)), known_at
    )
    acts = acts_known_at(session, document_ids, known_at)
    return {
        key: _basis(document, acts.get(key, []))
        for key, document in documents.items()
        if document.state is RecordState.PUBLISHED
    }


def _readable(session: Session, actor: Actor, ids: Collection[int]) -> dict[int, Document]:
    return {
        saved_id(one): one
        for one in list_documents_by_ids(session, sorted(ids))
        if allows(check_can_read_document, actor, one.state, one.owner_agency_id)
    }


def in_force_for(
    session: Session, place_code: str, *, day: date, central: bool = False
) -> list[tuple[Document, Validity, Place | None]]:
    """Return what is in force in a province or commune on a day, with its former territory if any.

    What bodies of a merged unit issued stays in force within that unit's former territory until
    the new one decides (Law 64/2025/QH15 Art. 54.2b). What is expired or suspended in part only
    is in force.
    """
    documents = list_documents_for(
        session, places_of(session, place_code, day), central=central, until=day
    )
    bases = effect_bases(session, documents)
    former = territories(session, documents, day)
    found = []
    for document in documents:
        key = saved_id(document)
        status = bases[key].on(day).status
        if status in ALIVE:
            found.append((document, status, former.get(key)))
    return found
