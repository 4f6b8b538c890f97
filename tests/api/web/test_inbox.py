import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from api.dependencies import CSRF_HEADER
from api.watching import sound_alarm, watching
from directives.models.account import Account
from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.services.commitment_steps import take_step
from directives.services.inbox import tell_administrators
from directives.services.notices import queue_due_notices
from directives.settings import Settings
from directives.store.session import unit_of_work
from directives.vocabulary import Alarm, Role, StepKind
from tests.api.web.conftest import Browser
from tests.factories import (
    NOW,
    TODAY,
    UNDATED,
    agency_id,
    make_actor,
    make_commitment,
    make_contact,
)
from tests.statements import count_statements

ADDRESS = "/tai-khoan/thong-bao"


@pytest.fixture
def browser(engine: sa.Engine, browser_of: Callable[[Role], Browser]) -> Browser:
    """A drafter who is told of the promises of two bodies."""
    made = browser_of(Role.DRAFTER)
    with unit_of_work(engine) as session:
        account = session.exec(select(Account).where(Account.username == "nguoi-drafter")).one()
        for code in ("BNV", "BTC"):
            body = agency_id(session, code)
            make_contact(session, account_id=account.id, agency_id=body)
    return made


def promise(session: Session, words: str, days: int | None = 5, code: str = "BNV") -> int:
    due = TODAY + timedelta(days or 0)
    dated = {"due_from": due, "due_to": due} if days is not None else UNDATED
    made = TODAY - timedelta(60)
    body = agency_id(session, code)
    return saved_id(
        make_commitment(session, promise=words, promised_on=made, lead_agency_id=body, **dated)
    )


def queue(session: Session) -> None:
    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=TODAY, now=NOW)


def test_what_waits_is_grouped_by_body_the_most_urgent_first(
    engine: sa.Engine, browser: Browser
) -> None:
    with unit_of_work(engine) as session:
        promise(session, "Việc sắp đến hạn", 5)
        promise(session, "Việc đã quá hạn", -3, "BTC")
        promise(session, "Việc chưa có hạn", None, "BTC")
        queue(session)

    page = browser.client.get(ADDRESS).text

    places = [page.index(words) for words in ("Bộ Tài chính</h3>", "Việc đã quá hạn<")]
    places += [page.index(words) for words in ("Việc chưa có hạn<", "Bộ Nội vụ</h3>")]
    places.append(page.index("Việc sắp đến hạn<"))
    assert places == sorted(places)
    assert "3 cam kết cần bạn xem, việc gấp nhất trước." in page
    assert "Báo cho: " in page


