from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document, NewRelation
from directives.models.feedback import NewGuidanceMark
from directives.models.gap_report import NewGapReport
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document, reject_link
from directives.services.documents import publish, withdraw
from directives.services.gap_reports import report_gap, withdraw_report
from directives.services.gap_standings import standings
from directives.services.gap_views import get_gap
from directives.services.guidance_marks import mark_guidance
from directives.services.relation_decisions import reject_relation
from directives.services.relations import add_relation
from directives.store.suspicions import list_open
from directives.vocabulary import (
    Clarity,
    Extent,
    GapState,
    RecordState,
    RelationKind,
    Role,
    SuspectKind,
)
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap
from tests.services.test_suspicions import relate

AT = AsOf(TODAY, NOW)
LATER = AsOf(TODAY + timedelta(days=10), NOW + timedelta(days=10))


def covered(session: Session, *places: str) -> tuple[int, int]:
    """Make a gap that these places reported and a document answers in full; return both keys."""
    key, document = saved_id(make_gap(session)), saved_id(make_document(session))
    for place in places:
        officer = make_actor(session, Role.OFFICER, place_code=place)
        said = NewGapReport(place_code=place, reported_on=TODAY)
        report_gap(session, officer, key, said, now=NOW)
    new = NewCoverageLink(
        gap_id=key, document_id=document, extent=Extent.FULL, quote="trích", linked_on=TODAY
    )
    link_document(session, make_actor(session), new, now=NOW)
    return key, document


def say(session: Session, document: int, place: str, clarity: Clarity, words: str = "") -> None:
    officer = make_actor(session, Role.OFFICER, place_code=place)
    new = NewGuidanceMark(place_code=place, clarity=clarity, words=words, marked_on=LATER.day)
    mark_guidance(session, officer, document, new, now=LATER.known_at)


def test_places_that_waited_confirm(session: Session) -> None:
    key, document = covered(session, "15", "11")
    say(session, document, "22", Clarity.CLEAR)  # it had not asked
    assert get_gap(session, key, LATER).state is GapState.COVERED
    say(session, document, "15", Clarity.CLEAR)

    assert get_gap(session, key, LATER).state is GapState.CONFIRMED
    assert get_gap(session, key, AsOf(LATER.day, NOW)).state is GapState.COVERED
    assert get_gap(session, key, AsOf(TODAY, LATER.known_at)).state is GapState.COVERED


def test_one_place_to_which_it_is_not_clear_among_two_is_too_many(session: Session) -> None:
    key, document = covered(session, "15", "11")
    say(session, document, "15", Clarity.CLEAR)
    say(session, document, "11", Clarity.NOT_FITTING, "xã đảo")

    assert get_gap(session, key, LATER).state is GapState.COVERED
    say(session, document, "11", Clarity.TAKEN_BACK)
    assert get_gap(session, key, LATER).state is GapState.CONFIRMED


def test_a_place_that_withdrew_confirms_nothing(session: Session) -> None:
    key, document = covered(session, "15")
    say(session, document, "15", Clarity.CLEAR)
    officer = make_actor(session, Role.OFFICER)
    withdraw_report(session, officer, key, "15", words="", at=LATER)

    assert get_gap(session, key, LATER).state is GapState.COVERED


def test_a_replaced_document_answers_no_longer(session: Session) -> None:
    key, document = covered(session)
    newer = make_document(session, issued_on=LATER.day)
    replaces = NewRelation(
        source_id=saved_id(newer), kind=RelationKind.REPLACES, target_id=document
    )
    add_relation(session, make_actor(session, Role.SYSTEM), replaces, now=NOW)

    assert get_gap(session, key, AT).state is GapState.COVERED
    assert get_gap(session, key, LATER).state is GapState.OPEN


