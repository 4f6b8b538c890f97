from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.store.session import unit_of_work
from directives.vocabulary import AddressState, Role
from tests.api.web.conftest import Browser
from tests.factories import agency_id, make_account, make_commitment, make_contact
from tests.statements import count_statements

BrowserOf = Callable[[Role], Browser]
PEOPLE = "/quan-tri/nguoi-lien-he"
PERSON = {
    "agency": "BNV",
    "name": "Nguyễn Văn Mẫu",
    "email": "mau@bo.example",
    "duty": "person",
    "valid_from": "01/03/2025",
}


def made(engine: sa.Engine, make: Callable[[Session], object]) -> int:
    with unit_of_work(engine) as session:
        return saved_id(make(session))  # type: ignore[arg-type]  # every factory gives a saved row


def post(browser: Browser, address: str, **form: str) -> tuple[int, str]:
    sent = browser.client.post(address, data={"csrf_token": browser.csrf, **form})
    return sent.status_code, sent.headers.get("location", sent.text)


@pytest.mark.parametrize("address", ["/quan-tri", PEOPLE, f"{PEOPLE}/con-thieu", f"{PEOPLE}/moi"])
def test_only_administrators_see_who_is_told(
    client: TestClient, browser_of: BrowserOf, address: str
) -> None:
    assert client.get(address).headers["location"].startswith("/dang-nhap?next=/quan-tri")
    assert browser_of(Role.DRAFTER).client.get(address).status_code == 403


def test_the_first_page_says_how_many_are_told_and_how_many_bodies_nobody_reaches(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    made(engine, make_contact)

    page = browser_of(Role.ADMINISTRATOR).client.get("/quan-tri").text

    assert "1 người nhận thông báo" in page
    assert f'href="{PEOPLE}/con-thieu"' in page


def test_a_person_is_named_changed_and_sent_away(browser_of: BrowserOf, engine: sa.Engine) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    assert "Chưa có người liên hệ nào" in admin.client.get(PEOPLE).text

    status, page = post(admin, f"{PEOPLE}/moi", **PERSON)
    assert status == 303
    assert "Nguyễn Văn Mẫu" in admin.client.get(f"{PEOPLE}?agency={_bnv(engine)}").text

    status, _ = post(admin, page, **{**PERSON, "duty": "office", "valid_to": "31/12/2025"})
    assert status == 303
    shown = admin.client.get(page).text
    assert 'value="31/12/2025"' in shown
    assert "Văn phòng bộ, Bộ Nội vụ" in shown

    assert post(admin, f"{page}/vang-mat", from_on="01/10/2025", to_on="03/10/2025")[0] == 303
    assert "Vắng mặt đến hết ngày 03/10/2025" in admin.client.get(PEOPLE).text
    assert post(admin, f"{PEOPLE}/vang-mat/1/bo") == (303, page)
    assert "Không có ngày vắng mặt nào" in admin.client.get(page).text


def _bnv(engine: sa.Engine) -> int:
    with Session(engine) as session:
        return agency_id(session, "BNV")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"agency": "không có"}, "agency"),
        ({"agency": "", "place": "99999"}, "place"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"email": "mau"}, "email"),
        ({"account": "khong-co"}, "account"),
        ({"valid_from": ""}, "valid_from"),
        ({"valid_to": "mai"}, "valid_to"),
    ],
)
def test_what_is_wrong_is_shown_beside_its_field_and_what_was_typed_stays(
    browser_of: BrowserOf, wrong: dict[str, str], field: str
) -> None:
    status, page = post(browser_of(Role.ADMINISTRATOR), f"{PEOPLE}/moi", **{**PERSON, **wrong})

    assert status == 422
    assert f'id="{field}-error"' in page
    assert PERSON["valid_from"] in page or field == "valid_from"


def test_a_wrong_absence_is_shown_on_the_page(browser_of: BrowserOf, engine: sa.Engine) -> None:
    page = f"{PEOPLE}/{made(engine, make_contact)}"

    status, shown = post(browser_of(Role.ADMINISTRATOR), f"{page}/vang-mat", from_on="01/10/2025")

    assert status == 422
    assert 'id="to_on-error"' in shown


def test_an_unknown_person_is_not_found(browser_of: BrowserOf, client: TestClient) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    assert admin.client.get(f"{PEOPLE}/999").status_code == 404
    assert post(admin, f"{PEOPLE}/999", **PERSON)[0] == 404
    assert client.get(f"{PEOPLE}/999").status_code == 303


def test_a_broken_address_is_told_and_mended(browser_of: BrowserOf, engine: sa.Engine) -> None:
    account = made(engine, make_account)
    key = made(
        engine,
        lambda s: make_contact(s, address_state=AddressState.BROKEN, account_id=account),
    )
    admin = browser_of(Role.ADMINISTRATOR)
    told = "địa chỉ này bị trả lại"
    assert told in admin.client.get(PEOPLE).text
    assert told in admin.client.get(f"{PEOPLE}/{key}").text

    assert post(admin, f"{PEOPLE}/{key}/dia-chi") == (303, f"{PEOPLE}/{key}")

    assert told not in admin.client.get(PEOPLE).text


def test_deputies_are_chosen_among_colleagues(browser_of: BrowserOf, engine: sa.Engine) -> None:
    head = made(engine, lambda s: make_contact(s, name="Trưởng", is_head=True))
    stranger = made(engine, lambda s: make_contact(s, agency_id=agency_id(s, "BTC")))
    admin = browser_of(Role.ADMINISTRATOR)
    form = admin.client.get(f"{PEOPLE}/moi?agency={_bnv(engine)}").text
    assert f'<option value="{head}"' in form
    assert f'<option value="{stranger}"' not in form

    assert post(admin, f"{PEOPLE}/moi", **PERSON, deputy_of=str(head))[0] == 303
    assert post(admin, f"{PEOPLE}/moi", **PERSON, deputy_of=str(stranger))[0] == 422

    assert "thay Trưởng khi vắng" in admin.client.get(PEOPLE).text


def test_a_place_has_its_own_people(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    assert "Lào Cai" in admin.client.get(f"{PEOPLE}/moi?place=15").text

    status, page = post(admin, f"{PEOPLE}/moi", **{**PERSON, "agency": "", "place": "15"})

    assert status == 303
    assert "Lào Cai" in admin.client.get(page).text
    assert "Nguyễn Văn Mẫu" in admin.client.get(f"{PEOPLE}?place=15").text
    assert "Nguyễn Văn Mẫu" not in admin.client.get(f"{PEOPLE}?place=01").text


def test_bodies_that_owe_something_come_first_among_those_nobody_reaches(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    made(engine, make_commitment)
    admin = browser_of(Role.ADMINISTRATOR)

    page = admin.client.get(f"{PEOPLE}/con-thieu").text

    first = page.split('<ul class="rows">')[1].split("</li>")[0]
    assert "Bộ Nội vụ" in first
    assert "Đang nợ 1 cam kết" in first
    assert f"/cam-ket?agency={_bnv(engine)}" in first
    made(engine, make_contact)
    assert "Bộ Nội vụ" not in admin.client.get(f"{PEOPLE}/con-thieu").text


def test_a_full_list_asks_no_more_than_a_short_one(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    made(engine, make_contact)
    with count_statements(engine) as few:
        admin.client.get(PEOPLE)
    for _ in range(60):
        made(engine, make_contact)

    with count_statements(engine) as many:
        assert "61 người" in admin.client.get(PEOPLE).text

    assert len(many) == len(few)
