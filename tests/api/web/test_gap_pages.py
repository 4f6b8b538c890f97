import re
from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document
from directives.models.gap import Gap
from directives.models.gap_report import NewGapReport
from directives.rules.scope import Scope
from directives.services.coverage_links import link_document
from directives.services.gap_reports import report_gap
from directives.services.place_mergers import merge_places
from directives.store.session import unit_of_work
from directives.store.suspicions import list_open
from directives.vocabulary import Extent, RelationKind, Role, SuspectKind
from tests.api.web.conftest import Browser
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_document, make_gap
from tests.services.test_suspicions import relate

BrowserOf = Callable[[Role], Browser]


def words_of(page: str) -> str:
    text = re.sub(r"<[^>]+>", " ", page.split("<main", 1)[1])
    return re.sub(r"\s+", " ", text)


def answered_gap(session: Session, *places: str) -> tuple[int, int]:
    """Make a gap with a promise, these reports and an answer; return its key and the document's."""
    gap, document = saved_id(make_gap(session)), saved_id(make_document(session))
    make_commitment(session, gap_ids=(gap,))
    for place in places:
        officer = make_actor(session, Role.OFFICER, place_code=place)
        said = NewGapReport(place_code=place, reported_on=TODAY, words="vướng")
        report_gap(session, officer, gap, said, now=NOW)
    new = NewCoverageLink(
        gap_id=gap,
        document_id=document,
        extent=Extent.PARTIAL,
        quote="nguyên văn",
        linked_on=TODAY,
    )
    link_document(session, make_actor(session), new, now=NOW)
    return gap, document


@pytest.fixture
def gap(engine: sa.Engine) -> int:
    """The key of a gap that two places reported."""
    with unit_of_work(engine) as session:
        return answered_gap(session, "15", "11")[0]


def post(browser: Browser, address: str, **form: str) -> int:
    sent = browser.client.post(address, data={"csrf_token": browser.csrf, **form})
    return sent.status_code


def test_who_writes_a_gap_is_shown_those_that_are_nearly_alike(
    browser_of: BrowserOf, engine: sa.Engine, gap: int
) -> None:
    with unit_of_work(engine) as session:
        own = session.get(Gap, gap)
        assert own is not None
        like = saved_id(make_gap(session, title=own.title, description=own.description))
        other = saved_id(make_gap(session, title="Thiếu phòng học ở vùng cao"))

    page = browser_of(Role.DRAFTER).client.get(f"/khoang-trong/{gap}/sua").text

    near = page.partition("Khoảng trống gần giống")[2].partition("</ul>")[0]
    assert f'href="/khoang-trong/{like}"' in near
    assert f'href="/khoang-trong/{other}"' not in near
    assert f'href="/khoang-trong/{gap}"' not in near


def test_a_drafter_changes_a_gap_and_what_is_wrong_is_shown_again(
    client: TestClient, browser_of: BrowserOf, gap: int
) -> None:
    drafter, address = browser_of(Role.DRAFTER), f"/khoang-trong/{gap}/sua"
    form = {
        "title": "Chưa rõ việc chi trả",
        "kind": "unclear",
        "raised_by": "Bộ Nội vụ",
        "provinces": "15, 11",
        "kinds": "commune",
        "exemptions": "01: thực hiện mô hình khác",
        "affected_count": "50.345",
        "affected_unit": "người",
        "interim_instruction": "Dùng mẫu cũ",
        "interim_until": "31/12/2025",
        "reason": "theo biên bản",
    }
    assert 'name="exemptions"' in drafter.client.get(address).text
    for wrong in (
        {"title": "x"},
        {"kind": "khác"},
        {"interim_until": "mai"},
        {"interim_until": ""},
        {"affected_count": "nhiều"},
        {"exemptions": "01 không lý do"},
        {"provinces": "99"},
        {"procedure_code": "1" * 51},
    ):
        assert post(drafter, address, **(form | wrong)) == 422
    assert post(drafter, address, **form) == 303

    page = words_of(client.get(f"/khoang-trong/{gap}").text)
    assert "Các xã của" in page
    assert "Hà Nội: thực hiện mô hình khác" in page
    assert "50.345 người" in page
    assert "Áp dụng đến hết ngày 31/12/2025." in page
    assert "Sửa tên khoảng trống, áp dụng từ ngày 01/10/2025: Chưa rõ việc chi trả" in page
    assert client.get(address).headers["location"] == f"/dang-nhap?next={address}"
    assert browser_of(Role.OFFICER).client.get(address).status_code == 403
    assert drafter.client.get("/khoang-trong/777/sua").status_code == 404


