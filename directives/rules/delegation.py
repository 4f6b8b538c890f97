"""What a clause that delegates expects, and whether a document answers it.

Source: Law 64/2025/QH15 Art. 53.2: detailing documents take effect together with their parent, so
the parent's day of effect is the last day on which they are in time; after it they are owed, until
the clause that delegates has itself ended (Art. 57). A suspended clause may return: it is owed.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from directives.vocabulary import ExpectationStanding, ProposalState

_ARTICLE: Final = re.compile(
    r"(?:(?P<clauses>(?:(?:các\s+)?[Kk]hoản\s+\d+[a-zđ]?"
    r"(?:(?:,| và)\s*\d+[a-zđ]?)*(?:,|\s+và)?\s*)+)"
    r"(?:của\s+)?)?[Đđ]iều\s+(?P<article>\d+[a-zđ]?)"
)
_NUMBER: Final = re.compile(r"\d+[a-zđ]?")


@dataclass(frozen=True, slots=True)
class Clause:
    """An article, or one of its clauses, as another document names it: ("5", "2"), ("7", "")."""

    article: str
    clause: str


def clauses_named(words: str) -> frozenset[Clause]:
    """Return the articles and clauses that words name: "khoản 2 Điều 5, Điều 7".

    >>> sorted((one.article, one.clause) for one in clauses_named("khoản 2 và 3 Điều 5, Điều 7"))
    [('5', '2'), ('5', '3'), ('7', '')]
    """
    return frozenset(_named(words))


def _named(words: str) -> Iterator[Clause]:
    for found in _ARTICLE.finditer(words):
        clauses = _NUMBER.findall(found["clauses"] or "")
        yield from (Clause(found["article"], number) for number in clauses or [""])


def clause_at(provision_id: str) -> Clause | None:
    """Return the article and clause of an address such as "dieu-5__khoan-2__diem-a"."""
    parts = dict(piece.split("-", 1) for piece in provision_id.split("__") if "-" in piece)
    if "dieu" not in parts:
        return None
    return Clause(_printed(parts["dieu"]), _printed(parts.get("khoan", "")))


def provision_words(provision_id: str) -> str:
    """Return an address as lawyers say it: "điểm a khoản 2 Điều 5"; "" for one without article.

    >>> provision_words("dieu-5__khoan-2__diem-dd")
    'điểm đ khoản 2 Điều 5'
    """
    parts = dict(piece.split("-", 1) for piece in provision_id.split("__") if "-" in piece)
    kinds = (("diem", "điểm"), ("khoan", "khoản"), ("dieu", "Điều"))
    if "dieu" not in parts:
        return ""
    return " ".join(f"{word} {_printed(parts[kind])}" for kind, word in kinds if kind in parts)


def _printed(slug: str) -> str:
    return slug.split("-", 1)[0].replace("dd", "đ")


def answers(provision_id: str, quote: str, named: Collection[Clause]) -> bool:
    """Tell whether a document that names these clauses answers the one that delegates.

    It may name the clause that delegates, the whole article, or what that clause speaks of:
    "Chính phủ quy định chi tiết khoản 2 Điều này" is answered by who details clause 2.
    """
    own = clause_at(provision_id)
    spoken = clauses_named(quote)
    if own is not None:
        here = {Clause(own.article, number) for number in _clauses_here(quote)}
        spoken = spoken | here | {own}
    return any(_touches(one, other) for one in named for other in spoken)


def _clauses_here(quote: str) -> list[str]:
    found = re.findall(r"[Kk]hoản\s+(\d+[a-zđ]?(?:(?:,| và)\s*\d+[a-zđ]?)*)", quote)
    return [number for row in found for number in _NUMBER.findall(row)]


def _touches(one: Clause, other: Clause) -> bool:
    same = one.article == other.article
    return same and (one.clause == other.clause or not one.clause or not other.clause)


def standing_on(
    day: date,
    status: ProposalState,
    *,
    due_on: date | None,
    fulfilled_on: date | None,
    ended_on: date | None = None,
) -> ExpectationStanding:
    """Return how an expectation stands at the end of `day`.

    Args:
        day: Calendar day in Viet Nam.
        status: What a person decided about it.
        due_on: The parent's day of effect: the last day in time. None: it is not known.
        fulfilled_on: The day on which the document that answers it was issued, if one was.
        ended_on: The first day without effect of the clause that delegates, if it has ended.
    """
    if status is ProposalState.REJECTED:
        return ExpectationStanding.REJECTED
    if fulfilled_on is not None and fulfilled_on <= day:
        late = due_on is not None and fulfilled_on > due_on
        return ExpectationStanding.FULFILLED_LATE if late else ExpectationStanding.FULFILLED
    if status is ProposalState.PROPOSED:
        return ExpectationStanding.PROPOSED
    if ended_on is not None and ended_on <= day:
        return ExpectationStanding.LAPSED
    if due_on is not None and day >= due_on:
        return ExpectationStanding.IN_DEBT
    return ExpectationStanding.WAITING


def days_owed(
    day: date, standing: ExpectationStanding, *, due_on: date | None, ended_on: date | None
) -> int:
    """Return for how many days, `day` counted, nothing was issued although it was owed.

    Of a clause that has lapsed they end with its last day of effect.
    """
    if due_on is None:
        return 0
    if standing is ExpectationStanding.IN_DEBT:
        return (day - due_on).days + 1
    if standing is ExpectationStanding.LAPSED and ended_on is not None:
        return max((ended_on - due_on).days, 0)
    return 0
