"""Which type of document was promised, by the words that name it."""

from typing import Final

from directives.reference.tables import document_types
from directives.rules.vietnamese import fold

_BEFORE_IT: Final = ("du thao ", "du an ", "ho so ", "de nghi xay dung ")


def promised_type(product: str) -> str | None:
    """Return the code of the type that a product begins with: “dự thảo Thông tư …” is TT.

    None where it names no type of document: a report of a meeting, a list, a visit.
    """
    said = fold(product).strip() + " "
    for start in _BEFORE_IT:
        said = said.removeprefix(start)
    names = sorted(
        ((fold(kind.name_vi).split(" (")[0] + " ", kind.code) for kind in document_types()),
        key=lambda pair: len(pair[0]),
        reverse=True,
    )
    return next((code for name, code in names if said.startswith(name)), None)
