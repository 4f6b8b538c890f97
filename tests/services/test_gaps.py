from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.errors import (
    AlreadyLinked,
    GapAlreadyReported,
    GapNotFound,
    PlaceNotFound,
    ProvisionNotFound,
    QuoteNotFound,
    RightMissing,
    SectorNotFound,
)
from directives.models.base import saved_id
from directives.models.document import Provision
from directives.models.gap import NewCoverageLink, NewGap, NewGapReport
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document
from directives.services.gap_reports import report_gap
from directives.services.gap_views import gaps_answered_by, get_gap, view_gaps
from directives.services.gaps import GuidanceRequest, ask_guidance, open_gap
from directives.services.names import sector_named
from directives.services.report_views import view_reports
from directives.vocabulary import Extent, GapState, Role
from tests.factories import (
    NOW,
    TODAY,
    make_actor,
    make_commitment,
    make_document,
    make_gap,
)

AT = AsOf(TODAY, NOW)


def link(gap_id: int, document_id: int, quote: str = "trích", **more: Any) -> NewCoverageLink:
    return NewCoverageLink(
        gap_id=gap_id,
        document_id=document_id,
        extent=Extent.FULL,
        quote=quote,
        linked_on=TODAY,
        **more,
    )


def test_a_gap_stands_as_its_links_and_promises_say(session: Session) -> None:
    key = saved_id(make_gap(session))
    assert get_gap(session, key, AT).state is GapState.OPEN

    make_commitment(session, gap_ids=(key,))
    assert get_gap(session, key, AT).state is GapState.PROMISED
    late = AsOf(TODAY + timedelta(days=60), NOW)
    assert get_gap(session, key, late).state is GapState.OVERDUE

    document = saved_id(make_document(session))
    link_document(session, make_actor(session), link(key, document), now=NOW)
    assert get_gap(session, key, late).state is GapState.COVERED


def test_a_place_waits_once(session: Session) -> None:
    key, officer = saved_id(make_gap(session)), make_actor(session, Role.OFFICER)
    said = NewGapReport(place_code="15", words="Xã chúng tôi vướng", reported_on=TODAY)
    report_gap(session, officer, key, said, now=NOW)

    with pytest.raises(GapAlreadyReported):
        report_gap(session, officer, key, said, now=NOW)
    assert [one.report.place_code for one in view_reports(session, [key], AT)] == ["15"]


def test_a_report_recorded_later_was_not_known_before(session: Session) -> None:
    key, officer = saved_id(make_gap(session)), make_actor(session, Role.OFFICER)
    said = NewGapReport(place_code="15", reported_on=TODAY)
    report_gap(session, officer, key, said, now=NOW + timedelta(hours=1))

    assert view_reports(session, [key], AT) == []
    assert get_gap(session, key, AT).standing.reported == 0


def test_a_report_needs_its_gap_its_place_and_the_right(session: Session) -> None:
    key = saved_id(make_gap(session))
    own = NewGapReport(place_code="15", reported_on=TODAY)
    strange = NewGapReport(place_code="99999", reported_on=TODAY)

    with pytest.raises(GapNotFound):
        report_gap(session, make_actor(session, Role.OFFICER), 77_777, own, now=NOW)
    with pytest.raises(PlaceNotFound):
        report_gap(session, make_actor(session, Role.SYSTEM), key, strange, now=NOW)
    with pytest.raises(RightMissing):
        report_gap(session, make_actor(session, Role.OFFICER), key, strange, now=NOW)


def test_a_link_is_made_once_and_by_drafters(session: Session) -> None:
    key, document = saved_id(make_gap(session)), saved_id(make_document(session))
    link_document(session, make_actor(session), link(key, document), now=NOW)

    with pytest.raises(AlreadyLinked):
        link_document(session, make_actor(session), link(key, document), now=NOW)
    with pytest.raises(RightMissing):
        link_document(session, make_actor(session, Role.OFFICER), link(key, document), now=NOW)
    with pytest.raises(GapNotFound):
        link_document(session, make_actor(session), link(77_777, document), now=NOW)


def test_the_quoted_words_must_stand_in_the_provision(session: Session) -> None:
    key, document = saved_id(make_gap(session)), saved_id(make_document(session))
    session.add(
        Provision(
            document_id=document,
            provision_id="dieu-1",
            position=0,
            label="Điều 1",
            heading="Phạm vi",
            text="Quy định việc cấp\ngiấy chứng nhận.",
        )
    )
    session.flush()
    actor = make_actor(session)

    with pytest.raises(ProvisionNotFound):
        link_document(session, actor, link(key, document, provision_id="dieu-9"), now=NOW)
    wrong = link(key, document, "thu hồi đất", provision_id="dieu-1")
    with pytest.raises(QuoteNotFound):
        link_document(session, actor, wrong, now=NOW)
    right = link(key, document, "cấp giấy chứng nhận", provision_id="dieu-1")
    assert link_document(session, actor, right, now=NOW).provision_id == "dieu-1"


