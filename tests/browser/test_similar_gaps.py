"""What is nearly alike appears while somebody types what is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.app import create_app
from directives.models.base import saved_id
from directives.settings import Settings
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.web.conftest import PASSWORD, add_person, example_folder
from tests.factories import NOW, make_gap
from tests.serving import served

__all__ = ["example_folder"]  # the fixture is asked for by its name

pytestmark = pytest.mark.browser

TITLE = "Mức phí hỏa táng ở xã"


@pytest.fixture(scope="module")
def site(example_folder: Path) -> Iterator[tuple[str, int]]:
    """The address of the application and the id of a gap, with an officer and a drafter."""
    app = create_app(
        Settings(data_dir=example_folder, database_url=None),
        current_time=lambda: NOW,
        pulls_index=False,
    )
    for role in (Role.OFFICER, Role.DRAFTER):
        add_person(app.state.engine, role)
    with unit_of_work(app.state.engine) as session:
        known = saved_id(make_gap(session, title=TITLE))
        for title in ("Phí hỏa táng ở xã miền núi", "Thẻ bảo hiểm y tế"):
            make_gap(session, title=title)
    with served(app) as address:
        yield address, known
    app.state.engine.dispose()


def sign_in(page: Page, address: str, role: Role, path: str) -> None:
    page.goto(f"{address}/dang-nhap?next={path}")
    page.get_by_label("Tên đăng nhập").fill(f"nguoi-{role.value}")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"**{path}")


@pytest.mark.parametrize("width", [390, 1366])
def test_an_officer_who_types_sees_what_is_alike_and_joins(
    browser_page: Page, site: tuple[str, int], width: int
) -> None:
    address, known = site
    browser_page.set_viewport_size({"width": width, "height": 900})
    sign_in(browser_page, address, Role.OFFICER, "/khoang-trong/bao")
    title = browser_page.get_by_label("Còn thiếu hướng dẫn về việc gì?")

    title.press_sequentially("phi hoa tang o xa")

    expect(browser_page.get_by_role("link", name=TITLE)).to_be_visible()
    expect(browser_page.get_by_role("status").last).to_contain_text("Khoảng trống gần giống")
    expect(title).to_be_focused()
    title.fill("thẻ nhà báo")
    expect(browser_page.get_by_role("link", name=TITLE)).to_have_count(0)
    title.fill("phi hoa tang o xa")
    browser_page.locator(f'button[formaction="/khoang-trong/{known}/cung-vuong"]').click()
    browser_page.wait_for_url(f"**/khoang-trong/{known}#dang-cho")


def test_a_drafter_sees_others_while_changing_a_gap(
    browser_page: Page, site: tuple[str, int]
) -> None:
    address, known = site
    sign_in(browser_page, address, Role.DRAFTER, f"/khoang-trong/{known}/sua")
    expect(browser_page.get_by_role("link", name="Phí hỏa táng ở xã miền núi")).to_be_visible()

    browser_page.get_by_label("Tên khoảng trống").press_sequentially(", thẻ bảo hiểm y tế")

    expect(browser_page.locator("[data-similar] a")).to_have_text("Thẻ bảo hiểm y tế")
