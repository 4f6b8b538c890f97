"""What a promise waits for, on its page: another promise, late or not, or a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from api.web.addresses import RecordId, whole_number
from api.web.forms import typed_words
from api.web.names import document_name, document_url, readable_documents
from api.web.promise_rows import promise_rows_of
from api.web.sent_forms import SentForm, Typed, beside
from api.web.words import Words
from directives.errors import ValueUnknown
from directives.models.commitment_block import NewBlock
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.commitment_blocks import say_blocked, waits_for
from directives.services.names import document_id_named
from directives.translation import N_
from directives.vocabulary import RecordState

router = APIRouter(include_in_schema=False)

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One thing that is waited for: what, how it stands, and what a form sends to lift it."""

    name: str
    url: str
    told: str
    commitment: int | None
    document: int | None


def block_rows(
    session: Session, actor: Actor, commitment_id: int, at: AsOf, words: Words
) -> Sequence[BlockRow]:
    """Return what a promise waits for; documents that the reader may not know of are left out."""
    found = waits_for(session, commitment_id, at)
    promises = [
        BlockRow(row.promise, row.url, row.sentence, row.id, None)
        for row in promise_rows_of(session, actor, found.promises, words, today=at.day)
    ]
    documents = readable_documents(session, actor, found.document_ids)
    return [
        *promises,
        *(
            BlockRow(
                document_name(one, words),
                document_url(key),
                _told_of(one.state, one.issued_on, at.day, words),
                None,
                key,
            )
            for key, one in documents.items()
        ),
    ]


@router.post("/cam-ket/{commitment_id:int}/cho")
def wait_for(
    commitment_id: RecordId,
    sent: SentForm,
    commitment: Typed = "",
    document: Typed = "",
    lifted: Typed = "",
    words: Typed = "",
) -> RedirectResponse:
    """Say that the promise waits for another one or a document, or waits for it no longer."""
    key = typed_promise(typed_words(commitment), field="commitment")
    named = document_id_named(sent.session, sent.actor, typed_words(document), field="document")
    new = NewBlock.model_validate(
        {
            "by_commitment_id": key,
            "by_document_id": named,
            "is_lifted": bool(lifted),
            "held_on": sent.at.day,
            "words": typed_words(words)[:_LONGEST],
        }
    )
    with beside("document" if named else "commitment"):
        say_blocked(sent.session, sent.actor, commitment_id, new, now=sent.at.known_at)
    return sent.see(f"/cam-ket/{commitment_id}#cho")


def typed_promise(text: str, *, field: str) -> int | None:
    """Return the key of the promise that was typed; nothing typed is none.

    Raises:
        ValueUnknown: it is no key.
    """
    key = whole_number(text)
    if text and key is None:
        raise ValueUnknown(field=field, value=text)
    return key


def _told_of(state: RecordState, issued_on: date | None, today: date, words: Words) -> str:
    if state is RecordState.PUBLISHED and issued_on and issued_on <= today:
        return words.say(N_("Văn bản này đã ban hành ngày {day}."), day=words.day(issued_on))
    return words.say(N_("Văn bản này chưa ban hành."))
