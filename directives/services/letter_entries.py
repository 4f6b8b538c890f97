"""What a letter says of promises, as values; the words are put to them when it is sent."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from directives.rules.notices import is_optional
from directives.services.owed_notices import Deadline
from directives.store.commitments import WordsRow
from directives.store.notices import Untold
from directives.vocabulary import NoticeBasis, Stage

_PLACES = {basis: place for place, basis in enumerate(NoticeBasis)}
_NO_DATE = date.max  # behind all that has one


def letter_entries(
    letter: Sequence[Untold],
    words: Mapping[int, WordsRow],
    bodies: Mapping[int, str],
    stage_of: Callable[[int], Stage | None],
) -> list[dict[str, Any]]:
    """Return what a letter says of each promise of its notices, the most urgent first."""
    told: dict[int, list[Untold]] = {}
    for one in letter:
        told.setdefault(one.commitment_id, []).append(one)
    ordered = sorted(told, key=lambda key: (_first_day(told[key]), told[key][-1].id))
    return [_entry(told[key], words[key], bodies, stage_of(key)) for key in ordered]


def _entry(
    notices: Sequence[Untold], said: WordsRow, bodies: Mapping[int, str], stage: Stage | None
) -> dict[str, Any]:
    """Return what a letter says of one promise: who is told as the last notice has it, and why.

    It stands on each deadline of which a notice tells, and is optional if all of them are.
    """
    latest = notices[-1]
    moved = {Deadline.of(one): one.moved_from for one in notices if one.moved_from}
    deadlines = dict.fromkeys(Deadline.of(one) for one in notices)
    instead_of = latest.instead_of_agency_id
    return {
        "commitment_id": latest.commitment_id,
        "contact_id": latest.contact_id,
        "is_optional": not moved
        and all(is_optional(one.audience, one.days, one.due_to) for one in notices),
        "promise": said.promise,
        "body": bodies.get(said.lead_agency_id or 0, said.lead_words),
        "promised_on": said.promised_on.isoformat(),
        "named": said.named,
        "deadlines": [
            {
                "basis": one.basis.value,
                "due_to": _written(one.due_to),
                "moved_from": _written(moved.get(one)),
            }
            for one in sorted(deadlines, key=lambda one: _PLACES[one.basis])
        ],
        "stage": stage,
        "audience": latest.audience.value,
        "instead_of": bodies[instead_of] if instead_of else None,
        "is_unlisted": said.is_unlisted,
    }


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _first_day(notices: Sequence[Untold]) -> date:
    return min(one.due_to or _NO_DATE for one in notices)
