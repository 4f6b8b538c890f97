from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from api.feeds.calendar import CalendarDay, calendar, escaped, folded

DAY = CalendarDay(
    uid="cam-ket-7@may",
    day=date(2025, 12, 31),
    summary="Bộ Nội vụ: ban hành thông tư; hướng dẫn, tập huấn",
    description="Đã hứa\nchậm nhất 31/12",
    url="http://may/cam-ket/7",
    changed_at=datetime(2025, 10, 1, 3, tzinfo=UTC),
    sequence=2,
)


def unfolded(body: bytes) -> list[str]:
    return body.decode().replace("\r\n ", "").split("\r\n")


def test_a_day_is_an_event_of_the_whole_day_that_keeps_its_identity_when_it_moves() -> None:
    lines = unfolded(calendar("Lịch", [DAY]))

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "UID:cam-ket-7@may" in lines
    assert "SEQUENCE:2" in lines
    assert "DTSTART;VALUE=DATE:20251231" in lines
    assert "DTEND;VALUE=DATE:20260101" in lines
    assert "DTSTAMP:20251001T030000Z" in lines
    assert "SUMMARY:Bộ Nội vụ: ban hành thông tư\\; hướng dẫn\\, tập huấn" in lines
    assert "DESCRIPTION:Đã hứa\\nchậm nhất 31/12" in lines


@given(st.text(max_size=300))
def test_a_line_is_folded_at_75_octets_and_never_inside_a_letter(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    pieces = folded(line).split("\r\n")

    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert folded(line).replace("\r\n ", "") == line


@given(st.text(max_size=200))
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    assert not set("\r\n\0\x0b\x0c") & set(escaped(text))
