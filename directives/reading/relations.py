"""What the document does to others, from its own words.

Guard rails: the subject must be this document ("Quyết định này … thay thế …") or a clause of its
own that repeals; what one cited document did to another, and what stands between quotation marks
as new text, gives no relation. Predicates are those of `directives.reference` (relation_kinds).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from directives.reading.act_days import UNSAID, days_of_each, repeal_day
from directives.reading.act_sentences import sentences_of
from directives.reading.citations import Citation, Mention, within
from directives.reading.endings import (
    Ending,
    find_ending,
    kept_in_part,
    kept_of,
    tells_suspension,
)
from directives.reading.extraction import Extraction
from directives.reading.laws_in_titles import GUIDES, IMPLEMENTS, laws_carried_out
from directives.reading.lines import Line
from directives.reading.list_heads import is_item, list_head, objects_of_item
from directives.reading.own_acts import (
    CLAUSE_LABEL,
    DOCUMENT,
    ITSELF,
    after_lead,
    is_of_another,
    is_own_act,
    lead_of,
    objects_after,
    own_objects,
    words_of,
)
from directives.reading.plain_acts import CONSOLIDATION, acts_of_opening, acts_of_title
from directives.reading.recalls import ASKING, Recall, find_recall, recall_of_title
from directives.reading.relation_found import RelationFound
from directives.rules.effect import SUSPENDS
from directives.rules.relation_claims import UNNAMED_PART, Days, is_of_further_days, parts_meant

_MOST_TIMES: Final = 50  # that one document suspends the same; real ones do so once or twice
_REPLACES: Final = re.compile(
    r"(?:được )?thay (?:thế|cho)(?: cho)?(?: các)?\s+(?=[A-ZĐ]|điểm|khoản|điều|một )"
)
_OBJECT_FOLLOWS: Final = re.compile(
    rf"(?:(?:{DOCUMENT}|[Cc]ác)[\s:]*)*(?:số\s*)?|(?:Luật|Bộ luật|Pháp lệnh)\s[^;.]{{1,200}}"
)
_REPEALS: Final = re.compile(
    r"(?:[Bb]ãi bỏ|[Hh]ủy bỏ|[Hh]uỷ bỏ)(?: toàn bộ| một phần)?(?: các)?:?\s"
)
_AMENDS: Final = re.compile(
    r"[Ss][Ửử][Aa] [Đđ][Ổổ][Ii](?:, [Bb][Ổổ] [Ss][Uu][Nn][Gg])?"
    r"(?: (?:một số|các|một số nội dung|tên|khoản|điểm|điều|Điều)\b.{0,120}?)?"
    r" (?:của |tại |ban hành kèm theo )?"
)
_AMENDS_ENACTING: Final = re.compile(
    rf"ban hành {DOCUMENT} sửa đổi, bổ sung (?:một số|các) (?:điều|nội dung)[^.]{{0,20}}? của "
)
_TITLE_SUSPENDS: Final = re.compile(
    r"(?P<about>(?:v/v |về việc |về )?)(?:tạm )?(?:ngưng|ngừng|dừng|đình chỉ)(?!\w)"
)
_SPACE: Final = re.compile(r"\s")
_NUMBERED: Final = re.compile(r"(?:Điều\s+\d+[a-zđ]?\s?\.|\d+[a-zđ]?[.)]|[a-zđ]\d?\))\s*")
_LEVEL: Final = r"(?:điểm|khoản|điều|phụ lục|chương|mục)"
WORDS_ONLY: Final = re.compile(
    r"\s*(?:(?:bãi|h[ủu][ỷy])\s+bỏ\s*)?(?:các |một số )?"
    rf"(?:cụm từ|từ(?!\s+(?:{_LEVEL}|ngày|\d))|chữ|nội dung)(?!\w)",
    re.IGNORECASE,
)


def read_relations(
    extraction: Extraction,
    *,
    title: tuple[int, int] | None,
    body: Sequence[Line],
    bases: Sequence[Citation],
    mentions: Sequence[Mention],
    own_type: str = "",
) -> tuple[RelationFound, ...]:
    """Return the relations in the order: bases, title, own words.

    `title` is the span of the title, `body` the document's own lines outside quoted new text,
    `own_type` the abbreviation in the document's own number. A consolidation changes nothing by
    the words that it repeats, and what asks or reports recalls nothing.
    """
    start, end = title or (0, 0)
    words = extraction.text[start:end]
    found = [_has_basis(one) for one in bases]
    if own_type != CONSOLIDATION and (inside := within(mentions, start, end)):
        found += acts_of_title(words, start, inside, own_type) or _from_title(words, start, inside)
    found += acts_of_opening(body, mentions, words, own_type)
    if own_type != CONSOLIDATION:
        if not within(mentions, start, end):
            found += laws_carried_out(" ".join(words.split()), bases)
        found += _from_body(body, mentions)
    acts = [one for one in found if one.predicate != "revokes" or own_type not in ASKING]
    return tuple(dict.fromkeys(_first_of_each(acts)))


def _from_body(body: Sequence[Line], mentions: Sequence[Mention]) -> Iterator[RelationFound]:
    listed: Ending | None = None  # what the list that is being read does to its items
    for line in body:
        inside = within(mentions, line.start, line.end)
        head = list_head(line.text)
        listed = head or (listed if is_item(line.text) else None)
        if inside and listed is not None and head is None:
            words = CLAUSE_LABEL.sub("", line.text)
            begin = line.start + len(line.text) - len(words)
            objects = objects_of_item(inside, words, begin)
            yield from _ended(listed, objects, line.text, words=words, begin=begin)
        elif inside:
            yield from _from_line(line, inside)


def _has_basis(base: Citation) -> RelationFound:
    target = base.number or base.title or base.quote
    issuer, issued_on = base.issuer, base.issued_on
    return RelationFound("has_basis", target, base.quote, issuer=issuer, issued_on=issued_on)


def _first_of_each(found: Sequence[RelationFound]) -> Iterator[RelationFound]:
    """Keep what is said first; a clause that names the days says more than the title.

    A suspension of further days is another one.
    """
    first: dict[tuple[str, ...], list[RelationFound]] = {}
    for one in found:
        key = (one.predicate, *one.named, one.target_provision)
        said = first.setdefault(key, [])
        if not said or _is_further(one, said):
            said.append(one)
        elif said[0].days == UNSAID:
            said[0] = replace(said[0], acts_from=one.acts_from, acts_to=one.acts_to)
    for said in first.values():
        yield from said


def _is_further(one: RelationFound, said: Sequence[RelationFound]) -> bool:
    return (
        one.predicate in SUSPENDS
        and len(said) < _MOST_TIMES
        and is_of_further_days(one.days, [other.days for other in said])
    )


def _from_title(title: str, start: int, inside: Sequence[Mention]) -> Iterator[RelationFound]:
    """A title that says what the document does: amends, details, guides, carries out."""
    words = " ".join(title.split())
    target = inside[0]
    lowered = words.lower()
    if re.match(r"(?:v/v |về việc |về )?(?:sửa đổi|bổ sung|điều chỉnh)", lowered):
        yield RelationFound.of("amends", target, words)
    elif re.match(r"(?:v/v |về việc |về )?bãi bỏ", lowered):
        yield from _ended(Ending("repeals"), inside, words, words=title, begin=start)
    elif recall := recall_of_title(title, start, inside):
        yield from _recalled(recall, title, start, words)
    elif re.match(r"(?:v/v |về việc |về )?đính chính", lowered):
        yield RelationFound.of("corrects", target, words)
    elif suspends := _TITLE_SUSPENDS.match(lowered):
        about = suspends.end("about")
        ending = find_ending(_SPACE.sub(" ", title[about:]), inside, start + about)
        if ending is not None:
            at = about + ending.verb_end
            yield from _ended(ending, inside[:1], words, words=title[at:], begin=start + at)
    elif IMPLEMENTS.search(words):
        yield RelationFound.of("implements", target, words)
    elif GUIDES.search(words):
        yield RelationFound.of("guides", target, words)


def _from_line(line: Line, inside: Sequence[Mention]) -> Iterator[RelationFound]:
    whole = _AMENDS_ENACTING.search(line.text) is not None
    sentences = [(0, line.text)] if whole else sentences_of(line.text)
    label = _NUMBERED.match(line.text)
    for sentence_start, sentence in sentences:
        ahead = line.text[:sentence_start]
        begin = line.start + sentence_start
        here = within(inside, begin, begin + len(sentence))
        if here and ahead.count("“") <= ahead.count("”"):  # else it is new text for another
            opens = label[0] if label and sentence_start <= label.end() else ""
            yield from _from_sentence(sentence, begin, here, opens)


def _from_sentence(
    sentence: str, begin: int, here: Sequence[Mention], label: str
) -> Iterator[RelationFound]:
    """Yield what a sentence does; `label` is that of the clause which it opens, else empty."""
    quote = sentence.strip()
    here = [one for one in here if one.start >= begin + after_lead(sentence)]
    if not here:
        return
    itself = ITSELF.search(sentence)
    replaces = _replacing(sentence, itself.end()) if itself else None
    repeals = _REPEALS.search(sentence)
    if replaces is not None:
        objects = objects_after(here, begin + replaces.end(), sentence, begin)
        between = sentence[replaces.end() : objects[0].start - begin] if objects else ""
        # "… thay thế Quy chế ban hành kèm theo Quyết định số …" replaces a part of that decision.
        if _OBJECT_FOLLOWS.fullmatch(between) or any(parts_meant(between)):
            at = replaces.end()
            act = Ending("replaces")
            yield from _ended(act, objects, quote, words=sentence[at:], begin=begin + at)
    elif (ending := find_ending(sentence, here, begin, is_clause=label != "")) is not None:
        yield from _of_ending(ending, sentence, begin, here)
    elif recall := find_recall(sentence, begin, here, opens_article=label.startswith("Điều")):
        yield from _recalled(recall, sentence, begin, quote)
    elif repeals is not None and is_own_act(sentence, repeals.start()):
        objects = objects_after(here, begin + repeals.end(), sentence, begin)
        between = sentence[repeals.end() : objects[0].start - begin] if objects else ""
        if tells_suspension(between):  # what was suspended takes effect again
            return
        at = repeals.start()
        days = ((repeal_day(sentence), None),)
        act = Ending("repeals", days, is_ahead=bool(lead_of(sentence)))
        yield from _ended(act, objects, quote, words=sentence[at:], begin=begin + at)
    elif (amends := _amending(sentence)) is not None:
        objects = objects_after(here, begin + amends, sentence, begin)
        for one in objects:
            yield RelationFound.of("amends", one, quote)


def _recalled(recall: Recall, words: str, begin: int, quote: str) -> Iterator[RelationFound]:
    at = recall.at
    days = ((repeal_day(words), None),)
    parts = (UNNAMED_PART,) if recall.in_part else ()  # where no article is named
    act = Ending("revokes", days, parts, is_ahead=bool(lead_of(words)))
    yield from _ended(act, recall.objects, quote, words=words[at:], begin=begin + at)


def _replacing(sentence: str, at: int) -> re.Match[str] | None:
    """Return the verb behind `at` with which this document replaces others."""
    verbs = _REPLACES.finditer(sentence, at)
    return next((one for one in verbs if not is_of_another(sentence[at : one.start()])), None)


def _of_ending(
    ending: Ending, sentence: str, begin: int, here: Sequence[Mention]
) -> Iterator[RelationFound]:
    """Yield what "… hết hiệu lực", or "Ngưng hiệu lực …", does to the documents it is said of."""
    if ending.names_before:
        at = after_lead(sentence)
        before = [one for one in here if one.number_start < begin + ending.verb_start]
        objects = own_objects(before, sentence, begin)
    else:
        at = ending.verb_end
        objects = objects_after(here, begin + at, sentence, begin)
    yield from _ended(ending, objects, sentence.strip(), words=sentence[at:], begin=begin + at)


def _ended(
    ending: Ending, objects: Sequence[Mention], quote: str, *, words: str, begin: int
) -> Iterator[RelationFound]:
    """Yield what ends the documents that `words` name, whole or in the parts before each name.

    To strike words out of a clause amends it.
    """
    kept = kept_in_part(quote, words, begin, objects) | kept_of(ending.head, objects)
    days = _days_of_each(ending, objects, words, begin)
    at, kind = 0, ending.predicate
    for one, said in zip(objects, days, strict=True):
        before = words_of(words[at : one.start - begin], is_first=not at)
        kind = "amends" if WORDS_ONLY.match(before) else kind
        whole = RelationFound.of(kind, one, quote)
        parts = parts_meant(before)
        if parts == ("",):
            parts = ending.parts or ((UNNAMED_PART,) if whole.target in kept else parts)
        for part in parts:
            for acts_from, acts_to in said:
                yield replace(whole, target_provision=part, acts_from=acts_from, acts_to=acts_to)
        at = one.end - begin


def _days_of_each(
    ending: Ending, objects: Sequence[Mention], words: str, begin: int
) -> Sequence[tuple[Days, ...]]:
    if ending.names_before:
        return [ending.days for _ in objects]
    is_suspension = ending.predicate in SUSPENDS
    return days_of_each(
        ending.days, objects, words, begin, suspends=is_suspension, is_ahead=ending.is_ahead
    )


def _amending(sentence: str) -> int | None:
    """Return where the objects of this document's own amendment begin, None for other words."""
    enacting = _AMENDS_ENACTING.search(sentence)
    if enacting is not None:
        return enacting.end()
    match = _AMENDS.search(sentence)
    if match is None or not is_own_act(sentence, match.start()):
        return None
    return match.end()
