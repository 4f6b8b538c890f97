"""How much there is that names a place, or belongs to it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.account import Account
from directives.models.agency import Agency
from directives.models.contact import Contact
from directives.models.document import Document
from directives.models.feedback import Receipt
from directives.models.gap import Gap
from directives.models.gap_report import GapReport
from directives.models.place import Place


class PlaceImpact(NamedTuple):
    """What names places, or belongs to them.

    Attributes:
        gaps: Gaps whose scope names one of them; not those of a province, a kind or the nation.
        reports: What they reported.
        receipts: Documents that they said they have.
        documents: What their bodies issued.
        agencies: Their bodies.
        accounts: Those that act for them.
        contacts: The persons through whom they are told.
        communes: Of provinces, the communes of today.
    """

    gaps: int
    reports: int
    receipts: int
    documents: int
    agencies: int
    accounts: int
    contacts: int
    communes: int


def count_impact(session: Session, place_codes: Sequence[str]) -> PlaceImpact:
    """Count what names places, or belongs to them, in one statement."""
    bodies = sa.select(col(Agency.id)).where(col(Agency.place_code).in_(place_codes))
    named = sa.or_(*(col(Gap.scope).contains(f'"{one}"', autoescape=True) for one in place_codes))

    def counted(key: Any, condition: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
        return sa.select(sa.func.count(key)).where(condition).scalar_subquery()

    def at_them(model: Any) -> sa.ScalarSelect[int]:
        return counted(col(model.id), col(model.place_code).in_(place_codes))

    communes = col(Place.province_code).in_(place_codes) & col(Place.valid_to).is_(None)
    return PlaceImpact(
        *session.execute(
            sa.select(
                counted(col(Gap.id), named),
                at_them(GapReport),
                at_them(Receipt),
                counted(col(Document.id), col(Document.issuer_id).in_(bodies)),
                at_them(Agency),
                at_them(Account),
                at_them(Contact),
                counted(col(Place.code), communes),
            )
        ).one()
    )
