"""Pages are escaped, strict, in the reader's language, and their files may be kept."""

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient
from jinja2 import UndefinedError

from api.web.rendering import environment, language_of, render
from api.web.static_files import KEEP_FOR_A_YEAR, KeptStaticFiles, static_url

PAGE = """{% extends "base.html" %}
{% block title %}T{% endblock %}
{% block main %}<p>{{ words }}</p><p>{{ url_with(type="CV", page=none) }}</p>{% endblock %}"""
ACCOUNT = SimpleNamespace(
    display_name="Chuyên viên <thứ nhất>", role="oversight", place_code=None, unread=0
)


def make_site(*, signed_in: bool = False) -> FastAPI:
    site = FastAPI()
    site.mount("/static", KeptStaticFiles())

    @site.get("/{address:path}")
    def page(request: Request, address: str) -> HTMLResponse:
        if signed_in:
            request.state.account = ACCOUNT
            request.state.csrf_token = "token-1"
        template = environment(language_of(request)).from_string(PAGE)
        return render(request, template, status_code=203, words="<b>16/CV-XYZ</b>")

    return site


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(make_site()) as fresh:
        yield fresh


def test_values_are_escaped_and_the_status_is_the_callers(client: TestClient) -> None:
    answer = client.get("/van-ban")
    assert answer.status_code == 203
    assert "&lt;b&gt;16/CV-XYZ&lt;/b&gt;" in answer.text


def test_a_name_that_the_page_lacks_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment("vi").from_string("{{ forgotten }}").render()


@pytest.mark.parametrize(
    ("query", "cookie", "language"),
    [
        ("", None, "vi"),
        ("?lang=en", None, "en"),
        ("", "en", "en"),
        ("?lang=vi", "en", "vi"),
        ("?lang=fr", "en", "en"),
        ("?lang=fr", "../../etc", "vi"),
    ],
)
def test_the_language_is_the_address_then_the_cookie_then_vietnamese(
    client: TestClient, query: str, cookie: str | None, language: str
) -> None:
    if cookie:
        client.cookies.set("lang", cookie)
    answer = client.get(f"/van-ban{query}")
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["content-language"] == language
    assert ("set-cookie" in answer.headers) == (query == f"?lang={language}")


def test_a_chosen_language_is_kept_in_a_guarded_cookie(client: TestClient) -> None:
    cookie = client.get("/van-ban?lang=en").headers["set-cookie"]
    assert cookie.startswith("lang=en; HttpOnly; Max-Age=31536000; Path=/; SameSite=lax")


def test_links_keep_the_rest_of_the_address(client: TestClient) -> None:
    answer = client.get("/van-ban?q=nghỉ việc&page=3&type=QĐ")
    assert "<p>?q=ngh%E1%BB%89+vi%E1%BB%87c&amp;type=CV</p>" in answer.text


def test_no_address_leads_elsewhere(client: TestClient) -> None:
    assert 'href="?lang=en"' in client.get("http://testserver//elsewhere.example/").text


def test_the_search_keeps_its_words(client: TestClient) -> None:
    assert 'value="&#34;nghỉ việc&#34;"' in client.get('/tim-kiem?q="nghỉ việc"').text


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/van-ban", [("/van-ban", "page")]),
        ("/van-ban/7", [("/van-ban", "true")]),
        ("/van-ban-khac", []),
        ("/dang-nhap", [("/dang-nhap", "page")]),
    ],
)
def test_the_menu_shows_where_the_reader_is(
    client: TestClient, address: str, current: list[tuple[str, str]]
) -> None:
    page = client.get(address).text
    assert re.findall(r'href="([^"]+)"\s+aria-current="(\w+)"', page) == current


def test_a_guest_may_sign_in_and_an_account_may_sign_out(client: TestClient) -> None:
    guest = client.get("/").text
    assert "/dang-nhap" in guest
    assert "/dang-xuat" not in guest
    known = TestClient(make_site(signed_in=True)).get("/").text
    assert "Chuyên viên &lt;thứ nhất&gt;" in known
    assert '<input type="hidden" name="csrf_token" value="token-1">' in known
    assert "/dang-nhap" not in known


def test_a_file_asked_by_its_hash_is_kept_and_any_other_way_is_not(client: TestClient) -> None:
    kept = client.get(static_url("style.css"))
    assert kept.headers["cache-control"] == KEEP_FOR_A_YEAR
    assert kept.headers["content-type"].startswith("text/css")
    assert "cache-control" not in client.get("/static/style.css").headers
    assert "cache-control" not in client.get("/static/style.css?v=0").headers


@pytest.mark.parametrize("address", ["/static/none.css?v=1", "/static/..%2Frendering.py?v=1"])
def test_nothing_else_is_served(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_address_of_a_lost_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        static_url("none.css")


def test_the_style_sheet_stays_small(client: TestClient) -> None:
    assert len(client.get("/static/style.css").content) < 20_000
