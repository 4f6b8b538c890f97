"""Programs of others that are told of changes, and what is owed to each."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import DeliveryState, WebhookState, WebhookTrouble


class Webhook(SQLModel, table=True):
    """An address that messages are sent to, with the rights of the account that it belongs to.

    Attributes:
        topics: Values of `WebhookTopic` in order, separated by blanks.
        secret: Signs what is sent; the receiver has the same.
        read_to_id: Up to this message of the outbox it was decided what is owed.
        failures: In a row, since something last arrived; `failing_since` is the first of them.
        next_attempt_at: Nothing is sent before; None: at once.
    """

    __tablename__ = "webhook"
    __table_args__ = (
        CheckConstraint("(failing_since IS NULL) = (failures = 0)", "fails_since"),
        CheckConstraint("topics <> ''", "has_topics"),
    )

    id: int | None = Field(default=None, primary_key=True)
    url: str
    topics: str
    secret: str
    account_id: int = Field(foreign_key="account.id", index=True)
    state: WebhookState = Field(default=WebhookState.ON, sa_type=stored_enum(WebhookState))
    created_at: datetime
    read_to_id: int
    failures: int = 0
    failing_since: datetime | None = None
    next_attempt_at: datetime | None = None
    last_delivered_at: datetime | None = None
    last_trouble: WebhookTrouble | None = Field(default=None, sa_type=stored_enum(WebhookTrouble))
    last_status: int | None = None  # of the answer, where there was one


class WebhookDelivery(SQLModel, table=True):
    """One message of the outbox for one webhook; taken by whoever holds the token."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        UniqueConstraint("webhook_id", "message_id"),
        Index("ix_webhook_delivery_waiting", "state", "next_attempt_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    webhook_id: int = Field(foreign_key="webhook.id")
    message_id: int = Field(foreign_key="outbox_message.id", index=True)
    state: DeliveryState = Field(default=DeliveryState.WAITING, sa_type=stored_enum(DeliveryState))
    attempts: int = 0
    next_attempt_at: datetime
    first_failed_at: datetime | None = None
    settled_at: datetime | None = None
    lease_token: str | None = None
    leased_until: datetime | None = None
