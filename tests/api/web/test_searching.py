"""Searching in all its pages: hits, help, the log, needs, requests, saved searches, rights."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Provision, Relation
from directives.models.gap import Gap, GapReport
from directives.models.search import SavedSearch, SearchLog
from directives.services.search_log import Searched, record_searches
from directives.store.session import unit_of_work
from directives.store.stamps import next_stamp
from directives.vocabulary import ProposalState, RecordState, RelationKind, Role
from tests.api.web.conftest import Browser
from tests.api.web.test_pages import words_of
from tests.factories import NOW, TODAY, make_document, make_gap
from tests.services.test_acting_documents import relate

BrowserOf = Callable[[Role], Browser]


@pytest.fixture
def add(app: FastAPI, engine: sa.Engine) -> Callable[..., int]:
    """Register a document and bring it into the index; returns its id."""

    def register(**values: Any) -> int:
        with unit_of_work(engine) as session:
            key = saved_id(make_document(session, **values))
        app.state.replica.pull(engine, TODAY)
        return key

    return register


def all_of(engine: sa.Engine, kind: type[Any]) -> list[Any]:
    with Session(engine) as session:
        return list(session.exec(select(kind).order_by(col(kind.id))))


def hrefs(page: str) -> list[str]:
    return [unescape(found) for found in re.findall(r'href="([^"]+)"', page)]


# --- hits ---------------------------------------------------------------------------------------


def test_a_hit_says_what_replaces_it(
    client: TestClient, app: FastAPI, engine: sa.Engine, add: Callable[..., int]
) -> None:
    old = add(title="Hướng dẫn ghi sổ viễn xứ")
    newer = add(number_as_printed="97001/BNV-TCBC", title="Ghi chép mới")
    with unit_of_work(engine) as session:
        new = NewRelation(source_id=newer, kind=RelationKind.REPLACES, target_id=old)
        made = {"origin": "manual", "status": ProposalState.CONFIRMED, "recorded_at": NOW}
        session.add(Relation.model_validate(new, update=made))

    page = client.get("/tim-kiem", params={"q": "viễn xứ"}).text

    assert "Bị thay thế bởi Công văn 97001/BNV-TCBC" in words_of(page)
    assert "Hết hiệu lực" in words_of(page)
    assert f"/van-ban/{newer}" in hrefs(page)


def test_a_hit_says_only_what_acts_on_its_article(
    client: TestClient, app: FastAPI, engine: sa.Engine, add: Callable[..., int]
) -> None:
    old = add(title="Hướng dẫn ghi sổ viễn xứ")
    newer = add(number_as_printed="97001/BNV-TCBC", title="Ghi chép mới")
    with unit_of_work(engine) as session:
        for number in (1, 2):
            session.add(
                Provision(
                    document_id=old,
                    provision_id=f"dieu-{number}",
                    position=number,
                    label=f"Điều {number}",
                    heading="",
                    text="Ghi sổ viễn xứ theo mẫu",
                )
            )
        document, act = session.get_one(Document, old), session.get_one(Document, newer)
        relate(session, act, document, RelationKind.REPEALS, provision="dieu-2")
        document.change_stamp = next_stamp(session)
    app.state.replica.pull(engine, TODAY)

    page = client.get("/tim-kiem?q=ghi+sổ+viễn+xứ").text
    hits = client.get("/api/v1/search", params={"q": "ghi sổ viễn xứ"}).json()["hits"]

    assert words_of(page).count("Bị bãi bỏ bởi Công văn 97001/BNV-TCBC") == 1
    assert words_of(page).count("Bị bãi bỏ một phần bởi Công văn 97001/BNV-TCBC") == 1
    stand = {hit["provision"]: (hit["status"], hit["document"]["status"]) for hit in hits}
    assert stand == {
        None: ("partly_expired", "partly_expired"),
        "dieu-1": ("in_force", "partly_expired"),
        "dieu-2": ("repealed", "partly_expired"),
    }


def test_hits_are_ordered_by_date_if_asked(client: TestClient, add: Callable[..., int]) -> None:
    older = add(title="Viễn xứ viễn xứ viễn xứ", issued_on=date(2024, 1, 1))
    newer = add(title="Ghi sổ hộ tịch cho người ở nơi viễn xứ", issued_on=date(2025, 1, 1))

    def order(sort: str) -> list[str]:
        page = client.get("/tim-kiem", params={"q": "viễn xứ", "sort": sort}).text
        return [one for one in hrefs(page) if one.startswith("/van-ban/")]

    assert order("date") == [f"/van-ban/{newer}", f"/van-ban/{older}"]
    assert sorted(order("")) == sorted(order("date"))


def test_filters_are_removed_one_by_one(client: TestClient, add: Callable[..., int]) -> None:
    add(title="Viễn xứ")
    page = client.get("/tim-kiem", params={"q": "viễn xứ", "type": "CV", "year": "2025"}).text

    removing = [parse_qs(urlsplit(one).query) for one in hrefs(page) if one.startswith("?")]

    assert {"q": ["viễn xứ"], "year": ["2025"]} in removing
    assert {"q": ["viễn xứ"], "type": ["CV"]} in removing
    assert "1 kết quả." in words_of(page)


def test_values_of_a_filter_are_combined_and_removed_one_by_one(
    client: TestClient, add: Callable[..., int]
) -> None:
    for number in ("97001/BNV-TCBC", "97002/QĐ-BNV", "97003/TB-BNV"):
        type_code = {"97001/BNV-TCBC": "CV", "97002/QĐ-BNV": "QĐ"}.get(number, "TB")
        add(title="Viễn xứ", number_as_printed=number, type_code=type_code)
    asked = {"q": "viễn xứ", "type": ["CV", "QĐ"]}

    page = client.get("/tim-kiem", params=asked).text

    assert "2 kết quả." in words_of(page)
    links = [parse_qs(urlsplit(one).query) for one in hrefs(page) if one.startswith("?")]
    assert {"q": ["viễn xứ"], "type": ["CV", "QĐ", "TB"]} in links  # counted though filtered out
    assert {"q": ["viễn xứ"], "type": ["QĐ"]} in links
    assert {"q": ["viễn xứ"], "type": ["CV"]} in links
    assert "Thông báo 1" in words_of(page)
    (feed,) = {one for one in hrefs(page) if one.startswith("/feeds/tim-kiem.atom")}
    assert parse_qs(urlsplit(feed).query) == asked | {"q": ["viễn xứ"]}
    assert client.get(feed).text.count("<entry>") == 2


@pytest.mark.parametrize(
    "name", ["type", "agency", "sector", "year", "status", "province", "document"]
)
def test_a_filter_holds_whatever_is_sent(client: TestClient, name: str) -> None:
    answer = client.get("/tim-kiem", params={"q": "viễn xứ\0", name: "\0<b>\n"})

    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_what_a_document_holds_more_is_one_link_away(
    client: TestClient, engine: sa.Engine, add: Callable[..., int], app: FastAPI
) -> None:
    key = add(title="Sổ sách", number_as_printed="97001/BNV-TCBC")
    with unit_of_work(engine) as session:
        for place in range(1, 7):
            session.add(
                Provision(
                    document_id=key,
                    provision_id=f"dieu-{place}",
                    position=place,
                    label=f"Điều {place}",
                    heading="",
                    text="Ghi sổ viễn xứ",
                )
            )
        document = session.get(Document, key)
        assert document is not None
        document.change_stamp = next_stamp(session)
    app.state.replica.pull(engine, TODAY)

    page = client.get("/tim-kiem", params={"q": "viễn xứ", "type": "CV"}).text
    (more,) = [one for one in hrefs(page) if "document=" in one]
    assert "Còn 3 kết quả trong văn bản này" in words_of(page)

    all_of_it = client.get(more).text
    assert "Chỉ trong: Công văn 97001/BNV-TCBC" in words_of(all_of_it)
    found = [one for one in hrefs(all_of_it) if one.startswith(f"/van-ban/{key}#")]
    assert sorted(found) == [f"/van-ban/{key}#dieu-{place}" for place in range(1, 7)]


def test_how_a_query_was_read_and_where_it_leads_is_said(
    client: TestClient, add: Callable[..., int]
) -> None:
    add(title="Viễn xứ")

    mistyped = words_of(client.get("/tim-kiem", params={"q": 'màu:xanh "viễn xứ'}).text)
    named = client.get("/tim-kiem", params={"q": "Bộ Nội vụ"}).text
    dated = words_of(client.get("/tim-kiem", params={"q": "ngày 13/8/2025"}).text)
    typed = words_of(client.get("/tim-kiem", params={"q": "công văn"}).text)

    assert "Không có trường “màu”" in mistyped
    assert "Dấu ngoặc kép chưa đóng" in mistyped
    assert "Văn bản của Bộ Nội vụ" in words_of(named)
    assert "/tim-kiem?q=c%C6%A1-quan%3ABNV" in hrefs(named)
    assert "Văn bản ban hành ngày 13/8/2025" in dated
    assert "Văn bản loại Công văn" in typed


def test_similar_documents_are_shown_with_a_document(
    client: TestClient, engine: sa.Engine, add: Callable[..., int]
) -> None:
    key = add(title="Hướng dẫn ghi sổ hộ tịch viễn xứ")
    like = add(title="Ghi sổ hộ tịch viễn xứ ở xã")
    hidden = add(title="Ghi sổ hộ tịch viễn xứ kín đáo")
    with unit_of_work(engine) as session:  # the index still knows it
        document = session.get(Document, hidden)
        assert document is not None
        document.state = RecordState.DRAFT

    page = client.get(f"/van-ban/{key}").text

    shown = hrefs(page.split('id="tuong-tu"')[1])
    assert f"/van-ban/{like}" in shown
    assert f"/van-ban/{hidden}" not in shown


# --- help ---------------------------------------------------------------------------------------


def test_without_hits_near_numbers_and_wider_searches_are_offered(
    client: TestClient, add: Callable[..., int]
) -> None:
    key = add(number_as_printed="97001/BNV-TCBC", title="Viễn xứ")

    number = client.get("/tim-kiem", params={"q": "97002/QĐ-BNV"}).text
    filtered = {"q": "viễn xứ", "type": "QĐ", "year": "2024"}
    page = client.get("/tim-kiem", params=filtered).text
    shorter = client.get("/tim-kiem", params={"q": '"zzzz" viễn'}).text

    assert f"/van-ban/{key}" in hrefs(number)
    assert "Bỏ mọi bộ lọc 1 kết quả" in words_of(page)
    assert "/tim-kiem?q=vi%E1%BB%85n+x%E1%BB%A9" in hrefs(page)
    assert "Tìm “viễn” 1 kết quả" in words_of(shorter)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ('"xứ viễn"', "Tìm “xứ viễn” 1 kết quả"),  # a phrase as loose words
        ('viễn "xứ zzzz" -vớt', "Tìm “viễn -vớt” 1 kết quả"),  # a phrase is left out whole
        ("viễn xứ năm:1999", "Tìm “viễn xứ” 1 kết quả"),  # a field
        ("viễn -xứ", "Tìm “viễn” 1 kết quả"),  # an exclusion
    ],
)
def test_pieces_of_a_query_that_finds_nothing_are_left_out_whole(
    client: TestClient, add: Callable[..., int], typed: str, offered: str
) -> None:
    add(title="Viễn xứ")

    assert offered in words_of(client.get("/tim-kiem", params={"q": typed}).text)


def test_words_that_stand_in_the_title_only_are_marked_there(
    client: TestClient, add: Callable[..., int], engine: sa.Engine
) -> None:
    key = add(number_as_printed="97003/BNV-TCBC", title="Việc viễn xứ")

    page = client.get("/tim-kiem", params={"q": "viễn xứ"}).text

    assert f"/van-ban/{key}" in hrefs(page)
    assert "<p>Việc <mark>viễn xứ</mark></p>" in page
    assert "<title>Tìm: viễn xứ (1 kết quả)" in page


def test_who_has_not_signed_in_sees_how_to_ask(client: TestClient) -> None:
    page = client.get("/tim-kiem", params={"q": "hỏa táng"}).text
    (ask,) = [one for one in hrefs(page) if one.startswith("/khoang-trong/bao")]

    answer = client.get(ask)

    assert "Đăng nhập để đề nghị hướng dẫn" in words_of(page)
    assert answer.status_code == 303
    back = parse_qs(urlsplit(answer.headers["location"]).query)["next"][0]
    assert parse_qs(urlsplit(back).query) == {"q": ["hỏa táng"]}


# --- the log ------------------------------------------------------------------------------------


def test_a_search_and_the_opened_hit_are_logged_without_who(
    client: TestClient, engine: sa.Engine, add: Callable[..., int]
) -> None:
    key = add(title="Viễn xứ")
    page = client.get("/tim-kiem", params={"q": "Vien  xu", "type": "CV"}).text
    (ping,) = re.findall(r'ping="([^"]+)"', page)

    assert client.post(unescape(ping)).status_code == 204

    (logged,) = all_of(engine, SearchLog)
    assert (logged.query, logged.query_folded, logged.filters) == (
        "Vien xu", "vien xu", '{"type": ["CV"]}',
    )  # fmt: skip
    assert (logged.searched_on, logged.result_count, logged.place_code) == (TODAY, 1, None)
    assert (logged.opened_document_id, logged.opened_position) == (key, 1)


def test_of_an_officer_the_place_alone_is_logged(browser_of: BrowserOf, engine: sa.Engine) -> None:
    browser_of(Role.OFFICER).client.get("/tim-kiem", params={"q": "hỏa táng"})

    (logged,) = all_of(engine, SearchLog)
    assert logged.place_code == "15"


@pytest.mark.parametrize("more", [{"page": "2"}, {"sort": "date"}, {"q": " "}])
def test_going_on_in_the_results_is_no_further_search(
    client: TestClient, engine: sa.Engine, more: dict[str, str]
) -> None:
    client.get("/tim-kiem", params={"q": "viễn xứ"} | more)

    assert all_of(engine, SearchLog) == []


@pytest.mark.parametrize("told", ["", "k=x&d=0&n=1", "k=x&d=1&n=0", "k=x&d=99999999999&n=1"])
def test_what_a_browser_tells_wrongly_is_refused(client: TestClient, told: str) -> None:
    assert client.post(f"/tim-kiem/mo?{told}").status_code == 422
    assert client.post("/tim-kiem/mo?k=unknown&d=1&n=1").status_code == 204


def test_an_answer_is_sent_even_if_the_log_cannot_be_written(
    client: TestClient, engine: sa.Engine
) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE search_log RENAME TO elsewhere")

    assert client.get("/tim-kiem", params={"q": "viễn xứ"}).status_code == 200


# --- needs and requests -------------------------------------------------------------------------


def test_drafters_see_what_is_not_found_and_propose_a_gap(
    client: TestClient, browser_of: BrowserOf, engine: sa.Engine
) -> None:
    browser_of(Role.OFFICER).client.get("/tim-kiem", params={"q": "phí hỏa táng"})
    drafter = browser_of(Role.DRAFTER)

    page = drafter.client.get("/nhu-cau").text
    assert "phí hỏa táng Tìm 1 lần, 1 lần không có kết quả nào. Từ: Lào Cai." in words_of(page)
    form = {"csrf_token": drafter.csrf, "query": "phí hỏa táng"}
    first, again = (drafter.client.post("/nhu-cau", data=form) for _ in range(2))

    (gap,) = all_of(engine, Gap)
    assert (gap.title, gap.raised_on) == ("Phí hỏa táng", TODAY)
    assert first.headers["location"] == again.headers["location"] == f"/khoang-trong/{gap.id}/sua"
    assert f"/khoang-trong/{gap.id}" in hrefs(drafter.client.get("/nhu-cau").text)
    assert drafter.client.post("/nhu-cau", data=form | {"query": "khác"}).status_code == 404
    assert all_of(engine, GapReport) == []
    assert client.get("/nhu-cau").headers["location"] == "/dang-nhap?next=/nhu-cau"
    assert browser_of(Role.OVERSIGHT).client.get("/nhu-cau?days=30").status_code == 200


def test_an_officer_is_shown_similar_gaps_before_asking(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        known = saved_id(make_gap(session, title="Mức phí hỏa táng"))
    officer = browser_of(Role.OFFICER)
    form = {"csrf_token": officer.csrf, "title": "phi hoa tang o xa", "words": "Dân hỏi"}

    shown = officer.client.post("/khoang-trong/bao", data=form)
    assert "Đã có người báo điều gần giống Mức phí hỏa táng" in re.sub(
        r" Nếu đúng.*?cần\.", "", words_of(shown.text)
    )
    assert f'action="/khoang-trong/{known}/cung-vuong"' in shown.text
    assert ">Dân hỏi</textarea>" in shown.text
    assert len(all_of(engine, Gap)) == 1

    sent = officer.client.post("/khoang-trong/bao", data=form | {"checked": f"x,{known}"})
    assert sent.status_code == 303
    (report,) = all_of(engine, GapReport)
    assert (report.place_code, report.words) == ("15", "Dân hỏi")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": "x"}, "Hãy viết điều còn thiếu hướng dẫn"),
        ({"title": "x" * 501}, "Dài quá 500 ký tự"),
        ({"words": "x" * 5_001}, "Dài quá 5000 ký tự"),
        ({"sector": "x"}, "Hãy chọn một lĩnh vực"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    browser_of: BrowserOf, engine: sa.Engine, wrong: dict[str, str], said: str
) -> None:
    officer = browser_of(Role.OFFICER)
    typed = {"title": "Phí hỏa táng", "words": "Dân hỏi", "csrf_token": officer.csrf} | wrong

    answer = officer.client.post("/khoang-trong/bao", data=typed)

    assert (answer.status_code, said in answer.text) == (422, True)
    assert typed["title"] in answer.text
    assert typed["words"] in answer.text
    assert all_of(engine, Gap) == []


def test_a_lost_sign_in_keeps_the_words_and_a_foreign_form_is_refused(
    client: TestClient, browser_of: BrowserOf
) -> None:
    answer = client.post("/khoang-trong/bao", data={"title": "Phí hỏa táng"})
    forged = browser_of(Role.OFFICER).client.post("/khoang-trong/bao", data={"title": "Phí"})

    assert answer.status_code == 303
    assert "Ph%25C3%25AD" in answer.headers["location"]
    assert forged.status_code == 403


# --- saved searches -----------------------------------------------------------------------------


def test_a_saved_search_tells_what_is_new_since_it_was_seen(
    browser_of: BrowserOf, engine: sa.Engine, add: Callable[..., int]
) -> None:
    key = add(title="Viễn xứ")
    add(title="Viễn xứ kín", state=RecordState.DRAFT)
    drafter = browser_of(Role.DRAFTER)
    form = {"csrf_token": drafter.csrf, "q": "vien xu", "type": "CV"}
    saved = drafter.client.post("/tim-kiem/da-luu", data=form)
    assert saved.headers["location"] == "/tim-kiem/da-luu"
    assert "Chưa có gì mới" in words_of(drafter.client.get("/tim-kiem/da-luu").text)

    with unit_of_work(engine) as session:
        (row,) = session.exec(select(SavedSearch))
        row.seen_at, own = NOW - timedelta(hours=1), saved_id(row)
    page = drafter.client.get("/tim-kiem/da-luu").text
    assert "1 văn bản mới" in words_of(page)
    assert f"/van-ban/{key}" in hrefs(page)
    assert "kín" not in words_of(page)
    assert "1 văn bản mới trong các tìm kiếm bạn đã lưu" in words_of(drafter.client.get("/").text)

    csrf = {"csrf_token": drafter.csrf}
    drafter.client.post(f"/tim-kiem/da-luu/{own}/da-xem", data=csrf)
    assert "Chưa có gì mới" in words_of(drafter.client.get("/tim-kiem/da-luu").text)
    assert "tìm kiếm bạn đã lưu" not in words_of(drafter.client.get("/").text)
    drafter.client.post(f"/tim-kiem/da-luu/{own}/bo", data=csrf)
    assert all_of(engine, SavedSearch) == []


def test_an_old_document_registered_today_is_news_behind_any_number_of_newer_ones(
    browser_of: BrowserOf, engine: sa.Engine, app: FastAPI, add: Callable[..., int]
) -> None:
    for _ in range(120):
        with unit_of_work(engine) as session:
            make_document(session, title="Viễn xứ", number_as_printed=None)
    drafter = browser_of(Role.DRAFTER)
    form = {"csrf_token": drafter.csrf, "q": "vien xu", "type": ["CV", "QĐ"]}
    drafter.client.post("/tim-kiem/da-luu", data=form)
    with unit_of_work(engine) as session:
        (row,) = session.exec(select(SavedSearch))
        row.seen_at = NOW + timedelta(minutes=1)
        later = NOW + timedelta(hours=1)
        key = saved_id(
            make_document(session, title="Viễn xứ", issued_on=date(1999, 1, 1), now=later)
        )
    app.state.replica.pull(engine, TODAY)

    page = drafter.client.get("/tim-kiem/da-luu").text

    assert "1 văn bản mới" in words_of(page)
    assert f"/van-ban/{key}" in hrefs(page)


def test_saved_searches_are_for_who_has_signed_in(
    client: TestClient, browser_of: BrowserOf, engine: sa.Engine
) -> None:
    officer = browser_of(Role.OFFICER)

    assert client.get("/tim-kiem/da-luu").status_code == 303
    assert client.post("/tim-kiem/da-luu", data={"q": "x"}).status_code == 401
    assert officer.client.post("/tim-kiem/da-luu", data={"q": "x"}).status_code == 403
    empty = {"csrf_token": officer.csrf, "q": " "}
    assert officer.client.post("/tim-kiem/da-luu", data=empty).status_code == 303
    gone = officer.client.post("/tim-kiem/da-luu/9/bo", data={"csrf_token": officer.csrf})
    assert gone.status_code == 404
    assert all_of(engine, SavedSearch) == []


# --- rights -------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [RecordState.DRAFT, RecordState.WITHDRAWN])
def test_what_is_not_published_shows_nowhere_not_even_to_its_drafters(
    client: TestClient,
    browser_of: BrowserOf,
    engine: sa.Engine,
    add: Callable[..., int],
    state: RecordState,
) -> None:
    key = add(number_as_printed="97001/BNV-TCBC", title="Viễn xứ kín đáo")
    with unit_of_work(engine) as session:  # the index still knows it
        document = session.get(Document, key)
        assert document is not None
        document.state = state
        record_searches(session, [Searched("k", "viễn xứ", 1)], day=TODAY)
    drafter = browser_of(Role.DRAFTER).client

    for url in (
        "/tim-kiem?q=viễn xứ",
        "/tim-kiem?q=viễn xứ&sort=date",
        "/tim-kiem?q=97001",
        "/tim-kiem?q=97002/QĐ-BNV",
        "/feeds/tim-kiem.atom?q=viễn xứ",
        "/feeds/van-ban.atom",
        "/api/v1/search/complete?q=vien xu",
        "/api/v1/search/complete?q=97001",
        "/nhu-cau",
    ):
        for reader in (client, drafter):
            answer = reader.get(url).text
            assert "kín đáo" not in answer, url
            assert f"/van-ban/{key}" not in answer, url
