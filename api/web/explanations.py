"""A body explains on the page of its promise; the page shows it beside the figures."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from api.web.addresses import RecordId
from api.web.forms import typed_words
from api.web.sent_forms import SentForm, Typed
from directives.errors import ValueInvalid
from directives.models.explanation import NewExplanation
from directives.services.explanations import explain
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
    sent = sent.told_by(f"{commitment_id}/giai-trinh", {"words": said})
    new = NewExplanation(explained_on=sent.at.day, words=said)
    explain(sent.session, sent.actor, commitment_id, new, now=sent.at.known_at)
    return sent.see(f"/cam-ket/{commitment_id}#giai-trinh")
