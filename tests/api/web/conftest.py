"""The whole application with the example catalogue where a test asks for it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.dependencies import SESSION_COOKIE
from directives.models.account import NewAccount
from directives.services.accounts import add_account
from directives.services.example import load_example
from directives.settings import Settings
from directives.store.accounts import find_account
from directives.store.files import FileStore
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import Role
from index.replica import Replica
from tests.databases import SqliteTemplate
from tests.factories import NOW, TODAY, agency_id, make_actor, make_sign_in

PASSWORD = "mot-mat-khau-dai"


@pytest.fixture(scope="session")
def example_folder(
    sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder with the example catalogue, its files and its index; copied, never used."""
    folder = tmp_path_factory.mktemp("example")
    settings = Settings(data_dir=folder)
    with sqlite_template.copy(folder) as url:
        engine = open_engine(url)
        with unit_of_work(engine) as session:
            actor = make_actor(session, Role.SYSTEM)
            load_example(session, actor, FileStore(settings.files_dir), now=NOW, today=TODAY)
        replica = Replica(settings.index_dir, settings.search_engine)
        replica.pull(engine, TODAY)
        replica.engine().close()
        engine.dispose()
    return folder


@pytest.fixture
def example() -> None:
    """Ask for the example catalogue in the application's data folder."""


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings on a data folder with the example catalogue where a test asks for it."""
    folder = tmp_path / "data"
    if "example" in request.fixturenames:
        shutil.copytree(request.getfixturevalue("example_folder"), folder)
    else:
        folder.mkdir()
        with request.getfixturevalue("sqlite_template").copy(folder):
            pass
    return Settings(data_dir=folder, database_url=None)


@pytest.fixture
def engine(app: FastAPI) -> sa.Engine:
    """The application's database."""
    opened: sa.Engine = app.state.engine
    return opened


def add_person(engine: sa.Engine, role: Role, password: str | None = PASSWORD) -> str:
    """Make an account of a role that can sign in with the password; returns its name."""
    username = f"nguoi-{role.value}"
    with unit_of_work(engine) as session:
        new = NewAccount(
            username=username,
            display_name="Người dùng thử",
            role=role,
            agency_id=agency_id(session, "BNV") if role is Role.DRAFTER else None,
            place_code="15" if role is Role.OFFICER else None,
        )
        admin = make_actor(session, Role.SYSTEM)
        add_account(session, admin, new, password=password, now=NOW)
    return username


@dataclass(frozen=True)
class Browser:
    """A browser that has signed in, and the token that its forms must carry."""

    client: TestClient
    csrf: str


@pytest.fixture
def browser_of(app: FastAPI, engine: sa.Engine) -> Iterator[Callable[[Role], Browser]]:
    """Sign in as somebody of a role, in a browser beside `client`."""
    opened: list[TestClient] = []

    def sign(role: Role) -> Browser:
        username = add_person(engine, role, password=None)
        with unit_of_work(engine) as session:
            account = find_account(session, username)
            assert account is not None
            token, csrf = make_sign_in(session, account.id)
        client = TestClient(app, follow_redirects=False, cookies={SESSION_COOKIE: token})
        opened.append(client)
        return Browser(client, csrf)

    yield sign
    for client in opened:
        client.close()
