"""Write iCalendar (RFC 5545). Pure: values in, bytes out.

By hand: what is written are days with words, and no library of the lock file writes them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
_FOLDED_AT = 75  # octets of a line, RFC 5545 section 3.1
_PRODUCT = "-//Directives//Guidance//VI"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Something that is due on a day.

    Attributes:
        uid: Never changes, so that a moved day moves in the reader's calendar.
        sequence: How often the day was moved.
        changed_at: When it was last moved, or first said; aware.
        is_over: It was withdrawn: calendars take it out.
    """

    uid: str
    day: date
    summary: str
    description: str
    url: str
    changed_at: datetime
    sequence: int = 0
    is_over: bool = False


def calendar(name: str, days: Sequence[CalendarDay]) -> bytes:
    """Return a calendar in UTF-8: each day an event of the whole day, lines folded and CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
        *(line for one in days for line in _event(one)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(one: CalendarDay) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{one.uid}"
    yield f"DTSTAMP:{_instant(one.changed_at)}"
    yield f"LAST-MODIFIED:{_instant(one.changed_at)}"
    yield f"SEQUENCE:{one.sequence}"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(one.summary)}"
    yield f"DESCRIPTION:{escaped(one.description)}"
    yield f"URL:{one.url}"
    yield f"STATUS:{'CANCELLED' if one.is_over else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(words: str) -> str:
    """Return text as a value: backslash, comma, semicolon and line ends escaped, no controls."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    plain = plain.replace("\n", "\\n")
    return "".join(letter for letter in plain if letter.isprintable() or letter == "\t")


def folded(line: str) -> str:
    """Return a line cut into pieces of at most 75 octets, never inside a letter."""
    pieces: list[str] = []
    piece, room = "", _FOLDED_AT
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _FOLDED_AT - 1  # the blank that begins a further piece
        piece += letter
        room -= size
    return "\r\n ".join([*pieces, piece])


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
