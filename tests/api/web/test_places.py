"""What a place waits for: its page, its feeds, its JSON; the matrices."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.models.commitment import NewMove
from directives.models.coverage_link import NewCoverageLink
from directives.models.gap import NewGapReport
from directives.rules.scope import Scope
from directives.services.commitments import move
from directives.services.coverage_links import link_document
from directives.services.gap_reports import report_gap
from directives.store.agencies import find_sector
from directives.store.session import unit_of_work
from directives.vocabulary import Extent, MoveReason, Precision, RecordState, Role
from tests.api.web.conftest import Browser
from tests.api.web.test_gap_pages import words_of
from tests.factories import (
    NOW,
    TODAY,
    agency_id,
    make_actor,
    make_commitment,
    make_document,
    make_gap,
)
from tests.statements import count_statements

OWED_IN_PART = "chưa nơi nào báo; đáp ứng một phần"


@pytest.fixture
def gap(engine: sa.Engine) -> int:
    """A gap of the nation, exempt in Quảng Ninh, promised by 14 October 2025."""
    with unit_of_work(engine) as session:
        scope = Scope(exemptions={"22": "Thực hiện mô hình riêng"})
        sector = find_sector(session, "dat-dai")
        made = make_gap(
            session,
            title="Chưa có hướng dẫn đo vẽ",
            scope=str(scope),
            sector_id=sector.id if sector else None,
        )
        make_commitment(session, gap_ids=(saved_id(made),))
        return saved_id(made)


def answer(engine: sa.Engine, gap_id: int, **overrides: Any) -> int:
    """Link a document that answers the gap in part; return it."""
    with unit_of_work(engine) as session:
        document = make_document(session, **overrides)
        new = NewCoverageLink(
            gap_id=gap_id,
            document_id=saved_id(document),
            extent=Extent.PARTIAL,
            quote="Nội dung",
            linked_on=TODAY,
        )
        link_document(session, make_actor(session, Role.SYSTEM), new, now=NOW)
        return saved_id(document)


def test_a_place_is_told_what_it_waits_for_why_and_what_was_promised(
    client: TestClient, gap: int
) -> None:
    page = client.get("/dia-phuong/00004").text

    assert "Phường Ba Đình, Hà Nội đang chờ văn bản về 1 việc." in page
    assert "Áp dụng cho cả nước" in page
    assert "Bộ Nội vụ đã hứa ban hành thông tư hướng dẫn trước ngày 15/10/2025" in page
    assert 'href="/dia-phuong/01"' in page


def test_an_exempt_place_is_told_so_with_the_reason(client: TestClient, gap: int) -> None:
    page = client.get("/dia-phuong/22").text

    assert "Tỉnh Quảng Ninh không còn chờ văn bản nào." in page
    assert "Thực hiện mô hình riêng" in page


def test_a_partial_answer_is_what_to_use_meanwhile_and_came_lately(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    document = answer(engine, gap)
    page = client.get("/dia-phuong/15").text

    assert "Có hướng dẫn tạm thời hoặc một phần" in page
    assert f'href="/van-ban/{document}"' in page.split('id="moi-den"')[1]


def test_what_was_linked_lately_is_told_with_the_day_of_its_issue(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    answer(engine, gap, number_as_printed="7001/BNV-TCBC", issued_on=date(2024, 12, 31))
    answer(engine, gap, number_as_printed="7002/BNV-TCBC", issued_on=None)
    old, undated = "Gắn ngày 01/10/2025, ban hành ngày 31/12/2024", "Gắn ngày 01/10/2025"

    page = client.get("/dia-phuong/15").text.split('id="moi-den"')[1]
    assert f"{old}; đáp ứng:" in page
    assert f"{undated}; đáp ứng:" in page
    feed = client.get("/dia-phuong/15.atom").text
    assert feed.count(undated) == 2
    assert feed.count(old) == 1
    english = client.get("/dia-phuong/15.atom?lang=en").text
    assert "Linked on 01/10/2025, issued on 31/12/2024" in english
    found = client.get("/api/v1/places/15/waiting").json()["arrived"]
    assert {one["issued_on"] for one in found} == {"2024-12-31", None}


def test_an_interim_instruction_is_shown_with_its_last_day(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        make_gap(session, interim_instruction="Dùng mẫu cũ", interim_until=date(2025, 12, 31))

    page = words_of(client.get("/dia-phuong/15").text)
    assert "Dùng mẫu cũ (áp dụng đến hết ngày 31/12/2025)" in page.partition("làm theo đâu")[2]


def test_a_body_that_promised_nothing_is_told_so_beside_what_others_promised(
    client: TestClient, engine: sa.Engine, example: None
) -> None:
    with unit_of_work(engine) as session:
        body = agency_id(session, "BNV")
    address = f"/ma-tran/o?sector=che-do-chinh-sach&agency={body}"

    page = words_of(client.get(address).text)
    assert "cam kết của các đơn vị liên quan" in page
    assert "Cơ quan này chưa cam kết gì." in page
    assert "Chưa cơ quan nào cam kết." not in page
    assert "This body has promised nothing." in client.get(f"{address}&lang=en").text


def test_what_came_without_its_day_of_effect_is_told_so(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    answer(engine, gap)
    decree = {"number_as_printed": "9/2025/NĐ-CP", "type_code": "NĐ", "effective_on": None}
    silent = answer(engine, gap, **decree)
    said = "Chưa biết ngày có hiệu lực."

    arrived = client.get("/dia-phuong/15").text.split('id="moi-den"')[1]
    assert arrived.count(said) == 1
    assert arrived.index(f"/van-ban/{silent}") < arrived.index(said)
    assert client.get("/dia-phuong/15.atom").text.count(said) == 1
    assert "Its day of effect is not known." in client.get("/dia-phuong/15?lang=en").text
    found = client.get("/api/v1/places/15/waiting").json()["arrived"]
    assert [one["lacks_effect_day"] for one in found] == [True, False]


def test_what_was_promised_of_a_gap_answered_in_part_stays_promised(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    answer(engine, gap)

    assert "Bộ Nội vụ đã hứa ban hành" in client.get("/dia-phuong/15").text.split('id="da-hua"')[1]
    found = client.get("/api/v1/places/15/waiting").json()
    assert found["waiting_count"] == 0
    assert found["promised_count"] == len(found["promised"]) == 1
    assert "URL:http://testserver/cam-ket/1\r\n" in client.get("/dia-phuong/15.ics").text


def test_a_zero_of_the_matrix_says_what_is_owed(client: TestClient, gap: int) -> None:
    page = client.get("/ma-tran/dia-phuong").text

    said = f'<span id="owed-{gap}" hidden>chưa nơi nào báo; còn nợ văn bản: đã có cam kết</span>'
    assert page.count(said) == 1
    assert page.count(f'aria-describedby="owed-{gap}"') == 33


def test_a_body_whose_answer_is_partial_still_owes_what_it_promised(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    answer(engine, gap)

    page = unescape(client.get("/ma-tran").text)
    cell = re.search(r'href="([^"]+)">1 đã có, 1 đã hứa, hạn 14/10</a>', page)
    assert cell is not None
    assert "Bộ Nội vụ đã hứa" in client.get(cell[1]).text.split("Ai đã hứa")[1]
    empty = client.get("/ma-tran/o?sector=dat-dai&agency=0").text
    assert "Bộ Nội vụ: 1 đã có, 1 đã hứa, hạn 14/10" in empty
    assert client.get("/api/v1/matrix/sectors").json()["sectors"][0]["unfinished"] == 1


def test_a_former_province_leads_to_what_it_became_part_of(client: TestClient) -> None:
    answer = client.get("/dia-phuong/cu-binh-thuan")

    assert answer.status_code == 301
    page = client.get(answer.headers["location"]).text
    assert "Bình Thuận nay thuộc Tỉnh Lâm Đồng." in page
    assert "Gồm cả địa bàn cũ: Bình Thuận, Đắk Nông." in page


def test_a_place_is_searched_without_marks_and_the_34_provinces_are_listed(
    client: TestClient,
) -> None:
    page = client.get("/dia-phuong?q=ba dinh").text
    assert "Phường Ba Đình, Hà Nội" in page
    assert len(re.findall(r'href="/dia-phuong/\d\d"', page)) >= 34

    assert "Không có tỉnh, xã nào tên như vậy" in client.get("/dia-phuong?q=zzz").text
    assert client.get("/dia-phuong/99").status_code == 404


def test_an_officer_finds_the_own_place_on_every_page(
    engine: sa.Engine, gap: int, browser_of: Callable[[Role], Browser]
) -> None:
    with unit_of_work(engine) as session:
        report = NewGapReport(place_code="15", reported_on=TODAY)
        report_gap(session, make_actor(session, Role.SYSTEM), gap, report, now=NOW)
    officer = browser_of(Role.OFFICER).client

    assert 'href="/dia-phuong/15"' in officer.get("/").text
    assert "Địa phương tôi: Lào Cai" in officer.get("/dia-phuong").text
    assert "Địa phương đã báo ngày 01/10/2025" in officer.get("/dia-phuong/15").text


def test_what_changes_is_seen_at_once_though_counts_are_remembered(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    assert "1 việc" in client.get("/dia-phuong/15").text
    with unit_of_work(engine) as session:
        make_gap(session, title="Chưa có hướng dẫn khác")

    assert "2 việc" in client.get("/dia-phuong/15").text


def test_who_signs_in_leaves_what_is_remembered(
    client: TestClient, engine: sa.Engine, gap: int, browser_of: Callable[[Role], Browser]
) -> None:
    client.get("/dia-phuong/15")
    with count_statements(engine) as before:
        client.get("/dia-phuong/15")
    browser_of(Role.OFFICER)
    with count_statements(engine) as after:
        client.get("/dia-phuong/15")

    assert after == before


def test_the_calendar_keeps_the_identity_of_a_promise_that_moves(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    first = client.get("/dia-phuong/15.ics")
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    with unit_of_work(engine) as session:
        day = TODAY + timedelta(days=60)
        new = NewMove(
            moved_on=TODAY,
            reason=MoveReason.RESOURCES,
            due_from=day,
            due_to=day,
            due_precision=Precision.DAY,
        )
        move(session, make_actor(session, Role.SYSTEM), 1, new, now=NOW)
    second = client.get("/dia-phuong/15.ics")

    for text, sequence, due in ((first.text, 0, "20251014"), (second.text, 1, "20251130")):
        assert f"SEQUENCE:{sequence}" in text
        assert f"DTSTART;VALUE=DATE:{due}" in text
    (one,), (other,) = (re.findall(r"UID:(.+)\r\n", given.text) for given in (first, second))
    assert one == other
    kept = client.get("/dia-phuong/15.ics", headers={"if-none-match": second.headers["etag"]})
    assert kept.status_code == 304


def test_the_feed_gives_what_came_and_never_a_draft(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    answer(engine, gap)
    answer(engine, gap, state=RecordState.DRAFT)
    feed = client.get("/dia-phuong/15.atom")

    root = ET.fromstring(feed.content)
    entries = root.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 1
    assert (
        ET.fromstring(client.get("/dia-phuong/22.atom").content).find(
            "{http://www.w3.org/2005/Atom}entry"
        )
        is None
    )


def test_the_json_of_a_place_says_the_same(client: TestClient, engine: sa.Engine, gap: int) -> None:
    answer(engine, gap)
    with unit_of_work(engine) as session:
        other = saved_id(make_gap(session, title="Chưa có hướng dẫn khác"))
    found = client.get("/api/v1/places/cu-binh-thuan/waiting").json()

    assert (found["place"]["code"], found["place"]["asked_for"]) == ("68", "cu-binh-thuan")
    assert [one["gap_id"] for one in found["waiting"]] == [other]
    assert [one["gap_id"] for one in found["meanwhile"]] == [gap]
    assert [one["gap_id"] for one in found["arrived"]] == [gap]
    assert client.get("/api/v1/places/22/waiting").json()["exempt"] == [
        {"gap_id": gap, "reason": "Thực hiện mô hình riêng"}
    ]
    assert client.get("/api/v1/places/99/waiting").status_code == 404
    names = client.get("/api/v1/places?q=lao cai").json()["places"]
    assert names[0]["code"] == "15"
    assert client.get("/api/v1/places?q=").json() == {"places": []}


def test_each_cell_of_the_matrices_leads_to_what_it_counts(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    document = answer(engine, gap)
    page = client.get("/ma-tran").text
    address = re.search(r'href="(/ma-tran/o\?sector=dat-dai[^"]*)"', page)
    assert address is not None
    cell = client.get(address[1].replace("&amp;", "&")).text
    assert f'href="/khoang-trong/{gap}"' in cell

    provinces = client.get("/ma-tran/dia-phuong").text
    assert "miễn" in provinces
    assert f'&place=15" aria-describedby="owed-{gap}">0</a>' in unescape(provinces)
    assert f'<span id="owed-{gap}" hidden>{OWED_IN_PART}</span>' in unescape(provinces)
    exempt = client.get(f"/ma-tran/o?gap={gap}&place=22").text
    assert "Không áp dụng cho Tỉnh Quảng Ninh: Thực hiện mô hình riêng" in exempt
    concerned = client.get(f"/ma-tran/o?gap={gap}&place=15").text
    assert "Bộ Nội vụ đã hứa" in concerned
    assert document


@pytest.mark.parametrize(
    "query", ["sector=khong-co", "sector=dat-dai&agency=99999", "gap=999&place=15", "gap=1&place=9"]
)
def test_a_cell_of_nothing_is_not_found(client: TestClient, gap: int, query: str) -> None:
    assert client.get(f"/ma-tran/o?{query}").status_code == 404


def test_an_empty_cell_says_so_and_leads_back(client: TestClient, gap: int) -> None:
    page = client.get("/ma-tran/o?sector=khac&agency=0").text

    assert "Ô này không có khoảng trống nào" in page
    assert 'href="/ma-tran"' in page
    assert "Không cơ quan nào: không còn khoảng trống nào chưa được đáp ứng đủ." in page


def test_every_cell_says_what_is_owed_or_that_nothing_is(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    with unit_of_work(engine) as session:
        sector = find_sector(session, "giao-duc")
        make_gap(session, title="Tuyển giáo viên", sector_id=sector.id if sector else None)
        make_gap(session, title="Việc chưa xếp lĩnh vực")

    page = unescape(client.get("/ma-tran").text)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
    assert len(cells) == 9
    assert all(re.search(r'href="/ma-tran/o\?[^"]+">[^<]+</a>', cell) for cell in cells)
    assert page.count(">không nợ</a>") == 4
    assert page.count(">không có</a>") == 2


def test_a_body_that_leads_says_who_promised_or_that_all_is_answered(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    with unit_of_work(engine) as session:
        fields, land = (
            find_sector(session, code) for code in ("nong-nghiep-moi-truong", "dat-dai")
        )
        assert fields is not None
        assert land is not None
        make_gap(session, title="Nước sạch", sector_id=fields.id)
        other = saved_id(make_gap(session, title="Đo đạc", sector_id=land.id))
        lead = agency_id(session, "BTC")
        make_commitment(session, gap_ids=(other,), lead_agency_id=lead)

    page = unescape(client.get("/ma-tran").text)
    assert ">2 nơi khác hứa</a>" in page
    empty = re.search(r'href="([^"]+)">2 nơi khác hứa', page)
    assert empty is not None
    cell = unescape(client.get(empty[1]).text)
    assert "điều còn thiếu đã có cơ quan khác hứa" in cell
    assert "Bộ Nội vụ: 1 đã hứa, hạn 14/10</a>" in cell
    assert "Bộ Tài chính: 1 đã hứa, hạn 14/10</a>" in cell


def test_a_gap_outside_its_scope_says_so(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        scope = Scope(provinces=frozenset({"15"}))
        made = saved_id(make_gap(session, title="Chỉ Lào Cai", scope=str(scope)))

    page = client.get(f"/ma-tran/o?gap={made}&place=01").text
    assert "Không thuộc phạm vi của khoảng trống này." in page


def test_the_json_of_the_matrices(client: TestClient, engine: sa.Engine, gap: int) -> None:
    sectors = client.get("/api/v1/matrix/sectors").json()
    with unit_of_work(engine) as session:
        led_by = [agency_id(session, "BNNMT")]
    assert sectors["sectors"] == [
        {"sector": "dat-dai", "total": 1, "unanswered": 1, "unfinished": 0, "led_by": led_by}
    ]
    assert [cell["promised"] for cell in sectors["cells"] if cell["agency"] == "Bộ Nội vụ"] == [1]

    provinces = client.get("/api/v1/matrix/provinces").json()
    assert provinces["total"] == 1
    exempt = [one for one in provinces["gaps"][0]["provinces"] if one["province"] == "22"]
    assert exempt[0]["concerned"] is False


@pytest.mark.parametrize(
    ("url", "most"),
    [
        ("/ma-tran", 8),
        ("/ma-tran/dia-phuong", 21),
        ("/dia-phuong/15", 34),
        ("/dia-phuong/00004", 31),
        ("/khoang-trong/1", 42),
    ],
)
def test_a_page_asks_as_often_for_many_gaps_as_for_few(
    app: FastAPI, client: TestClient, engine: sa.Engine, gap: int, url: str, most: int
) -> None:
    answer(engine, gap)
    client.get(url)
    with count_statements(engine) as few:
        client.get(url)
    with unit_of_work(engine) as session:
        for number in range(12):
            made = saved_id(make_gap(session, title=f"Chưa có hướng dẫn việc {number}"))
            make_commitment(session, gap_ids=(made,))
    answer(engine, made)
    client.get(url)
    with count_statements(engine) as many:
        client.get(url)

    assert len(many) <= len(few) + 2
    assert len(many) <= most
