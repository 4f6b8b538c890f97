"""Calendars of agencies, sectors and people, and the pages that lead to them."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import select

from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.rules.scope import Scope
from directives.services.commitments import withdraw
from directives.store.agencies import find_sector
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.factories import NOW, TODAY, agency_id, make_actor, make_commitment, make_gap
from tests.statements import count_statements


@pytest.fixture
def bnv(engine: sa.Engine) -> int:
    """The Ministry of Home Affairs, which promised by 14 October what the nation waits for."""
    with unit_of_work(engine) as session:
        sector = find_sector(session, "dat-dai")
        gap = make_gap(session, sector_id=sector.id if sector else None, scope=str(Scope()))
        make_commitment(session, gap_ids=(saved_id(gap),))
        return agency_id(session, "BNV")


def events(answer: str) -> list[str]:
    return re.findall(r"DTSTART;VALUE=DATE:(\d+)", answer)


def own_address(browser: Browser) -> str:
    page = browser.client.get("/tai-khoan/lich").text
    found = re.search(r'value="http://testserver(/feeds/toi/[^"]+)"', page)
    return found[1] if found else ""


def test_an_agency_and_a_sector_have_a_calendar_that_their_list_leads_to(
    client: TestClient, bnv: int
) -> None:
    for page, address in (
        (f"/cam-ket?agency={bnv}", f"/feeds/co-quan/{bnv}.ics"),
        ("/khoang-trong?sector=dat-dai", "/feeds/linh-vuc/dat-dai.ics"),
    ):
        assert f'href="{address}"' in client.get(page).text
        answer = client.get(address)
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        assert events(answer.text) == ["20251014"]


def test_a_promise_is_the_same_event_under_every_name_of_the_service(
    client: TestClient, bnv: int
) -> None:
    address = f"/feeds/co-quan/{bnv}.ics"
    names = ("testserver", "directives.so-noi-vu.example")
    answers = [client.get(address, headers={"Host": name}).text for name in names]

    one, other = (re.findall(r"UID:(.+)\r\n", answer) for answer in answers)
    assert one == other
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one[0])


def test_lists_without_a_chosen_agency_or_sector_name_no_calendar(
    client: TestClient, bnv: int
) -> None:
    for page in (
        "/cam-ket",
        "/cam-ket?agency=999999",
        "/cam-ket?agency=x",
        "/khoang-trong",
        "/khoang-trong?sector=khac",
    ):
        assert ".ics" not in client.get(page).text


def test_what_is_not_there_has_no_calendar(client: TestClient) -> None:
    for address in ("co-quan/999999", "linh-vuc/khong-co", "toi/doan-bua"):
        assert client.get(f"/feeds/{address}.ics").status_code == 404


def test_a_calendar_that_has_not_changed_is_not_sent_again(client: TestClient, bnv: int) -> None:
    address = f"/feeds/co-quan/{bnv}.ics"
    etag = client.get(address).headers["etag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_withdrawn_promise_is_cancelled_under_its_own_name(
    client: TestClient, engine: sa.Engine, bnv: int
) -> None:
    addresses = (f"/feeds/co-quan/{bnv}.ics", "/feeds/linh-vuc/dat-dai.ics", "/dia-phuong/01.ics")
    before = [client.get(address) for address in addresses]
    with unit_of_work(engine) as session:
        key = session.exec(select(Commitment.id)).one()
        actor = make_actor(session, Role.SYSTEM)
        withdraw(session, actor, key or 0, held_on=TODAY, reason="Không còn cần", now=NOW)

    for address, said in zip(addresses, before, strict=True):
        answer = client.get(address)
        assert re.findall(r"UID:.*", answer.text) == re.findall(r"UID:.*", said.text) != []
        assert ("STATUS:CONFIRMED" in said.text, "STATUS:CANCELLED" in answer.text) == (True, True)
        assert ("SEQUENCE:0" in said.text, "SEQUENCE:1" in answer.text) == (True, True)
        assert answer.headers["etag"] != said.headers["etag"]


@pytest.mark.parametrize(
    "address",
    [
        "/feeds/co-quan/{bnv}.ics",
        "/feeds/linh-vuc/dat-dai.ics",
        "/dia-phuong/01.ics",
        "/dia-phuong/01.atom",
        "/feeds/van-ban.atom",
        "/feeds/tim-kiem.atom?q=dat",
    ],
)
def test_the_head_of_a_feed_is_that_of_the_feed(client: TestClient, bnv: int, address: str) -> None:
    address = address.format(bnv=bnv)
    whole = client.get(address)

    head = client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-type", "content-length", "cache-control"):
        assert head.headers[name] == whole.headers[name]
    known = client.head(address, headers={"If-None-Match": whole.headers["etag"]})
    assert known.status_code == 304


def test_the_statements_of_a_calendar_do_not_grow_with_its_days(
    client: TestClient, engine: sa.Engine, bnv: int
) -> None:
    def asked() -> int:
        with count_statements(engine) as seen:
            client.get(f"/feeds/co-quan/{bnv}.ics")
        return len(seen)

    before = asked()
    with unit_of_work(engine) as session:
        for days in range(20):
            day = TODAY + timedelta(days=days)
            make_commitment(session, due_from=day, due_to=day)

    assert asked() == before


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.OFFICER])
def test_a_person_makes_renews_and_stops_a_secret_address(
    client: TestClient, bnv: int, browser_of: Callable[[Role], Browser], role: Role
) -> None:
    browser = browser_of(role)
    send = browser.client.post
    assert own_address(browser) == ""

    assert send("/tai-khoan/lich", data={"csrf_token": browser.csrf}).status_code == 303
    first = own_address(browser)
    answer = client.get(first)
    assert events(answer.text) == ["20251014"]
    assert answer.headers["cache-control"] == "private, max-age=300"

    send("/tai-khoan/lich", data={"csrf_token": browser.csrf})
    second = own_address(browser)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200

    send("/tai-khoan/lich/bo", data={"csrf_token": browser.csrf})
    assert own_address(browser) == ""
    assert client.get(second).status_code == 404


def test_oversight_is_given_what_is_late_beyond_the_last_rung(
    client: TestClient, engine: sa.Engine, bnv: int, browser_of: Callable[[Role], Browser]
) -> None:
    with unit_of_work(engine) as session:
        day = TODAY - timedelta(days=31)
        make_commitment(session, due_from=day, due_to=day, promised_on=date(2025, 7, 1))
    browser = browser_of(Role.OVERSIGHT)
    browser.client.post("/tai-khoan/lich", data={"csrf_token": browser.csrf})

    assert events(client.get(own_address(browser)).text) == ["20250831"]


def test_who_is_told_of_nothing_is_led_to_the_public_calendars(
    client: TestClient, browser_of: Callable[[Role], Browser]
) -> None:
    browser = browser_of(Role.ADMINISTRATOR)
    page = browser.client.get("/tai-khoan/lich").text
    assert "Tài khoản này không được nhắc cam kết nào" in page
    assert 'action="/tai-khoan/lich"' not in page

    browser.client.post("/tai-khoan/lich", data={"csrf_token": browser.csrf})
    with_address = browser.client.get("/tai-khoan/lich").text
    assert 'action="/tai-khoan/lich"' not in with_address


def test_the_page_is_for_who_has_signed_in_and_its_forms_need_their_token(
    client: TestClient, browser_of: Callable[[Role], Browser]
) -> None:
    assert client.get("/tai-khoan/lich").headers["location"].startswith("/dang-nhap")
    browser = browser_of(Role.DRAFTER)
    for address in ("/tai-khoan/lich", "/tai-khoan/lich/bo"):
        assert browser.client.post(address, data={"csrf_token": "khac"}).status_code == 403
