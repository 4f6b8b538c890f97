"""A normative document that names no day of effect: nothing is taken to follow from its issue."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document
from directives.services.documents import correct
from directives.services.gap_standings import standings
from directives.services.validity import ValidityView, validities, view_validity
from directives.services.validity_reports import expiring_report, resting_report
from directives.store.suspicions import list_open
from directives.vocabulary import Extent, GapState, Missing, RelationKind, Role, Validity
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap
from tests.services.test_suspicions import relate

A_DAY = timedelta(days=1)
LATER = NOW + A_DAY


def decree(session: Session, **more: Any) -> Document:
    facts: dict[str, Any] = {
        "type_code": "NĐ",
        "number_as_printed": "999/2025/NĐ-CP",
        "issued_on": TODAY,
    }
    return make_document(session, **{**facts, **more})


def name_day(session: Session, document: Document) -> None:
    """Say later that the document has effect from today."""
    values: dict[str, object] = {"effective_on": TODAY}
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


def test_what_rests_on_its_target_turns_suspect_when_its_day_is_known(session: Session) -> None:
    base, replacing = make_document(session), decree(session)
    relate(session, make_document(session), RelationKind.GUIDES, base)
    relate(session, replacing, RelationKind.REPLACES, base)
    assert list_open(session) == []

    name_day(session, replacing)

    assert len(list_open(session)) == 1
    assert validities(session, [base], today=TODAY)[saved_id(base)] is Validity.SUPERSEDED


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


def test_what_may_have_been_replaced_goes_on_answering(session: Session) -> None:
    key, old = saved_id(make_gap(session)), decree(session, effective_on=TODAY - 9 * A_DAY)
    answer(session, key, old)
    relate(session, decree(session, number_as_printed="1/2025/NĐ-CP"), RelationKind.REPLACES, old)

    assert validities(session, [old], today=TODAY)[saved_id(old)] is Validity.UNKNOWN
    assert standings(session, AsOf(TODAY, NOW))[key].state is GapState.COVERED
