"""Real, small indexes of each engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engine import ENGINES, SearchEngine, create_engine, open_engine

Open = Callable[[], SearchEngine]


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(engine_name: str, folder: Path) -> Iterator[SearchEngine]:
    """An empty index."""
    made = create_engine(engine_name, folder)
    yield made
    made.close()


@pytest.fixture
def reopen(engine: SearchEngine, folder: Path) -> Iterator[Open]:
    """Opens the same index as another process would; closes what was opened."""
    opened: list[SearchEngine] = []

    def open_again() -> SearchEngine:
        opened.append(open_engine(engine.name, folder))
        return opened[-1]

    yield open_again
    for one in opened:
        one.close()
