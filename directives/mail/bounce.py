"""Read the message by which a mail server says that a letter could not be delivered (RFC 3464)."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.errors import MessageError
from email.message import Message
from typing import Final

from directives.mail.statuses import is_address_dead, read_status

LARGEST_BOUNCE: Final = 10_000_000
"""Bytes; what is larger is read as far as that."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """One address to which one letter could not be delivered.

    `message_id` is the identity of the letter, as it came back; empty where it did not.
    """

    recipient: str
    status: str
    reason: str
    message_id: str

    @property
    def is_for_good(self) -> bool:
        """Tell whether the address will never work."""
        return is_address_dead(self.status)


def read_bounces(raw: bytes) -> list[Bounce]:
    """Return what a message says of letters that failed; nothing where it says none."""
    try:
        message = message_from_bytes(raw[:LARGEST_BOUNCE], policy=policy.compat32)
        parts = list(message.walk())
        identity = next(filter(None, map(_identity, parts)), "")
        return [bounce for part in parts for bounce in _failures(part, identity)]
    except (MessageError, LookupError, ValueError):
        return []  # what cannot be read says nothing


def _identity(part: Message) -> str:
    """Return the Message-ID of the letter that came back, if this part holds it."""
    kind = part.get_content_type()
    if kind == "text/rfc822-headers":
        body = part.get_payload(decode=True)
        text = body.decode("utf-8", "replace") if isinstance(body, bytes) else ""
        return str(message_from_string(text).get("Message-ID", "")).strip()
    inner = part.get_payload()
    if kind == "message/rfc822" and isinstance(inner, list) and inner:
        return str(inner[0].get("Message-ID", "")).strip()  # type: ignore[union-attr]
    return ""


def _failures(part: Message, identity: str) -> Iterator[Bounce]:
    blocks = part.get_payload()
    if part.get_content_type() != "message/delivery-status" or not isinstance(blocks, list):
        return
    for block in blocks:
        said = {name.lower(): " ".join(str(value).split()) for name, value in block.items()}  # type: ignore[union-attr]
        status = read_status(said.get("status", ""))
        recipient = said.get("final-recipient", "").rpartition(";")[2].strip()
        if said.get("action", "").lower() == "failed" and status and recipient:
            reason = said.get("diagnostic-code", "").partition(";")[2].strip()
            yield Bounce(recipient, status, (reason or status)[:500], identity)
