from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.errors import AgencyNotFound, SectorNotFound
from directives.models.agency import AgencySuccession
from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.models.sector import Sector
from directives.rules.two_times import AsOf
from directives.services.commitment_views import CommitmentView
from directives.services.commitments import fulfil, withdraw
from directives.services.promise_calendars import (
    calendar_promises,
    promises_of_agency,
    promises_of_sector,
    promises_told_to_oversight,
)
from directives.store.agencies import find_sector
from directives.store.promise_calendars import list_calendar_ids
from directives.vocabulary import Role
from tests.factories import (
    NOW,
    TODAY,
    UNDATED,
    agency_id,
    make_actor,
    make_commitment,
    make_document,
    make_gap,
)

AT = AsOf(TODAY, NOW)


def keys(promises: list[CommitmentView]) -> list[int]:
    return [saved_id(one.commitment) for one in promises]


def due(session: Session, day: date, **overrides: Any) -> int:
    made = make_commitment(session, due_from=day, due_to=day, **overrides)
    return saved_id(made)


def test_an_agency_s_calendar_has_its_running_dated_promises_by_their_day(
    session: Session,
) -> None:
    later, sooner = due(session, date(2025, 12, 1)), due(session, date(2025, 11, 1))
    make_commitment(session, **UNDATED)
    due(session, date(2025, 11, 2), lead_agency_id=agency_id(session, "BTC"))

    agency, promises = promises_of_agency(session, agency_id(session, "BNV"), AT)

    assert agency.code == "BNV"
    assert keys(promises) == [sooner, later]


def test_what_was_withdrawn_stays_for_thirty_days_and_what_was_kept_does_not(
    session: Session,
) -> None:
    taken_back, kept = due(session, date(2025, 11, 3)), due(session, date(2025, 11, 4))
    actor = make_actor(session, Role.SYSTEM)
    withdraw(session, actor, taken_back, held_on=TODAY, reason="Không còn cần", now=NOW)
    document = make_document(session, issued_on=TODAY)
    fulfil(session, actor, kept, held_on=TODAY, document_id=document.id, now=NOW)
    bnv = agency_id(session, "BNV")

    for days, there in ((0, [taken_back]), (29, [taken_back]), (30, [])):
        at = AsOf(TODAY + timedelta(days), NOW)
        assert keys(promises_of_agency(session, bnv, at)[1]) == there
    assert calendar_promises(session, [taken_back, kept], AsOf(TODAY + timedelta(30), NOW)) == []


def test_oversight_hears_that_a_promise_was_withdrawn_of_which_it_was_told(
    session: Session,
) -> None:
    before = {"promised_on": date(2025, 7, 1)}
    told = due(session, TODAY - timedelta(30), **before)
    untold = due(session, TODAY - timedelta(29), **before)
    actor = make_actor(session, Role.SYSTEM)
    for key in (told, untold):
        withdraw(session, actor, key, held_on=TODAY, reason="Không còn cần", now=NOW)

    assert keys(promises_told_to_oversight(session, AsOf(TODAY + timedelta(5), NOW))) == [told]


def test_the_promises_of_a_body_are_its_successor_s_from_the_day_of_succession(
    session: Session,
) -> None:
    old, between, new = (agency_id(session, code) for code in ("BNV", "BTC", "BYT"))
    made = due(session, date(2025, 12, 1), lead_agency_id=old)
    for before, after, day in ((old, between, date(2025, 10, 1)), (between, new, None)):
        session.add(AgencySuccession(agency_id=before, successor_id=after, succeeds_on=day))
    session.add(AgencySuccession(agency_id=new, successor_id=old, scope="một phần"))
    session.flush()

    assert keys(promises_of_agency(session, new, AT)[1]) == [made]
    the_day_before = AsOf(date(2025, 10, 1) - timedelta(days=1), NOW)
    assert promises_of_agency(session, new, the_day_before)[1] == []


def test_a_sector_s_calendar_has_what_is_below_it_and_what_closes_its_gaps(
    session: Session,
) -> None:
    above = find_sector(session, "dat-dai")
    assert above is not None
    below = Sector(code="do-ve", name="Đo vẽ", name_en="", position=900, parent_id=above.id)
    session.add(below)
    session.flush()
    own = due(session, date(2025, 11, 1), sector_id=below.id)
    gap = saved_id(make_gap(session, sector_id=above.id))
    closing = due(session, date(2025, 11, 2), gap_ids=(gap,))
    due(session, date(2025, 11, 3))

    sector, promises = promises_of_sector(session, "dat-dai", AT)

    assert sector.id == above.id
    assert keys(promises) == [own, closing]
    assert keys(promises_of_sector(session, "do-ve", AT)[1]) == [own]


def test_oversight_is_told_of_what_is_late_beyond_the_last_rung(session: Session) -> None:
    long_late = due(session, TODAY - timedelta(days=30), promised_on=date(2025, 7, 1))
    due(session, TODAY - timedelta(days=29), promised_on=date(2025, 7, 1))
    due(session, TODAY + timedelta(days=1))

    assert keys(promises_told_to_oversight(session, AT)) == [long_late]


def test_of_too_many_days_the_nearest_are_kept_in_their_order(session: Session) -> None:
    far, near, past = (
        due(session, TODAY + timedelta(days=days), promised_on=date(2025, 7, 1))
        for days in (90, 5, -3)
    )

    assert keys(calendar_promises(session, [far, near, past], AT, most=2)) == [past, near]
    assert calendar_promises(session, [], AT) == []


def test_a_promise_recorded_later_is_not_known(session: Session) -> None:
    made = due(session, date(2025, 12, 1))
    assert made in list_calendar_ids(session, AT, withdrawn_after=TODAY, limit=1_000)

    before = AsOf(TODAY, NOW - timedelta(seconds=1))
    assert list_calendar_ids(session, before, withdrawn_after=TODAY, limit=1_000) == []
    assert session.get(Commitment, made) is not None


def test_what_is_not_there_has_no_calendar(session: Session) -> None:
    with pytest.raises(AgencyNotFound):
        promises_of_agency(session, 999_999, AT)
    with pytest.raises(SectorNotFound):
        promises_of_sector(session, "khong-co", AT)
