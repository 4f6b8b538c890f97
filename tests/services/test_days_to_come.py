"""What is said to have happened on a day to come would lock out what happens until then."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from directives.errors import EventTooLate, ValueInvalid
from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.feedback import NewGuidanceMark
from directives.models.gap import NewGapFigure, NewGapReport
from directives.services.coverage_links import link_document
from directives.services.gap_reports import report_gap
from directives.services.gaps import record_figure
from directives.services.guidance_marks import mark_guidance
from directives.vocabulary import Clarity, Extent, Role
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap

TOMORROW = TODAY + timedelta(days=1)


def test_a_report_is_not_of_a_day_to_come(session: Session) -> None:
    gap, officer = saved_id(make_gap(session)), make_actor(session, Role.OFFICER)
    said = NewGapReport(place_code="15", reported_on=TOMORROW)

    with pytest.raises(EventTooLate) as refused:
        report_gap(session, officer, gap, said, now=NOW)
    assert refused.value.field == "reported_on"


def test_a_link_is_not_of_a_day_to_come(session: Session) -> None:
    gap, document = saved_id(make_gap(session)), saved_id(make_document(session))
    new = NewCoverageLink(
        gap_id=gap, document_id=document, extent=Extent.FULL, quote="lời", linked_on=TOMORROW
    )

    with pytest.raises(EventTooLate) as refused:
        link_document(session, make_actor(session), new, now=NOW)
    assert refused.value.field == "linked_on"


def test_a_figure_is_not_of_a_day_to_come(session: Session) -> None:
    gap = saved_id(make_gap(session))
    figure = NewGapFigure(name="Số xã", value=3, as_of=TOMORROW)

    with pytest.raises(EventTooLate) as refused:
        record_figure(session, make_actor(session), gap, figure, now=NOW)
    assert refused.value.field == "as_of"


def test_a_place_marks_no_guidance_on_a_day_to_come(session: Session) -> None:
    document, officer = saved_id(make_document(session)), make_actor(session, Role.OFFICER)
    mark = NewGuidanceMark(place_code="15", clarity=Clarity.CLEAR, marked_on=TOMORROW)

    with pytest.raises(EventTooLate) as refused:
        mark_guidance(session, officer, document, mark, now=NOW)
    assert refused.value.field == "marked_on"


def test_an_interim_answer_has_a_last_day() -> None:
    with pytest.raises(ValueInvalid) as refused:
        NewCoverageLink(
            gap_id=1, document_id=1, extent=Extent.INTERIM, quote="lời", linked_on=TODAY
        )
    assert refused.value.field == "expires_on"
