"""The document that keeps a promise is proposed for the gaps that the promise was to close."""

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.models.coverage_link import CoverageLink
from directives.models.document import Document
from directives.models.gap import Gap
from directives.rules.permissions import Actor
from directives.rules.sentences import sentence_spans
from directives.rules.two_times import AsOf
from directives.rules.word_overlap import words_of
from directives.services.gap_merges import families
from directives.services.link_proposals import PROMISE, Found, write_proposal
from directives.services.link_suspects import source_text
from directives.store.commitments import list_gaps_of
from directives.store.coverage import list_links_of_document
from directives.store.gaps import find_gap
from directives.vocabulary import RecordState


def propose_links_of_promise(
    session: Session, actor: Actor, commitment: Commitment, document: Document, *, at: AsOf
) -> list[CoverageLink]:
    """Propose a published document for each gap of the promise that it keeps.

    A person says how far it answers. What is linked, proposed or was rejected before is left
    alone; a draft answers nothing yet.
    """
    if document.state is not RecordState.PUBLISHED:
        return []
    key = saved_id(document)
    decided = {link.gap_id for link in list_links_of_document(session, key, status=None)}
    known = families(session, at)
    ties = list_gaps_of(session, [saved_id(commitment)], at.known_at)
    roots = [known.root(tie.gap_id) for tie in ties]
    gaps = [find_gap(session, root) for root in dict.fromkeys(roots) if root not in decided]
    text = source_text(session, key, "") or ""
    return [
        write_proposal(
            session, actor, Found(gap, _quote(text, document, gap), PROMISE), key, at=at, text=text
        )
        for gap in gaps
        if gap is not None
    ]


def _quote(text: str, document: Document, gap: Gap) -> str:
    """Return the sentence that says most of what the gap asks; the title where none says any."""
    asked = words_of(f"{gap.title}. {gap.description}")
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    best = max(sentences, key=lambda one: len(asked & words_of(one)), default="")
    if asked & words_of(best):
        return best
    return document.title or document.number_as_printed or gap.title
