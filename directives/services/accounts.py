"""Accounts: make them, sign in and out, act by token."""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlmodel import Session

from directives.errors import AccountExists, AccountNotFound, SignInRefused
from directives.models.account import Account, ApiToken, NewAccount, SignIn
from directives.models.base import Subject, saved_id
from directives.rules.permissions import Actor, check_can_administer
from directives.services.changes import record_change
from directives.store.accounts import find_account, find_sign_in, find_token_account
from directives.translation import N_
from directives.vocabulary import Role

SYSTEM_ACCOUNTS = {
    "system:cli": N_("Dòng lệnh"),
    "system:scheduler": N_("Lịch chạy tự động"),
    "system:mail": N_("Trả lời từ thư"),
}

_HASHER = PasswordHash((Argon2Hasher(),))


@dataclass(frozen=True, slots=True)
class OpenSignIn:
    """A running sign-in: who acts, and the token that the forms of this sign-in must carry.

    `unread` counts what waits in the inbox.
    """

    actor: Actor
    display_name: str
    csrf_token: str
    unread: int = 0


def actor_of(account: Account) -> Actor:
    """Return the actor that an account is."""
    return Actor(
        account_id=account.id,
        name=account.username,
        role=account.role,
        agency_id=account.agency_id,
        place_code=account.place_code,
    )


def system_actor(session: Session, username: str) -> Actor:
    """Return one of the service's own actors, such as `system:cli`.

    Raises:
        AccountNotFound: the reference data was not loaded.
    """
    account = find_account(session, username)
    if account is None:
        raise AccountNotFound(username=username)
    return actor_of(account)


def add_account(
    session: Session, actor: Actor, new: NewAccount, *, password: str | None, now: datetime
) -> Account:
    """Make an account; without a password it cannot sign in.

    Raises:
        RightMissing: the actor is no administrator.
        AccountExists: the name is taken.
    """
    check_can_administer(actor)
    if find_account(session, new.username):
        raise AccountExists(field="username", username=new.username)
    account = Account.model_validate(
        new,
        update={
            "password_hash": _HASHER.hash(_normal(password)) if password else None,
            "created_at": now,
        },
    )
    session.add(account)
    session.flush()
    record_change(
        session,
        actor,
        "account.add",
        Subject("account", account.id),
        now=now,
        username=new.username,
    )
    return account


def set_password(
    session: Session, actor: Actor, username: str, password: str, *, now: datetime
) -> None:
    """Give an account a new password.

    Raises:
        RightMissing: the actor is no administrator.
        AccountNotFound: there is no such account, or it is the service's own.
    """
    check_can_administer(actor)
    account = find_account(session, username)
    if account is None or account.role is Role.SYSTEM:
        raise AccountNotFound(username=username)
    account.password_hash = _HASHER.hash(_normal(password))
    session.flush()
    record_change(session, actor, "account.password", Subject("account", account.id), now=now)


def sign_in(
    session: Session, username: str, password: str, *, hours: int, now: datetime
) -> tuple[str, OpenSignIn]:
    """Sign in and return the token for the browser's cookie.

    Raises:
        SignInRefused: the name or password is wrong or the account is closed.
    """
    account = find_account(session, username.strip().lower())
    if account is None or account.password_hash is None:
        _HASHER.hash(_normal(password))  # as slow as a wrong password: names cannot be guessed
        raise SignInRefused
    if not _HASHER.verify(_normal(password), account.password_hash) or not account.is_active:
        raise SignInRefused
    token = secrets.token_urlsafe(32)
    opened = SignIn(
        account_id=saved_id(account),
        token_hash=token_hash(token),
        csrf_token=secrets.token_urlsafe(32),
        created_at=now,
        expires_at=now + timedelta(hours=hours),
    )
    session.add(opened)
    session.flush()
    record_change(
        session, actor_of(account), "account.sign_in", Subject("account", account.id), now=now
    )
    return token, OpenSignIn(actor_of(account), account.display_name, opened.csrf_token)


def find_open_sign_in(session: Session, token: str, *, now: datetime) -> OpenSignIn | None:
    """Return the running sign-in of a cookie's token, or None."""
    found = find_sign_in(session, token_hash(token), now=now)
    if found is None:
        return None
    opened, account, unread = found
    return OpenSignIn(actor_of(account), account.display_name, opened.csrf_token, unread)


def sign_out(session: Session, token: str, *, now: datetime) -> None:
    """End a sign-in; ending it again does nothing."""
    found = find_sign_in(session, token_hash(token), now=now)
    if found is None:
        return
    opened, account, _unread = found
    opened.ended_at = now
    record_change(
        session, actor_of(account), "account.sign_out", Subject("account", account.id), now=now
    )


def add_token(session: Session, actor: Actor, username: str, name: str, *, now: datetime) -> str:
    """Make a token with which a program acts for an account; it is shown once.

    Raises:
        RightMissing: the actor is no administrator.
        AccountNotFound: there is no such account, or it is the service's own.
    """
    check_can_administer(actor)
    account = find_account(session, username)
    if account is None or account.role is Role.SYSTEM:
        raise AccountNotFound(username=username)
    token = f"dt_{secrets.token_urlsafe(32)}"
    session.add(
        ApiToken(
            account_id=saved_id(account), name=name, token_hash=token_hash(token), created_at=now
        )
    )
    session.flush()
    record_change(session, actor, "token.add", Subject("account", account.id), now=now, name=name)
    return token


def find_token_actor(session: Session, token: str) -> Actor | None:
    """Return for whom a program's token speaks, or None."""
    account = find_token_account(session, token_hash(token))
    return actor_of(account) if account else None


def new_password() -> str:
    """Return a random password of 16 letters and digits that can be read out."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(letters) for _ in range(16))


def token_hash(token: str) -> str:
    """Return what the database keeps of a token.

    Tokens are long and random, so a fast hash is safe.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def _normal(password: str) -> str:
    # The same password typed on a Mac (NFD) and on Windows (NFC) must be the same bytes.
    return unicodedata.normalize("NFC", password)
