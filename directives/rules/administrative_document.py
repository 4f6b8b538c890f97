"""What an official document consists of, before it is laid out on a page.

Source: Decree 30/2020/NĐ-CP, Annex I, part II; for Party documents the guidance of the
Party's Central Office on the form of documents.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

STATE_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"  # quốc hiệu
MOTTO = "Độc lập - Tự do - Hạnh phúc"  # tiêu ngữ
PARTY_NAME = "ĐẢNG CỘNG SẢN VIỆT NAM"
ADDRESSED_TO = "Kính gửi:"
RECIPIENTS_LABEL = "Nơi nhận:"
END_MARK = "./."

_BLANK_DAY = "ngày      tháng      năm"
_BLANK_NUMBER = "       "
_LAST_MONTH_WITH_ZERO = 2  # months 1 and 2 are padded so that they cannot become 11 and 12


@dataclass(frozen=True, slots=True)
class Article:
    """An article (điều); its number is its place among the document's articles.

    With a heading, the paragraphs follow it; without one, the first paragraph starts on the
    line of the number, as in short decisions.
    """

    paragraphs: tuple[str, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class AdministrativeDocument:
    """The text of a letter, decision, decree, notice or conclusion, in the order of the page.

    Attributes:
        agency: Name of the issuing body, in any case; it is printed in capitals.
        number: Number and symbol, "16/CV-BCĐ"; empty while none has been given.
        place: Where it is issued, "Hà Nội".
        title: The abstract (trích yếu) without "V/v".
        issued_on: Day of signing; None leaves the blanks of a draft.
        type_name: "Quyết định"; empty for an official letter (công văn), which has no type.
        parent_agency: Body directly above the agency; ministries have none.
        remark: A line before everything else of the body, such as "bản minh họa".
        addressees: Whom a letter is sent to (kính gửi).
        authority: Who decides, printed above the legal bases of a decision.
        bases: The legal bases (căn cứ), without the final punctuation.
        resolves: The words before the articles, such as "QUYẾT ĐỊNH:".
        paragraphs: The body before the articles.
        articles: The numbered articles.
        signer_title: Lines above the signature, such as ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG").
        signer_name: Full name, without academic title.
        recipients: The list "nơi nhận", without the final punctuation.
        is_party: A document of the Party: its own heading, no mark at the end.
    """

    agency: str
    number: str
    place: str
    title: str
    issued_on: date | None = None
    type_name: str = ""
    parent_agency: str | None = None
    remark: str = ""
    addressees: tuple[str, ...] = ()
    authority: str = ""
    bases: tuple[str, ...] = ()
    resolves: str = ""
    paragraphs: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    signer_title: tuple[str, ...] = ()
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    is_party: bool = False


class LineRole(Enum):
    """What a line of the body is; the page gives each role its own look."""

    REMARK = auto()
    AUTHORITY = auto()  # thẩm quyền ban hành: "BỘ TRƯỞNG BỘ NỘI VỤ"
    BASIS = auto()  # căn cứ
    RESOLVES = auto()  # "QUYẾT ĐỊNH:"
    PARAGRAPH = auto()  # đoạn, khoản, điểm
    ARTICLE = auto()  # điều


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A paragraph of the body; `lead` is what stands before its text in bold."""

    role: LineRole
    text: str
    lead: str = ""


def is_letter(document: AdministrativeDocument) -> bool:
    """Tell whether the document is an official letter, whose abstract stands under its number."""
    return not document.type_name


def number_line(document: AdministrativeDocument) -> str:
    """Return "Số: 16/CV-BCĐ", or "Số 183-KL/TW" for the Party, with blanks where none is given."""
    label = "Số" if document.is_party else "Số:"
    return f"{label} {document.number or _BLANK_NUMBER}"


def place_and_date_line(document: AdministrativeDocument) -> str:
    """Return "Hà Nội, ngày 05 tháng 02 năm 2026".

    Days below 10 and the months 1 and 2 get a leading zero, months 3 to 9 do not
    (Decree 30/2020/NĐ-CP, Annex I, II.4).
    """
    day = document.issued_on
    if day is None:
        return f"{document.place}, {_BLANK_DAY}"
    month = f"{day.month:02d}" if day.month <= _LAST_MONTH_WITH_ZERO else str(day.month)
    return f"{document.place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def listed(items: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of a list: each ends with a semicolon, the last with a full stop."""
    return tuple(
        f"{item}{'.' if position == len(items) else ';'}"
        for position, item in enumerate(items, start=1)
    )


def body_lines(document: AdministrativeDocument) -> tuple[BodyLine, ...]:
    """Return the lines of the body in order, punctuated, with "./." after the last sentence.

    Party documents have no such mark.
    """
    lines = [
        *_lines(LineRole.REMARK, document.remark),
        *_lines(LineRole.AUTHORITY, document.authority),
        *_lines(LineRole.BASIS, *listed(document.bases)),
        *_lines(LineRole.RESOLVES, document.resolves),
        *_lines(LineRole.PARAGRAPH, *document.paragraphs),
    ]
    for position, article in enumerate(document.articles, start=1):
        lines += _article_lines(position, article)
    if lines and not document.is_party:
        last = lines[-1]
        lines[-1] = replace(last, text=f"{last.text.rstrip('.')}{END_MARK}")
    return tuple(lines)


def _lines(role: LineRole, *texts: str) -> list[BodyLine]:
    return [BodyLine(role, text) for text in texts if text]


def _article_lines(position: int, article: Article) -> list[BodyLine]:
    label = f"Điều {position}."
    if article.heading:
        heading = BodyLine(LineRole.ARTICLE, "", lead=f"{label} {article.heading}")
        return [heading, *_lines(LineRole.PARAGRAPH, *article.paragraphs)]
    first, *others = article.paragraphs
    return [
        BodyLine(LineRole.ARTICLE, first, lead=label),
        *_lines(LineRole.PARAGRAPH, *others),
    ]
