"""What the letter of a day says of each promise."""

import json
from typing import Any

from api.letters import digest_letter
from directives.models.outbox import OutboxMessage
from directives.services.digests import TOPIC
from tests.factories import NOW


def letter_of(**entry: Any) -> str:
    """Return the text of a letter of 10 October 2025 with one promise."""
    return digest_letter(letter_message([], **entry), base_url="", language="vi").text


def letter_message(alarms: list[dict[str, Any]], **entry: Any) -> OutboxMessage:
    """Return what the outbox holds of such a letter, with alarms beside the promise."""
    said = {
        "commitment_id": 7,
        "contact_id": 3,
        "is_optional": False,
        "promise": "Ban hành thông tư",
        "body": "Bộ Nội vụ",
        "promised_on": "2025-10-01",
        "audience": "person",
        "instead_of": None,
        **entry,
    }
    to = {"name": "A", "email": "a@bo.example", "day": "2025-10-10"}
    payload = json.dumps({**to, "alarms": alarms, "entries": [said]})
    return OutboxMessage(id=1, key="digest", topic=TOPIC, payload=payload, created_at=NOW)


def test_each_deadline_of_which_it_tells_has_its_sentence() -> None:
    deadlines = [
        {"basis": "due", "due_to": "2025-10-14"},
        {"basis": "internal", "due_to": "2025-10-08"},
    ]

    text = letter_of(deadlines=deadlines)

    assert "Còn 4 ngày, hạn cuối 14/10/2025." in text
    assert "Hạn nội bộ 08/10/2025: quá hạn 2 ngày (từ 09/10/2025)." in text


def test_a_stage_that_the_calendar_moved_is_named() -> None:
    stage = {"basis": "stage", "due_to": "2025-10-14", "moved_from": "2025-10-13"}

    text = " ".join(letter_of(stage="comments", deadlines=[stage]).split())

    assert "Bước lấy ý kiến, hạn 14/10/2025: còn 4 ngày." in text
    assert (
        "Lịch làm việc thay đổi nên hạn của bước lấy ý kiến dời từ 13/10/2025 sang 14/10/2025."
    ) in text


def test_alarms_stand_before_the_promises_of_the_same_letter() -> None:
    alarm = {"kind": "body_unreached", "details": {"agency_id": 1, "name": "Cục A"}}
    message = letter_message([alarm], due_to="2025-10-14")

    letter = digest_letter(message, base_url="https://x.example", language="vi")

    assert letter.subject == "1 báo động; 1 cam kết cần bạn xem, ngày 10/10/2025"
    assert letter.text.index("Cục A không có người nhận") < letter.text.index("Ban hành thông tư")
    assert "https://x.example/quan-tri/nguoi-lien-he/con-thieu" in letter.text
    assert "Cục A không có người nhận" in letter.html


def test_whose_body_is_only_named_is_said_with_what_its_reader_can_do() -> None:
    named = {"body": "Bộ Công\nthương cũ", "is_unlisted": True, "audience": "head", "contact_id": 1}

    message = letter_message([], due_to="2025-10-14", **named)
    letter = digest_letter(message, base_url="https://x.example", language="vi", secret="s")
    text = " ".join(letter.text.split())

    assert "cơ quan “Bộ Công thương cũ” chưa có trong danh mục" in text
    assert "https://x.example/cam-ket/7#chuyen" in text
    assert "Báo cho: " not in text
    assert "/thu/" not in text


def test_what_was_typed_makes_no_line_of_its_own() -> None:
    typed = {"promise": "Ban hành thông tư\n\n- Việc giả", "body": "Bộ\r\nGiả"}

    text = letter_of(due_to="2025-10-14", **typed)

    assert "Ban hành thông tư - Việc giả" in text
    assert "Bộ Giả" in text


def test_a_letter_written_by_an_older_version_can_still_be_sent() -> None:
    assert "Còn 4 ngày, hạn cuối 14/10/2025." in letter_of(due_to="2025-10-14")
    moved = letter_of(deadlines=[{"basis": "due", "due_to": "2025-10-14"}], moved_from="2025-10-13")
    assert "nên hạn dời từ 13/10/2025 sang 14/10/2025." in " ".join(moved.split())
    undated = letter_of(deadlines=[{"basis": "due", "due_to": None}])
    assert "Hứa ngày 01/10/2025 mà chưa có thời hạn." in undated


def test_a_date_without_a_day_yet_is_named_by_what_decides_it() -> None:
    undated = [{"basis": "due", "due_to": None}]

    text = letter_of(deadlines=undated, named="kỳ họp thứ 10\ncủa Quốc hội")

    assert "Hứa ngày 01/10/2025, thời hạn “kỳ họp thứ 10 của Quốc hội” chưa rõ ngày." in text
    assert "chưa có thời hạn" not in text


def test_who_oversees_reads_since_when_a_promise_rests() -> None:
    asked = letter_of(audience="oversight", deadlines=[{"basis": "pause", "due_to": "2025-09-10"}])

    assert "Tạm dừng từ ngày 10/9/2025; hãy xem còn lý do để dừng hay cho tiếp tục." in " ".join(
        asked.split()
    )
