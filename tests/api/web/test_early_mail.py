import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.mailing import Post, write_and_deliver_by_hand
from directives.mail import Letter, MemoryMailer
from directives.mail.letter import write_message
from directives.services.notices import queue_due_notices
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.factories import NOW, make_actor, make_commitment, make_contact

DUE = date(2025, 10, 14)
PAGES = "https://theo-doi.example"


@pytest.fixture
def people(engine: sa.Engine) -> None:
    """Somebody who is told of a promise."""
    with unit_of_work(engine) as session:
        make_contact(session, name="Nguyễn Văn An")
        make_commitment(session, promised_on=date(2025, 9, 1))


def letters(engine: sa.Engine, day: date) -> list[Letter]:
    with unit_of_work(engine) as session:
        queue_due_notices(session, make_actor(session, Role.SYSTEM), today=day, now=NOW)
    mailer = MemoryMailer()
    write_and_deliver_by_hand(Post(engine, mailer, base_url=PAGES, language="vi"), day)
    return mailer.letters


def test_an_early_letter_says_how_to_stop_and_a_mandatory_one_that_it_cannot(
    engine: sa.Engine, people: None
) -> None:
    (early,) = letters(engine, DUE - timedelta(7))
    (near,) = letters(engine, DUE - timedelta(1))

    headers = write_message(early, sender="nhac@bo.example", sender_name="")
    assert str(headers["List-Unsubscribe"]) == f"<{early.unsubscribe_url}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert early.unsubscribe_url in early.text
    assert early.unsubscribe_url in early.html
    assert near.unsubscribe_url == ""
    mandatory = write_message(near, sender="nhac@bo.example", sender_name="")
    assert mandatory["List-Unsubscribe"] is None
    for letter in (early, near):
        assert "là bắt buộc, không ngừng được" in letter.text


def test_a_click_stops_early_letters_without_signing_in_and_looking_does_not(
    engine: sa.Engine, people: None, client: TestClient
) -> None:
    (early,) = letters(engine, DUE - timedelta(29))
    address = early.unsubscribe_url.removeprefix(PAGES)
    assert "Ngừng nhận thư nhắc sớm?" in client.get(address).text
    assert "Nguyễn Văn An" in client.get(address).text

    one_click = client.post(address, data={"List-Unsubscribe": "One-Click"})

    assert one_click.status_code == 200, "a mail program follows no redirection"
    assert "Bạn không nhận thư nhắc sớm" in one_click.text
    assert letters(engine, DUE - timedelta(7)) == []
    again = client.post(address, data={"wanted": "1"})
    assert (again.status_code, again.headers["location"]) == (303, address)
    assert len(letters(engine, DUE - timedelta(6))) == 1


def test_a_changed_address_stops_nothing(
    engine: sa.Engine, people: None, client: TestClient
) -> None:
    (early,) = letters(engine, DUE - timedelta(29))
    address = re.sub(r"\w{3}$", "000", early.unsubscribe_url.removeprefix(PAGES))

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
