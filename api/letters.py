"""What letters say: a digest of what one person is to be told that day."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from api.web.rendering import environment
from api.web.words import Words
from directives.mail import Letter
from directives.models.outbox import OutboxMessage
from directives.translation import N_
from directives.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One promise of a digest, with everything decided before the template."""

    promise: str
    body: str
    standing: str
    why: str  # why this reader is told
    url: str


def digest_letter(message: OutboxMessage, *, base_url: str, language: str) -> Letter:
    """Return the letter that a message of the outbox owes, in one language."""
    said = json.loads(message.payload)
    words = Words(language)
    day = date.fromisoformat(said["day"])
    lines = [_line(entry, day, words, base_url) for entry in said["entries"]]
    facts = {
        "name": said["name"],
        "day": day,
        "count": len(lines),
        "groups": _groups(lines),
        "list_url": f"{base_url}/cam-ket",
    }
    made = environment(language)
    subject = words.ngettext(
        "{count} cam kết cần bạn xem, ngày {day}",
        "{count} cam kết cần bạn xem, ngày {day}",
        len(lines),
        day=words.day(day),
    )
    return Letter(
        key=message.key,
        to=said["email"],
        subject=subject,
        text=made.get_template("letters/digest.txt").render(facts),
        html=made.get_template("letters/digest.html").render(facts, subject=subject),
        written_at=message.created_at,
    )


def _line(entry: dict[str, str | None], day: date, words: Words, base_url: str) -> DigestLine:
    due_to = date.fromisoformat(entry["due_to"]) if entry["due_to"] else None
    lateness = environment(words.language).filters["lateness"]
    if due_to is None:
        promised = date.fromisoformat(str(entry["promised_on"]))
        standing = words.say(
            N_("Hứa ngày {day} mà chưa có thời hạn. Hãy cho biết ngày hoàn thành."),
            day=words.day(promised),
        )
    else:
        due = words.say(N_("hạn cuối {day}"), day=words.day(due_to))
        standing = f"{lateness(due_to, day)}, {due}."
        if moved_from := entry.get("moved_from"):
            moved = N_("Lịch làm việc thay đổi nên hạn dời từ {before} sang {after}.")
            before = words.day(date.fromisoformat(moved_from))
            standing += " " + words.say(moved, before=before, after=words.day(due_to))
    return DigestLine(
        promise=str(entry["promise"]),
        body=str(entry["body"]),
        standing=standing,
        why=_why(entry, words),
        url=f"{base_url}/cam-ket/{entry['commitment_id']}",
    )


def _why(entry: dict[str, str | None], words: Words) -> str:
    if entry["instead_of"]:
        return words.say(
            N_("Báo cho bạn vì {body} chưa có người nhận ở cấp này."), body=entry["instead_of"]
        )
    return words.say(N_("Báo cho: {circle}."), circle=words.label(Audience(str(entry["audience"]))))


def _groups(lines: Sequence[DigestLine]) -> list[tuple[str, list[DigestLine]]]:
    """Group by body; the body with the most urgent promise comes first."""
    place = {line.body: number for number, line in reversed(list(enumerate(lines)))}
    ordered = sorted(lines, key=lambda line: place[line.body])
    return [(body, list(group)) for body, group in groupby(ordered, key=attrgetter("body"))]
