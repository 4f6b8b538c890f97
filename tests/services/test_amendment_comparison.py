"""An article, clause or point beside what another document makes of it."""

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Provision
from directives.rules.permissions import PUBLIC, Actor
from directives.rules.text_comparison import Pair
from directives.services.amendment_comparison import compare_amendment
from directives.services.comparison import Comparison
from directives.services.relations import add_relation
from directives.vocabulary import ChangeKind, PieceKind, RelationKind, Role
from tests.factories import NOW, make_actor, make_document

ARTICLE = "Sửa đổi Điều 5 như sau:\n“Điều 5. Nộp trong 10 ngày.”"


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session, Role.SYSTEM)


def hold(session: Session, document: Document, key: str, text: str, parent: str = "") -> None:
    provision = Provision(
        document_id=saved_id(document),
        provision_id=key,
        parent_provision_id=parent or None,
        position=0,
        label=key,
        heading="",
        text=text,
    )
    session.add(provision)
    session.flush()


def amend(
    session: Session,
    actor: Actor,
    *,
    source_provision: str = "dieu-1",
    quote: str = "",
    kind: RelationKind = RelationKind.AMENDS,
    target_provision: str = "dieu-5",
    words: str = ARTICLE,
    holder: str = "",
) -> int:
    """Return the relation from a newer document's words to an older Điều 5."""
    base, newer = make_document(session), make_document(session)
    hold(session, base, "dieu-5", "Điều 5. Nộp trong 15 ngày.")
    if holder:
        hold(session, newer, "dieu-1", holder)
    hold(session, newer, source_provision or "dieu-1", words, "dieu-1" if holder else "")
    new = NewRelation(
        source_id=saved_id(newer),
        kind=kind,
        target_id=saved_id(base),
        source_provision=source_provision,
        target_provision=target_provision,
        quote=quote,
    )
    return saved_id(add_relation(session, actor, new, now=NOW))


def only(found: Comparison) -> Pair:
    (pair,) = found.pairs
    return pair


def test_the_new_words_stand_beside_the_article_that_they_change(
    session: Session, actor: Actor
) -> None:
    found = compare_amendment(session, PUBLIC, amend(session, actor))

    pair = only(found)
    assert found.is_marked
    assert pair.new is not None
    assert pair.new.words == "Điều 5. Nộp trong 10 ngày."
    assert (pair.change, found.old.provision, found.new.provision) == (
        ChangeKind.CHANGED,
        "dieu-5",
        "dieu-1",
    )


def test_what_is_repealed_is_struck_out_and_has_no_new_words(
    session: Session, actor: Actor
) -> None:
    relation = amend(session, actor, kind=RelationKind.REPEALS, words="4. Bãi bỏ Điều 5.")

    pair = only(compare_amendment(session, PUBLIC, relation))

    assert (pair.change, pair.new) == (ChangeKind.REMOVED, None)
    assert [piece.kind for piece in pair.old_pieces] == [PieceKind.REMOVED]


def test_what_is_added_has_no_older_words_and_misses_none(session: Session, actor: Actor) -> None:
    words = "Bổ sung Điều 5a vào sau Điều 5 như sau:\n“Điều 5a. Báo cáo.”"
    relation = amend(session, actor, words=words, target_provision="dieu-5a")

    found = compare_amendment(session, PUBLIC, relation)

    assert found.old.has_text
    assert (only(found).change, only(found).old) == (ChangeKind.ADDED, None)


@pytest.mark.parametrize("source_provision", ["", "dieu-1"])
def test_words_that_cannot_be_told_stand_unmarked_beside_the_article(
    session: Session, actor: Actor, source_provision: str
) -> None:
    words = "Sửa đổi tên Điều 5 như sau: “Hạn nộp”"
    relation = amend(session, actor, source_provision=source_provision, quote=words, words=words)

    found = compare_amendment(session, PUBLIC, relation)

    pair = only(found)
    assert not found.is_marked
    assert pair.old is not None
    assert pair.new is not None
    assert (pair.old.words, pair.new.words) == ("Điều 5. Nộp trong 15 ngày.", words)
    assert {piece.kind for piece in [*pair.old_pieces, *pair.new_pieces]} == {PieceKind.SAME}


@pytest.mark.parametrize(
    ("holder", "is_marked"),
    [
        ("1. Sửa đổi Điều 5 như sau:\nĐiều 5. Nộp trong 10 ngày.", True),
        ("1. Sửa đổi Điều 5 như sau:", False),
        ("", False),
    ],
)
def test_new_words_read_as_a_provision_of_their_own_are_found_in_what_holds_it(
    session: Session, actor: Actor, holder: str, *, is_marked: bool
) -> None:
    said = "Sửa đổi Điều 5 như sau:"
    relation = amend(
        session,
        actor,
        source_provision="dieu-1__khoan-1",
        quote=said,
        words=f"1. {said}",
        holder=holder,
    )

    found = compare_amendment(session, PUBLIC, relation)

    assert found.is_marked is is_marked
    pair = only(found)
    assert pair.new is not None
    assert pair.new.words == ("Điều 5. Nộp trong 10 ngày." if is_marked else f"1. {said}")


def test_an_article_that_is_not_held_is_said_to_be_missing(session: Session, actor: Actor) -> None:
    base, newer = make_document(session), make_document(session)
    new = NewRelation(
        source_id=saved_id(newer), kind=RelationKind.AMENDS, target_id=saved_id(base), quote="Mới"
    )
    key = saved_id(add_relation(session, actor, new, now=NOW))

    found = compare_amendment(session, PUBLIC, key)

    assert not found.old.has_text
    assert only(found).old is None
    assert not found.is_marked
