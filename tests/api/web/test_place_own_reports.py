"""What a place reported, and the answer, on its page, in its feed and its JSON."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from api.feeds.atom import ATOM
from directives.models.base import saved_id
from directives.models.gap_report import NewGapReport, NewReportEvent
from directives.rules.scope import Scope
from directives.services.gap_reports import answer_reports, report_gap
from directives.store.session import unit_of_work
from directives.vocabulary import ReportState, Role
from tests.api.web.conftest import Browser
from tests.factories import NOW, TODAY, make_actor, make_gap

EXEMPT = Scope(exemptions={"15": "Thực hiện mô hình riêng"})
OUTSIDE = Scope(provinces=frozenset({"01"}))


def reported(engine: sa.Engine, scope: Scope) -> int:
    """Make a gap of that scope which Lào Cai reported, and return its key."""
    with unit_of_work(engine) as session:
        gap = saved_id(make_gap(session, title="Chưa có hướng dẫn đo vẽ", scope=str(scope)))
        said = NewGapReport(place_code="15", words="Xã vướng sổ cũ.", reported_on=TODAY)
        report_gap(session, make_actor(session, Role.SYSTEM), gap, said, now=NOW)
        return gap


def answer(engine: sa.Engine, gap: int) -> None:
    with unit_of_work(engine) as session:
        said = NewReportEvent(
            state=ReportState.ANSWERED, held_on=TODAY, words="Dùng mẫu sổ năm 2024."
        )
        answer_reports(session, make_actor(session), gap, said, now=NOW)


def entries(client: TestClient) -> list[str]:
    root = ET.fromstring(client.get("/dia-phuong/15.atom").content)
    found = root.findall(f"{{{ATOM}}}entry")
    return [" | ".join(text for text in one.itertext() if text.strip()) for one in found]


@pytest.mark.parametrize(
    ("scope", "because"),
    [
        (EXEMPT, "Không áp dụng cho nơi này (Thực hiện mô hình riêng), nhưng địa phương đã báo."),
        (OUTSIDE, "Ngoài phạm vi đã ghi, nhưng địa phương đã báo."),
        (Scope(), "Áp dụng cho cả nước."),
    ],
)
def test_a_place_sees_its_report_wherever_the_gap_applies(
    client: TestClient, engine: sa.Engine, scope: Scope, because: str
) -> None:
    gap = reported(engine, scope)

    page = client.get("/dia-phuong/15").text
    assert because in page.split('id="da-bao"')[0]
    own = page.split('id="da-bao"')[1].split("<h2")[0]
    assert f'href="/khoang-trong/{gap}"' in own
    assert "Lào Cai báo ngày 01/10/2025." in own
    assert "Xã vướng sổ cũ." in own
    (told,) = client.get("/api/v1/places/15/waiting").json()["reports"]
    assert (told["gap_id"], told["state"]) == (gap, "received")
    (entry,) = entries(client)
    assert "Phản ánh: Chưa có hướng dẫn đo vẽ" in entry


@pytest.mark.parametrize("scope", [EXEMPT, OUTSIDE, Scope()])
def test_an_answer_stays_before_the_place_for_thirty_days(
    client: TestClient, engine: sa.Engine, scope: Scope
) -> None:
    gap = reported(engine, scope)
    before = entries(client)
    answer(engine, gap)

    own = client.get("/dia-phuong/15").text.split('id="da-bao"')[1].split("<h2")[0]
    assert "Dùng mẫu sổ năm 2024." in own
    found = client.get("/api/v1/places/15/waiting").json()
    assert [(one["gap_id"], one["answer"]) for one in found["reports"]] == [
        (gap, "Dùng mẫu sổ năm 2024.")
    ]
    assert "Dùng mẫu sổ năm 2024." in entries(client)[0]
    assert entries(client)[0].split(" | ")[0] != before[0].split(" | ")[0]

    def told_on(days: int) -> int:
        day = (TODAY + timedelta(days=days)).isoformat()
        count = client.get(f"/api/v1/places/15/waiting?as_of={day}").json()["reports_count"]
        return int(count)

    assert (told_on(30), told_on(31)) == (1, 0)


def test_many_reports_are_counted_and_the_place_itself_is_led_to_all(
    engine: sa.Engine, client: TestClient, browser_of: Callable[[Role], Browser]
) -> None:
    for _ in range(11):
        reported(engine, OUTSIDE)

    page = client.get("/dia-phuong/15").text
    assert "Có 11 phản ánh" in page
    assert 'href="/phan-anh"' not in page.split('id="da-bao"')[1]
    officer = browser_of(Role.OFFICER).client
    assert 'href="/phan-anh"' in officer.get("/dia-phuong/15").text.split('id="da-bao"')[1]