def test_a_gap_belongs_to_a_sector_that_exists(session: Session) -> None:
    with pytest.raises(SectorNotFound):
        make_gap(session, sector_id=77_777)


def test_gaps_opened_one_after_the_other_have_codes_of_their_own(session: Session) -> None:
    assert len({make_gap(session).code for _ in range(3)}) == 3


def test_gaps_are_listed_by_state(session: Session) -> None:
    make_gap(session)

    assert len(view_gaps(session, AT, state=GapState.OPEN)) == 1
    assert view_gaps(session, AT, state=GapState.COVERED) == []
    with pytest.raises(GapNotFound):
        get_gap(session, 77_777, AT)


def test_a_document_leads_to_the_gaps_it_answers(session: Session) -> None:
    source = saved_id(make_document(session))
    gap = make_gap(session, source_document_id=source, source_quote="chưa có hướng dẫn")
    made = link_document(session, make_actor(session), link(saved_id(gap), source), now=NOW)

    assert gaps_answered_by(session, source) == [(gap, made)]


def test_a_link_does_not_answer_before_its_day_or_before_it_is_known(session: Session) -> None:
    key, document = saved_id(make_gap(session)), saved_id(make_document(session))
    later = NOW + timedelta(hours=1)
    link_document(session, make_actor(session), link(key, document), now=later)
    early = (AsOf(TODAY - timedelta(days=1), later), AsOf(TODAY, NOW))

    assert [get_gap(session, key, at).state for at in early] == [GapState.OPEN] * 2
    assert get_gap(session, key, AsOf(TODAY, later)).state is GapState.COVERED


def test_a_gap_that_was_not_known_yet_is_not_found(session: Session) -> None:
    key = saved_id(make_gap(session))

    with pytest.raises(GapNotFound):
        get_gap(session, key, AsOf(TODAY, NOW - timedelta(seconds=1)))


def test_a_code_that_is_taken_is_passed_over(session: Session) -> None:
    actor, new = make_actor(session), NewGap(title="Chưa rõ", raised_by="Chính phủ")
    open_gap(session, actor, new, now=NOW, code="KT-02")

    assert open_gap(session, actor, new, now=NOW).code == "KT-03"


def test_gaps_are_listed_by_sector(session: Session) -> None:
    sector = sector_named(session, "dat-dai", field="sector")
    own = make_gap(session, sector_id=sector.id)
    make_gap(session)

    assert [view.gap for view in view_gaps(session, AT, sector_id=sector.id)] == [own]


def test_an_officer_asks_for_guidance_and_the_place_waits(session: Session) -> None:
    officer = make_actor(session, Role.OFFICER)
    sector = saved_id(sector_named(session, "dat-dai", field="sector"))
    asked = GuidanceRequest("15", "Chưa rõ phí hỏa táng", "Dân hỏi", sector)

    gap = ask_guidance(session, officer, asked, at=AT)

    assert (gap.title, gap.raised_by, gap.raised_on) == ("Chưa rõ phí hỏa táng", "Lào Cai", TODAY)
    assert gap.sector_id == sector
    reports = [one.report for one in view_reports(session, [saved_id(gap)], AT)]
    assert [(report.place_code, report.words) for report in reports] == [("15", "Dân hỏi")]


def test_who_asks_for_what_is_asked_already_joins(session: Session) -> None:
    officer, other = make_actor(session, Role.OFFICER), make_actor(session, Role.OFFICER)
    first = ask_guidance(session, officer, GuidanceRequest("15", "Phí hỏa táng"), at=AT)
    again = ask_guidance(session, other, GuidanceRequest("15", "phi  HỎA táng"), at=AT)
    elsewhere = make_actor(session, Role.OFFICER, place_code="11")
    joined = ask_guidance(session, elsewhere, GuidanceRequest("11", "Phí hoả táng"), at=AT)

    assert first.id == again.id == joined.id
    assert get_gap(session, saved_id(first), AT).standing.reported == 2


def test_guidance_is_asked_for_by_the_own_place_only(session: Session) -> None:
    for actor, place in (
        (make_actor(session, Role.OFFICER), "11"),
        (make_actor(session, Role.DRAFTER), "15"),
    ):
        with pytest.raises(RightMissing):
            ask_guidance(session, actor, GuidanceRequest(place, "Phí hỏa táng"), at=AT)
    administrator = make_actor(session, Role.ADMINISTRATOR)
    with pytest.raises(PlaceNotFound):
        ask_guidance(session, administrator, GuidanceRequest("99", "Phí hỏa táng"), at=AT)
