"""How many places report gaps, and what places say of the answers.

Places that have become one by a day are one, too, where both reported a gap.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from directives.models.gap_report import GapReport
from directives.rules.coverage import Heard
from directives.rules.report_answers import REPORTED, WAITING
from directives.rules.two_times import AsOf
from directives.services.gap_merges import Families
from directives.services.places import place_heirs
from directives.services.report_history import told_reports
from directives.store.feedback import list_heard
from directives.store.gap_reports import count_reports, list_reports, list_reports_stepped_after
from directives.vocabulary import Clarity


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the records: when, of which gaps (none: all), and how they were merged.

    `former` are the gaps that places reported which were merged or divided since.
    """

    session: Session
    at: AsOf
    asked: Sequence[int] | None
    known: Families
    former: frozenset[int]


@dataclass(slots=True)
class Count:
    """The distinct places that reported a gap, those that still wait, and since when."""

    reported: int = 0
    waiting: int = 0
    since: date | None = None
    places: set[str] = field(default_factory=set)  # where they were counted one by one

    def add(self, place: str, *, waits: bool, first_on: date) -> None:
        """Count one more place, which reported it first on a day."""
        self.places.add(place)
        self.reported += 1
        if waits:
            self.waiting += 1
            self.since = min(self.since or first_on, first_on)


def count_places(question: Question) -> dict[int, Count]:
    """Count the places that reported each gap: one that reported several merged ones, once.

    Places that have become one by that day are one, too, where both reported it.
    """
    session, at, asked, known = question.session, question.at, question.asked, question.known
    merged = set(known.members(known.survivors.values()))
    merged |= set(known.members(map(known.root, question.former)))
    counts: dict[int, Count] = {}
    for row in count_reports(session, at, asked):
        if row.gap_id not in merged:
            counts[row.gap_id] = Count(row.reported, row.waiting, row.waiting_since)
    later = list_reports_stepped_after(session, at, asked)
    one_by_one = sorted(merged if asked is None else merged & set(asked))
    rows = [
        *(report for report in later if report.gap_id not in merged),
        *(list_reports(session, at, one_by_one) if one_by_one else ()),
    ]
    for root, places in _waiting_places(question, rows).items():
        count = counts.setdefault(root, Count())
        for place, (waits, first_on) in places.items():
            count.add(place, waits=waits, first_on=first_on)
    return counts


def _waiting_places(
    question: Question, rows: Sequence[GapReport]
) -> dict[int, dict[str, tuple[bool, date]]]:
    """Return, by gap and present place, whether the place still waits, and since when."""
    session, at, known = question.session, question.at, question.known
    if not rows:
        return {}
    heirs = place_heirs(session, at.day, at.known_at)
    found: dict[int, dict[str, tuple[bool, date]]] = {}
    for told in told_reports(session, rows, at):
        if told.state not in REPORTED:
            continue
        places = found.setdefault(known.root(told.report.gap_id), {})
        waits, first_on = told.state in WAITING, told.report.reported_on
        for place in heirs.of(told.report.place_code):
            known_waits, known_first = places.get(place, (waits, first_on))
            places[place] = (waits or known_waits, min(first_on, known_first))
    return found


def heard_of(question: Question, counts: Mapping[int, Count]) -> dict[int, Heard]:
    """Return what places say; one to which any of the full answers is clear counts as clear."""
    said: dict[int, dict[str, bool]] = {}
    for root, place, is_clear in [
        *_heard_of_reporters(question),
        *_heard_after_mergers(question, counts),
    ]:
        places = said.setdefault(root, {})
        places[place] = places.get(place, False) or is_clear
    return {
        root: Heard(
            reported=counts[root].reported if root in counts else 0,
            clear=sum(places.values()),
            not_clear=len(places) - sum(places.values()),
        )
        for root, places in said.items()
    }


def _heard_of_reporters(question: Question) -> Iterator[tuple[int, str, bool]]:
    """Yield gap, place, and whether an answer is clear to it, of places that reported the gap."""
    for row in list_heard(question.session, question.at, question.asked):
        if row.gap_id not in question.former:
            yield question.known.root(row.gap_id), row.place_code, row.clarity is Clarity.CLEAR


def _heard_after_mergers(
    question: Question, counts: Mapping[int, Count]
) -> Iterator[tuple[int, str, bool]]:
    """Yield the same of gaps that former places reported: those answer that they have become."""
    session, at, known = question.session, question.at, question.known
    wanted = question.former if question.asked is None else question.former & set(question.asked)
    if not wanted:
        return
    heirs = place_heirs(session, at.day, at.known_at)
    for row in list_heard(session, at, sorted(wanted), from_reporters=False):
        root = known.root(row.gap_id)
        for place in heirs.of(row.place_code):
            if root in counts and place in counts[root].places:
                yield root, place, row.clarity is Clarity.CLEAR