def test_an_officer_sees_how_far_the_answer_has_come(browser_of: BrowserOf, gap: int) -> None:
    officer, drafter = browser_of(Role.OFFICER), browser_of(Role.DRAFTER)
    address = f"/khoang-trong/{gap}/tra-loi"
    assert post(drafter, address, state="forwarded", agency="Bộ Tài chính", place="15") == 303
    assert post(drafter, address, state="xong") == 422

    assert '<a href="/phan-anh"' in officer.client.get("/").text
    page = words_of(officer.client.get("/phan-anh").text)
    assert "Đã chuyển đến Bộ Tài chính từ ngày 01/10/2025; hạn 5 ngày làm việc" in page
    assert "Phản ánh của địa phương bạn" in words_of(
        officer.client.get(f"/khoang-trong/{gap}").text
    )
    assert post(officer, f"/khoang-trong/{gap}/rut", words="đã rõ") == 303
    assert "Địa phương đã rút" in words_of(officer.client.get("/phan-anh").text)
    assert post(officer, f"/khoang-trong/{gap}/cung-vuong") == 303
    assert drafter.client.get("/phan-anh").status_code == 403


def test_the_officer_of_a_merged_place_sees_its_report_as_the_own_one(
    browser_of: BrowserOf, engine: sa.Engine, gap: int
) -> None:
    officer, address = browser_of(Role.OFFICER), f"/khoang-trong/{gap}"
    with unit_of_work(engine) as session:
        said = NewGapReport(place_code="68", words="Vướng sổ cũ.", reported_on=TODAY)
        report_gap(session, make_actor(session, Role.SYSTEM), gap, said, now=NOW)
        administrator = make_actor(session, Role.ADMINISTRATOR)
        merge_places(session, administrator, ["68"], "15", on=TODAY, now=NOW)

    def page() -> str:
        return words_of(officer.client.get(address).text)

    assert "Phản ánh của địa phương bạn" in page()
    assert "cũng chờ hướng dẫn này?" not in (before := page())
    assert post(officer, f"{address}/cung-vuong") == 303
    assert page() == before
    assert "Vướng sổ cũ." in before
    assert post(officer, f"{address}/rut", words="đã rõ") == 303
    assert "cũng chờ hướng dẫn này?" in page()
    assert post(officer, f"{address}/cung-vuong") == 303
    assert "cũng chờ hướng dẫn này?" not in page()


def test_a_letter_known_by_its_number_answers_a_place_on_the_page(
    browser_of: BrowserOf, engine: sa.Engine, gap: int
) -> None:
    with unit_of_work(engine) as session:
        letter = saved_id(make_document(session, number_as_printed="6390/BNV-TCBC"))
        for year in (2024, 2025):
            make_document(session, number_as_printed="12/BNV-VP", issued_on=date(year, 1, 1))
    officer, drafter = browser_of(Role.OFFICER), browser_of(Role.DRAFTER)
    address = f"/khoang-trong/{gap}/tra-loi"
    assert 'action="/van-ban/tai-len?tra-loi=' in drafter.client.get(f"/khoang-trong/{gap}").text

    for wrong in ("không phải số", "6391/BNV-TCBC", "12/BNV-VP"):
        assert post(drafter, address, state="answered", place="15", document=wrong) == 422
    sent = {"state": "answered", "place": "15"}
    assert post(drafter, address, **sent, document="số 6390/bnv-tcbc") == 303

    link = f'<a href="/van-ban/{letter}">'
    assert link in officer.client.get("/phan-anh").text
    assert link in officer.client.get(f"/khoang-trong/{gap}").text


def test_a_letter_known_by_its_key_answers_all_places_that_wait(
    browser_of: BrowserOf, engine: sa.Engine, gap: int
) -> None:
    with unit_of_work(engine) as session:
        letter = saved_id(make_document(session))
    drafter = browser_of(Role.DRAFTER)

    assert (
        post(drafter, f"/khoang-trong/{gap}/tra-loi", state="answered", document=str(letter)) == 303
    )

    answered = drafter.client.get(f"/api/v1/gaps/{gap}").json()["reports"]
    assert {one["state"] for one in answered} == {"answered"}


def test_a_place_whose_report_is_a_duplicate_is_led_to_the_other_gap(
    browser_of: BrowserOf, engine: sa.Engine, gap: int
) -> None:
    with unit_of_work(engine) as session:
        made = make_gap(session, title="Chưa rõ việc chi trả")
        other, code = saved_id(made), made.code
    officer, drafter = browser_of(Role.OFFICER), browser_of(Role.DRAFTER)
    address = f"/khoang-trong/{gap}/tra-loi"
    assert post(drafter, address, state="duplicate", place="15") == 422
    assert post(drafter, address, state="duplicate", place="15", other=code) == 303

    link = f'<a href="/khoang-trong/{other}">{code}: Chưa rõ việc chi trả</a>'
    assert link in officer.client.get("/phan-anh").text
    assert link in officer.client.get(f"/khoang-trong/{gap}").text
    (report,) = [
        one
        for one in drafter.client.get(f"/api/v1/gaps/{gap}").json()["reports"]
        if one["place_code"] == "15"
    ]
    assert (report["state"], report["duplicate_of_gap_id"]) == ("duplicate", other)
    assert drafter.client.get(f"/api/v1/gaps/{other}").json()["places_waiting"] == 1


