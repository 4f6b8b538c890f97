from datetime import timedelta

import pytest
from sqlmodel import Session

from directives.errors import ReportTooEarly
from directives.models.base import saved_id
from directives.models.document import NewRelation
from directives.models.gap_report import NewGapReport, NewReportEvent
from directives.rules.two_times import AsOf
from directives.services.gap_reports import answer_reports, report_gap, withdraw_report
from directives.services.gap_standings import standings
from directives.services.gaps import GuidanceRequest, ask_guidance
from directives.services.report_views import view_reports
from directives.store.relations import find_same_relation
from directives.vocabulary import RelationKind, ReportState, Role
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap

AT = AsOf(TODAY, NOW)
LATER = AsOf(TODAY + timedelta(days=40), NOW + timedelta(days=40))
END = AsOf(LATER.day + timedelta(days=1), LATER.known_at + timedelta(days=1))


def made_again(session: Session, letter: int | None = None) -> int:
    """Make a gap that province 15 reported, withdrew at once, and reported again later."""
    gap, officer = saved_id(make_gap(session)), make_actor(session, Role.OFFICER)
    first = NewGapReport(place_code="15", words="lần một", reported_on=TODAY)
    report_gap(session, officer, gap, first, now=NOW)
    withdraw_report(session, officer, gap, "15", words="đã rõ", at=AT)
    second = NewGapReport(
        place_code="15", words="lần hai", reported_on=LATER.day, document_id=letter
    )
    report_gap(session, officer, gap, second, now=LATER.known_at)
    return gap


def test_a_report_made_again_has_its_own_words_and_day(session: Session) -> None:
    gap = made_again(session)

    (now,) = view_reports(session, [gap], LATER)
    assert (now.report.words, now.report.reported_on) == ("lần hai", LATER.day)
    assert (now.standing.state, now.told.step) == (ReportState.RECEIVED, None)
    (then,) = view_reports(session, [gap], AT)
    assert (then.report.words, then.report.reported_on) == ("lần một", TODAY)
    assert then.standing.state is ReportState.WITHDRAWN


def test_the_days_before_a_withdrawal_are_not_waited_again(session: Session) -> None:
    gap = made_again(session)

    standing = standings(session, END, [gap])[gap]
    assert (standing.reported, standing.waiting, standing.waiting_since) == (1, 1, LATER.day)
    answer = NewReportEvent(state=ReportState.ANSWERED, held_on=LATER.day, words="theo Điều 5")
    answer_reports(session, make_actor(session), gap, answer, now=LATER.known_at)
    standing = standings(session, END, [gap])[gap]
    assert (standing.reported, standing.waiting, standing.waiting_since) == (1, 0, None)


def test_an_answer_responds_to_the_letter_of_the_report_that_waits(session: Session) -> None:
    drafter = make_actor(session)
    letter = saved_id(make_document(session))
    gap, reply = made_again(session, letter), saved_id(make_document(session, drafter))
    answer = NewReportEvent(state=ReportState.ANSWERED, held_on=LATER.day, document_id=reply)

    answer_reports(session, drafter, gap, answer, now=LATER.known_at)

    responds = NewRelation(source_id=reply, kind=RelationKind.RESPONDS_TO, target_id=letter)
    assert find_same_relation(session, responds) is not None


def test_nothing_is_reported_again_of_a_day_before_the_withdrawal(session: Session) -> None:
    gap, officer = saved_id(make_gap(session)), make_actor(session, Role.OFFICER)
    said = NewGapReport(place_code="15", reported_on=TODAY)
    report_gap(session, officer, gap, said, now=NOW)
    withdraw_report(session, officer, gap, "15", words="", at=LATER)

    with pytest.raises(ReportTooEarly):
        report_gap(session, officer, gap, said, now=LATER.known_at)


def test_a_place_that_asks_again_after_withdrawing_waits_again(session: Session) -> None:
    officer = make_actor(session, Role.OFFICER)
    asked = GuidanceRequest(place_code="15", title="Chưa rõ ai cấp phép", words="vẫn vướng")
    gap = saved_id(ask_guidance(session, officer, asked, at=AT))
    withdraw_report(session, officer, gap, "15", words="", at=AT)

    for _ in range(2):
        assert saved_id(ask_guidance(session, officer, asked, at=LATER)) == gap

    (view,) = view_reports(session, [gap], LATER)
    assert (view.standing.state, view.standing.since) == (ReportState.RECEIVED, LATER.day)
