"""A letter that answers places is handed in from the form that answers them, and leads back."""

import re
from collections.abc import Callable
from html import unescape

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from directives.models.base import saved_id
from directives.models.gap import NewGapReport
from directives.models.gap_report import GapReport
from directives.services.gap_reports import report_gap
from directives.store.session import unit_of_work
from directives.vocabulary import ReportState, Role
from directives.writing.docx import write_document
from tests.api.web.conftest import Browser
from tests.api.web.test_drafting import inputs
from tests.factories import NOW, TODAY, make_actor, make_gap
from tests.services.test_registration import LETTER

SignIn = Callable[[Role], Browser]


@pytest.fixture
def gap(engine: sa.Engine) -> int:
    """A gap for which a province waits."""
    with unit_of_work(engine) as session:
        key = saved_id(make_gap(session))
        report = NewGapReport(place_code="15", reported_on=TODAY)
        report_gap(session, make_actor(session, Role.SYSTEM), key, report, now=NOW)
        return key


def form_to(page: str, wanted: str) -> str:
    """Return where the form of a page goes whose address begins so."""
    actions = map(unescape, re.findall(r'action="([^"]*)"', page))
    (found,) = (one for one in actions if one.startswith(wanted))
    return found


def hand_in(drafter: Browser, address: str, content: bytes) -> str:
    """Send a letter; return where that leads."""
    answer = drafter.client.post(
        address, data={"csrf_token": drafter.csrf}, files=[("files", ("cv.docx", content))]
    )
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_a_letter_is_handed_in_reviewed_published_and_answers(
    browser_of: SignIn, gap: int, engine: sa.Engine
) -> None:
    drafter = browser_of(Role.DRAFTER)
    sending = form_to(drafter.client.get(f"/khoang-trong/{gap}").text, "/van-ban/tai-len")
    reviewing = hand_in(drafter, sending, write_document(LETTER))

    def decide(then: str) -> str:
        page = drafter.client.get(reviewing).text
        sent = {**inputs(page), "csrf_token": drafter.csrf, "then": then}
        answer = drafter.client.post(form_to(page, "/van-ban/"), data=sent)
        assert answer.status_code == 303
        return str(answer.headers["location"])

    assert f"tra-loi={gap}" in decide("keep")  # nothing is lost by keeping the draft first
    back = decide("publish")
    (letter,) = re.findall(rf"^/khoang-trong/{gap}\?van-ban=(\d+)#tra-loi$", back)
    answering = drafter.client.get(back).text
    assert '<details id="tra-loi" open>' in answering
    assert re.search(rf'id="answer-document"\s+name="document"\s+value="{letter}"', answering)
    step = {"csrf_token": drafter.csrf, "state": "answered", "document": letter}
    drafter.client.post(form_to(answering, f"/khoang-trong/{gap}/tra-loi"), data=step)

    with Session(engine) as session:
        assert session.exec(select(GapReport)).one().state is ReportState.ANSWERED


def test_a_letter_sent_again_leads_to_its_draft_and_still_knows_the_gap(
    browser_of: SignIn, gap: int
) -> None:
    drafter = browser_of(Role.DRAFTER)
    sending = f"/van-ban/tai-len?tra-loi={gap}"
    content = write_document(LETTER)

    first = hand_in(drafter, sending, content)

    assert first.endswith(f"/ra-soat?tra-loi={gap}")
    assert hand_in(drafter, sending, content) == first
    page = drafter.client.get("/van-ban/tai-len?tra-loi=//x.vn").text
    assert form_to(page, "/van-ban/tai-len") == "/van-ban/tai-len"


def test_who_may_not_register_sees_no_field_for_a_file(browser_of: SignIn, gap: int) -> None:
    page = browser_of(Role.OVERSIGHT).client.get(f"/khoang-trong/{gap}").text

    assert 'id="tra-loi"' in page
    assert "/van-ban/tai-len" not in page
