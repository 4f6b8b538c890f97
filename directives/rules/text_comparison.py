"""Two texts beside one another: what was added, removed, moved, and changed word by word.

The rule is ours, over the matching of `difflib`: provisions are paired by their identifier, then
by their words where an identifier moved; inside a pair, words are compared and not letters, so
that a change of a figure is seen as a whole.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from directives.vocabulary import ChangeKind, PieceKind

_TOKEN: Final = re.compile(r"\w+(?:[./-]\w+)*|[^\w\s]|\s+")
ALIKE: Final = 0.6  # share of common words above which a provision is the same one, moved
MOST_TOKENS: Final = 20_000  # of a pair; beyond, the texts are shown without marks
_MOST_CANDIDATES: Final = 2_000  # pairs of provisions that are compared by their words
_SHORT_GAP: Final = 2  # equal words between changes that are read as one change


@dataclass(frozen=True, slots=True)
class Text:
    """A provision, or a paragraph where there are none; `id` is its address."""

    id: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are the same on both sides, or stand on one side only."""

    kind: PieceKind
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A provision of the older text beside that of the newer; one may be missing."""

    change: ChangeKind
    old: Text | None
    new: Text | None
    old_pieces: Sequence[Piece]
    new_pieces: Sequence[Piece]


def compare_texts(old: Sequence[Text], new: Sequence[Text]) -> list[Pair]:
    """Return the pairs in the order of the newer text, what was removed at its old place."""
    partner = _partners(old, new)
    taken = set(partner.values())
    removed = [one for one in old if one.id not in taken]
    order = {one.id: place for place, one in enumerate(old)}
    pairs: list[Pair] = []
    for one in new:
        before = next((text for text in old if text.id == partner.get(one.id)), None)
        if before is not None:
            while removed and order[removed[0].id] < order[before.id]:
                pairs.append(_alone(removed.pop(0), None))
        pairs.append(_pair(before, one) if before is not None else _alone(None, one))
    return [*pairs, *(_alone(one, None) for one in removed)]


def beside(old: Sequence[Text], new: Sequence[Text]) -> list[Pair]:
    """Return texts side by side without marks, one row for both where what changed is unknown."""
    return [
        Pair(ChangeKind.CHANGED, before, after, _unmarked(before), _unmarked(after))
        for before, after in zip_longest(old, new)
    ]


def _unmarked(text: Text | None) -> list[Piece]:
    return [Piece(PieceKind.SAME, text.words)] if text else []


def compare_words(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of both sides; put together, each side gives its text again."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > MOST_TOKENS:
        whole = (Piece(PieceKind.REMOVED, old), Piece(PieceKind.ADDED, new))
        return [whole[0]] * bool(old), [whole[1]] * bool(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for is_same, a_from, a_to, b_from, b_to in _runs(before, after):
        gone, come = "".join(before[a_from:a_to]), "".join(after[b_from:b_to])
        if is_same:
            left.append(Piece(PieceKind.SAME, gone))
            right.append(Piece(PieceKind.SAME, come))
            continue
        if gone:
            left.append(Piece(PieceKind.REMOVED, gone))
        if come:
            right.append(Piece(PieceKind.ADDED, come))
    return left, right


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[bool, int, int, int, int]]:
    """Yield runs of equal and unequal tokens; a lone short word between changes joins them."""
    matcher = SequenceMatcher(None, _folded(before), _folded(after), autojunk=False)
    runs: list[tuple[bool, int, int, int, int]] = []
    codes = matcher.get_opcodes()
    for place, (tag, a_from, a_to, b_from, b_to) in enumerate(codes):
        words = sum(not token.isspace() for token in before[a_from:a_to])
        is_inside = 0 < place < len(codes) - 1
        is_same = tag == "equal" and not (is_inside and words < _SHORT_GAP)
        if runs and runs[-1][0] is is_same:
            _, first_a, _, first_b, _ = runs[-1]
            runs[-1] = (is_same, first_a, a_to, first_b, b_to)
        else:
            runs.append((is_same, a_from, a_to, b_from, b_to))
    return runs


def _folded(tokens: Sequence[str]) -> list[str]:
    return [" " if token.isspace() else token for token in tokens]


def _pair(old: Text, new: Text) -> Pair:
    left, right = compare_words(old.words, new.words)
    is_same = _bare(old.words) == _bare(new.words)
    change = ChangeKind.SAME if is_same else ChangeKind.CHANGED
    if old.id != new.id:
        change = ChangeKind.MOVED if is_same else ChangeKind.MOVED_AND_CHANGED
    return Pair(change, old, new, left, right)


def _alone(old: Text | None, new: Text | None) -> Pair:
    if old is not None:
        return Pair(ChangeKind.REMOVED, old, None, [Piece(PieceKind.REMOVED, old.words)], [])
    words = new.words if new else ""
    return Pair(ChangeKind.ADDED, None, new, [], [Piece(PieceKind.ADDED, words)])


def _partners(old: Sequence[Text], new: Sequence[Text]) -> dict[str, str]:
    """Return, by the newer identifier, the older one of the same provision.

    The same words come first, under whatever number; then the same number with words alike, then
    words alike under another number, then the same number with other words.
    """
    free = {one.id: one for one in old}
    partner: dict[str, str] = {}

    def take(pairs: Iterable[tuple[Text, Text]]) -> None:
        for newer, older in pairs:
            if newer.id not in partner and older.id in free:
                partner[newer.id] = older.id
                free.pop(older.id)

    def same_number() -> list[tuple[Text, Text]]:
        return [(one, free[one.id]) for one in new if one.id not in partner and one.id in free]

    take(_same_words(old, new))
    take([pair for pair in same_number() if _likeness(*pair) >= ALIKE])
    take(_alike([one for one in new if one.id not in partner], free))
    take(same_number())
    return partner


def _same_words(old: Sequence[Text], new: Sequence[Text]) -> list[tuple[Text, Text]]:
    """Return the pairs with the same words, those under the same number first."""
    by_words: dict[str, list[Text]] = {}
    for one in old:
        by_words.setdefault(_plain(one.words), []).append(one)
    found = [(one, other) for one in new for other in by_words.get(_plain(one.words), ())]
    return sorted(found, key=lambda pair: pair[0].id != pair[1].id)


def _alike(new: Sequence[Text], free: Mapping[str, Text]) -> list[tuple[Text, Text]]:
    """Return the pairs that are alike, the most alike first."""
    if len(new) * len(free) > _MOST_CANDIDATES:
        return []
    found = [
        (likeness, place, one, other)
        for place, one in enumerate(new)
        for other in free.values()
        if (likeness := _likeness(one, other)) >= ALIKE
    ]
    found.sort(key=lambda row: (-row[0], row[1], row[3].id))
    return [(one, other) for _, _, one, other in found]


def _likeness(one: Text, other: Text) -> float:
    """Return the share of words in common, 0 to 1, without their order and the label."""
    first, second = set(_plain(one.words).split()), set(_plain(other.words).split())
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


_OWN_LABEL: Final = re.compile(r"^(?:Điều\s+\d+[a-zđ]?\s?[.:]|\d+[a-zđ]?\s?\.|[a-zđ]\d?\))\s*")


def _bare(words: str) -> str:
    """Return the words without their own label, "Điều 5.", which changes when they move."""
    return " ".join(_OWN_LABEL.sub("", words).split())


def _plain(words: str) -> str:
    return _bare(words).lower()
