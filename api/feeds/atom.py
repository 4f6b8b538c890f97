"""Write Atom (RFC 4287). Pure: values in, bytes out."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new. Instants are aware; `id` is a tag URI that never changes."""

    id: str
    title: str
    url: str
    updated: datetime
    summary: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, the newest first.

    Attributes:
        updated: When the newest entry came; of an empty feed, the beginning of the day.
        url: The page that shows the same.
        own_url: The address of the feed itself.
    """

    id: str
    title: str
    author: str
    language: str
    updated: datetime
    url: str
    own_url: str
    entries: Sequence[Entry]


def tag_uri(host: str, path: str) -> str:
    """Return a tag URI (RFC 4151) of this service; the year is that of the first release."""
    return f"tag:{host},2025:{path}"


def atom(feed: Feed) -> bytes:
    """Return the feed as XML in UTF-8."""
    ET.register_namespace("", ATOM)
    root = ET.Element(_name("feed"), {"xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", feed.updated.isoformat())
    _text(ET.SubElement(root, _name("author")), "name", feed.author)
    _link(root, feed.url, "alternate", "text/html")
    _link(root, feed.own_url, "self", MEDIA_TYPE)
    for entry in feed.entries:
        _add(root, entry)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add(root: ET.Element, entry: Entry) -> None:
    node = ET.SubElement(root, _name("entry"))
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _text(node, "published", entry.updated.isoformat())
    _text(node, "updated", entry.updated.isoformat())
    _link(node, entry.url, "alternate", "text/html")
    if entry.category:
        ET.SubElement(node, _name("category"), {"term": _clean(entry.category)})
    _text(node, "summary", entry.summary)


def _name(local: str) -> str:
    return f"{{{ATOM}}}{local}"


def _text(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, _name(name)).text = _clean(words)


def _link(parent: ET.Element, url: str, relation: str, media_type: str) -> None:
    ET.SubElement(parent, _name("link"), {"rel": relation, "type": media_type, "href": url})


def _clean(words: str) -> str:
    return _NOT_XML.sub("", words)
