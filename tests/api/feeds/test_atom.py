import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from directives.vocabulary import RecordState
from tests.factories import NOW, make_document

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def document(stored: Callable[..., Any], pull_index: Callable[[], None]) -> Any:
    made = stored(lambda session: make_document(session, title="Viễn xứ & <ghi>\x0b sổ"))
    stored(lambda session: make_document(session, title="Viễn xứ", state=RecordState.DRAFT))
    stored(lambda session: make_document(session, title="Viễn xứ nêu tên", is_stub=True))
    pull_index()
    return made


def words(node: ET.Element, name: str) -> str:
    found = node.findtext(ATOM + name)
    assert found is not None
    return found


def links(node: ET.Element) -> dict[str, str]:
    return {one.attrib["rel"]: one.attrib["href"] for one in node.findall(f"{ATOM}link")}


def test_new_documents_are_a_feed_of_published_ones(client: TestClient, document: Any) -> None:
    answer = client.get("/feeds/van-ban.atom")
    feed = ET.fromstring(answer.content)

    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert feed.tag == f"{ATOM}feed"
    assert words(feed, "id") == "tag:testserver,2025:feeds/van-ban"
    assert links(feed) == {
        "alternate": "http://testserver/van-ban",
        "self": "http://testserver/feeds/van-ban.atom",
    }
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Theo dõi văn bản hướng dẫn"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert words(entry, "id") == f"tag:testserver,2025:van-ban/{document.id}"
    assert words(entry, "title").endswith(": Viễn xứ & <ghi> sổ")
    assert words(entry, "updated") == words(feed, "updated") == NOW.isoformat()
    assert links(entry) == {"alternate": f"http://testserver/van-ban/{document.id}"}


def test_any_search_is_a_feed_with_its_filters(client: TestClient, document: Any) -> None:
    def entries(**query: str) -> list[str]:
        feed = ET.fromstring(client.get("/feeds/tim-kiem.atom", params=query).content)
        return [words(entry, "id") for entry in feed.findall(f"{ATOM}entry")]

    found = [f"tag:testserver,2025:van-ban/{document.id}"]
    assert entries(q="vien xu ghi so")[:1] == found
    assert entries(q="vien xu", type="QĐ") == entries(q="") == entries(q="zzzz") == []


def test_a_feed_without_entries_is_valid_and_in_the_language_asked_for(client: TestClient) -> None:
    feed = ET.fromstring(client.get("/feeds/tim-kiem.atom?q=zz%00&lang=en").content)

    assert words(feed, "updated") == "2025-10-01T00:00:00+00:00"
    assert words(feed, "title") == "Search: zz - Guidance document tracker"
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en"


def test_a_feed_that_has_not_changed_is_not_sent_again(client: TestClient, document: Any) -> None:
    etag = client.get("/feeds/van-ban.atom").headers["etag"]

    again = client.get("/feeds/van-ban.atom", headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_pages_name_their_feed(client: TestClient, document: Any) -> None:
    page = client.get("/tim-kiem?q=vien xu&type=CV").text

    assert 'href="/feeds/van-ban.atom"' in page
    assert 'href="/feeds/tim-kiem.atom?q=vien+xu&amp;type=CV"' in page
