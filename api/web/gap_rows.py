"""Gaps as lines of a page, with everything decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.web.names import document_name, readable_names, sector_name
from api.web.promise_rows import PromiseRow, is_running, most_urgent_first, promise_rows_of
from api.web.sentences import Answers, gap_sentence
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.sector import Sector
from directives.rules.permissions import Actor
from directives.services.gap_views import GapView
from directives.store.agencies import list_sectors
from directives.store.document_names import NamedDocument
from directives.vocabulary import GapState

MOST_NAMED = 3  # documents in the sentence of a gap; its page lists all


@dataclass(frozen=True, slots=True)
class GapRow:
    """One gap: what is missing, where, and how it stands."""

    id: int
    code: str
    title: str
    state: GapState
    sentence: str
    sector_id: int | None
    sector_code: str
    sector: str  # empty: the source names none
    waiting: int  # places that reported it

    @property
    def url(self) -> str:
        """The address of the gap."""
        return f"/khoang-trong/{self.id}"


def gap_rows_of(
    session: Session,
    actor: Actor,
    views: Sequence[GapView],
    words: Words,
    *,
    today: date,
) -> list[GapRow]:
    """Return the lines of gaps, in their order; names are read in one query each."""
    promised = {saved_id(p.commitment): p for view in views for p in view.promises}
    ordered = most_urgent_first(list(promised.values()))
    rows = promise_rows_of(session, actor, ordered, words, today=today)
    cited = (key for view in views for key in named_answers(view))
    documents = readable_names(session, actor, cited)
    sectors = {saved_id(sector): sector for sector in list_sectors(session)}
    return [
        gap_row(view, rows, documents, sector=sectors.get(view.gap.sector_id or 0), words=words)
        for view in views
    ]


def named_answers(view: GapView) -> list[int]:
    """Return the documents that the line of a gap names, of all that answer it."""
    return list(dict.fromkeys(view.document_ids))[:MOST_NAMED]


def gap_row(
    view: GapView,
    promises: Sequence[PromiseRow],
    documents: Mapping[int, NamedDocument],
    *,
    sector: Sector | None,
    words: Words,
) -> GapRow:
    """Return the line of a gap.

    Args:
        view: The gap.
        promises: The lines of its promises (others are passed over), the most urgent first.
        documents: The first of those that answer it (`named_answers`) and may be read, by id.
        sector: Where it is, if the source says so.
        words: The reader's language.
    """
    own = {saved_id(promise.commitment) for promise in view.promises}
    running = [row.in_gap for row in promises if row.id in own and is_running(row.state)]
    named = [key for key in named_answers(view) if key in documents]
    answers = Answers(
        [document_name(documents[key], words) for key in named],
        len(set(view.document_ids)) - len(named),
    )
    waiting = view.standing.waiting
    return GapRow(
        id=saved_id(view.gap),
        code=view.gap.code,
        title=view.gap.title,
        state=view.state,
        sentence=gap_sentence(view.state, answers, running, waiting=waiting, words=words),
        sector_id=view.gap.sector_id,
        sector_code=sector.code if sector else "",
        sector=sector_name(sector, words) if sector else "",
        waiting=waiting,
    )
