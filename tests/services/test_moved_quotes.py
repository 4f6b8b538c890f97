from datetime import timedelta

import pytest
from sqlmodel import Session, col, delete

from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink, NewCoverageLink
from directives.models.document import Document, Provision
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document
from directives.services.gap_views import get_gap
from directives.services.link_suspects import (
    PROVISION_LOST,
    QUOTE_LOST,
    QUOTE_MOVED,
    recheck_links_of_document,
)
from directives.store.coverage import list_link_events
from directives.vocabulary import Extent, GapState, LinkEventKind, ProposalState
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap

AT = AsOf(TODAY, NOW)
LATER = AsOf(TODAY + timedelta(days=10), NOW + timedelta(days=10))
SAID = "Thời hạn chi trả là ba mươi ngày kể từ ngày có quyết định."
OTHER = "Người hưởng nộp đơn tại bộ phận một cửa của xã."
Piece = tuple[str, str | None, str]


@pytest.fixture
def document(session: Session) -> Document:
    return make_document(session)


def write(session: Session, document: Document, *pieces: Piece) -> None:
    """Let the document have these provisions and no others."""
    key = saved_id(document)
    session.execute(delete(Provision).where(col(Provision.document_id) == key))
    for position, (provision_id, parent, text) in enumerate(pieces):
        session.add(
            Provision(
                document_id=key,
                provision_id=provision_id,
                parent_provision_id=parent,
                position=position,
                label=provision_id,
                heading="",
                text=text,
            )
        )
    session.flush()


def quoted(session: Session, document: Document, where: str = "dieu-1") -> CoverageLink:
    new = NewCoverageLink(
        gap_id=saved_id(make_gap(session)),
        document_id=saved_id(document),
        provision_id=where,
        extent=Extent.FULL,
        quote=SAID,
        linked_on=TODAY,
    )
    return link_document(session, make_actor(session), new, now=NOW)


def recheck(session: Session, document: Document) -> None:
    recheck_links_of_document(session, make_actor(session), saved_id(document), at=LATER)


@pytest.mark.parametrize("before", [[], [("dieu-1", None, OTHER)]])
def test_words_that_stand_in_another_article_now_are_followed(
    session: Session, document: Document, before: list[Piece]
) -> None:
    write(session, document, ("dieu-1", None, SAID))
    link = quoted(session, document)

    write(session, document, *before, ("dieu-2", None, SAID))
    recheck(session, document)

    assert (link.provision_id, link.quote, link.suspect) == ("dieu-2", SAID, QUOTE_MOVED)
    assert get_gap(session, link.gap_id, LATER).state is GapState.SUSPECT
    (then,) = get_gap(session, link.gap_id, AT).links
    assert (then.provision_id, then.suspect) == ("dieu-1", "")
    moved = list_link_events(session, [saved_id(link)])[-2]
    assert (moved.kind, moved.reason) == (LinkEventKind.REANCHORED, "Điều 1 → Điều 2")
    recheck(session, document)
    assert link.suspect == QUOTE_MOVED


def test_an_article_follows_to_an_article_and_a_clause_to_a_clause(
    session: Session, document: Document
) -> None:
    write(session, document, ("dieu-1", None, SAID), ("dieu-1__khoan-1", "dieu-1", SAID))
    of_article, of_clause = quoted(session, document), quoted(session, document, "dieu-1__khoan-1")

    write(
        session,
        document,
        ("dieu-1", None, OTHER),
        ("dieu-2", None, f"{OTHER}\n{SAID}"),
        ("dieu-2__khoan-3", "dieu-2", SAID),
    )
    recheck(session, document)

    assert (of_article.provision_id, of_clause.provision_id) == ("dieu-2", "dieu-2__khoan-3")


def test_words_that_stand_in_two_articles_are_not_followed(
    session: Session, document: Document
) -> None:
    write(session, document, ("dieu-1", None, SAID))
    link = quoted(session, document)

    write(session, document, ("dieu-2", None, SAID), ("dieu-3", None, SAID))
    recheck(session, document)

    assert (link.provision_id, link.suspect) == ("dieu-1", PROVISION_LOST)


def test_a_link_is_not_moved_onto_another_of_the_same_gap(
    session: Session, document: Document
) -> None:
    write(session, document, ("dieu-1", None, SAID), ("dieu-2", None, SAID))
    link = quoted(session, document)
    other = {"gap_id": link.gap_id, "provision_id": "dieu-2"}
    new = NewCoverageLink(**(link.model_dump(include={*NewCoverageLink.model_fields}) | other))
    link_document(session, make_actor(session), new, now=NOW)

    write(session, document, ("dieu-1", None, OTHER), ("dieu-2", None, SAID))
    recheck(session, document)

    assert (link.provision_id, link.suspect) == ("dieu-1", QUOTE_LOST)


def test_a_proposal_follows_its_words_without_being_suspect(
    session: Session, document: Document
) -> None:
    write(session, document, ("dieu-1", None, SAID))
    link = quoted(session, document)
    link.status = ProposalState.PROPOSED

    write(session, document, ("dieu-2", None, SAID))
    recheck(session, document)

    assert (link.provision_id, link.suspect) == ("dieu-2", "")
