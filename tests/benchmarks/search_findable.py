"""How soon a running service finds what was registered, and no longer what was withdrawn."""

from contextlib import closing
from time import perf_counter, sleep

import sqlalchemy as sa

from tests.benchmarks.grown_catalogue import add_one, withdraw_one
from tests.benchmarks.running_service import Client

_TIMES = 10
_PATIENCE_SECONDS = 30


def measure_findable(database: sa.Engine, port: int) -> dict[str, float]:
    """Return the longest of ten times in seconds: registered until found, withdrawn until gone."""
    found, gone = [], []
    with closing(Client(port)) as client:
        for number in range(_TIMES):
            word = f"vanbanmoi{number}"
            document_id = add_one(database, f"Văn bản {word}.")
            found.append(_seconds_until(client, word, hits=1))
            withdraw_one(database, document_id)
            gone.append(_seconds_until(client, word, hits=0))
    return {"found_after_s": round(max(found), 2), "gone_after_s": round(max(gone), 2)}


def _seconds_until(client: Client, word: str, *, hits: int) -> float:
    started = perf_counter()
    while client.json(word)["total"] != hits:
        if perf_counter() - started > _PATIENCE_SECONDS:
            raise TimeoutError("The index did not follow the catalogue.")
        sleep(0.02)
    return perf_counter() - started
