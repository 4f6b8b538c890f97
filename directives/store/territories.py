"""Places as issuers, former ones too: whose documents are in force where."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from directives.models.agency import Agency
from directives.models.document import Document
from directives.models.place import Place
from directives.vocabulary import RecordState


def list_issuing_places(session: Session, agency_ids: Collection[int]) -> dict[int, Place]:
    """Return the place in which each of these bodies sits, by body; central ones sit in none."""
    rows = session.exec(
        select(Agency.id, Place)
        .join(Place, col(Place.code) == col(Agency.place_code))
        .where(col(Agency.id).in_(sorted(agency_ids)))
    ).all()
    return {key: place for key, place in rows if key is not None}


def list_documents_for(
    session: Session, place_codes: Collection[str], *, central: bool, until: date
) -> Sequence[Document]:
    """List the published documents of bodies that sit in places: issued by a day, with a file.

    If asked, those of bodies that sit in no place, too. Which of them are in force on the day is
    for `services.validity.in_force_for` to tell.
    """
    local = select(Agency.id).where(col(Agency.place_code).in_(place_codes))
    where: ColumnElement[bool] = col(Document.issuer_id).in_(local)
    if central:
        nation = select(Agency.id).where(col(Agency.place_code).is_(None))
        where = or_(where, col(Document.issuer_id).in_(nation))
    return session.exec(
        select(Document)
        .where(
            where,
            Document.state == RecordState.PUBLISHED,
            col(Document.is_stub).is_(False),
            or_(col(Document.issued_on).is_(None), col(Document.issued_on) <= until),
        )
        .order_by(col(Document.issued_on).desc().nulls_last(), col(Document.id).desc())
    ).all()
