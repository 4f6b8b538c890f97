"""A receiver of webhooks: a real server on loopback that answers as a test says."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

NO_CONTENT = b"HTTP/1.1 204 No Content\r\n\r\n"


@dataclass
class Receiver:
    """What came in, and how the next ones are answered.

    Attributes:
        port: Where it listens, on 127.0.0.1.
        answer: The bytes of the answer; empty: none, the connection stays open.
        drips: The answer never ends: a byte more every tenth of a second.
        requests: Heads and bodies as they came.
    """

    port: int
    answer: bytes = NO_CONTENT
    drips: bool = False
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)


@contextmanager
def receiving(tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Give a receiver that runs until the end."""
    listening = socket.create_server(("127.0.0.1", 0))
    receiver = Receiver(listening.getsockname()[1])

    def serve() -> None:
        while True:
            try:
                opened, _peer = listening.accept()
            except OSError:
                return
            with suppress(OSError, ssl.SSLError):
                _answer(tls.wrap_socket(opened, server_side=True) if tls else opened, receiver)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield receiver
    receiver.stopped.set()
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(10)


def _answer(opened: socket.socket, receiver: Receiver) -> None:
    with opened, opened.makefile("rb") as reading:
        line = reading.readline().decode().strip()
        headers = {"": line}
        while line := reading.readline().decode().strip():
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        body = reading.read(int(headers.get("content-length", "0")))
        receiver.requests.append((headers, body))
        opened.sendall(receiver.answer)
        while receiver.drips and not receiver.stopped.wait(0.1):
            opened.sendall(b"x")
        if not receiver.answer:
            receiver.stopped.wait(20)
