"""What letters say: a digest of what one person is to be told that day."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from api.web.alarm_sentences import alarm_sentence, unlisted_body
from api.web.calendar_rows import moved_by_calendar
from api.web.names import Link
from api.web.rendering import environment
from api.web.words import Words
from directives.mail import Letter
from directives.models.outbox import OutboxMessage
from directives.services.early_mail import early_mail_token
from directives.services.mail_answers import link_token
from directives.translation import N_
from directives.vocabulary import Alarm, Audience, MailAnswerKind, NoticeBasis, Stage

_ASKED_FOR_DATE = N_("Hứa ngày {day} mà chưa có thời hạn. Hãy cho biết ngày hoàn thành.")
_ASKED_FOR_DAY = N_(
    "Hứa ngày {day}, thời hạn “{phrase}” chưa rõ ngày. Hãy cho biết ngày hoàn thành."
)
_ASKED_OF_OVERSIGHT = {
    NoticeBasis.REPORT: N_("Báo đã hoàn thành từ ngày {day}; chờ bạn xác nhận hoặc trả lại."),
    NoticeBasis.PAUSE: N_("Tạm dừng từ ngày {day}; hãy xem còn lý do để dừng hay cho tiếp tục."),
    NoticeBasis.REJECTION: N_(
        "Cơ quan từ chối nhận từ ngày {day}; chờ bạn chuyển cho cơ quan khác hoặc giao lại."
    ),
}


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One promise of a digest, with everything decided before the template."""

    promise: str
    body: str
    standing: str
    why: str  # why this reader is told
    url: str
    answers: Sequence[Link]  # what the reader may answer without signing in


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One alarm to an administrator, and the page on which to act."""

    sentence: str
    action: Link


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all lines of a letter share."""

    message_id: int
    day: date
    words: Words
    base_url: str
    secret: str


def digest_letter(
    message: OutboxMessage, *, base_url: str, language: str, secret: str = ""
) -> Letter:
    """Return the letter that a message of the outbox owes, in one language.

    With the secret that signs links each promise can be answered from the letter; the same
    message gives the same links.
    """
    said = json.loads(message.payload)
    words = Words(language)
    day = date.fromisoformat(said["day"])
    frame = _Frame(message.id or 0, day, words, base_url, secret)
    lines = [_line(entry, frame) for entry in said["entries"]]
    facts = {
        "name": said["name"],
        "day": day,
        "count": len(lines),
        "groups": _groups(lines),
        "alarms": (alarms := _alarms(said.get("alarms", ()), frame)),
        "inbox_url": f"{base_url}/tai-khoan/thong-bao",
        "list_url": f"{base_url}/cam-ket",
        "can_answer": any(line.answers for line in lines),
        "unsubscribe_url": (stop := _unsubscribe_url(said["entries"], frame)),
    }
    made = environment(language)
    return Letter(
        key=message.key,
        to=said["email"],
        subject=(subject := _subject(lines, alarms, frame)),
        text=made.get_template("letters/digest.txt").render(facts),
        html=made.get_template("letters/digest.html").render(facts, subject=subject),
        written_at=message.created_at,
        unsubscribe_url=stop,
    )


def _subject(lines: Sequence[DigestLine], alarms: Sequence[AlarmRow], frame: _Frame) -> str:
    words, day = frame.words, frame.words.day(frame.day)
    promises = words.ngettext(
        "{count} cam kết cần bạn xem, ngày {day}",
        "{count} cam kết cần bạn xem, ngày {day}",
        len(lines),
        day=day,
    )
    if not alarms:
        return promises
    if not lines:
        return words.ngettext(
            "{count} báo động cần xử lý, ngày {day}",
            "{count} báo động cần xử lý, ngày {day}",
            len(alarms),
            day=day,
        )
    sounded = words.ngettext("{count} báo động", "{count} báo động", len(alarms))
    return f"{sounded}; {promises}"


def _alarms(said: Sequence[dict[str, Any]], frame: _Frame) -> list[AlarmRow]:
    told = (alarm_sentence(Alarm(one["kind"]), one["details"], frame.words) for one in said)
    return [
        AlarmRow(sentence, Link(action.name, f"{frame.base_url}{action.url}"))
        for sentence, action in told
    ]


