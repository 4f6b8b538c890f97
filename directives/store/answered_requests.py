"""What was asked for with a one-time key, and how it was answered."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from directives.models.account import Account
from directives.models.answered_request import AnsweredRequest


def find_answered(session: Session, account_id: int, digest: str) -> AnsweredRequest | None:
    """Find a request of an account; its same request of this instant waits for the end of this.

    The lock leaves room for what other transactions write about the account.
    """
    session.execute(
        select(Account.id).where(Account.id == account_id).with_for_update(key_share=True)
    )
    return session.get(AnsweredRequest, (account_id, digest))


def delete_answered(session: Session, before: datetime) -> int:
    """Delete what was answered before an instant; returns how much."""
    old = delete(AnsweredRequest).where(col(AnsweredRequest.answered_at) < before)
    return session.connection().execute(old).rowcount
