"""The stages of a promise on its page: where it sits, and which stage is late."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.services.commitments import fulfil
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.api.web.test_promise_actions import post, words_of
from tests.factories import NOW, make_actor, make_commitment, make_document


@pytest.fixture
def promise(engine: sa.Engine) -> int:
    """A promise of July, so that its stages may be late on 1 October."""
    with unit_of_work(engine) as session:
        return saved_id(make_commitment(session, promised_on=date(2025, 7, 1)))


def test_the_page_tells_which_stage_is_late(
    client: TestClient, browser_of: Callable[[Role], Browser], engine: sa.Engine, promise: int
) -> None:
    url, drafter = f"/cam-ket/{promise}", browser_of(Role.DRAFTER)
    assert "Cơ quan chưa ghi cam kết đang ở bước nào." in client.get(url).text

    def enter(stage: str, entered_on: str, **more: str) -> int:
        sent = {"stage": stage, "entered_on": entered_on, "procedure": "normal", **more}
        return post(drafter, f"{url}/buoc", **sent).status_code

    assert enter("drafting", "01/07/2025") == 303
    assert enter("comments", "01/09/2025", procedure="shortened") == 303
    assert enter("appraisal", "08/09/2025", limit_days="3", limit_unit="calendar") == 303
    page = words_of(client.get(url).text)
    assert "Đang ở bước thẩm định từ ngày 08/9/2025; quá hạn của bước 20 ngày." in page
    assert "05/9/2025 (3 ngày làm việc)" in page
    assert "11/9/2025 (3 ngày)" in page
    assert "Quá hạn của bước 3 ngày" in page
    assert "Bước này chưa có thời hạn" in page
    assert "Ghi bước tiếp theo" not in page
    assert enter("submitted", "01/10/2025", limit_days="0") == 422
    assert enter("submitted", "01/10/2025", limit_days="5", limit_unit="calendar") == 303
    assert "còn 5 ngày đến hạn của bước." in words_of(client.get(url).text)
    with unit_of_work(engine) as session:
        actor, held_on = make_actor(session, Role.SYSTEM), date(2025, 10, 1)
        document = make_document(session, issued_on=held_on)
        fulfil(session, actor, promise, held_on=held_on, document_id=document.id, now=NOW)
    page = words_of(client.get(url).text)
    assert "Đang ở bước thẩm" not in page
    assert "Xong đúng hạn của bước" in page


def test_a_limit_that_ends_today_says_so(
    client: TestClient, browser_of: Callable[[Role], Browser], promise: int
) -> None:
    sent = {"stage": "comments", "procedure": "normal", "limit_days": "1", "limit_unit": "calendar"}
    post(browser_of(Role.DRAFTER), f"/cam-ket/{promise}/buoc", entered_on="30/09/2025", **sent)

    assert "đến hạn của bước hôm nay." in client.get(f"/cam-ket/{promise}").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"stage": "x"},
        {"stage": "doing"},
        {"procedure": ""},
        {"entered_on": "31/02/2025"},
        {"limit_days": "5", "limit_unit": "x"},
        {"limit_days": "năm"},
        {"limit_days": "1001", "limit_unit": "working"},
    ],
)
def test_a_stage_that_is_filled_in_wrongly_is_refused(
    browser_of: Callable[[Role], Browser], promise: int, wrong: dict[str, str]
) -> None:
    sent = {"stage": "drafting", "procedure": "normal", **wrong}

    assert post(browser_of(Role.DRAFTER), f"/cam-ket/{promise}/buoc", **sent).status_code == 422
