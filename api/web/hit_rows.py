"""Hits of a search as lines of a page, with everything decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote_plus, urlencode

from markupsafe import Markup, escape
from sqlmodel import Session

from api.web.names import Link, agency_name, document_name, document_url
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.rules.effect import touches
from directives.services.acting_documents import Acting, acting_documents
from directives.translation import N_
from directives.vocabulary import RelationKind, Validity
from index.answers import AnswerHit
from index.query import SearchQuery
from index.snippet import Snippets

_ACTS = {
    RelationKind.REPLACES: N_("Bị thay thế bởi"),
    RelationKind.REPEALS: N_("Bị bãi bỏ bởi"),
    RelationKind.AMENDS: N_("Được sửa đổi, bổ sung bởi"),
    RelationKind.SUSPENDS_EFFECT: N_("Bị ngưng hiệu lực bởi"),
    RelationKind.SUSPENDS_EXECUTION: N_("Bị đình chỉ thi hành bởi"),
    RelationKind.REVOKES: N_("Bị thu hồi bởi"),
}

_PARTLY = {
    RelationKind.REPLACES: N_("Bị thay thế một phần bởi"),
    RelationKind.REPEALS: N_("Bị bãi bỏ một phần bởi"),
    RelationKind.SUSPENDS_EFFECT: N_("Bị ngưng hiệu lực một phần bởi"),
    RelationKind.SUSPENDS_EXECUTION: N_("Bị đình chỉ thi hành một phần bởi"),
    RelationKind.REVOKES: N_("Bị thu hồi một phần bởi"),
}


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit, with everything decided."""

    url: str
    opened_url: str  # where a browser tells that the hit was opened
    name: str
    title: Markup  # empty where the name is the title; marked where the words stand in no snippet
    issuer: str
    issued_on: date | None
    validity: Validity
    acting: Sequence[tuple[str, Link]]  # “Bị thay thế bởi”, and what replaces it
    label: str
    snippet: Markup
    more: int  # further hits in this document, which the list leaves out
    more_url: str
    is_jump: bool
    is_illustration: bool


class Titles:
    """Titles of the hits of one query; what is looked for is worked out when first needed."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _snippets(self) -> Snippets:
        return Snippets(SearchQuery.parse(self._text))

    def of(self, hit: AnswerHit) -> Markup:
        """Return the title of a hit, marked if the words that were found stand there only."""
        title = as_sentence(hit.document.title)
        if hit.provision_id and "<mark>" in hit.snippet_html:
            return escape(title)
        return Markup(self._snippets.html(title, len(title)))  # noqa: S704 - it escapes


def hit_rows_of(
    session: Session,
    hits: Sequence[AnswerHit],
    words: Words,
    *,
    key: str,
    query: Mapping[str, str | Sequence[str]],
    first: int,
) -> list[HitRow]:
    """Return the lines of hits, in their order.

    Args:
        session: The transaction.
        hits: What the search gave.
        words: The reader's language.
        key: The key of the search in the log; letters, digits, - and _ only.
        query: The words and filters of the search, by their names in the address.
        first: The position of the first of these hits, from 1.
    """
    acting = acting_documents(session, {saved_id(hit.document): hit.acts for hit in hits})
    titles = Titles(str(query["q"]))
    return [
        _row(
            hit,
            acting[saved_id(hit.document)],
            words,
            titles=titles,
            query=query,
            opened_url=_opened_url(hit, key, position),
        )
        for position, hit in enumerate(hits, first)
    ]


def _row(
    hit: AnswerHit,
    acting: Sequence[Acting],
    words: Words,
    *,
    titles: Titles,
    query: Mapping[str, str | Sequence[str]],
    opened_url: str,
) -> HitRow:
    document = hit.document
    numbered = document.number or document.number_as_printed
    return HitRow(
        url=hit.url,
        opened_url=opened_url,
        name=document_name(document, words),
        title=titles.of(hit) if numbered else Markup(),
        issuer=agency_name(hit.issuer, words) if hit.issuer else "",
        issued_on=document.issued_on,
        validity=hit.validity,
        acting=_acting(acting, hit.provision_id or "", words),
        label=hit.label,
        snippet=Markup(hit.snippet_html),  # noqa: S704 - index.snippet escapes the words
        more=hit.more,
        more_url=_more_url(hit, query) if hit.more else "",
        is_jump=hit.is_jump,
        is_illustration=document.is_illustration,
    )


def _acting(acts: Sequence[Acting], provision: str, words: Words) -> list[tuple[str, Link]]:
    """Say what acts on what was found, each once; what acts on other articles is not said."""
    said = {}
    for act in acts:
        if not touches(act.provision, provision):
            continue
        is_part = act.provision != provision and act.provision.startswith(provision)
        verb = _PARTLY.get(act.kind, _ACTS[act.kind]) if is_part else _ACTS[act.kind]
        key = saved_id(act.source)
        said[verb, key] = (
            words.say(verb),
            Link(document_name(act.source, words), document_url(key)),
        )
    return list(said.values())


def _more_url(hit: AnswerHit, query: Mapping[str, str | Sequence[str]]) -> str:
    return f"/tim-kiem?{urlencode({**query, 'document': hit.document.id}, doseq=True)}"


def _opened_url(hit: AnswerHit, key: str, position: int) -> str:
    provision = quote_plus(hit.provision_id or "")
    return f"/tim-kiem/mo?k={key}&d={hit.document.id}&p={provision}&n={position}"
