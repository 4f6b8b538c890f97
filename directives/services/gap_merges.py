"""Two gaps that are one become one, and may part again; nothing is lost either way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from directives.errors import GapMergedAlready, GapNotFound, GapNotMerged
from directives.models.base import Subject
from directives.models.gap import Gap, GapMerge
from directives.rules.permissions import Actor, check_can_open_gap, check_signed_in
from directives.rules.two_times import AsOf
from directives.services.changes import record_change
from directives.store.gaps import find_gap, list_gaps, list_merges
from directives.store.read_once import read_once
from directives.vocabulary import MergeKind


@dataclass(frozen=True, slots=True)
class Families:
    """Which gaps have become part of which, at a point in both times."""

    survivors: dict[int, int]  # merged gap -> the gap that is left of it, after all merges

    def root(self, gap_id: int) -> int:
        """Return the gap that is left of a gap: itself, where it was not merged."""
        return self.survivors.get(gap_id, gap_id)

    def members(self, roots: Iterable[int]) -> list[int]:
        """Return the gaps that have become these, themselves included."""
        wanted = set(roots)
        return [*wanted, *(gap for gap, root in self.survivors.items() if root in wanted)]


@read_once
def families(session: Session, at: AsOf) -> Families:
    """Return which gaps have become part of which on a day, as known at an instant."""
    return families_of(list_merges(session, at))


def families_of(merges: Sequence[GapMerge]) -> Families:
    """Return the families that merges and splits, in their order, leave."""
    into: dict[int, int] = {}
    for merge in merges:
        if merge.kind is MergeKind.MERGE:
            into[merge.gap_id] = merge.survivor_id
        else:
            into.pop(merge.gap_id, None)
    survivors = {}
    for gap_id, survivor in into.items():
        root = survivor
        while root in into:  # ends: `merge_gaps` lets nothing become part of its own part
            root = into[root]
        survivors[gap_id] = root
    return Families(survivors)


def merge_gaps(
    session: Session, actor: Actor, gap_id: int, into_id: int, *, reason: str, at: AsOf
) -> Gap:
    """Let a gap become part of another, which then has its reports, links and promises, too.

    Returns the gap that is left, which is the one that `into_id` became part of itself if it
    did. A place that reported both counts once.

    Raises:
        GapNotFound: one of them is not known.
        RightMissing: the actor neither drafts nor oversees.
        GapMergedAlready: it is part of another gap, or is to become part of its own part.
    """
    check_can_open_gap(actor)
    known = families(session, at)
    root = known.root(into_id)
    gap, survivor = find_gap(session, gap_id), find_gap(session, root)
    if gap is None or survivor is None:
        raise GapNotFound
    if gap_id in known.survivors or root == gap_id:
        raise GapMergedAlready
    said = GapMerge(
        gap_id=gap_id,
        survivor_id=root,
        kind=MergeKind.MERGE,
        held_on=at.day,
        reason=reason,
        account_id=check_signed_in(actor),
        recorded_at=at.known_at,
    )
    _append(session, actor, said)
    return survivor


def split_gap(session: Session, actor: Actor, gap_id: int, *, reason: str, at: AsOf) -> Gap:
    """Let a gap that was merged stand for itself again, with all that is its own.

    Raises:
        GapNotFound: it is not known.
        RightMissing: the actor neither drafts nor oversees.
        GapNotMerged: it is part of no other gap.
    """
    check_can_open_gap(actor)
    gap = find_gap(session, gap_id)
    if gap is None:
        raise GapNotFound
    if gap.merged_into_id is None:
        raise GapNotMerged
    said = GapMerge(
        gap_id=gap_id,
        survivor_id=gap.merged_into_id,
        kind=MergeKind.SPLIT,
        held_on=at.day,
        reason=reason,
        account_id=check_signed_in(actor),
        recorded_at=at.known_at,
    )
    _append(session, actor, said)
    return gap


def _append(session: Session, actor: Actor, said: GapMerge) -> None:
    session.add(said)
    session.flush()
    pair = (said.gap_id, said.survivor_id)
    _project(session, AsOf(said.held_on, said.recorded_at), pair)
    record_change(
        session,
        actor,
        f"gap.{said.kind.value}",
        Subject("gap", said.gap_id),
        now=said.recorded_at,
        survivor_id=said.survivor_id,
        reason=said.reason,
    )


def _project(session: Session, at: AsOf, pair: tuple[int, int]) -> None:
    """Let the columns of all that was, or now is, of this family say what is left of them."""
    known = families(session, at)
    touched = {*known.members([known.root(pair[0]), known.root(pair[1])]), *pair}
    for gap in list_gaps(session, ids=sorted(touched)):
        gap.merged_into_id = known.survivors.get(gap.id or 0)
        session.add(gap)
    session.flush()
