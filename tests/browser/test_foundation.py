"""The frame of every page and its components, as a browser shows them."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 641, 1001, 1366])
def test_a_page_never_scrolls_sideways(browser_page: Page, sample_site: str, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    browser_page.goto(f"{sample_site}/mau?wrong=1")
    assert browser_page.evaluate("document.documentElement.scrollWidth") == width


def test_the_first_tab_shows_a_ringed_link_to_the_content(
    browser_page: Page, sample_site: str
) -> None:
    browser_page.goto(f"{sample_site}/mau")
    browser_page.keyboard.press("Tab")
    skip = browser_page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    expect(skip).to_have_css("outline-style", "solid")
    expect(skip).to_have_css("outline-width", "3px")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator("main")).to_be_focused()


def test_a_slash_goes_to_the_search(browser_page: Page, sample_site: str) -> None:
    browser_page.goto(f"{sample_site}/mau")
    browser_page.keyboard.press("/")
    search = browser_page.locator("input[type=search]")
    expect(search).to_be_focused()
    expect(search).to_have_value("")


def test_a_slash_in_a_field_is_a_slash(browser_page: Page, sample_site: str) -> None:
    browser_page.goto(f"{sample_site}/mau")
    name = browser_page.get_by_label("Tên đăng nhập")
    name.press("End")
    name.press("/")
    expect(name).to_have_value("can-bo/")


def test_the_summary_of_errors_takes_the_focus_and_leads_to_the_field(
    browser_page: Page, sample_site: str
) -> None:
    browser_page.goto(f"{sample_site}/mau?wrong=1")
    expect(browser_page.get_by_role("alert")).to_be_focused()
    browser_page.get_by_role("link", name="Hãy điền tên đăng nhập.").click()
    name = browser_page.get_by_label("Tên đăng nhập")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description(
        "Tên do quản trị hệ thống cấp. Lỗi: Hãy điền tên đăng nhập."
    )


def test_rows_become_cards_that_name_their_columns(browser_page: Page, sample_site: str) -> None:
    browser_page.set_viewport_size({"width": 360, "height": 800})
    browser_page.goto(f"{sample_site}/mau")
    cell = browser_page.locator("td[data-label]").first
    expect(cell).to_have_css("display", "block")
    before = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert before == '"Trích yếu: "'


def test_everything_works_without_scripts(browser: Browser, sample_site: str) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{sample_site}/mau")
    page.locator("input[type=search]").fill("nghỉ việc")
    page.get_by_role("button", name="Tìm kiếm").click()
    assert page.url.startswith(f"{sample_site}/tim-kiem?q=ngh")
    plain.close()


def test_a_chosen_language_is_remembered(browser_page: Page, sample_site: str) -> None:
    browser_page.goto(f"{sample_site}/mau")
    browser_page.get_by_role("link", name="English").click()
    expect(browser_page.locator("html")).to_have_attribute("lang", "en")
    browser_page.goto(f"{sample_site}/mau")
    expect(browser_page.locator("html")).to_have_attribute("lang", "en")


def test_paper_shows_no_navigation(browser_page: Page, sample_site: str) -> None:
    browser_page.goto(f"{sample_site}/mau")
    browser_page.emulate_media(media="print")
    expect(browser_page.get_by_role("navigation")).to_have_count(0)
    expect(browser_page.get_by_role("search")).to_have_count(0)
    expect(browser_page.get_by_role("heading", level=1)).to_be_visible()