def test_a_merged_gap_leads_to_what_is_left_and_can_be_split(
    client: TestClient, browser_of: BrowserOf, gap: int, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        only = str(Scope(provinces=frozenset({"15"})))
        left = make_gap(session, title="Khoảng trống còn lại", scope=only)
        code, key = left.code, saved_id(left)
    drafter, address = browser_of(Role.DRAFTER), f"/khoang-trong/{gap}"
    assert post(drafter, f"{address}/gop", into="KT-999") == 422
    assert post(drafter, f"{address}/gop", into=code, reason="một việc") == 303

    assert client.get(address).headers["location"] == f"/khoang-trong/{key}#gop"
    page = words_of(client.get(f"/khoang-trong/{key}").text)
    assert "2 địa phương đã báo." in page
    assert "Phạm vi của khoảng trống đã gộp vào Cả nước" in page
    alone = words_of(drafter.client.get(f"{address}?rieng=1").text)
    assert "Khoảng trống này đã được gộp vào: Khoảng trống còn lại" in alone
    assert "Gộp vào “Khoảng trống còn lại”" in alone
    assert post(drafter, f"{address}/tach") == 303
    assert client.get(address).status_code == 200
    assert "Tách ra" in words_of(client.get(f"/khoang-trong/{key}").text)


def test_decisions_by_hand_are_shown_with_their_reason(
    client: TestClient, browser_of: BrowserOf, gap: int
) -> None:
    drafter, oversight = browser_of(Role.DRAFTER), browser_of(Role.OVERSIGHT)
    address = f"/khoang-trong/{gap}/quyet-dinh"
    override = {"kind": "override", "state": "covered", "reason": "hai bộ đã thống nhất"}
    assert post(drafter, address, **override) == 422
    assert post(drafter, address, **override, expires_on="15/10/2025") == 303
    page = words_of(client.get(f"/khoang-trong/{gap}").text)
    assert "đến hết ngày 15/10/2025; máy tính ra: Đáp ứng một phần." in page

    exempt = {"kind": "not_applicable", "reason": "thuộc tỉnh", "approved_by": "Vụ trưởng"}
    assert post(drafter, address, **exempt) == 403
    assert post(oversight, address, **exempt) == 303
    assert "người duyệt: Vụ trưởng" in client.get(f"/khoang-trong/{gap}").text
    assert post(drafter, address, kind="lift", reason="x") == 422


def test_figures_stand_with_their_days(client: TestClient, browser_of: BrowserOf, gap: int) -> None:
    drafter, address = browser_of(Role.DRAFTER), f"/khoang-trong/{gap}/so-lieu"
    figure = {"name": "Đã chi trả", "value": "50.345,5", "as_of": "19/8/2025"}
    assert post(drafter, address, **figure) == 303
    assert [post(drafter, address, **(figure | {"value": v})) for v in ("x", "inf")] == [422, 422]

    page = words_of(client.get(f"/khoang-trong/{gap}").text)
    assert "Đã chi trả: 50.345,5 (tính đến ngày 19/8/2025)" in page


def test_a_link_is_rejected_and_no_longer_shown(
    client: TestClient, browser_of: BrowserOf, gap: int
) -> None:
    drafter = browser_of(Role.DRAFTER)
    assert "nguyên văn" in client.get(f"/khoang-trong/{gap}").text
    confirm = {"extent": "full", "quote": "nguyên văn"}
    assert post(drafter, "/khoang-trong/dap-ung/1/xac-nhan", **confirm) == 303
    assert "Đã đáp ứng" in client.get(f"/khoang-trong/{gap}").text
    assert post(drafter, "/khoang-trong/dap-ung/1/bac", reason="nhầm") == 303
    assert "Chưa có văn bản nào đáp ứng." in client.get(f"/khoang-trong/{gap}").text


def test_a_gap_shows_why_its_answer_is_suspect_and_by_which_path(
    client: TestClient, browser_of: BrowserOf, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        gap, key = answered_gap(session, "15")
        document, base = session.get_one(Document, key), make_document(session)
        base.issued_on = document.issued_on
        act = make_document(session, issued_on=TODAY)
        relate(session, document, RelationKind.GUIDES, base)
        relate(session, act, RelationKind.AMENDS, base)
        (suspicion,) = list_open(session, kind=SuspectKind.COVERAGE_LINK)
        address, names = f"/nghi-van/{suspicion.id}", (base.number, act.number)

    page = client.get(f"/khoang-trong/{gap}").text
    answer = page.split('id="dap-ung-1"', 1)[1].split("</ol>", 1)[0]
    assert f'<a href="{address}">' in answer
    assert all(str(name) in answer for name in names)
    assert page.count("/nghi-van/") == 1  # that of the document says the same
    assert client.get(address).status_code == 200
    assert "/xac-nhan" not in page
    assert "/dap-ung/1/xac-nhan" in browser_of(Role.DRAFTER).client.get(f"/khoang-trong/{gap}").text


def test_a_place_says_that_a_document_has_arrived_and_whether_it_is_clear(
    client: TestClient, browser_of: BrowserOf, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        _, document = answered_gap(session, "15")
    officer, address = browser_of(Role.OFFICER), f"/van-ban/{document}"
    assert "0/34 tỉnh và 0/3.321 xã đã nhận" in words_of(client.get(address).text)
    assert post(officer, f"{address}/da-nhan") == 303
    assert post(officer, f"{address}/y-kien", clarity="unclear") == 422
    assert post(officer, f"{address}/y-kien", clarity="sao", words="y") == 422
    assert post(officer, f"{address}/y-kien", clarity="unclear", words="chưa có mẫu") == 303

    page = words_of(officer.client.get(address).text)
    assert "1/34 tỉnh" in page
    assert "Lào Cai: Chưa rõ. chưa có mẫu" in page
    assert "Ý kiến hiện nay của Lào Cai: Chưa rõ." in page
    reached = words_of(client.get(f"{address}/noi-nhan", params={"nhom": "da-nhan"}).text)
    assert "Lào Cai (01/10/2025)" in reached
    missing = client.get(f"{address}/noi-nhan", params={"tinh": "15"}).text
    assert "Lào Cai</li>" not in missing
    assert post(browser_of(Role.DRAFTER), f"{address}/da-nhan") == 403


def test_an_administrator_sets_the_limits(browser_of: BrowserOf) -> None:
    administrator, address = browser_of(Role.ADMINISTRATOR), "/phan-anh/thoi-han"
    assert f'<a href="{address}"' in administrator.client.get("/quan-tri").text
    assert "Mức có sẵn" in administrator.client.get(address).text
    assert post(administrator, address, state="received", working_days="2") == 303
    assert "Áp dụng từ ngày 01/10/2025." in administrator.client.get(address).text
    for wrong in ({"working_days": "0"}, {"working_days": "hai"}, {"state": "xong"}):
        said = {"state": "received", "working_days": "2"} | wrong
        assert post(administrator, address, **said) == 422
    assert browser_of(Role.DRAFTER).client.get(address).status_code == 403


def test_who_has_not_signed_in_is_sent_to_do_so_or_refused(client: TestClient, gap: int) -> None:
    for address in ("/phan-anh", "/phan-anh/thoi-han"):
        assert client.get(address).headers["location"] == f"/dang-nhap?next={address}"
    too = client.post(f"/khoang-trong/{gap}/cung-vuong")
    assert too.headers["location"] == f"/dang-nhap?next=/khoang-trong/{gap}"
    assert client.post(f"/khoang-trong/{gap}/rut").status_code == 401


def test_pages_ask_the_database_as_often_whatever_the_number_of_rows(
    client: TestClient, engine: sa.Engine
) -> None:
    def statements(address: str) -> int:
        said: list[str] = []
        client.get(address)  # what is remembered is counted anew after a change

        def note(_c: object, _k: object, words: str, *_: object) -> None:
            said.append(words)

        sa.event.listen(engine, "before_cursor_execute", note)
        assert client.get(address).status_code == 200
        sa.event.remove(engine, "before_cursor_execute", note)
        return len(said)

    with unit_of_work(engine) as session:
        first, document = answered_gap(session, "15")
    addresses = ("/khoang-trong", f"/khoang-trong/{first}", f"/van-ban/{document}/noi-nhan", "/")
    few = [statements(address) for address in addresses]
    with unit_of_work(engine) as session:
        for _ in range(4):
            answered_gap(session, "15", "11", "22")
        for place in ("11", "22", "01"):
            officer = make_actor(session, Role.OFFICER, place_code=place)
            said = NewGapReport(place_code=place, reported_on=TODAY)
            report_gap(session, officer, first, said, now=NOW)

    assert [statements(address) for address in addresses] == few
    assert few[0] <= 37
    assert few[1] <= 37
