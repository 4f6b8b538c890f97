"""Who is late, as one sentence whose every clause leads to its source."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from textwrap import shorten
from typing import Final

from sqlmodel import Session

from api.web.formatting import day
from api.web.names import agency_names, document_name, document_url, readable_documents
from api.web.sentences import resting_clause, when_due
from api.web.words import Words, as_sentence, inside_sentence
from directives.models.commitment import Move
from directives.models.document import Document
from directives.rules.permissions import Actor
from directives.rules.promise_steps import Clock
from directives.rules.promises import Standing
from directives.services.late_answer import LatePromise
from directives.store.commitments import WordsRow, list_words
from directives.translation import N_

_LONGEST: Final = 200  # letters of an explanation inside the sentence; its page has all of it
_INHERITS = N_("{heir} (kế thừa cam kết của {lead})")
_WAS_GIVEN = N_("{heir} (nhận chuyển cam kết của {lead})")


class Part(StrEnum):
    """What a clause answers."""

    WHO = "who"
    SINCE = "since"
    WHAT = "what"
    WHERE = "where"
    MOVED = "moved"
    WHY = "why"


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the sentence: what stands before it, its words, and its source."""

    part: Part
    before: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Sources:
    """What the sentences of a page name: bodies, promises, documents that the reader may read."""

    leads: Mapping[int, str]
    documents: Mapping[int, Document]
    promises: Mapping[int, WordsRow]  # those that others wait for
    query: str = ""  # hands the point on of which the sentences tell; empty: the present

    def page_of(self, promise: int) -> str:
        """Return the address of a promise."""
        return f"/cam-ket/{promise}{self.query}"


def sources_of(
    session: Session, actor: Actor, promises: Collection[LatePromise], words: Words
) -> Sources:
    """Return the names that sentences need, in one query each."""
    moved = (late.last_move.source_document_id for late in promises if late.last_move)
    blockers = [one for late in promises for one in late.blockers]
    awaited = (document for _, document in blockers)
    promises_awaited = {key for key, _ in blockers if key is not None}
    cited = [*(late.row.source_document_id for late in promises), *moved, *awaited]
    leads = (late.view.commitment.lead_agency_id for late in promises)
    heirs = (key for late in promises for key in late.heirs)
    return Sources(
        agency_names(session, [*leads, *heirs], words),
        readable_documents(session, actor, cited),
        list_words(session, promises_awaited) if promises_awaited else {},
    )


def sentence_of(clauses: Sequence[Clause]) -> str:
    """Return the clauses as one sentence."""
    return "".join(clause.before + clause.text for clause in clauses) + "."


def late_clauses(late: LatePromise, sources: Sources, words: Words) -> list[Clause]:
    """Return who is late, since when, what was promised, where, moved how often, why."""
    return [
        *_who_since(late, sources, words),
        *_what_where(late, sources, words),
        _moved(late, sources, words),
        *_why(late, sources, words),
    ]


def _who_since(late: LatePromise, sources: Sources, words: Words) -> list[Clause]:
    commitment, standing = late.view.commitment, late.view.standing
    who = as_sentence(sources.leads.get(commitment.lead_agency_id or 0, commitment.lead_words))
    if commitment.lead_is_inferred:
        who = words.say(N_("{lead} (được coi là cơ quan chủ trì)"), lead=who)
    if late.heirs:
        now = ", ".join(sources.leads[key] for key in late.heirs)
        was_given = late.view.standing.course.transferred_to is not None
        told = _WAS_GIVEN if was_given else _INHERITS
        who = words.say(told, heir=now, lead=who)
    since = standing.due.due_to or commitment.promised_on
    late_for = words.ngettext(
        "quá hạn {count} ngày, từ ngày {day}",
        "quá hạn {count} ngày, từ ngày {day}",
        standing.days_late,
        day=day(since + timedelta(days=1)),
    )
    page = sources.page_of(late.row.id)
    clauses = [
        Clause(Part.WHO, "", who, f"{page}#ai-hua"),
        Clause(Part.SINCE, " ", late_for, f"{page}#thoi-han"),
    ]
    steps = f"{page}#qua-trinh"
    if standing.course.clock is Clock.AWAITING:
        clauses.append(Clause(Part.SINCE, ", ", resting_clause(standing, words), steps))
    if standing.stopped_days:
        clauses.append(Clause(Part.SINCE, " ", _not_counted(standing, words), steps))
    return clauses


