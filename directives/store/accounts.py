"""Accounts, sign-ins and tokens."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from directives.models.account import Account, ApiToken, SignIn
from directives.rules.two_times import ha_noi_date
from directives.store.inbox import unread_of


def find_account(session: Session, username: str) -> Account | None:
    """Find an account by its name."""
    return session.exec(select(Account).where(Account.username == username)).one_or_none()


def list_accounts(session: Session) -> Sequence[Account]:
    """List the accounts by name."""
    return session.exec(select(Account).order_by(col(Account.username))).all()


def move_accounts(session: Session, place_code: str, to_code: str) -> list[str]:
    """Let the accounts of a place act for another; return their names."""
    moved = session.exec(
        select(Account).where(Account.place_code == place_code).order_by(col(Account.username))
    ).all()
    for account in moved:
        account.place_code = to_code
    session.flush()
    return [account.username for account in moved]


def list_usernames(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Return the names of these accounts by their keys."""
    rows = session.exec(select(Account.id, Account.username).where(col(Account.id).in_(ids)))
    return {key: name for key, name in rows if key is not None}


def find_sign_in(
    session: Session, token_hash: str, *, now: datetime
) -> tuple[SignIn, Account, int] | None:
    """Find a sign-in that still runs, with its active account and what waits to be read there."""
    return session.exec(
        select(SignIn, Account, unread_of(col(Account.id), ha_noi_date(now)))
        .join(Account, col(Account.id) == col(SignIn.account_id))
        .where(
            SignIn.token_hash == token_hash,
            col(SignIn.ended_at).is_(None),
            col(SignIn.expires_at) > now,
            col(Account.is_active).is_(True),
        )
    ).one_or_none()


def find_token_account(session: Session, token_hash: str) -> Account | None:
    """Find the active account for which a token speaks."""
    return session.exec(
        select(Account)
        .join(ApiToken, col(Account.id) == col(ApiToken.account_id))
        .where(
            ApiToken.token_hash == token_hash,
            col(ApiToken.revoked_at).is_(None),
            col(Account.is_active).is_(True),
        )
    ).one_or_none()


def list_account_names(session: Session, account_ids: Sequence[int]) -> dict[int, str]:
    """Return the names that accounts show, by account."""
    rows = session.exec(
        select(Account.id, Account.display_name).where(col(Account.id).in_(account_ids))
    ).all()
    return {key: name for key, name in rows if key is not None}
