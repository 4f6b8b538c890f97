"""Send one message to one address of somebody else, and trust nothing that comes back.

The name is resolved here and once, every address that it has is checked, and the connection goes to
a checked address: a name that points elsewhere a second later (DNS rebinding) changes nothing. No
redirect is followed, no proxy is asked, the answer's body is not read, and a watch ends whatever
takes too long, however slowly it drips.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

from directives.rules.webhooks import Network, is_allowed, signature
from directives.services.webhook_deliveries import Outcome, Parcel
from directives.vocabulary import WebhookTrouble

ATTEMPT_SECONDS = 15.0
_MOST_ADDRESSES = 4  # of one name that are tried, each so long, within the lease

_PORTS = {"https": 443, "http": 80}


class _AddressRefused(Exception):
    """The name has no address, or one that must not be sent to."""


class WebhookSender:
    """Sends to the public internet over https, and to the networks that the operator named."""

    def __init__(
        self,
        networks: Sequence[Network] = (),
        *,
        seconds: float = ATTEMPT_SECONDS,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Keep the networks, the longest time of an attempt, and whose certificates are trusted."""
        self._networks = tuple(networks)
        self._seconds = seconds
        self._tls = tls or ssl.create_default_context()

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        """Send a message; returns what came of it, and raises nothing."""
        parts = urlsplit(parcel.url)
        try:
            addresses = self._checked_addresses(parts)
            with self._connected(parts, addresses) as connection:
                return _exchange(connection, parts, parcel, now)
        except _AddressRefused:
            return Outcome(WebhookTrouble.ADDRESS)
        except ssl.SSLError:
            return Outcome(WebhookTrouble.CERTIFICATE)
        except http.client.HTTPException:
            return Outcome(WebhookTrouble.ANSWER)
        except (OSError, ValueError):  # ValueError: the watch closed the socket in mid-sentence
            return Outcome(WebhookTrouble.CONNECTION)

    def _checked_addresses(self, parts: SplitResult) -> list[tuple[str, int]]:
        port = parts.port or _PORTS[parts.scheme]
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise _AddressRefused from error
        addresses = [str(one[4][0]) for one in found]
        if not all(is_allowed(one, parts.scheme, self._networks) for one in addresses):
            raise _AddressRefused
        return [(one, port) for one in addresses[:_MOST_ADDRESSES]]

    @contextlib.contextmanager
    def _connected(
        self, parts: SplitResult, addresses: Sequence[tuple[str, int]]
    ) -> Iterator[http.client.HTTPConnection]:
        """Give a connection to one of these very addresses; it ends when the time is over.

        Raises:
            TimeoutError: it ended so, whatever had come by then.
        """
        opened = self._opened(addresses)
        if parts.scheme == "https":
            opened = self._tls.wrap_socket(
                opened, server_hostname=parts.hostname, do_handshake_on_connect=False
            )
        is_over = threading.Event()
        watch = threading.Timer(self._seconds, _end, [opened, is_over])
        watch.daemon = True
        watch.start()
        try:
            if isinstance(opened, ssl.SSLSocket):
                opened.do_handshake()
            connection = http.client.HTTPConnection(*addresses[0])  # only its lines are used
            connection.sock = opened
            yield connection
        finally:
            watch.cancel()
            opened.close()
            if is_over.is_set():
                raise TimeoutError

    def _opened(self, addresses: Sequence[tuple[str, int]]) -> socket.socket:
        *others, last = addresses
        for address in others:
            with contextlib.suppress(OSError):
                return socket.create_connection(address, timeout=self._seconds)
        return socket.create_connection(last, timeout=self._seconds)


def _end(opened: socket.socket, is_over: threading.Event) -> None:
    is_over.set()
    with contextlib.suppress(OSError):
        socket.socket.shutdown(opened, socket.SHUT_RDWR)


def _exchange(
    connection: http.client.HTTPConnection, parts: SplitResult, parcel: Parcel, now: datetime
) -> Outcome:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.putrequest("POST", path, skip_host=True, skip_accept_encoding=True)
    for name, value in _headers(parts, parcel, now).items():
        connection.putheader(name, value)
    connection.endheaders(parcel.body)
    # Only its head is read, and http.client limits that: a hundred lines of 64 kB.
    answer = connection.getresponse()
    if HTTPStatus(200) <= answer.status < HTTPStatus(300):
        return Outcome(status=answer.status)
    return Outcome(WebhookTrouble.ANSWER, answer.status)


def _headers(parts: SplitResult, parcel: Parcel, now: datetime) -> dict[str, str]:
    return {
        "Host": parts.netloc,
        "Content-Type": "application/json",
        "Content-Length": str(len(parcel.body)),
        "User-Agent": "Directives-Webhook/1",
        "Connection": "close",
        "webhook-id": parcel.identity,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": signature(parcel.secret, parcel.identity, now, parcel.body),
    }
