"""Which articles, clauses and points of others a document amends or repeals, and where it says so.

An amending document names the other once, in its title or at the head of an article, and then
only its provisions: "1. Sửa đổi, bổ sung khoản 2 Điều 5 như sau". A clause that names no document
speaks of that of the provision round it. Only documents that the document acts on as a whole
(`read_relations`) are taken, so a mere mention gives nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Final, Self

from directives.reading.act_days import days_of_each, repeal_day
from directives.reading.act_sentences import sentences_of
from directives.reading.citations import Mention, within
from directives.reading.endings import kept_in_part
from directives.reading.lines import Line
from directives.reading.own_acts import (
    ITSELF,
    is_own_act,
    lead_of,
    own_objects,
    words_of,
)
from directives.reading.relation_found import RelationFound
from directives.reading.relations import WORDS_ONLY
from directives.reading.structure import StructureNode
from directives.rules.provision_references import find_provisions
from directives.rules.relation_claims import UNNAMED_PART, parts_meant

MOST: Final = 500  # provisions acted on by one document; the longest real laws have fewer
_ACTS: Final = frozenset({"amends", "repeals", "replaces"})
_VERB: Final = re.compile(
    r"(?<!\w)(?P<verb>sửa đổi(?:, bổ sung)?|bổ sung|bãi bỏ|h[ủu][ỷy] bỏ|thay thế|thay|bỏ)(?!\w)",
    re.IGNORECASE,
)
_REPEALS: Final = re.compile(r"(?:bãi bỏ|h[ủu][ỷy] bỏ|bỏ)$", re.IGNORECASE)
_END: Final = re.compile(r"như sau|vào (?:sau|trước|cuối|liền|Chương|Mục)|bằng (?:Phụ lục|Mẫu)|:$")
_QUOTED: Final = re.compile("“[^”]*”?")


@dataclass(frozen=True, slots=True)
class _Act:
    """A sentence in which this document acts: its words without quoted ones, and the verb."""

    words: str
    start: int  # of the sentence, in the whole text
    verb: re.Match[str]
    objects: Sequence[Mention]

    def before(self, one: Mention, at: int) -> str:
        """Return the words from `at` to a document that is named."""
        return self.words[at : one.start - self.start]

    def repeal_days(self) -> list[date | None]:
        """Return the first day that is named for each of the objects."""
        said = ((repeal_day(self.words), None),)
        is_ahead = bool(lead_of(self.words))
        each = days_of_each(
            said, self.objects, self.words, self.start, suspends=False, is_ahead=is_ahead
        )
        return [days[0][0] for days in each]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What the provisions inside one speak of, unless they name something themselves."""

    target: str = ""
    provision: str = ""
    issuer: str = ""
    issued_on: date | None = field(default=None, compare=False)

    @classmethod
    def of(cls, acted: RelationFound) -> Self:
        """Return the document that is acted on, at the part that is named."""
        named = acted.target_provision.replace(UNNAMED_PART, "")
        return cls(acted.target, named, acted.issuer, acted.issued_on)

    @property
    def named(self) -> tuple[str, str]:
        """The number of the document, with its body."""
        return self.target, self.issuer

    def acted(self, predicate: str, part: str) -> RelationFound:
        """Return what is done to a part of the document."""
        issuer, issued_on = self.issuer, self.issued_on
        return RelationFound(
            predicate, self.target, "", "", part, issuer=issuer, issued_on=issued_on
        )


def read_provision_relations(
    structure: Sequence[StructureNode],
    body: Sequence[Line],
    relations: Sequence[RelationFound],
    mentions: Sequence[Mention],
) -> tuple[RelationFound, ...]:
    """Return what is done to provisions of others, each once, in the order of the text.

    `body` are the document's own lines, without the new text that it quotes.
    """
    acted_on = {one.named for one in relations if one.predicate in _ACTS}
    amended = {
        _Spoken.of(one)
        for one in relations
        if one.predicate == "amends" and not one.target_provision
    }
    alone = next(iter(amended)) if len(amended) == 1 else _Spoken()
    reader = _Reader(structure, acted_on, alone)
    found = (
        one for line in body for one in reader.read(line, within(mentions, line.start, line.end))
    )
    first: dict[tuple[str, ...], RelationFound] = {}
    for one in islice(found, MOST):
        key = (one.predicate, *one.named, one.source_provision, one.target_provision)
        first.setdefault(key, one)
    return tuple(first.values())


