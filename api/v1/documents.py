"""Documents over JSON: list, read, register, publish, correct, withdraw."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Path, Query, Response
from fastapi.responses import FileResponse

from api.dependencies import CurrentActor, DbSession, Files, Now, Today
from api.v1.schemas.documents import CorrectionIn, DocumentListOut, DocumentOut, WithdrawalIn
from api.v1.schemas.problems import READING, WRITING
from api.v1.schemas.validity import RecallOut, SuspicionOut, ValidityListOut
from api.v1.schemas.values import LARGEST_OFFSET, Day, Instant, Name, PathKey, Year
from api.v1.uploads import ReadUpload
from directives.models.base import saved_id
from directives.rules.permissions import check_can_change_document
from directives.rules.two_times import AsOf
from directives.services import documents
from directives.services.changed_parts import changed_parts
from directives.services.document_access import get_document as get_readable
from directives.services.document_access import get_file
from directives.services.document_list import ListFilter, view_documents
from directives.services.documents_known import as_known
from directives.services.gap_views import gaps_answered_by
from directives.services.recall_recipients import unknown_recipients
from directives.services.recalls import is_recalled
from directives.services.registration import Acceptance, register
from directives.services.validity import view_validity
from directives.store.suspicions import list_suspicions_of

router = APIRouter(prefix="/documents", tags=["documents"])


@router.get("", responses=READING)
def list_documents(
    session: DbSession,
    actor: CurrentActor,
    today: Today,
    *,
    type_: Annotated[Name, Query(alias="type", description="Abbreviation, such as CV.")] = "",
    agency: Annotated[Name, Query(description="Abbreviation, full name or key.")] = "",
    sector: Annotated[Name, Query(description="Code of the sector.")] = "",
    year: Annotated[Year | None, Query(description="Year of issue.")] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=LARGEST_OFFSET)] = 0,
) -> DocumentListOut:
    """List documents, newest issue first; drafts are shown to their own agency only."""
    wanted = ListFilter(type_, agency, sector, year)
    page = view_documents(session, actor, wanted, today=today, limit=limit, offset=offset)
    return DocumentListOut.of(page, limit=limit, offset=offset)


@router.get("/{document_id}", responses=READING)
def get_document(
    document_id: PathKey,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    today: Today,
    as_of: Annotated[Day | None, Query(description="Status on this day; default: today.")] = None,
    known_at: Annotated[Instant | None, Query(description="As known then. Default: now.")] = None,
) -> DocumentOut:
    """Return a document with its files, provisions, relations and the gaps that it answers.

    Its days and its status are those of `as_of` as known at `known_at`; with `known_at` also its
    issuer, its files and its relations are those known then, its text and sectors those of now.
    """
    view = documents.view_document(session, actor, document_id, today=today)
    at = AsOf(as_of or today, known_at or now)
    effect = view_validity(session, actor, document_id, at, is_past=known_at is not None)
    if known_at is not None:
        view = as_known(session, actor, view, effect.document, known_at=known_at)
    return DocumentOut.of_view(view, gaps_answered_by(session, document_id), effect)


@router.get("/{document_id}/validity", responses=READING)
def get_validity(
    document_id: PathKey,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    today: Today,
    *,
    provision: Annotated[Name, Query(description="Such as dieu-5; default: the whole.")] = "",
    as_of: Annotated[Day | None, Query(description="Default: today.")] = None,
    known_at: Annotated[Instant | None, Query(description="RFC 3339. Default: now.")] = None,
) -> ValidityListOut:
    """Return how a document, or one provision of it, stands through all time, and why."""
    at = AsOf(as_of or today, known_at or now)
    is_past = known_at is not None
    view = view_validity(session, actor, document_id, at, provision=provision, is_past=is_past)
    return ValidityListOut.of_view(view)


@router.get("/{document_id}/suspicions", responses=READING)
def list_suspicions(
    document_id: PathKey, session: DbSession, actor: CurrentActor
) -> list[SuspicionOut]:
    """List what was ever suspect of a document and of its links to gaps, oldest first."""
    get_readable(session, actor, document_id)
    found = list_suspicions_of(session, document_id)
    parts = changed_parts(session, found)
    return [SuspicionOut.of(one, parts) for one in found]


@router.get("/{document_id}/recall", responses=WRITING)
def get_recall(
    document_id: PathKey, session: DbSession, actor: CurrentActor, now: Now, today: Today
) -> RecallOut:
    """Tell those who answer for a document whether it is recalled, and whom they must tell."""
    document = get_readable(session, actor, document_id)
    check_can_change_document(actor, document.owner_agency_id)
    recalled = is_recalled(session, document, now=now)
    unknown = unknown_recipients(session, document_id, today) if recalled else []
    return RecallOut(is_recalled=recalled, unknown_recipients=unknown)


@router.get(
    "/{document_id}/files/{sha256}",
    responses={**READING, 200: {"content": {"application/octet-stream": {}}}},
    response_class=FileResponse,
)
def get_document_file(
    document_id: PathKey,
    sha256: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
    session: DbSession,
    actor: CurrentActor,
    files: Files,
) -> FileResponse:
    """Return the bytes of an original file, to be saved and never shown in place."""
    file = get_file(session, actor, document_id, sha256)
    return FileResponse(
        files.path(sha256),
        media_type=file.media_type,
        filename=file.name,
        headers={"X-Content-Type-Options": "nosniff"},
    )


@router.post("", status_code=HTTPStatus.CREATED, responses=WRITING)
def register_document(
    upload: ReadUpload,
    session: DbSession,
    actor: CurrentActor,
    files: Files,
    now: Now,
    today: Today,
    response: Response,
    *,
    accept: Annotated[bool, Form(description="Accept what was read, and publish.")] = False,
    sectors: Annotated[list[Name], Form(description="Codes of sectors.")] = [],  # noqa: B006
    despite: Annotated[
        Name, Form(description="Why it is registered although it seems to be in the catalogue.")
    ] = "",
) -> DocumentOut:
    """Register a document from its file; without `accept` it is stored as a draft."""
    acceptance = Acceptance.ACCEPTED if accept else Acceptance.DRAFT
    new = upload.registration(acceptance, sector_codes=tuple(sectors), despite=despite)
    key = saved_id(register(session, actor, new, files, now=now, today=today))
    response.headers["Location"] = f"/api/v1/documents/{key}"
    return get_document(key, session, actor, now, today)


@router.post("/{document_id}/publish", responses=WRITING)
def publish_document(
    document_id: PathKey, session: DbSession, actor: CurrentActor, now: Now, today: Today
) -> DocumentOut:
    """Make a draft readable and findable for everybody."""
    documents.publish(session, actor, document_id, now=now, today=today)
    return get_document(document_id, session, actor, now, today)


@router.post("/{document_id}/corrections", responses=WRITING)
def correct_document(
    document_id: PathKey,
    correction: CorrectionIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
) -> DocumentOut:
    """Mend what was recorded wrongly; reports of past instants still show the wrong value."""
    values = correction.values.model_dump(exclude_unset=True)
    documents.correct(session, actor, document_id, values, reason=correction.reason, now=now)
    return get_document(document_id, session, actor, now, today)


@router.post("/{document_id}/withdrawal", responses=WRITING)
def withdraw_document(
    document_id: PathKey,
    withdrawal: WithdrawalIn,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    today: Today,
) -> DocumentOut:
    """Take a record out of sight; it is kept, with its history."""
    reason = withdrawal.reason
    documents.withdraw(session, actor, document_id, reason=reason, now=now, today=today)
    return get_document(document_id, session, actor, now, today)
