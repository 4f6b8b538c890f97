from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document, NewRelation, Provision
from directives.rules.two_times import AsOf
from directives.services.answering import answering_parts, part_statuses
from directives.services.coverage_links import link_document, reject_link
from directives.services.gap_standings import standings
from directives.services.gap_views import get_gap
from directives.services.matrix import sector_matrix
from directives.services.relations import add_relation
from directives.services.suspicion_decisions import Ruling, decide_suspicion
from directives.services.suspicions import settle_all
from directives.store.coverage import list_links_of_gap
from directives.store.suspicions import list_open
from directives.vocabulary import (
    Extent,
    GapState,
    RecordState,
    RelationKind,
    Role,
    SuspectKind,
    SuspicionOutcome,
    Validity,
)
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document, make_gap
from tests.statements import count_statements

A_DAY = timedelta(days=1)
ENDS_ON = TODAY + 10 * A_DAY
AT = AsOf(TODAY, NOW)
EVE = AsOf(ENDS_ON - A_DAY, NOW + 9 * A_DAY)
LATER = AsOf(ENDS_ON, NOW + 10 * A_DAY)
FAR = AsOf(LATER.day + A_DAY, LATER.known_at + A_DAY)


@pytest.fixture
def guide(session: Session) -> Document:
    """A document of two chapters, of an article each."""
    document = make_document(session)
    above = {
        "chuong-1": None,
        "dieu-1": "chuong-1",
        "dieu-1__khoan-1": "dieu-1",
        "dieu-1__khoan-2": "dieu-1",
        "chuong-2": None,
        "dieu-2": "chuong-2",
    }
    for position, (address, parent) in enumerate(above.items()):
        session.add(
            Provision(
                document_id=saved_id(document),
                provision_id=address,
                parent_provision_id=parent,
                position=position,
                label=address,
                heading="",
                text="Cấp xã chi trả.",
            )
        )
    session.flush()
    return document


@pytest.fixture
def answered_by(session: Session, guide: Document) -> Callable[[str], int]:
    """Make a gap that a provision of the guide answers in full; return the gap."""

    def make(provision: str) -> int:
        gap = saved_id(make_gap(session))
        answer(session, gap, guide, provision_id=provision, quote="chi trả")
        return gap

    return make


def answer(session: Session, gap: int, document: Document, **more: Any) -> None:
    """Link a document to a gap that it answers in full."""
    values = {"extent": Extent.FULL, "linked_on": TODAY, "quote": document.title, **more}
    new = NewCoverageLink(gap_id=gap, document_id=saved_id(document), **values)
    link_document(session, make_actor(session, Role.SYSTEM), new, now=NOW)


def act(
    session: Session, kind: RelationKind, guide: Document, provision: str, *, now: datetime = NOW
) -> None:
    """Let a newer document act on a provision of the guide, "" for the whole, from `ENDS_ON` on."""
    source = make_document(session, issued_on=TODAY, effective_on=ENDS_ON, now=now)
    new = NewRelation(
        source_id=saved_id(source),
        kind=kind,
        target_id=saved_id(guide),
        target_provision=provision,
    )
    add_relation(session, make_actor(session, Role.SYSTEM), new, now=now)


def state(session: Session, gap: int, at: AsOf) -> GapState:
    """Return what is computed, of one gap and of all; they agree."""
    one, every = standings(session, at, [gap])[gap], standings(session, at)[gap]
    assert one == every
    return one.computed


