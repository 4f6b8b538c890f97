"""What the document does to others, from its own words.

Guard rails: the subject must be this document ("Quyết định này … thay thế …") or a clause of its
own that repeals; what one cited document did to another, and what stands between quotation marks
as new text, gives no relation. Predicates are those of `directives.reference` (relation_kinds).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from directives.reading.citations import Citation, Mention, within
from directives.reading.extraction import Extraction
from directives.reading.lines import Line
from directives.rules.relation_claims import parts_meant


@dataclass(frozen=True, slots=True)
class RelationFound:
    """`predicate` leads from this document to `target` (a number or a title); `quote` proves it.

    An empty provision is the whole document.
    """

    predicate: str
    target: str
    quote: str
    source_provision: str = ""
    target_provision: str = ""


_DOCUMENT: Final = (
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị"
    r"|Quy định|Quy chế|Hướng dẫn|Kế hoạch|Công văn|Văn bản|Thông báo|Kết luận|Chương trình)"
)
ITSELF: Final = re.compile(rf"{_DOCUMENT} này(?!\w)")
_REPLACES: Final = re.compile(
    r"(?:được )?thay (?:thế|cho)(?: cho)?(?: các)?\s+(?=[A-ZĐ]|điểm|khoản|điều|một )"
)
_OBJECT_FOLLOWS: Final = re.compile(
    rf"(?:(?:{_DOCUMENT}|[Cc]ác)[\s:]*)*(?:số\s*)?|(?:Luật|Bộ luật|Pháp lệnh)\s[^;.]{{1,200}}"
)
_REPEALS: Final = re.compile(
    r"(?:[Bb]ãi bỏ|[Hh]ủy bỏ|[Hh]uỷ bỏ)(?: toàn bộ| một phần)?(?: các)?:?\s"
)
_EXPIRES: Final = re.compile(r"hết hiệu lực(?: thi hành)?(?: kể)? từ ngày .{0,60} này ")
_AMENDS: Final = re.compile(
    r"[Ss][Ửử][Aa] [Đđ][Ổổ][Ii](?:, [Bb][Ổổ] [Ss][Uu][Nn][Gg])?"
    r"(?: (?:một số|các|một số nội dung|tên|khoản|điểm|điều|Điều)\b.{0,120}?)?"
    r" (?:của |tại |ban hành kèm theo )?"
)
_AMENDS_ENACTING: Final = re.compile(
    rf"ban hành {_DOCUMENT} sửa đổi, bổ sung (?:một số|các) (?:điều|nội dung)[^.]{{0,20}}? của "
)
_HISTORY: Final = re.compile(r"(?:đã |được )+sửa đổi")
_IMPLEMENTS: Final = re.compile(
    r"(?:quy định chi tiết|hướng dẫn thi hành|biện pháp thi hành|triển khai(?: thực hiện)?"
    r"|tổ chức thực hiện|thực hiện|thi hành)(?!\w)",
    re.IGNORECASE,
)
_GUIDES: Final = re.compile(r"(?:hướng dẫn|về việc hướng dẫn)(?!\w)", re.IGNORECASE)
_STOP: Final = re.compile(r"[.;]\s+(?=[A-ZĐÀ-Ỹ])|;\s")
_CLAUSE_LABEL: Final = re.compile(
    r"^[\s“]*(?:Điều\s+\d+[a-zđ]?\s?\.|\d+[a-zđ]?\.|[a-zđ]\d?\)|-)\s*"
)
_VERB_FOLLOWS: Final = re.compile(
    r"\s*(?:có hiệu lực[^;]{0,90}?)?[\s,]*(?:và|đồng thời|sẽ)?(?<!được)(?<!đã)"
)
_ROW: Final = re.compile(rf"(?:,|;| và)\s+(?:các\s+)?(?:{_DOCUMENT}[\w ,\-]{{0,120}}|số\s*)?$")
_LIST_HEAD: Final = (
    (
        "repeals",
        re.compile(r"(?:[Bb]ãi bỏ|[Hh]ủy bỏ)(?: toàn bộ)?(?: các)? [\w ,]{0,80}sau(?: đây)?\s?:$"),
    ),
    (
        "replaces",
        re.compile(
            r"(?:này thay thế(?: cho)?(?: các)? [\w ,]{0,80}sau(?: đây)?"
            r"|sau(?: đây)? hết hiệu lực [\w ,]{0,120})\s?:$"
        ),
    ),
)
_LIST_ITEM: Final = re.compile(
    r"(?:[a-zđ]\d?\)|-|–|\+|\d{1,2}[.)])"
    r"(?!\s*(?i:sửa đổi|bổ sung|bãi bỏ|thay thế (?:các )?(?:cụm|từ|phụ)))\s*"
)
_LEVEL: Final = r"(?:điểm|khoản|điều|phụ lục|chương|mục)"
WORDS_ONLY: Final = re.compile(
    r"\s*(?:(?:bãi|h[ủu][ỷy])\s+bỏ\s*)?(?:các |một số )?"
    rf"(?:cụm từ|từ(?!\s+{_LEVEL})|chữ|nội dung)(?!\w)",
    re.IGNORECASE,
)


def read_relations(
    extraction: Extraction,
    *,
    title: tuple[int, int] | None,
    body: Sequence[Line],
    bases: Sequence[Citation],
    mentions: Sequence[Mention],
) -> tuple[RelationFound, ...]:
    """Return the relations in the order: bases, title, own words.

    `title` is the span of the title, `body` the document's own lines outside quoted new text.
    """
    found = [_has_basis(one) for one in bases]
    if title is not None:
        found.extend(_from_title(extraction.text, title, mentions))
    listed: str | None = None  # what the list that is being read does to its items
    for line in body:
        inside = within(mentions, line.start, line.end)
        listed = _list_head(line) or (listed if _LIST_ITEM.match(line.text) else None)
        if inside and listed is not None:
            words = _CLAUSE_LABEL.sub("", line.text)
            begin = len(line.text) - len(words)
            found.extend(
                _parts(listed, inside[:1], line.text, words=words, begin=line.start + begin)
            )
        elif inside:
            found.extend(_from_line(line, inside))
    return tuple(dict.fromkeys(_first_of_each(found)))


def _has_basis(base: Citation) -> RelationFound:
    return RelationFound("has_basis", base.number or base.title or base.quote, base.quote)


def _first_of_each(found: Sequence[RelationFound]) -> Iterator[RelationFound]:
    seen = set()
    for one in found:
        key = (one.predicate, one.target, one.target_provision)
        if key not in seen:
            seen.add(key)
            yield one


def _from_title(
    text: str, span: tuple[int, int], mentions: Sequence[Mention]
) -> Iterator[RelationFound]:
    """A title that says what the document does: amends, details, guides, carries out."""
    start, end = span
    words = " ".join(text[start:end].split())
    inside = within(mentions, start, end)
    if not inside:
        return
    target = inside[0].found.number.display
    lowered = words.lower()
    if re.match(r"(?:v/v |về việc |về )?(?:sửa đổi|bổ sung|điều chỉnh)", lowered):
        yield RelationFound("amends", target, words)
    elif re.match(r"(?:v/v |về việc |về )?bãi bỏ", lowered):
        yield from _parts("repeals", inside, words, words=text[start:end], begin=start)
    elif re.match(r"(?:v/v |về việc |về )?đính chính", lowered):
        yield RelationFound("corrects", target, words)
    elif _IMPLEMENTS.search(words):
        yield RelationFound("implements", target, words)
    elif _GUIDES.search(words):
        yield RelationFound("guides", target, words)


def _list_head(line: Line) -> str | None:
    """Return what a line such as "Bãi bỏ các văn bản sau đây:" does to the items below it."""
    for predicate, head in _LIST_HEAD:
        if head.search(line.text[-220:]):
            return predicate
    return None


def _from_line(line: Line, inside: Sequence[Mention]) -> Iterator[RelationFound]:
    whole = _AMENDS_ENACTING.search(line.text) is not None
    sentences = [(0, line.text)] if whole else sentences_of(line.text)
    for sentence_start, sentence in sentences:
        begin = line.start + sentence_start
        end = begin + len(sentence)
        here = within(inside, begin, end)
        if here:
            yield from _from_sentence(sentence.strip(), sentence, begin, here)


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, words); a full stop ends a sentence only before a space and a capital."""
    start = 0
    for stop in _STOP.finditer(text):
        yield start, text[start : stop.end()]
        start = stop.end()
    yield start, text[start:]


