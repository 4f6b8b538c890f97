"""What a request is given: its transaction, the moment, who acts, the index, the file store.

What only looks something up is `async`: a plain function would be sent to another thread and
waited for, and a page has a dozen of them. What asks the database stays in a thread.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

import sqlalchemy as sa
from fastapi import Depends, Request
from sqlmodel import Session

from api.receiving import Reception
from directives import clock
from directives.errors import FormExpired
from directives.rules.permissions import PUBLIC, Actor
from directives.services.accounts import find_open_sign_in, find_token_actor
from directives.settings import Settings
from directives.store.files import FileStore
from directives.store.session import reading, unit_of_work
from index.replica import Replica

SESSION_COOKIE = "directives_session"
CSRF_HEADER = "x-csrf-token"
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class SignedInAccount:
    """What a page shows of who has signed in."""

    display_name: str
    role: str
    place_code: str = ""  # of an officer
    unread: int = 0  # what waits in the inbox


async def settings_of(request: Request) -> Settings:
    """Return the settings that the application was made with."""
    settings: Settings = request.app.state.settings
    return settings


async def current_time(request: Request) -> datetime:
    """Return the moment of the request; a test fixes it."""
    moment: datetime = request.app.state.current_time()
    return moment


def open_session(request: Request) -> Iterator[Session]:
    """Give the request's one transaction: read-only for reading, committed whole for writing."""
    engine: sa.Engine = request.app.state.engine
    opened = reading if request.method in _SAFE_METHODS else unit_of_work
    with opened(engine) as session:
        yield session


# scope="function": commit before the answer is sent, not after.
DbSession = Annotated[Session, Depends(open_session, scope="function")]


async def reception_of(request: Request) -> Reception:
    """Return where this application's files come in."""
    reception: Reception = request.app.state.reception
    return reception


CurrentReception = Annotated[Reception, Depends(reception_of)]
CurrentSettings = Annotated[Settings, Depends(settings_of)]
Now = Annotated[datetime, Depends(current_time)]


async def current_day(now: Now) -> date:
    """Return the calendar day in Viet Nam."""
    return clock.ha_noi_date(now)


Today = Annotated[date, Depends(current_day)]


def current_actor(request: Request, session: DbSession, now: Now) -> Actor:
    """Return who acts: the account of the session cookie or of a bearer token, else the public.

    Raises:
        FormExpired: a change is asked for by a session cookie without the sign-in's token
            (forms are checked with their field by `checked_form`).
    """
    request.state.account, request.state.csrf_token = None, ""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return find_token_actor(session, token.strip()) or PUBLIC
    cookie = request.cookies.get(SESSION_COOKIE)
    opened = find_open_sign_in(session, cookie, now=now) if cookie else None
    if opened is None:
        return PUBLIC
    request.state.csrf_token = opened.csrf_token
    request.state.account = SignedInAccount(
        opened.display_name,
        opened.actor.role.value,
        opened.actor.place_code or "",
        opened.unread,
    )
    is_api = request.url.path.startswith("/api/")
    if is_api and request.method not in _SAFE_METHODS:
        check_csrf(request, request.headers.get(CSRF_HEADER, ""))
    return opened.actor


def check_csrf(request: Request, sent: str) -> None:
    """Check that a change comes from a page of this very sign-in.

    Raises:
        FormExpired: the token is missing or another's.
    """
    expected = request.state.csrf_token
    if not expected or not hmac.compare_digest(sent.encode(), expected.encode()):
        raise FormExpired


CurrentActor = Annotated[Actor, Depends(current_actor)]


async def file_store(request: Request) -> FileStore:
    """Return the store of original files."""
    store: FileStore = request.app.state.files
    return store


async def search_replica(request: Request) -> Replica:
    """Return this node's copy of the search index."""
    replica: Replica = request.app.state.replica
    return replica


Files = Annotated[FileStore, Depends(file_store)]
SearchReplica = Annotated[Replica, Depends(search_replica)]
