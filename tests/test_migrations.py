import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import Session, SQLModel, col, select, update

from directives.models.agency import AgencySuccession
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.commitment import Commitment, CommitmentGap
from directives.models.coverage_link import CoverageEvent, CoverageLink
from directives.models.inbox import InboxMessage
from directives.models.outbox import OutboxMessage
from directives.rules.two_times import ALWAYS
from directives.services.example import load_example
from directives.services.promise_ties import gap_ids_of
from directives.services.suspicion_decisions import Ruling, decide_suspicion
from directives.store.files import FileStore
from directives.store.migrations import downgrade, is_newest, upgrade
from directives.store.outbox import list_messages
from directives.store.relations import relation_statuses_at
from directives.store.session import unit_of_work
from directives.store.stamps import next_stamp
from directives.store.suspicions import list_open
from directives.vocabulary import Alarm, ProposalState, RelationKind, Role, SuspicionOutcome
from tests.factories import (
    NOW,
    TODAY,
    agency_id,
    make_account,
    make_actor,
    make_commitment,
    make_document,
    make_gap,
)
from tests.services.test_suspicions import relate


def test_migrations_build_the_schema_of_the_models(database: sa.Engine) -> None:
    with database.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_database_can_be_taken_back_and_forth(database: sa.Engine) -> None:
    downgrade(database)
    upgrade(database)

    with Session(database) as session:
        assert next_stamp(session) == 1


def test_a_database_with_the_example_can_be_taken_back_and_forth(
    database: sa.Engine, tmp_path: Path
) -> None:
    with unit_of_work(database) as session:
        actor = make_actor(session, Role.SYSTEM)
        load_example(session, actor, FileStore(tmp_path), now=NOW, today=TODAY)

    downgrade(database)
    tables = sa.inspect(database).get_table_names()
    upgrade(database)

    assert tables == ["alembic_version"]
    with Session(database) as session:
        assert session.exec(select(Commitment)).all() == []
        session.add(CommitmentGap(commitment_id=1, gap_id=1, recorded_at=NOW))
        with pytest.raises(sa.exc.IntegrityError):  # references are looked at again
            session.commit()


def test_a_database_is_not_taken_back_to_rows_that_refer_to_nothing(
    sqlite_engine: sa.Engine,
) -> None:
    with sqlite_engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        connection.execute(
            sa.insert(CommitmentGap).values(commitment_id=9, gap_id=9, recorded_at=NOW)
        )
        connection.commit()

    with pytest.raises(RuntimeError, match="commitment_gap"):
        downgrade(sqlite_engine, "2b7e94d1c0f6")

    assert is_newest(sqlite_engine)


def test_what_promises_say_survives_going_back_and_forth(database: sa.Engine) -> None:
    with Session(database) as session:
        gap = saved_id(make_gap(session))
        key = saved_id(make_commitment(session, gap_ids=(gap,)))
        session.commit()

    downgrade(database, "2b7e94d1c0f6")
    upgrade(database)

    with Session(database) as session:
        assert gap_ids_of(session, key, NOW) == [gap]
        assert gap_ids_of(session, key, NOW - timedelta(seconds=1)) == []
        assert session.get_one(Commitment, key).due_to is not None


def test_a_takeover_of_an_older_database_is_known_since_somebody_recorded_it(
    database: sa.Engine,
) -> None:
    downgrade(database, "90b7d2e4c15f")
    with Session(database) as session, session.begin():
        before, after, other = (agency_id(session, code) for code in ("BNV", "BTC", "BYT"))
        account = saved_id(make_account(session))
        for key, successor in ((before, after), (other, after)):
            session.add(AgencySuccession(agency_id=key, successor_id=successor, succeeds_on=TODAY))
        session.add(
            AuditEvent(
                at=NOW,
                account_id=account,
                action="agency.merge",
                subject_kind="agency",
                subject_id=before,
                details=json.dumps({"successor_id": after}),
            )
        )

    upgrade(database)

    with Session(database) as session:
        named = col(AgencySuccession.successor_id) == after
        rows = session.exec(select(AgencySuccession).where(named)).all()
        known = {one.agency_id: one.recorded_at for one in rows}
        assert (known[before], known[other]) == (NOW, None)


def test_a_relation_of_an_older_database_is_known_since_it_was_recorded(
    database: sa.Engine,
) -> None:
    downgrade(database, "3f7a94c2e1b8")
    with database.begin() as connection:
        relation_id = _add_older_relation(connection)

    upgrade(database)

    with Session(database) as session:
        assert relation_statuses_at(session, NOW) == {relation_id: ProposalState.CONFIRMED}
        assert relation_statuses_at(session, NOW - timedelta(seconds=1)) == {}


