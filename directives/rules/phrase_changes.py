"""Words replaced, struck out or put in, inside a provision: “Thay cụm từ “A” bằng cụm từ “B””."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from directives.rules.provision_references import find_provisions
from directives.rules.quotation_marks import with_curly_marks

_PHRASE: Final = r"(?:(?:các|những|một số|cụm)\s+)*từ(?:\s+ngữ)?(?:\s+sau(?:\s+đây)?)?\s*:?\s*"
_SPEAKS: Final = re.compile(rf"(?<!\w){_PHRASE}“", re.IGNORECASE)
_CHANGE: Final = re.compile(
    rf"(?<!\w)bổ sung\s+{_PHRASE}“(?P<put>[^“”]+)”\s*,?\s*(?:vào\s+)?(?:ngay\s+|liền\s+)?"
    rf"(?P<side>sau|trước)\s+(?:{_PHRASE})?“(?P<beside>[^“”]+)”"
    rf"|(?:{_PHRASE})?“(?P<old>[^“”]+)”(?P<inner>[^“”;]*?)(?<!\w)(?:bằng|thành)\s+"
    rf"(?:{_PHRASE})?“(?P<new>[^“”]+)”"
    rf"|(?<!\w)bỏ\s+{_PHRASE}“(?P<struck>[^“”]+)”",
    re.IGNORECASE,
)
_PART_OF_TEXT: Final = re.compile(
    r"(?<!\w)(?:đoạn|câu|dòng|tên|tiêu đề|lần|cột)(?!\w)", re.IGNORECASE
)
_EXCEPT: Final = re.compile(r"(?<!\w)(?:trừ|ngoại trừ)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Change:
    """Words and what stands in their place, with what is said of where."""

    old: str
    new: str
    place: str


def changes_phrases(instruction: str) -> bool:
    """Tell whether an instruction changes words inside a provision, and not the whole of it."""
    return _SPEAKS.search(with_curly_marks(instruction)) is not None


def with_phrases_changed(instruction: str, base: str, target: str) -> str | None:
    """Return the base with the words changed as the instruction says for the target.

    None where that cannot be told: the words do not stand in the base, another provision is
    meant, the instruction quotes more than was understood, or it speaks of one place of several.
    """
    marked = with_curly_marks(instruction)
    found = list(_CHANGE.finditer(marked))
    if not found or "“" in _CHANGE.sub("", marked) or _EXCEPT.search(marked):
        return None
    changes = _placed(marked, found)
    if changes is None:
        return None
    meant = {" ".join(one.old.split()): one for one in changes if _is_meant(one.place, target)}
    pattern = _pattern(meant)
    count = len(pattern.findall(base)) if meant else 0
    one_of_several = _PART_OF_TEXT.search(_CHANGE.sub("", marked)) and count > 1
    if not count or one_of_several:
        return None
    return pattern.sub(lambda place: _put(place, meant), base)


def _placed(marked: str, found: Sequence[re.Match[str]]) -> list[_Change] | None:
    """Return the changes with the words that say where; none where both sides of them say it."""
    lead = marked[: found[0].start()]
    ends = [*(one.start() for one in found[1:]), len(marked)]
    tails = [marked[one.end() : end] for one, end in zip(found, ends, strict=True)]
    if find_provisions(lead) and any(find_provisions(tail) for tail in tails):
        return None
    changes: list[_Change] = []
    place = lead
    for one, tail in zip(reversed(found), reversed(tails), strict=True):
        inner = one["inner"] or ""
        place = next((said for said in (inner, tail) if find_provisions(said)), place)
        changes.append(_change(one, place))
    return changes


def _change(one: re.Match[str], place: str) -> _Change:
    if one["put"] is not None:
        beside, put = one["beside"], one["put"]
        is_after = one["side"].lower() == "sau"
        gap = "" if is_after and put[0] in ",;.:" else " "
        return _Change(beside, f"{beside}{gap}{put}" if is_after else f"{put} {beside}", place)
    if one["struck"] is not None:
        return _Change(one["struck"], "", place)
    return _Change(one["old"], one["new"], place)


def _is_meant(place: str, target: str) -> bool:
    """Tell whether the words of where name the target or what holds it; none named means it."""
    holder = target.rpartition("__")[0] or target
    named = [one.id for one in find_provisions(place, within=holder)]
    return not named or any(target == one or target.startswith(f"{one}__") for one in named)


def _pattern(meant: Mapping[str, _Change]) -> re.Pattern[str]:
    """Return the pattern of the old words as whole words, the longest first, with a gap before."""
    words = sorted(meant, key=len, reverse=True)
    any_of = "|".join(r"\s+".join(map(re.escape, one.split())) for one in words)
    return re.compile(rf"([ \t]?)(?:(?<!\w)|(?=\W))({any_of})(?:(?!\w)|(?<=\W))")


def _put(place: re.Match[str], meant: Mapping[str, _Change]) -> str:
    new = meant[" ".join(place[2].split())].new
    return f"{place[1]}{new}" if new else ""
