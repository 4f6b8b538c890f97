"""Bodies and what became of them."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from directives.models.agency import Agency, AgencySuccession
from directives.models.contact import Contact
from directives.rules.vietnamese import fold


def search_agencies(session: Session, words: str) -> Sequence[Agency]:
    """List the bodies, of today and former, whose name or abbreviation holds these words."""
    statement = select(Agency)
    for word in fold(words).split():
        holds = col(Agency.name_folded).contains(word, autoescape=True)
        statement = statement.where(or_(holds, col(Agency.code).icontains(word, autoescape=True)))
    return session.exec(statement.order_by(col(Agency.name_folded), col(Agency.id))).all()


def find_agency(session: Session, agency_id: int) -> Agency | None:
    """Find a body by its key."""
    return session.get(Agency, agency_id)


def find_agency_of_name(session: Session, name: str) -> Agency | None:
    """Find the body with this very name; names are unique, former ones included."""
    return session.exec(select(Agency).where(Agency.name == name)).one_or_none()


def list_successions_of(session: Session, ids: Sequence[int]) -> Sequence[AgencySuccession]:
    """List who took over from these bodies, and from whom they took over, by day."""
    return session.exec(
        select(AgencySuccession)
        .where(
            or_(
                col(AgencySuccession.agency_id).in_(ids),
                col(AgencySuccession.successor_id).in_(ids),
            )
        )
        .order_by(col(AgencySuccession.succeeds_on), col(AgencySuccession.id))
    ).all()


def list_parents(session: Session) -> dict[int, int]:
    """Return the body above each body that has one."""
    above = select(Agency.id, Agency.parent_id).where(col(Agency.parent_id).is_not(None))
    rows = session.exec(above)
    return {key: parent for key, parent in rows if key and parent}


def list_people_since(session: Session, agency_id: int, day: date) -> Sequence[Contact]:
    """List a body's contact persons who have not left before a day, those without deputy first."""
    return session.exec(
        select(Contact)
        .where(
            Contact.agency_id == agency_id,
            or_(col(Contact.valid_to).is_(None), col(Contact.valid_to) >= day),
        )
        .order_by(col(Contact.deputy_of_id).is_not(None), col(Contact.id))
    ).all()
