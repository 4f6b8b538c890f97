"""A form or a call with a one-time key: sent again, it leads to what it did the first time."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from typing import Annotated, Final

from fastapi import Depends, Header, Request, Response
from sqlmodel import Session
from starlette.datastructures import UploadFile

from api.dependencies import CurrentActor, DbSession, Now
from directives.rules.permissions import Actor
from directives.services.answered_requests import earlier_answer, keep_answer

FORM_KEY: Final = "form_key"


class SentBefore(Exception):
    """What is asked for was done when the same was sent the first time; `address` shows it."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def check_not_sent(session: Session, actor: Actor, digest: str) -> None:
    """Check that what this digest tells was not asked for and done before.

    Raises:
        NotSignedIn: nobody has signed in.
        SentBefore: it was.
    """
    address = earlier_answer(session, actor, digest)
    if address is not None:
        raise SentBefore(address)


def new_form_key() -> str:
    """Return the one-time key of a form; its page names it, whoever asks."""
    return secrets.token_urlsafe(12)


async def form_digest(request: Request) -> str:
    """Return what tells one form that was sent from all others; empty where it has no key.

    All that was typed belongs to it: who goes back and changes a word sends another form.
    """
    sent = await request.form()
    if not sent.get(FORM_KEY):
        return ""
    typed = [(name, _typed(one)) for name, one in sent.multi_items()]
    return digest_of(request.url.path, typed)


FormDigest = Annotated[str, Depends(form_digest)]


async def call_digest(
    request: Request,
    idempotency_key: Annotated[
        str,
        Header(
            max_length=255,
            description="Chosen by the caller, once for each change. The same call sent again with"
            " it changes nothing: it is led (303) to what the first one did.",
        ),
    ] = "",
) -> str:
    """Return what tells one call from all others; empty where it has no key."""
    if not idempotency_key:
        return ""
    return digest_of(request.url.path, [idempotency_key, (await request.body()).hex()])


def answer_once(
    request: Request,
    response: Response,
    session: DbSession,
    actor: CurrentActor,
    *,
    now: Now,
    digest: Annotated[str, Depends(call_digest)],
) -> Iterator[None]:
    """Let a change through once: its address is kept in its own transaction.

    Raises:
        NotSignedIn: nobody has signed in.
        SentBefore: the same call was answered before.
    """
    if not digest:
        yield
        return
    check_not_sent(session, actor, digest)
    yield
    record = request.url.path.rpartition("/")[0]  # of which this is one more thing said
    made = response.headers.get("Location", record)
    keep_answer(session, actor, digest, made, now=now)


def _typed(one: UploadFile | str) -> str | None:
    return one if isinstance(one, str) else one.filename


def digest_of(*said: object) -> str:
    """Return what tells one thing that was asked for from all others."""
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
