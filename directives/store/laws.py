"""The laws of the catalogue, to be found by name."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa
from sqlmodel import Session, col, or_

from directives.models.document import Document
from directives.vocabulary import DraftingStage, RecordState

_CODES: Final = ("L", "PL", "HP")


@dataclass(frozen=True, slots=True)
class LawRecord:
    """What tells a law apart; `has_number` is false for one that is cited by its name alone."""

    id: int
    title: str
    type_name: str
    issued_on: date | None
    series: str | None
    has_number: bool


def list_laws(session: Session) -> list[LawRecord]:
    """List what may be a law, withdrawn records and bills aside, in the order of recording.

    Whatever has no number is among them: only its title can tell.
    """
    issued = or_(
        col(Document.drafting_stage).is_(None), col(Document.drafting_stage) == DraftingStage.ISSUED
    )
    rows = session.execute(
        sa.select(
            col(Document.id),
            col(Document.title),
            col(Document.type_name),
            col(Document.issued_on),
            col(Document.series),
            col(Document.key_exact).is_not(None),
        )
        .where(
            or_(col(Document.type_code).in_(_CODES), col(Document.key_exact).is_(None)),
            col(Document.state) != RecordState.WITHDRAWN,
            issued,
            col(Document.title) != "",
        )
        .order_by(col(Document.id))
    )
    return [LawRecord(*row) for row in rows]