def _from_sentence(
    quote: str, sentence: str, begin: int, here: Sequence[Mention]
) -> Iterator[RelationFound]:
    itself = ITSELF.search(sentence)
    replaces = _REPLACES.search(sentence, itself.end()) if itself else None
    expires = _EXPIRES.search(sentence)
    repeals = _REPEALS.search(sentence)
    if replaces is not None:
        objects = _after(here, begin + replaces.end(), sentence, begin)
        between = sentence[replaces.end() : objects[0].start - begin] if objects else ""
        # "… thay thế Quy chế ban hành kèm theo Quyết định số …" replaces a part of that decision.
        if _OBJECT_FOLLOWS.fullmatch(between) or any(parts_meant(between)):
            at = replaces.end()
            yield from _parts("replaces", objects, quote, words=sentence[at:], begin=begin + at)
    elif expires is not None:
        before = [one for one in here if one.number_start < begin + expires.start()]
        objects = own_objects(before, sentence, begin)
        yield from _parts("replaces", objects, quote, words=sentence, begin=begin)
    elif repeals is not None and is_own_act(sentence, repeals.start()):
        objects = _after(here, begin + repeals.end(), sentence, begin)
        at = repeals.start()
        yield from _parts("repeals", objects, quote, words=sentence[at:], begin=begin + at)
    elif (amends := _amending(sentence)) is not None:
        objects = _after(here, begin + amends, sentence, begin)
        for one in objects:
            yield RelationFound("amends", one.found.number.display, quote)


