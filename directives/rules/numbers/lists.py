"""Give the short members of a list the symbol of the member that has it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from directives.rules.numbers.form import NumberForm
from directives.rules.numbers.scanning import Match, read_year, start_of
from directives.rules.numbers.spoken import listen

_LOOK_BACK = 160
_MONTHS = 12
_MEMBER = re.compile(
    r"(?P<digits>(?<![\w/.-])[0-9]{1,6})(?P<suffix>[a-zđ]?)"
    r"(?:\s?/\s?(?P<year>(?:19|20)[0-9]{2}))?"
)
_JOINT = re.compile(
    r"\s{0,3}(?:(?:[,;&]|và|va|hoặc|cùng|dan)\s{0,3}){1,2}(?:(?:số|so|no\.?)\s{1,2})?$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s{0,3}(?:(?:[,;&]|và|va|hoặc|cùng|dan)\s{0,3}){1,2}(?P<word>(?:số|so|no\.?)\s{1,2})?"
    r"(?P<digits>[0-9]{1,6})(?P<suffix>[a-zđ]?)\s?/\s?(?P<year>(?:19|20)[0-9]{2})"
    r"(?!\s?[/-]\s?[^\W_])(?![0-9])",
    re.IGNORECASE,
)


def expand(text: str, matches: Iterable[Match], *, is_typed: bool) -> Iterator[Match]:
    """Yield the matches and, around each, the members of its list that lean on it."""
    end_of_last = 0
    for match in matches:
        members = _before(text, match, end_of_last, is_typed=is_typed)
        yield from members
        yield match
        last = match
        for last in _after(text, match, is_typed=is_typed):
            yield last
        end_of_last = last.end


def _before(text: str, match: Match, floor: int, *, is_typed: bool) -> list[Match]:
    """Read "120, 121" of "các Nghị định số 120, 121/2025/NĐ-CP", in order of the text."""
    members: list[Match] = []
    at = match.start
    left = max(floor, at - _LOOK_BACK)
    while found := _last_member(text, left, at):
        members.append(
            Match(_inherit(found, match.number), found.start(), found.end(), match.spoken)
        )
        at = found.start()
    spoken = listen(text, at)
    if not members or not (spoken.type or (is_typed and not spoken.is_denied)):
        return []
    return members[::-1]


def _last_member(text: str, left: int, at: int) -> re.Match[str] | None:
    """Return the short number that ends right before the comma before `at`."""
    joint = _JOINT.search(text, max(left, at - 16), at)
    if joint is None:
        return None
    begin = joint.start()
    while begin > left and (text[begin - 1].isdigit() or text[begin - 1] == "/"):
        begin -= 1
    for offset in (begin, begin + 1):
        found = _MEMBER.match(text, offset, joint.start())
        if found and found.end() == joint.start() and start_of(found["digits"]):
            return found
    return None


def _after(text: str, match: Match, *, is_typed: bool) -> Iterator[Match]:
    """Read "67/2025" of "Nghị định 178/2024 và 67/2025"."""
    if match.number.year is None or match.number.scheme in {"letter", "admin_named"}:
        return
    at = match.end
    while found := _NEXT.match(text, at):
        is_sure = match.is_short or is_typed or found["word"]
        if int(found["digits"]) <= _MONTHS and not is_sure:
            return
        start, end = found.start("digits"), found.end("year")
        yield Match(
            _inherit(found, match.number), start, end, match.spoken, is_short=match.is_short
        )
        at = end


def _inherit(found: re.Match[str], donor: NumberForm) -> NumberForm:
    year = read_year(found["year"]) if found["year"] else donor.year
    member = replace(
        donor, number=int(found["digits"]), suffix=found["suffix"].lower(), sub="", year=year
    )
    candidates = tuple(
        replace(each, number=member.number, suffix=member.suffix, sub="", year=year)
        for each in donor.candidates
    )
    return replace(member, candidates=candidates)
