"""What the commands share: settings, database, files, index, the moment, who acts."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from sqlmodel import Session

from api.receiving import Reception
from directives import clock
from directives.errors import DatabaseBusy, DatabaseNotReady, DirectivesError, DiskFull
from directives.rules.permissions import Actor
from directives.rules.working_days import Calendar, shipped_calendar
from directives.services.accounts import system_actor
from directives.services.calendar import working_calendar
from directives.settings import Settings
from directives.store.files import FileStore
from directives.store.session import is_busy, is_out_of_space, open_engine, reading, unit_of_work
from directives.translation import Translate, translator
from index.replica import Replica


class Workplace:
    """Opened when first used, so that `number` needs no database and `--help` needs nothing."""

    def __init__(self, current_time: Callable[[], datetime] = clock.current_time) -> None:
        self._current_time = current_time

    @cached_property
    def settings(self) -> Settings:
        """What the operator set."""
        return Settings()

    @cached_property
    def translate(self) -> Translate:
        """Translate into the operator's language."""
        return translator(self.settings.language)

    @cached_property
    def engine(self) -> sa.Engine:
        """The database; its folder is made if it is missing."""
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        return open_engine(self.settings.database)

    @cached_property
    def files(self) -> FileStore:
        """The original files."""
        return FileStore(self.settings.files_dir)

    @cached_property
    def replica(self) -> Replica:
        """This node's search index."""
        return Replica(self.settings.index_dir, self.settings.search_engine)

    @cached_property
    def reception(self) -> Reception:
        """Where files come in."""
        return Reception.of(self.settings, self.calendar)

    def calendar(self) -> Calendar:
        """The calendar of the database, or the shipped one where none was set up.

        Looking leaves no trace: no folder and no empty database is made.
        """
        url = sa.make_url(self.settings.database)
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
            return shipped_calendar()
        try:
            with self.reading() as session:
                return working_calendar(session)
        except DatabaseNotReady:
            return shipped_calendar()

    def now(self) -> datetime:
        """The present moment."""
        return self._current_time()

    def today(self) -> date:
        """The present day in Viet Nam."""
        return clock.ha_noi_date(self.now())

    @contextmanager
    def writing(self) -> Iterator[tuple[Session, Actor]]:
        """Give a transaction and the command line's own actor."""
        try:
            with unit_of_work(self.engine) as session:
                yield session, system_actor(session, "system:cli")
        except UNUSABLE as error:
            raise refusal_of(error) from error

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that changes nothing."""
        try:
            with reading(self.engine) as session:
                yield session
        except UNUSABLE as error:
            raise refusal_of(error) from error

    def say(self, text: str, **values: object) -> None:
        """Print a marked sentence in the operator's language."""
        click.echo(self.translate(text).format(**values))

    def warn(self, text: str, **values: object) -> None:
        """Print a marked sentence on stderr."""
        click.echo(self.translate(text).format(**values), err=True)

    def explain(self, error: DirectivesError) -> str:
        """Return a refusal in the operator's language."""
        return error.message(self.translate)


UNUSABLE = (sa.exc.OperationalError, sa.exc.ProgrammingError)
"""What a database says that is missing, of an older schema, busy, or without room."""


def refusal_of(error: sa.exc.DBAPIError) -> DirectivesError:
    """Return what to tell the operator of a database that could not be used."""
    if is_busy(error):
        return DatabaseBusy()
    return DiskFull() if is_out_of_space(error) else DatabaseNotReady()


def print_json(value: Any) -> None:
    """Print one JSON value, dates as text."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


pass_workplace = click.make_pass_decorator(Workplace, ensure=True)
json_option = click.option("--json", "as_json", is_flag=True, help="JSON")
