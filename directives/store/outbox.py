"""Messages owed to the outside."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from directives.models.outbox import OutboxMessage


def list_known_keys(session: Session, keys: Sequence[str]) -> set[str]:
    """Return which of these keys are in the outbox already."""
    statement = select(OutboxMessage.key).where(col(OutboxMessage.key).in_(keys))
    return set(session.exec(statement).all())


def list_messages(session: Session, topic: str) -> Sequence[OutboxMessage]:
    """List the messages of a topic in the order of writing."""
    return session.exec(
        select(OutboxMessage).where(OutboxMessage.topic == topic).order_by(col(OutboxMessage.id))
    ).all()
