"""Propose the gaps that a document may answer, by what it says; a person agrees or rejects."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.gap import Gap
from directives.rules.gap_suggestions import GapWords, suggest_gaps
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.sentences import sentence_spans
from directives.rules.two_times import AsOf
from directives.rules.vietnamese import tokens
from directives.rules.word_overlap import words_of
from directives.services.link_history import record_link_event
from directives.services.link_suspects import fingerprint, gap_print, source_text
from directives.store.coverage import list_links_of_document
from directives.store.gaps import list_gaps
from directives.store.published_texts import list_newest_published, map_texts
from directives.vocabulary import Extent, LinkEventKind, ProposalState

MOST_COMPARED: Final = 40
"""Gaps whose every sentence is compared: those of whose words the document has most."""

MOST_LOOKED_AT: Final = 200
"""Documents, the newest, that a gap is compared with when it is opened."""

MOST_READ: Final = 15
"""Of these, the documents whose every sentence is compared: those nearest by pairs of syllables."""

MOST_PROPOSED: Final = 5

SIMILARITY, READING, PROMISE = "similarity", "reading", "promise"


@dataclass(frozen=True, slots=True)
class Found:
    """A gap that a document may answer, the words that say so, and how they were found."""

    gap: Gap
    quote: str
    origin: str


def propose_links(
    session: Session, actor: Actor, document_id: int, *, at: AsOf
) -> list[CoverageLink]:
    """Propose the gaps that the text of a document may answer, each with its sentence.

    A gap that is linked, proposed or was rejected is left alone, so a rejected one never comes
    back and proposing again adds nothing. A sentence that names the procedure of a gap counts as
    read, one that says what the gap says as similar.
    """
    decided = {link.gap_id for link in list_links_of_document(session, document_id, status=None)}
    gaps = [
        gap
        for gap in list_gaps(session)
        if saved_id(gap) not in decided and gap.merged_into_id is None
    ]
    text = source_text(session, document_id, "") if gaps else ""
    if not text:
        return []
    found = {one.gap.id: one for one in [*_similar(text, gaps), *_naming(text, gaps)]}
    return [
        write_proposal(session, actor, one, document_id, at=at, text=text) for one in found.values()
    ]


def propose_documents(session: Session, actor: Actor, gap: Gap, *, at: AsOf) -> list[CoverageLink]:
    """Propose the documents that may answer a gap that was just opened, each with its sentence.

    Looked at are the newest documents of its sector and, of the newest of all, those that name
    its procedure. A gap of neither is not compared with anything.
    """
    texts = _candidates(session, gap)
    near = sorted(texts, key=_shared_pairs(gap, texts), reverse=True)[:MOST_READ]
    named = {key: one for key, text in texts.items() for one in _naming(text, [gap])}
    similar = {key: one for key in near for one in _similar(texts[key], [gap])}
    found = named | {key: one for key, one in similar.items() if key not in named}
    return [
        write_proposal(session, actor, one, key, at=at, text=texts[key])
        for key, one in islice(found.items(), MOST_PROPOSED)
    ]


def _shared_pairs(gap: Gap, texts: Mapping[int, str]) -> Callable[[int], int]:
    """Return what counts the pairs of syllables that a text has of a gap: quick, and no proof."""
    asked = tokens(f"{gap.title}. {gap.description}".lower())
    pairs = {f"{one} {two}" for one, two in pairwise(asked)}

    def count(key: int) -> int:
        said = texts[key].lower()
        return sum(pair in said for pair in pairs)

    return count


def _candidates(session: Session, gap: Gap) -> dict[int, str]:
    """Return what those documents say, by document."""
    texts: dict[int, str] = {}
    if gap.procedure_code:
        newest = list_newest_published(session, MOST_LOOKED_AT, sector_id=None)
        texts |= map_texts(session, newest, holding=gap.procedure_code)
    if gap.sector_id:
        newest = list_newest_published(session, MOST_LOOKED_AT, sector_id=gap.sector_id)
        texts |= map_texts(session, newest)
    return texts


def write_proposal(
    session: Session, actor: Actor, found: Found, document_id: int, *, at: AsOf, text: str
) -> CoverageLink:
    """Write that a document may answer a gap in part; `text` is what the document says."""
    link = CoverageLink(
        gap_id=saved_id(found.gap),
        document_id=document_id,
        extent=Extent.PARTIAL,
        quote=found.quote,
        linked_on=at.day,
        account_id=check_signed_in(actor),
        recorded_at=at.known_at,
        origin=found.origin,
        status=ProposalState.PROPOSED,
        source_print=fingerprint(text),
        gap_print=gap_print(found.gap),
    )
    session.add(link)
    session.flush()
    record_link_event(session, actor, link, LinkEventKind.PROPOSED, at=at)
    return link


def _similar(text: str, gaps: Sequence[Gap]) -> list[Found]:
    said = words_of(text)

    def share(gap: Gap) -> float:
        asked = words_of(f"{gap.title}. {gap.description}")
        return len(asked & said) / (len(asked) or 1)

    near = {saved_id(gap): gap for gap in sorted(gaps, key=share, reverse=True)[:MOST_COMPARED]}
    asked = [GapWords(key, f"{gap.title}. {gap.description}") for key, gap in near.items()]
    return [
        Found(near[one.gap_id], text[one.start : one.end], SIMILARITY)
        for one in suggest_gaps(text, asked)
    ]


def _naming(text: str, gaps: Sequence[Gap]) -> list[Found]:
    """Return the gaps whose procedure a sentence names by its code."""
    named = [gap for gap in gaps if gap.procedure_code and gap.procedure_code in text]
    spans = sentence_spans(text) if named else []
    found = []
    for gap in named:
        for start, end in spans:
            if gap.procedure_code in text[start:end].replace(",", " ").replace(";", " ").split():
                found.append(Found(gap, text[start:end], READING))
                break
    return found
