"""Who is told in place of those who cannot be reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """A contact person on a day.

    Attributes:
        deputy_of: Whom the person stands in for by office; None otherwise.
        is_there: Neither away nor gone, and the address works.
        stand_in: Named for the running absence; None where nobody was, or there is none.
    """

    deputy_of: int | None
    is_there: bool
    stand_in: int | None = None


def who_is_told(asked: Sequence[int], posts: Mapping[int, Post]) -> list[int]:
    """Return who is told when `asked` are to be told, each once, in the order asked.

    One who is not there is replaced by whom the absence names, else by all deputies, and these
    in the same way by theirs. Nobody is told who is not there, so the answer may be empty.

    Args:
        asked: Keys of `posts`. A deputy among them is told only where the person stood in for is
            not; without any other, the deputies themselves are asked.
        posts: Everybody of the body on the day, by key.
    """
    own = [key for key in asked if posts[key].deputy_of is None]
    told: dict[int, None] = {}
    for key in own or asked:
        told |= dict.fromkeys(_instead_of(key, posts, frozenset()))
    return list(told)


def _instead_of(key: int, posts: Mapping[int, Post], seen: frozenset[int]) -> list[int]:
    post = posts.get(key)
    if post is None or key in seen:
        return []
    if post.is_there:
        return [key]
    further = seen | {key}
    named = _instead_of(post.stand_in, posts, further) if post.stand_in is not None else []
    if named:
        return named
    deputies = [other for other, one in posts.items() if one.deputy_of == key]
    return [told for other in deputies for told in _instead_of(other, posts, further)]
