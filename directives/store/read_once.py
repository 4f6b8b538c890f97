"""What one page asks for in several places is read from the database once."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from sqlmodel import Session

READ: Final = "directives_read"
"""Under which key of `Session.info` a reading session keeps what it has read."""

P = ParamSpec("P")
T = TypeVar("T")


def read_once(
    read: Callable[Concatenate[Session, P], T],
) -> Callable[Concatenate[Session, P], T]:
    """Let a session opened for reading (`store.session.reading`) ask for the same only once.

    A session that may write asks each time: what it has read may have changed meanwhile. The
    arguments must be hashable, and nobody may change what is returned.
    """

    @wraps(read)
    def once(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known = session.info.get(READ)
        if known is None:
            return read(session, *args, **kwargs)
        key = (read, args, *kwargs.items())
        if key not in known:
            known[key] = read(session, *args, **kwargs)
        found: T = known[key]
        return found

    return once
