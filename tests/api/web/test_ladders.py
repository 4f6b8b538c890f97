from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.statements import count_statements

BrowserOf = Callable[[Role], Browser]
PAGE = "/quan-tri/thang-nhac"
FORM = {"person": "-10, −3, 0", "unit_head": "2", "office": "", "oversight": "9", "reason": "Thử"}


def post(browser: Browser, kind: str, **form: str) -> tuple[int, str]:
    sent = browser.client.post(f"{PAGE}/{kind}", data={"csrf_token": browser.csrf, **form})
    return sent.status_code, sent.headers.get("location", sent.text)


def test_ladders_are_shown_and_changed(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    assert 'value="-30, -7, -3, -1, 0"' in admin.client.get(PAGE).text

    assert post(admin, "dated", **FORM) == (303, f"{PAGE}#dated")
    chase = {"person": "7 21", "unit_head": "21", "every": "14", "reason": "Thử nữa"}
    assert post(admin, "undated", **chase) == (303, f"{PAGE}#undated")

    page = admin.client.get(PAGE).text
    for told in ('value="-10, -3, 0"', 'value="7, 21"', 'value="14"', "Thử nữa", "sau mỗi 14 ngày"):
        assert told in page


def test_the_ladders_that_nobody_changes_are_shown(browser_of: BrowserOf) -> None:
    page = " ".join(browser_of(Role.ADMINISTRATOR).client.get(PAGE).text.split())
    _, fixed = page.split('id="co-dinh"')
    for told in ("Ngày báo đã hoàn thành:", "0, 7, 14, 30; nhắc lại sau mỗi 30 ngày"):
        assert told in fixed


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("dated", {"person": "bảy"}, "dated-person"),
        ("dated", {"unit_head": "2; hai"}, "dated-unit_head"),
        ("dated", {"unit_head": "-20"}, "dated-person"),
        ("dated", {"reason": ""}, "dated-reason"),
        ("undated", {"person": "1", "every": ""}, "undated-every"),
    ],
)
def test_what_is_wrong_is_shown_beside_its_field_and_what_was_typed_stays(
    browser_of: BrowserOf, kind: str, wrong: dict[str, str], field: str
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    status, page = post(admin, kind, **{**FORM, **wrong})

    assert status == 422
    assert f'id="{field}-error"' in page
    assert f'href="#{field}"' in page
    assert 'value="9"' in page


def test_only_administrators_keep_ladders(client: TestClient, browser_of: BrowserOf) -> None:
    drafter = browser_of(Role.DRAFTER)

    assert client.get(PAGE).headers["location"] == f"/dang-nhap?next={PAGE}"
    assert drafter.client.get(PAGE).status_code == 403
    assert post(drafter, "dated", **FORM)[0] == 403


def test_an_unknown_ladder_is_refused(browser_of: BrowserOf) -> None:
    assert post(browser_of(Role.ADMINISTRATOR), "never", **FORM)[0] == 422


def test_the_page_asks_the_database_as_little_for_many_changes_as_for_one(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    def asked() -> int:
        with count_statements(engine) as counted:
            admin.client.get(PAGE)
        return len(counted)

    post(admin, "dated", **FORM)
    one = asked()
    for day in (1, 2, 3):
        post(admin, "dated", **{**FORM, "person": str(-20 - day)})

    assert asked() == one
