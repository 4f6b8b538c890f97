import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session, func, select

from api.mailing import Post, write_and_deliver_by_hand
from directives.mail import MemoryMailer
from directives.models.audit import AuditEvent
from directives.models.outbox import OutboxMessage
from directives.rules.two_times import AsOf
from directives.services.commitment_views import view_commitments
from directives.services.mail_links import renew_links
from directives.services.notices import queue_due_notices
from directives.store.session import unit_of_work
from directives.vocabulary import CommitmentState, MailAnswerKind, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_contact

PAGES = "https://theo-doi.example"


@pytest.fixture
def links(engine: sa.Engine) -> dict[str, str]:
    """The links of a letter that was just sent, by what they say."""
    with unit_of_work(engine) as session:
        make_contact(session, name="Nguyễn Văn An")
        make_commitment(session)
        actor = make_actor(session, Role.SYSTEM)
        queue_due_notices(session, actor, today=TODAY, now=NOW)
    mailer = MemoryMailer()
    write_and_deliver_by_hand(Post(engine, mailer, base_url=PAGES, language="vi"), TODAY)
    with unit_of_work(engine) as session:  # the letter was written by the clock of the machine
        for message in session.exec(select(OutboxMessage)):
            message.created_at = NOW
    (sent,) = mailer.letters
    found = dict(re.findall(rf'href="{PAGES}(/thu/(?:\w+)/[^"]+)">([^<]+)<', sent.html))
    assert all(address in sent.text for address in found)
    return {address.split("/")[2]: address for address in found}


def states(engine: sa.Engine) -> list[CommitmentState]:
    with Session(engine) as session:
        return [one.standing.state for one in view_commitments(session, AsOf(TODAY, NOW))]


def test_the_letter_offers_each_answer(links: dict[str, str]) -> None:
    assert set(links) == set(MailAnswerKind)


def test_a_scanner_that_opens_every_link_changes_nothing(
    engine: sa.Engine, client: TestClient, links: dict[str, str]
) -> None:
    def events() -> int:
        with Session(engine) as session:
            return session.exec(select(func.count()).select_from(AuditEvent)).one()

    before = events()
    for address in links.values():
        for ask in (client.get, client.head):
            answered = ask(address)
            assert answered.status_code == 200
        assert client.get(address).headers["cache-control"] == "no-store"
        assert client.get(address).headers["referrer-policy"] == "no-referrer"

    assert events() == before
    assert states(engine) == [CommitmentState.IN_TIME]


def test_one_press_does_it_and_a_second_press_shows_what_was_done(
    engine: sa.Engine, client: TestClient, links: dict[str, str]
) -> None:
    address = links["done"]
    asked = client.get(address).text
    assert "Báo rằng cam kết này đã làm xong?" in asked
    assert "Nguyễn Văn An" in asked

    first = client.post(address, data={"words": "Đã ban hành"})
    again = client.post(address, data={"words": "Đã ban hành lần nữa"})

    assert (first.status_code, first.headers["location"]) == (303, address)
    assert again.status_code == 303
    assert states(engine) == [CommitmentState.AWAITING]
    shown = client.get(address).text
    assert "Bạn đã báo làm xong lúc 10:00 01/10/2025." in shown
    assert '<form method="post">' not in shown


def test_what_is_missing_is_said_and_what_was_typed_stays(
    engine: sa.Engine, client: TestClient, links: dict[str, str]
) -> None:
    refused = client.post(links["date"], data={"due_to": "31/02/2026", "words": "Chờ ý kiến"})
    past = client.post(links["date"], data={"due_to": "01/9/2025"})
    without = client.post(links["reject"], data={"words": ""})

    assert {refused.status_code, past.status_code, without.status_code} == {422}
    assert 'value="Chờ ý kiến"' in refused.text
    assert "Hãy viết ngày dạng" in refused.text
    assert "từ hôm nay trở đi" in past.text
    assert "Hãy viết lý do" in without.text
    day = TODAY + timedelta(20)
    silent = client.post(links["date"], data={"due_to": f"{day:%d/%m/%Y}"})
    assert silent.status_code == 422
    assert "phải viết lý do" in silent.text
    said = {"due_to": f"{day:%d/%m/%Y}", "words": "Chờ ý kiến"}
    assert client.post(links["date"], data=said).status_code == 303
    with Session(engine) as session:
        (view,) = view_commitments(session, AsOf(TODAY, NOW))
    assert view.standing.due.due_to == day


def test_a_link_that_was_changed_leads_nowhere(client: TestClient, links: dict[str, str]) -> None:
    for address in (links["done"][:-3] + "000", "/thu/done/1-1.x", "/thu/khac/1-1.x"):
        assert client.get(address).status_code in {404, 422}
        assert client.post(address, data={"words": "Xong"}).status_code in {404, 422}


def test_the_page_is_in_the_readers_language(client: TestClient, links: dict[str, str]) -> None:
    assert "Accept the commitment" in client.get(links["accept"], params={"lang": "en"}).text


def test_a_reminder_is_put_off_from_the_letter(client: TestClient, links: dict[str, str]) -> None:
    asked = client.get(links["snooze"]).text
    assert "Hoãn nhắc cam kết này 7 ngày?" in asked

    without = client.post(links["snooze"], data={"words": ""})
    put_off = client.post(links["snooze"], data={"words": "Đang đi công tác"})

    assert (without.status_code, put_off.status_code) == (422, 303)
    assert "Bạn đã hoãn nhắc lúc 10:00 01/10/2025." in client.get(links["snooze"]).text


def test_after_a_renewal_the_page_says_that_the_link_is_of_an_older_letter(
    engine: sa.Engine, client: TestClient, links: dict[str, str]
) -> None:
    with unit_of_work(engine) as session:
        renew_links(session, make_actor(session, Role.SYSTEM), now=NOW)

    refused = client.get(links["accept"])

    assert refused.status_code == 404
    assert "là của thư gửi trước 01/10/2025, khi khóa ký liên kết được đổi" in refused.text
