"""Which gaps and promises changes can have touched: those, and where it is not plain anything."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session

from directives.models.base import Subject, saved_id
from directives.models.coverage_link import CoverageLink, NewCoverageLink
from directives.models.document import Document, NewRelation
from directives.models.gap import Gap
from directives.models.gap_report import NewGapReport
from directives.rules.two_times import AsOf
from directives.services.answering import answering_bodies, answering_bodies_after
from directives.services.changes import record_change
from directives.services.coverage_links import link_document
from directives.services.gap_merges import merge_gaps
from directives.services.gap_reports import report_gap
from directives.services.gap_standings import standings, standings_after
from directives.services.place_waiting import gap_scopes, gap_scopes_after
from directives.services.promise_standings import promise_standings, promise_standings_after
from directives.services.relation_decisions import reject_relation
from directives.services.relations import add_relation
from directives.services.touched import MOST_CHANGES, MOST_GAPS, Touched, touched_since
from directives.store.audit import last_change
from directives.vocabulary import Extent, ProposalState, RelationKind, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_document, make_gap

AT = AsOf(TODAY, NOW)


def answered_by(session: Session, document: Document) -> Gap:
    gap = make_gap(session)
    new = NewCoverageLink(
        gap_id=saved_id(gap),
        document_id=saved_id(document),
        extent=Extent.FULL,
        quote="nguyên văn",
        linked_on=TODAY,
    )
    link_document(session, make_actor(session, Role.SYSTEM), new, now=NOW)
    return gap


def relate(session: Session, source: Document, kind: RelationKind, target: Document) -> int:
    new = NewRelation(source_id=saved_id(source), kind=kind, target_id=saved_id(target))
    return saved_id(add_relation(session, make_actor(session, Role.SYSTEM), new, now=NOW))


def test_a_report_touches_its_gap_and_none_of_its_words(session: Session) -> None:
    gap, _other = make_gap(session), make_gap(session)
    seen = last_change(session)
    report = NewGapReport(place_code="01", reported_on=TODAY)
    report_gap(session, make_actor(session, Role.SYSTEM), saved_id(gap), report, now=NOW)

    assert touched_since(session, seen) == Touched([saved_id(gap)], [], has_words=False)


def test_a_new_gap_and_a_promise_touch_themselves_and_each_other(session: Session) -> None:
    seen = last_change(session)
    gap = make_gap(session)
    promise = make_commitment(session, gap_ids=(saved_id(gap),))

    touched = Touched([saved_id(gap)], [saved_id(promise)], has_words=True)
    assert touched_since(session, seen) == touched


def test_an_act_touches_what_its_target_answers_and_what_rests_on_that(session: Session) -> None:
    base, guide, act, other = (make_document(session, issued_on=day) for day in _days(4))
    relate(session, guide, RelationKind.GUIDES, base)
    gaps = [answered_by(session, one) for one in (base, guide, other)]
    seen = last_change(session)
    relation_id = relate(session, act, RelationKind.AMENDS, base)
    touched = [saved_id(gap) for gap in gaps[:2]]
    assert touched_since(session, seen) == Touched(touched, [], has_words=False)

    seen = last_change(session)  # what is suspect no longer is touched, too
    actor = make_actor(session, Role.SYSTEM)
    reject_relation(session, actor, relation_id, reason="nhầm", now=NOW)
    assert touched_since(session, seen) == Touched(touched, [], has_words=False)


def test_what_is_expected_touches_no_gap(session: Session) -> None:
    seen = last_change(session)
    actor = make_actor(session)
    for key in (1, None):
        subject = Subject("expectation", key)
        record_change(session, actor, "expectation.decide", subject, now=NOW)

    assert touched_since(session, seen) == Touched([], [], has_words=False)


def _days(count: int) -> list[object]:
    return [TODAY - timedelta(days=count - place) for place in range(count)]


def test_a_merger_may_touch_anything_and_so_may_what_is_not_known(session: Session) -> None:
    one, other = make_gap(session), make_gap(session)
    actor = make_actor(session, Role.SYSTEM)
    seen = last_change(session)
    assert touched_since(session, seen) is None  # nothing tells what it was

    record_change(session, actor, "place.load", Subject("place", None), now=NOW)
    assert touched_since(session, seen) is None

    seen = last_change(session)
    merge_gaps(session, actor, saved_id(one), saved_id(other), reason="là một", at=AT)
    assert touched_since(session, seen) is None


def test_after_too_many_changes_all_is_counted_anew(session: Session) -> None:
    gap, actor = make_gap(session), make_actor(session, Role.SYSTEM)
    seen = last_change(session)
    for _ in range(MOST_CHANGES):
        record_change(session, actor, "gap.figure", Subject("gap", gap.id), now=NOW)
    assert touched_since(session, seen) is not None

    record_change(session, actor, "gap.figure", Subject("gap", gap.id), now=NOW)
    assert touched_since(session, seen) is None


def test_a_document_that_answers_too_many_gaps_touches_anything(session: Session) -> None:
    document, actor = make_document(session), make_actor(session, Role.SYSTEM)
    seen = last_change(session)
    told = {"raised_by": "Chính phủ", "recorded_at": NOW}
    rows = [{"title": "Thiếu", "code": f"T-{place}", **told} for place in range(MOST_GAPS + 1)]
    keys = session.execute(sa.insert(Gap).returning(Gap.id), rows).scalars().all()  # type: ignore[call-overload]
    link = {
        "document_id": document.id,
        "extent": Extent.FULL,
        "quote": "nguyên văn",
        "linked_on": TODAY,
        "status": ProposalState.CONFIRMED,
        "recorded_at": NOW,
        "account_id": actor.account_id,
        "provision_id": "",
        "rationale": "",
    }
    session.execute(sa.insert(CoverageLink), [{"gap_id": key, **link} for key in keys])
    record_change(session, actor, "document.mark", Subject("document", document.id), now=NOW)

    assert touched_since(session, seen) is None


def test_what_a_clock_that_was_ahead_recorded_before_is_touched_again(session: Session) -> None:
    ahead, last = make_gap(session), make_gap(session)
    actor = make_actor(session, Role.SYSTEM)
    later = NOW + timedelta(seconds=5)
    record_change(session, actor, "gap.figure", Subject("gap", ahead.id), now=later)
    record_change(session, actor, "gap.figure", Subject("gap", last.id), now=NOW)
    seen = last_change(session)
    record_change(session, actor, "gap.figure", Subject("gap", last.id), now=later)

    touched = touched_since(session, seen)
    assert touched is not None
    assert touched.gap_ids == [saved_id(ahead), saved_id(last)]


def test_what_is_not_touched_is_left_as_it_was(session: Session) -> None:
    nothing, scopes = Touched([], [], has_words=False), gap_scopes(session, AT)
    stood, promised = standings(session, AT), promise_standings(session, AT)
    bodies = answering_bodies(session, AT)

    assert standings_after(session, AT, stood, nothing) is stood
    assert promise_standings_after(session, AT, promised, nothing) is promised
    assert answering_bodies_after(session, AT, bodies, nothing) is bodies
    assert gap_scopes_after(session, AT, scopes, nothing) is scopes


def test_what_is_touched_is_counted_anew_and_the_others_are_kept(session: Session) -> None:
    document = make_document(session)
    kept = answered_by(session, document)
    scopes, stood = gap_scopes(session, AT), standings(session, AT)
    promised, bodies = promise_standings(session, AT), answering_bodies(session, AT)
    seen = last_change(session)
    gap = answered_by(session, document)
    make_commitment(session, gap_ids=(saved_id(gap),))
    touched = touched_since(session, seen)

    assert touched is not None
    assert saved_id(kept) not in touched.gap_ids
    assert standings_after(session, AT, stood, touched) == standings(session, AT)
    anew = promise_standings_after(session, AT, promised, touched)
    assert anew == promise_standings(session, AT)
    assert answering_bodies_after(session, AT, bodies, touched) == answering_bodies(session, AT)
    anew_scopes = gap_scopes_after(session, AT, scopes, touched)
    assert anew_scopes.scopes == gap_scopes(session, AT).scopes
