"""One letter, and the message that carries it.

Whatever a promise's words hold, they cannot become a header: every value that goes into one is
folded to a single line first, and an address that is not one plain address is refused.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from directives.errors import AddressRefused

_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}@(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_][\w-]*")
_LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one person.

    `key` is what the letter is owed for: the same key gives the same Message-ID, so a mailbox can
    tell a repetition. `unsubscribe_url` is for a letter that its reader may stop: it takes a POST.
    """

    key: str
    to: str
    subject: str
    text: str
    html: str
    written_at: datetime  # aware; the same at every attempt
    unsubscribe_url: str = ""


def is_usable_address(address: str) -> bool:
    """Tell whether this is one plain address: no name, no comment, no second address."""
    return len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address) is not None


def message_id(key: str, domain: str) -> str:
    """Return the identity of the letter owed for `key`, the same at every attempt."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def write_message(letter: Letter, *, sender: str, sender_name: str) -> EmailMessage:
    """Return the message of a letter, as text and as HTML.

    Raises:
        AddressRefused: the address of the reader or of the sender is none.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender, _one_line(sender_name))
    message["To"] = _address(letter.to)
    message["Subject"] = _one_line(letter.subject)
    message["Message-ID"] = message_id(letter.key, sender.rpartition("@")[2])
    message["Date"] = letter.written_at
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers, please
    if letter.unsubscribe_url:  # RFC 2369, RFC 8058
        message["List-Unsubscribe"] = f"<{_one_line(letter.unsubscribe_url)}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    # Each attempt hands over the same letter to the last byte, and by chance it would not be.
    message.set_boundary(hashlib.sha256(f"{letter.key}|{letter.text}".encode()).hexdigest()[:40])
    return message


def _address(address: str, name: str = "") -> Address:
    if not is_usable_address(address):
        raise AddressRefused(field="email", address=_one_line(address))
    local, _, domain = address.rpartition("@")
    return Address(name, username=local, domain=domain)


def _one_line(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text).strip()
