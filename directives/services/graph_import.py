"""Take over a known graph: a list of documents and a list of who amends whom.

The lists are of the official codification (public), so what they say is published and confirmed.
Taking them over again adds nothing; what a person rejected stays rejected.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlmodel import Session

from directives.errors import ValueInvalid
from directives.models.base import Subject
from directives.rules.official_register import (
    cut_numbers,
)
from directives.rules.permissions import Actor, check_can_administer
from directives.services.changes import record_change
from directives.services.graph_import_rows import GraphImported, Progress, Rows, Taking
from directives.services.law_stubs import join_law_stubs
from directives.services.suspicions import settle
from directives.translation import N_

DOCUMENT_COLUMNS: Final = ("number", "type", "date", "agency", "effective", "title_fragment")
EDGE_COLUMNS: Final = ("amending", "amended", "relation", "article_count")
NO_COLUMN = N_("Thiếu cột, hoặc tệp không có dòng nào. Cần đủ các cột của danh mục.")


def silent(_done: int, _total: int) -> None:
    """Show nothing."""


def import_graph(
    session: Session,
    actor: Actor,
    *,
    documents: Rows,
    edges: Rows,
    now: datetime,
    progress: Progress = silent,
) -> GraphImported:
    """Record the documents and relations of two lists that are not known yet.

    A dry run is the same in a transaction that is taken back.

    Raises:
        RightMissing: the actor does not administer.
        ValueInvalid: a list lacks a column.
    """
    check_can_administer(actor)
    for rows, columns, name in (
        (documents, DOCUMENT_COLUMNS, "documents"),
        (edges, EDGE_COLUMNS, "edges"),
    ):
        _check_columns(rows, columns, name)
    total = len(documents) + len(edges)
    taking = Taking(session, actor, now=now, progress=progress, total=total)
    taking.take_documents(documents)
    taking.take_edges(edges, cut_numbers(documents))
    result = taking.result()
    said = {
        "documents": dict(result.documents),
        "named_only": result.named_only,
        "relations": dict(result.relations),
        "edges": dict(result.edges),
    }
    subject = Subject("catalogue", None)
    record_change(session, actor, "catalogue.import_graph", subject, now=now, **said)
    join_law_stubs(session, actor, now=now)
    settle(session, actor, now=now)
    return result


def _check_columns(rows: Rows, columns: Sequence[str], name: str) -> None:
    if not rows or any(column not in rows[0] for column in columns):
        raise ValueInvalid(field=name, reason=NO_COLUMN)
