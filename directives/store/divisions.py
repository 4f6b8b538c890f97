"""Which articles stand in chapters and sections, and what is done to these."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from directives.models.document import Provision
from directives.rules.acting import ActRow, counting
from directives.rules.divisions import Divided, articles_of, is_division
from directives.store.key_sets import among


def counted(session: Session, rows: Sequence[ActRow], above: Sequence[ActRow] = ()) -> list[ActRow]:
    """Return the acts that count (`rules.acting`), with the articles of the chapters they name."""
    every = _with_articles(session, [*rows, *above])
    return counting(every[: len(rows)], every[len(rows) :])


def _with_articles(session: Session, rows: list[ActRow]) -> list[ActRow]:
    """Return acts, those on or by a chapter or section with the articles that stand in it."""
    acted_on = ((row.target_id, row.target_provision) for row in rows)
    clauses = ((row.source_id, row.source_provision) for row in rows if row.source_provision)
    divided = divide(session, [*acted_on, *clauses])
    if not divided.articles:
        return rows
    return [
        row._replace(
            inside=divided.inside(row.target_id, row.target_provision),
            clause_inside=divided.inside(row.source_id, row.source_provision),
        )
        for row in rows
    ]


def divide(session: Session, provisions: Iterable[tuple[int, str]]) -> Divided:
    """Return the articles of those provisions of documents that are chapters or sections."""
    wanted = {(key, words) for key, words in provisions if words and is_division(words)}
    if not wanted:
        return Divided({})
    statement = sa.select(
        col(Provision.document_id), col(Provision.parent_provision_id), col(Provision.provision_id)
    ).where(among(col(Provision.document_id), {key for key, _ in wanted}))
    children: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document_id, parent, child in session.execute(statement.order_by(col(Provision.position))):
        children[document_id][parent].append(child)
    return Divided(
        {(key, words): tuple(articles_of(words, children[key])) for key, words in wanted}
    )
