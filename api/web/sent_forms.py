"""What forms send: days, numbers, and who may send them."""

from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Annotated, TypeVar

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today, check_csrf
from api.sent_once import FormDigest, check_not_sent
from api.web.forms import typed_words
from api.web.words import Words
from directives.errors import DirectivesError, ValueInvalid, ValueUnknown
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.two_times import AsOf
from directives.services.answered_requests import keep_answer
from directives.translation import N_

_NOT_A_DAY = N_("Hãy viết ngày dạng ngày/tháng/năm, ví dụ 15/10/2025.")
_NOT_A_NUMBER = N_("Hãy viết một số nguyên, không âm.")
_TOO_SHORT = N_("Hãy viết, ít nhất vài chữ.")
_TOO_LONG = N_("Dài quá {most} ký tự.")
_LARGEST = 2_000_000_000
_DAY_FORMS = ("%d/%m/%Y", "%Y-%m-%d")

Typed = Annotated[str, Form(max_length=20_000)]

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that somebody who has signed in sent from one of our pages."""

    session: Session
    actor: Actor
    at: AsOf
    digests: tuple[str, ...] = ()  # each tells it from all other forms; none: it has no key

    @property
    def place_code(self) -> str:
        """The place for which the sender reports."""
        return self.actor.place_code or ""

    def see(self, address: str) -> RedirectResponse:
        """Return the answer that shows a page after the change, once for the same form."""
        for digest in self.digests:
            keep_answer(self.session, self.actor, digest, address, now=self.at.known_at)
        return see(address)


def sent_form(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    today: Today,
    digest: FormDigest,
    csrf_token: Annotated[str, Form()] = "",
) -> Sent:
    """Return what a form is sent with.

    Raises:
        NotSignedIn: nobody has signed in.
        FormExpired: it does not come from a page of this sign-in.
        SentBefore: the very same form was sent before.
    """
    check_signed_in(actor)
    check_csrf(request, csrf_token)
    if digest:
        check_not_sent(session, actor, digest)
    return Sent(session, actor, AsOf(today, now), (digest,) if digest else ())


SentForm = Annotated[Sent, Depends(sent_form)]


def sent_by_reader(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    now: Now,
    today: Today,
    digest: FormDigest,
    csrf_token: Annotated[str, Form()] = "",
) -> Sent | None:
    """Return what a form is sent with; None where nobody has signed in, who is led to do so.

    Raises:
        FormExpired, SentBefore: as `sent_form`.
    """
    if actor.account_id is None:
        return None
    return sent_form(request, session, actor, now, today, digest, csrf_token)


ReaderForm = Annotated[Sent | None, Depends(sent_by_reader)]


def sent_fields(names: Collection[str]) -> Callable[[Request], Awaitable[dict[str, str]]]:
    """Return a dependency: the named fields of a form as they were sent; a missing one is empty."""

    async def read(request: Request) -> dict[str, str]:
        async with request.form() as sent:
            return {name: typed_words(sent.get(name, "")) for name in names}

    return read


def see(address: str) -> RedirectResponse:
    """Return the answer that shows a page."""
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


def typed_day(text: str, *, field: str) -> date | None:
    """Read a day as people write it, or as a browser sends it; nothing typed is none.

    Raises:
        ValueInvalid: it is no day.
    """
    plain = text.strip()
    if not plain:
        return None
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueInvalid(field=field, reason=_NOT_A_DAY)


def typed_count(text: str, *, field: str) -> int | None:
    """Read a whole number, digits in groups or not; nothing typed is none.

    Raises:
        ValueInvalid: it is no such number.
    """
    plain = text.strip().replace(".", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal()) or int(plain[:11]) > _LARGEST:
        raise ValueInvalid(field=field, reason=_NOT_A_NUMBER)
    return int(plain)


def typed_codes(text: str) -> list[str]:
    """Return codes or keys that were typed one after another, with commas or spaces between."""
    return text.replace(",", " ").split()


def typed_choice(kind: type[_Choice], text: str, *, field: str) -> _Choice:
    """Return what was chosen from a list.

    Raises:
        ValueUnknown: it is none of the list.
    """
    try:
        return kind(text)
    except ValueError:
        raise ValueUnknown(field=field, value=text) from None


def length_errors(
    typed: Mapping[str, object],
    words: Words,
    *,
    shortest: Mapping[str, int],
    longest: Mapping[str, int],
) -> dict[str, str]:
    """Return what is too short or too long, by field."""
    errors = {}
    for field, most in longest.items():
        length = len(str(typed[field]))
        if length > most:
            errors[field] = words.say(_TOO_LONG, most=most)
        elif length < shortest.get(field, 0):
            errors[field] = words.say(_TOO_SHORT)
    return errors


@contextmanager
def beside(field: str) -> Iterator[None]:
    """Let what is refused inside be said beside a field that has another name on the page."""
    try:
        yield
    except DirectivesError as refused:
        refused.field = field
        raise


@contextmanager
def renamed(names: Mapping[str, str]) -> Iterator[None]:
    """Let what is refused inside name its field as the form does, by the name of the service."""
    try:
        yield
    except DirectivesError as refused:
        refused.field = names.get(refused.field or "", refused.field)
        raise
