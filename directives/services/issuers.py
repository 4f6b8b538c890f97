"""Which body issued a document: by its printed name first, by its abbreviation where unique."""

from sqlmodel import Session, col, select

from directives.models.agency import Agency
from directives.rules.document_number import DocumentNumber
from directives.rules.vietnamese import fold
from directives.store.agencies import find_agency_by_code, find_agency_by_name

# Abbreviations that many bodies share: they name one only together with a place or a parent.
_SHARED_KINDS = {"local", "department", "steering", "other"}


def find_issuer(
    session: Session, number: DocumentNumber | None, *, near: Agency | None = None
) -> Agency | None:
    """Find the issuer that a number names by itself.

    A national body has its abbreviation to itself. An abbreviation such as UBND is shared; it is
    taken for the one of the same place as `near`, the body that cites the number, if there is one.
    """
    if number is None or not number.issuer:
        return None
    code = number.issuer.rstrip("0123456789")  # QH15, UBTVQH14: the term is not the body
    national = find_agency_by_code(session, code)
    if national and not is_shared(national):
        return national
    if near is None:
        return None
    if near.code == code:
        return near
    if near.place_code is None:
        return None
    return session.exec(
        select(Agency)
        .where(Agency.code == code, Agency.place_code == near.place_code)
        .order_by(col(Agency.id).desc())
        .limit(1)
    ).one_or_none()


def is_shared(agency: Agency) -> bool:
    """Tell whether other bodies have the abbreviation of this one, so that a number says little."""
    return agency.kind in _SHARED_KINDS


def find_or_add_issuer(
    session: Session, name: str | None, number: DocumentNumber | None
) -> Agency | None:
    """Return the issuer of a document from its header and number, adding a body not known yet.

    The list of bodies is open (ND 30/2020, Annex I, II.3b: each sets its own abbreviations), so
    an unknown one is added, to be looked at, and never refused.
    """
    found = find_agency_by_name(session, name) if name else find_issuer(session, number)
    if found or not name:
        return found
    by_code = find_issuer(session, number)
    if by_code and _is_same_body(name, by_code):
        return by_code
    place = _place_of(session, name)
    added = Agency(
        code=number.issuer if number else "",
        name=name,
        name_folded=fold(name),
        kind="department" if name.startswith("Sở ") else "other",
        place_code=place,
        is_verified=False,
    )
    session.add(added)
    session.flush()
    return added


def _is_same_body(name: str, agency: Agency) -> bool:
    """A header may print a shorter or longer form of the name that the abbreviation stands for."""
    printed, known = fold(name), agency.name_folded
    return printed in known or known in printed


def _place_of(session: Session, name: str) -> str | None:
    """Return the place in whose committee's name a body's name ends: "Sở Nội vụ tỉnh X"."""
    words = fold(name).split()
    for length in range(2, len(words)):
        ending = " ".join(words[-length:])
        committee = find_agency_by_name(session, f"Ủy ban nhân dân {ending}")
        if committee:
            return committee.place_code
    return None
