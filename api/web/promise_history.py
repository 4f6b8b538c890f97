"""What happened to a promise, the newest first: said, moved, accepted, paused, kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.web.names import Link, agency_names, document_name, document_url, readable_documents
from api.web.sentences import due_name, ended_clause, when_due
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.models.commitment_step import CommitmentStep
from directives.models.document import Document
from directives.rules.permissions import Actor
from directives.services.commitment_views import CommitmentView, due_of
from directives.translation import N_
from directives.vocabulary import StepKind


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What happened on a day, in whose words, and the document that shows it."""

    day: date
    told: str
    words: str
    source: Link | None


def history_of(
    session: Session, actor: Actor, view: CommitmentView, words: Words
) -> list[HistoryLine]:
    """Return what happened to a promise, the newest first; the same day in its order."""
    ended = view.ended
    cited = [
        ended.document_id if ended else None,
        *(one.source_document_id for one in view.moves),
        *(one.document_id for one in view.steps),
    ]
    documents = readable_documents(session, actor, cited)
    bodies = agency_names(session, (one.agency_id for one in view.steps), words)
    moved = zip(view.moves, _moves(view, documents, words), strict=True)
    said = [(line.day, move.recorded_at, line) for move, line in moved]
    for step in view.steps:
        line = _step(step, bodies, documents, words)
        said.append((line.day, step.recorded_at, line))
    said.sort(key=lambda one: one[:2])
    lines = [_first(view, words), *(line for _, _, line in said)]
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
) -> Sequence[HistoryLine]:
    """Return the moves in their order, each with the due date before it."""
    lines = []
    before = due_name(due_of(view.commitment), words)
    for move in view.moves:
        after = due_name(due_of(move), words)
        told = words.say(
            N_("Chuyển thời hạn từ {before} sang {after}."), before=before, after=after
        )
        why = f"{words.label(move.reason)}."
        source = _link(documents, move.source_document_id, words)
        lines.append(HistoryLine(move.moved_on, f"{told} {why}", move.reason_words, source))
        before = after
    return lines


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


def _link(documents: Mapping[int, Document], key: int | None, words: Words) -> Link | None:
    document = documents.get(key or 0)
    if document is None:
        return None
    return Link(document_name(document, words), document_url(saved_id(document)))
