"""The first page: the state of guidance at a glance."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.catalogue_memory import Memory
from api.dependencies import CurrentActor, DbSession, Now, SearchReplica, Today
from api.web.document_rows import DocumentRow, document_rows_of
from api.web.gap_rows import GapRow, gap_rows_of
from api.web.gaps import UNANSWERED_STATES
from api.web.promise_rows import PromiseRow, most_urgent_first, promise_rows_of
from api.web.rendering import render
from api.web.saved_news import saved_news
from api.web.words import ReaderWords
from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.commitment_views import view_commitments
from directives.services.gap_views import GapView, ListedGap, list_standing_gaps, view_gaps
from directives.services.promise_standings import most_urgent
from directives.store.documents import DocumentFilter, count_documents, list_documents
from directives.vocabulary import CommitmentState, GapState

SHOWN = 5

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class HomePage:
    """What stands on the first page."""

    today: date
    documents_count: int
    unanswered_count: int
    nobody_promised_count: int
    overdue_count: int
    undated_count: int
    overdue: Sequence[PromiseRow]
    gaps: Sequence[GapRow]
    latest: Sequence[DocumentRow]
    news_count: int  # documents new in the searches that the reader keeps


@router.get("/")
def home(
    request: Request,
    session: DbSession,
    memory: Memory,
    actor: CurrentActor,
    replica: SearchReplica,
    words: ReaderWords,
    now: Now,
    today: Today,
) -> HTMLResponse:
    """Show open gaps, overdue promises and the latest documents."""
    at = AsOf(today, now)
    promises = list(memory.promise_standings(session, at).values())
    states = Counter(promise.state for promise in promises)
    late = [one for one in promises if one.state is CommitmentState.OVERDUE]
    worst_late = [one.commitment_id for one in most_urgent(late)[:SHOWN]]
    overdue = most_urgent_first(view_commitments(session, at, ids=worst_late))
    known = memory.standings(session, at)
    gaps = list_standing_gaps(session, at, known)
    gap_states = Counter(gap.standing.state for gap in gaps)
    urgent = [one.gap.id for one in _most_urgent_gaps(gaps)[:SHOWN]]
    worst = _in_order(view_gaps(session, at, ids=urgent, known=known), urgent)
    latest = list_documents(session, DocumentFilter(), limit=SHOWN)
    page = HomePage(
        today=today,
        documents_count=count_documents(session, DocumentFilter()),
        unanswered_count=sum(gap_states[state] for state in UNANSWERED_STATES),
        nobody_promised_count=gap_states[GapState.OPEN],
        overdue_count=states[CommitmentState.OVERDUE],
        undated_count=states[CommitmentState.UNDATED],
        overdue=promise_rows_of(session, actor, overdue, words, today=today),
        gaps=gap_rows_of(session, actor, worst, words, today=today),
        latest=document_rows_of(session, latest, words, today=today),
        news_count=sum(len(one.new) for one in saved_news(session, replica, actor, today=today)),
    )
    return render(request, "home.html", page=page)


def _most_urgent_gaps(gaps: Sequence[ListedGap]) -> list[ListedGap]:
    """Return the unanswered gaps: overdue ones first, then those for which most places wait."""
    waiting = [one for one in gaps if one.standing.state in UNANSWERED_STATES]
    order = UNANSWERED_STATES.index
    return sorted(waiting, key=lambda g: (order(g.standing.state), -g.standing.waiting, g.gap.code))


def _in_order(views: Sequence[GapView], ids: Sequence[int]) -> list[GapView]:
    return sorted(views, key=lambda view: ids.index(saved_id(view.gap)))
