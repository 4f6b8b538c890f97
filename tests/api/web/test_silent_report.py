"""The report of what lacks its day of effect: page, JSON and text."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.report_text import report_as_text
from api.web.silent_report import page_of
from api.web.words import Words
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.report_registry import make_report
from directives.services.silent_report import silent_report
from directives.store.session import reading, unit_of_work
from directives.vocabulary import RecordState, RelationKind, Role
from tests.api.web.conftest import Browser
from tests.factories import NOW, TODAY, make_document
from tests.services.test_suspicions import BEFORE, relate

ADDRESS = "/bao-cao/thieu-ngay-hieu-luc"
BrowserOf = Callable[[Role], Browser]


@pytest.fixture
def silent(engine: sa.Engine) -> int:
    """A decree without its day, owned by nobody, that replaces a letter."""
    with unit_of_work(engine) as session:
        said: dict[str, Any] = {"type_code": "NĐ", "issued_on": BEFORE}
        decree = make_document(session, number_as_printed="99/2025/NĐ-CP", **said)
        relate(session, decree, RelationKind.REPLACES, make_document(session, issued_on=BEFORE))
        draft = {**said, "state": RecordState.DRAFT}
        make_document(session, number_as_printed="98/2025/NĐ-CP", **draft)
        return saved_id(decree)


def test_with_nothing_to_ask_for_the_page_says_so(client: TestClient) -> None:
    page = client.get(ADDRESS).text

    assert "Không có văn bản nào thiếu ngày có hiệu lực." in page
    assert 'href="/van-ban"' in page


def test_a_reader_is_led_to_the_document_and_who_may_to_where_the_day_is_entered(
    client: TestClient, browser_of: BrowserOf, silent: int
) -> None:
    entering = f'href="/van-ban/{silent}/ra-soat#effective_on"'
    for reader, may in ((client, False), (browser_of(Role.DRAFTER).client, False)):
        page = reader.get(ADDRESS).text
        assert f'href="/van-ban/{silent}">Tìm ngày có hiệu lực trong văn bản</a>' in page
        assert (entering in page) is may
    page = browser_of(Role.ADMINISTRATOR).client.get(ADDRESS).text
    assert entering in page
    assert "99/2025/NĐ-CP" in page
    assert f'href="/van-ban/{silent}">1 văn bản</a>' in page
    assert "98/2025/NĐ-CP" not in page
    assert ADDRESS in client.get("/bao-cao").text


def test_the_json_and_the_text_say_the_same(
    client: TestClient, engine: sa.Engine, silent: int
) -> None:
    report = client.get("/api/v1/reports/without_effect_day").json()

    (row,) = report["rows"]
    assert (row["document"]["id"], row["issued_on"]) == (silent, BEFORE.isoformat())
    assert (row["days_silent"], row["acts_on"], report["total"]) == ((TODAY - BEFORE).days, 1, 1)
    with reading(engine) as session:
        made = make_report(session, "without_effect_day", AsOf(TODAY, NOW))
    told = list(report_as_text(made, str))
    assert told[1:] == [f"- 99/2025/NĐ-CP: {BEFORE:%d/%m/%Y} (1)"]


def test_a_long_list_says_that_it_is_only_the_first_part(engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        for number in (1, 2):
            printed = f"{number}/2025/NĐ-CP"
            make_document(session, type_code="NĐ", number_as_printed=printed, issued_on=None)
        report = silent_report(session, AsOf(TODAY, NOW), most=1)

    page = page_of(report, Words("vi"), may_enter=frozenset())
    assert page.count == 2
    (table,) = page.tables
    assert "phần đầu của 2 văn bản" in table.caption
    assert table.lines[0].cells[1][0].name == "Chưa rõ ngày ban hành"
