from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.rules.scope import Scope
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.factories import make_gap
from tests.statements import count_statements

BrowserOf = Callable[[Role], Browser]
PLACES = "/quan-tri/dia-phuong"
WARD = f"{PLACES}/00004"
ON = "01/10/2025"


def post(browser: Browser, address: str, **form: str) -> tuple[int, str]:
    sent = browser.client.post(address, data={"csrf_token": browser.csrf, **form})
    return sent.status_code, sent.headers.get("location", sent.text)


def test_only_administrators_keep_places(client: TestClient, browser_of: BrowserOf) -> None:
    drafter = browser_of(Role.DRAFTER)

    for address in (PLACES, f"{PLACES}/moi", WARD, f"{WARD}/sap-nhap"):
        assert client.get(address).headers["location"].startswith("/dang-nhap?next=/quan-tri")
        assert drafter.client.get(address).status_code == 403
    assert post(drafter, f"{WARD}/sap-nhap", to="00008", on=ON)[0] == 403
    assert post(drafter, f"{PLACES}/moi", code="99001")[0] == 403


def test_places_are_found_without_marks_and_the_pages_ask_little(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    with count_statements(engine) as one:
        assert "Phường Ba Đình, Hà Nội" in admin.client.get(f"{PLACES}?ten=ba dinh").text
    with count_statements(engine) as many:
        assert "Tỉnh, xã: xa" in admin.client.get(f"{PLACES}?ten=xa").text
    assert len(many) == len(one)
    with count_statements(engine) as page:
        assert "Phường Ba Đình" in admin.client.get(WARD).text
    assert len(page) <= 10
    assert "Lào Cai" in admin.client.get(PLACES).text
    assert "Không có tỉnh, xã nào như vậy" in admin.client.get(f"{PLACES}?ten=zzz").text
    assert admin.client.get(f"{PLACES}/97").status_code == 404


def test_a_place_is_added(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    assert 'value="01"' in admin.client.get(f"{PLACES}/moi?tinh=01").text
    form = {"code": "99001", "name": "Xã Mới", "province": "01", "on": ON}

    assert post(admin, f"{PLACES}/moi", **form) == (303, f"{PLACES}/99001")
    assert "Xã Mới, Hà Nội" in admin.client.get(f"{PLACES}/99001").text
    status, again = post(admin, f"{PLACES}/moi", **form)
    assert (status, 'id="code-error"' in again) == (422, True)
    for field in ("name", "province", "on"):
        wrong = {**form, "code": "99002", field: "?"}
        assert f'id="{field}-error"' in post(admin, f"{PLACES}/moi", **wrong)[1]


def test_a_merger_is_shown_before_it_is_made(browser_of: BrowserOf, engine: sa.Engine) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    with unit_of_work(engine) as session:
        make_gap(session, scope=str(Scope(places=frozenset({"00004"}))))
    asked = {"to": "Phường Ngọc Hà", "on": ON}
    assert "Xem sẽ liên quan" in admin.client.get(f"{WARD}/sap-nhap").text

    seen = admin.client.get(f"{WARD}/sap-nhap", params={**asked, "xem": "1"}).text
    assert "1 khoảng trống có phạm vi nêu tên nơi này" in seen
    assert "Với: Phường Ngọc Hà, Hà Nội." in seen
    assert "Đã kết thúc" not in admin.client.get(WARD).text  # nothing was done

    assert post(admin, f"{WARD}/sap-nhap", **asked) == (303, WARD)
    page = admin.client.get(WARD).text
    assert "Đã kết thúc: đến hết ngày 30/9/2025." in page
    assert "Địa bàn thuộc về" in page
    assert f"{WARD}/doi-ten" not in page
    assert "Nhận địa bàn của" in admin.client.get(f"{PLACES}/00008").text
    assert admin.client.get(f"{WARD}/sap-nhap").status_code == 409
    led = admin.client.get("/dia-phuong/00004", follow_redirects=True).text
    assert "Phường Ba Đình nay thuộc Phường Ngọc Hà" in led


def test_a_divided_place_keeps_a_page_that_names_its_heirs(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    asked = {"to": "00008; 00025", "on": ON}
    assert "Sẽ liên quan" in admin.client.get(f"{WARD}/chia-tach", params=asked | {"xem": "1"}).text
    assert post(admin, f"{WARD}/chia-tach", **asked) == (303, WARD)

    page = admin.client.get("/dia-phuong/00004").text
    assert "đã được chia tách" in page
    for code in ("00008", "00025"):
        assert f'href="/dia-phuong/{code}"' in page
    assert admin.client.get("/dia-phuong/00004.atom").status_code == 200
    assert admin.client.get("/dia-phuong/00004.ics").status_code == 200
    waiting = admin.client.get("/api/v1/places/00004/waiting").json()
    assert waiting["place"]["heirs"] == ["00025", "00008"]


def test_a_place_is_renamed_gives_a_part_and_moves(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    assert 'value="Phường Ba Đình"' in admin.client.get(f"{WARD}/doi-ten").text

    for change, form in (
        ("doi-ten", {"name": "Phường Tên Mới"}),
        ("chuyen-mot-phan", {"to": "00008", "scope": "hai tổ dân phố"}),
        ("chuyen-tinh", {"to": "15"}),
    ):
        assert post(admin, f"{WARD}/{change}", **form, on=ON) == (303, WARD)
    page = admin.client.get(WARD).text
    assert "Phường Ba Đình, phường, Hà Nội." in page
    assert "Phường Tên Mới, phường, Lào Cai." in page
    assert "Chuyển một phần (hai tổ dân phố) cho" in page
    assert "Nhận một phần (hai tổ dân phố) của" in admin.client.get(f"{PLACES}/00008").text


def test_a_province_becomes_a_city(browser_of: BrowserOf) -> None:
    admin, province = browser_of(Role.ADMINISTRATOR), f"{PLACES}/15"
    assert 'name="kind"' in admin.client.get(f"{province}/doi-ten").text
    assert f"{province}/chuyen-tinh" not in admin.client.get(province).text
    assert admin.client.get(f"{province}/chuyen-tinh").status_code == 404

    form = {"name": "Lào Cai", "kind": "city", "on": ON}
    assert post(admin, f"{province}/doi-ten", **form) == (303, province)
    assert "Lào Cai, thành phố." in admin.client.get(province).text


@pytest.mark.parametrize(
    ("change", "sent", "field"),
    [
        ("doi-ten", {"name": "Ba Đình", "on": ON}, "name"),
        ("doi-ten", {"name": "Phường Khác", "on": "mai"}, "on"),
        ("sap-nhap", {"to": "không có", "on": ON}, "to"),
        ("sap-nhap", {"to": "00004", "on": ON}, "to"),
        ("sap-nhap", {"to": "00008; 00025", "on": ON}, "to"),
        ("sap-nhap", {"to": "cu-binh-thuan", "on": ON}, "to"),
        ("chia-tach", {"to": "00008", "on": ON}, "to"),
        ("chuyen-mot-phan", {"to": "00008", "on": ON}, "scope"),
        ("chuyen-tinh", {"to": "01", "on": ON}, "to"),
    ],
)
def test_what_is_wrong_is_shown_beside_its_field_before_and_when_it_is_sent(
    browser_of: BrowserOf, change: str, sent: dict[str, str], field: str
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    ahead = admin.client.get(f"{WARD}/{change}", params={**sent, "xem": "1"})
    assert (ahead.status_code, f'id="{field}-error"' in ahead.text) == (422, True)
    status, page = post(admin, f"{WARD}/{change}", **sent)
    assert (status, f'id="{field}-error"' in page) == (422, True)


def test_a_look_ahead_leaves_nothing_behind(browser_of: BrowserOf, engine: sa.Engine) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    asked = {"name": "Phường Tên Mới", "on": ON, "xem": "1"}
    admin.client.get(f"{WARD}/doi-ten", params=asked)

    with Session(engine) as session:
        told = session.execute(
            sa.text("SELECT count(*) FROM audit_event WHERE action LIKE 'place%'")
        )
        assert told.scalar_one() == 0