def test_who_oversees_reads_since_when_a_promise_waits_for_an_answer(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    overseer = browser_of(Role.OVERSIGHT)
    with unit_of_work(engine) as session:
        account = session.exec(select(Account).where(Account.username == "nguoi-oversight")).one()
        make_contact(session, account_id=account.id, office=True)
        for kind in (StepKind.REPORTED, StepKind.REJECTED):
            step = NewStep(kind=kind, held_on=TODAY, words="không thuộc thẩm quyền")
            system = make_actor(session, Role.SYSTEM)
            take_step(session, system, promise(session, f"Việc {kind}"), step, now=NOW)
        queue(session)

    page = overseer.client.get(ADDRESS).text

    assert f"Ngày báo đã hoàn thành: {TODAY:%d}/{TODAY.month}/{TODAY.year}." in page
    assert f"Ngày từ chối nhận: {TODAY:%d}/{TODAY.month}/{TODAY.year}." in page


def test_the_header_counts_what_is_unread_on_every_page(
    engine: sa.Engine, browser: Browser, client: TestClient
) -> None:
    with unit_of_work(engine) as session:
        key = promise(session, "Một việc")
        queue(session)

    assert "1 thông báo chưa đọc" in browser.client.get("/van-ban").text
    assert "thông báo chưa đọc" not in client.get("/van-ban").text

    marked = browser.client.post(f"{ADDRESS}/cam-ket/{key}", data={"csrf_token": browser.csrf})

    assert (marked.status_code, marked.headers["location"]) == (303, ADDRESS)
    page = browser.client.get(ADDRESS).text
    assert "Không có thông báo chưa đọc" in page
    assert "Đã đọc trong 30 ngày qua" in page
    assert "1 thông báo chưa đọc" not in page


def test_looking_reads_nothing_and_marking_all_leaves_what_came_meanwhile(
    engine: sa.Engine, browser: Browser
) -> None:
    with unit_of_work(engine) as session:
        promise(session, "Việc đã thấy")
        queue(session)
    shown = browser.client.get(ADDRESS).text
    with unit_of_work(engine) as session:
        promise(session, "Việc mới đến")
        queue(session)

    fields = dict(re.findall(r'name="(notice_id|message_id)" value="(\d+)"', shown))
    browser.client.post(ADDRESS, data={"csrf_token": browser.csrf, **fields})

    page = browser.client.get(ADDRESS).text
    assert "1 cam kết cần bạn xem" in page
    assert page.index("Việc mới đến") < page.index("Việc đã thấy")


def test_an_alarm_says_what_happened_and_leads_to_where_it_is_mended(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    browser = browser_of(Role.ADMINISTRATOR)
    with unit_of_work(engine) as session:
        said = {
            "contact_id": 7,
            "name": "Người A",
            "email": "a@bo.example",
            "reason": "550 đầy.",
        }
        tell_administrators(session, Alarm.ADDRESS_BROKEN, "a", now=NOW, **said)
        tell_administrators(session, Alarm.REMINDERS_SILENT, "b", now=NOW, last_run_at=None)
        at = NOW.isoformat()
        tell_administrators(session, Alarm.REMINDERS_SILENT, "c", now=NOW, last_run_at=at)
        tell_administrators(session, Alarm.BODY_UNREACHED, "d", now=NOW, name="Bộ Nội vụ")

    page = browser.client.get(ADDRESS).text

    assert "Thư gửi Người A (a@bo.example) bị trả lại: 550 đầy. Người thay" in page
    assert 'href="/quan-tri/nguoi-lien-he/7"' in page
    assert "không ai được nhắc từ 10:00 01/10/2025" in page
    assert "Nhắc việc chưa chạy lần nào" in page
    assert "Bộ Nội vụ không có người nhận thông báo" in page
    key = re.findall(rf'action="{ADDRESS}/tin/(\d+)"', page)[0]
    browser.client.post(f"{ADDRESS}/tin/{key}", data={"csrf_token": browser.csrf})
    assert "3 báo động cần xử lý." in browser.client.get(ADDRESS).text


def test_who_is_told_for_a_body_in_no_register_reads_why_and_so_does_the_administrator(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    overseer, administrator = browser_of(Role.OVERSIGHT), browser_of(Role.ADMINISTRATOR)
    with unit_of_work(engine) as session:
        account = session.exec(select(Account).where(Account.role == Role.OVERSIGHT)).one()
        make_contact(session, agency_id=agency_id(session, "VPCP"), account_id=account.id)
        due = TODAY + timedelta(3)
        named: dict[str, Any] = {"lead_agency_id": None, "lead_words": "Ban Chỉ đạo"}
        make_commitment(session, **named, promised_on=TODAY, due_from=due, due_to=due)
        queue(session)

    told = overseer.client.get(ADDRESS).text
    alarmed = administrator.client.get(ADDRESS).text

    assert "vì cơ quan “Ban Chỉ đạo” chưa có trong danh mục: hãy chuyển cam kết" in told
    assert "Cơ quan “Ban Chỉ đạo” chưa có trong danh mục nên không ai ở đó được nhắc." in alarmed
    assert 'href="/cam-ket?agency=none"' in alarmed


def test_an_inbox_is_for_who_signs_in_and_changes_need_the_token_of_the_form(
    client: TestClient, browser: Browser
) -> None:
    assert client.get(ADDRESS).headers["location"] == f"/dang-nhap?next={ADDRESS}"
    for address in (ADDRESS, f"{ADDRESS}/cam-ket/1", f"{ADDRESS}/tin/1"):
        assert client.post(address).status_code == 401
        assert browser.client.post(address, data={"csrf_token": "x"}).status_code == 403


def test_a_full_inbox_asks_no_more_of_the_database_than_a_small_one(
    engine: sa.Engine, browser: Browser
) -> None:
    with unit_of_work(engine) as session:
        promise(session, "Việc đầu")
        queue(session)
    with count_statements(engine) as few:
        browser.client.get(ADDRESS)
    with unit_of_work(engine) as session:
        for number in range(60):
            promise(session, f"Việc {number}", -number, ("BNV", "BTC")[number % 2])
        queue(session)

    with count_statements(engine) as many:
        page = browser.client.get(ADDRESS).text

    assert len(many) == len(few)
    assert "Trang 1 trên 2" in page


def test_programs_read_the_inbox_and_mark_it(engine: sa.Engine, browser: Browser) -> None:
    with unit_of_work(engine) as session:
        late, soon = promise(session, "Muộn", -3), promise(session, "Sắp", 2)
        queue(session)
    headers = {CSRF_HEADER: browser.csrf}

    told = browser.client.get("/api/v1/inbox").json()
    one = browser.client.post(
        "/api/v1/inbox/read", json={"commitment_ids": [late], "alarm_ids": [1]}, headers=headers
    ).json()
    every = browser.client.post("/api/v1/inbox/read", json={"everything": True}, headers=headers)

    assert [row["commitment_id"] for row in told["promises"]] == [late, soon]
    assert told["unread"] == 2
    first = told["promises"][0]
    assert (first["promise"], first["state"], first["days_late"]) == ("Muộn", "overdue", 3)
    assert (first["due_to"], first["told_at"]) == ("2025-09-28", "2025-10-01T03:00:00Z")
    assert first["read_at"] is None
    assert one["unread"] == 1
    assert (every.status_code, every.json()["unread"]) == (200, 0)


def test_the_web_nodes_tell_administrators_that_reminders_are_silent(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    browser = browser_of(Role.ADMINISTRATOR)
    with unit_of_work(engine) as session:
        promise(session, "Một việc")
        queue(session)

    a_week_later = NOW + timedelta(days=7)
    told = [sound_alarm(engine, Settings(), moment) for moment in (NOW, a_week_later, a_week_later)]
    with watching(engine, Settings(), lambda: a_week_later):
        pass

    assert told == [0, 1, 0]
    alarms = browser.client.get("/api/v1/inbox").json()["alarms"]
    assert "reminders_silent" in {alarm["kind"] for alarm in alarms}


def test_a_reminder_is_put_off_with_its_reason_and_taken_up_again(
    engine: sa.Engine, browser: Browser
) -> None:
    with unit_of_work(engine) as session:
        key = promise(session, "Một việc")
        queue(session)
    rest, wake = (f"{ADDRESS}/cam-ket/{key}/{what}" for what in ("hoan", "nhac-lai"))
    token = {"csrf_token": browser.csrf}

    without = browser.client.post(rest, data={**token, "days": "3", "reason": " "})
    too_long = browser.client.post(rest, data={**token, "days": "99", "reason": "Đi <công> tác"})
    done = browser.client.post(rest, data={**token, "days": "3", "reason": "Đi công tác"})

    assert (without.status_code, too_long.status_code, done.status_code) == (422, 422, 303)
    assert "Hãy viết lý do hoãn" in without.text
    assert 'value="Đi &lt;công&gt; tác"' in too_long.text
    page = browser.client.get(ADDRESS).text
    assert "Hoãn đến hết ngày 04/10/2025: Đi công tác" in page
    assert "Không có thông báo chưa đọc" in page
    assert (
        browser.client.get("/api/v1/inbox").json()["promises"][0]["put_off_until"] == "2025-10-04"
    )
    browser.client.post(wake, data=token)
    assert "1 thông báo chưa đọc" in browser.client.get(ADDRESS).text


def test_programs_put_a_promise_off_and_wake_it(engine: sa.Engine, browser: Browser) -> None:
    with unit_of_work(engine) as session:
        key = promise(session, "Ban hành thông tư")
        other = promise(session, "Không ai được nhắc", days=90)
        queue(session)
    headers, url = {CSRF_HEADER: browser.csrf}, "/api/v1/inbox/snoozes"
    said = {"commitment_id": key, "days": 3, "reason": "Đang đi công tác"}

    resting = browser.client.post(url, json=said, headers=headers)
    too_long = browser.client.post(url, json={**said, "days": 15}, headers=headers)
    nothing = browser.client.post(url, json={**said, "commitment_id": other}, headers=headers)

    assert resting.status_code == 201
    assert resting.json()["promises"][0]["put_off_until"] == "2025-10-04"
    assert resting.json()["unread"] == 0
    assert (too_long.status_code, too_long.json()["field"]) == (422, "days")
    assert nothing.status_code == 409
    for _ in range(2):
        assert browser.client.delete(f"{url}/{key}", headers=headers).status_code == 204
    assert browser.client.get("/api/v1/inbox").json()["promises"][0]["put_off_until"] is None
