"""What places that became one reported of a gap is said, answered and withdrawn once."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from sqlmodel import Session

from directives.errors import GapAlreadyReported, ReportNotMade
from directives.models.base import saved_id
from directives.models.gap_report import GapReport, NewGapReport, NewReportEvent
from directives.rules.two_times import AsOf
from directives.services.gap_reports import (
    answer_reports,
    has_reported,
    report_gap,
    withdraw_report,
)
from directives.services.gap_standings import standings
from directives.services.gaps import GuidanceRequest, ask_guidance
from directives.services.place_mergers import merge_places, split_place
from directives.services.report_views import view_reports
from directives.vocabulary import ReportState, Role
from tests.factories import NOW, TODAY, make_actor, make_gap

ON = date(2025, 10, 10)
LATER = datetime(2025, 10, 20, 3, 0, tzinfo=NOW.tzinfo)
AT = AsOf(date(2025, 10, 20), LATER)
OLD, OTHER, HEIR, THIRD = "00008", "00025", "00004", "00070"  # wards of Hà Nội


def gap_reported(session: Session, *codes: str) -> int:
    gap = saved_id(make_gap(session))
    for code in codes:
        report(session, gap, code, TODAY)
    return gap


def report(session: Session, gap_id: int, code: str, on: date = AT.day) -> GapReport:
    new = NewGapReport(place_code=code, reported_on=on)
    return report_gap(session, make_actor(session, Role.SYSTEM), gap_id, new, now=LATER)


def withdraw(session: Session, gap_id: int, code: str) -> None:
    actor = make_actor(session, Role.OFFICER, place_code=code)
    withdraw_report(session, actor, gap_id, code, words="Đã rõ", at=AT)


def merge(session: Session, codes: Sequence[str], into: str) -> None:
    merge_places(session, make_actor(session, Role.ADMINISTRATOR), codes, into, on=ON, now=LATER)


def answer(session: Session, gap_id: int, new: NewReportEvent, *codes: str) -> set[str]:
    actor = make_actor(session)
    taken = answer_reports(session, actor, gap_id, new, now=LATER, place_codes=codes)
    return {one.place_code for one in taken}


def counted(session: Session, gap_id: int) -> tuple[int, int]:
    found = standings(session, AT, [gap_id])[gap_id]
    return found.reported, found.waiting


def listed(session: Session, gap_id: int) -> set[str]:
    return {one.report.place_code for one in view_reports(session, [gap_id], AT)}


ANSWERED = NewReportEvent(state=ReportState.ANSWERED, held_on=AT.day, words="Theo Điều 5.")


def test_a_successor_reports_no_second_time_what_a_former_place_reported(
    session: Session,
) -> None:
    gap = gap_reported(session, OLD)
    merge(session, [OLD], HEIR)

    assert has_reported(session, gap, HEIR, day=AT.day)
    assert not has_reported(session, gap, HEIR, day=TODAY)
    with pytest.raises(GapAlreadyReported):
        report(session, gap, HEIR)
    assert listed(session, gap) == {OLD}
    report(session, gap, HEIR, TODAY)  # told late: that day it was a place of its own
    assert counted(session, gap) == (1, 1)


def test_guidance_asked_for_again_by_a_successor_is_that_of_the_former_place(
    session: Session,
) -> None:
    gap = make_gap(session, title="Chưa có hướng dẫn đo vẽ")
    report(session, saved_id(gap), OLD, TODAY)
    merge(session, [OLD], HEIR)
    officer = make_actor(session, Role.OFFICER, place_code=HEIR)
    asked = GuidanceRequest(place_code=HEIR, title=gap.title, words="Cũng vướng")

    assert ask_guidance(session, officer, asked, at=AT) is gap
    assert listed(session, saved_id(gap)) == {OLD}


def test_a_successor_that_withdrew_may_wait_again_and_withdraw_again(session: Session) -> None:
    gap = gap_reported(session, OLD, OTHER)
    merge(session, [OLD, OTHER], HEIR)
    withdraw(session, gap, HEIR)
    assert counted(session, gap) == (0, 0)

    report(session, gap, HEIR)
    assert counted(session, gap) == (1, 1)
    with pytest.raises(GapAlreadyReported):
        report(session, gap, HEIR)
    withdraw(session, gap, HEIR)
    assert counted(session, gap) == (0, 0)


def test_places_that_have_parts_of_a_divided_one_each_report_for_themselves(
    session: Session,
) -> None:
    gap = gap_reported(session, OLD)
    actor = make_actor(session, Role.ADMINISTRATOR)
    split_place(session, actor, OLD, [HEIR, OTHER], on=ON, now=LATER)

    report(session, gap, HEIR)
    assert counted(session, gap) == (2, 2)
    assert listed(session, gap) == {OLD, HEIR}


def test_an_answer_to_a_successor_answers_what_became_part_of_it(session: Session) -> None:
    gap = gap_reported(session, OLD, OTHER, HEIR, THIRD)
    merge(session, [OLD, OTHER], HEIR)
    answer(session, gap, ANSWERED, OLD)

    assert answer(session, gap, ANSWERED, HEIR) == {OTHER, HEIR}
    assert counted(session, gap) == (2, 1)


def test_an_answer_to_a_successor_whose_former_place_has_its_answer_is_refused(
    session: Session,
) -> None:
    gap = gap_reported(session, OLD)
    merge(session, [OLD], HEIR)
    assert answer(session, gap, ANSWERED, HEIR) == {OLD}

    with pytest.raises(ReportNotMade):
        answer(session, gap, ANSWERED, HEIR)


def test_copies_of_places_that_became_one_join_the_other_gap_once(session: Session) -> None:
    gap, other = gap_reported(session, OLD, OTHER, THIRD), gap_reported(session, HEIR)
    merge(session, [OLD, OTHER], HEIR)
    copy = NewReportEvent(state=ReportState.DUPLICATE, held_on=AT.day, other_gap_id=other)
    answer(session, gap, copy)

    assert listed(session, other) == {HEIR, THIRD}
    assert counted(session, other) == (2, 2)
