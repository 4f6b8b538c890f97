"""Promises as lines of a page, with everything decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from sqlmodel import Session

from api.web.names import Link, agency_names, document_name, document_url, readable_names
from api.web.sentences import due_name, promise_sentence, standing_clause
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.rules.permissions import Actor
from directives.rules.promises import RUNNING
from directives.services.commitment_views import CommitmentView
from directives.services.promise_bodies import answering_instead, heirs_of
from directives.store.document_names import NamedDocument
from directives.translation import N_
from directives.vocabulary import CommitmentState


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise: who, what, by when, how it stands, and where it was said."""

    id: int
    promise: str
    sentence: str
    state: CommitmentState
    lead: str
    lead_id: int | None  # of the body that answers for it: its lead, or who was given it
    now_with: str  # names who answers for it, where it is not the one that promised
    lead_is_inferred: bool
    due: str
    phrase: str  # of the source
    due_to: date | None
    standing: str  # "Quá hạn 20 ngày"
    in_gap: str  # what a gap says of it: "cam kết của Bộ Nội vụ quá hạn 20 ngày"
    days_late: int
    moves: int
    source: Link | None
    quote: str
    query: str = ""  # hands the point on of which the row tells; empty: the present

    @property
    def url(self) -> str:
        """The address of the promise."""
        return f"/cam-ket/{self.id}{self.query}"


def promise_rows_of(
    session: Session,
    actor: Actor,
    views: Sequence[CommitmentView],
    words: Words,
    *,
    today: date,
) -> list[PromiseRow]:
    """Return the lines of promises, in their order; names are read in one query each."""
    heirs = heirs_of(session, today, [view.responsible_id for view in views])
    instead = {
        view.commitment.id: answering_instead(view.commitment, view.standing.course, heirs)
        for view in views
    }
    own = (view.commitment.lead_agency_id for view in views)
    leads = agency_names(session, [*own, *chain.from_iterable(instead.values())], words)
    now_with = {key: ", ".join(leads[body] for body in bodies) for key, bodies in instead.items()}
    cited = (view.commitment.source_document_id for view in views)
    sources = readable_names(session, actor, cited)
    return [
        _row(
            view,
            leads,
            sources,
            words,
            today=today,
            now_with=now_with[view.commitment.id],
        )
        for view in views
    ]


def _row(
    view: CommitmentView,
    leads: dict[int, str],
    sources: dict[int, NamedDocument],
    words: Words,
    *,
    today: date,
    now_with: str,
) -> PromiseRow:
    commitment, standing = view.commitment, view.standing
    lead = leads.get(commitment.lead_agency_id or 0, commitment.lead_words)
    source = sources.get(commitment.source_document_id or 0)
    clause = standing_clause(view, words, today)
    return PromiseRow(
        id=saved_id(commitment),
        promise=commitment.promise,
        sentence=promise_sentence(view, lead, words, today, now_with=now_with),
        state=standing.state,
        lead=as_sentence(lead),
        lead_id=view.responsible_id,
        now_with=now_with,
        lead_is_inferred=commitment.lead_is_inferred,
        due=due_name(standing.due, words),
        phrase=standing.due.phrase,
        due_to=standing.due.due_to,
        standing=as_sentence(clause),
        in_gap=words.say(N_("cam kết của {lead} {standing}"), lead=lead, standing=clause),
        days_late=standing.days_late,
        moves=standing.moves,
        source=_link(source, commitment.source_provision_id, words),
        quote=commitment.source_quote if source or not commitment.source_document_id else "",
    )


def _link(source: NamedDocument | None, provision_id: str, words: Words) -> Link | None:
    if source is None:
        return None
    return Link(document_name(source, words), document_url(source.id, provision_id))


_URGENCY = {
    CommitmentState.OVERDUE: 0,
    CommitmentState.UNDATED: 1,
    CommitmentState.DUE_SOON: 2,
    CommitmentState.IN_TIME: 2,
    CommitmentState.PAUSED: 3,
    CommitmentState.AWAITING: 3,
}
_BY_DUE_DAY = {CommitmentState.DUE_SOON, CommitmentState.IN_TIME}


def most_urgent_first(views: Sequence[CommitmentView]) -> list[CommitmentView]:
    """Sort promises: late (the latest first), undated, due (the next first), resting, ended."""

    def urgency(view: CommitmentView) -> tuple[int, int, int]:
        standing = view.standing
        days = -standing.days_late
        if standing.ended_on:
            days = -standing.ended_on.toordinal()
        elif standing.state in _BY_DUE_DAY and standing.due.due_to:
            days = standing.due.due_to.toordinal()
        return _URGENCY.get(standing.state, len(_URGENCY)), days, saved_id(view.commitment)

    return sorted(views, key=urgency)


def is_running(state: CommitmentState) -> bool:
    """Tell whether a promise is neither kept nor withdrawn."""
    return state in RUNNING
