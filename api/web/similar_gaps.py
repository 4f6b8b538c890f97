"""Gaps that say nearly the same, as lines: shown beside what somebody is writing of another."""

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from sqlmodel import Session

from api.dependencies import CurrentActor, DbSession, Now, Today
from api.web.addresses import whole_number
from api.web.gap_rows import GapRow, gap_rows_of
from api.web.rendering import render
from api.web.words import ReaderWords, Words
from directives.models.base import saved_id
from directives.rules.permissions import Actor, check_can_open_gap
from directives.rules.two_times import AsOf
from directives.services.gap_views import view_gaps
from directives.services.similar_gaps import similar_gaps
from directives.vocabulary import Role

SHORTEST_TITLE = 3
_LONGEST = 2_000

router = APIRouter(include_in_schema=False)


@router.get("/khoang-trong/gan-giong")
def similar(
    request: Request,
    session: DbSession,
    actor: CurrentActor,
    reader: ReaderWords,
    now: Now,
    today: Today,
    words: Annotated[str, Query(max_length=_LONGEST)] = "",
    checked: Annotated[str, Query(max_length=_LONGEST)] = "",
) -> HTMLResponse:
    """Show the gaps that say what is being written, without those that stand on the page."""
    check_may_ask(actor)
    near = similar_rows(session, actor, words, reader, at=AsOf(today, now))
    seen = shown_ids(checked)
    return render(
        request,
        "similar_gaps.html",
        similar=[row for row in near if row.id not in seen],
        may_join=actor.role is Role.OFFICER,
    )


def check_may_ask(actor: Actor) -> None:
    """Return when somebody may say what is missing: for a place, or by opening a gap.

    Raises:
        RightMissing: they may not.
    """
    if actor.role is not Role.OFFICER:
        check_can_open_gap(actor)


def similar_rows(
    session: Session, actor: Actor, text: str, reader: Words, *, at: AsOf
) -> list[GapRow]:
    """Return the gaps most like a text, the nearest first; none for less than a word or two."""
    if len(text) < SHORTEST_TITLE:
        return []
    order = [saved_id(gap) for gap in similar_gaps(session, text)]
    rows = gap_rows_of(session, actor, view_gaps(session, at, ids=order), reader, today=at.day)
    return sorted(rows, key=lambda row: order.index(row.id))


def shown_ids(sent: str) -> frozenset[int]:
    """Return the ids of gaps that a page said it shows: “12,7”; what is no id is passed over."""
    return frozenset(filter(None, map(whole_number, sent.split(","))))


def shown(ids: Collection[int]) -> str:
    """Return ids as a page sends them back, the inverse of `shown_ids`."""
    return ",".join(map(str, ids))
