"""Every page in a real browser: at two widths, by keyboard, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from directives.settings import Settings
from directives.vocabulary import Role
from tests.api.web.conftest import PASSWORD, add_person, example_folder
from tests.factories import NOW
from tests.serving import served

__all__ = ["example_folder"]  # the fixture is asked for by its name

pytestmark = pytest.mark.browser

PAGES = (
    "/",
    "/tim-kiem",
    "/tim-kiem?q=dieu dong cong chuc",
    "/tim-kiem?q=zzzz",
    "/tim-kiem?q=8789/QĐ-BNV",
    "/tim-kiem?q=nghi dinh&sort=date&year=2025",
    "/van-ban",
    "/van-ban/4",
    "/khoang-trong",
    "/khoang-trong/6",
    "/cam-ket",
    "/cam-ket/1",
    "/bao-cao",
    "/bao-cao/giao-quy-dinh",
    "/bao-cao/thieu-ngay-hieu-luc",
    "/ma-tran",
    "/ma-tran/dia-phuong",
    "/ma-tran/o?sector=dat-dai&agency=10",
    "/ma-tran/o?gap=2&place=15",
    "/dia-phuong",
    "/dia-phuong?q=binh thuan",
    "/dia-phuong/15",
    "/dia-phuong/00004",
    "/bao-cao/qua-han?as_of=2025-10-20",
    "/dang-nhap",
)


@pytest.fixture(scope="module")
def site(example_folder: Path) -> Iterator[str]:
    """The address of the application with the example catalogue."""
    app = create_app(
        Settings(data_dir=example_folder, database_url=None),
        current_time=lambda: NOW,
        pulls_index=False,
    )
    add_person(app.state.engine, Role.OFFICER)
    with served(app) as address:
        yield address
    app.state.engine.dispose()


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("url", PAGES)
def test_a_page_fits_its_screen(browser_page: Page, site: str, url: str, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto(site + url)

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
    expect(browser_page.locator("h1")).to_have_count(1)


def test_a_clerk_finds_an_article_by_keyboard(browser_page: Page, site: str) -> None:
    browser_page.goto(site)
    browser_page.keyboard.press("/")
    browser_page.keyboard.type("dieu dong cong chuc tang cuong co so")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("link", name="Quyết định 878/QĐ-BNV, Điều 1").click()

    expect(browser_page.locator("#dieu-1")).to_be_in_viewport()


def test_an_officer_signs_in_and_says_we_too_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site}/khoang-trong/2")
    page.get_by_role("link", name="Đăng nhập để báo rằng địa phương bạn cũng vướng").click()
    page.get_by_label("Tên đăng nhập").fill("nguoi-officer")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Chúng tôi cũng vướng").click()

    expect(page.get_by_text("1 địa phương đã báo.")).to_be_visible()
    context.close()


def test_with_scripts_an_opened_hit_is_told_once(browser_page: Page, site: str) -> None:
    told: list[str] = []
    browser_page.on("request", lambda sent: told.append(sent.url))
    browser_page.goto(f"{site}/tim-kiem?q=tang+cuong+co+so")
    hit = browser_page.get_by_role("link", name="Quyết định 878/QĐ-BNV, Điều 1")
    with browser_page.expect_request("**/tim-kiem/mo?*") as opened:
        hit.click()

    assert opened.value.method == "POST"
    browser_page.wait_for_url("**/van-ban/*")
    assert sum("/tim-kiem/mo" in url for url in told) == 1


def test_typing_is_completed_and_the_keyboard_chooses(browser_page: Page, site: str) -> None:
    browser_page.goto(site)
    box = browser_page.get_by_role("combobox")
    box.press_sequentially("878")
    expect(browser_page.get_by_role("option").first).to_contain_text("878/QĐ-BNV")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(browser_page.get_by_role("listbox")).to_be_hidden()
    box.press_sequentially("/")
    browser_page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("Enter")

    expect(browser_page.get_by_role("heading", level=1)).to_contain_text("878/QĐ-BNV")


def test_without_scripts_what_is_opened_is_logged_and_a_request_is_made(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{site}/tim-kiem?q=tang+cuong+co+so")
    with page.expect_request("**/tim-kiem/mo?*") as opened:
        page.get_by_role("link", name="Quyết định 878/QĐ-BNV, Điều 1").click()
    assert opened.value.method == "POST"
    page.wait_for_url("**#dieu-1")

    page.goto(f"{site}/tim-kiem?q=hỏa+táng+zzzz")
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("link", name="Đăng nhập để đề nghị hướng dẫn").click()
    page.get_by_label("Tên đăng nhập").fill("nguoi-officer")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_label("Còn thiếu hướng dẫn về việc gì?")).to_have_value("hỏa táng zzzz")
    page.get_by_role("button", name="Kiểm tra và gửi").click()

    expect(page.get_by_text("1 địa phương đã báo.")).to_be_visible()
    context.close()
