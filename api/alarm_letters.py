"""What a letter of alarms says: one kind of alarm, each with the page on which to act."""

import json

from api.web.alarm_sentences import alarm_sentence
from api.web.rendering import environment
from api.web.words import Words
from directives.mail import Letter
from directives.models.outbox import OutboxMessage
from directives.translation import N_
from directives.vocabulary import Alarm


def alarm_letter(message: OutboxMessage, *, base_url: str, language: str) -> Letter:
    """Return the letter that a message of the outbox owes, in one language."""
    said = json.loads(message.payload)
    words, kind = Words(language), Alarm(said["kind"])
    lines = [alarm_sentence(kind, details, words) for details in said["alarms"]]
    subject = words.say(N_("Báo động: {kind}"), kind=words.label(kind).lower())
    facts = {
        "name": said["name"],
        "lines": [(told, link.name, f"{base_url}{link.url}") for told, link in lines],
        "inbox_url": f"{base_url}/tai-khoan/thong-bao",
    }
    made = environment(language)
    return Letter(
        key=message.key,
        to=said["email"],
        subject=subject,
        text=made.get_template("letters/alarm.txt").render(facts),
        html=made.get_template("letters/alarm.html").render(facts, subject=subject),
        written_at=message.created_at,
    )
