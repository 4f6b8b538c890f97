from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.commitment_step import NewStep
from directives.models.coverage_link import CoverageLink
from directives.models.document import Document
from directives.models.gap import Gap
from directives.rules.two_times import AsOf
from directives.services.commitment_steps import confirm_report, take_step
from directives.services.commitments import fulfil
from directives.services.coverage_links import reject_link
from directives.services.gap_merges import merge_gaps
from directives.services.gap_views import get_gap
from directives.store.coverage import list_links_of_document
from directives.vocabulary import (
    CommitmentKind,
    GapState,
    ProposalState,
    RecordState,
    Role,
    StepKind,
)
from tests.factories import make_actor, make_commitment, make_document, make_gap
from tests.services.test_coverage_links import with_text

DAY = date(2025, 10, 10)
LATER = datetime(DAY.year, DAY.month, DAY.day, 3, 0, tzinfo=UTC)
AT = AsOf(DAY, LATER)
SAID = "Việc chi trả trợ cấp cho cán bộ xã nghỉ việc do xã nơi công tác thực hiện."


def make_both(session: Session, **document: Any) -> tuple[Gap, Document]:
    """Make a gap and a document issued after the promise."""
    gap = make_gap(session, title="Chi trả trợ cấp cho cán bộ xã nghỉ việc")
    return gap, make_document(session, issued_on=DAY, **document)


def keep(session: Session, gaps: list[Gap], document: Document) -> list[CoverageLink]:
    """Keep a promise for these gaps by this document; returns the links of the document."""
    promise = make_commitment(session, gap_ids=tuple(saved_id(gap) for gap in gaps))
    actor, key = make_actor(session), saved_id(document)
    fulfil(session, actor, saved_id(promise), held_on=DAY, document_id=key, now=LATER)
    return list(list_links_of_document(session, key, status=None))


def test_the_document_that_keeps_a_promise_is_proposed_for_its_gaps(session: Session) -> None:
    gap, document = make_both(session)
    with_text(
        session, document, f"Kính gửi: Ủy ban nhân dân các tỉnh.\n{SAID}\nNơi nhận: như trên."
    )

    (link,) = keep(session, [gap], document)

    assert (link.gap_id, link.status, link.origin) == (gap.id, ProposalState.PROPOSED, "promise")
    assert link.quote == SAID
    assert get_gap(session, saved_id(gap), AT).standing.state is GapState.OPEN


def test_without_a_text_that_speaks_of_the_gap_the_title_is_quoted(session: Session) -> None:
    gap, document = make_both(session, title="Về việc hướng dẫn")
    silent = make_document(session, issued_on=DAY, title="", number_as_printed="9/BNV-TCBC")
    with_text(session, silent, "Xyz.")

    assert [link.quote for link in keep(session, [gap], document)] == ["Về việc hướng dẫn"]
    assert [link.quote for link in keep(session, [gap], silent)] == ["9/BNV-TCBC"]
    bare = make_document(session, issued_on=DAY, title="", number_as_printed="")
    assert [link.quote for link in keep(session, [gap], bare)] == [gap.title]


def test_what_was_rejected_is_not_proposed_again(session: Session) -> None:
    gap, document = make_both(session)
    (link,) = keep(session, [gap], document)
    reject_link(session, make_actor(session), saved_id(link), reason="chưa đủ", at=AT)

    (again,) = keep(session, [gap], document)

    assert (again.id, again.status) == (link.id, ProposalState.REJECTED)


def test_gaps_that_are_one_are_proposed_once(session: Session) -> None:
    gap, document = make_both(session)
    part = make_gap(session, title="Trợ cấp cho cán bộ xã")
    oversight = make_actor(session, Role.OVERSIGHT)
    merge_gaps(session, oversight, saved_id(part), saved_id(gap), reason="trùng", at=AT)

    assert [link.gap_id for link in keep(session, [gap, part], document)] == [gap.id]


def test_a_draft_answers_nothing_yet(session: Session) -> None:
    gap, document = make_both(session, state=RecordState.DRAFT)
    promise = make_commitment(session, gap_ids=(saved_id(gap),), kind=CommitmentKind.ACTION)
    key, actor = saved_id(document), make_actor(session, Role.SYSTEM)

    fulfil(session, actor, saved_id(promise), held_on=DAY, document_id=key, now=LATER)

    assert list_links_of_document(session, key, status=None) == []


def test_a_confirmed_report_proposes_its_document_too(session: Session) -> None:
    gap, document = make_both(session)
    key = saved_id(make_commitment(session, gap_ids=(saved_id(gap),)))
    report = NewStep(kind=StepKind.REPORTED, held_on=DAY, document_id=document.id)
    take_step(session, make_actor(session), key, report, now=LATER)
    assert list_links_of_document(session, saved_id(document), status=None) == []

    confirm_report(session, make_actor(session, Role.OVERSIGHT), key, now=LATER)

    links = list_links_of_document(session, saved_id(document), status=None)
    assert [link.gap_id for link in links] == [gap.id]
