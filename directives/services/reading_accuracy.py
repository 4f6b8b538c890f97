"""How often the reading is right in use: what drafters accepted, corrected and cleared."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.review import ReadingCorrection
from directives.rules.confidence import band_of
from directives.rules.permissions import Actor, check_signed_in
from directives.services.review_view import REVIEWED, FieldReview, Review
from directives.store.reviews import list_decisions
from directives.vocabulary import ConfidenceBand, ReviewOutcome


@dataclass(frozen=True, slots=True)
class BandAccuracy:
    """How the suggestions of one band of confidence fared."""

    band: ConfidenceBand
    shown: int
    accepted: int


@dataclass(frozen=True, slots=True)
class FieldAccuracy:
    """How the suggestions of one field fared. `missed`: typed by hand, nothing was suggested."""

    field: str
    shown: int
    accepted: int
    corrected: int
    cleared: int
    missed: int
    bands: Sequence[BandAccuracy]

    @property
    def rate(self) -> float | None:
        """The share of the suggestions that were accepted; None where none was shown."""
        return self.accepted / self.shown if self.shown else None


def record_decisions(
    session: Session,
    actor: Actor,
    review: Review,
    typed: Mapping[str, str],
    *,
    is_final: bool,
    now: datetime,
) -> None:
    """Keep what became of each suggestion; what was said before in the same way is not repeated."""
    before = {row.field: row for row in list_decisions(session, saved_id(review.file))}
    for field in review.fields:
        stands = typed.get(field.name, field.value).strip()
        outcome = _outcome(field, stands)
        if outcome is None or (outcome is ReviewOutcome.ACCEPTED and not is_final):
            continue
        known = before.get(field.name)
        if known and (known.outcome, known.corrected) == (outcome, stands or None):
            continue
        session.add(
            ReadingCorrection(
                document_id=saved_id(review.document),
                file_id=saved_id(review.file),
                field=field.name,
                suggested=field.suggested,
                confidence=field.confidence,
                corrected=stands or None,
                outcome=outcome,
                account_id=check_signed_in(actor),
                decided_at=now,
            )
        )
    session.flush()


def _outcome(field: FieldReview, stands: str) -> ReviewOutcome | None:
    """Return what was decided about a field; None where nothing was read and nothing typed."""
    if stands.split() == (field.suggested or "").split():
        return ReviewOutcome.ACCEPTED if field.suggested else None
    return ReviewOutcome.CORRECTED if stands else ReviewOutcome.CLEARED


def accuracy_in_use(session: Session) -> list[FieldAccuracy]:
    """Return how the suggestions of each field fared with the people who checked them."""
    rows: dict[str, list[ReadingCorrection]] = {name: [] for name in REVIEWED}
    for row in list_decisions(session):
        rows.setdefault(row.field, []).append(row)
    return [_accuracy(field, of_field) for field, of_field in rows.items()]


def _accuracy(field: str, rows: Sequence[ReadingCorrection]) -> FieldAccuracy:
    shown = [row for row in rows if row.suggested is not None]
    outcomes = Counter(row.outcome for row in shown)
    bands = Counter(band_of(row.confidence or 0) for row in shown)
    accepted = Counter(
        band_of(row.confidence or 0) for row in shown if row.outcome is ReviewOutcome.ACCEPTED
    )
    return FieldAccuracy(
        field=field,
        shown=len(shown),
        accepted=outcomes[ReviewOutcome.ACCEPTED],
        corrected=outcomes[ReviewOutcome.CORRECTED],
        cleared=outcomes[ReviewOutcome.CLEARED],
        missed=len(rows) - len(shown),
        bands=[BandAccuracy(band, bands[band], accepted[band]) for band in ConfidenceBand],
    )
