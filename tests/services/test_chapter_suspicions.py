"""Who rests on a chapter is concerned by what is done to the articles in it, and the reverse."""

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.services.registration_content import replace_provisions
from directives.services.relations import add_relation
from directives.services.suspicions import Settled, settle_all
from directives.store.suspicions import list_open
from directives.vocabulary import RelationKind, Role
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_chain_events import STRUCTURES
from tests.services.test_suspicions import link


@pytest.fixture
def base(session: Session) -> Document:
    """Article 1 stands in section 1 of chapter 1, article 2 in chapter 2."""
    document = make_document(session)
    replace_provisions(session, document, STRUCTURES[0])
    return document


def relate(
    session: Session, source: Document, kind: RelationKind, target: Document, *words: str
) -> None:
    own, other = words
    new = NewRelation(
        source_id=saved_id(source),
        kind=kind,
        target_id=saved_id(target),
        source_provision=own,
        target_provision=other,
    )
    add_relation(session, make_actor(session, Role.SYSTEM), new, now=NOW)


def suspects(session: Session) -> list[int]:
    assert settle_all(session, make_actor(session, Role.SYSTEM), now=NOW) == Settled()
    return sorted(one.subject_id for one in list_open(session))


@pytest.mark.parametrize(
    ("guided", "amended", "is_suspect"),
    [
        ("chuong-1", "dieu-1__khoan-1", True),
        ("chuong-1__muc-1", "dieu-1", True),
        ("chuong-2", "dieu-1", False),
        ("chuong-1", "chuong-1__muc-1", True),
        ("chuong-2", "chuong-1", False),
        ("dieu-1", "chuong-1", True),
    ],
)
def test_what_guides_a_chapter_is_suspect_when_an_article_in_it_is_amended(
    session: Session, base: Document, guided: str, amended: str, is_suspect: bool
) -> None:
    guide, act = make_document(session), make_document(session, issued_on=TODAY)
    relate(session, guide, RelationKind.GUIDES, base, "", guided)
    relate(session, act, RelationKind.AMENDS, base, "", amended)

    assert suspects(session) == ([guide.id] if is_suspect else [])


@pytest.mark.parametrize(("rested_on", "is_suspect"), [("dieu-1", True), ("dieu-2", False)])
def test_a_suspect_chapter_makes_suspect_what_rests_on_an_article_in_it(
    session: Session, base: Document, rested_on: str, is_suspect: bool
) -> None:
    guide, upper = make_document(session), make_document(session)
    replace_provisions(session, guide, STRUCTURES[0])
    relate(session, guide, RelationKind.GUIDES, base, "chuong-1", "dieu-2")
    relate(session, upper, RelationKind.GUIDES, guide, "", rested_on)
    relate(session, make_document(session, issued_on=TODAY), RelationKind.AMENDS, base, "", "")

    assert suspects(session) == [saved_id(one) for one in (guide, upper)[: 1 + is_suspect]]


@pytest.mark.parametrize(("held", "is_suspect"), [("chuong-1", True), ("chuong-2", False)])
def test_a_link_to_a_chapter_is_suspect_when_an_article_in_it_is_repealed(
    session: Session, base: Document, held: str, is_suspect: bool
) -> None:
    key = link(session, base, provision_id=held, quote="QUY ĐỊNH")
    act = make_document(session, issued_on=TODAY)
    relate(session, act, RelationKind.REPEALS, base, "", "dieu-1")

    assert suspects(session) == ([key] if is_suspect else [])
