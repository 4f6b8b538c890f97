"""What is remembered equals what is counted from scratch, whatever happened meanwhile."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from api.catalogue_memory import CatalogueMemory
from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.models.coverage_link import NewCoverageLink
from directives.models.feedback import NewGuidanceMark
from directives.models.gap import Gap, NewGapDecision
from directives.models.gap_report import NewGapReport, NewReportEvent
from directives.rules.two_times import AsOf
from directives.services.commitments import fulfil, withdraw
from directives.services.coverage_links import link_document
from directives.services.gap_merges import merge_gaps, split_gap
from directives.services.gap_reports import answer_reports, report_gap, withdraw_report
from directives.services.gaps import decide_gap, edit_gap
from directives.services.guidance_marks import mark_guidance
from directives.services.touched import touched_since
from directives.store.audit import last_change
from directives.store.session import open_engine
from directives.vocabulary import Clarity, DecisionKind, Extent, GapState, ReportState
from tests.databases import SqliteTemplate
from tests.factories import make_commitment, make_gap
from tests.services.test_chain_events import DAYS, EVENTS, WHICH, Event, Office

PLACES = ["01", "00004", "22"]
PLACE = st.sampled_from(PLACES)
STEPS = st.sampled_from([ReportState.FORWARDED, ReportState.ANSWERED])
MORE = st.one_of(
    EVENTS,
    st.tuples(st.just("answer"), WHICH, WHICH, st.sampled_from(Extent)),
    st.tuples(st.just("report"), WHICH, PLACE),
    st.tuples(st.just("report"), WHICH, PLACE),
    st.tuples(st.just("withdraw_report"), WHICH, PLACE),
    st.tuples(
        st.just("step"), WHICH, st.sampled_from([ReportState.FORWARDED, ReportState.ANSWERED])
    ),
    st.tuples(st.just("mark"), WHICH, PLACE, st.sampled_from(Clarity)),
    st.tuples(st.just("rule"), WHICH, st.sampled_from(DecisionKind)),
    st.tuples(st.just("scope"), WHICH, PLACE),
    st.tuples(st.just("interim"), WHICH, DAYS),
    st.tuples(st.just("merge"), WHICH, WHICH),
    st.tuples(st.just("split"), WHICH),
    st.tuples(st.just("promise"), WHICH, WHICH, DAYS),
    st.tuples(st.just("promise"), WHICH, WHICH, DAYS),
    st.tuples(st.just("keep"), WHICH),
    st.tuples(st.just("take_back"), WHICH),
)


class Registry(Office):
    """The documents of an office with the gaps that they answer, promises and places."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.gaps: list[Gap] = [make_gap(session) for _ in range(3)]
        self.promises: list[Commitment] = []

    @property
    def at(self) -> AsOf:
        return AsOf(self.today, self.now)

    def _gap(self, which: int) -> int:
        return saved_id(self.gaps[which % len(self.gaps)])

    def do_answer(self, which: int, document: int, extent: Extent) -> None:
        new = NewCoverageLink(
            gap_id=self._gap(which),
            document_id=saved_id(self._at(document)),
            extent=extent,
            quote="nguyên văn",
            linked_on=self.today,
        )
        self.links.append(link_document(self.session, self.actor, new, now=self.now))

    def do_report(self, which: int, place: str) -> None:
        new = NewGapReport(place_code=place, reported_on=self.today)
        report_gap(self.session, self.actor, self._gap(which), new, now=self.now)

    def do_withdraw_report(self, which: int, place: str) -> None:
        withdraw_report(self.session, self.actor, self._gap(which), place, words="", at=self.at)

    def do_step(self, which: int, state: ReportState) -> None:
        new = NewReportEvent(state=state, held_on=self.today, words="đã xem")
        answer_reports(self.session, self.actor, self._gap(which), new, now=self.now)

    def do_mark(self, which: int, place: str, clarity: Clarity) -> None:
        new = NewGuidanceMark(
            place_code=place, clarity=clarity, words="vì thế", marked_on=self.today
        )
        key = saved_id(self._at(which))
        mark_guidance(self.session, self.actor, key, new, now=self.now)

    def do_rule(self, which: int, kind: DecisionKind) -> None:
        new = NewGapDecision(
            kind=kind,
            reason="đã rõ",
            state=GapState.COVERED,
            expires_on=self.today + timedelta(days=9),
        )
        decide_gap(self.session, self.actor, self._gap(which), new, at=self.at)

    def do_scope(self, which: int, place: str) -> None:
        values = {"scope": f'{{"provinces": ["{place[:2]}"]}}'}
        edit_gap(self.session, self.actor, self._gap(which), values, at=self.at)

    def do_interim(self, which: int, days: int) -> None:
        until = self.today + timedelta(days=days)
        values = {"interim_instruction": "theo văn bản cũ", "interim_until": until}
        edit_gap(self.session, self.actor, self._gap(which), values, at=self.at)

    def do_merge(self, which: int, other: int) -> None:
        key, into = self._gap(which), self._gap(other)
        merge_gaps(self.session, self.actor, key, into, reason="là một", at=self.at)

    def do_split(self, which: int) -> None:
        split_gap(self.session, self.actor, self._gap(which), reason="là hai", at=self.at)

    def do_promise(self, which: int, other: int, days: int) -> None:
        due = self.today + timedelta(days=days)
        self.promises.append(
            make_commitment(
                self.session,
                now=self.now,
                gap_ids=tuple({self._gap(which), self._gap(other)}),
                due_from=due,
                due_to=due,
                due_phrase="",
            )
        )

    def _promise(self, which: int) -> int:
        return saved_id(self.promises[which % len(self.promises)]) if self.promises else 0

    def do_keep(self, which: int) -> None:
        key, document = self._promise(which), saved_id(self._at(which))
        fulfil(
            self.session, self.actor, key, held_on=self.today, document_id=document, now=self.now
        )

    def do_take_back(self, which: int) -> None:
        key = self._promise(which)
        withdraw(
            self.session, self.actor, key, held_on=self.today, reason="không còn", now=self.now
        )


