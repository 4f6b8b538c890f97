"""The laws that a title says the document details, guides or carries out.

A title names them without number and day, which stand in "Căn cứ" (Decree 30/2020/NĐ-CP, Annex I,
II.6a): so only a law that is a basis too is taken.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from directives.reading.citations import Citation
from directives.reading.relation_found import RelationFound
from directives.rules.law_names import law_name
from directives.rules.vietnamese import fold, tokens

IMPLEMENTS: Final = re.compile(
    r"(?:quy định chi tiết|hướng dẫn thi hành|biện pháp thi hành|triển khai(?: thực hiện)?"
    r"|tổ chức thực hiện|thực hiện|thi hành)(?!\w)",
    re.IGNORECASE,
)
GUIDES: Final = re.compile(r"(?:hướng dẫn|về việc hướng dẫn)(?!\w)", re.IGNORECASE)
_ACTS_ON_ANOTHER: Final = re.compile(
    r"(?:v/v |về việc |về )?(?:sửa đổi|bổ sung|điều chỉnh|bãi bỏ|đính chính|thay thế|đôn đốc"
    r"|(?:tạm )?(?:ngưng|ngừng|dừng|đình chỉ))"
)
_OF_ANOTHER: Final = {("sua", "doi"), ("bo", "sung")}  # "Luật sửa đổi … một số điều của Luật X"
_NEAR: Final = 12  # syllables between these words and the name of the law that is amended
_LONGEST_NAME: Final = 60  # syllables
_MOST: Final = 2000  # characters of a title


def laws_carried_out(title: str, bases: Sequence[Citation]) -> Iterator[RelationFound]:
    """Yield the laws of the bases that a title names behind "quy định chi tiết" or "hướng dẫn".

    Of names that begin alike ("Luật Đầu tư", "Luật Đầu tư công") the longest is meant.
    """
    act = IMPLEMENTS.search(title) or GUIDES.search(title)
    if act is None or _ACTS_ON_ANOTHER.match(title.lower()):
        return
    predicate = "implements" if IMPLEMENTS.search(title) else "guides"
    named = {law.words: base for base in bases if (law := law_name(base.title or ""))}
    first_words = {name.split()[0] for name in named}
    words = tokens(fold(title[act.end() : act.end() + _MOST]))
    for at in range(len(words)):
        most = min(_LONGEST_NAME, len(words) - at) if words[at] in first_words else 0
        sizes = range(most, 1, -1)
        name = next((w for n in sizes if (w := " ".join(words[at : at + n])) in named), None)
        if name and _OF_ANOTHER.isdisjoint(pairwise(words[max(0, at - _NEAR) : at])):
            base = named[name]
            yield RelationFound(predicate, base.title or "", title, issued_on=base.issued_on)
