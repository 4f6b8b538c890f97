"""Which documents and provisions have the effect with which they answer gaps on a day."""

from collections.abc import Iterable

from sqlmodel import Session

from directives.rules.two_times import AsOf
from directives.services.validity import bases_known, bases_now

Part = tuple[int, str]
"""A document and an address in it, "" for the whole."""


def answering_parts(
    session: Session, parts: Iterable[Part], at: AsOf, *, is_past: bool = False
) -> set[Part]:
    """Return those that answer on a day, each by its own effect; in a fixed number of queries.

    `is_past` asks what was known at the instant; left out is then what was not public.
    """
    wanted = set(parts)
    ids = {document_id for document_id, _ in wanted}
    if not ids:
        return set()
    bases = bases_known(session, ids, at.known_at) if is_past else bases_now(session, ids)
    return {
        (key, provision)
        for key, provision in wanted
        if key in bases and bases[key].answers(provision, at.day)
    }
