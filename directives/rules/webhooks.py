"""Which addresses may be sent to, how a message is signed, when it is tried again."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

from directives.errors import ValueInvalid
from directives.translation import N_

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

TRIED_FOR: Final = timedelta(days=3)
"""How long the same message, or a receiver that takes nothing, is tried."""

FAILURES_BEFORE_OFF: Final = 10
"""A receiver is not switched off after fewer: we may have been down ourselves meanwhile."""

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
_DOUBLINGS = 10  # 30 seconds doubled so often is beyond the longest wait
SECRET_PREFIX: Final = "whsec_"  # noqa: S105 - what every secret begins with

# What carries an IPv4 address inside an IPv6 one, and how many bits follow it.
_CARRIERS = ((IPv6Network("64:ff9b::/96"), 0), (IPv6Network("2002::/16"), 80))

# Not for the public internet (IANA special-purpose registries), though not every Python says so.
_SPECIAL = tuple(
    ip_network(one)
    for one in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "100::/64",
        "2001::/23",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
        "64:ff9b:1::/48",
    )
)

_NOT_AN_ADDRESS = N_("Hãy viết một địa chỉ https, như https://may.vi-du.vn/nhan.")
_NAMES_SOMEBODY = N_("Địa chỉ không được chứa tên, mật khẩu hay dấu #.")
_LONGEST_URL = 2_000
_LAST_PRINTABLE = 126


def check_url(url: str) -> str:
    """Return an address that a webhook may have, as typed.

    What it resolves to is checked whenever something is sent (`is_allowed`).

    Raises:
        ValueInvalid: it is no address of the web, or carries a name, password or fragment.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    plain = all(" " < letter <= chr(_LAST_PRINTABLE) for letter in url)
    if not host or port == 0 or not plain or len(url) > _LONGEST_URL or "\\" in url:
        raise ValueInvalid(field="url", reason=_NOT_AN_ADDRESS)
    if parts.scheme not in {"https", "http"}:
        raise ValueInvalid(field="url", reason=_NOT_AN_ADDRESS)
    if "@" in parts.netloc or "#" in url:
        raise ValueInvalid(field="url", reason=_NAMES_SOMEBODY)
    return url


def read_networks(text: str) -> list[Network]:
    """Read networks separated by commas: "10.1.0.0/16, 127.0.0.1".

    Raises:
        ValueError: one of them is no network.
    """
    return [ip_network(one.strip()) for one in text.split(",") if one.strip()]


def is_allowed(address: str, scheme: str, networks: Sequence[Network] = ()) -> bool:
    """Tell whether a message may be sent to a resolved address.

    The public internet may be sent to over https; the networks that the operator named, over http,
    too. Everything else is refused: loopback, private, shared, link-local (with the metadata
    services of clouds), multicast, reserved, and IPv4 addresses of these kinds inside IPv6.
    """
    try:
        found = _plain(ip_address(address))
    except ValueError:  # with a zone ("fe80::1%eth0"), or no address at all
        return False
    if any(found.version == one.version and found in one for one in networks):
        return True
    return scheme == "https" and found.is_global and not _is_special(found)


def _is_special(found: Address) -> bool:
    listed = any(found.version == one.version and found in one for one in _SPECIAL)
    return listed or found.is_multicast or found.is_reserved or found.is_unspecified


def _plain(found: Address) -> Address:
    """Return the IPv4 address that an IPv6 address only carries."""
    if isinstance(found, IPv4Address):
        return found
    if found.ipv4_mapped is not None:
        return found.ipv4_mapped
    for network, bits_after in _CARRIERS:
        if found in network:
            return IPv4Address((int(found) >> bits_after) & 0xFFFFFFFF)
    return found


def message_id(key: str) -> str:
    """Return the identity of a message: the same however often it is sent."""
    return f"msg_{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def signature(secret: str, identity: str, sent_at: datetime, body: bytes) -> str:
    """Return what shows that a message is ours, unchanged, and of this second.

    Source: the Standard Webhooks specification, symmetric signatures (v1): HMAC-SHA256 over
    "identity.seconds.body" with the key that the secret spells in base64.
    """
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = f"{identity}.{int(sent_at.timestamp())}.".encode() + body
    return f"v1,{base64.b64encode(hmac.digest(key, signed, 'sha256')).decode()}"


def wait_after(failures: int) -> timedelta:
    """Return how long to wait after failures in a row: 30 seconds, doubled up to 6 hours."""
    doublings = min(max(failures - 1, 0), _DOUBLINGS)
    return min(_FIRST_WAIT * (1 << doublings), _LONGEST_WAIT)


def is_given_up(first_failed_at: datetime, now: datetime) -> bool:
    """Tell whether what first failed then is tried no more."""
    return now - first_failed_at >= TRIED_FOR


def is_switched_off(failing_since: datetime, failures: int, now: datetime) -> bool:
    """Tell whether a receiver that took nothing since then is sent nothing any more."""
    return failures >= FAILURES_BEFORE_OFF and is_given_up(failing_since, now)