def test_what_was_learnt_of_a_document_later_does_not_change_how_a_gap_stood(
    session: Session,
) -> None:
    system = make_actor(session, Role.SYSTEM)
    replaced, withdrawn = covered(session), covered(session)
    misread, drafted = covered(session), covered(session)
    old = session.get_one(Document, misread[1])
    wrong = relate(session, make_document(session), RelationKind.REPLACES, old)
    at = AsOf(LATER.day, NOW)
    newer = make_document(session, now=LATER.known_at)
    replaces = NewRelation(
        source_id=saved_id(newer), kind=RelationKind.REPLACES, target_id=replaced[1]
    )
    add_relation(session, system, replaces, now=LATER.known_at)
    withdraw(session, system, withdrawn[1], reason="thu hồi", now=LATER.known_at, today=LATER.day)
    reject_relation(session, system, saved_id(wrong), reason="đọc sai", now=LATER.known_at)

    def states(at: AsOf) -> list[GapState]:
        return [get_gap(session, key, at).state for key, _ in (replaced, withdrawn, misread)]

    assert states(at) == [GapState.COVERED, GapState.COVERED, GapState.OPEN]
    assert states(LATER) == [GapState.OPEN, GapState.OPEN, GapState.COVERED]
    assert get_gap(session, drafted[0], at).state is GapState.COVERED
    before = AsOf(LATER.day, NOW - timedelta(seconds=1))
    assert standings(session, before) == {}


def test_a_document_that_was_a_draft_then_answered_nothing_then(session: Session) -> None:
    system = make_actor(session, Role.SYSTEM)
    key = saved_id(make_gap(session))
    document = make_document(session, state=RecordState.DRAFT)
    new = NewCoverageLink(
        gap_id=key,
        document_id=saved_id(document),
        extent=Extent.FULL,
        quote="trích",
        linked_on=TODAY,
    )
    link_document(session, system, new, now=NOW)
    publish(session, system, saved_id(document), now=LATER.known_at, today=LATER.day)

    assert get_gap(session, key, AsOf(LATER.day, NOW)).state is GapState.OPEN
    assert get_gap(session, key, LATER).state is GapState.COVERED


def test_a_link_that_rests_on_what_was_amended_is_suspect(session: Session) -> None:
    system = make_actor(session, Role.SYSTEM)
    key, document = covered(session)
    base = make_document(session)
    basis = NewRelation(source_id=document, kind=RelationKind.HAS_BASIS, target_id=saved_id(base))
    add_relation(session, system, basis, now=NOW)
    amending = make_document(session, issued_on=TODAY)
    amends = NewRelation(
        source_id=saved_id(amending), kind=RelationKind.AMENDS, target_id=saved_id(base)
    )
    add_relation(session, system, amends, now=LATER.known_at)
    assert list_open(session, kind=SuspectKind.COVERAGE_LINK, gap_ids=[key])

    assert get_gap(session, key, LATER).state is GapState.SUSPECT
    assert get_gap(session, key, AsOf(LATER.day, NOW)).state is GapState.COVERED


def test_a_suspect_link_that_was_rejected_later_was_suspect_then(session: Session) -> None:
    key, _ = covered(session)
    (link,) = get_gap(session, key, AT).links
    link.suspect = "Lời văn bản đã thay đổi."
    session.add(link)
    far = AsOf(LATER.day + timedelta(days=9), LATER.known_at + timedelta(days=9))
    reject_link(session, make_actor(session), saved_id(link), reason="", at=far)

    assert get_gap(session, key, far).state is GapState.OPEN
    assert get_gap(session, key, LATER).state is GapState.COVERED  # nothing had said so


def test_all_gaps_stand_as_each_of_them(session: Session) -> None:
    keys = [covered(session, "15")[0], saved_id(make_gap(session))]

    everything = standings(session, AT)
    assert everything == {key: standings(session, AT, [key])[key] for key in keys}


@pytest.fixture
def statements(session: Session) -> Callable[[Callable[[], object]], int]:
    """Count the statements of what is done."""

    def count(do: Callable[[], object]) -> int:
        said: list[str] = []

        def listen(_c: object, _u: object, statement: str, *_: object) -> None:
            said.append(statement)

        sa.event.listen(session.get_bind(), "before_cursor_execute", listen)
        do()
        sa.event.remove(session.get_bind(), "before_cursor_execute", listen)
        return len(said)

    return count


def test_the_number_of_statements_does_not_grow_with_the_gaps(
    session: Session, statements: Callable[[Callable[[], object]], int]
) -> None:
    covered(session, "15")
    few = statements(lambda: standings(session, AT))
    for _ in range(5):
        covered(session, "15", "11")

    assert statements(lambda: standings(session, AT)) == few
    assert few <= 15