class _Reader:
    """Reads lines in order and keeps what each open provision speaks of."""

    def __init__(
        self, structure: Sequence[StructureNode], acted_on: set[tuple[str, str]], alone: _Spoken
    ) -> None:
        self._nodes = structure
        self._next = 0
        self._open: list[tuple[StructureNode, _Spoken]] = []
        self._acted_on = acted_on
        self._alone = alone

    def read(self, line: Line, mentions: Sequence[Mention]) -> Iterator[RelationFound]:
        """Yield what a line of the document does to provisions of others."""
        node, spoken = self._enter(line)
        said: list[_Spoken] = []
        for act, quote in _acts(line, mentions):
            for acted in self._acted(act, spoken):
                said.append(_Spoken.of(acted))
                if said[-1].provision or acted.predicate == "repeals":
                    own = node.id if node else ""
                    yield replace(acted, source_provision=own, quote=quote)
        if node is not None and line.start == node.start and said:
            self._open[-1] = (node, _agreed(said))

    def _enter(self, line: Line) -> tuple[StructureNode | None, _Spoken]:
        """Return the innermost provision that holds a line, and what it speaks of."""
        while self._next < len(self._nodes) and self._nodes[self._next].start <= line.start:
            node = self._nodes[self._next]
            self._leave(node.start)
            self._open.append((node, self._open[-1][1] if self._open else self._alone))
            self._next += 1
        self._leave(line.start)
        return self._open[-1] if self._open else (None, self._alone)

    def _leave(self, at: int) -> None:
        while self._open and self._open[-1][0].end <= at:
            self._open.pop()

    def _acted(self, act: _Act, spoken: _Spoken) -> Iterator[RelationFound]:
        if not act.objects and spoken.named in self._acted_on:
            end = _END.search(act.words, act.verb.end())
            region = act.words[act.verb.end() : end.start() if end else len(act.words)]
            predicate = _predicate(act.verb, region)
            for reference in find_provisions(region, within=spoken.provision):
                yield spoken.acted(predicate, reference.id)
        kept = kept_in_part(act.words, act.words, act.start, act.objects)
        at, struck = act.verb.end(), ""
        for one, day in zip(act.objects, act.repeal_days(), strict=True):
            region = words_of(act.before(one, at), is_first=one is act.objects[0])
            struck = struck if WORDS_ONLY.match(struck) else region
            at = one.end - act.start
            # Of what is replaced, the first is an object; what follows tells its history.
            is_object = one is act.objects[0] or not act.verb["verb"].lower().startswith("thay")
            whole = RelationFound.of(_predicate(act.verb, struck), one, "")
            if is_object and whole.named in self._acted_on:
                yield from _acted_in(whole, region, day, is_kept=whole.target in kept)


def _acts(line: Line, mentions: Sequence[Mention]) -> Iterator[tuple[_Act, str]]:
    """Yield the sentences of a line in which this document acts, and their words."""
    for begin, sentence in sentences_of(line.text):
        words = _QUOTED.sub(lambda match: " " * len(match[0]), sentence)
        verb = _VERB.search(words)
        if verb is not None and is_own_act(words, verb.start()):
            start = line.start + begin
            here = within(mentions, start + verb.end(), start + len(sentence))
            yield _Act(words, start, verb, own_objects(here, words, start)), sentence.strip()


def _acted_in(
    whole: RelationFound, region: str, day: date | None, *, is_kept: bool
) -> Iterator[RelationFound]:
    """Yield what is done to the provisions that stand before a document, or to it as a whole.

    `day` is that of a repeal. `is_kept`: some of its provisions stay, so the whole is not meant.
    """
    acts_from = day if whole.predicate == "repeals" else None
    for part in parts_meant(region):
        meant = part or (UNNAMED_PART if is_kept else "")
        yield replace(whole, target_provision=meant, acts_from=acts_from)


def _agreed(said: Sequence[_Spoken]) -> _Spoken:
    """Return what a provision speaks of: the one document, and the one provision, that it names."""
    targets = {one.named for one in said}
    provisions = {one.provision for one in said}
    if len(targets) > 1:
        return _Spoken()
    return said[0] if len(provisions) == 1 else replace(said[0], provision="")


def _predicate(act: re.Match[str], region: str) -> str:
    """Return what a verb does: to strike words out of a clause amends it.

    "Nghị định này thay thế Chương II …" ends the chapter; "thay thế Phụ lục I bằng …" amends.
    """
    if _REPEALS.match(act["verb"]) and not WORDS_ONLY.match(region):
        return "repeals"
    is_replaced = act["verb"].lower() == "thay thế" and ITSELF.search(act.string, 0, act.start())
    return "replaces" if is_replaced else "amends"
