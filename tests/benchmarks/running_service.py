"""`directives serve` in a process of its own, and a client that keeps its connection."""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from time import perf_counter, sleep
from typing import Any
from urllib.parse import quote

from directives.settings import Settings
from tests.benchmarks.search_quality import DEPTH

_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Service:
    """A running service."""

    port: int
    pid: int


class Client:
    """One connection that is kept open, as a browser does."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def json(self, text: str) -> dict[str, Any]:
        """Return the answer to a search; fails when it is degraded."""
        answer: dict[str, Any] = json.loads(
            self.get(f"/api/v1/search?limit={DEPTH}&q={quote(text)}")
        )
        assert answer["degraded"] is False
        return answer

    def page(self, text: str) -> str:
        """Return the page of a search."""
        page = self.get(f"/tim-kiem?q={quote(text)}").decode()
        assert "<h1>" in page
        return page

    def get(self, path: str) -> bytes:
        """Return what an address gives; fails when the answer is not 200."""
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == http.client.OK, (answer.status, content[:200])
        return content


@contextmanager
def running(settings: Settings, *, workers: int = 1) -> Iterator[Service]:
    """Run the service of these settings on a free port, and stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    options = ["--port", str(port), "--workers", str(workers)]
    environment = os.environ | {
        "DIRECTIVES_DATA_DIR": str(settings.data_dir),
        "DIRECTIVES_SEARCH_ENGINE": settings.search_engine,
    }
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        [*command, *options], env=environment, stdout=silent, stderr=silent
    ) as run:
        try:
            _wait_for(port)
            yield Service(port, run.pid)
        finally:
            run.terminate()


def milliseconds(call: Callable[[], object]) -> float:
    """Return how long a call took."""
    started = perf_counter()
    call()
    return (perf_counter() - started) * 1000


def _wait_for(port: int) -> None:
    give_up_at = perf_counter() + _PATIENCE_SECONDS
    while perf_counter() < give_up_at:
        with suppress(OSError, AssertionError), closing(Client(port)) as client:
            client.page("van ban")
            return
        sleep(0.1)
    raise TimeoutError("The service did not start.")
