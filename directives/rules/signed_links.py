"""Addresses that prove that we gave them out: numbers, signed for one purpose."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

LINK_LIFE: Final = timedelta(days=30)
"""How long a link of a letter works after the letter was written."""

_TOKEN = re.compile(r"(\d{1,10}(?:-\d{1,10})*)\.([0-9a-f]{40})", re.ASCII)
_SIGNATURE_DIGITS: Final = 40  # 160 bits: nobody guesses one


def sign(secret: str, purpose: str, numbers: Sequence[int]) -> str:
    """Return the numbers as a token that is good for one purpose: `12-345.9f…`."""
    plain = "-".join(str(number) for number in numbers)
    return f"{plain}.{_signature(secret, purpose, plain)}"


def read_signed(secret: str, purpose: str, token: str) -> tuple[int, ...] | None:
    """Return the numbers of a token, or None where we did not sign it for this purpose."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    plain, given = found.groups()
    if not hmac.compare_digest(given, _signature(secret, purpose, plain)):
        return None
    return tuple(int(number) for number in plain.split("-"))


def is_over(written_at: datetime, now: datetime) -> bool:
    """Tell whether the links of a letter have run out."""
    return now - written_at > LINK_LIFE


def _signature(secret: str, purpose: str, plain: str) -> str:
    made = hmac.new(secret.encode(), f"{purpose}:{plain}".encode(), hashlib.sha256)
    return made.hexdigest()[:_SIGNATURE_DIGITS]
