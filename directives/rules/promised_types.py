"""What document was promised, by the words that name it (types: DOMAIN 1.3 and 1.4)."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from directives.reference.tables import document_types
from directives.rules.vietnamese import fold

_BEFORE_IT: Final = re.compile(
    r"(?:(?:du thao|du an|ho so|de nghi xay dung|xay dung|cac|nhung|mot so|mot|\d{1,3})\s)*"
)
_OF_NO_TYPE: Final = re.compile(
    r"(?:he thong )?van ban (?:huong dan|quy dinh|quy pham|phap luat|chi dao|dieu hanh|quan ly"
    r"|sua doi|bo sung|thay the|dieu chinh|chi tiet|duoi luat)\b"
)
_ISSUED: Final = re.compile(r"\bban hanh (?:[\w\s]{1,40}? )??(?:cac )?$")
_AMENDED: Final = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?:(?:,|\svà|\shoặc)?\s(?:sửa đổi|bổ sung|thay thế"
    r"|bãi bỏ))*\s*$",
    re.IGNORECASE,
)
_REPORT: Final = "BC"  # told in words or in a letter: an act, closed by its evidence
_PROVISIONS: Final = "QyĐ"  # "sửa đổi quy định về …" amends provisions, of whatever text
_LAW: Final = "L"
_NUMBERED: Final = re.compile(r"(?<!\w)số\s\d")


@dataclass(frozen=True, slots=True)
class PromisedDocument:
    """A document that is to come: its type, where its words name one, and how it is called."""

    type_code: str | None
    title: str


def promised_document(action: str, product: str | None) -> PromisedDocument | None:
    """Return the document that an action promises, None where it promises none.

    Args:
        action: What is to be done: “sửa đổi, bổ sung Thông tư số 1/2024/TT-BNV”.
        product: What of it is handed over, as read: “Thông tư số 1/2024/TT-BNV”.
    """
    if not product:
        return None
    code = promised_type(product)
    if code == _REPORT:
        return None
    before = action.partition(product)[0]
    verbs = _AMENDED.search(before)
    amends = verbs[0].strip().lower() if verbs else ""
    if code and not (amends and code == _PROVISIONS):
        return PromisedDocument(code, _title(code, amends, product))
    said = _without_opening(product)
    is_text = code or _OF_NO_TYPE.match(said)
    if is_text or (said.startswith("van ban ") and _ISSUED.search(fold(before))):
        return PromisedDocument(None, f"{amends} {product}".strip())
    return None


def promised_type(product: str) -> str | None:
    """Return the code of the type that a product begins with: “dự thảo Thông tư …” is TT.

    None where it names no type of document: a list, a visit, a text of any type.
    """
    said = _without_opening(product) + " "
    return next((code for name, code in _type_names() if said.startswith(name)), None)


def _without_opening(product: str) -> str:
    return _BEFORE_IT.sub("", fold(product).strip(), count=1)


@cache
def _type_names() -> tuple[tuple[str, str], ...]:
    """Return each name of a type and its code, the longest first; “Bộ luật, Luật” are two."""
    names = [
        (name + " ", kind.code)
        for kind in document_types()
        if kind.code
        for name in fold(kind.name_vi).split(" (")[0].split(", ")
    ]
    return tuple(sorted(names, key=lambda pair: len(pair[0]), reverse=True))


def _title(code: str, amends: str, product: str) -> str:
    """Return the title; that of a text that amends another: “Thông tư sửa đổi Thông tư số …”."""
    is_named = code == _LAW or _NUMBERED.search(product)
    name = next(kind.name_vi for kind in document_types() if kind.code == code)
    opening = name.split(" (")[0].split(", ")[-1] if amends and is_named else ""
    return f"{opening} {amends} {product}".strip()
