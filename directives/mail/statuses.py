"""What the enhanced status of a mail server says of an address (RFC 3463)."""

import re
from typing import Final

_STATUS: Final = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?![.\d])")
# What says that the address itself will never work (3.2 to 3.5): no such mailbox or domain, moved,
# syntax; mailbox disabled; no way there. A full mailbox, a policy or a fault of the sender's
# address (5.1.7, 5.1.8) is no reason to give it up.
_DEAD: Final = re.compile(r"5\.(1\.(?![78]$)\d+|2\.1|4\.4)")


def read_status(text: str) -> str:
    """Return the status with which a text begins; empty where it begins with none."""
    found = _STATUS.match(text)
    return found[0] if found else ""


def is_address_dead(status: str) -> bool:
    """Tell whether a status says that the address will never work."""
    return _DEAD.fullmatch(status) is not None
