"""The page on which two texts stand side by side, the changes marked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession
from api.web.addresses import RecordId, whole_number
from api.web.names import document_name, document_url
from api.web.relation_groups import provision_words
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.errors import DocumentNotFound, RelationNotFound
from directives.models.base import saved_id
from directives.models.document import Document, DocumentFile
from directives.rules.permissions import Actor
from directives.rules.text_comparison import Pair
from directives.services.amendment_comparison import compare_amendment
from directives.services.comparison import (
    Comparison,
    Side,
    comparable_files,
    compare_documents,
    compare_files,
    find_named,
)
from directives.services.document_access import get_document
from directives.translation import N_
from directives.vocabulary import ChangeKind, FileStanding

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class SideHead:
    """What stands above a column."""

    name: str
    url: str
    detail: str
    has_text: bool


@dataclass(frozen=True, slots=True)
class FileChoice:
    """A version that may be chosen."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two columns, the counts of changes, and what else may be compared."""

    name: str
    url: str
    old: SideHead | None
    new: SideHead | None
    pairs: Sequence[Pair]
    unchanged: int
    counts: Sequence[tuple[ChangeKind, int]]
    files: Sequence[FileChoice]
    old_id: int | None
    new_id: int | None
    other: str
    is_marked: bool


@router.get("/van-ban/{document_id:int}/so-sanh")
def comparison_page(
    request: Request,
    document_id: RecordId,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    *,
    cu: str = "",
    moi: str = "",
    voi: str = "",
) -> HTMLResponse:
    """Compare two versions, two documents, or an amended provision and its base.

    `cu` and `moi` are files, `voi` another document, `quan-he` a relation.
    """
    document = get_document(session, actor, document_id)
    files = comparable_files(session, actor, document_id)
    older = [file for file in files if file.standing is FileStanding.SUPERSEDED]
    newest = [file for file in files if file.standing is FileStanding.CURRENT]
    old_id = whole_number(cu) or (saved_id(older[-1]) if older else None)
    new_id = whole_number(moi) or (saved_id(newest[-1]) if newest else None)
    relation_id = whole_number(request.query_params.get("quan-he", ""))
    errors: dict[str, str] = {}
    found: Comparison | None = None
    if relation_id is not None:
        found = compare_amendment(session, actor, relation_id)
        if document_id not in {saved_id(side.document) for side in (found.old, found.new)}:
            raise RelationNotFound
    elif voi.strip():
        found = _with_other(session, actor, document_id, voi.strip(), errors, words)
    elif old_id is not None and new_id is not None:
        found = compare_files(session, actor, document_id, old_id=old_id, new_id=new_id)
    page = _page(
        document, found, words, choices=_choices(files, words), chosen=(old_id, new_id), other=voi
    )
    return render(request, "comparison.html", page=page, errors=errors)


def _choices(files: Sequence[DocumentFile], words: Words) -> list[FileChoice]:
    return [
        FileChoice(saved_id(file), f"{file.name}, {words.label(file.standing)}") for file in files
    ]


def _page(
    document: Document,
    found: Comparison | None,
    words: Words,
    *,
    choices: Sequence[FileChoice],
    chosen: tuple[int | None, int | None],
    other: str,
) -> ComparisonPage:
    pairs = found.pairs if found else []
    counted = Counter(pair.change for pair in pairs)
    return ComparisonPage(
        name=document_name(document, words),
        url=document_url(saved_id(document)),
        old=_head(found.old, words) if found else None,
        new=_head(found.new, words) if found else None,
        pairs=[pair for pair in pairs if pair.change is not ChangeKind.SAME],
        unchanged=counted[ChangeKind.SAME],
        counts=[(kind, counted[kind]) for kind in ChangeKind if counted[kind]],
        files=choices,
        old_id=chosen[0],
        new_id=chosen[1],
        other=other,
        is_marked=found is None or found.is_marked,
    )


def _head(side: Side, words: Words) -> SideHead:
    """Return what stands above a column: the document, and its version or provision."""
    detail = provision_words(side.provision, words)
    if side.file is not None:
        detail = f"{side.file.name}, {words.label(side.file.standing)}"
    key = saved_id(side.document)
    url = document_url(key, side.provision)
    return SideHead(document_name(side.document, words), url, detail, side.has_text)


def _with_other(
    session: Session,
    actor: Actor,
    document_id: int,
    typed: str,
    errors: dict[str, str],
    words: Words,
) -> Comparison | None:
    try:
        other = find_named(session, actor, typed)
    except DocumentNotFound:
        errors["voi"] = words.say(N_("Không có đúng một văn bản mang số này."))
        return None
    return compare_documents(session, actor, document_id, saved_id(other))
