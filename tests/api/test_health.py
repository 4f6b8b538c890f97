from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.services.heartbeat import SCHEDULER, beat
from directives.services.notices import queue_due_notices
from directives.settings import Settings
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_document


def test_the_process_says_that_it_lives(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


def test_readiness_tells_how_the_index_stands(
    client: TestClient, stored: Callable[..., Any], pull_index: Callable[[], None]
) -> None:
    missing = client.get("/health/ready")
    pull_index()
    level = client.get("/health/ready")
    stored(make_document)
    behind = client.get("/health/ready")

    assert (missing.status_code, missing.json()["index"]) == (200, "missing")
    assert missing.json()["index_behind"] is None
    assert (level.json()["index"], level.json()["index_behind"]) == ("ok", 0)
    assert behind.json()["index_behind"] > 0


def test_what_keeps_the_index_from_being_written_is_told(
    client: TestClient, pull_index: Callable[[], None], settings: Settings
) -> None:
    assert client.get("/health/ready").json()["index_trouble"] is None
    settings.index_dir.parent.mkdir(parents=True)
    settings.index_dir.write_text("a file where the folder should be")

    pull_index()

    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["index_trouble"]) == (200, "failed")


def test_without_its_database_a_node_is_not_ready(client: TestClient, app: FastAPI) -> None:
    app.state.engine.dispose()
    app.state.engine = sa.create_engine("sqlite:////nowhere/directives.db")

    answer = client.get("/health/ready")

    assert (answer.status_code, answer.json()["database"]) == (503, "failed")
    app.state.engine.dispose()


def test_readiness_tells_whether_reminders_run(
    client: TestClient, stored: Callable[..., Any], pull_index: Callable[[], None]
) -> None:
    pull_index()
    before = client.get("/health/ready").json()
    stored(partial(make_commitment, now=NOW - timedelta(days=5)))
    pull_index()
    silent = client.get("/health/ready")
    stored(_remind)
    pull_index()
    runs = client.get("/health/ready").json()

    assert (before["reminders"], before["degraded"]) == ("ok", False)
    assert before["reminders_last_run_at"] is before["reminders_age_seconds"] is None
    assert (silent.status_code, silent.json()["status"]) == (200, "ready")
    assert (silent.json()["reminders"], silent.json()["degraded"]) == ("silent", True)
    assert (runs["reminders"], runs["degraded"]) == ("ok", False)
    assert (runs["reminders_age_seconds"], runs["scheduler_seen_at"]) == (0, "2025-10-01T03:00:00Z")


def _remind(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, actor, today=TODAY, now=NOW)
    beat(session, SCHEDULER, now=NOW)
