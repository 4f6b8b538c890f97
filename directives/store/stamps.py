"""The change stamp: a number that grows with every change of the catalogue.

Copies of the catalogue (the search index of each node) ask for what changed since their stamp.
The stamp is one locked row and not a sequence: a writer holds the row until it commits, so
stamps become visible in their order and a copy can never skip one that commits late.
"""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.outbox import CatalogueStamp


def next_stamp(session: Session) -> int:
    """Take the next stamp; later writers wait until this transaction ends."""
    return take_stamps(session, 1)[0]


def take_stamps(session: Session, count: int) -> range:
    """Take many stamps at once, in their order."""
    statement = (
        sa.update(CatalogueStamp)
        .where(col(CatalogueStamp.id) == 1)
        .values(value=col(CatalogueStamp.value) + count)
        .returning(col(CatalogueStamp.value))
        # The row is never loaded as an object; looking for it among thousands costs milliseconds.
        .execution_options(synchronize_session=False)
    )
    last: int = session.execute(statement).scalar_one()
    return range(last - count + 1, last + 1)


def wait_for_changes(session: Session) -> None:
    """Wait until earlier changes are committed or undone; later ones wait for this transaction.

    So audit rows become visible in the order of their ids, and the last one names the state of
    the catalogue (`store.audit`). SQLite has one writer at a time anyway.
    """
    session.execute(select(CatalogueStamp.value).where(CatalogueStamp.id == 1).with_for_update())


def last_stamp(session: Session) -> int:
    """Return the newest stamp given out."""
    return session.exec(select(CatalogueStamp.value).where(CatalogueStamp.id == 1)).one()
