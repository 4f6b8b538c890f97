"""Hand in files: one or many, by a plain form or, with our script, one after another."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal

import sqlalchemy as sa
from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlmodel import Session
from starlette.datastructures import UploadFile

from api.dependencies import (
    CurrentActor,
    CurrentSettings,
    Files,
    Now,
    Today,
    check_csrf,
    current_actor,
)
from api.receiving import Received, Reception, shown_name
from api.web.answering_letter import AnsweredGap, AnswerInHand, onward, typed_beside
from api.web.names import document_name
from api.web.rendering import render
from api.web.review_form import SentData
from api.web.words import ReaderWords, Words
from directives.errors import DirectivesError, DocumentAlreadyRegistered
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.review import PendingUpload
from directives.reading.formats.limits import MEGABYTE
from directives.rules.permissions import (
    Actor,
    allows,
    check_can_change_document,
    check_can_register,
)
from directives.services.pending_uploads import keep_pending
from directives.services.publication import missing_fields
from directives.services.refused_files import AUDITED, record_refused_file
from directives.services.registration import Acceptance, register
from directives.store.documents import find_document
from directives.store.files import FileStore
from directives.store.session import reading, unit_of_work
from directives.translation import N_
from directives.vocabulary import SAMENESS_LABELS, RecordState, Sameness

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class UploadRow:
    """What became of one file, and where to go on."""

    file: str
    outcome: Literal["registered", "duplicate", "failed"]
    message: str
    url: str = ""


def uploading_actor(request: Request, now: Now) -> Actor:
    """Return who hands in files; asked in a short transaction, for reading them takes seconds.

    Raises:
        NotSignedIn, RightMissing: the actor does not draft.
    """
    with reading(request.app.state.engine) as session:
        actor = current_actor(request, session, now)
    check_can_register(actor)
    return actor


UploadingActor = Annotated[Actor, Depends(uploading_actor)]


@router.get("/van-ban/tai-len")
def upload_form(
    request: Request, actor: CurrentActor, settings: CurrentSettings, answered: AnsweredGap
) -> Response:
    """Show the form."""
    check_can_register(actor)
    return _page(request, [], {}, settings.max_upload_mb, answered)


@router.post("/van-ban/tai-len")
def take_files(
    request: Request,
    actor: UploadingActor,
    sent: SentData,
    settings: CurrentSettings,
    files: Files,
    words: ReaderWords,
    now: Now,
    today: Today,
    answered: AnsweredGap,
) -> Response:
    """Store each file as a draft; one that fails never stops the others."""
    check_csrf(request, str(sent.get("csrf_token", "")))
    most_mb = settings.max_upload_mb
    answered = typed_beside(sent, answered)
    engine, reception = request.app.state.engine, request.app.state.reception
    desk = _Desk(engine, files, reception, actor, words, now, today, most_mb, answered)
    given = [one for one in sent.getlist("files") if isinstance(one, UploadFile) and one.filename]
    rows = [desk.take(file) for file in given]
    if request.headers.get("accept") == "application/json":
        return JSONResponse([asdict(row) for row in rows])
    if len(rows) == 1 and rows[0].url:
        return RedirectResponse(rows[0].url, HTTPStatus.SEE_OTHER)
    errors = {} if rows else {"files": words.say(N_("Hãy chọn ít nhất một tệp."))}
    return _page(request, rows, errors, most_mb, answered)


def _page(
    request: Request,
    rows: Sequence[UploadRow],
    errors: Mapping[str, str],
    most_mb: int,
    answered: AnswerInHand | None,
) -> Response:
    failed = bool(errors) or (bool(rows) and all(row.outcome == "failed" for row in rows))
    return render(
        request,
        "upload.html",
        status_code=HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK,
        rows=rows,
        errors=errors,
        most_mb=most_mb,
        action=onward("/van-ban/tai-len", answered),
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """Takes files of one person, each in a transaction of its own."""

    engine: sa.Engine
    files: FileStore
    reception: Reception
    actor: Actor
    words: Words
    now: datetime
    today: date
    most_mb: int
    answered: AnswerInHand | None  # the gap that the letter is to answer

    def take(self, file: UploadFile) -> UploadRow:
        """Read and register a file as a draft; a duplicate is kept until its uploader decides."""
        name = shown_name(file.filename)
        content = file.file.read(self.most_mb * MEGABYTE + 1)
        try:
            received = self.reception.receive(name, content)
        except DirectivesError as refused:
            if isinstance(refused, AUDITED):
                with unit_of_work(self.engine) as session:
                    record_refused_file(session, self.actor, content, refused, now=self.now)
            return UploadRow(name, "failed", refused.message(self.words.catalogue.gettext))
        new = received.registration(Acceptance.DRAFT)
        try:
            with unit_of_work(self.engine) as session:
                document = register(
                    session, self.actor, new, self.files, now=self.now, today=self.today
                )
                said = self._registered(document)
                return UploadRow(name, "registered", said, self._review(document))
        except DocumentAlreadyRegistered as refused:
            with unit_of_work(self.engine) as session:
                return self._duplicate(session, name, received, refused)

    def _review(self, document: Document) -> str:
        return onward(f"/van-ban/{document.id}/ra-soat", self.answered)

    def _decide(self, pending: PendingUpload) -> str:
        return onward(f"/van-ban/trung/{saved_id(pending)}", self.answered)

    def _registered(self, document: Document) -> str:
        said = self.words.say(
            N_("Đã đọc và lưu bản nháp: {document}."), document=document_name(document, self.words)
        )
        missing = ", ".join(map(self.words.say, missing_fields(document)))
        if not missing:
            return said
        return f"{said} " + self.words.say(N_("Còn thiếu {missing}."), missing=missing)

    def _duplicate(
        self, session: Session, name: str, received: Received, refused: DocumentAlreadyRegistered
    ) -> UploadRow:
        known = find_document(session, int(str(refused.values["document_id"])))
        same = Sameness(str(refused.values["same"]))
        if known and same is Sameness.BYTES and self._goes_on_with(known):
            said = self.words.say(
                N_("Tệp này đã được tải lên trước đó; bản nháp đang chờ rà soát.")
            )
            return UploadRow(name, "registered", said, self._review(known))
        new = received.registration(Acceptance.DRAFT)
        pending = keep_pending(session, self.actor, new, self.files, refused=refused, now=self.now)
        said = self.words.say(N_("Có vẻ đã có trong danh mục. {same}."), same=self._same(same))
        return UploadRow(name, "duplicate", said, self._decide(pending))

    def _goes_on_with(self, known: Document) -> bool:
        """Tell whether a file sent twice is the actor's own draft."""
        may = allows(check_can_change_document, self.actor, known.owner_agency_id)
        return may and known.state is RecordState.DRAFT

    def _same(self, same: Sameness) -> str:
        return self.words.say(SAMENESS_LABELS[same])
