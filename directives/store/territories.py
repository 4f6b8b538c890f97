"""Places as issuers, former ones too: whose documents are in force where."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select

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


def merger_days(session: Session, place_codes: Collection[str]) -> dict[str, date]:
    """Return the last day of the units that were merged into these places, by place."""
    rows = session.exec(
        select(Place.successor_code, func.max(Place.valid_to))
        .where(col(Place.successor_code).in_(sorted(place_codes)))
        .group_by(col(Place.successor_code))
    ).all()
    return {code: day for code, day in rows if code and day}


def list_places_of(session: Session, place_code: str) -> Sequence[Place]:
    """List a place, its province, and all former places that were merged into either.

    A merger may follow a merger, so successors are followed over any number of steps.
    """
    place = session.get(Place, place_code)
    if place is None:
        return []
    codes = {place.code, *filter(None, [place.province_code])}
    found: dict[str, Place] = {}
    while codes:
        statement = select(Place).where(
            or_(col(Place.code).in_(codes), col(Place.successor_code).in_(codes))
        )
        fresh = [one for one in session.exec(statement) if one.code not in found]
        found |= {one.code: one for one in fresh}
        codes = {one.code for one in fresh}
    return list(found.values())


def list_documents_for(
    session: Session, place_code: str, *, central: bool, until: date
) -> Sequence[Document]:
    """List the published documents that may be in force in a place: issued by a day, with a file.

    Its own bodies', its province's, those of the former units merged into them and, if asked,
    those of bodies that sit in no place. Which of them are in force on the day is for
    `services.validity.in_force_for` to tell.
    """
    places = [place.code for place in list_places_of(session, place_code)]
    local = select(Agency.id).where(col(Agency.place_code).in_(places))
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
