"""What a letter of a recall says: which document, and nothing of what it said."""

import json
from datetime import date

from api.web.names import type_name
from api.web.rendering import environment
from api.web.words import Words
from directives.mail import Letter
from directives.models.outbox import OutboxMessage
from directives.translation import N_


def recall_letter(message: OutboxMessage, *, base_url: str, language: str) -> Letter:
    """Return the letter that a message of the outbox owes, in one language."""
    said = json.loads(message.payload)
    words = Words(language)
    kind = type_name(said["type_code"], words, printed=said["type_name"])
    document = f"{kind} {said['number'] or ''}".strip()
    facts = {
        "name": said["name"],
        "body": said["body"],
        "document": document,
        "day": date.fromisoformat(said["day"]),
        "url": f"{base_url}/van-ban/{said['document_id']}",
    }
    made = environment(language)
    subject = words.say(N_("{document} đã bị thu hồi"), document=document)
    return Letter(
        key=message.key,
        to=said["email"],
        subject=subject,
        text=made.get_template("letters/recall.txt").render(facts),
        html=made.get_template("letters/recall.html").render(facts, subject=subject),
        written_at=message.created_at,
    )