def _not_counted(standing: Standing, words: Words) -> str:
    if standing.course.clock is Clock.AWAITING:
        return words.ngettext(
            "(không kể {count} ngày tạm dừng hoặc chờ xác nhận)",
            "(không kể {count} ngày tạm dừng hoặc chờ xác nhận)",
            standing.stopped_days,
        )
    return words.ngettext(
        "(không kể {count} ngày tạm dừng)",
        "(không kể {count} ngày tạm dừng)",
        standing.stopped_days,
    )


def _what_where(late: LatePromise, sources: Sources, words: Words) -> list[Clause]:
    page = sources.page_of(late.row.id)
    promise = inside_sentence(late.view.commitment.promise)
    told = words.say(N_("đã hứa {promise}"), promise=promise)
    title = late.row.expected_title
    if title and title.casefold() not in promise.casefold():
        told = f"{told} (“{title}”)"
    when = when_due(late.view.standing.due, words)
    what = Clause(Part.WHAT, ": ", f"{told} {when}" if when else told, page)
    # A name is told if it was public then; a link only to what this reader may read now.
    source = sources.documents.get(late.row.source_document_id or 0)
    if not late.row.source_document:
        said = words.say(N_("chưa ghi văn bản nguồn"))
        return [what, Clause(Part.WHERE, ", ", said, f"{page}#loi-hua")]
    if source is None:
        said = words.say(N_("tại {document}"), document=late.row.source_document)
        return [what, Clause(Part.WHERE, " ", said, f"{page}#loi-hua")]
    said = words.say(N_("tại {document}"), document=document_name(source, words))
    url = document_url(late.row.source_document_id or 0, late.row.source_provision_id)
    return [what, Clause(Part.WHERE, " ", said, url)]


def _moved(late: LatePromise, sources: Sources, words: Words) -> Clause:
    standing = late.view.standing
    url = f"{sources.page_of(late.row.id)}#qua-trinh"
    if not standing.moves:
        return Clause(Part.MOVED, "; ", words.say(N_("chưa lùi hạn lần nào")), url)
    told = words.ngettext("đã lùi hạn {count} lần", "đã lùi hạn {count} lần", standing.moves)
    if standing.moves_after_due:
        told += words.ngettext(
            " ({count} lần khi đã quá hạn)",
            " ({count} lần khi đã quá hạn)",
            standing.moves_after_due,
        )
    return Clause(Part.MOVED, "; ", told, url)


def _why(late: LatePromise, sources: Sources, words: Words) -> list[Clause]:
    """Return why: as the last date put off says, else what it waits for, the body, the promise.

    What the reader may not know of is not waited for.
    """
    page = sources.page_of(late.row.id)
    if late.last_move:
        return [_moved_because(late.last_move, sources, words, page)]
    if waited_for := _waited_for(late, sources, words):
        return waited_for
    if late.explanations:
        told = _cut(late.explanations[0].words)
        said = words.say(N_("giải trình: {explanation}"), explanation=told)
        return [Clause(Part.WHY, "; ", said, f"{page}#giai-trinh")]
    if reason := _cut(late.view.commitment.delay_reason):
        said = words.say(N_("lý do: {reason}"), reason=reason)
        return [Clause(Part.WHY, "; ", said, f"{page}#ly-do-cham")]
    return [Clause(Part.WHY, "; ", words.say(N_("chưa nêu lý do")), f"{page}#qua-trinh")]


def _moved_because(move: Move, sources: Sources, words: Words, page: str) -> Clause:
    reason = inside_sentence(words.label(move.reason))
    if move.reason_words:
        reason = f"{reason} – {inside_sentence(move.reason_words)}"
    is_readable = (move.source_document_id or 0) in sources.documents
    url = document_url(move.source_document_id or 0) if is_readable else f"{page}#qua-trinh"
    return Clause(Part.WHY, "; ", words.say(N_("lý do: {reason}"), reason=reason), url)


def _waited_for(late: LatePromise, sources: Sources, words: Words) -> list[Clause]:
    """Return what a promise waits for, one clause each, the first with the word."""
    named = []
    for promise, document in late.blockers:
        if promise is not None:
            name = inside_sentence(sources.promises[promise].promise)
            told = words.say(N_("cam kết “{promise}”"), promise=name)
            named.append((told, sources.page_of(promise)))
        elif document is not None and document in sources.documents:
            name = document_name(sources.documents[document], words)
            named.append((name, document_url(document)))
    clauses = [Clause(Part.WHY, ", ", name, url) for name, url in named]
    if clauses:
        told = words.say(N_("chờ {what}"), what=clauses[0].text)
        clauses[0] = replace(clauses[0], before="; ", text=told)
    return clauses


def _cut(text: str) -> str:
    return inside_sentence(shorten(text, _LONGEST, placeholder=" …"))
