"""The normative documents whose day of effect nobody has said: what has to be asked for.

Only documents that everybody may read now, and could read then, are in it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session

from directives.rules.two_times import AsOf
from directives.services.catalogue_at import CatalogueAt, catalogue_at
from directives.services.report_names import Named, named_documents
from directives.vocabulary import Missing, RecordState, Validity

MOST_ROWS: Final = 500


@dataclass(frozen=True, slots=True)
class SilentRow:
    """A document without its day of effect.

    Attributes:
        issued_on: None: that is not known either.
        days_silent: For how many days it has been issued.
        acts_on: How many documents it replaces, amends, repeals or suspends from that day on.
    """

    document: Named
    issued_on: date | None
    days_silent: int | None
    acts_on: int


@dataclass(frozen=True, slots=True)
class SilentReport:
    """What lacks its day of effect: what acts on most first, then what was issued first.

    `total` counts those beyond the rows, too.
    """

    as_of: date
    known_at: datetime
    rows: Sequence[SilentRow]
    total: int


def silent_report(session: Session, at: AsOf, most: int = MOST_ROWS) -> SilentReport:
    """Report what is of unknown effect on a day because its own day of effect is missing.

    `most` is the number of rows.
    """
    catalogue = catalogue_at(session, at.known_at)
    silent = {
        key: node.issued_on
        for key, node in catalogue.nodes.items()
        if node.state is RecordState.PUBLISHED and node.effective_on is None
        for effect in [catalogue.basis(key).on(at.day)]
        if effect.status is Validity.UNKNOWN and Missing.EFFECT_DAY in effect.missing
    }
    acting = _acting(catalogue)
    named = named_documents(session, silent, at)
    rows = [
        SilentRow(
            document=one,
            issued_on=silent[key],
            days_silent=(at.day - issued_on).days if (issued_on := silent[key]) else None,
            acts_on=acting[key],
        )
        for key, one in named.items()
    ]
    rows.sort(key=lambda row: (-row.acts_on, row.issued_on or date.max, row.document.id))
    return SilentReport(at.day, at.known_at, rows[:most], len(rows))


def _acting(catalogue: CatalogueAt) -> Counter[int]:
    """Count, of each document, the published documents on which it acts."""
    return Counter(
        source
        for target, acts in catalogue.acts.items()
        if target in catalogue.nodes and catalogue.nodes[target].state is RecordState.PUBLISHED
        for source in {act.source_id for act in acts}
    )
