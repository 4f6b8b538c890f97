"""What places and those who answer them do on the page of a gap; each leads back to the page."""

from math import isfinite
from typing import Final

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from api.web.addresses import RecordId
from api.web.forms import typed_words
from api.web.sent_forms import ReaderForm, Sent, SentForm, Typed, see, typed_choice, typed_day
from directives.errors import ValueInvalid
from directives.models.base import saved_id
from directives.models.coverage_link import Answering
from directives.models.gap import NewGapDecision, NewGapFigure
from directives.models.gap_report import NewGapReport
from directives.services import coverage_links, gap_merges, gap_reports, gaps
from directives.store.gaps import find_gap_by_code
from directives.translation import N_
from directives.vocabulary import DecisionKind, Extent, GapState

router = APIRouter(include_in_schema=False)

SHORTEST: Final = 3

_SAY_WHY = N_("Hãy viết, ít nhất vài chữ.")
_NO_SUCH_GAP = N_("Không có khoảng trống nào mang mã này.")
_NOT_A_VALUE = N_("Hãy điền một số, ví dụ 50345 hoặc 74,7.")


@router.post("/khoang-trong/{gap_id:int}/cung-vuong")
def we_too(gap_id: RecordId, sent: ReaderForm) -> RedirectResponse:
    """Say that the officer's own place waits for this gap, too; saying it again does nothing."""
    if sent is None:
        return see(f"/dang-nhap?next=/khoang-trong/{gap_id}")
    if not gap_reports.has_reported(sent.session, gap_id, sent.place_code, day=sent.at.day):
        new = NewGapReport(place_code=sent.place_code, reported_on=sent.at.day)
        gap_reports.report_gap(sent.session, sent.actor, gap_id, new, now=sent.at.known_at)
    return _page(sent, gap_id, "dang-cho")


@router.post("/khoang-trong/{gap_id:int}/rut")
def wait_no_longer(gap_id: RecordId, sent: SentForm, words: Typed = "") -> RedirectResponse:
    """Say that the officer's own place waits no longer."""
    gap_reports.withdraw_report(
        sent.session, sent.actor, gap_id, sent.place_code, words=typed_words(words), at=sent.at
    )
    return _page(sent, gap_id, "dang-cho")


@router.post("/khoang-trong/{gap_id:int}/gop")
def merge(gap_id: RecordId, sent: SentForm, into: Typed, reason: Typed = "") -> RedirectResponse:
    """Let the gap become part of the one with this code."""
    into_id = _gap_coded(sent, into)
    left = gap_merges.merge_gaps(
        sent.session, sent.actor, gap_id, into_id, reason=typed_words(reason), at=sent.at
    )
    return _page(sent, saved_id(left), "gop")


@router.post("/khoang-trong/{gap_id:int}/tach")
def split(gap_id: RecordId, sent: SentForm, reason: Typed = "") -> RedirectResponse:
    """Let the gap stand for itself again."""
    gap_merges.split_gap(sent.session, sent.actor, gap_id, reason=typed_words(reason), at=sent.at)
    return sent.see(f"/khoang-trong/{gap_id}")


def _gap_coded(sent: Sent, code: str) -> int:
    found = find_gap_by_code(sent.session, code.strip().upper())
    if found is None:
        raise ValueInvalid(field="into", reason=_NO_SUCH_GAP)
    return saved_id(found)


@router.post("/khoang-trong/{gap_id:int}/quyet-dinh")
def decide(
    gap_id: RecordId,
    sent: SentForm,
    kind: Typed,
    state: Typed = "",
    reason: Typed = "",
    approved_by: Typed = "",
    expires_on: Typed = "",
) -> RedirectResponse:
    """Set the state by hand, say that none is due, close the gap, or lift what was decided."""
    chosen = typed_choice(DecisionKind, kind, field="kind")
    new = NewGapDecision(
        kind=chosen,
        state=typed_choice(GapState, state, field="state") if state else None,
        reason=_said(reason, field="reason"),
        approved_by=typed_words(approved_by),
        expires_on=typed_day(expires_on, field="expires_on"),
    )
    gaps.decide_gap(sent.session, sent.actor, gap_id, new, at=sent.at)
    return sent.see(f"/khoang-trong/{gap_id}")


@router.post("/khoang-trong/{gap_id:int}/so-lieu")
def record_figure(
    gap_id: RecordId,
    sent: SentForm,
    name: Typed,
    value: Typed,
    as_of: Typed,
    unit: Typed = "",
    source_quote: Typed = "",
) -> RedirectResponse:
    """Say what the gap measures on a day."""
    day = typed_day(as_of, field="as_of") or sent.at.day
    new = NewGapFigure(
        name=_said(name, field="name"),
        value=_number(value),
        unit=typed_words(unit),
        as_of=day,
        source_quote=typed_words(source_quote),
    )
    gaps.record_figure(sent.session, sent.actor, gap_id, new, now=sent.at.known_at)
    return _page(sent, gap_id, "so-lieu")


@router.post("/khoang-trong/dap-ung/{link_id:int}/xac-nhan")
def confirm_link(
    link_id: RecordId,
    sent: SentForm,
    extent: Typed,
    quote: Typed,
    rationale: Typed = "",
    expires_on: Typed = "",
) -> RedirectResponse:
    """Agree with what was proposed, or with a suspect link as it stands now."""
    said = Answering(
        extent=typed_choice(Extent, extent, field="extent"),
        quote=_said(quote, field="quote"),
        rationale=typed_words(rationale),
        expires_on=typed_day(expires_on, field="expires_on"),
    )
    link = coverage_links.confirm_link(sent.session, sent.actor, link_id, said, at=sent.at)
    return _page(sent, link.gap_id, "dap-ung")


@router.post("/khoang-trong/dap-ung/{link_id:int}/bac")
def reject_link(link_id: RecordId, sent: SentForm, reason: Typed = "") -> RedirectResponse:
    """Say that a document does not answer the gap; it is never proposed again."""
    link = coverage_links.reject_link(
        sent.session, sent.actor, link_id, reason=typed_words(reason), at=sent.at
    )
    return _page(sent, link.gap_id, "dap-ung")


def _said(text: str, *, field: str) -> str:
    plain = typed_words(text)
    if len(plain) < SHORTEST:
        raise ValueInvalid(field=field, reason=_SAY_WHY)
    return plain


def _number(text: str) -> float:
    plain = text.strip().replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        raise ValueInvalid(field="value", reason=_NOT_A_VALUE) from None
    if not isfinite(value):
        raise ValueInvalid(field="value", reason=_NOT_A_VALUE)
    return value


def _page(sent: Sent, gap_id: int, part: str) -> RedirectResponse:
    return sent.see(f"/khoang-trong/{gap_id}#{part}")
