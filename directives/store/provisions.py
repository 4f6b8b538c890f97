"""Provisions many at a time: those that a search found, and all that a reading gave."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import bindparam, delete, insert
from sqlmodel import Session, and_, col, or_

from directives.models.document import Provision


class NamedProvision(NamedTuple):
    """A provision by its address, with what is shown of it."""

    document_id: int
    provision_id: str
    parent_provision_id: str | None
    label: str
    text: str


def list_named_provisions(
    session: Session, wanted: Sequence[tuple[int, str]]
) -> list[NamedProvision]:
    """List the provisions with these document ids and provision ids, in no order."""
    if not wanted:
        return []
    values: dict[str, int | str] = {}
    for place, (document_id, provision_id) in enumerate(wanted):
        values |= {f"document_{place}": document_id, f"provision_{place}": provision_id}
    rows = session.execute(_named_provisions(len(wanted)), values)
    return [NamedProvision._make(row) for row in rows]


@cache
def _named_provisions(count: int) -> sa.Select[int, str, str | None, str, str]:
    """Return the statement for so many pairs; every search asks it, and building it takes long.

    The pairs are spelled out: SQLite reads the whole table for a list of pairs.
    """
    named = [
        and_(
            col(Provision.document_id) == bindparam(f"document_{place}"),
            col(Provision.provision_id) == bindparam(f"provision_{place}"),
        )
        for place in range(count)
    ]
    return sa.select(
        col(Provision.document_id),
        col(Provision.provision_id),
        col(Provision.parent_provision_id),
        col(Provision.label),
        col(Provision.text),
    ).where(or_(*named))


def list_pieces(session: Session, document_id: int) -> list[tuple[str, str | None, str]]:
    """List (address, address of the provision around it, text) of a document, in its order."""
    rows = session.execute(
        sa.select(
            col(Provision.provision_id), col(Provision.parent_provision_id), col(Provision.text)
        )
        .where(col(Provision.document_id) == document_id)
        .order_by(col(Provision.position))
    )
    return [(provision_id, parent_id, text) for provision_id, parent_id, text in rows]


def replace_provisions_of(
    session: Session, document_id: int, rows: Sequence[Mapping[str, object]]
) -> None:
    """Let the provisions of a document be `rows`: their columns by name, without the document.

    A law has thousands, so they are written as rows and not as objects one by one.
    """
    session.execute(delete(Provision).where(col(Provision.document_id) == document_id))
    if rows:
        session.execute(insert(Provision), [{"document_id": document_id, **row} for row in rows])
