"""What is done to a chapter or section, with the articles that stand in it."""

from collections import defaultdict
from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.document import Provision
from directives.rules.acting import ActRow, counting
from directives.rules.divisions import articles_of, is_division
from directives.store.key_sets import among


def counted(session: Session, rows: Sequence[ActRow], above: Sequence[ActRow] = ()) -> list[ActRow]:
    """Return the acts that count (`rules.acting`), with the articles of the chapters acted on."""
    every = _with_articles(session, [*rows, *above])
    return counting(every[: len(rows)], every[len(rows) :])


def _with_articles(session: Session, rows: list[ActRow]) -> list[ActRow]:
    """Return acts, those on a chapter or section with the articles that stand in it."""
    divided = [row for row in rows if row.target_provision and is_division(row.target_provision)]
    if not divided:
        return rows
    statement = sa.select(
        col(Provision.document_id), col(Provision.parent_provision_id), col(Provision.provision_id)
    ).where(among(col(Provision.document_id), {row.target_id for row in divided}))
    children: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document_id, parent, child in session.execute(statement.order_by(col(Provision.position))):
        children[document_id][parent].append(child)
    inside = {
        row: row._replace(inside=tuple(articles_of(row.target_provision, children[row.target_id])))
        for row in divided
    }
    return [inside.get(row, row) for row in rows]
