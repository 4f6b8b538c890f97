from datetime import timedelta

import pytest
from sqlmodel import Session

from directives.errors import GapMergedAlready, GapNotFound, GapNotMerged, RightMissing
from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.gap_report import NewGapReport, NewReportEvent
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document
from directives.services.gap_merges import merge_gaps, split_gap
from directives.services.gap_reports import answer_reports, report_gap, withdraw_report
from directives.services.gap_views import get_gap, list_gap_views, list_standing_gaps, view_gaps
from directives.services.report_views import view_reports
from directives.vocabulary import Extent, GapState, ReportState, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_document, make_gap

AT = AsOf(TODAY, NOW)
BEFORE = AsOf(TODAY - timedelta(days=1), NOW)


def report(session: Session, gap_id: int, place: str) -> None:
    officer = make_actor(session, Role.OFFICER, place_code=place)
    said = NewGapReport(place_code=place, reported_on=TODAY - timedelta(days=2))
    report_gap(session, officer, gap_id, said, now=NOW)


def test_a_merged_gap_is_seen_in_the_one_that_is_left(session: Session) -> None:
    part, left = saved_id(make_gap(session)), saved_id(make_gap(session))
    for gap_id, place in ((part, "15"), (part, "11"), (left, "15")):
        report(session, gap_id, place)
    make_commitment(session, gap_ids=(part, left))
    document = make_document(session)
    link = NewCoverageLink(
        gap_id=part,
        document_id=saved_id(document),
        extent=Extent.FULL,
        quote="trích",
        linked_on=TODAY - timedelta(days=2),
    )
    link_document(session, make_actor(session), link, now=NOW)

    merge_gaps(session, make_actor(session), part, left, reason="cùng một việc", at=AT)

    view = get_gap(session, left, AT)
    assert (view.standing.reported, view.state) == (2, GapState.COVERED)  # 15 counts once
    assert [one.document_id for one in view.links] == [document.id]
    assert len(view.promises) == 1
    assert get_gap(session, part, AT).standing.survivor_id == left
    assert len(view_reports(session, [left], AT)) == 3
    assert [one.gap.id for one in view_gaps(session, AT)] == [left]
    assert [one.gap.id for one in list_standing_gaps(session, AT)] == [left]
    assert list_gap_views(session, AT, window=(0, 5)).total == 1
    assert get_gap(session, left, BEFORE).standing.reported == 1  # they were two then


def test_a_place_that_waits_for_one_of_the_parts_waits(session: Session) -> None:
    part, left = saved_id(make_gap(session)), saved_id(make_gap(session))
    report(session, part, "15")
    report(session, left, "15")
    drafter = make_actor(session)
    told = NewReportEvent(state=ReportState.ANSWERED, held_on=TODAY, words="Đã có")
    answer_reports(session, drafter, part, told, now=NOW)
    merge_gaps(session, drafter, part, left, reason="", at=AT)

    standing = get_gap(session, left, AT).standing
    assert (standing.reported, standing.waiting) == (1, 1)


def test_a_split_undoes_a_merge_and_nothing_is_lost(session: Session) -> None:
    drafter = make_actor(session)
    part, left = saved_id(make_gap(session)), saved_id(make_gap(session))
    report(session, part, "15")
    merge_gaps(session, drafter, part, left, reason="", at=AT)
    split_gap(session, drafter, part, reason="hai việc", at=AT)

    assert get_gap(session, part, AT).standing.reported == 1
    assert get_gap(session, left, AT).standing.reported == 0
    with pytest.raises(GapNotMerged):
        split_gap(session, drafter, part, reason="", at=AT)


def test_a_gap_that_took_others_can_itself_be_merged_and_split(session: Session) -> None:
    drafter = make_actor(session)
    first, second, third = (saved_id(make_gap(session)) for _ in range(3))
    report(session, first, "15")
    merge_gaps(session, drafter, first, second, reason="", at=AT)
    merge_gaps(session, drafter, second, third, reason="", at=AT)
    assert get_gap(session, third, AT).standing.reported == 1
    assert get_gap(session, first, AT).standing.survivor_id == third

    split_gap(session, drafter, second, reason="", at=AT)
    assert get_gap(session, first, AT).standing.survivor_id == second
    assert get_gap(session, third, AT).standing.reported == 0


def test_a_merge_into_a_part_goes_to_what_is_left_of_it(session: Session) -> None:
    drafter = make_actor(session)
    first, second, third = (saved_id(make_gap(session)) for _ in range(3))
    merge_gaps(session, drafter, first, second, reason="", at=AT)

    assert merge_gaps(session, drafter, third, first, reason="", at=AT).id == second


def test_no_gap_becomes_part_of_itself_or_twice(session: Session) -> None:
    drafter = make_actor(session)
    first, second = saved_id(make_gap(session)), saved_id(make_gap(session))
    merge_gaps(session, drafter, first, second, reason="", at=AT)

    for pair in ((first, second), (second, second), (second, first)):
        with pytest.raises(GapMergedAlready):
            merge_gaps(session, drafter, *pair, reason="", at=AT)
    with pytest.raises(GapNotFound):
        merge_gaps(session, drafter, 77_777, second, reason="", at=AT)
    with pytest.raises(GapNotFound):
        split_gap(session, drafter, 77_777, reason="", at=AT)
    with pytest.raises(RightMissing):
        merge_gaps(session, make_actor(session, Role.OFFICER), second, first, reason="", at=AT)


def test_in_a_family_who_has_an_answer_or_withdrew_does_not_wait(session: Session) -> None:
    drafter = make_actor(session)
    part, left = saved_id(make_gap(session)), saved_id(make_gap(session))
    for place in ("15", "11"):
        report(session, part, place)
    told = NewReportEvent(state=ReportState.ANSWERED, held_on=TODAY, words="Đã có")
    answer_reports(session, drafter, part, told, now=NOW, place_codes=["11"])
    merge_gaps(session, drafter, part, left, reason="", at=AT)
    officer = make_actor(session, Role.OFFICER)
    withdraw_report(session, officer, left, "15", words="", at=AT)

    standing = get_gap(session, left, AT).standing
    assert (standing.reported, standing.waiting, standing.waiting_since) == (1, 0, None)
