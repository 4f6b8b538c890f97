"""What becomes doubtful when a document that others rest on is changed or ended.

Source: Law 64/2025/QH15 Art. 57.2 (detailing documents fall with their parent unless they are
kept) and the working rule that a citation is as good as what it cites. A suspicion says what
happened, to which document, and by which path it reaches the suspect:

* what guides, details or is based on a document that was changed after it was issued is suspect,
  once for each such document: for its end if it has ended, else for its earliest change; what
  else happened to that document and concerns the suspect is told with it; who rests on a chapter
  rests on the articles in it;
* what rests on a suspect is suspect, too, through the nearest cause that is open there: looked
  at and cleared in the middle, a chain is clear from there on;
* a link that covers a gap is suspect if its document is changed after it was linked, or suspect.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from directives.rules.chain_causes import Cause, Node, causes_until
from directives.rules.divisions import Divided
from directives.rules.effect import ended_since
from directives.vocabulary import RelationKind, SuspectKind, SuspicionReason

RESTS_ON = frozenset({RelationKind.HAS_BASIS, RelationKind.IMPLEMENTS, RelationKind.GUIDES})
"""What makes the source of a relation doubtful when its target changes."""

TOLD_EVERY = 500
"""Documents between two tellings of progress."""


class Suspect(NamedTuple):
    """What is doubtful: a document, or a link that covers a gap."""

    kind: SuspectKind
    id: int


class Edge(NamedTuple):
    """The upper document rests on the lower one, at provisions if they are named."""

    relation_id: int
    upper_id: int
    lower_id: int
    kind: RelationKind
    upper_provision: str = ""
    lower_provision: str = ""


class Hold(NamedTuple):
    """A link by which a document covers a gap."""

    link_id: int
    gap_id: int
    document_id: int
    provision: str
    linked_on: date
    recorded_at: datetime


class Step(NamedTuple):
    """One step down a path: this document, and how it rests on the next ("" for the last)."""

    document_id: int
    kind: str = ""
    relation_id: int = 0


class Doubt(NamedTuple):
    """A suspicion as it should stand.

    `changed` is what of the suspect rests on the cause; `also` what else happened to the same
    base, concerns the suspect and was looked at by nobody.
    """

    suspect: Suspect
    document_id: int
    gap_id: int | None
    cause: Cause
    path: tuple[Step, ...]
    changed: str = ""
    also: tuple[Cause, ...] = ()

    @property
    def causes(self) -> tuple[Cause, ...]:
        """All that happened to the base and concerns the suspect, the gravest first."""
        return (self.cause, *self.also)


Decided = Collection[tuple[Suspect, str]]
"""Which causes a person has looked at: all that had happened to the same document by then."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Documents with all that they rest on, the gaps that they cover, and what was decided."""

    nodes: Mapping[int, Node]
    edges: Sequence[Edge]
    holds: Sequence[Hold]
    decided: Decided
    divided: Divided = field(default_factory=lambda: Divided({}))


def _nobody_asks(_count: int) -> None:
    """Tell nobody."""


def doubts(
    chain: Chain, today: date, *, looked_at: Callable[[int], None] = _nobody_asks
) -> list[Doubt]:
    """Return every suspicion that should be open on a day.

    The nodes must reach down to all that they rest on; then what is returned of a document does
    not depend on which others are looked at with it. `looked_at` is told, now and then and at
    the end, of how many documents it is known what happened to them.
    """
    spreading = _Spreading(chain, today, looked_at)
    spreading.spread()
    return [*spreading.all(), *spreading.of_holds()]


