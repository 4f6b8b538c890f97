"""A drafter registers a letter in a real browser: drag or choose, by keyboard, without scripts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from api.app import create_app
from directives.settings import Settings
from directives.vocabulary import Role
from directives.writing.docx import write_document
from tests.api.web.conftest import PASSWORD, add_person
from tests.databases import SqliteTemplate
from tests.factories import NOW
from tests.services.test_registration import DECISION, LETTER
from tests.serving import served

pytestmark = pytest.mark.browser

MOST_REQUESTS = 5


@pytest.fixture
def site(sqlite_template: SqliteTemplate, tmp_path: Path) -> Iterator[str]:
    """The address of the application with an empty catalogue and a drafter."""
    folder = tmp_path / "data"
    folder.mkdir()
    with sqlite_template.copy(folder):
        settings = Settings(data_dir=folder, database_url=None)
        app = create_app(settings, current_time=lambda: NOW, pulls_index=False)
        add_person(app.state.engine, Role.DRAFTER)
        with served(app) as address:
            yield address
        app.state.engine.dispose()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "cong-van.docx"
    file.write_bytes(write_document(LETTER))
    return file


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/dang-nhap?next=/van-ban")
    page.get_by_label("Tên đăng nhập").fill("nguoi-drafter")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()


def test_a_letter_is_registered_by_keyboard_with_few_requests(
    browser_page: Page, site: str, letter: Path
) -> None:
    sign_in(browser_page, site)
    asked: list[str] = []
    browser_page.on(
        "request",
        lambda request: (
            asked.append(f"{request.method} {request.url}")
            if "/static/" not in request.url
            else None
        ),
    )
    browser_page.get_by_role("link", name="Tải văn bản lên").click()
    browser_page.get_by_label("Tệp văn bản").set_input_files(letter)
    browser_page.get_by_role("button", name="Tải lên và đọc").click()
    browser_page.wait_for_url("**/ra-soat")
    keyboard = browser_page.keyboard
    expect(browser_page.locator(".field.at label")).to_have_text("Số, ký hiệu")
    expect(browser_page.locator("mark.at")).to_have_text("7001/BNV-TCBC")
    keyboard.press("Enter")  # the number is right
    keyboard.press("a")  # so is the type
    keyboard.press("Enter")
    keyboard.press("Enter")
    keyboard.type("Rà soát lại")  # the title is typed anew
    keyboard.press("Enter")
    keyboard.press("x")  # no place
    keyboard.press("Control+Enter")
    browser_page.wait_for_url("**/van-ban/1")

    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Công văn 7001/BNV-TCBC")
    expect(browser_page.locator(".lede")).to_have_text("Rà soát lại")
    assert len(asked) <= MOST_REQUESTS, asked


def test_several_files_show_their_progress_and_outcome(
    browser_page: Page, site: str, letter: Path, tmp_path: Path
) -> None:
    decision, broken = tmp_path / "quyet-dinh.docx", tmp_path / "hong.docx"
    decision.write_bytes(write_document(DECISION))
    broken.write_bytes(b"PK\x03\x04cut")
    sign_in(browser_page, site)
    browser_page.goto(f"{site}/van-ban/tai-len")
    browser_page.get_by_label("Tệp văn bản").set_input_files([broken, letter, decision])
    browser_page.get_by_role("button", name="Tải lên và đọc").click()

    rows = browser_page.locator("#progress > li")
    expect(rows.locator(".badge")).to_have_text(
        ["Không nhận được", "Đã lưu bản nháp", "Đã lưu bản nháp"]
    )
    rows.get_by_role("link", name="quyet-dinh.docx").click()
    expect(browser_page.get_by_role("textbox", name="Số, ký hiệu")).to_have_value("901/QĐ-BNV")


def test_a_letter_is_dropped_onto_the_page(browser_page: Page, site: str, letter: Path) -> None:
    sign_in(browser_page, site)
    browser_page.goto(f"{site}/van-ban/tai-len")
    data = browser_page.evaluate_handle(
        """(bytes) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "tha.docx"));
            return data;
        }""",
        list(letter.read_bytes()),
    )
    browser_page.dispatch_event(".drop", "drop", {"dataTransfer": data})

    browser_page.wait_for_url("**/ra-soat")


def test_what_was_typed_survives_a_reload(browser_page: Page, site: str, letter: Path) -> None:
    sign_in(browser_page, site)
    browser_page.goto(f"{site}/van-ban/tai-len")
    browser_page.get_by_label("Tệp văn bản").set_input_files(letter)
    browser_page.get_by_role("button", name="Tải lên và đọc").click()
    browser_page.wait_for_url("**/ra-soat")
    browser_page.get_by_label("Nơi ban hành").fill("Huế")
    browser_page.reload()

    expect(browser_page.get_by_label("Nơi ban hành")).to_have_value("Huế")


@pytest.mark.parametrize("width", [390, 1366])
def test_the_pages_fit_their_screen_without_scripts(
    browser: Browser, site: str, tmp_path: Path, width: int
) -> None:
    context = browser.new_context(
        java_script_enabled=False, locale="vi-VN", viewport={"width": width, "height": 768}
    )
    page = context.new_page()
    sign_in(page, site)
    for number in ("7001/BNV-TCBC", "7001/BNV-TCBC"):
        file = tmp_path / "thu.docx"
        other = f"Đề nghị các tỉnh thực hiện lần {page.url}."
        file.write_bytes(write_document(replace(LETTER, number=number, paragraphs=(other,))))
        page.goto(f"{site}/van-ban/tai-len")
        page.get_by_label("Tệp văn bản").set_input_files(file)
        page.get_by_role("button", name="Tải lên và đọc").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Tải văn bản lên")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_role("heading", level=1)).to_have_text("Tệp có vẻ đã có trong danh mục")
    page.get_by_label("Ghi nhận là bản mới").check()
    page.get_by_role("button", name="Thực hiện").click()
    page.get_by_role("button", name="Công bố").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Công văn 7001/BNV-TCBC")
    context.close()
