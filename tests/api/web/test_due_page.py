from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.models.calendar import NewCalendarChange
from directives.rules.two_times import AsOf
from directives.services.calendar_changes import change_calendar
from directives.services.commitments import move
from directives.store.session import unit_of_work
from directives.vocabulary import CalendarDayKind, Operator, Precision, Role
from tests.factories import NOW, TODAY, UNDATED, make_actor, make_commitment
from tests.services.test_commitments import moved_to
from tests.statements import count_statements

PHRASE = "trong thời hạn 10 ngày làm việc"
DUE = date(2025, 10, 15)


def promised(engine: sa.Engine, **more: Any) -> int:
    said = {"due_from": DUE, "due_to": DUE, "due_operator": Operator.ON_OR_BEFORE}
    with unit_of_work(engine) as session:
        return saved_id(make_commitment(session, **{**said, "due_phrase": PHRASE, **more}))


def take_off(engine: sa.Engine, day: date, kind: CalendarDayKind = CalendarDayKind.HOLIDAY) -> None:
    with unit_of_work(engine) as session:
        change = NewCalendarChange(day=day, kind=kind, reason="Thông báo thử")
        actor = make_actor(session, Role.SYSTEM)
        change_calendar(session, actor, [change], at=AsOf(TODAY, NOW))


def test_the_page_of_a_promise_leads_to_how_its_date_was_computed(
    client: TestClient, engine: sa.Engine
) -> None:
    key = promised(engine)

    assert f'href="/cam-ket/{key}/cach-tinh"' in client.get(f"/cam-ket/{key}").text
    page = client.get(f"/cam-ket/{key}/cach-tinh").text

    for told in (
        "Thời hạn hiện nay: 15/10/2025. Hứa lần đầu ngày 01/10/2025.",
        PHRASE,
        "01/10/2025, ngày hứa hoặc ngày dời hạn",
        "10 ngày làm việc",
        "Thứ Bảy, 04/10/2025 (nghỉ hằng tuần)",
        "lịch có sẵn, chưa ai sửa",
        "Bộ luật Lao động 2019",
    ):
        assert told in page


def test_each_change_of_the_date_is_told_with_its_calendar(
    client: TestClient, engine: sa.Engine
) -> None:
    key = promised(engine)
    take_off(engine, date(2025, 10, 13))
    take_off(engine, date(2025, 10, 11), CalendarDayKind.MAKEUP_WORKDAY)
    with unit_of_work(engine) as session:
        again = moved_to(date(2025, 11, 3), TODAY)
        move(session, make_actor(session, Role.OVERSIGHT), key, again, now=NOW)

    page = client.get(f"/cam-ket/{key}/cach-tinh").text

    assert "Dời hạn ngày 01/10/2025" in page
    assert "Lịch làm việc đổi ngày 01/10/2025" in page
    assert "Thứ Hai, 13/10/2025 (nghỉ lễ, tết)" in page
    assert "Thứ Bảy, 11/10/2025 (làm bù)" in page
    assert "lịch sau lần sửa thứ 2" in page
    assert "Ngày này do người ghi chọn; chưa ghi nguyên văn thời hạn." in page


def test_what_was_not_computed_says_so(client: TestClient, engine: sa.Engine) -> None:
    chosen = promised(engine, due_to=DUE + timedelta(days=1))
    undated = promised(engine, **{**UNDATED, "due_phrase": "khẩn trương"})
    fixed = promised(engine, due_phrase="chậm nhất 15/10/2025")

    told = [client.get(f"/cam-ket/{key}/cach-tinh").text for key in (chosen, undated, fixed)]

    assert "không suy ra được từ nguyên văn" in told[0]
    assert "nên chưa có thời hạn" in told[1]
    assert "ngày nêu trong chính lời hứa" in told[2]
    assert "Không ngày nào." in told[2]
    assert client.get("/cam-ket/999999/cach-tinh").status_code == 404


def test_a_date_that_names_a_session_is_told_in_its_words(
    client: TestClient, engine: sa.Engine
) -> None:
    named = {"due_precision": Precision.SESSION, "due_phrase": "Kỳ họp giữa\nnăm 2026"}
    key = promised(engine, **{**UNDATED, **named})

    page = client.get(f"/cam-ket/{key}").text
    counted = client.get(f"/cam-ket/{key}/cach-tinh").text

    assert "với thời hạn “Kỳ họp giữa năm 2026”; chưa rõ ngày." in page
    assert "“Kỳ họp giữa năm 2026”, chưa rõ ngày" in page
    assert "“Kỳ họp giữa năm 2026”, chưa rõ ngày" in counted


def test_the_page_in_english_is_english(client: TestClient, engine: sa.Engine) -> None:
    key = promised(engine)

    page = client.get(f"/cam-ket/{key}/cach-tinh?lang=en").text

    assert "How the due date was computed" in page
    assert "Saturday, 04/10/2025" in page


def test_the_page_asks_the_database_as_little_for_many_moves_as_for_few(
    client: TestClient, engine: sa.Engine
) -> None:
    key = promised(engine)
    take_off(engine, date(2025, 10, 10))

    def asked(run: Callable[[], Any]) -> int:
        with count_statements(engine) as counted:
            run()
        return len(counted)

    few = asked(lambda: client.get(f"/cam-ket/{key}/cach-tinh"))
    for day in (13, 14, 15):
        take_off(engine, date(2025, 10, day))

    assert asked(lambda: client.get(f"/cam-ket/{key}/cach-tinh")) == few
