from collections.abc import Callable

import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.mailing import Post, Round, write_and_deliver
from directives import clock
from directives.mail import MemoryMailer
from directives.rules.sending import SendingHours
from directives.services.sending_hours import set_hours
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.test_mailing import DUE, owe, work_today
from tests.api.web.conftest import Browser
from tests.factories import NOW, make_actor

ADDRESS = "/quan-tri/gio-gui-thu"
ALWAYS = SendingHours(0, 24)


def test_the_administrator_sets_the_hours(browser_of: Callable[[Role], Browser]) -> None:
    browser = browser_of(Role.ADMINISTRATOR)
    token = {"csrf_token": browser.csrf}
    assert "Thư đi từ 8 giờ đến trước 17 giờ" in browser.client.get(ADDRESS).text

    wrong = browser.client.post(ADDRESS, data={**token, "from_hour": "9", "until_hour": "chiều"})
    done = browser.client.post(ADDRESS, data={**token, "from_hour": " 9", "until_hour": "11"})

    assert (wrong.status_code, done.status_code) == (422, 303)
    assert 'value="chiều"' in wrong.text
    assert "Thư đi từ 9 giờ đến trước 11 giờ" in browser.client.get(ADDRESS).text
    assert ADDRESS in browser.client.get("/quan-tri").text


def test_the_hours_are_the_administrators_to_set(
    client: TestClient, browser_of: Callable[[Role], Browser]
) -> None:
    assert client.get(ADDRESS).headers["location"] == f"/dang-nhap?next={ADDRESS}"
    drafter = browser_of(Role.DRAFTER)
    assert drafter.client.get(ADDRESS).status_code == 403
    sent = {"csrf_token": drafter.csrf, "from_hour": "1", "until_hour": "2"}
    assert drafter.client.post(ADDRESS, data=sent).status_code == 403


def test_no_letter_goes_out_outside_the_hours_that_were_set(engine: sa.Engine) -> None:
    work_today(engine)
    owe(engine, DUE)
    hour = clock.current_time().astimezone(clock.HA_NOI).hour
    shut = SendingHours(0, hour) if hour > 12 else SendingHours(hour + 2, 24)
    post = Post(engine, MemoryMailer(), base_url="", language="vi")
    with unit_of_work(engine) as session:
        set_hours(session, make_actor(session, Role.SYSTEM), shut, now=NOW)

    assert write_and_deliver(post, ALWAYS) == Round()

    with unit_of_work(engine) as session:
        set_hours(session, make_actor(session, Role.SYSTEM), ALWAYS, now=NOW)
    assert write_and_deliver(post, shut).sent == 1
