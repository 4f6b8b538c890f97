"""What a promise waits for, on its page."""

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.store.session import unit_of_work
from directives.vocabulary import RecordState, Role
from tests.api.web.conftest import Browser
from tests.api.web.test_promise_actions import post, without_tags, words_of
from tests.factories import agency_id, make_commitment, make_document


def test_the_page_tells_what_is_waited_for_and_how_late_that_is(
    client: TestClient, browser_of: Callable[[Role], Browser], engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        key = saved_id(make_commitment(session))
        late: dict[str, Any] = {
            "promised_on": date(2025, 7, 1),
            "due_from": None,
            "due_to": date(2025, 9, 1),
        }
        other = saved_id(make_commitment(session, promise="Trình dự thảo Luật", **late))
        make_document(session, number_as_printed="77/BNV-TCBC")
        draft = make_document(session, title="Bản nháp kín", state=RecordState.DRAFT)
        draft.owner_agency_id = agency_id(session, "BNV")
        hidden = str(saved_id(draft))
    url, drafter = f"/cam-ket/{key}", browser_of(Role.DRAFTER)
    assert "Đang chờ việc khác" not in client.get(url).text

    assert post(drafter, f"{url}/cho", commitment=str(other)).status_code == 303
    assert post(drafter, f"{url}/cho", document="77/BNV-TCBC").status_code == 303
    assert post(drafter, f"{url}/cho", document=hidden).status_code == 303

    page = words_of(client.get(url).text)
    assert "Bộ Nội vụ đã hứa trình dự thảo Luật trước ngày 02/9/2025; quá hạn 30 ngày." in page
    assert "Văn bản này đã ban hành ngày 13/8/2025." in page
    assert "Không còn chờ việc này" not in page
    assert "Văn bản này chưa ban hành." not in page  # nobody else knows of the draft
    assert "Văn bản này chưa ban hành." in drafter.client.get(url).text
    assert "Phải chờ việc khác. Trình dự thảo Luật ." in words_of(without_tags(page))
    assert "Bản nháp kín" not in page
    assert post(drafter, f"{url}/cho", commitment=str(other), lifted="1").status_code == 303
    page = words_of(without_tags(client.get(url).text))
    assert "đã hứa trình dự thảo Luật" not in page
    assert "Không còn phải chờ. Trình dự thảo Luật ." in page


def test_a_circle_or_nothing_is_refused(
    browser_of: Callable[[Role], Browser], engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        key, other = saved_id(make_commitment(session)), saved_id(make_commitment(session))
    drafter = browser_of(Role.DRAFTER)
    post(drafter, f"/cam-ket/{key}/cho", commitment=str(other))

    refused = post(drafter, f"/cam-ket/{other}/cho", commitment=str(key))

    assert (refused.status_code, "không thể chờ lẫn nhau" in refused.text) == (422, True)
    assert post(drafter, f"/cam-ket/{key}/cho").status_code == 422
    assert post(drafter, f"/cam-ket/{key}/cho", commitment="x").status_code == 422
