"""The page on which the date of a promise is moved."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.store.session import unit_of_work
from directives.vocabulary import CommitmentKind, Role
from tests.api.web.conftest import Browser
from tests.api.web.test_promise_actions import post, words_of
from tests.factories import make_commitment, make_document
from tests.statements import count_statements

BrowserOf = Callable[[Role], Browser]


@pytest.fixture
def url(engine: sa.Engine) -> str:
    """The address of a promise of the Ministry of Home Affairs, due on 14 October 2025."""
    with unit_of_work(engine) as session:
        make_document(session, number_as_printed="16/CV-BCĐ")
        key = saved_id(make_commitment(session, kind=CommitmentKind.ACTION))
    return f"/cam-ket/{key}"


def test_a_date_is_moved_to_a_period_or_to_what_the_words_say(
    browser_of: BrowserOf, url: str
) -> None:
    drafter = browser_of(Role.DRAFTER)
    page = f"{url}/lui-han"
    assert f'href="{page}"' in drafter.client.get(url).text
    assert "trước ngày 15/10/2025" in words_of(drafter.client.get(page).text)
    november = {
        "due_from": "01/11/2025",
        "due_to": "15/11/2025",
        "due_precision": "half_month",
        "due_phrase": "nửa đầu tháng 11",
    }

    sent = post(drafter, page, **november, reason="resources", reason_words="Thiếu người.")
    post(drafter, page, due_phrase="trong quý I năm 2026", reason="higher_decision", source="1")

    assert (sent.status_code, sent.headers["location"]) == (303, f"{url}#qua-trinh")
    history = words_of(drafter.client.get(url).text)
    assert "trong quý I/2026" in history
    assert "trong quý I năm 2026" in history
    assert "Thiếu người." in history
    assert "16/CV-BCĐ" in history


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_to": ""}, "due_to"),
        ({"due_to": "14/10/2025", "due_operator": "before"}, "due_to"),
        ({"due_to": "31/02/2025"}, "due_to"),
        ({"due_to": "01/09/2025"}, "due_to"),
        ({"due_to": "", "due_phrase": "không rõ"}, "due_phrase"),
        ({"due_phrase": "x" * 501}, "due_phrase"),
        ({"due_from": "01/10/2025"}, "due_precision"),
        ({"reason": "x"}, "reason"),
        ({"reason": "calendar"}, "reason"),
        ({"reason": "other", "reason_words": " "}, "reason_words"),
        ({"source": "999"}, "source"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(
    browser_of: BrowserOf, url: str, wrong: dict[str, str], field: str
) -> None:
    form = {"due_to": "20/11/2025", "reason": "other", "reason_words": "Chờ ý kiến."}

    refused = post(browser_of(Role.DRAFTER), f"{url}/lui-han", **{**form, **wrong})

    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert f'href="#{field}"' in refused.text
    assert "Chờ ý kiến." in refused.text or "reason_words" in wrong


def test_those_who_oversee_take_a_date_away_only_where_they_say_so(
    browser_of: BrowserOf, url: str
) -> None:
    oversight, page = browser_of(Role.OVERSIGHT), f"{url}/lui-han"

    empty = post(oversight, page, reason="resources")
    assert (empty.status_code, 'id="due_to-error"' in empty.text) == (422, True)
    assert post(oversight, page, due_precision="none", reason="resources").status_code == 303
    assert "chưa có thời hạn" in oversight.client.get(url).text


def test_who_may_not_move_a_date_is_led_to_the_promise(
    client: TestClient, browser_of: BrowserOf, url: str
) -> None:
    page, officer = f"{url}/lui-han", browser_of(Role.OFFICER)
    oversight = browser_of(Role.OVERSIGHT)

    assert client.get(page).headers["location"] == f"/dang-nhap?next={page}"
    assert officer.client.get(page).headers["location"] == url
    sent = {"due_to": "20/11/2025", "reason": "resources"}
    assert post(officer, page, **sent).status_code == 403
    assert oversight.client.get("/cam-ket/999/lui-han").status_code == 404
    post(oversight, f"{url}/rut", words="Không còn cần.")
    assert oversight.client.get(page).headers["location"] == url
    assert post(oversight, page, **sent).status_code == 409


def test_the_page_asks_the_database_a_few_times(
    browser_of: BrowserOf, engine: sa.Engine, url: str
) -> None:
    drafter = browser_of(Role.DRAFTER)

    with count_statements(engine) as few:
        drafter.client.get(f"{url}/lui-han")
    for day in ("20/11/2025", "21/11/2025"):
        post(drafter, f"{url}/lui-han", due_to=day, reason="resources")
    with count_statements(engine) as many:
        drafter.client.get(f"{url}/lui-han")

    assert len(many) == len(few) <= 12
