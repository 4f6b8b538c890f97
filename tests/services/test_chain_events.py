"""After any sequence of events, what is stored equals what is computed from scratch."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from directives.errors import DirectivesError
from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document, NewRelation, Relation
from directives.services.coverage_links import link_document
from directives.services.documents import correct, publish, withdraw
from directives.services.relation_decisions import confirm_relation, reject_relation
from directives.services.relation_facts import record_relation
from directives.services.suspicion_decisions import Ruling, decide_suspicion
from directives.services.suspicions import Settled, settle, settle_all
from directives.services.unsettled import note_document
from directives.store.session import open_engine
from directives.store.suspicions import list_open
from directives.vocabulary import (
    Extent,
    ProposalState,
    RecordState,
    RelationKind,
    Role,
    SuspicionOutcome,
)
from tests.databases import SqliteTemplate
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap

SIZE = 5
KINDS = [
    RelationKind.IMPLEMENTS,
    RelationKind.GUIDES,
    RelationKind.HAS_BASIS,
    RelationKind.AMENDS,
    RelationKind.REPLACES,
    RelationKind.REPEALS,
    RelationKind.SUSPENDS_EFFECT,
    RelationKind.REVOKES,
    RelationKind.CORRECTS,
]
INDEX = st.integers(0, SIZE - 1)
DAYS = st.integers(-40, 40)
EVENTS = st.one_of(
    st.tuples(st.just("relate"), INDEX, INDEX, st.sampled_from(KINDS), st.booleans()),
    st.tuples(st.just("confirm"), st.integers(0, 9)),
    st.tuples(st.just("reject"), st.integers(0, 9)),
    st.tuples(
        st.just("correct"),
        INDEX,
        st.sampled_from(["issued_on", "effective_on", "expires_on"]),
        DAYS,
    ),
    st.tuples(st.just("publish"), INDEX),
    st.tuples(st.just("withdraw"), INDEX),
    st.tuples(st.just("register"), INDEX),
    st.tuples(st.just("link"), INDEX),
    st.tuples(st.just("decide"), st.integers(0, 9), st.sampled_from(SuspicionOutcome)),
    st.tuples(st.just("pass"), st.integers(1, 20)),
)


class Office:
    """A few documents and the hands that change them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.now: datetime = NOW
        self.actor = make_actor(session, Role.SYSTEM)
        self.documents: list[Document] = [self._made(step) for step in range(SIZE)]
        self.relations: list[Relation] = []

    def _made(self, step: int, state: RecordState = RecordState.PUBLISHED) -> Document:
        issued = TODAY - timedelta(days=20 - 5 * step)
        return make_document(self.session, self.actor, issued_on=issued, state=state)

    @property
    def today(self) -> date:
        return TODAY + (self.now - NOW)

    def do(self, event: tuple) -> None:  # type: ignore[type-arg]  # each event has its own shape
        name, *said = event
        try:
            with self.session.begin_nested():
                getattr(self, f"do_{name}")(*said)
        except DirectivesError:
            return

    def do_relate(self, one: int, other: int, kind: RelationKind, confirmed: bool) -> None:
        if one == other:
            return
        new = NewRelation(
            source_id=saved_id(self.documents[one]),
            kind=kind,
            target_id=saved_id(self.documents[other]),
            target_provision=f"dieu-{len(self.relations)}",
        )
        status = ProposalState.CONFIRMED if confirmed else ProposalState.PROPOSED
        self.relations.append(
            record_relation(
                self.session, self.actor, new, origin="manual", status=status, now=self.now
            )
        )
        settle(self.session, self.actor, now=self.now)

    def do_confirm(self, which: int) -> None:
        if self.relations:
            key = saved_id(self.relations[which % len(self.relations)])
            confirm_relation(self.session, self.actor, key, now=self.now)

    def do_reject(self, which: int) -> None:
        if self.relations:
            key = saved_id(self.relations[which % len(self.relations)])
            reject_relation(self.session, self.actor, key, reason="sai", now=self.now)

    def do_correct(self, which: int, field: str, days: int) -> None:
        values: dict[str, object] = {field: TODAY + timedelta(days=days)}
        key = saved_id(self.documents[which])
        correct(self.session, self.actor, key, values, reason="sửa", now=self.now)

    def do_publish(self, which: int) -> None:
        key = saved_id(self.documents[which])
        publish(self.session, self.actor, key, now=self.now, today=self.today)

    def do_withdraw(self, which: int) -> None:
        key = saved_id(self.documents[which])
        withdraw(self.session, self.actor, key, reason="thu", now=self.now, today=self.today)

    def do_register(self, which: int) -> None:
        """A document of long ago comes late, as a draft that takes the place of another here."""
        self.documents[which] = self._made(which, RecordState.DRAFT)

    def do_link(self, which: int) -> None:
        new = NewCoverageLink(
            gap_id=saved_id(make_gap(self.session)),
            document_id=saved_id(self.documents[which]),
            extent=Extent.FULL,
            quote="nguyên văn",
            linked_on=self.today,
        )
        link_document(self.session, self.actor, new, now=self.now)

    def do_decide(self, which: int, outcome: SuspicionOutcome) -> None:
        found = list_open(self.session)
        if found:
            key = saved_id(found[which % len(found)])
            ruling = Ruling(outcome, "đã xem")
            decide_suspicion(self.session, self.actor, key, ruling, now=self.now)

    def do_pass(self, days: int) -> None:
        self.now += timedelta(days=days)
        settle_all(self.session, self.actor, now=self.now)

    def stored(self) -> list[tuple[object, ...]]:
        self.session.expire_all()
        return sorted(
            (one.subject_kind.value, one.subject_id, one.cause_key, one.path, one.holds_on)
            for one in list_open(self.session)
        )


@pytest.fixture(scope="module")
def office_engine(
    sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sa.Engine]:
    with sqlite_template.copy(tmp_path_factory.mktemp("office")) as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=st.lists(EVENTS, min_size=4, max_size=14))
def test_after_any_events_what_is_stored_is_what_follows_from_scratch(
    office_engine: sa.Engine,
    events: list[tuple],  # type: ignore[type-arg]
) -> None:
    with office_engine.connect() as connection:
        transaction = connection.begin()
        with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
            office = Office(session)
            for event in events:
                office.do(event)
                settle(session, office.actor, now=office.now)
                before = office.stored()
                assert settle_all(session, office.actor, now=office.now) == Settled(), event
                assert office.stored() == before, event
        transaction.rollback()


def test_noting_a_document_settles_what_rests_on_it(session: Session) -> None:
    office = Office(session)
    note_document(session, office.documents[0])

    assert settle(session, office.actor, now=NOW) == Settled()
