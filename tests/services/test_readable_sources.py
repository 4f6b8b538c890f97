from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.commitment_views import view_commitments
from directives.services.coverage_links import link_document
from directives.services.document_access import readable_ids
from directives.services.documents import withdraw
from directives.services.gap_views import get_gap
from directives.services.readable_sources import with_readable_sources
from directives.services.reports import promise_rows
from directives.vocabulary import Extent, RecordState
from tests.factories import (
    NOW,
    TODAY,
    agency_id,
    make_actor,
    make_commitment,
    make_document,
    make_gap,
)

AT = AsOf(TODAY, NOW)
SECRET = "lời của bản chưa công bố"


def test_only_documents_that_the_actor_may_read_are_readable(session: Session) -> None:
    owner = make_actor(session)
    draft = saved_id(make_document(session, owner, state=RecordState.DRAFT))
    public = saved_id(make_document(session))
    stranger = make_actor(session, agency_id=agency_id(session, "BTC"))

    assert readable_ids(session, PUBLIC, [draft, None, public]) == {public}
    assert readable_ids(session, stranger, [draft, public]) == {public}
    assert readable_ids(session, owner, [draft, public]) == {draft, public}
    assert readable_ids(session, PUBLIC, [None]) == frozenset()


def test_a_gap_tells_nothing_of_a_source_that_its_reader_may_not_read(session: Session) -> None:
    owner = make_actor(session)
    draft = saved_id(make_document(session, owner, state=RecordState.DRAFT))
    hidden = make_gap(session, source_document_id=draft, source_quote=SECRET)
    spoken = make_gap(session, title="Chưa ai phân cấp", source_quote="lời nói tại cuộc họp")

    for_all = with_readable_sources(session, PUBLIC, [hidden, spoken])
    for_owner = with_readable_sources(session, owner, [hidden, spoken])

    assert [(one.source_document_id, one.source_quote) for one in for_all] == [
        (None, ""),
        (None, "lời nói tại cuộc họp"),
    ]
    assert [one.title for one in for_all] == [hidden.title, spoken.title]
    assert for_owner == [hidden, spoken]
    session.flush()
    session.refresh(hidden)
    assert hidden.source_quote == SECRET


def test_a_line_of_a_promise_tells_nothing_of_a_source_that_is_not_public(session: Session) -> None:
    for state in (RecordState.DRAFT, RecordState.WITHDRAWN):
        source = saved_id(make_document(session, state=state))
        make_commitment(session, source_document_id=source, source_quote=SECRET)
    make_commitment(session, source_quote="lời hứa tại cuộc họp")

    rows = promise_rows(session, view_commitments(session, AT), AT)

    told = [(r.source_document_id, r.source_document, r.source_quote) for r in rows]
    assert told == [(None, "", ""), (None, "", ""), (None, "", "lời hứa tại cuộc họp")]


def test_a_gap_names_no_answering_document_that_is_not_public(session: Session) -> None:
    owner = make_actor(session)
    gap = saved_id(make_gap(session))
    draft = saved_id(make_document(session, owner, state=RecordState.DRAFT))
    answer = saved_id(make_document(session, owner))
    for document in (draft, answer):
        said = {"gap_id": gap, "document_id": document, "linked_on": TODAY}
        link = NewCoverageLink.model_validate({**said, "extent": Extent.FULL, "quote": "lời"})
        link_document(session, owner, link, now=NOW)

    assert get_gap(session, gap, AT).document_ids == [answer]
    withdraw(session, owner, answer, reason="ban hành nhầm", now=NOW, today=TODAY)
    assert get_gap(session, gap, AT).document_ids == []
