"""The JSON of the answer to who is late."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Self

from pydantic import AwareDatetime, BaseModel

from api.v1.schemas.commitment_events import ExplanationOut
from api.v1.schemas.commitments import PromiseSourceOut
from api.web.late_sentences import Clause, Part, sentence_of
from directives.rules.promise_steps import Clock
from directives.services.late_answer import LatePromise
from directives.vocabulary import CommitmentKind, MoveReason

Clauses = Mapping[str, Sequence[Clause]]


class ClauseOut(BaseModel):
    """One clause of the sentence, in both languages, and the address of its source."""

    part: Part
    vi: str
    en: str
    url: str


class SentenceOut(BaseModel):
    """The sentence in both languages."""

    vi: str
    en: str


class ReasonsOut(BaseModel):
    """Why a promise is late, from whoever said it.

    `reason` is that of the last move that put the date off. `waits_for_commitments` and
    `waits_for_documents` (those that the reader may know of) hold it up. `explanations` are the
    body's own, the newest first. `delay_reason` was said with the promise.
    """

    reason: MoveReason | None
    reason_words: str
    delay_reason: str
    waits_for_commitments: list[int]
    waits_for_documents: list[int]
    explanations: list[ExplanationOut]

    @classmethod
    def of_late(cls, late: LatePromise, readable: Collection[int]) -> Self:
        """Return the shape of the reasons; `readable` are documents that may be known of."""
        move = late.last_move
        return cls(
            reason=move.reason if move else None,
            reason_words=move.reason_words if move else "",
            delay_reason=late.view.commitment.delay_reason,
            waits_for_commitments=[key for key, _ in late.blockers if key is not None],
            waits_for_documents=[key for _, key in late.blockers if key in readable],
            explanations=[ExplanationOut.of(one) for one in late.explanations],
        )


class LatePromiseOut(ReasonsOut):
    """Who is late, since when, what was promised, where, moved how often, why.

    `first_due_to` and `due_to` are the last days on time, as promised first and now;
    `slip_days` is between the two; `moves_after_due` counts the moves made when the date before
    them had passed. `reported_on`: reported as kept when late, and not confirmed yet.
    `paused_days` since `late_since`, those of a pause or since that report, are not among
    `days_late`. `debt_days` are place-days: waiting places × days late. `agency` promised;
    where it was taken over, `answered_for_by` are the bodies (keys) that answer for it on that day.
    """

    id: int
    code: str | None
    kind: CommitmentKind
    agency_id: int | None
    agency: str
    agency_is_inferred: bool
    answered_for_by: list[int]
    promised: str
    expected_title: str | None
    promised_on: date
    phrase: str
    first_due_to: date | None
    due_from: date | None
    due_to: date | None
    late_since: date
    days_late: int
    reported_on: date | None
    paused_days: int
    moves: int
    moves_after_due: int
    slip_days: int | None
    waiting_places: int
    debt_days: int
    source: PromiseSourceOut
    sentence: SentenceOut
    clauses: list[ClauseOut]
    url: str

    @classmethod
    def of(cls, late: LatePromise, clauses: Clauses, readable: Collection[int]) -> Self:
        """Return the shape of a late promise; `clauses` by language, `readable` documents."""
        commitment, standing, row = late.view.commitment, late.view.standing, late.row
        course = standing.course
        assert standing.due.due_to is not None  # what is late has a date
        pairs = zip(clauses["vi"], clauses["en"], strict=True)
        return cls(
            id=row.id,
            **ReasonsOut.of_late(late, readable).model_dump(),
            code=commitment.code,
            kind=commitment.kind,
            agency_id=commitment.lead_agency_id,
            agency=row.lead,
            agency_is_inferred=row.lead_is_inferred,
            answered_for_by=list(late.heirs),
            promised=row.promised,
            expected_title=row.expected_title,
            promised_on=commitment.promised_on,
            phrase=row.phrase,
            first_due_to=commitment.due_to,
            due_from=row.due_from,
            due_to=row.due_to,
            late_since=standing.due.due_to + timedelta(days=1),
            days_late=row.days_late,
            reported_on=course.since if course.clock is Clock.AWAITING else None,
            paused_days=standing.stopped_days,
            moves=row.moves,
            moves_after_due=standing.moves_after_due,
            slip_days=standing.slip_days,
            waiting_places=late.waiting,
            debt_days=late.debt_days,
            source=PromiseSourceOut.of(row),
            sentence=SentenceOut(vi=sentence_of(clauses["vi"]), en=sentence_of(clauses["en"])),
            clauses=[
                ClauseOut(part=vi.part, vi=vi.text, en=en.text, url=vi.url) for vi, en in pairs
            ],
            url=f"/cam-ket/{row.id}",
        )


class LateAnswerOut(BaseModel):
    """The late promises, the latest first; `total` counts those beyond this page, too."""

    as_of: date
    known_at: AwareDatetime
    sector: str | None
    agency_id: int | None
    province: str | None
    total: int
    answers: list[LatePromiseOut]
