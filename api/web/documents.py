"""The list of documents, and their original files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated, TypeAlias
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Files, Today
from api.web.addresses import ROWS_PER_PAGE, PageNumber, RecordId, last_page, whole_number
from api.web.document_rows import DocumentRow, document_rows_of
from api.web.named_filters import NamedFilters
from api.web.names import agency_names, sector_name, type_name
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.errors import FileNotFound, ValueUnknown
from directives.rules.permissions import Actor, allows, check_can_register
from directives.rules.vietnamese import fold
from directives.services.document_access import get_file
from directives.services.names import agency_named
from directives.store.document_counts import (
    count_by_issuer,
    count_by_sector,
    count_by_type,
    count_by_year,
)
from directives.store.documents import DocumentFilter, count_documents, list_documents
from directives.vocabulary import Role

router = APIRouter(include_in_schema=False)

Choices: TypeAlias = Sequence[tuple[str, str, int]]  # value, words, count

EARLIEST_YEAR, LATEST_YEAR = 1, 9999

# What a browser may be told about a file; anything else is only bytes.
_MEDIA_TYPES = {
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list, as they stand in the address."""

    type: str = ""
    agency: str = ""
    sector: str = ""
    year: str = ""
    stubs: str = ""

    def for_actor(self, actor: Actor, filters: NamedFilters) -> DocumentFilter:
        """Return the filter; a drafter also sees the own agency's drafts."""
        year = whole_number(self.year)
        is_year = year is not None and EARLIEST_YEAR <= year <= LATEST_YEAR
        if self.year and not is_year:
            filters.refuse("facet-year", ValueUnknown(value=self.year))
        issuer = filters.named(agency_named, "facet-agency", self.agency)
        return DocumentFilter(
            type_code=self.type,
            issuer_id=issuer.id if issuer else None,
            sector_code=self.sector,
            year=year if is_year else None,
            with_stubs=self.stubs == "1",
            owner_agency_id=actor.agency_id if actor.role is Role.DRAFTER else None,
        )


@dataclass(frozen=True, slots=True)
class DocumentListPage:
    """The list, its page, and the filters with the counts they would leave."""

    rows: Sequence[DocumentRow]
    total: int
    page: int
    last: int
    wanted: Wanted
    types: Choices
    agencies: Choices
    sectors: Choices
    years: Choices
    with_stubs_count: int


async def wanted_documents(
    type: str = "",  # noqa: A002 - the name in the address, promised to outsiders
    agency: str = "",
    sector: str = "",
    year: str = "",
    stubs: str = "",
) -> Wanted:
    """Return the filters of the address."""
    return Wanted(type, agency, sector, year, stubs)


@router.get("/van-ban")
def document_list(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    words: ReaderWords,
    today: Today,
    wanted: Annotated[Wanted, Depends(wanted_documents)],
    page: PageNumber,
) -> HTMLResponse:
    """List documents, the newest first."""
    filters = NamedFilters(session, words)
    chosen = wanted.for_actor(actor, filters)
    total = count_documents(session, chosen)
    last = last_page(total)
    shown = min(page, last)
    found = list_documents(session, chosen, limit=ROWS_PER_PAGE, offset=(shown - 1) * ROWS_PER_PAGE)
    listed = DocumentListPage(
        rows=document_rows_of(session, found, words, today=today),
        total=total,
        page=shown,
        last=last,
        wanted=replace(wanted, agency=str(chosen.issuer_id or "")),
        types=_type_choices(session, chosen, words),
        agencies=_agency_choices(session, chosen, words),
        sectors=[
            (sector.code, sector_name(sector, words), count)
            for sector, count in count_by_sector(session, replace(chosen, sector_code=""))
        ],
        years=[
            (str(year), str(year), count)
            for year, count in count_by_year(session, replace(chosen, year=None))
        ],
        with_stubs_count=count_documents(session, replace(chosen, with_stubs=True)),
    )
    can_register = allows(check_can_register, actor)
    return render(
        request, "documents.html", page=listed, can_register=can_register, errors=filters.errors
    )


def _type_choices(session: Session, chosen: DocumentFilter, words: Words) -> Choices:
    counted = count_by_type(session, replace(chosen, type_code=""))
    return [(code, type_name(code, words), count) for code, count in counted]


def _agency_choices(session: Session, chosen: DocumentFilter, words: Words) -> Choices:
    counted = count_by_issuer(session, replace(chosen, issuer_id=None))
    names = agency_names(session, (key for key, _ in counted), words)
    return [(str(key), names[key], count) for key, count in counted]


@router.get("/van-ban/{document_id:int}/tep/{sha256}")
def original_file(
    document_id: RecordId, sha256: str, session: DbSession, actor: CurrentActor, files: Files
) -> FileResponse:
    """Give the original file to save; nothing in it may run as a page of ours."""
    file = get_file(session, actor, document_id, sha256)
    path = files.path(file.sha256)
    if not path.is_file():
        raise FileNotFound
    known = file.media_type in _MEDIA_TYPES
    return FileResponse(
        path,
        status_code=HTTPStatus.OK,
        media_type=file.media_type if known else "application/octet-stream",
        headers={
            "Content-Disposition": attachment(file.name),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, max-age=0, must-revalidate",
        },
    )


def attachment(name: str) -> str:
    """Return a Content-Disposition that saves under `name` (RFC 6266, names as in RFC 5987)."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in fold(last) if (c.isascii() and c.isalnum()) or c in "._-")
    return f"attachment; filename=\"{plain or 'tep'}\"; filename*=UTF-8''{quote(last, safe='')}"
