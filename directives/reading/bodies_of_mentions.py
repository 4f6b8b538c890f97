"""Whose the documents are that a text names by their number alone.

The body stands behind the last of a row ("… số 1 và … số 2 của Ủy ban nhân dân tỉnh X"), at the
head of a list, or where the document is cited in full: later citations have the number alone
(Decree 30/2020/NĐ-CP, Annex I, II.6b).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from directives.reading.citations import Mention, within
from directives.reading.cited_bodies import body_after
from directives.reading.list_heads import is_item
from directives.rules.vietnamese import fold

_ROW: Final = re.compile(r"(?:\s*,)?\s+(?:(?:và|hoặc)\s+)?(?:(?:các|số)\s+)*")
_OF: Final = re.compile(r"\s(?:của|do)\s")
_MOST_OF_HEAD: Final = 600  # characters of the head of a list


def with_bodies(text: str, mentions: Sequence[Mention], *, own_key: str | None) -> list[Mention]:
    """Return the mentions of a text with the local bodies that their own words leave unsaid.

    `own_key` is the number of the document itself: alone, it means this document.
    """
    return list(_as_in_full(_of_lists(text, _of_rows(text, mentions)), own_key))


def is_own_number(mention: Mention, own_key: str | None, agency: str) -> bool:
    """Tell whether the document of `agency` names itself, not another body's of that number."""
    if mention.found.number.key != own_key:
        return False
    return not agency or fold(agency).startswith(fold(mention.issuer))


def _of_rows(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give all of a row the body behind the last one, where they bear the same abbreviation."""
    told: list[Mention] = []
    following: Mention | None = None
    for mention in reversed(mentions):
        is_row = following is not None and _is_row(text, mention, following)
        following = replace(mention, issuer=following.issuer) if following and is_row else mention
        told.append(following)
    return told[::-1]


def _is_row(text: str, one: Mention, following: Mention) -> bool:
    return (
        bool(following.issuer)
        and not one.issuer
        and one.found.number.issuer == following.found.number.issuer
        and _ROW.fullmatch(text, one.end, following.start) is not None
    )


def _of_lists(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give the first document of each item the body that the head of the list names."""
    heads: dict[int, str] = {}
    for start, end, body in _items_with_body(text):
        heads |= {one.number_start: body for one in within(mentions, start, end)[:1]}
    return [
        replace(one, issuer=heads[one.number_start])
        if not one.issuer and one.number_start in heads
        else one
        for one in mentions
    ]


def _items_with_body(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the items of lists stand whose head names a body, with that body."""
    body, kind, end = "", "", -1
    for line in text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        words = line.strip()
        if words.endswith(":"):
            body, kind = _body_in(words[-_MOST_OF_HEAD:]), ""
        elif body and is_item(words) and kind in ("", _kind_of_label(words)):
            kind = _kind_of_label(words)
            yield start, end, body
        elif words:
            body = ""


def _kind_of_label(item: str) -> str:
    """Tell letters, figures and dashes apart: below items "a)", a line "2." is none of them."""
    first = item[0]
    return "figure" if first.isdigit() else "letter" if first.isalpha() else first


def _body_in(words: str) -> str:
    """Return the one body that the head of a list names."""
    found = {body.name for of in _OF.finditer(words) if (body := body_after(words, of.start()))}
    return found.pop() if len(found) == 1 else ""


def _as_in_full(mentions: Sequence[Mention], own_key: str | None) -> Iterator[Mention]:
    """Give a number that stands alone the body and the day of its only full citation."""
    full: dict[str, set[str]] = {}
    days: dict[tuple[str, str], Mention] = {}
    for one in mentions:
        if one.issuer and one.found.number.key != own_key:
            full.setdefault(one.found.number.key, set()).add(one.issuer)
        if one.issued_on:
            days.setdefault((one.found.number.key, one.issuer), one)
    for one in mentions:
        key, bodies = one.found.number.key, full.get(one.found.number.key, set())
        issuer = one.issuer or (next(iter(bodies)) if len(bodies) == 1 else "")
        dated = days.get((key, issuer))
        day = one.issued_on or (dated.issued_on if dated else None)
        yield replace(one, issuer=issuer, issued_on=day)
