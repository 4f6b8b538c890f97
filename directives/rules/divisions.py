"""Which articles stand in a chapter or section.

Addresses begin at the article (`dieu-5`), whose chapter only the structure of its document tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from directives.rules.effect import touches

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


@dataclass(frozen=True, slots=True)
class Divided:
    """The articles that stand in parts, chapters and sections, by document and address."""

    articles: Mapping[tuple[int, str], tuple[str, ...]]

    def inside(self, document_id: int, provision: str) -> tuple[str, ...]:
        """Return the articles in a provision of a document; none where it is no chapter."""
        return self.articles.get((document_id, provision), ())

    def pieces(self, document_id: int, provision: str) -> Sequence[str]:
        """Return a provision of a document, with the articles in it where it is a chapter."""
        return provision, *self.inside(document_id, provision)

    def share(self, document_id: int, one: str, other: str) -> bool:
        """Tell whether provisions of a document share words: those of articles in a chapter, too.

        An article is amended, and what guides its chapter is concerned.
        """
        return touches(one, other) or any(
            touches(piece, words)
            for piece in self.pieces(document_id, one)
            for words in self.pieces(document_id, other)
        )