class _Spreading:
    """Suspicions of documents, found level by level from what was changed upwards."""

    def __init__(self, chain: Chain, today: date, looked_at: Callable[[int], None]) -> None:
        self._holds = chain.holds
        self._decided = chain.decided
        self._divided = chain.divided
        self._decided_of = {cause_key for _, cause_key in chain.decided}
        self._causes: dict[int, list[Cause]] = {}  # of what was changed or ended
        self._of: dict[int, dict[str, Doubt]] = defaultdict(dict)  # by document and cause
        self._above: dict[int, list[Edge]] = defaultdict(list)
        # The days of issue of the living, which alone can become suspect.
        self._issued_on: dict[int, date] = {}
        for number, (key, node) in enumerate(chain.nodes.items()):
            if number % TOLD_EVERY == 0:
                looked_at(number)
            ended_on = None
            if not node.is_untouched:
                ended_on = ended_since(node.dates, node.acts, today)
                if causes := causes_until(ended_on, node, today):
                    self._causes[key] = causes
            if node.is_suspectable and ended_on is None:
                self._issued_on[key] = node.dates.issued_on or date.min
        for edge in chain.edges:
            if edge.upper_id in self._issued_on:
                self._above[edge.lower_id].append(edge)
        looked_at(len(chain.nodes))

    def all(self) -> list[Doubt]:
        """Return what was found of documents."""
        return [doubt for found in self._of.values() for doubt in found.values()]

    def spread(self) -> None:
        """Find first what rests on the changed documents, then what rests on those, and so on."""
        edges = self._edges_onto(self._causes)
        reached: dict[int, None] = {}
        touching: dict[tuple[int, str], list[Cause]] = {}  # thousands rest on the same words
        for edge in edges:
            words = (edge.lower_id, edge.lower_provision)
            if words not in touching:
                touching[words] = self._touching(*words)
            if self._raise_first(edge, [(touching[words], (Step(edge.lower_id),))]):
                reached[edge.upper_id] = None
        carried: set[int] = set()  # edges by which a suspicion has gone up: one is enough
        while reached:
            reached = self._rise(reached, carried)

    def _touching(self, document_id: int, provision: str) -> list[Cause]:
        """Return what happened to a provision of a document, or to an article in it."""
        pieces = self._divided.pieces(document_id, provision)
        return [one for one in self._causes[document_id] if any(map(one.touches, pieces))]

    def _edges_onto(self, causes: Mapping[int, Sequence[Cause]]) -> list[Edge]:
        """Return the edges onto documents to which something happened, in the order of recording.

        First those of what details them: it mostly has them as its basis too, and may fall. Left
        out are those of documents that were made knowing all of it: so are most.
        """
        found = []
        for key in causes.keys() & self._above.keys():
            last = max(cause.holds_on for cause in causes[key])
            found += [edge for edge in self._above[key] if self._issued_on[edge.upper_id] < last]
        return sorted(found, key=lambda edge: (edge.kind != RelationKind.IMPLEMENTS, edge))

    def _rise(self, reached: Iterable[int], carried: set[int]) -> dict[int, None]:
        """Carry suspicions one step further; returns the documents that are newly suspect."""
        below = {
            key: sorted(self._of[key].values(), key=_nearest)
            for key in reached
            if key in self._above  # on most of the thousands nothing rests
        }
        edges = self._edges_onto(
            {key: [one for doubt in found for one in doubt.causes] for key, found in below.items()}
        )
        fresh: dict[int, None] = {}
        for edge in edges:
            if edge.relation_id in carried:
                continue
            offered = (
                (doubt.causes, doubt.path)
                for doubt in below[edge.lower_id]
                if self._divided.share(edge.lower_id, doubt.changed, edge.lower_provision)
            )
            if self._raise_first(edge, offered):
                carried.add(edge.relation_id)
                fresh[edge.upper_id] = None
        return fresh

    def _raise_first(
        self, edge: Edge, offered: Iterable[tuple[Sequence[Cause], tuple[Step, ...]]]
    ) -> bool:
        """Make the upper document of an edge suspect for the first cause that concerns it.

        Offered are the causes of one base after another, each with the path below.
        """
        key, known = edge.upper_id, self._of[edge.upper_id]
        suspect = Suspect(SuspectKind.DOCUMENT, key)
        for causes, below in offered:
            for first in causes:
                if first.key in known:
                    return False  # it is suspect for this already, by another path
                if self._concerns(suspect, first):
                    break
            else:
                continue
            also = tuple(
                one
                for one in causes[causes.index(first) + 1 :]
                if one.key not in known and self._concerns(suspect, one)
            )
            step = Step(key, edge.kind, edge.relation_id)
            known[first.key] = Doubt(
                suspect, key, None, first, (step, *below), edge.upper_provision, also
            )
            return True
        return False

    def _concerns(self, suspect: Suspect, cause: Cause) -> bool:
        """Tell whether a cause makes a document suspect: later than it, and looked at by nobody."""
        return (
            self._issued_on[suspect.id] < cause.holds_on
            and suspect.id not in (cause.act_id, cause.base_id)
            and self._is_open(suspect, cause)
        )

    def of_holds(self) -> list[Doubt]:
        """Return the suspicions of the links that cover gaps, by their documents."""
        nearest = {key: sorted(found.values(), key=_nearest) for key, found in self._of.items()}
        return [
            doubt
            for hold in self._holds
            for doubt in self._of_hold(hold, nearest.get(hold.document_id, ()))
        ]

    def _of_hold(self, hold: Hold, of_document: Sequence[Doubt]) -> Iterator[Doubt]:
        key, suspect = hold.document_id, Suspect(SuspectKind.COVERAGE_LINK, hold.link_id)
        if key in self._causes:
            own = [one for one in self._touching(key, hold.provision) if not _known_to(hold, one)]
            if still := self._open_of(suspect, own):
                yield Doubt(suspect, key, hold.gap_id, still[0], (Step(key),), also=still[1:])
        for doubt in of_document:
            still = self._open_of(suspect, doubt.causes)
            if still and self._divided.share(key, doubt.changed, hold.provision):
                yield Doubt(suspect, key, hold.gap_id, still[0], doubt.path, also=still[1:])
                return

    def _open_of(self, suspect: Suspect, causes: Iterable[Cause]) -> tuple[Cause, ...]:
        """Return those of some causes that nobody has looked at for a suspect."""
        return tuple(one for one in causes if self._is_open(suspect, one))

    def _is_open(self, suspect: Suspect, cause: Cause) -> bool:
        return cause.key not in self._decided_of or (suspect, cause.key) not in self._decided


def _known_to(hold: Hold, cause: Cause) -> bool:
    """Tell whether a link was made knowing that its document had been amended."""
    return (
        cause.reason is SuspicionReason.AMENDED
        and cause.holds_on <= hold.linked_on
        and cause.recorded_at is not None
        and cause.recorded_at <= hold.recorded_at
    )


def _nearest(doubt: Doubt) -> tuple[int, date, str]:
    return len(doubt.path), doubt.cause.holds_on, doubt.cause.key


def falls_with_parent(path: Sequence[Step], reason: SuspicionReason) -> bool:
    """Tell whether the law lets a document fall because what it details was changed or ended.

    Art. 57.2: "replaced or amended, in whole or in part", unless an administrative document says
    that it stays. That is proposed, never assumed.
    """
    details = len(path) == 2 and path[0].kind == RelationKind.IMPLEMENTS.value  # noqa: PLR2004
    return details and reason not in {SuspicionReason.SUSPENDED, SuspicionReason.DAY_UNKNOWN}
