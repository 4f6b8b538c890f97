"""What records quote of documents, as far as an actor may read those."""

from collections.abc import Sequence
from typing import TypeVar

from sqlmodel import Session

from directives.models.gap import Gap, GapFigure
from directives.rules.permissions import Actor
from directives.services.document_access import readable_ids

Quoting = TypeVar("Quoting", Gap, GapFigure)

_NO_SOURCE = {"source_document_id": None, "source_quote": ""}


def with_readable_sources(session: Session, actor: Actor, rows: Sequence[Quoting]) -> list[Quoting]:
    """Return what was said, in its order; a source that the actor may not read is left out.

    Its words are left out with it: a draft, or what was withdrawn, must not be read through what
    quotes it. Rows that change so are copies, which no session knows.
    """
    readable = readable_ids(session, actor, (row.source_document_id for row in rows))
    return [
        row
        if row.source_document_id is None or row.source_document_id in readable
        else type(row)(**row.model_dump() | _NO_SOURCE)
        for row in rows
    ]
