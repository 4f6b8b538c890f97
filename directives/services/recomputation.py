"""Compute from scratch what follows from the records: what is suspect, how every gap stands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf, ha_noi_date
from directives.services.gap_standings import standings
from directives.services.law_stubs import join_law_stubs
from directives.services.link_suspects import print_unprinted_links
from directives.services.suspicions import Progress, settle_all
from directives.store.gaps import list_gap_keys
from directives.vocabulary import GapState


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What came of it.

    Attributes:
        documents: How many were looked at.
        raised: Suspicions that were missing.
        lapsed: Suspicions that had lost their cause.
        states: How many gaps stand in which state; those merged into others do not count.
    """

    documents: int
    raised: int
    lapsed: int
    states: Mapping[GapState, int]


def recompute(
    session: Session,
    actor: Actor,
    *,
    now: datetime,
    of_documents: Progress,
    of_gaps: Progress,
    at_once: int = 500,
) -> Recomputed:
    """Bring the stored suspicions to what they should be, and find the state of every gap.

    Links older than fingerprints get theirs, and what cites a law by its name leads to it. Doing it
    again changes nothing. States of gaps are
    never stored: that each can be computed is what this shows, and how many there are of each.
    Progress is told of every `at_once` gaps.
    """
    count = 0

    def count_documents(done: int, total: int) -> None:
        nonlocal count
        count = total
        of_documents(done, total)

    join_law_stubs(session, actor, now=now)
    print_unprinted_links(session)
    settled = settle_all(session, actor, now=now, progress=count_documents)
    at = AsOf(ha_noi_date(now), now)
    keys = sorted(list_gap_keys(session, at))
    states: Counter[GapState] = Counter()
    of_gaps(0, len(keys))
    for first in range(0, len(keys), at_once):
        part = keys[first : first + at_once]
        found = standings(session, at, part)
        states.update(found[key].state for key in part if found[key].survivor_id is None)
        of_gaps(first + len(part), len(keys))
    return Recomputed(count, settled.raised, settled.lapsed, states)
