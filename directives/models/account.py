"""Who may sign in, and the sign-ins and tokens in use."""

import re
from datetime import datetime

from pydantic import field_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.models.base import stored_enum
from directives.vocabulary import Role

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._:-]*")


class NewAccount(SQLModel):
    """What is said to make an account."""

    username: str = Field(min_length=2, max_length=80)
    display_name: str = Field(min_length=1, max_length=200)
    role: Role = Field(sa_type=stored_enum(Role))
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    place_code: str | None = Field(default=None, foreign_key="place.code")

    @field_validator("username")
    @classmethod
    def check_username(cls, username: str) -> str:
        """Refuse names that cannot be typed on every keyboard."""
        if not _USERNAME.fullmatch(username):
            raise ValueError("a name has lower-case ASCII letters, digits and . _ : - only")
        return username


class Account(NewAccount, table=True):
    """A person, or a part of the service itself (`system:cli`, which cannot sign in)."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("username"),
        CheckConstraint("role <> 'drafter' OR agency_id IS NOT NULL", "drafter_has_agency"),
        CheckConstraint("role <> 'officer' OR place_code IS NOT NULL", "officer_has_place"),
        CheckConstraint("role <> 'public'", "public_has_no_account"),
    )

    id: int | None = Field(default=None, primary_key=True)
    password_hash: str | None = None  # argon2id; none: cannot sign in
    is_active: bool = True
    created_at: datetime


class SignIn(SQLModel, table=True):
    """A signed-in browser. Only the hash of its token is kept."""

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    token_hash: str = Field(unique=True)
    csrf_token: str
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None


class ApiToken(SQLModel, table=True):
    """A program's right to act for an account. Only the hash of the token is kept."""

    __tablename__ = "api_token"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    name: str
    token_hash: str = Field(unique=True)
    created_at: datetime
    revoked_at: datetime | None = None