def _add_older_relation(connection: sa.Connection) -> int:
    tables = sa.MetaData()
    tables.reflect(connection, only=["document", "relation", "fact", "account"])

    def add(table: str, **values: object) -> int:
        added = connection.execute(tables.tables[table].insert().values(**values))
        return int(added.inserted_primary_key[0])  # type: ignore[index]

    account = add(
        "account", username="x", display_name="x", role="system", is_active=True, created_at=NOW
    )
    made = {"type_code": "", "type_name": "", "is_illustration": False, "state": "published"}
    ends = [
        add("document", title=title, is_stub=True, recorded_at=NOW, change_stamp=1, **made)
        for title in ("A", "B")
    ]
    said = {"subject_kind": "document", "field": "title", "value": '"A"', "reason": ""}
    add("fact", subject_id=ends[0], holds_on=ALWAYS, recorded_at=NOW, account_id=account, **said)
    return add(
        "relation",
        source_id=ends[0],
        kind="amends",
        target_id=ends[1],
        source_provision="",
        target_provision="",
        quote="",
        origin="automatic",
        status="confirmed",
        recorded_at=NOW,
    )


def test_an_older_event_of_a_link_keeps_in_which_provision_its_words_stood(
    database: sa.Engine,
) -> None:
    with Session(database) as session, session.begin():
        account = make_account(session)
        said = {"extent": "full", "quote": "nguyên văn", "account_id": account.id}
        link = CoverageLink.model_validate(
            {
                "gap_id": make_gap(session).id,
                "document_id": make_document(session).id,
                "provision_id": "dieu-1",
                "linked_on": TODAY,
                "recorded_at": NOW,
                **said,
            }
        )
        session.add(link)
        session.flush()
        said["link_id"] = saved_id(link)
    downgrade(database, "a9c3e7d150b4")
    with database.begin() as connection:
        rows = sa.Table("coverage_event", sa.MetaData(), autoload_with=connection)
        event = {"kind": "confirmed", "status": "confirmed"}
        empty = dict.fromkeys(("reason", "rationale", "suspect", "source_print", "gap_print"), "")
        days = {"held_on": TODAY, "recorded_at": NOW}
        connection.execute(rows.insert().values(**said, **event, **empty, **days))

    upgrade(database)

    with Session(database) as session:
        (found,) = session.exec(select(CoverageEvent)).all()
        assert found.provision_id == "dieu-1"
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            session.execute(update(CoverageEvent).values(provision_id=""))


def test_an_older_letter_that_was_tried_may_have_been_taken(database: sa.Engine) -> None:
    with Session(database) as session:
        letters = [
            OutboxMessage(key=key, topic="mail.digest", payload="{}", created_at=NOW, attempts=many)
            for key, many in (("went", 1), ("tried", 2), ("new", 0))
        ]
        letters[0].delivered_at = NOW
        session.add_all(letters)
        session.commit()
    downgrade(database, "b6d20f83e1a7")

    upgrade(database)

    with Session(database) as session:
        found = list_messages(session, "mail.digest")
        assert [one.open_attempts for one in found] == [0, 2, 0]


def test_an_alarm_whose_own_letter_still_waits_goes_into_the_letter_of_the_day(
    database: sa.Engine,
) -> None:
    with Session(database) as session:
        admin = make_account(session, role=Role.ADMINISTRATOR)
        went, waits = (
            OutboxMessage(key=key, topic="mail.alarm.mail_stuck", payload="{}", created_at=NOW)
            for key in ("went", "waits")
        )
        went.delivered_at, went.delivered_on = NOW, TODAY
        session.add_all((went, waits))
        session.flush()
        session.add_all(
            InboxMessage(
                account_id=saved_id(admin),
                key=letter.key,
                kind=Alarm.MAIL_STUCK,
                details="{}",
                created_at=NOW,
                letter_id=letter.id,
            )
            for letter in (went, waits)
        )
        session.commit()

    downgrade(database, "c93b5f2ae716")
    upgrade(database)

    with Session(database) as session:
        alarms = session.exec(select(InboxMessage).order_by(col(InboxMessage.id))).all()
        assert [one.letter_id is None for one in alarms] == [False, True]
        letters = list_messages(session, "mail.alarm.mail_stuck")
        assert [one.delivered_on for one in letters] == [TODAY, None]
        assert all(one.delivered_at for one in letters)


def test_suspicions_and_decisions_survive_that_a_day_may_be_unknown(database: sa.Engine) -> None:
    with Session(database) as session:
        base = make_document(session)
        guide = make_document(session)
        relate(session, guide, RelationKind.GUIDES, base)
        silent = make_document(session, type_code="NĐ", issued_on=TODAY)
        relate(session, silent, RelationKind.REPLACES, base)
        (doubt,) = list_open(session)
        ruling = Ruling(SuspicionOutcome.CLEARED, "đã xem")
        decide_suspicion(
            session, make_actor(session, Role.SYSTEM), saved_id(doubt), ruling, now=NOW
        )
        session.commit()

    downgrade(database, "e7a93f50c2d8")
    with database.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.exec_driver_sql("UPDATE suspicion SET reason = 'day_unknown'")
    upgrade(database)

    with database.connect() as connection:
        assert connection.exec_driver_sql("SELECT reason FROM suspicion").scalar() == "suspended"
        connection.exec_driver_sql("UPDATE suspicion SET reason = 'day_unknown'")
