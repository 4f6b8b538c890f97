"""Read a "single file web page": a web page in the form of a mail with its pictures."""

import email
from email.message import Message
from typing import Final

from directives.errors import FileUnreadable
from directives.reading.extraction import Extraction
from directives.reading.formats.limits import DEFAULT_LIMITS, Limits, check_size
from directives.reading.formats.text.html import extract_html

_MAX_PARTS: Final = 1_000


def extract_mhtml(name: str, content: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Extraction:
    """Return the words of the first page of an MHTML file; `name` is only for the message.

    Raises:
        FileEmpty: there is no byte.
        FileTooLarge: it is larger than `limits` allow.
        FileNestedTooDeep: the elements of its page stand in each other too deep.
        FileUnreadable: it is broken or holds no page.
    """
    check_size(name, content, limits)
    try:
        page = _page(email.message_from_bytes(content.lstrip()))
    # The mail parser of the standard library is lenient but not proof against everything.
    except Exception as error:
        raise FileUnreadable(name=name) from error
    if page is None:
        raise FileUnreadable(name=name)
    html, charset = page
    return extract_html(name, html, declared=charset, limits=limits)


def _page(message: Message) -> tuple[bytes, str] | None:
    for count, part in enumerate(message.walk()):
        if count > _MAX_PARTS:
            return None
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                return payload, part.get_content_charset("")
    return None
