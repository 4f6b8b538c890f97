"""Which articles stand in a chapter or section.

Addresses begin at the article (`dieu-5`), whose chapter only the structure of its document tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_DIVISIONS: Final = frozenset({"phan", "chuong", "muc", "tieu-muc"})


def is_division(provision: str) -> bool:
    """Tell whether an address is that of a part, chapter or section."""
    return provision.rpartition("__")[2].rpartition("-")[0] in _DIVISIONS


def articles_of(division: str, children: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the articles of a part, chapter or section; `children` are by the node above."""
    for child in children.get(division, ()):
        if is_division(child):
            yield from articles_of(child, children)
        else:
            yield child
