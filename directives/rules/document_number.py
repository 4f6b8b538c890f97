"""Read and write document numbers: số, ký hiệu văn bản.

Legal sources: ND 30/2020/NĐ-CP Art. 15 and App. I Part I II.3, App. III (administrative
documents), ND 78/2025/NĐ-CP App. I (normative documents), Law 64/2025/QH15 Art. 4,
guidance 05-HD/VPTW (Party documents). The grammar itself is in `directives.rules.numbers`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

from directives.errors import NotADocumentNumber
from directives.rules.numbers.cleaning import clean
from directives.rules.numbers.form import NumberForm
from directives.rules.numbers.lists import expand
from directives.rules.numbers.scanning import scan
from directives.rules.numbers.typed import read_bare, read_loose, read_short
from directives.rules.vietnamese import nfc

_QUOTED = 80  # characters of a refused text that its refusal repeats


@dataclass(frozen=True, slots=True, eq=False)
class DocumentNumber(NumberForm):
    """A document number taken apart, such as 30/2020/NĐ-CP, 878/QĐ-BNV or 183-KL/TW.

    `str()` and `display` give the form of the law; `parse` reads that and every usual
    misspelling of it, so `parse(str(number)) == number` for a complete number.

    Source: ND 30/2020/NĐ-CP, App. I Part I II.3; ND 78/2025/NĐ-CP, App. I.
    """

    candidates: Sequence["DocumentNumber"] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the first number of `text`, typed by a person or taken from a file name.

        A bare integer gives scheme "none"; a type without its symbol gives scheme "partial"
        with what the grammar allows as `candidates`.

        Raises:
            NotADocumentNumber: the text holds none (a date, a ratio, a procedure code, …).
        """
        return cls.of(_read(text)[0])

    @classmethod
    def of(cls, form: NumberForm) -> Self:
        """Return the number that has the parts of `form`."""
        parts = {field.name: getattr(form, field.name) for field in fields(NumberForm)}
        return cls(**parts | {"candidates": tuple(cls.of(each) for each in form.candidates)})


def parse_all(text: str) -> list[DocumentNumber]:
    """Return the different numbers of a typed `text` or file name, in order; at least one.

    Raises:
        NotADocumentNumber: the text holds none.
    """
    return [DocumentNumber.of(form) for form in _read(text)]


def _read(text: str) -> list[NumberForm]:
    cleaned = clean(nfc(text))
    matches = expand(cleaned.text, scan(cleaned, is_typed=True), is_typed=True)
    forms = list(dict.fromkeys(match.number for match in matches))
    if forms:
        return forms
    form = read_loose(cleaned) or read_short(cleaned) or read_bare(cleaned)
    if form is None:
        raise NotADocumentNumber(text=text.strip()[:_QUOTED], field="number")
    return [form]


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text: `text[start:end]` is how it is written there."""

    number: DocumentNumber
    start: int
    end: int


def find_numbers(text: str) -> list[FoundNumber]:
    """Return the numbers cited in running Vietnamese `text` (NFC), in order.

    Found are numbers with their symbol, the members of a list that lean on a neighbour's
    symbol ("các Nghị định số 120, 121/2025/NĐ-CP") and a type with number and year ("Nghị
    định 178/2024"). Dates, ratios, provisions and form codes are not. The time is linear in
    the length of the text.
    """
    cleaned = clean(text)
    return [
        FoundNumber(
            DocumentNumber.of(match.number),
            cleaned.offsets[match.start],
            cleaned.offsets[match.end - 1] + 1,
        )
        for match in expand(cleaned.text, scan(cleaned, is_typed=False), is_typed=False)
    ]


def number_as_json(numbers: Sequence[DocumentNumber], text: str) -> dict[str, object]:
    """Return what `directives number --json` prints for the numbers read from `text`.

    The first number as shown; `others` has the rest and is there only if there are any.
    """
    first, *others = numbers
    shown: dict[str, object] = {"input": text, **_with_candidates(first)}
    if others:
        shown["others"] = [_with_candidates(number) for number in others]
    return shown


def _with_candidates(number: DocumentNumber) -> dict[str, object]:
    return {**_parts(number), "candidates": [dict(_parts(each)) for each in number.candidates]}


def _parts(number: DocumentNumber) -> Mapping[str, object]:
    return {
        "scheme": number.scheme,
        "display": number.display,
        "key": number.key,
        "key_folded": number.key_folded,
        "number": number.number,
        "suffix": number.suffix,
        "sub": number.sub,
        "year": number.year,
        "type": number.type,
        "issuer": number.issuer,
        "unit": number.unit,
        "complete": number.complete,
    }
