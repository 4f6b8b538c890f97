"""The form on the page of a gap that answers the places which reported it."""

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response

from api.web.addresses import RecordId, whole_number
from api.web.answering_letter import TypedAnswer
from api.web.forms import typed_words
from api.web.gap_page import Reader, show_gap_page
from api.web.sent_forms import Sent, SentForm, Typed, typed_choice
from api.web.words import ReaderWords
from directives.errors import Conflict, DocumentAmbiguous, Invalid, NotFound, ValueInvalid
from directives.models.base import saved_id
from directives.models.gap_report import NewReportEvent
from directives.services import gap_reports
from directives.services.document_access import find_numbered
from directives.services.gap_views import get_gap
from directives.services.names import agency_named, gap_named
from directives.translation import N_
from directives.vocabulary import ReportState

router = APIRouter(include_in_schema=False)

_NOT_HELD = N_(
    "Danh mục chưa có văn bản mang số này. Hãy tải tệp lên và công bố, rồi ghi lại bước trả lời."
)
_SEVERAL = N_(
    "Có nhiều văn bản mang số này. Hãy ghi mã của văn bản: số ở cuối địa chỉ trang văn bản."
)
_NOT_SENT = N_("Tệp này chưa được đọc: hãy bấm “Tải lên và rà soát”, hoặc bỏ tệp ra.")

_IDS: Final = {
    "state": "answer-state",
    "places": "answer-place",
    "place_code": "answer-place",
    "agency": "answer-agency",
    "document": "answer-document",
    "document_id": "answer-document",
    "other": "answer-other",
    "other_gap_id": "answer-other",
    "words": "answer-words",
    "files": "answer-file",
}
"""Where the form of the page has what a refusal names."""


@router.post("/khoang-trong/{gap_id:int}/tra-loi")
def answer_reports(
    request: Request,
    gap_id: RecordId,
    sent: SentForm,
    reader_words: ReaderWords,
    state: Typed = "",
    words: Typed = "",
    agency: Typed = "",
    document: Typed = "",
    other: Typed = "",
    place: Typed = "",
    files: Annotated[list[UploadFile] | None, Form()] = None,
) -> Response:
    """Take a step with the report of one place, or of all that wait; a refusal loses nothing."""
    typed = TypedAnswer(state, place, agency, document, other, words)
    try:
        if any(file.filename for file in files or ()):
            raise ValueInvalid(field="files", reason=_NOT_SENT)
        with sent.session.begin_nested():
            _record(sent, gap_id, typed)
        return sent.see(f"/khoang-trong/{gap_id}#dang-cho")
    except (Conflict, Invalid, NotFound) as refused:
        errors = {
            _IDS.get(refused.field or "", ""): refused.message(reader_words.catalogue.gettext)
        }
    reader = Reader(sent.actor, reader_words, sent.at)
    view = get_gap(sent.session, gap_id, sent.at)
    return show_gap_page(request, sent.session, reader, view, answer=typed, errors=errors)


def _record(sent: Sent, gap_id: int, typed: TypedAnswer) -> None:
    new = NewReportEvent(
        state=typed_choice(ReportState, typed.state, field="state"),
        held_on=sent.at.day,
        agency_id=_agency(sent, typed.agency),
        document_id=_letter(sent, typed.document),
        other_gap_id=_other(sent, typed.other),
        words=typed_words(typed.words),
    )
    place = typed.place.strip()
    gap_reports.answer_reports(
        sent.session,
        sent.actor,
        gap_id,
        new,
        now=sent.at.known_at,
        place_codes=[place] if place else [],
    )


def _letter(sent: Sent, typed: str) -> int | None:
    """Return the key of the document that answers, which is named by its number or its key."""
    plain = typed_words(typed)
    key = whole_number(plain)
    if not plain or key is not None:
        return key
    try:
        found = find_numbered(sent.session, sent.actor, plain, field="document")
    except DocumentAmbiguous:
        raise ValueInvalid(field="document", reason=_SEVERAL) from None
    if found is None:
        raise ValueInvalid(field="document", reason=_NOT_HELD)
    return saved_id(found)


def _other(sent: Sent, typed: str) -> int | None:
    plain = typed_words(typed)
    return saved_id(gap_named(sent.session, plain, field="other")) if plain else None


def _agency(sent: Sent, typed: str) -> int | None:
    plain = typed_words(typed)
    return saved_id(agency_named(sent.session, plain, field="agency")) if plain else None
