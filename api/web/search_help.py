"""What to do when nothing was found: a near number, fewer words, fewer filters, or asking."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from sqlmodel import Session

from api.web.formatting import day
from api.web.names import Link, agency_name, document_name, document_url, type_name
from api.web.search_filters import Chosen, words_of_filters
from api.web.words import Words
from directives.models.base import saved_id
from directives.services.near_numbers import near_numbers
from directives.store.agencies import list_agencies_by_value
from directives.translation import N_
from index.answers import search
from index.replica import Replica
from index.suggestions import Suggestion

_MOST_WORDS: Final = 8  # each is left out once, and that costs a search
_MOST_SEARCHES: Final = 12
_QUOTED: Final = re.compile(r'"[^"]*\s[^"]*"')
_PIECE: Final = re.compile(r'[^\s"]*"[^"]*"?|\S+')  # a word, a phrase, a field with its value


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A search that asks for less, and how much it finds."""

    words: str
    url: str
    total: int


def ask_url(text: str) -> str:
    """Return where the words of a search become a request for guidance."""
    return f"/khoang-trong/bao?{urlencode({'q': text})}"


_LEADS = {
    "day": N_("Văn bản ban hành ngày {value}"),
    "year": N_("Văn bản ban hành năm {value}"),
    "agency": N_("Văn bản của {value}"),
    "type": N_("Văn bản loại {value}"),
}


def leads_of(session: Session, leads: Sequence[Suggestion], words: Words) -> list[Link]:
    """Return narrower searches in words: “Văn bản của Bộ Nội vụ”.

    Numbers are left out: the page shows the document that bears one, or those near to it.
    """
    codes = [lead.value for lead in leads if lead.kind == "agency"]
    bodies = list_agencies_by_value(session, codes) if codes else ()
    sharing = Counter(body.code for body in bodies)
    names = {  # an abbreviation that several bodies share names none of them
        value: agency_name(body, words)
        for body in bodies
        for value in (body.code, body.name)
        if value == body.name or sharing[value] == 1
    }
    return [
        Link(
            words.say(_LEADS[lead.kind], value=_lead_value(lead, names, words)),
            f"/tim-kiem?{urlencode({'q': lead.query})}",
        )
        for lead in leads
        if lead.kind in _LEADS
    ]


def _lead_value(lead: Suggestion, agencies: Mapping[str, str], words: Words) -> str:
    if lead.kind == "agency":
        return agencies.get(lead.value, lead.value)
    if lead.kind == "type":
        return type_name(lead.value, words)
    if lead.kind == "day":
        return " - ".join(day(date.fromisoformat(one)) for one in lead.value.split("/"))
    return lead.value


def near_links(session: Session, text: str, words: Words) -> list[Link]:
    """Return the documents whose number comes near to one that was typed and that none bears."""
    return [
        Link(document_name(document, words), document_url(saved_id(document)))
        for document in near_numbers(session, text)
    ]


def relaxed_searches(
    session: Session,
    replica: Replica,
    text: str,
    chosen: Chosen,
    words: Words,
    *,
    today: date,
) -> list[Relaxed]:
    """Return what can be asked instead of a query that found nothing; each finds something."""
    looser = [
        *_without_filters(session, text, chosen, words),
        *_without_pieces(text, chosen, words),
    ]
    relaxed = []
    for said, query, filters in looser:
        total = search(
            session, replica, query, filters=filters.filters(), today=today, limit=1
        ).total
        if total:
            asked = urlencode({"q": query, **filters.in_force()}, doseq=True)
            relaxed.append(Relaxed(said, f"/tim-kiem?{asked}", total))
    return relaxed


def _without_filters(
    session: Session, text: str, chosen: Chosen, words: Words
) -> list[tuple[str, str, Chosen]]:
    """Return the same words without one of the filters, then without any of them."""
    in_force = words_of_filters(session, chosen.in_force(), words)
    looser = [
        (
            words.say(N_("Bỏ lọc {title}: {value}"), title=title.lower(), value=word),
            text,
            chosen.without(name, value),
        )
        for name, value, title, word in in_force
    ]
    if len(in_force) > 1:
        looser.append((words.say(N_("Bỏ mọi bộ lọc")), text, Chosen()))
    return looser


def _without_pieces(text: str, chosen: Chosen, words: Words) -> list[tuple[str, str, Chosen]]:
    """Return the query as loose words, then without each field or exclusion, then each word.

    A query of one word has nothing to leave out; of a long one no word is left out by itself.
    """
    pieces = _PIECE.findall(text)
    looser = [" ".join(text.replace('"', " ").split())] if _QUOTED.search(text) else []
    if len(pieces) > 1:
        limits = [at for at, piece in enumerate(pieces) if _is_limit(piece)]
        plain = [at for at in range(len(pieces)) if at not in limits]
        dropped = [*limits, *(plain if len(plain) <= _MOST_WORDS else ())]
        looser += [" ".join(pieces[:at] + pieces[at + 1 :]) for at in dropped]
    return [
        (words.say(N_("Tìm “{query}”"), query=query), query, chosen)
        for query in dict.fromkeys(looser[:_MOST_SEARCHES])
        if query
    ]


def _is_limit(piece: str) -> bool:
    return piece.startswith("-") or ":" in piece