def _unsubscribe_url(entries: Sequence[dict[str, Any]], frame: _Frame) -> str:
    """Return where early reminders are stopped; nothing where the letter holds none."""
    readers = [entry["contact_id"] for entry in entries if entry.get("is_optional")]
    if not readers or not frame.secret:
        return ""
    return f"{frame.base_url}/thu-nhac-som/{early_mail_token(frame.secret, readers)}"


def _line(entry: dict[str, Any], frame: _Frame) -> DigestLine:
    words, base_url = frame.words, frame.base_url
    # A letter of an older version has the public due date alone.
    deadlines = entry.get("deadlines") or [{"basis": "due", "due_to": entry["due_to"]}]
    standing = " ".join(_standing(entry, one, frame) for one in deadlines)
    return DigestLine(
        promise=_in_one_line(entry["promise"]),
        body=_in_one_line(entry["body"]),
        standing=standing,
        why=_why(entry, words),
        url=f"{base_url}/cam-ket/{entry['commitment_id']}",
        answers=_answers(entry, frame),
    )


def _in_one_line(said: str) -> str:
    """Return words that somebody typed so that they cannot pass for lines of the letter."""
    return " ".join(said.split())


def _standing(entry: dict[str, Any], deadline: dict[str, Any], frame: _Frame) -> str:
    """Return how a promise stands on the day of the letter by one of its deadlines."""
    words = frame.words
    if deadline["due_to"] is None:
        promised = date.fromisoformat(str(entry["promised_on"]))
        if named := entry.get("named"):  # a letter of an older version does not say it
            return words.say(_ASKED_FOR_DAY, day=words.day(promised), phrase=_in_one_line(named))
        return words.say(_ASKED_FOR_DATE, day=words.day(promised))
    due_to = date.fromisoformat(deadline["due_to"])
    if told := _ASKED_OF_OVERSIGHT.get(deadline["basis"]):
        return words.say(told, day=words.day(due_to))
    late = environment(words.language).filters["lateness"](due_to, frame.day)
    if deadline["basis"] == NoticeBasis.STAGE:
        stage = Stage(entry["stage"])
        name = words.label(stage).lower()
        of_stage = N_("Bước {stage}, hạn {day}: {lateness}.")
        said = words.say(of_stage, stage=name, day=words.day(due_to), lateness=_lower(late))
        return said + _moved(stage, deadline.get("moved_from"), due_to, words)
    if deadline["basis"] == NoticeBasis.INTERNAL:
        inside = N_("Hạn nội bộ {day}: {lateness}.")
        return words.say(inside, day=words.day(due_to), lateness=_lower(late))
    due = words.say(N_("hạn cuối {day}"), day=words.day(due_to))
    # A letter of an older version says beside its deadlines that this one moved.
    moved_from = deadline.get("moved_from") or entry.get("moved_from")
    return f"{late}, {due}." + _moved(None, moved_from, due_to, words)


def _moved(stage: Stage | None, moved_from: str | None, due_to: date, words: Words) -> str:
    """Return the sentence that the calendar moved a date; nothing where it did not."""
    if not moved_from:
        return ""
    return " " + moved_by_calendar(stage, date.fromisoformat(moved_from), due_to, words)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _answers(entry: dict[str, Any], frame: _Frame) -> list[Link]:
    """Return the links by which the reader answers; none for who is told in place of others.

    Who is told because nobody knows the body is led to where the promise is given to one.
    """
    if entry.get("is_unlisted"):
        page = f"{frame.base_url}/cam-ket/{entry['commitment_id']}#chuyen"
        return [Link(frame.words.say(N_("Chuyển cho cơ quan chịu trách nhiệm")), page)]
    is_own = entry["audience"] != Audience.OVERSIGHT and not entry["instead_of"]
    if not frame.secret or not is_own or not entry.get("contact_id"):
        return []
    key = entry["commitment_id"]
    return [
        Link(
            frame.words.label(kind),
            f"{frame.base_url}/thu/{kind}/{link_token(frame.secret, kind, frame.message_id, key)}",
        )
        for kind in MailAnswerKind
        if kind is not MailAnswerKind.SNOOZE or entry["audience"] == Audience.PERSON
    ]


def _why(entry: dict[str, Any], words: Words) -> str:
    if entry.get("is_unlisted"):  # a letter of an older version does not say it
        return unlisted_body(_in_one_line(entry["body"]), words)
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
