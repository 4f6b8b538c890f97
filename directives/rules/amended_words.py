"""What a provision becomes by the words with which another document amends or repeals it.

An amending act instructs and then quotes: “Sửa đổi khoản 1 và khoản 3 Điều 2 như sau: “1. …””. The
instruction is not law of the amended document. Nothing here guesses: where the new words cannot
be told, that is what is returned.
"""

import re
from dataclasses import dataclass
from typing import Final

from directives.rules.phrase_changes import changes_phrases, with_phrases_changed
from directives.rules.provision_references import find_provisions, labels_of
from directives.rules.quotation_marks import quoted_blocks, with_curly_marks

_ATTACHED: Final = "kem-theo-1__"  # what is issued with a document: amended by its own articles
_FOLLOWS: Final = re.compile(r"như\s+sau(?:\s+đây)?\s*:?\s*|:\s*(?=“)", re.IGNORECASE)
_ADDS: Final = re.compile(r"(?<!\w)bổ sung(?!\w)", re.IGNORECASE)
_AMENDS: Final = re.compile(r"(?<!\w)(?:sửa đổi|sửa|thay thế|thay)(?!\w)", re.IGNORECASE)
_REPEALS: Final = re.compile(r"(?<!\w)(?:bãi bỏ|h[ủu][ỷy] bỏ|bỏ)(?!\w)", re.IGNORECASE)
_BESIDE: Final = re.compile(r"(?<!\w)vào(?!\w)", re.IGNORECASE)
_PART_OF_TEXT: Final = re.compile(
    r"(?<!\w)(?:đoạn|câu|dòng|tên|tiêu đề|lời dẫn|mở đầu|cột|nội dung)(?!\w)", re.IGNORECASE
)
_LABELS: Final = {
    "dieu": re.compile(r"^\s*Điều\s+(\d+[a-zđ]?)\s?[.:]", re.MULTILINE),
    "khoan": re.compile(r"^\s*(\d+[a-zđ]?)\s?\.(?!\d)", re.MULTILINE),
    "diem": re.compile(r"^\s*([a-zđ]\d?)\s?\)", re.MULTILINE),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A provision before and after; none: it is not there. Not sure: both texts as they stand."""

    old: str | None
    new: str | None
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class _Instruction:
    """What is to be done, and the text that follows “như sau”."""

    words: str
    block: str

    @property
    def named(self) -> list[str]:
        """The provisions that it names."""
        return [one.id for one in find_provisions(self.words)]

    @property
    def is_of_a_part(self) -> bool:
        """Tell whether it speaks of a sentence, a heading, …, and not of whole provisions."""
        ends = [one.end for one in find_provisions(self.words)]
        return _PART_OF_TEXT.search(self.words, 0, max(ends, default=len(self.words))) is not None


def amended(words: str, said: str, base: str | None, target: str, *, repeals: bool) -> Wording:
    """Return the wording of a provision before and after.

    Args:
        words: the text of the amending provision.
        said: its sentence that acts on the target, where known.
        base: the text of the target, none where it is not held.
        target: the address of the provision acted on.
        repeals: whether the act is a repeal and not an amendment.
    """
    target = target.removeprefix(_ATTACHED)
    unsure = Wording(base, words, is_sure=False)
    instruction = _instruction(words, said)
    if changes_phrases(instruction.words):
        changed = with_phrases_changed(instruction.words, base, target) if base else None
        return unsure if changed is None else Wording(base, changed)
    if instruction.is_of_a_part:
        return unsure
    if _adds(instruction, base):
        added = _new_text(instruction, target) or "\n".join(quoted_blocks(instruction.block))
        return Wording(None, added) if added else unsure
    if not _is_of(instruction, target):
        return unsure
    if repeals or _only_repeals(instruction):
        return Wording(base, None)
    new = _new_text(instruction, target)
    return Wording(base, new) if base is not None and new else unsure


def _instruction(words: str, said: str) -> _Instruction:
    start = max(words.find(said), 0)
    end = start + len(said) if said and said in words else len(words)
    follows = _FOLLOWS.search(with_curly_marks(words), start)
    if follows is None or follows.start() > end:
        return _Instruction(words[start:end], "")
    return _Instruction(words[start : follows.start()], words[follows.end() :])


def _adds(instruction: _Instruction, base: str | None) -> bool:
    """Tell whether something is put beside what there is; “bổ sung” alone may also change it."""
    if _ADDS.search(instruction.words) is None:
        return False
    if base is None:
        return True
    return bool(_BESIDE.search(instruction.words)) and not _AMENDS.search(instruction.words)


def _only_repeals(instruction: _Instruction) -> bool:
    others = _AMENDS.search(instruction.words) or _ADDS.search(instruction.words)
    return not instruction.block and not others and bool(_REPEALS.search(instruction.words))


def _is_of(instruction: _Instruction, target: str) -> bool:
    """Tell whether the target, or what holds it, is what is acted on; it may be left unsaid."""
    named = instruction.named
    return not named or any(target == one or target.startswith(f"{one}__") for one in named)


def _new_text(instruction: _Instruction, target: str) -> str:
    """Return the new words of the target out of those that follow; empty: they cannot be told."""
    quoted = quoted_blocks(instruction.block)
    if quoted:
        return _unit("\n".join(quoted), target, is_alone=len(instruction.named) <= 1)
    unit = _unit(instruction.block, target, is_alone=False)
    goes_on = any(sign.search(unit) for sign in (_FOLLOWS, _ADDS, _AMENDS, _REPEALS))
    return "" if goes_on or "“" in with_curly_marks(unit) else unit


def _unit(text: str, target: str, *, is_alone: bool) -> str:
    """Return the part of a text under the target's own label.

    What has no label of its own, such as an annex, is the text if it alone is acted on.
    """
    is_told = False
    for level, number in reversed(labels_of(target)):
        label = _LABELS.get(level)
        places = list(label.finditer(text)) if label else []
        is_told = bool(places) or (label is None and is_alone)
        ours = [place for place, one in enumerate(places) if one[1].lower() == number]
        if places and len(ours) != 1:
            return ""
        if ours:
            ends = [*(one.start() for one in places[1:]), len(text)]
            text = text[places[ours[0]].start() : ends[ours[0]]].strip()
    return text.strip() if is_told else ""
