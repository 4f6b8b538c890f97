"""Ask for guidance that is missing: what is near is shown first, then it is reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.forms import typed_words
from api.web.gap_rows import GapRow
from api.web.names import place_names, sector_choices
from api.web.rendering import render
from api.web.sent_forms import ReaderForm
from api.web.similar_gaps import (
    SHORTEST_TITLE,
    check_may_ask,
    shown,
    shown_ids,
    similar_rows,
)
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.models.gap import Gap, NewGap
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.gaps import GuidanceRequest, ask_guidance, find_gap_titled, open_gap
from directives.services.similar_gaps import similar_gaps
from directives.store.agencies import find_sector, list_agencies
from directives.translation import N_
from directives.vocabulary import Role

ADDRESS = "/khoang-trong/bao"
LONGEST_TITLE = 500
LONGEST_WORDS = 5_000

router = APIRouter(include_in_schema=False)

_Typed = Annotated[str, Form(max_length=20_000)]


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What was typed, and what is said about it."""

    title: str
    words: str
    sector: str
    sectors: Sequence[tuple[str, str]]
    place: str  # for which an officer asks; empty: a drafter or oversight opens a gap
    errors: Mapping[str, str]
    similar: Sequence[GapRow]
    shown: str  # ids of the similar gaps; sent back, so that only others are shown again
    found_none: bool  # asked for similar ones, and there are none


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form, cleaned."""

    title: str
    words: str = ""
    sector: str = ""
    shown: frozenset[int] = frozenset()  # ids of similar gaps that the sender has seen
    only_finds: bool = False  # asks for similar gaps, and sends nothing yet

    @property
    def text(self) -> str:
        """What similar gaps are looked for by."""
        return ". ".join(filter(None, (self.title, self.words)))


def typed_request(
    title: _Typed = "",
    words: _Typed = "",
    sector: _Typed = "",
    checked: _Typed = "",
    find: _Typed = "",
) -> Typed:
    """Return the fields as they were sent."""
    one_line = " ".join(typed_words(title).split())
    return Typed(
        title=one_line,
        words=typed_words(words),
        sector=typed_words(sector),
        shown=shown_ids(checked),
        only_finds=bool(find),
    )


@router.get(ADDRESS)
def request_form(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    reader: ReaderWords,
    now: Now,
    today: Today,
    q: str = "",
) -> Response:
    """Show the form, its title filled in with the words of a search."""
    title = " ".join(typed_words(q).split())[:LONGEST_TITLE]
    if actor.account_id is None:
        return _to_sign_in(title)
    check_may_ask(actor)
    return _form(request, session, actor, Typed(title), {}, reader, AsOf(today, now))


@router.post(ADDRESS)
def send_request(
    request: Request,
    sent: ReaderForm,
    reader: ReaderWords,
    typed: Annotated[Typed, Depends(typed_request)],
) -> Response:
    """Report the gap; where similar ones are known and were not shown yet, show them first.

    The button that only finds them keeps what was typed and reports nothing.
    """
    if sent is None:
        return _to_sign_in(typed.title)
    session, actor, at = sent.session, sent.actor, sent.at
    check_may_ask(actor)
    if typed.only_finds:
        return _form(request, session, actor, typed, {}, reader, at)
    errors = _errors(session, typed, reader)
    similar = {saved_id(gap) for gap in similar_gaps(session, typed.text)}
    if errors or not similar <= typed.shown:
        return _form(request, session, actor, typed, errors, reader, at)
    gap = _report(session, actor, typed, at)
    return sent.see(f"/khoang-trong/{saved_id(gap)}#dang-cho")


def _to_sign_in(title: str) -> RedirectResponse:
    back = f"{ADDRESS}?{urlencode({'q': title})}"
    return RedirectResponse(f"/dang-nhap?{urlencode({'next': back})}", HTTPStatus.SEE_OTHER)


def _errors(session: Session, typed: Typed, reader: Words) -> dict[str, str]:
    errors = {}
    if len(typed.title) < SHORTEST_TITLE:
        errors["title"] = reader.say(N_("Hãy viết điều còn thiếu hướng dẫn, ít nhất vài từ."))
    if len(typed.title) > LONGEST_TITLE:
        errors["title"] = reader.say(
            N_("Dài quá {most} ký tự. Hãy viết ngắn ở đây, phần còn lại viết ở ô dưới."),
            most=LONGEST_TITLE,
        )
    if len(typed.words) > LONGEST_WORDS:
        errors["words"] = reader.say(N_("Dài quá {most} ký tự."), most=LONGEST_WORDS)
    if typed.sector and find_sector(session, typed.sector) is None:
        errors["sector"] = reader.say(N_("Hãy chọn một lĩnh vực trong danh sách."))
    return errors


def _report(session: Session, actor: Actor, typed: Typed, at: AsOf) -> Gap:
    sector = find_sector(session, typed.sector) if typed.sector else None
    sector_id = saved_id(sector) if sector else None
    if actor.role is Role.OFFICER:
        place_code = actor.place_code or ""
        asked = GuidanceRequest(place_code, typed.title, typed.words, sector_id)
        return ask_guidance(session, actor, asked, at=at)
    known = find_gap_titled(session, typed.title)
    if known:
        return known
    new = NewGap(
        title=typed.title,
        description=typed.words,
        sector_id=sector_id,
        raised_by=_raised_by(session, actor),
        raised_on=at.day,
    )
    return open_gap(session, actor, new, now=at.known_at)


def _raised_by(session: Session, actor: Actor) -> str:
    own = list_agencies(session, [actor.agency_id] if actor.agency_id else [])
    return own[0].name if own else actor.name


def _form(
    request: Request,
    session: Session,
    actor: Actor,
    typed: Typed,
    errors: Mapping[str, str],
    reader: Words,
    at: AsOf,
) -> Response:
    near = similar_rows(session, actor, typed.text, reader, at=at)
    code = actor.place_code if actor.role is Role.OFFICER else None
    page = RequestForm(
        title=typed.title,
        words=typed.words,
        sector=typed.sector,
        sectors=sector_choices(session, reader, [typed.sector]),
        place=place_names(session, [code]).get(code, code) if code else "",
        errors=errors,
        similar=near,
        shown=shown([row.id for row in near]),
        found_none=typed.only_finds and not near,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "gap_request.html", status_code=status, page=page, errors=errors)
