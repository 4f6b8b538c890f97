"""A normative document that names no day of effect: nothing is taken to follow from its issue."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document
from directives.models.suspicion import Suspicion
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document
from directives.services.documents import correct
from directives.services.gap_standings import standings
from directives.services.relation_decisions import confirm_relation, reject_relation
from directives.services.suspicion_decisions import Ruling, decide_suspicion, may_fall
from directives.services.suspicions import settle_all
from directives.services.validity import ValidityView, validities, view_validity
from directives.services.validity_reports import expiring_report, resting_report
from directives.store.suspicions import list_open
from directives.vocabulary import (
    Extent,
    GapState,
    Missing,
    RelationKind,
    Role,
    SuspicionOutcome,
    SuspicionReason,
    Validity,
)
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap
from tests.services.test_suspicions import link, relate

A_DAY = timedelta(days=1)
LATER = NOW + A_DAY


def decree(session: Session, **more: Any) -> Document:
    facts: dict[str, Any] = {
        "type_code": "NĐ",
        "number_as_printed": "999/2025/NĐ-CP",
        "issued_on": TODAY,
    }
    return make_document(session, **{**facts, **more})


def name_day(session: Session, document: Document, day: date = TODAY) -> None:
    """Say later that the document has effect from a day."""
    values: dict[str, object] = {"effective_on": day}
    actor = make_actor(session, Role.SYSTEM)
    correct(session, actor, saved_id(document), values, reason="Công báo", now=LATER)


def answer(session: Session, gap_id: int, document: Document) -> None:
    new = NewCoverageLink(
        gap_id=gap_id,
        document_id=saved_id(document),
        extent=Extent.FULL,
        quote="nguyên văn",
        linked_on=TODAY,
    )
    link_document(session, make_actor(session), new, now=NOW)


def seen(session: Session, document: Document, at: AsOf, *, is_past: bool) -> ValidityView:
    return view_validity(session, PUBLIC, saved_id(document), at, is_past=is_past)


@pytest.mark.parametrize("is_past", [False, True])
def test_from_its_issue_its_effect_is_unknown_and_the_missing_day_is_named(
    session: Session, is_past: bool
) -> None:
    silent = decree(session)

    view = seen(session, silent, AsOf(TODAY, NOW), is_past=is_past)
    assert view.status is Validity.UNKNOWN
    assert view.current.effect.missing == (Missing.EFFECT_DAY,)
    before = seen(session, silent, AsOf(TODAY - A_DAY, NOW), is_past=is_past)
    assert before.status is Validity.NOT_YET_IN_FORCE


def test_an_individual_decision_has_effect_when_it_is_signed(session: Session) -> None:
    decision = decree(session, type_code="QĐ", number_as_printed="878/QĐ-BNV")
    of_year = decree(session, type_code="QĐ", number_as_printed="15/2025/QĐ-TTg")

    found = validities(session, [decision, of_year], today=TODAY)

    assert found[saved_id(decision)] is Validity.IN_FORCE
    assert found[saved_id(of_year)] is Validity.UNKNOWN


@pytest.mark.parametrize("is_past", [False, True])
def test_what_it_replaces_was_in_force_before_its_issue_and_is_unknown_since(
    session: Session, is_past: bool
) -> None:
    old = decree(session, number_as_printed="1/2020/NĐ-CP", effective_on=TODAY - 90 * A_DAY)
    relate(session, decree(session), RelationKind.REPLACES, old)

    before = seen(session, old, AsOf(TODAY - A_DAY, NOW), is_past=is_past)
    since = seen(session, old, AsOf(TODAY, NOW), is_past=is_past)

    assert before.status is Validity.IN_FORCE
    assert since.status is Validity.UNKNOWN
    assert since.current.effect.missing == (Missing.ACT_DAY,)


@pytest.mark.parametrize(
    "kind", [RelationKind.REPLACES, RelationKind.REPEALS, RelationKind.SUSPENDS_EFFECT]
)
def test_what_it_may_have_ended_is_doubtful_for_its_day_then_for_what_it_did(
    session: Session, kind: RelationKind
) -> None:
    base, acting = make_document(session), decree(session)
    guide = make_document(session)
    relate(session, guide, RelationKind.GUIDES, base)
    link(session, base)
    relate(session, acting, kind, base)

    unknown = list_open(session)
    assert [one.reason for one in unknown] == [SuspicionReason.DAY_UNKNOWN] * 2
    assert [one.holds_on for one in unknown] == [TODAY, TODAY]
    of_guide, of_link = unknown
    assert of_guide.document_id == saved_id(guide)
    assert [step["document_id"] for step in json.loads(of_guide.path)] == [
        saved_id(guide),
        saved_id(base),
    ]
    assert of_link.gap_id is not None
    clear(session, of_guide)
    assert [one.id for one in list_open(session)] == [of_link.id]

    name_day(session, acting)

    known = {SuspicionReason.REPLACED, SuspicionReason.REPEALED, SuspicionReason.SUSPENDED}
    reasons = [one.reason for one in list_open(session)]
    assert len(reasons) == 2
    assert set(reasons) <= known


def clear(session: Session, doubt: Suspicion) -> None:
    ruling = Ruling(SuspicionOutcome.CLEARED, "đã xem")
    decide_suspicion(session, make_actor(session, Role.SYSTEM), saved_id(doubt), ruling, now=NOW)


def test_the_doubt_goes_when_the_day_is_to_come_and_when_it_does_nothing(session: Session) -> None:
    base, acting, other = make_document(session), decree(session), make_document(session)
    link(session, base)
    relation = relate(session, acting, RelationKind.REPLACES, base)
    assert len(list_open(session)) == 1
    system = make_actor(session, Role.SYSTEM)

    reject_relation(session, system, saved_id(relation), reason="nhầm", now=NOW)
    assert list_open(session) == []
    confirm_relation(session, system, saved_id(relation), now=NOW)
    assert [one.act_id for one in list_open(session)] == [saved_id(acting)]
    name_day(session, acting, TODAY + 2 * A_DAY)
    assert list_open(session) == []

    relate(session, acting, RelationKind.REPLACES, other)
    settle_all(session, system, now=NOW + 2 * A_DAY)
    assert [one.reason for one in list_open(session)] == [SuspicionReason.REPLACED]


def test_what_only_amends_without_a_day_raises_no_doubt(session: Session) -> None:
    base = make_document(session)
    link(session, base)

    relate(session, decree(session), RelationKind.AMENDS, base)

    assert list_open(session) == []


def test_what_names_no_day_at_all_is_doubted_since_it_was_recorded(session: Session) -> None:
    base, guide = make_document(session), make_document(session)
    relate(session, guide, RelationKind.GUIDES, base)

    relate(session, decree(session, issued_on=None), RelationKind.REPEALS, base)

    (doubt,) = list_open(session)
    assert (doubt.reason, doubt.holds_on) == (SuspicionReason.DAY_UNKNOWN, TODAY)
    assert not may_fall(doubt)


def test_what_ended_before_it_was_issued_is_not_doubted_for_it(session: Session) -> None:
    base = make_document(session)
    link(session, base)
    first = make_document(session, issued_on=TODAY - 9 * A_DAY, effective_on=TODAY - 8 * A_DAY)
    relate(session, first, RelationKind.REPEALS, base)

    relate(session, decree(session), RelationKind.REPLACES, base)

    (doubt,) = list_open(session)
    assert (doubt.reason, json.loads(doubt.also)) == (SuspicionReason.REPEALED, [])


@pytest.mark.parametrize("known_days_ago", [0, 1])
def test_a_gap_is_answered_by_it_only_when_its_day_is_known(
    session: Session, known_days_ago: int
) -> None:
    """Also as it was known at an instant after which more was said."""
    key, silent = saved_id(make_gap(session)), decree(session)
    answer(session, key, silent)
    if known_days_ago:
        decree(session, number_as_printed="1000/2025/NĐ-CP", now=LATER)
    assert standings(session, AsOf(TODAY, NOW))[key].state is GapState.OPEN

    name_day(session, silent)

    assert standings(session, AsOf(TODAY, LATER))[key].state is GapState.COVERED
    assert standings(session, AsOf(TODAY, NOW))[key].state is GapState.OPEN


def test_its_known_end_is_about_to_come_and_it_is_not_in_force_on_an_ended_base(
    session: Session,
) -> None:
    silent = decree(session, issued_on=TODAY - 9 * A_DAY, expires_on=TODAY + 9 * A_DAY)
    base = make_document(session, expires_on=TODAY - A_DAY)
    relate(session, silent, RelationKind.GUIDES, base)

    soon = expiring_report(session, AsOf(TODAY, NOW)).rows
    assert [(one.document.id, one.status) for one in soon] == [(saved_id(silent), Validity.UNKNOWN)]
    assert resting_report(session, AsOf(TODAY, NOW)).rows == []
    assert [one.subject_id for one in list_open(session)] == [saved_id(silent)]


def test_what_may_have_been_replaced_goes_on_answering_and_is_suspect(session: Session) -> None:
    key, old = saved_id(make_gap(session)), decree(session, effective_on=TODAY - 9 * A_DAY)
    answer(session, key, old)
    relate(session, decree(session, number_as_printed="1/2025/NĐ-CP"), RelationKind.REPLACES, old)

    assert validities(session, [old], today=TODAY)[saved_id(old)] is Validity.UNKNOWN
    assert standings(session, AsOf(TODAY, NOW))[key].state is GapState.SUSPECT
