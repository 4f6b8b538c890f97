from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from directives.models.outbox import OutboxMessage
from directives.rules.sending import SendingHours
from directives.services.digests import TOPIC
from directives.services.heartbeat import SCHEDULER, beat, tell_if_silent
from directives.services.notices import queue_due_notices
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.factories import NOW, TODAY, make_actor, make_commitment
from tests.statements import count_statements

ADDRESS = "/quan-tri/tinh-trang"


def remind(engine: sa.Engine, *, days_ago: int) -> None:
    with unit_of_work(engine) as session:
        make_commitment(session)
        actor, then = make_actor(session, Role.SYSTEM), NOW - timedelta(days=days_ago)
        queue_due_notices(session, actor, today=TODAY - timedelta(days=days_ago), now=then)
        beat(session, SCHEDULER, now=then)


def test_the_administrator_reads_that_reminders_are_silent_and_what_to_do(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    remind(engine, days_ago=5)
    client = browser_of(Role.ADMINISTRATOR).client

    page, first = client.get(ADDRESS), client.get("/quan-tri")

    assert "Nhắc việc đã im 27 giờ làm việc" in page.text
    assert "directives scheduler" in page.text
    assert "5 ngày trước" in page.text
    assert "Nhắc việc đã im quá một ngày làm việc" in first.text
    assert f'href="{ADDRESS}"' in first.text


def test_while_reminders_run_the_page_says_so(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    remind(engine, days_ago=0)
    client = browser_of(Role.ADMINISTRATOR).client

    page = client.get(ADDRESS, params={"lang": "en"})

    assert "Reminders last ran at" in page.text
    assert "0 minutes ago" in page.text
    assert "Never run yet" in page.text, "no letter was sent yet"
    assert "silent" not in client.get("/quan-tri").text


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("connection refused", "mà chưa đi được: connection refused."),
        ("", "DIRECTIVES_SMTP_HOST"),
    ],
)
def test_the_administrator_reads_that_mail_does_not_go_and_what_to_do(
    engine: sa.Engine, browser_of: Callable[[Role], Browser], error: str, expected: str
) -> None:
    remind(engine, days_ago=0)
    client, before = browser_of(Role.ADMINISTRATOR).client, NOW - timedelta(days=7)
    with unit_of_work(engine) as session:
        session.add(
            OutboxMessage(key="a", topic=TOPIC, payload="{}", created_at=before, last_error=error)
        )
        tell_if_silent(session, now=NOW, hours=SendingHours())

    page, inbox = client.get(ADDRESS), client.get("/tai-khoan/thong-bao")

    assert "Thư nhắc đã chờ 45 giờ làm việc (từ 10:00 24/09/2025)" in page.text
    assert expected in page.text
    assert "Thư nhắc chờ từ 10:00 24/9/2025 chưa đi được" in inbox.text
    assert client.get("/health/ready").json()["mail"] == "stuck"


def test_bodies_that_nothing_reaches_stand_apart_with_the_page_on_which_that_is_mended(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    remind(engine, days_ago=0)
    client = browser_of(Role.ADMINISTRATOR).client

    page = client.get(ADDRESS).text
    noted = page.partition("Nên bổ sung</h2>")[2].partition("Vẫn tốt</h2>")[0]

    assert "cơ quan chưa có người nhận được thông báo" in noted
    assert "contact list --missing" not in page
    assert 'href="/quan-tri/nguoi-lien-he/con-thieu"' in noted
    assert client.get("/quan-tri/nguoi-lien-he/con-thieu").status_code == 200


def test_how_the_service_stands_is_the_administrators_to_see(
    client: TestClient, browser_of: Callable[[Role], Browser]
) -> None:
    assert client.get(ADDRESS).headers["location"] == f"/dang-nhap?next={ADDRESS}"
    assert browser_of(Role.DRAFTER).client.get(ADDRESS).status_code == 403


def test_the_page_asks_a_fixed_number_of_questions(
    app: FastAPI, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    client = browser_of(Role.ADMINISTRATOR).client

    with count_statements(engine) as few:
        client.get(ADDRESS)
    for _ in range(5):
        remind(engine, days_ago=1)
    with count_statements(engine) as many:
        client.get(ADDRESS)

    assert len(many) <= len(few)
