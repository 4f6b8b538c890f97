"""Clauses that leave something for another body to regulate.

"Chính phủ quy định chi tiết Điều này" becomes an expectation the day its document is published
(Law 64/2025/QH15 Art. 53.2: what details it takes effect together with it). Precision comes first:
a right ("được quy định"), what a body decided already ("Chính phủ đã ban hành"), a mention of an
existing document, supervision ("hướng dẫn, kiểm tra") and the document's own enactment delegate
nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from directives.reading.delegated_bodies import DelegatedBody, bodies_at
from directives.rules.sentences import sentence_spans
from directives.rules.vietnamese import fold

_LABEL: Final = re.compile(
    r"[\s“\"]*(?:Điều\s+\d+[a-zđ]?\s?[.:]|\d{1,3}[a-zđ]?\s?[.)](?!\d)|[a-zđ]\d?\)|[-–+*])\s*"
)
_CIRCUMSTANCE: Final = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Trong|Đối với|Trường hợp|Tùy|Tuỳ|Theo|Định kỳ|Hằng năm)\s"
    r"[^;:]{3,200}?,\s"
    r"(?=[A-ZĐ])"
)
_GIVEN: Final = re.compile(r"(?:^|(?<=,\s))[Gg]iao(?:\scho)?\s(?=[A-ZĐ])")
_NORMATIVE: Final = (
    r"(?:các\s)?(?:quy định|quy chế|hướng dẫn|văn bản|mẫu|biểu mẫu|danh mục|quy chuẩn|tiêu chuẩn"
    r"|định mức|tiêu chí|quy trình|nghị định|thông tư|chính sách|bảng giá|khung giá|đơn giá|chế độ)"
)
_ELSEWHERE: Final = r"(?!\s*(?:tại|ở|trong|của)\s)"  # "quy định tại Điều 5": a mention
# "hướng dẫn, kiểm tra": supervision, no document.
_SUPERVISES: Final = (
    r"(?!\s*(?:,|và)\s*(?:kiểm tra|đôn đốc|thanh tra|theo dõi|chỉ đạo|tổ chức|giám sát|xử lý"
    r"|giải đáp|giải quyết))"
)
_DETAIL: Final = r"(?:\s(?:chi tiết|cụ thể))?"
_VERBS: Final = ("quy định", "hướng dẫn", "ban hành")  # without one nothing below matches
# What the body is to do, just behind its name or behind whom it works with.
_REGULATES: Final = re.compile(
    r"(?:(?:có|chịu)\strách nhiệm\s)?"
    rf"(?:quy định{_DETAIL}(?!\w){_ELSEWHERE}"
    rf"|hướng dẫn(?:\sthi hành|\sthực hiện)?{_DETAIL}(?!\w){_ELSEWHERE}{_SUPERVISES}"
    rf"|ban hành\s(?={_NORMATIVE}))"
)
_TOGETHER: Final = re.compile(
    # Whoever works with others "in issuing it", or submits it to be issued, does not issue it.
    r",?\s*(?:chủ trì,?\s*(?:và\s)?)?phối hợp\s(?:với|cùng)\s"
    r"(?:(?!trong việc|về việc|trình\s)[^.;:]){3,250}?\s(?=quy định|hướng dẫn|ban hành)"
)
_ACCORDING: Final = re.compile(
    r",?\s*(?:căn cứ|trong phạm vi|theo|trên cơ sở)\s[^.;:]{3,200}?\s(?=quy định|ban hành)"
)
_BY: Final = re.compile(r"(?:^|\s)do\s(?=[A-ZĐ])")
# "các trường hợp khác do Chính phủ quy định": room for it, no duty.
_OPEN_ENDED: Final = re.compile(r"(?:khác|đặc biệt)$")
_PASSIVE: Final = re.compile(r"\squy định(?:\s(?:chi tiết|cụ thể))?\s*[.;]?$")
# A guideline of a province or its chairman is administration, not a document of rules.
_LOCAL: Final = frozenset({"QĐ", "NQ"})
_PREAMBLE: Final = re.compile(r"[“\"\s]*(?:Căn cứ(?!.{3,200},\s[A-ZĐ])|Theo đề nghị|Xét đề nghị)")
_LEFT_OUT: Final = re.compile(r"phu-luc")


@dataclass(frozen=True, slots=True)
class Piece:
    """One provision of a document: its address, the provision around it, all its words."""

    provision_id: str
    parent_id: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Delegation:
    """A clause that tells a body to issue something; `quote` is its sentence, word for word."""

    provision_id: str
    body: DelegatedBody
    quote: str


def read_delegations(pieces: Sequence[Piece], *, issuer: str) -> tuple[Delegation, ...]:
    """Return what the provisions of a document leave for others, in the order of the text.

    A sentence belongs to the innermost provision that holds it. Annexes are left out: they are
    forms. `issuer` is the full name of the document's own body: what it says of itself is no
    delegation.
    """
    found: dict[tuple[str, str, str], Delegation] = {}
    for piece, words in _own_words(pieces):
        for start, end in sentence_spans(words):
            sentence = words[start + _labelled(words, start, end) : end]
            for body in delegated_to(sentence):
                if not _is_same(body, issuer):
                    key = (piece.provision_id, fold(body.words), fold(sentence))
                    found.setdefault(key, Delegation(piece.provision_id, body, sentence))
    return tuple(found.values())


def delegated_to(sentence: str) -> tuple[DelegatedBody, ...]:
    """Return whom a sentence tells to regulate something; nobody by most sentences.

    >>> [body.code for body in delegated_to("Chính phủ quy định chi tiết Điều này.")]
    ['CP']
    """
    if not any(verb in sentence for verb in _VERBS) or _PREAMBLE.match(sentence):
        return ()
    at = _begin(sentence)
    given = _GIVEN.search(sentence[at:])
    bodies, end = bodies_at(sentence, at + given.end() if given else at)
    if bodies:
        return _allowed(bodies, sentence, end)
    for by in _BY.finditer(sentence):
        bodies, end = bodies_at(sentence, by.end())
        is_open = _OPEN_ENDED.search(sentence, 0, by.start()) is not None
        if bodies and not is_open and _PASSIVE.fullmatch(sentence, end):
            return bodies
    return ()


def _labelled(words: str, start: int, end: int) -> int:
    """Return how long the labels are before a sentence: "Điều 5.", "“3."."""
    at = start
    for _ in range(2):
        label = _LABEL.match(words, at, end)
        at = label.end() if label else at
    return at - start


def _begin(sentence: str) -> int:
    at = _labelled(sentence, 0, len(sentence))
    circumstance = _CIRCUMSTANCE.match(sentence, at)
    return circumstance.end() if circumstance else at


def _allowed(
    bodies: tuple[DelegatedBody, ...], sentence: str, end: int
) -> tuple[DelegatedBody, ...]:
    for between in (_TOGETHER, _ACCORDING):
        skipped = between.match(sentence, end)
        if skipped is not None:
            end = skipped.end()
    begin = end + (len(sentence[end:]) - len(sentence[end:].lstrip()))
    verb = _REGULATES.match(sentence, begin)
    if verb is None:
        return ()
    if "hướng dẫn" in verb[0]:
        return tuple(body for body in bodies if body.type_code not in _LOCAL)
    return bodies


def _is_same(body: DelegatedBody, issuer: str) -> bool:
    return bool(issuer) and fold(body.words) in fold(issuer)


def _own_words(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, str]]:
    """Yield each provision with its words, those of the provisions inside it taken out."""
    inside: dict[str, list[str]] = {}
    for piece in pieces:
        if piece.parent_id is not None:
            inside.setdefault(piece.parent_id, []).append(piece.text)
    for piece in pieces:
        if _LEFT_OUT.match(piece.provision_id):
            continue
        words = piece.text
        for child in inside.get(piece.provision_id, ()):
            words = words.replace(child, "\n", 1)
        yield piece, words
