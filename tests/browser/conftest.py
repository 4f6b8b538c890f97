"""A real browser and the sample site; both are skipped where no browser is installed."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.sample import make_sample_site
from tests.serving import served

# What Chromium needs to run as root on a machine without a screen, and to call nobody.
CHROMIUM_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium for all tests of a run."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium is installed here")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has seen nothing yet, on the clerk's screen of 1366 pixels."""
    fresh = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    yield fresh
    fresh.close()


@pytest.fixture
def browser_page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when the browser complains (a broken script, a lost file)."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    yield page
    assert complaints == []


@pytest.fixture(scope="session")
def sample_site() -> Iterator[str]:
    """The address of the sample site, served from a thread on a free port."""
    with served(make_sample_site()) as address:
        yield address
