"""A page of a point in both times leads to other pages of that point, where they have one."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from api.web.asked_day import AskedDay
from directives.models.base import saved_id
from directives.models.commitment_block import NewBlock
from directives.rules.two_times import AsOf
from directives.services.commitment_blocks import say_blocked
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_document

PAST = datetime(2025, 10, 9, 17, 30, tzinfo=UTC)  # the tenth in Ha Noi


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/cam-ket/3", "/cam-ket/3?as_of=2025-10-20&known_at=2025-10-09T17%3A30%3A00%2B00%3A00"),
        ("/van-ban/5#dieu-2", "/van-ban/5?ngay=2025-10-20&biet=2025-10-10#dieu-2"),
        ("/khoang-trong/7", "/khoang-trong/7"),
    ],
)
def test_the_point_is_handed_on_in_the_words_of_the_page(url: str, expected: str) -> None:
    at = AsOf(date(2025, 10, 20), PAST)

    assert AskedDay(at, "2025-10-20", PAST.isoformat()).address(url, TODAY) == expected
    assert AskedDay(AsOf(TODAY, NOW), "").address(url, TODAY) == url


def test_a_past_promise_leads_to_its_source_and_what_it_waits_for_as_of_that_day(
    client: TestClient, engine: sa.Engine
) -> None:
    def make(session: Session) -> int:
        source = saved_id(make_document(session, number_as_printed="16/CV-BCĐ"))
        said: dict[str, Any] = {"source_document_id": source, "source_quote": "giao Bộ Nội vụ"}
        promise, other = saved_id(make_commitment(session, **said)), make_commitment(session)
        block = NewBlock(by_commitment_id=saved_id(other), held_on=TODAY)
        say_blocked(session, make_actor(session, Role.OVERSIGHT), promise, block, now=NOW)
        return promise

    with unit_of_work(engine) as session:
        key = make(session)

    now, then = (
        client.get(f"/cam-ket/{key}", params=at).text for at in ({}, {"as_of": "2025-10-20"})
    )

    assert "?ngay=" not in now
    assert 'href="/van-ban/1?ngay=2025-10-20"' in then
    assert then.count('?as_of=2025-10-20">') >= 2, "what it waits for: on the page, in its history"
    assert client.get("/van-ban/1?ngay=2025-10-20").status_code == 200