@pytest.mark.parametrize(
    ("named", "ended"),
    [
        ("dieu-1", "dieu-1"),
        ("dieu-1__khoan-1", "dieu-1"),
        ("dieu-1", "chuong-1"),
        ("dieu-1__khoan-1", "chuong-1"),
        ("chuong-1", "chuong-1"),
        ("chuong-1", "dieu-1"),
        ("dieu-1", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("kind", [RelationKind.REPEALS, RelationKind.SUSPENDS_EFFECT])
def test_a_gap_is_open_from_the_day_on_which_what_answers_it_ends(
    session: Session,
    guide: Document,
    answered_by: Callable[[str], int],
    kind: RelationKind,
    named: str,
    ended: str,
) -> None:
    gap = answered_by(named)
    act(session, kind, guide, ended)

    assert state(session, gap, EVE) is GapState.COVERED
    assert state(session, gap, LATER) is GapState.OPEN


def test_a_gap_is_said_to_be_answered_only_by_what_has_effect(
    session: Session, guide: Document, answered_by: Callable[[str], int]
) -> None:
    gap = answered_by("dieu-1")
    other = make_document(session, expires_on=ENDS_ON - A_DAY)
    answer(session, gap, other)
    interim = make_document(session)
    answer(session, gap, interim, extent=Extent.INTERIM, expires_on=EVE.day)
    lasting = make_document(session)
    answer(session, gap, lasting)
    everything = [saved_id(one) for one in (guide, other, interim, lasting)]
    assert get_gap(session, gap, EVE).document_ids == everything

    act(session, RelationKind.REPEALS, guide, "dieu-1", now=EVE.known_at)
    (link,) = [
        one for one in list_links_of_gap(session, gap) if one.document_id == saved_id(lasting)
    ]
    reject_link(session, make_actor(session, Role.SYSTEM), saved_id(link), reason="", at=FAR)

    assert get_gap(session, gap, LATER).document_ids == [saved_id(lasting)]
    assert get_gap(session, gap, EVE).document_ids == everything
    assert get_gap(session, gap, AsOf(LATER.day, NOW)).document_ids == [
        saved_id(guide),
        saved_id(lasting),
    ]
    assert get_gap(session, gap, FAR).document_ids == []


@pytest.mark.parametrize("named", ["", "chuong-2", "dieu-2", "dieu-1", "dieu-1__khoan-1"])
def test_a_gap_stays_answered_by_what_has_not_ended(
    session: Session, guide: Document, answered_by: Callable[[str], int], named: str
) -> None:
    gap = answered_by(named)
    act(session, RelationKind.REPEALS, guide, "dieu-1__khoan-2")

    assert state(session, gap, LATER) is GapState.COVERED


def test_a_cleared_suspicion_does_not_let_an_article_answer_that_has_ended(
    session: Session, guide: Document, answered_by: Callable[[str], int]
) -> None:
    system, gap = make_actor(session, Role.SYSTEM), answered_by("dieu-1")
    act(session, RelationKind.REPEALS, guide, "dieu-1")
    settle_all(session, system, now=LATER.known_at)
    assert state(session, gap, LATER) is GapState.OPEN
    found = list_open(session, kind=SuspectKind.COVERAGE_LINK, gap_ids=[gap])
    assert found
    ruling = Ruling(SuspicionOutcome.CLEARED, "đã xem")
    for suspicion in found:
        decide_suspicion(session, system, saved_id(suspicion), ruling, now=LATER.known_at)

    assert state(session, gap, LATER) is GapState.OPEN


def test_the_end_of_an_article_that_was_learnt_later_does_not_change_what_was_known(
    session: Session, guide: Document, answered_by: Callable[[str], int]
) -> None:
    gap = answered_by("dieu-1")
    act(session, RelationKind.REPEALS, guide, "dieu-1", now=LATER.known_at)

    assert state(session, gap, AsOf(LATER.day, NOW)) is GapState.COVERED
    assert state(session, gap, LATER) is GapState.OPEN


def test_a_link_that_was_rejected_later_answered_as_long_as_its_article_stood(
    session: Session, guide: Document, answered_by: Callable[[str], int]
) -> None:
    gap, other = answered_by("dieu-1"), answered_by("dieu-2")
    act(session, RelationKind.REPEALS, guide, "dieu-1")
    for link in [*list_links_of_gap(session, gap), *list_links_of_gap(session, other)]:
        reject_link(session, make_actor(session), saved_id(link), reason="", at=FAR)

    assert [state(session, gap, at) for at in (EVE, LATER)] == [GapState.COVERED, GapState.OPEN]
    assert [state(session, other, at) for at in (EVE, LATER, FAR)] == [
        GapState.COVERED,
        GapState.COVERED,
        GapState.OPEN,
    ]


def test_a_body_answered_no_gap_by_an_article_that_has_ended(
    session: Session, guide: Document, answered_by: Callable[[str], int]
) -> None:
    gap = answered_by("dieu-1")
    other = make_document(session, issuer_id=agency_id(session, "BNNMT"))
    new = NewCoverageLink(
        gap_id=gap,
        document_id=saved_id(other),
        extent=Extent.PARTIAL,
        quote="trích",
        linked_on=TODAY,
    )
    link_document(session, make_actor(session, Role.SYSTEM), new, now=NOW)
    act(session, RelationKind.REPEALS, guide, "dieu-1")

    def answering(at: AsOf) -> set[int | None]:
        matrix = sector_matrix(session, at, standings(session, at))
        return {body for (_, body), cell in matrix.cells.items() if cell.answered}

    assert answering(EVE) == {guide.issuer_id, other.issuer_id}
    assert answering(LATER) == {other.issuer_id}


def test_what_a_provision_does_is_asked_in_as_many_statements_as_what_its_document_does(
    session: Session, guide: Document, answered_by: Callable[[str], int]
) -> None:
    def asked() -> int:
        session.flush()
        with count_statements(session.get_bind()) as seen:
            sector_matrix(session, LATER, standings(session, LATER))
        return len(seen)

    answered_by("")
    act(session, RelationKind.REPEALS, guide, "dieu-2")
    whole = asked()
    for provision in ("dieu-1", "dieu-2", "dieu-1__khoan-1"):
        answered_by(provision)
    assert asked() == whole
    for provision in ("chuong-1", "chuong-2", "chuong-1"):
        answered_by(provision)
    assert asked() == whole + 2  # which articles stand in them: for the states, for the matrix


def test_each_part_has_its_status_of_the_day(session: Session, guide: Document) -> None:
    act(session, RelationKind.REPEALS, guide, "dieu-1")
    parts = [(saved_id(guide), provision) for provision in ("", "chuong-1", "dieu-2")]

    assert set(part_statuses(session, parts, EVE).values()) == {Validity.IN_FORCE}
    assert [part_statuses(session, parts, LATER)[part] for part in parts] == [
        Validity.PARTLY_EXPIRED,
        Validity.REPEALED,
        Validity.IN_FORCE,
    ]


def test_nothing_is_asked_of_no_document(session: Session) -> None:
    with count_statements(session.get_bind()) as seen:
        assert answering_parts(session, [], AT) == set()
    assert not seen


def test_what_was_no_public_document_then_answers_nothing(session: Session) -> None:
    draft = saved_id(make_document(session, state=RecordState.DRAFT))

    assert answering_parts(session, [(draft, "")], AT, is_past=True) == set()
    assert answering_parts(session, [(draft + 1, "")], AT) == set()