def _parts(
    predicate: str, objects: Sequence[Mention], quote: str, *, words: str, begin: int
) -> Iterator[RelationFound]:
    """Yield what ends the documents that `words` name, whole or in the parts before each name.

    To strike words out of a clause amends it.
    """
    at = 0
    for one in objects:
        before = words[at : one.start - begin]
        before = words_of_second(before) if at else before
        kind = "amends" if WORDS_ONLY.match(before) else predicate
        for part in parts_meant(before):
            yield RelationFound(kind, one.found.number.display, quote, "", part)
        at = one.end - begin


def words_of_second(between: str) -> str:
    """Return what, of the words between two objects of a verb, speaks of the second.

    Where it stands in a row ("… và Thông tư số …"), they tell of the first: its title, its day.
    """
    return "" if _ROW.search(between) else between.rpartition(";")[2]


def _amending(sentence: str) -> int | None:
    """Return where the objects of this document's own amendment begin, None for other words."""
    enacting = _AMENDS_ENACTING.search(sentence)
    if enacting is not None:
        return enacting.end()
    match = _AMENDS.search(sentence)
    if match is None or not is_own_act(sentence, match.start()):
        return None
    return match.end()


def is_own_act(sentence: str, at: int) -> bool:
    """Tell whether the verb at `at` is this document's: it opens the clause or follows "này".

    "… được sửa đổi" tells of another's act, and so does a verb far behind "này".
    """
    before = _CLAUSE_LABEL.sub("", sentence[:at]).strip(" ,:")
    if not before:
        return True
    subjects = list(ITSELF.finditer(before))
    return bool(subjects) and _VERB_FOLLOWS.fullmatch(before, subjects[-1].end()) is not None


def _after(here: Sequence[Mention], at: int, sentence: str, begin: int) -> list[Mention]:
    return own_objects([one for one in here if one.number_start >= at], sentence, begin)


def own_objects(objects: Sequence[Mention], sentence: str, begin: int) -> list[Mention]:
    """Keep the objects of the verb: not those that a title or a history of changes names.

    An object stands first, or after a comma, "và" or ";" in a row of objects. In a history ("đã
    được sửa đổi theo Luật số …") laws stand without a name, so a named one is an object again.
    """
    kept: list[Mention] = []
    in_history = False
    previous_end = None
    for one in objects:
        if previous_end is None:
            kept.append(one)
        else:
            between = sentence[previous_end - begin : one.start - begin]
            is_named = one.start == one.number_start
            if _HISTORY.search(between):
                in_history = True
            elif ";" in between or (in_history and is_named):
                in_history = False
            if not in_history and (_ROW.search(between) or ";" in between):
                kept.append(one)
        previous_end = one.end
    return kept