def counted(memory: CatalogueMemory, registry: Registry) -> dict[str, Any]:
    registry.session.expire_all()
    said = (registry.session, registry.at)
    return {
        "promise_standings": memory.promise_standings(*said),
        "promises": memory.promises(*said),
        "standings": memory.standings(*said),
        "scopes": memory.gap_scopes(*said).scopes,
        "bodies": memory.answering_bodies(*said),
        "sector_matrix": memory.sector_matrix(*said),
    }


@pytest.fixture(scope="module")
def registry_engine(
    sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[sa.Engine]:
    with sqlite_template.copy(tmp_path_factory.mktemp("registry")) as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


def test_after_any_events_what_is_remembered_is_what_is_counted_from_scratch(
    registry_engine: sa.Engine,
) -> None:
    seen: Counter[GapState] = Counter()
    kept: Counter[bool] = Counter()

    @settings(max_examples=12, deadline=None)
    @given(events=st.lists(MORE, min_size=8, max_size=16))
    def check(events: list[Event]) -> None:
        with registry_engine.connect() as connection:
            transaction = connection.begin()
            with Session(bind=connection, join_transaction_mode="create_savepoint") as session:
                registry, memory = Registry(session), CatalogueMemory()
                before = last_change(session)
                for event in events:
                    registry.do(event)
                    found = counted(memory, registry)
                    assert found == counted(CatalogueMemory(), registry), event
                    kept[touched_since(session, before) is not None] += 1
                    before = last_change(session)
                    seen.update(one.state for one in found["standings"].values())
            transaction.rollback()

    check()
    assert kept[True] > 10
    assert len(seen) > 3  # too tame otherwise
