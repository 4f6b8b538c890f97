"""The gaps that a document answers, or is proposed to, as a section of its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.web.document_text import provision_label
from api.web.gap_page import Reader
from api.web.names import document_url
from api.web.words import as_sentence
from directives.models.base import saved_id
from directives.models.document import Provision
from directives.rules.permissions import allows, check_can_link_document
from directives.services.gap_views import view_gaps
from directives.services.link_history import links_at
from directives.store.coverage import list_links_of_document
from directives.vocabulary import Extent, GapState, ProposalState


@dataclass(frozen=True, slots=True)
class Answered:
    """A gap that the document answers, with the words that prove it."""

    title: str
    url: str
    state: GapState
    extent: Extent
    expires_on: date | None
    quote: str
    where: str
    where_url: str
    suspect: str  # why it has to be looked at again


@dataclass(frozen=True, slots=True)
class AnsweredGaps:
    """What the document answers; proposals are for those who may decide them."""

    confirmed: Sequence[Answered]
    proposed: Sequence[Answered]


def answered_gaps(
    session: Session, reader: Reader, document_id: int, provisions: Mapping[str, Provision]
) -> AnsweredGaps:
    """Return the gaps that a document answers or is proposed to; in a fixed number of queries."""
    links = links_at(session, list_links_of_document(session, document_id, status=None), reader.at)
    shown = [link for link in links if link.status is not ProposalState.REJECTED]
    ids = sorted({link.gap_id for link in shown})
    views = {saved_id(v.gap): v for v in view_gaps(session, reader.at, ids=ids)} if ids else {}
    found: dict[ProposalState, list[Answered]] = {}
    for link in shown:
        view = views.get(link.gap_id)
        if view is None:
            continue
        root = view.standing.survivor_id or link.gap_id
        one = Answered(
            title=view.gap.title,
            url=f"/khoang-trong/{root}#dap-ung-{saved_id(link)}",
            state=view.state,
            extent=link.extent,
            expires_on=link.expires_on,
            quote=link.quote,
            where=as_sentence(provision_label(provisions, link.provision_id)),
            where_url=document_url(document_id, link.provision_id),
            suspect=reader.words.say(link.suspect) if link.suspect else "",
        )
        found.setdefault(link.status, []).append(one)
    decides = allows(check_can_link_document, reader.actor)
    proposed = found.get(ProposalState.PROPOSED, []) if decides else []
    return AnsweredGaps(found.get(ProposalState.CONFIRMED, []), proposed)
