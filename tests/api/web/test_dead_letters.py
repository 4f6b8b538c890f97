from collections.abc import Callable

import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.outbox import OutboxMessage
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.factories import NOW
from tests.statements import count_statements

ADDRESS = "/quan-tri/thu-khong-gui-duoc"


def given_up(session: Session, key: str = "digest:a") -> OutboxMessage:
    message = OutboxMessage(
        key=key,
        topic="mail.digest",
        recipient="a@bo.example",
        payload="{}",
        created_at=NOW,
        attempts=16,
        failed_at=NOW,
        last_error="Máy chủ thư chưa nhận thư: 452 đầy",
    )
    session.add(message)
    session.flush()
    return message


def test_the_administrator_sends_again_what_was_given_up(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    with unit_of_work(engine) as session:
        retry = f"{ADDRESS}/{saved_id(given_up(session))}/gui-lai"
    browser = browser_of(Role.ADMINISTRATOR)
    client, csrf_token = browser.client, browser.csrf
    page = client.get(ADDRESS)

    assert "Thư gửi a@bo.example" in page.text
    assert "452 đầy" in page.text
    assert client.post(retry).status_code == 403
    sent = client.post(retry, data={"csrf_token": csrf_token})
    assert (sent.status_code, sent.headers["location"]) == (303, ADDRESS)
    assert "Mọi thư đều gửi được" in client.get(ADDRESS).text
    assert client.post(retry, data={"csrf_token": csrf_token}).status_code == 409


def test_the_page_is_the_administrators(
    client: TestClient, browser_of: Callable[[Role], Browser]
) -> None:
    assert client.get(ADDRESS).status_code == 303
    drafter = browser_of(Role.DRAFTER).client
    assert drafter.get(ADDRESS).status_code == 403
    assert ADDRESS in browser_of(Role.ADMINISTRATOR).client.get("/quan-tri").text


def test_the_page_asks_as_much_of_the_database_for_many_letters_as_for_one(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    client = browser_of(Role.ADMINISTRATOR).client
    with unit_of_work(engine) as session:
        given_up(session)
    with count_statements(engine) as for_one:
        client.get(ADDRESS)
    with unit_of_work(engine) as session:
        for number in range(20):
            given_up(session, f"digest:{number}")
    with count_statements(engine) as for_many:
        client.get(ADDRESS)

    assert len(for_many) == len(for_one)
