"""An engine whose failures all mean the same to who searches: ask the database instead."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from index.engine import IndexBusy, IndexUnusable, SearchEngine

_log = logging.getLogger(__name__)


def guarded(engine: SearchEngine, folder: Path, suspect: Callable[[], None]) -> SearchEngine:
    """Return `engine` such that whatever it raises is `IndexUnusable` (or `IndexBusy`).

    Args:
        engine: The engine on a generation.
        folder: The folder of the generation.
        suspect: Called after a failure: the files are then to be checked.
    """
    return cast("SearchEngine", _Guarded(engine, folder, suspect))


class _Guarded:
    """Passes every call on. Native code panics at damaged files, which is no Exception."""

    def __init__(self, engine: SearchEngine, folder: Path, suspect: Callable[[], None]) -> None:
        self._engine = engine
        self._folder = folder
        self._suspect = suspect

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._engine, name)
        if not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                return found(*args, **kwargs)
            except IndexBusy:
                raise
            except BaseException as error:
                if not is_failure(error):
                    raise
                self._suspect()
                _log.exception("The index of %s failed at %s", self._folder, name)
                raise IndexUnusable(self._folder, repr(error)) from error

        return call


def is_failure(error: BaseException) -> bool:
    """Tell whether this is a failure of the called, not a wish to stop the process."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def close_quietly(engine: SearchEngine) -> None:
    """Let go of an engine; one that failed may fail again here, which says nothing new."""
    try:
        engine.close()
    except BaseException as error:
        if not is_failure(error):
            raise
