"""What happened to a promise, the newest first: said, moved, accepted, paused, tied, kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from api.web.names import Link, agency_names, document_name, document_url, readable_documents
from api.web.sentences import due_name, ended_clause, when_due
from api.web.words import Words, as_sentence, inside_sentence
from directives.models.base import saved_id
from directives.models.commitment import Due
from directives.models.commitment_block import CommitmentBlock
from directives.models.commitment_step import CommitmentStep
from directives.models.document import Document
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf, ha_noi_date
from directives.services.commitment_views import CommitmentView, due_of
from directives.store.commitment_blocks import list_blocks
from directives.store.commitment_titles import list_titles
from directives.store.commitments import list_gaps_of, list_words
from directives.store.gaps import list_gaps
from directives.translation import N_
from directives.vocabulary import StepKind


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What happened on a day, in whose words, and the document that shows it."""

    day: date
    told: str
    words: str
    source: Link | None


_Told = tuple[datetime, HistoryLine]  # and when it was recorded


def history_of(
    session: Session, actor: Actor, view: CommitmentView, words: Words, at: AsOf
) -> list[HistoryLine]:
    """Return what happened to a promise, the newest first; the same day in its order."""
    ended = view.ended
    blocks = list_blocks(session, at, ids=[saved_id(view.commitment)])
    cited = [
        ended.document_id if ended else None,
        *(one.source_document_id for one in view.moves),
        *(one.document_id for one in view.steps),
        *(one.by_document_id for one in blocks),
    ]
    documents = readable_documents(session, actor, cited)
    bodies = agency_names(session, (one.agency_id for one in view.steps), words)
    said = [
        *_moves(view, documents, words),
        *((step.recorded_at, _step(step, bodies, documents, words)) for step in view.steps),
        *_ties(session, view, at, words),
        *_titles(session, view, at, words),
        *_blocks(session, blocks, documents, words),
    ]
    said.sort(key=lambda one: (one[1].day, one[0]))
    lines = [_first(view, words), *(line for _, line in said)]
    if ended and view.standing.ended_on:
        told = as_sentence(ended_clause(view.standing, words)) + "."
        source = _link(documents, ended.document_id, words)
        lines.append(HistoryLine(ended.held_on, told, ended.words, source))
    return lines[::-1]


def _first(view: CommitmentView, words: Words) -> HistoryLine:
    due = as_sentence(when_due(due_of(view.commitment), words))
    return HistoryLine(
        view.commitment.promised_on,
        words.say(N_("Hứa lần đầu.")),
        f"{due}." if due else "",
        None,
    )


def _moves(
    view: CommitmentView, documents: Mapping[int, Document], words: Words
) -> Iterator[_Told]:
    """Give the moves in their order, each with the due date before it."""
    before = _due_inside(view.commitment, words)
    for move in view.moves:
        after = _due_inside(move, words)
        told = words.say(
            N_("Chuyển thời hạn từ {before} sang {after}."), before=before, after=after
        )
        why = f"{words.label(move.reason)}."
        source = _link(documents, move.source_document_id, words)
        line = HistoryLine(move.moved_on, f"{told} {why}", move.reason_words, source)
        yield move.recorded_at, line
        before = after


def _due_inside(said: Due, words: Words) -> str:
    return inside_sentence(due_name(due_of(said), words))


def _step(
    step: CommitmentStep,
    bodies: Mapping[int, str],
    documents: Mapping[int, Document],
    words: Words,
) -> HistoryLine:
    told = words.label(step.kind)
    if step.kind is StepKind.TRANSFERRED:
        body = bodies.get(step.agency_id or 0, "")
        told = words.say(N_("Chuyển cho {body}"), body=body)
    return HistoryLine(
        step.held_on, f"{told}.", step.words, _link(documents, step.document_id, words)
    )


def _ties(session: Session, view: CommitmentView, at: AsOf, words: Words) -> Iterator[_Told]:
    """Give the gaps that were tied later than the promise was recorded."""
    ties = list_gaps_of(session, [saved_id(view.commitment)], at.known_at)
    later = {
        one.gap_id: one.recorded_at for one in ties if one.recorded_at > view.commitment.recorded_at
    }
    for gap in list_gaps(session, ids=list(later)):
        known = later[saved_id(gap)]
        link = Link(f"{gap.code}: {gap.title}", f"/khoang-trong/{gap.id}")
        told = words.say(N_("Gắn với một khoảng trống."))
        yield known, HistoryLine(ha_noi_date(known), told, "", link)


def _titles(session: Session, view: CommitmentView, at: AsOf, words: Words) -> Iterator[_Told]:
    """Give how the promised document was said to be called, each with the title before it."""
    before = view.commitment.expected_title
    for one in list_titles(session, [saved_id(view.commitment)], at.known_at):
        told = words.say(N_("Tên văn bản sẽ ban hành: “{title}”."), title=one.title)
        replaced = words.say(N_("Trước đó: “{title}”."), title=before) if before else ""
        yield one.recorded_at, HistoryLine(ha_noi_date(one.recorded_at), told, replaced, None)
        before = one.title


def _blocks(
    session: Session,
    blocks: Sequence[CommitmentBlock],
    documents: Mapping[int, Document],
    words: Words,
) -> Iterator[_Told]:
    """Give what the promise began to wait for, or waits for no longer, as far as it may be known.

    The others are promises or documents; one that the reader may not read is left out.
    """
    waited = {one.by_commitment_id for one in blocks if one.by_commitment_id}
    promises = list_words(session, waited) if waited else {}
    for one in blocks:
        awaited = promises.get(one.by_commitment_id or 0)
        link = (
            Link(awaited.promise, f"/cam-ket/{one.by_commitment_id}")
            if awaited
            else _link(documents, one.by_document_id, words)
        )
        if link:
            told = N_("Không còn phải chờ.") if one.is_lifted else N_("Phải chờ việc khác.")
            yield one.recorded_at, HistoryLine(one.held_on, words.say(told), one.words, link)


def _link(documents: Mapping[int, Document], key: int | None, words: Words) -> Link | None:
    document = documents.get(key or 0)
    if document is None:
        return None
    return Link(document_name(document, words), document_url(saved_id(document)))
