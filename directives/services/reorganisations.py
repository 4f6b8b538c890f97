"""Bodies are added, renamed and merged; what each promised stays said, its successor answers."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session

from directives.errors import AgencyEnded, AgencyExists, AgencyNotFound, ValueInvalid
from directives.models.agency import Agency, AgencySuccession, NewAgency
from directives.models.base import Subject, saved_id
from directives.models.contact import Absence, Contact
from directives.rules.permissions import Actor, check_can_administer
from directives.rules.vietnamese import fold
from directives.services.changes import record_change
from directives.store.contacts import list_absences
from directives.store.reorganisations import (
    find_agency,
    find_agency_of_name,
    list_parents,
    list_people_since,
    list_successions_of,
)
from directives.translation import N_

_DAY = timedelta(days=1)
_BEFORE_IT_BEGAN = N_("Ngày này phải sau ngày cơ quan được thành lập.")
_INTO_ITSELF = N_("Cơ quan không thể nhập vào chính mình.")
_IN_A_CIRCLE = N_("Cơ quan cấp trên đang thuộc chính cơ quan này.")
_HANDED_OVER = N_("Đã ghi việc chuyển giao này.")


def add_agency(
    session: Session, actor: Actor, new: NewAgency, *, kind: str, on: date, now: datetime
) -> Agency:
    """Add a body that begins on a day.

    Raises:
        RightMissing: only administrators do.
        AgencyExists: another body has the name, now or formerly.
    """
    check_can_administer(actor)
    agency = _made(session, new, kind=kind, valid_from=on)
    _record(session, actor, "agency.add", agency, now=now)
    return agency


def rename_agency(
    session: Session, actor: Actor, agency_id: int, new: NewAgency, *, on: date, now: datetime
) -> Agency:
    """Give a body a new name from a day: it is continued by a body of that name.

    Whoever is told for it is told for the successor from that day on, deputies and days away
    included.

    Raises:
        RightMissing: only administrators do.
        AgencyNotFound: there is no such body.
        AgencyEnded: it has ended before that day.
        AgencyExists: another body has the new name, now or formerly.
        ValueInvalid: the day is not after the one on which it began.
    """
    check_can_administer(actor)
    agency = _running(session, agency_id, on)
    successor = _made(session, new, kind=agency.kind, valid_from=on)
    successor.parent_id, successor.place_code = agency.parent_id, agency.place_code
    _end(session, agency, successor, on=on, now=now)
    _take_people_over(session, agency, successor, on=on, now=now)
    _record(session, actor, "agency.rename", agency, now=now, successor_id=successor.id, on=on)
    return successor


def merge_agencies(
    session: Session,
    actor: Actor,
    agency_ids: Sequence[int],
    successor_id: int,
    *,
    on: date,
    now: datetime,
) -> Agency:
    """End bodies on the day before; from that day on another answers for what they promised.

    Raises:
        RightMissing: only administrators do.
        AgencyNotFound: there is no such body.
        AgencyEnded: one of them, or the successor, has ended before that day.
        ValueInvalid: the successor is one of them, or the day is not after one began.
    """
    check_can_administer(actor)
    if successor_id in agency_ids:
        raise ValueInvalid(field="successor", reason=_INTO_ITSELF)
    successor = _running(session, successor_id, on)
    for agency_id in agency_ids:
        agency = _running(session, agency_id, on)
        _end(session, agency, successor, on=on, now=now)
        _record(session, actor, "agency.merge", agency, now=now, successor_id=successor_id, on=on)
    return successor


def hand_over(
    session: Session,
    actor: Actor,
    agency_id: int,
    successor_id: int,
    *,
    scope: str,
    on: date,
    now: datetime,
) -> AgencySuccession:
    """Record that another body takes over a part, named in words; the body itself goes on.

    What the body has promised stays its own: nobody can tell from words which promises move.

    Raises:
        RightMissing: only administrators do.
        AgencyNotFound: there is no such body.
        AgencyEnded: either has ended before that day.
        ValueInvalid: both are one, no part is named, or it was recorded before.
    """
    check_can_administer(actor)
    if successor_id == agency_id:
        raise ValueInvalid(field="successor", reason=_INTO_ITSELF)
    if not scope.strip():
        raise ValueInvalid(field="scope", reason=N_("Hãy viết phần việc được chuyển giao."))
    agency = _running(session, agency_id, on)
    successor = _running(session, successor_id, on)
    known = list_successions_of(session, [agency_id])
    if any(one.successor_id == successor_id for one in known):
        raise ValueInvalid(field="successor", reason=_HANDED_OVER)
    part = _succeed(session, agency, successor, scope=scope.strip(), on=on, now=now)
    _record(session, actor, "agency.hand_over", agency, now=now, successor_id=successor_id, on=on)
    return part


def place_under(
    session: Session, actor: Actor, agency_id: int, parent_id: int | None, *, now: datetime
) -> Agency:
    """Say which body is above; its office is told where a body has nobody. None: no body is.

    Raises:
        RightMissing: only administrators do.
        AgencyNotFound: there is no such body.
        ValueInvalid: the body above belongs to this very body.
    """
    check_can_administer(actor)
    agency = get_agency(session, agency_id)
    parents = list_parents(session)
    above = get_agency(session, parent_id).id if parent_id is not None else None
    while above is not None:
        if above == agency_id:
            raise ValueInvalid(field="parent", reason=_IN_A_CIRCLE)
        above = parents.get(above)
    before = agency.parent_id
    agency.parent_id = parent_id
    session.flush()
    _record(session, actor, "agency.place", agency, now=now, parent_before=before)
    return agency


def get_agency(session: Session, agency_id: int) -> Agency:
    """Return a body, also a former one.

    Raises:
        AgencyNotFound: there is none.
    """
    agency = find_agency(session, agency_id)
    if agency is None:
        raise AgencyNotFound(agency=agency_id)
    return agency


def _running(session: Session, agency_id: int, on: date) -> Agency:
    agency = get_agency(session, agency_id)
    if agency.valid_to is not None and agency.valid_to < on:
        raise AgencyEnded(field="on", name=agency.name, ended_on=f"{agency.valid_to:%d/%m/%Y}")
    if agency.valid_from is not None and agency.valid_from > on:
        raise ValueInvalid(field="on", reason=_BEFORE_IT_BEGAN)
    return agency


def _made(session: Session, new: NewAgency, *, kind: str, valid_from: date) -> Agency:
    if find_agency_of_name(session, new.name):
        raise AgencyExists(field="name", name=new.name)
    agency = Agency(
        code=new.code,
        name=new.name,
        name_en=new.name_en,
        name_folded=fold(new.name),
        kind=kind,
        valid_from=valid_from,
    )
    session.add(agency)
    session.flush()
    return agency


def _end(session: Session, agency: Agency, successor: Agency, *, on: date, now: datetime) -> None:
    if agency.valid_from == on:  # it would have ended before it began
        raise ValueInvalid(field="on", reason=_BEFORE_IT_BEGAN)
    agency.valid_to = on - _DAY
    _succeed(session, agency, successor, scope="", on=on, now=now)


def _succeed(
    session: Session, agency: Agency, successor: Agency, *, scope: str, on: date, now: datetime
) -> AgencySuccession:
    succession = AgencySuccession(
        agency_id=saved_id(agency),
        successor_id=saved_id(successor),
        succeeds_on=on,
        scope=scope,
        recorded_at=now,
    )
    session.add(succession)
    session.flush()
    return succession


def _take_people_over(
    session: Session, agency: Agency, successor: Agency, *, on: date, now: datetime
) -> None:
    people = list_people_since(session, saved_id(agency), on)
    same: dict[int | None, int] = {}
    for one in people:
        told = Contact(**one.model_dump(exclude={"id"}))
        told.agency_id, told.valid_from = successor.id, max(one.valid_from, on)
        told.deputy_of_id = same.get(one.deputy_of_id)
        session.add(told)
        session.flush()
        same[one.id] = saved_id(told)
    for away in list_absences(session, [saved_id(one) for one in people], since=on):
        copied = Absence(**away.model_dump(exclude={"id", "recorded_at"}), recorded_at=now)
        copied.contact_id = same[away.contact_id]
        copied.deputy_id = same.get(away.deputy_id)
        session.add(copied)
    for one in people:
        one.valid_to = max(on - _DAY, one.valid_from)
    session.flush()


def _record(
    session: Session, actor: Actor, action: str, agency: Agency, *, now: datetime, **more: object
) -> None:
    subject = Subject("agency", agency.id)
    after = agency.model_dump(mode="json")
    record_change(session, actor, action, subject, now=now, after=after, **more)
