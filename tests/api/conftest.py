"""The real application over a database of its own, with a fixed time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from api.app import create_app
from api.dependencies import CSRF_HEADER, SESSION_COOKIE
from directives.models.account import ApiToken
from directives.rules.permissions import Actor
from directives.services.accounts import token_hash
from directives.settings import Settings
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, make_actor, make_sign_in, moment_of

_serial = count(1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who has signed in, and the token that changes must carry."""

    actor: Actor
    csrf_token: str

    @property
    def headers(self) -> dict[str, str]:
        """The header of a change over JSON; a form has the token in a field."""
        return {CSRF_HEADER: self.csrf_token}


@pytest.fixture
def settings(tmp_path: Path, sqlite_engine: sa.Engine) -> Settings:
    """Settings of an operator who changed nothing but the folder, and takes files up to 1 MB."""
    url = sqlite_engine.url.render_as_string(hide_password=False)
    return Settings(data_dir=tmp_path, database_url=url, max_upload_mb=1)


@pytest.fixture
def app(settings: Settings) -> Iterator[FastAPI]:
    """The application at a fixed moment; its index is pulled when a test says so."""
    made = create_app(settings, current_time=lambda: NOW, pulls_index=False)
    yield made
    made.state.engine.dispose()


@pytest.fixture
def on(app: FastAPI) -> Callable[[str], None]:
    """Let it be another day, at ten o'clock in Hà Nội: `on("2025-10-06")`."""

    def set_day(day: str) -> None:
        moment = moment_of(date.fromisoformat(day))
        app.state.current_time = lambda: moment

    return set_day


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser or program without an account."""
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def pull_index(app: FastAPI) -> Callable[[], None]:
    """Bring the index up to date with the database."""
    return lambda: app.state.replica.pull(app.state.engine, TODAY)


@pytest.fixture
def stored(sqlite_engine: sa.Engine) -> Callable[[Callable[[Session], Any]], Any]:
    """Run a factory in a committed transaction: `stored(make_gap)`; rows stay readable."""

    def run(make: Callable[[Session], Any]) -> Any:
        with Session(sqlite_engine, expire_on_commit=False) as session, session.begin():
            return make(session)

    return run


@pytest.fixture
def signed_in(client: TestClient, sqlite_engine: sa.Engine) -> Callable[..., SignedIn]:
    """Sign the client in with a new account of a role: `signed_in(Role.DRAFTER)`."""

    def sign_in(role: Role = Role.DRAFTER, **overrides: Any) -> SignedIn:
        with unit_of_work(sqlite_engine) as session:
            actor = make_actor(session, role, **overrides)
            token, csrf = make_sign_in(session, actor.account_id)
        client.cookies.set(SESSION_COOKIE, token)
        return SignedIn(actor, csrf)

    return sign_in


@pytest.fixture
def token_for(sqlite_engine: sa.Engine) -> Callable[..., dict[str, str]]:
    """Return the header with which a program acts for a new account of a role."""

    def header(role: Role = Role.DRAFTER, **overrides: Any) -> dict[str, str]:
        token = f"dt_{next(_serial)}"
        with unit_of_work(sqlite_engine) as session:
            actor = make_actor(session, role, **overrides)
            assert actor.account_id is not None
            session.add(
                ApiToken(
                    account_id=actor.account_id,
                    name="kiểm thử",
                    token_hash=token_hash(token),
                    created_at=NOW,
                )
            )
        return {"Authorization": f"Bearer {token}"}

    return header
