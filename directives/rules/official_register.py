"""Rows of the official codification's lists of documents and of amendments, cleaned.

The lists were made by a machine from pages: numbers are cut where a line broke and go on in the
title, days are DD/MM/YYYY, the body may be buried in a title, an apostrophe stands before a number.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from directives.errors import NotADocumentNumber, ValueInvalid
from directives.rules.document_number import DocumentNumber, find_numbers
from directives.rules.vietnamese import fold, nfc
from directives.translation import N_
from directives.vocabulary import RelationKind

_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_BURIED: Final = re.compile(r" ngày \d{1,2}/\d{1,2}/\d{4} của ")
_AFTER_HYPHEN: Final = re.compile(r"(?<=-) +(?=[A-ZĐ])")
_HEAD: Final = 90  # characters of a title in which the rest of a number may stand
_LATEST_START: Final = 3
_NO_NUMBER: Final = "khong so"
_KINDS: Final = {
    "sua doi": RelationKind.AMENDS,
    "bo sung": RelationKind.AMENDS,
    "sua doi, bo sung": RelationKind.AMENDS,
    "bai bo": RelationKind.REPEALS,
    "thay the": RelationKind.REPLACES,
    "dinh chinh": RelationKind.CORRECTS,
}

NO_NUMBER = N_("Không đọc được số, ký hiệu.")
NO_DAY = N_("Ngày phải viết như 31/12/2020.")
NO_TITLE = N_("Không có số, ký hiệu và cũng không có trích yếu.")
NO_KIND = N_("Không hiểu quan hệ; cần: sửa đổi, bổ sung, bãi bỏ, thay thế, đính chính.")
NO_COUNT = N_("Số điều phải là số nguyên từ 1.")
SAME_ENDS = N_("Hai đầu là cùng một văn bản.")


@dataclass(frozen=True, slots=True)
class RegisteredDocument:
    """A document of the list; a number may be missing ("Không số"), then the title names it."""

    number: DocumentNumber | None
    type_name: str
    title: str
    agency: str
    issued_on: date | None
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class RegisteredAct:
    """One document changes so many articles of another."""

    amending: DocumentNumber
    amended: DocumentNumber
    kind: RelationKind
    words: str
    article_count: int

    @property
    def quote(self) -> str:
        """What the register says: “bổ sung 10 điều”."""
        return f"{self.words} {self.article_count} điều"


def read_document(row: Mapping[str, str]) -> RegisteredDocument:
    """Return a row of the list of documents.

    Raises:
        ValueInvalid: a value cannot be read; `field` names the column.
    """
    number, title = _number_and_title(_clean(row["number"]), _clean(row["title_fragment"]))
    if number is None and not title:
        raise ValueInvalid(field="number", reason=NO_TITLE)
    return RegisteredDocument(
        number=number,
        type_name=_clean(row["type"]),
        title=title,
        agency=_agency(_clean(row["agency"])),
        issued_on=_day(row, "date"),
        effective_on=_day(row, "effective"),
    )


def read_act(row: Mapping[str, str], cut: Mapping[str, DocumentNumber]) -> RegisteredAct:
    """Return a row of the list of amendments.

    `cut` gives, by what is left of them ("05/2020/TT-"), the numbers that the list of documents
    made whole.

    Raises:
        ValueInvalid: a value cannot be read; `field` names the column.
    """
    amending, amended = _number(row, "amending", cut), _number(row, "amended", cut)
    if amending.key == amended.key:
        raise ValueInvalid(field="amended", reason=SAME_ENDS)
    words = _clean(row["relation"]).lower()
    kind = _KINDS.get(fold(words))
    if kind is None:
        raise ValueInvalid(field="relation", reason=NO_KIND)
    count = _clean(row["article_count"])
    if not count.isascii() or not count.isdecimal() or not int(count):
        raise ValueInvalid(field="article_count", reason=NO_COUNT)
    return RegisteredAct(amending, amended, kind, words, int(count))


def bodies_of(printed: str) -> list[str]:
    """Return the name of a body, then what stands before each "và" in it, the longest first.

    A joint document is kept under the body that leads it: "Bộ Y tế và Bộ Tài chính"; but the
    name of one body may hold the word, too: "Bộ Giáo dục và Đào tạo".
    """
    parts = printed.split(" và ")
    return [" và ".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _clean(value: str) -> str:
    return " ".join(nfc(value).split()).lstrip("'’").strip()


def _number_and_title(printed: str, title: str) -> tuple[DocumentNumber | None, str]:
    """Return the number, and the title without the rest of the number that stands in it."""
    whole = _whole(printed)
    if whole is not None:
        return whole, title
    together = f"{printed} {title}"
    if fold(together).startswith(_NO_NUMBER):
        return None, together[len(_NO_NUMBER) :].strip()
    for joined in (f"{printed}{title}", together):
        repaired = _AFTER_HYPHEN.sub("", joined[:_HEAD]) + joined[_HEAD:]
        for found in find_numbers(repaired[: _HEAD + len(printed)])[:1]:
            is_here = found.start <= _LATEST_START and found.end > len(printed)
            if is_here and found.number.complete is not False:
                return found.number, repaired[found.end :].strip(" .,;:")
    raise ValueInvalid(field="number", reason=NO_NUMBER)


def cut_numbers(rows: Iterable[Mapping[str, str]]) -> dict[str, DocumentNumber]:
    """Return the numbers of the list of documents that were cut, by what is left of them.

    Where two were cut to the same, nobody knows which is meant.
    """
    cut: dict[str, DocumentNumber | None] = {}
    for row in rows:
        printed = _clean(row["number"])
        if _whole(printed) is None:
            try:
                number = _number_and_title(printed, _clean(row["title_fragment"]))[0]
            except ValueInvalid:
                number = None
            cut[printed] = None if printed in cut else number
    return {printed: number for printed, number in cut.items() if number is not None}


def _number(
    row: Mapping[str, str], column: str, cut: Mapping[str, DocumentNumber]
) -> DocumentNumber:
    printed = _clean(row[column])
    found = _whole(printed) or cut.get(printed)
    if found is None:
        raise ValueInvalid(field=column, reason=NO_NUMBER)
    return found


def _whole(printed: str) -> DocumentNumber | None:
    try:
        number = DocumentNumber.parse(printed)
    except NotADocumentNumber:
        return None
    is_whole = number.complete is not False and bool(number.key) and not printed.endswith("-")
    return number if is_whole else None


def _agency(printed: str) -> str:
    """Return the body; after "… ngày 29/01/2004 của …" where a title was taken for it."""
    return _BURIED.split(printed)[-1].strip(" .,")


def _day(row: Mapping[str, str], column: str) -> date | None:
    words = _clean(row[column])
    if not words:
        return None
    found = _DAY.fullmatch(words)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else _no_day(column)
    except ValueError:
        return _no_day(column)


def _no_day(column: str) -> date:
    raise ValueInvalid(field=column, reason=NO_DAY)
