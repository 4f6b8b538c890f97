"""What pages take from an address: record numbers, the page of a list, where to go next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar
from urllib.parse import urlsplit

from fastapi import Depends, Path

ROWS_PER_PAGE = 50
LARGEST_ID = 2**31 - 1

RecordId = Annotated[int, Path(ge=1, le=LARGEST_ID)]

_Row = TypeVar("_Row")


async def page_number(page: str = "") -> int:
    """Return the page asked for; whatever is no page is the first."""
    plain = page if page.isascii() and page.isdecimal() else ""
    return max(int(plain[:6] or "1"), 1)


PageNumber = Annotated[int, Depends(page_number)]


@dataclass(frozen=True, slots=True)
class Paged(Generic[_Row]):
    """The rows of one page, and how many there are in all."""

    rows: Sequence[_Row]
    page: int
    last: int
    total: int


def last_page(total: int, size: int = ROWS_PER_PAGE) -> int:
    """Return the number of the last page; a list without rows has one page."""
    return max(-(-total // size), 1)


def paged(rows: Sequence[_Row], page: int, size: int = ROWS_PER_PAGE) -> Paged[_Row]:
    """Return a page of rows; beyond the last page, the last."""
    last = last_page(len(rows), size)
    shown = min(page, last)
    return Paged(rows[(shown - 1) * size : shown * size], shown, last, len(rows))


def whole_number(text: str) -> int | None:
    """Return the number that a filter names, or None if it names none."""
    plain = text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_ID)) - 1
    return int(text) if plain else None


def local_path(wanted: str) -> str:
    """Return where to go next, if it is a path of this site, else the home page.

    What begins with two slashes, or hides a backslash or a control character, would lead a
    browser elsewhere.
    """
    is_clean = wanted.isprintable() and "\\" not in wanted
    if not is_clean or not wanted.startswith("/") or wanted.startswith("//"):
        return "/"
    parts = urlsplit(wanted)
    return wanted if not parts.scheme and not parts.netloc else "/"
