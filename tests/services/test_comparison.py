"""Versions of a file, and two documents."""

import json
from typing import Any

import pytest
from sqlmodel import Session

from directives.errors import DocumentNotFound, DraftNotVisible, FileNotFound
from directives.models.base import saved_id
from directives.models.document import (
    Document,
    DocumentFile,
    ExtractedText,
    Provision,
)
from directives.rules.permissions import PUBLIC, Actor
from directives.services.comparison import (
    comparable_files,
    compare_documents,
    compare_files,
    find_named,
)
from directives.vocabulary import FileStanding, RecordState, Role
from tests.factories import NOW, make_actor, make_document

Node = tuple[str, str | None, str]


@pytest.fixture
def actor(session: Session) -> Actor:
    return make_actor(session, Role.SYSTEM)


def add_file(
    session: Session,
    actor: Actor,
    document: Document,
    *,
    nodes: list[Node],
    text: str = "",
    standing: FileStanding = FileStanding.CURRENT,
) -> int:
    assert actor.account_id is not None
    file = DocumentFile(
        document_id=saved_id(document),
        sha256=f"{standing}-{len(nodes)}-{text}",
        text_sha256="x",
        name=f"{standing.value}.docx",
        media_type="x",
        byte_count=1,
        received_at=NOW,
        account_id=actor.account_id,
        standing=standing,
    )
    session.add(file)
    session.flush()
    structure = [
        {"id": key, "parent": parent, "label": key, "text": words} for key, parent, words in nodes
    ]
    reading = json.dumps({"structure": structure})
    session.add(ExtractedText(file_id=saved_id(file), text=text, reading=reading))
    session.flush()
    return saved_id(file)


def add_provision(session: Session, document: Document, key: str, text: str) -> None:
    session.add(
        Provision(
            document_id=saved_id(document),
            provision_id=key,
            position=0,
            label=key,
            heading="",
            text=text,
        )
    )
    session.flush()


def told(comparison: Any) -> list[tuple[str, str]]:
    return [(pair.change.value, (pair.new or pair.old).id) for pair in comparison.pairs]


def test_versions_are_compared_clause_by_clause(session: Session, actor: Actor) -> None:
    document = make_document(session)
    intro = "Điều 1. Trách nhiệm"
    old_nodes: list[Node] = [
        ("chuong-1", None, "Chương I"),
        ("dieu-1", "chuong-1", f"{intro}\n1. Nộp trong 15 ngày\na) sớm\n2. Báo cáo"),
        ("dieu-1__khoan-1", "dieu-1", "1. Nộp trong 15 ngày\na) sớm"),
        ("dieu-1__khoan-1__diem-a", "dieu-1__khoan-1", "a) sớm"),
        ("dieu-1__khoan-2", "dieu-1", "2. Báo cáo"),
        ("dieu-2", "chuong-1", "Điều 2. Hiệu lực\na) ngay"),
        ("dieu-2__diem-a", "dieu-2", "a) ngay"),
    ]
    new_nodes = [
        (key, parent, words.replace("15 ngày", "10 ngày")) for key, parent, words in old_nodes
    ]
    old = add_file(session, actor, document, nodes=old_nodes, standing=FileStanding.SUPERSEDED)
    new = add_file(session, actor, document, nodes=new_nodes)

    found = compare_files(session, PUBLIC, saved_id(document), old_id=old, new_id=new)

    assert told(found) == [
        ("same", "chuong-1"),
        ("same", "dieu-1"),
        ("changed", "dieu-1__khoan-1"),
        ("same", "dieu-1__khoan-2"),
        ("same", "dieu-2"),
    ]
    assert found.pairs[1].new is not None
    assert found.pairs[1].new.words == intro
    files = comparable_files(session, PUBLIC, saved_id(document))
    assert [saved_id(file) for file in files] == [old, new]
    with pytest.raises(FileNotFound):
        compare_files(session, PUBLIC, saved_id(document), old_id=old, new_id=new + 9)


def test_a_file_whose_words_are_not_kept_has_nothing_to_compare(
    session: Session, actor: Actor
) -> None:
    document = make_document(session)
    key = add_file(session, actor, document, nodes=[("dieu-1", None, "Điều 1.")])
    session.delete(session.get_one(ExtractedText, key))
    session.flush()

    found = compare_files(session, PUBLIC, saved_id(document), old_id=key, new_id=key)

    assert list(found.pairs) == []


def test_an_article_that_begins_with_its_clause_is_shown_whole(
    session: Session, actor: Actor
) -> None:
    document = make_document(session)
    nodes: list[Node] = [
        ("dieu-1", None, "1. Một"),
        ("dieu-1__khoan-1", "dieu-1", "1. Một"),
    ]
    key = add_file(session, actor, document, nodes=nodes)

    found = compare_files(session, PUBLIC, saved_id(document), old_id=key, new_id=key)

    assert [pair.new.words for pair in found.pairs if pair.new] == ["1. Một", "1. Một"]


def test_a_draft_and_what_was_issued_are_compared(session: Session, actor: Actor) -> None:
    issued, draft, stub = (make_document(session) for _ in range(3))
    add_provision(session, issued, "dieu-1", "Điều 1. Nộp trong 10 ngày")
    add_file(session, actor, draft, nodes=[], text="Điều 1. Nộp trong 15 ngày\n\nBáo cáo")

    found = compare_documents(session, PUBLIC, saved_id(issued), saved_id(draft))
    nothing = compare_documents(session, PUBLIC, saved_id(issued), saved_id(stub))

    assert told(found) == [("moved_and_changed", "dieu-1"), ("removed", "doan-2")]
    assert (found.old.document, found.new.document) == (draft, issued)
    assert (nothing.old.has_text, nothing.new.has_text, list(nothing.pairs)) == (False, True, [])


def test_what_may_not_be_read_is_not_compared(session: Session, actor: Actor) -> None:
    shown, hidden = make_document(session), make_document(session, state=RecordState.DRAFT)

    with pytest.raises(DraftNotVisible):
        compare_documents(session, PUBLIC, saved_id(shown), saved_id(hidden))


def test_the_other_document_is_named_by_number_or_key(session: Session) -> None:
    document = make_document(session, number_as_printed="77/BNV-VP")
    for day in ("2024-01-01", "2025-01-01"):
        make_document(session, number_as_printed="78/BNV-VP", issued_on=day)

    assert find_named(session, PUBLIC, "77/bnv-vp") is document
    assert find_named(session, PUBLIC, str(document.id)) is document
    for typed in ("78/BNV-VP", "79/BNV-VP", "không có", "9" * 30):
        with pytest.raises(DocumentNotFound):
            find_named(session, PUBLIC, typed)
