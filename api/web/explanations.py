"""A body explains on the page of its promise; the page shows it beside the figures."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from api.web.addresses import RecordId
from api.web.forms import typed_words
from api.web.sent_forms import Sent, SentForm, Typed
from directives.errors import ValueInvalid
from directives.models.explanation import NewExplanation
from directives.services.explanations import explain, explanations_of
from directives.translation import N_

SHORTEST, LONGEST = 3, 5_000

_SAY_WHY = N_("Hãy viết lời giải trình, từ 3 đến 5.000 ký tự.")

router = APIRouter(include_in_schema=False)


@router.post("/cam-ket/{commitment_id:int}/giai-trinh")
def explain_on_page(commitment_id: RecordId, sent: SentForm, words: Typed = "") -> RedirectResponse:
    """Append what the body says of how its promise stands."""
    said = typed_words(words)
    if not SHORTEST <= len(said) <= LONGEST:
        raise ValueInvalid(field="words", reason=_SAY_WHY)
    if not _is_last_word(sent, commitment_id, said):
        new = NewExplanation(explained_on=sent.at.day, words=said)
        explain(sent.session, sent.actor, commitment_id, new, now=sent.at.known_at)
    return sent.see(f"/cam-ket/{commitment_id}#giai-trinh")


def _is_last_word(sent: Sent, commitment_id: int, said: str) -> bool:
    """Tell whether the sender said just this today, and nothing was explained since.

    A browser that goes back to the page may ask for it anew: it restores the words, but not the
    one-time key.
    """
    explanations = explanations_of(sent.session, sent.at, [commitment_id]).get(commitment_id)
    if not explanations:
        return False
    last = explanations[0]
    told = (last.account_id, last.explained_on, last.words)
    return told == (sent.actor.account_id, sent.at.day, said)
