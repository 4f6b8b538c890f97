"""Two texts to be compared: versions of a file, or two documents."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session

from directives.errors import DocumentNotFound, FileNotFound
from directives.models.base import saved_id
from directives.models.document import Document, DocumentFile, Provision
from directives.rules.permissions import Actor, allows, check_can_read_document
from directives.rules.text_comparison import Pair, Text, compare_texts
from directives.services.document_access import get_document
from directives.services.document_facts import number_of
from directives.store.documents import (
    find_text,
    list_by_key,
    list_files,
    list_provisions,
)
from directives.store.reviews import find_current_file
from directives.vocabulary import FileStanding

_CLAUSE: Final = "__khoan-"
_LONGEST_KEY: Final = 9  # digits


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: the document, and its file where versions are compared."""

    document: Document
    file: DocumentFile | None = None
    provision: str = ""
    has_text: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and their provisions in pairs."""

    old: Side
    new: Side
    pairs: Sequence[Pair]
    is_marked: bool = True  # no: what changed cannot be told, both texts stand as they are


def comparable_files(session: Session, actor: Actor, document_id: int) -> list[DocumentFile]:
    """Return the files of a document whose words were read, the oldest first.

    Raises:
        NotFound: there is no such document, or the actor may not know of it.
    """
    get_document(session, actor, document_id)
    return [
        file
        for file in list_files(session, document_id)
        if file.standing is not FileStanding.ATTACHMENT
    ]


def compare_files(
    session: Session, actor: Actor, document_id: int, *, old_id: int, new_id: int
) -> Comparison:
    """Compare two files of a document.

    Raises:
        NotFound: there is no such document or file, or the actor may not know of it.
    """
    document = get_document(session, actor, document_id)
    files = {saved_id(file): file for file in list_files(session, document_id)}
    if old_id not in files or new_id not in files:
        raise FileNotFound
    old, new = files[old_id], files[new_id]
    pairs = compare_texts(_texts_of_file(session, old), _texts_of_file(session, new))
    return Comparison(Side(document, old), Side(document, new), pairs)


def compare_documents(
    session: Session, actor: Actor, document_id: int, other_id: int
) -> Comparison:
    """Compare two documents, such as a draft and what was issued; the first one is the newer.

    Raises:
        NotFound: one is missing, or the actor may not know of it.
    """
    new = get_document(session, actor, document_id)
    old = get_document(session, actor, other_id)
    old_texts, new_texts = _texts_of(session, old), _texts_of(session, new)
    return Comparison(
        Side(old, has_text=bool(old_texts)),
        Side(new, has_text=bool(new_texts)),
        compare_texts(old_texts, new_texts) if old_texts and new_texts else [],
    )


def find_named(session: Session, actor: Actor, typed: str) -> Document:
    """Return the one document with this key or number.

    Raises:
        DocumentNotFound: none has it, or several have.
    """
    if typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_KEY:
        return get_document(session, actor, int(typed))
    number = number_of(typed)
    found = [
        document
        for document in (list_by_key(session, number.key) if number else ())
        if allows(check_can_read_document, actor, document.state, document.owner_agency_id)
    ]
    if len(found) != 1:
        raise DocumentNotFound
    return found[0]


def _texts_of(session: Session, document: Document) -> list[Text]:
    provisions = list_provisions(session, [saved_id(document)])
    if provisions:
        return _units([_node(provision) for provision in provisions])
    file = find_current_file(session, saved_id(document))
    return _texts_of_file(session, file) if file else []


def _node(provision: Provision) -> dict[str, Any]:
    return {
        "id": provision.provision_id,
        "parent": provision.parent_provision_id,
        "label": provision.label,
        "text": provision.text,
    }


def _texts_of_file(session: Session, file: DocumentFile) -> list[Text]:
    kept = find_text(session, saved_id(file))
    if kept is None:
        return []
    structure: list[dict[str, Any]] = json.loads(kept.reading).get("structure", [])
    if structure:
        return _units(structure)
    lines = [line.strip() for line in kept.text.split("\n") if line.strip()]
    return [Text(f"doan-{place}", "", line) for place, line in enumerate(lines, start=1)]


def _units(nodes: Sequence[Mapping[str, Any]]) -> list[Text]:
    """Return what is compared: clauses, and of all else the words before its first clause."""
    clauses: dict[str, list[Mapping[str, Any]]] = {}
    for node in nodes:
        if _is_clause(node):
            clauses.setdefault(str(node["parent"]), []).append(node)
    return list(_each(nodes, clauses))


def _each(
    nodes: Sequence[Mapping[str, Any]], clauses: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Iterable[Text]:
    inside: set[str] = set()
    for node in nodes:
        if node["parent"] in inside:
            inside.add(node["id"])
            continue
        words = str(node["text"])
        if _is_clause(node):
            inside.add(node["id"])
        elif node["id"] in clauses:
            first = words.find(str(clauses[node["id"]][0]["text"]))
            words = words[:first].strip() if first > 0 else words
        elif str(node["id"]).rpartition("__")[2].startswith("dieu-"):
            inside.add(node["id"])
        yield Text(str(node["id"]), str(node["label"]), words)


def _is_clause(node: Mapping[str, Any]) -> bool:
    return _CLAUSE in str(node["id"]) and str(node["id"]).rpartition("__")[2].startswith("khoan-")
