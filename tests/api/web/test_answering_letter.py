"""A letter that answers places is handed in from the form that answers them, and leads back."""

import re
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from html import unescape

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from api.web.answering_letter import TypedAnswer
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


def hand_in(drafter: Browser, address: str, content: bytes, **typed: str) -> str:
    """Send a letter; return where that leads."""
    sent = {"csrf_token": drafter.csrf, **typed}
    answer = drafter.client.post(address, data=sent, files=[("files", ("cv.docx", content))])
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


def test_what_was_typed_beside_a_letter_comes_back_with_it(browser_of: SignIn, gap: int) -> None:
    drafter = browser_of(Role.DRAFTER)
    sending = form_to(drafter.client.get(f"/khoang-trong/{gap}").text, "/van-ban/tai-len")
    typed = {"state": "forwarded", "place": "15", "agency": "BTC", "words": "Đồng ý & <làm> ngay."}
    reviewing = hand_in(drafter, sending, write_document(LETTER), **typed)

    for then in ("keep", "publish"):
        page = drafter.client.get(reviewing).text
        sent = {**inputs(page), "csrf_token": drafter.csrf, "then": then}
        reviewing = drafter.client.post(form_to(page, "/van-ban/"), data=sent).headers["location"]

    form = drafter.client.get(reviewing).text.split('id="tra-loi"')[1]
    assert "Đồng ý &amp; &lt;làm&gt; ngay.</textarea>" in form
    for name, value in (("place", "15"), ("agency", "BTC")):
        assert re.search(rf'name="{name}"\s+value="{value}"', form)
    assert re.search(r'value="answered"\s+selected', form)  # a letter is there: it is an answer


def test_a_file_that_cannot_be_read_loses_nothing_typed(browser_of: SignIn, gap: int) -> None:
    drafter = browser_of(Role.DRAFTER)
    sent = {"csrf_token": drafter.csrf, "state": "answered", "words": "Đồng ý."}
    answer = drafter.client.post(
        f"/van-ban/tai-len?tra-loi={gap}",
        data=sent,
        files=[("files", ("cv.pdf", b"%PDF-1.4 hong"))],
    )

    assert answer.status_code == 422
    again = form_to(answer.text, "/van-ban/tai-len")
    reviewing = hand_in(drafter, again, write_document(LETTER))
    page = drafter.client.get(reviewing).text
    kept = {**inputs(page), "csrf_token": drafter.csrf, "then": "publish"}
    back = drafter.client.post(form_to(page, "/van-ban/"), data=kept).headers["location"]
    assert "Đồng ý.</textarea>" in drafter.client.get(back).text


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"state": "forwarded", "agency": "không có cơ quan này"}, "answer-agency", "cơ quan"),
        ({"state": "answered", "document": "9/CV-XYZ"}, "answer-document", "chưa có văn bản"),
        ({"state": "duplicate", "other": "KT-999"}, "answer-other", "KT-999"),
        ({"state": "answered"}, "answer-words", ""),
        ({"state": "answered", "words": "Rồi", "place": "11"}, "", "địa phương"),
        ({"state": "nothing"}, "answer-state", ""),
    ],
)
def test_a_refused_answer_is_shown_with_all_that_was_typed(
    browser_of: SignIn, gap: int, typed: dict[str, str], field: str, said: str
) -> None:
    drafter = browser_of(Role.DRAFTER)
    sent = {"csrf_token": drafter.csrf, "words": "", **typed}
    answer = drafter.client.post(f"/khoang-trong/{gap}/tra-loi", data=sent)

    assert answer.status_code == 422
    summary = answer.text.split('class="error-summary"')[1].split("</div>")[0]
    assert f'href="#{field}"' in summary or not field
    assert said in summary
    form = answer.text.split('<details id="tra-loi" open>')[1]
    for name, value in typed.items():
        assert name == "state" or value in form


def test_a_file_that_was_not_sent_for_reading_is_not_forgotten(
    browser_of: SignIn, gap: int, engine: sa.Engine
) -> None:
    drafter = browser_of(Role.DRAFTER)
    answer = drafter.client.post(
        f"/khoang-trong/{gap}/tra-loi",
        data={"csrf_token": drafter.csrf, "state": "answered", "words": "Đồng ý."},
        files=[("files", ("cv.docx", b"PK"))],
    )

    assert answer.status_code == 422
    assert 'href="#answer-file"' in answer.text
    with Session(engine) as session:
        assert session.exec(select(GapReport)).one().state is ReportState.RECEIVED


@pytest.mark.parametrize("word", ["", "x", "eJw", "====", "đ", TypedAnswer(words="a").packed()[:9]])
def test_an_address_that_we_did_not_make_fills_in_nothing(word: str) -> None:
    assert TypedAnswer.unpacked(word) == TypedAnswer()


@pytest.mark.parametrize("found", ["[]", "7", '{"words": 3, "cao": "x"}'])
def test_only_words_are_unpacked(found: str) -> None:
    word = urlsafe_b64encode(zlib.compress(found.encode())).decode()
    assert TypedAnswer.unpacked(word) == TypedAnswer()


@given(st.builds(TypedAnswer, **dict.fromkeys(["state", "place", "other", "words"], st.text())))
def test_what_was_typed_survives_an_address(typed: TypedAnswer) -> None:
    assert TypedAnswer.unpacked(typed.packed()) == typed


def test_a_letter_that_is_there_already_answers_with_what_was_typed(
    browser_of: SignIn, gap: int
) -> None:
    drafter = browser_of(Role.DRAFTER)
    sending, content = f"/van-ban/tai-len?tra-loi={gap}", write_document(LETTER)
    reviewing = hand_in(drafter, sending, content)
    page = drafter.client.get(reviewing).text
    sent = {**inputs(page), "csrf_token": drafter.csrf, "then": "publish"}
    drafter.client.post(form_to(page, "/van-ban/"), data=sent)

    deciding = hand_in(drafter, sending, content, state="answered", words="Đồng ý.")
    page = drafter.client.get(deciding).text
    assert form_to(page, "/van-ban/trung/") == deciding
    (known,) = re.findall(rf'href="(/khoang-trong/{gap}[^"]*)"', page)
    assert "Đồng ý.</textarea>" in drafter.client.get(unescape(known)).text
    decision = {"csrf_token": drafter.csrf, "then": "registered_anyway", "reason": "Bản khác"}
    onward = drafter.client.post(deciding, data=decision).headers["location"]
    assert f"/ra-soat?tra-loi={gap}&da-go=" in onward
