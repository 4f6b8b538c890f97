"""Does what there is answer a gap?

A document in hand outweighs a promise, and a broken promise one that still runs. What was
decided by hand outweighs both, an override only until its last day.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from directives.errors import ValueInvalid
from directives.rules.effect import ALIVE
from directives.rules.promises import RUNNING
from directives.translation import N_
from directives.vocabulary import CommitmentState, DecisionKind, Extent, GapState, Validity

COUNTING: Final = ALIVE | {Validity.UNKNOWN}
"""Effects with which a document answers: not yet, no longer and suspended do not."""

CLEAR_SHARE: Final = 0.5
"""Of the places that reported a gap, the share that must say that the answer is clear."""

NOT_CLEAR_SHARE: Final = 0.1
"""The largest share that may say that it is unclear or does not fit."""

LONGEST_OVERRIDE: Final = timedelta(days=365)
"""What is set by hand has to be looked at again after a year at the latest."""

_OVERRIDE_LASTS = N_(
    "Ngày cuối của tình trạng đặt bằng tay không được trước hôm nay và không quá một năm tới."
)
_WAITING: Final = RUNNING - {CommitmentState.OVERDUE}
_BY_EXTENT: Final = (
    (Extent.FULL, GapState.COVERED),
    (Extent.PARTIAL, GapState.PARTLY_COVERED),
    (Extent.INTERIM, GapState.INTERIM),
)


BY_HAND: Final = tuple(
    state
    for state in GapState
    if state not in {GapState.NOT_APPLICABLE, GapState.CLOSED, GapState.CONFIRMED}
)
"""States that an override may name: of the others one is the places' to say, two are decisions of
their own kind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A confirmed link of a document that counts on the day; suspect when an end has changed."""

    extent: Extent
    is_suspect: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What the places that reported a gap say of the documents that answer it in full."""

    reported: int = 0
    clear: int = 0
    not_clear: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision by hand; `state` and `expires_on` (last day, inclusive) are an override's."""

    kind: DecisionKind
    state: GapState | None = None
    expires_on: date | None = None


_NOTHING_HEARD: Final = Heard()


def gap_state(
    answers: Collection[Answer],
    promises: Collection[CommitmentState],
    *,
    heard: Heard = _NOTHING_HEARD,
    has_interim_instruction: bool = False,
) -> GapState:
    """Return the state of a gap as computed; `decision_on` tells what outweighs it.

    Of several answers the one that claims most decides: if all of its kind are suspect, so is
    the gap. Conflicting answers never cover.
    """
    for extent, state in _BY_EXTENT:
        found = [answer for answer in answers if answer.extent is extent]
        if found and all(answer.is_suspect for answer in found):
            return GapState.SUSPECT
        if found:
            confirmed = state is GapState.COVERED and is_confirmed(heard)
            return GapState.CONFIRMED if confirmed else state
    if has_interim_instruction:
        return GapState.INTERIM
    if CommitmentState.OVERDUE in promises:
        return GapState.OVERDUE
    return GapState.PROMISED if _WAITING.intersection(promises) else GapState.OPEN


def is_confirmed(heard: Heard) -> bool:
    """Tell whether places confirm an answer.

    At least half of those that reported the gap say that it is clear, and at most one in ten
    says otherwise. Without reports nobody can.
    """
    enough = heard.clear > 0 and heard.clear >= CLEAR_SHARE * heard.reported
    return enough and heard.not_clear <= NOT_CLEAR_SHARE * heard.reported


def check_override_ends(last_day: date | None, day: date) -> None:
    """Check the last day of a state that is set by hand on a day; decisions that last have none.

    Raises:
        ValueInvalid: it lies before that day, or more than `LONGEST_OVERRIDE` after it.
    """
    if last_day and not day <= last_day <= day + LONGEST_OVERRIDE:
        raise ValueInvalid(field="expires_on", reason=_OVERRIDE_LASTS)


def is_exempt(kinds: Sequence[DecisionKind]) -> bool:
    """Tell whether no guidance is due, of all that was decided, in its order; an override ends."""
    lasting = [kind for kind in kinds if kind is not DecisionKind.OVERRIDE]
    return lasting[-1:] == [DecisionKind.NOT_APPLICABLE]


def decision_on(day: date, decisions: Sequence[Decided]) -> Decided | None:
    """Return the decision by hand that counts on a day, of those known, in their order.

    An override that has run out lets what stood before it stand again; so does nothing else:
    lifting ends all before it.
    """
    lasting: Decided | None = None
    override: Decided | None = None
    for decided in decisions:
        if decided.kind is DecisionKind.OVERRIDE:
            override = decided
        else:
            lasting = None if decided.kind is DecisionKind.LIFT else decided
            override = None
    if override and override.expires_on and day <= override.expires_on:
        return override
    return lasting


def decided_state(decided: Decided) -> GapState:
    """Return the state that a decision gives; of an override the one it names."""
    if decided.kind is DecisionKind.NOT_APPLICABLE:
        return GapState.NOT_APPLICABLE
    return decided.state or GapState.CLOSED
