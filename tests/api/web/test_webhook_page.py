from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from directives.models.webhook import Webhook, WebhookDelivery
from directives.services.webhook_deliveries import owe_messages
from directives.store.session import unit_of_work
from directives.vocabulary import DeliveryState, Role, WebhookState, WebhookTrouble
from tests.api.web.conftest import Browser, add_person
from tests.factories import NOW, make_commitment
from tests.services.test_webhooks import make_webhook
from tests.statements import count_statements

ADDRESS = "/quan-tri/webhook"


@pytest.fixture
def admin(browser_of: Callable[[Role], Browser]) -> Browser:
    return browser_of(Role.ADMINISTRATOR)


def send(browser: Browser, address: str = ADDRESS, **fields: object) -> tuple[int, str]:
    answer = browser.client.post(address, data={"csrf_token": browser.csrf, **fields})
    return answer.status_code, answer.text


def test_an_administrator_adds_a_webhook_switches_it_off_and_on(
    admin: Browser, engine: sa.Engine
) -> None:
    owner = add_person(engine, Role.DRAFTER)
    assert "Chưa có webhook nào" in admin.client.get(ADDRESS).text

    status, _text = send(
        admin, url="https://may.vi-du.vn/nhan", topics=["gap", "commitment"], username=owner
    )
    page = admin.client.get(ADDRESS).text
    assert status == 303
    assert "https://may.vi-du.vn/nhan" in page
    assert "Loại tin: Cam kết, Khoảng trống hướng dẫn." in page
    assert "Đang bật; chưa gửi tin nào." in page

    with Session(engine) as session:
        key = session.exec(select(Webhook)).one().id
    assert send(admin, f"{ADDRESS}/{key}/tat")[0] == 303
    assert "Đã tắt" in admin.client.get(ADDRESS).text
    assert send(admin, f"{ADDRESS}/{key}/bat")[0] == 303
    assert "Đang bật" in admin.client.get(ADDRESS).text
    assert send(admin, f"{ADDRESS}/999999/bat")[0] == 404


def test_what_is_wrong_is_said_beside_what_was_typed(admin: Browser, engine: sa.Engine) -> None:
    owner = add_person(engine, Role.DRAFTER)
    for fields, sentence in (
        ({"url": "may", "topics": ["gap"], "username": owner}, "Hãy viết một địa chỉ https"),
        ({"url": "https://may.vn/x", "username": owner}, "Hãy chọn ít nhất một loại tin."),
        (
            {"url": "https://may.vn/x", "topics": ["gap"], "username": "khong-co"},
            "Không có tài khoản “khong-co”.",
        ),
    ):
        status, text = send(admin, **fields)
        assert status == 422
        assert sentence in text
        assert f'value="{fields["url"]}"' in text


def test_how_each_stands_is_a_sentence(admin: Browser, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        failing, failed, running = (make_webhook(session) for _ in range(3))
        for one, trouble in ((failing, WebhookTrouble.CONNECTION), (failed, WebhookTrouble.ANSWER)):
            one.failures, one.failing_since, one.last_trouble = 3, NOW, trouble
        failed.state, failed.last_status = WebhookState.FAILED, 500
        running.last_delivered_at = NOW + timedelta(hours=1)
        for _ in range(3):
            make_commitment(session)
        owe_messages(session, now=NOW)
        owed = session.exec(select(WebhookDelivery)).all()
        owed[0].state, owed[1].state = DeliveryState.WITHHELD, DeliveryState.GIVEN_UP
        refused = owed[1].webhook_id

    page = admin.client.get(ADDRESS).text

    assert "Không gửi được từ 10:00 01/10/2025 (không kết nối được" in page
    assert "Đã tự tắt: không gửi được từ 10:00 01/10/2025 (máy nhận trả lời không phải" in page
    assert "2xx: 500)" in page
    assert "Đang chạy; lần gửi gần nhất 11:00 01/10/2025." in page
    assert "Không gửi 1 tin mà tài khoản không được đọc." in page
    assert "Bỏ 1 tin mà máy nhận từ chối suốt ba ngày." in page
    retry = f'action="{ADDRESS}/{refused}/gui-lai"'
    assert page.count("/gui-lai") == page.count(retry) == 1
    assert send(admin, f"{ADDRESS}/{refused}/gui-lai")[0] == 303
    page = admin.client.get(ADDRESS).text
    assert ("mà máy nhận từ chối suốt ba ngày" in page, "/gui-lai" in page) == (False, False)


def test_the_statements_of_the_page_do_not_grow_with_the_webhooks(
    admin: Browser, engine: sa.Engine
) -> None:
    def asked() -> int:
        with count_statements(engine) as seen:
            admin.client.get(ADDRESS)
        return len(seen)

    with unit_of_work(engine) as session:
        make_webhook(session)
    before = asked()
    with unit_of_work(engine) as session:
        for _ in range(10):
            make_webhook(session)

    assert asked() == before


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.OFFICER, Role.OVERSIGHT])
def test_nobody_else_sees_or_changes_webhooks(
    browser_of: Callable[[Role], Browser], client: TestClient, role: Role
) -> None:
    browser = browser_of(role)
    assert browser.client.get(ADDRESS).status_code == 403
    assert send(browser, url="https://may.vn/x", topics=["gap"], username="x")[0] == 403
    assert send(browser, f"{ADDRESS}/1/bat")[0] == 403
    assert client.get(ADDRESS).headers["location"].startswith("/dang-nhap")
