from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote_plus

import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.models.calendar import NewCalendarChange
from directives.models.commitment_stage import NewStage
from directives.models.stage_limit import NewStageLimit
from directives.rules.two_times import AsOf
from directives.services.calendar_changes import change_calendar
from directives.services.commitment_stages import enter_stage
from directives.services.commitments import move
from directives.services.stage_limits import set_stage_limit
from directives.store.session import unit_of_work
from directives.vocabulary import CalendarDayKind, DayUnit, Operator, Precision, Role, Stage
from tests.factories import NOW, TODAY, UNDATED, make_actor, make_commitment
from tests.services.test_commitments import moved_to
from tests.statements import count_statements

PHRASE = "trong thời hạn 10 ngày làm việc"
DUE = date(2025, 10, 15)


def promised(engine: sa.Engine, **more: Any) -> int:
    said = {"due_from": DUE, "due_to": DUE, "due_operator": Operator.ON_OR_BEFORE}
    with unit_of_work(engine) as session:
        return saved_id(make_commitment(session, **{**said, "due_phrase": PHRASE, **more}))


def take_off(
    engine: sa.Engine,
    day: date,
    kind: CalendarDayKind = CalendarDayKind.HOLIDAY,
    *,
    now: datetime = NOW,
) -> None:
    with unit_of_work(engine) as session:
        change = NewCalendarChange(day=day, kind=kind, reason="Thông báo thử")
        actor = make_actor(session, Role.SYSTEM)
        change_calendar(session, actor, [change], at=AsOf(TODAY, now))


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


def test_the_page_is_shown_as_it_was(
    client: TestClient, engine: sa.Engine, on: Callable[[str], None]
) -> None:
    key = promised(engine)
    staged(engine, key, Stage.COMMENTS)
    with unit_of_work(engine) as session:
        later = moved_to(date(2025, 12, 1), moved_on=date(2025, 10, 3))
        move(session, make_actor(session), key, later, now=NOW + timedelta(days=2))
    on("2025-10-04")
    url = f"/cam-ket/{key}/cach-tinh"

    now = client.get(url).text
    past = {"as_of": "2025-10-02", "known_at": NOW.isoformat()}
    pages = [client.get(url, params={name: past[name]}).text for name in past]
    both = client.get(url, params=past).text

    assert "Thời hạn hiện nay: 01/12/2025." in now
    assert "Xem hôm nay" not in now
    for page in (*pages, both):
        assert "Thời hạn hiện nay: 15/10/2025." in page
        assert f'href="{url}">Xem hôm nay' in page
    known_at = quote_plus(past["known_at"])
    assert f'href="/cam-ket/{key}?as_of=2025-10-02&amp;known_at={known_at}"' in both
    assert "Tính đến ngày 02/10/2025." in both
    assert "Hãy ghi thời điểm" in client.get(url, params={"known_at": "hôm qua"}).text


def test_what_was_not_computed_says_so(client: TestClient, engine: sa.Engine) -> None:
    chosen = promised(engine, due_to=DUE + timedelta(days=1))
    undated = promised(engine, **{**UNDATED, "due_phrase": "khẩn trương"})
    fixed = promised(engine, due_phrase="chậm nhất 15/10/2025")

    told = [client.get(f"/cam-ket/{key}/cach-tinh").text for key in (chosen, undated, fixed)]

    assert "không suy ra được từ nguyên văn" in told[0]
    assert "nên chưa có thời hạn" in told[1]
    assert "ngày nêu trong chính cam kết" in told[2]
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


def staged(engine: sa.Engine, key: int, stage: Stage, **more: Any) -> None:
    with unit_of_work(engine) as session:
        new = NewStage(stage=stage, entered_on=TODAY, **more)
        now = NOW - timedelta(hours=2)
        enter_stage(session, make_actor(session, Role.OVERSIGHT), key, new, now=now)


def test_the_date_of_each_stage_is_told_with_what_it_was_before(
    client: TestClient, engine: sa.Engine
) -> None:
    key = promised(engine)
    staged(engine, key, Stage.DRAFTING)
    own = {"limit_days": 5, "limit_unit": DayUnit.CALENDAR}
    staged(engine, key, Stage.SUBMITTED, **own)
    staged(engine, key, Stage.COMMENTS)
    take_off(engine, date(2025, 10, 13), now=NOW - timedelta(hours=1))
    take_off(engine, date(2025, 10, 11), CalendarDayKind.MAKEUP_WORKDAY)

    page = client.get(f"/cam-ket/{key}/cach-tinh").text

    stages = page[page.index('id="buoc"') :]
    for told in (
        "Bước lấy ý kiến, vào ngày 01/10/2025",
        "thời hạn có sẵn của bước",
        "Trước đó: 16/10/2025",
        "Trước đó: 15/10/2025",
        "Thứ Hai, 13/10/2025 (nghỉ lễ, tết)",
        "Thứ Bảy, 11/10/2025 (làm bù)",
        "ghi riêng cho bước này",
        "Đã rời bước ngày 01/10/2025; lịch đổi sau đó không làm đổi hạn của bước.",
        "Bước này chưa có thời hạn.",
    ):
        assert told in stages
    assert f"/cam-ket/{key}/cach-tinh#buoc" in client.get(f"/cam-ket/{key}").text
    said = client.get(f"/api/v1/commitments/{key}/due").json()["stages"]
    assert [one["stage"] for one in said] == ["drafting", "submitted", "comments"]
    dues = [one["due_on"] for one in said[-1]["dues"]]
    assert dues == ["2025-10-15", "2025-10-16", "2025-10-15"]
    assert said[-1]["due_on"] == dues[-1]


def test_a_limit_that_an_administrator_set_is_said_to_be_so(
    client: TestClient, engine: sa.Engine
) -> None:
    key = promised(engine)
    with unit_of_work(engine) as session:
        new = NewStageLimit(
            stage=Stage.DRAFTING,
            limit_days=20,
            limit_unit=DayUnit.WORKING,
            holds_from=TODAY,
            reason="Quy chế",
        )
        set_stage_limit(session, make_actor(session, Role.ADMINISTRATOR), new, now=NOW)
    staged(engine, key, Stage.DRAFTING)

    page = client.get(f"/cam-ket/{key}/cach-tinh").text

    assert "quản trị đặt cho các bước vào từ ngày 01/10/2025" in page


def test_the_page_in_english_is_english(client: TestClient, engine: sa.Engine) -> None:
    key = promised(engine)

    page = client.get(f"/cam-ket/{key}/cach-tinh?lang=en").text

    assert "How the due date was computed" in page
    assert "Saturday, 04/10/2025" in page


def test_the_page_asks_the_database_as_little_for_many_moves_as_for_few(
    client: TestClient, engine: sa.Engine
) -> None:
    key = promised(engine)
    staged(engine, key, Stage.COMMENTS)
    take_off(engine, date(2025, 10, 10))

    def asked(run: Callable[[], Any]) -> int:
        with count_statements(engine) as counted:
            run()
        return len(counted)

    few = asked(lambda: client.get(f"/cam-ket/{key}/cach-tinh"))
    for day in (13, 14, 15):
        take_off(engine, date(2025, 10, day))
    staged(engine, key, Stage.APPRAISAL)

    assert asked(lambda: client.get(f"/cam-ket/{key}/cach-tinh")) == few
