from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.factories import agency_id
from tests.statements import count_statements

BrowserOf = Callable[[Role], Browser]
BODIES = "/quan-tri/co-quan"


@pytest.fixture
def ministry(engine: sa.Engine) -> str:
    """The page of the Ministry of Home Affairs."""
    with Session(engine) as session:
        return f"{BODIES}/{agency_id(session, 'BNV')}"


def post(browser: Browser, address: str, **form: str) -> tuple[int, str]:
    sent = browser.client.post(address, data={"csrf_token": browser.csrf, **form})
    return sent.status_code, sent.headers.get("location", sent.text)


def test_only_administrators_keep_bodies(
    client: TestClient, browser_of: BrowserOf, ministry: str
) -> None:
    drafter = browser_of(Role.DRAFTER)

    for address in (BODIES, f"{BODIES}/moi", ministry):
        assert client.get(address).headers["location"].startswith("/dang-nhap?next=/quan-tri")
        assert drafter.client.get(address).status_code == 403
    assert post(drafter, f"{ministry}/cap-tren", parent="")[0] == 403
    assert post(drafter, f"{BODIES}/moi", name="Bộ mẫu", on="01/01/2026")[0] == 403


def test_bodies_are_found_without_marks_and_the_list_asks_little(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    with count_statements(engine) as one:
        assert "Bộ Nội vụ" in admin.client.get(f"{BODIES}?ten=bo noi vu").text
    with count_statements(engine) as many:
        assert "<h3>" in admin.client.get(BODIES).text
    assert len(many) == len(one)
    assert "Không có cơ quan nào như vậy" in admin.client.get(f"{BODIES}?ten=khongcoten").text


def test_a_body_is_added(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    assert 'name="kind"' in admin.client.get(f"{BODIES}/moi").text

    form = {"name": "Cục mẫu", "code": "CM", "kind": "agency", "on": "01/10/2025"}
    status, page = post(admin, f"{BODIES}/moi", **form)

    assert status == 303
    assert "Cục mẫu" in admin.client.get(page).text
    status, again = post(admin, f"{BODIES}/moi", **form)
    assert (status, 'id="name-error"' in again) == (422, True)
    assert 'id="on-error"' in post(admin, f"{BODIES}/moi", **{**form, "on": ""})[1]


def test_a_renamed_body_leads_to_its_successor_and_back(
    browser_of: BrowserOf, ministry: str
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    status, page = post(
        admin, f"{ministry}/doi-ten", name="Bộ Nội vụ mới", code="BNVM", on="01/10/2025"
    )

    assert (status, page) == (303, page)
    old, new = admin.client.get(ministry).text, admin.client.get(page).text
    assert "Do cơ quan này kế tục và chịu trách nhiệm" in old
    assert f'href="{page}"' in old
    assert "/doi-ten" not in old  # what has ended is not renamed again
    assert "Kế tục và chịu trách nhiệm thay" in new
    assert f'href="{ministry}"' in new
    assert "Bộ Nội vụ mới" in admin.client.get(f"{BODIES}?ten=noi vu").text


@pytest.mark.parametrize(
    ("form", "sent", "field"),
    [
        ("doi-ten", {"name": "Bộ Tài chính", "on": "01/10/2025"}, "rename-name"),
        ("doi-ten", {"name": "Bộ mẫu", "on": "mai"}, "rename-on"),
        ("sap-nhap", {"successor": "không có", "on": "01/10/2025"}, "merge-successor"),
        ("sap-nhap", {"successor": "BNV", "on": "01/10/2025"}, "merge-successor"),
        ("cap-tren", {"parent": "không có"}, "under-parent"),
        ("cap-tren", {"parent": "BNV"}, "under-parent"),
    ],
)
def test_what_is_wrong_is_shown_beside_its_field(
    browser_of: BrowserOf, ministry: str, form: str, sent: dict[str, str], field: str
) -> None:
    status, page = post(browser_of(Role.ADMINISTRATOR), f"{ministry}/{form}", **sent)

    assert status == 422
    assert f'id="{field}-error"' in page


def test_a_part_is_handed_over_then_the_body_is_merged(
    browser_of: BrowserOf, ministry: str
) -> None:
    admin, form = browser_of(Role.ADMINISTRATOR), {"successor": "BTC", "on": "01/10/2025"}

    assert post(admin, f"{ministry}/sap-nhap", **form, scope="lao động") == (303, ministry)
    assert "Đã chuyển giao (lao động) cho" in admin.client.get(ministry).text
    assert post(admin, f"{ministry}/sap-nhap", **form) == (303, ministry)
    assert "Đến hết ngày 30/9/2025" in admin.client.get(ministry).text


def test_the_body_above_is_set_and_taken_away(browser_of: BrowserOf, ministry: str) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    assert post(admin, f"{ministry}/cap-tren", parent="CP") == (303, ministry)
    assert "Chính phủ</a>" in admin.client.get(ministry).text
    assert post(admin, f"{ministry}/cap-tren", parent="") == (303, ministry)
    assert "Chính phủ</a>" not in admin.client.get(ministry).text


def test_an_unknown_body_is_not_found(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    assert admin.client.get(f"{BODIES}/99999").status_code == 404
    assert post(admin, f"{BODIES}/99999/cap-tren", parent="")[0] == 404
