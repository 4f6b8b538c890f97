"""The JSON of legal effect: intervals, and what is suspect."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Self

from pydantic import AwareDatetime, BaseModel, Field

from api.v1.schemas.values import Day, Received
from directives.models.base import saved_id
from directives.models.suspicion import Suspicion
from directives.rules.effect import ActedUpon, EffectInterval
from directives.services.validity import ValidityView
from directives.vocabulary import (
    Missing,
    RelationKind,
    SuspectKind,
    SuspicionOutcome,
    SuspicionReason,
    Validity,
)


class ActOut(BaseModel):
    """What another document does; its number is null where the reader may not know of it."""

    kind: RelationKind
    document_id: int | None
    number: str | None
    provision: str | None
    from_on: date | None
    to_on: date | None

    @classmethod
    def of(cls, act: ActedUpon, view: ValidityView) -> Self:
        """Return the shape of an act."""
        source = view.acting.get(act.source_id)
        return cls(
            kind=act.kind,
            document_id=act.source_id if source else None,
            number=(source.number or source.title) if source else None,
            provision=act.provision or None,
            from_on=act.from_on,
            to_on=act.to_on,
        )


class IntervalOut(BaseModel):
    """Days with the same status; both ends count, null is open.

    `because` is empty where the document's own days decide; `missing` names what is not known.
    """

    status: Validity
    from_on: date | None
    to_on: date | None
    because: list[ActOut]
    missing: list[Missing]

    @classmethod
    def of(cls, one: EffectInterval, view: ValidityView) -> Self:
        """Return the shape of an interval."""
        return cls(
            status=one.effect.status,
            from_on=one.from_on,
            to_on=one.to_on,
            because=[ActOut.of(act, view) for act in one.effect.because],
            missing=list(one.effect.missing),
        )


class ValidityOut(IntervalOut):
    """The interval in which a day lies, as known at an instant.

    `checked_up_to`: to which instant the catalogue was looked through. `territory`: the code of
    the former province or commune within which the document stays in force.
    """

    as_of: date
    checked_up_to: AwareDatetime
    territory: str | None

    @classmethod
    def of_view(cls, view: ValidityView) -> Self:
        """Return the shape of how a document stands."""
        return cls(
            **dict(IntervalOut.of(view.current, view)),
            as_of=view.at.day,
            checked_up_to=view.at.known_at,
            territory=view.territory.code if view.territory else None,
        )


class ValidityListOut(BaseModel):
    """How a document, or a provision of it, stands through all time."""

    document_id: int
    provision: str | None
    current: ValidityOut
    intervals: list[IntervalOut]

    @classmethod
    def of_view(cls, view: ValidityView) -> Self:
        """Return the shape of all intervals."""
        return cls(
            document_id=saved_id(view.document),
            provision=view.provision or None,
            current=ValidityOut.of_view(view),
            intervals=[IntervalOut.of(one, view) for one in view.intervals],
        )


class RecallOut(BaseModel):
    """Whether a document is recalled (Decree 30/2020/ND-CP Art. 18.4), and whom nobody is told by.

    `unknown_recipients` are the entries of its lists, as printed, that the catalogue does not know
    or not in full ("Các sở, ban, ngành tỉnh"): a person tells them.
    """

    is_recalled: bool
    unknown_recipients: list[str]


class StepOut(BaseModel):
    """One document of a path, and how it rests on the next."""

    document_id: int
    kind: RelationKind | None


class FurtherCauseOut(BaseModel):
    """What else happened to the same base, by which document, and from which day on."""

    reason: SuspicionReason
    act_id: int | None
    since: date
    provision: str | None  # of the base; none: the whole


class SuspicionOut(BaseModel):
    """What is suspect, why, since when, and the path from it down to what was changed.

    `also`: what else happened to the base; a decision is about all of it.
    """

    id: int
    kind: SuspectKind
    document_id: int
    gap_id: int | None
    reason: SuspicionReason
    base_id: int
    provision: str | None  # of the base that was changed; none: the whole
    act_id: int | None
    since: date
    raised_at: AwareDatetime
    lapsed_at: AwareDatetime | None
    path: list[StepOut]
    also: list[FurtherCauseOut]

    @classmethod
    def of(cls, one: Suspicion, parts: Mapping[str, str]) -> Self:
        """Return the shape of a suspicion; `parts` are the provisions changed, by causes."""
        return cls(
            id=saved_id(one),
            kind=one.subject_kind,
            document_id=one.document_id,
            gap_id=one.gap_id,
            reason=one.reason,
            base_id=one.base_id,
            provision=parts.get(one.cause_key),
            act_id=one.act_id,
            since=one.holds_on,
            raised_at=one.raised_at,
            lapsed_at=one.lapsed_at,
            path=[
                StepOut(document_id=step["document_id"], kind=step["kind"] or None)
                for step in json.loads(one.path)
            ],
            also=[
                FurtherCauseOut(
                    reason=cause["reason"],
                    act_id=cause["act_id"],
                    since=cause["holds_on"],
                    provision=parts.get(cause["key"]),
                )
                for cause in json.loads(one.also)
            ],
        )


class RulingIn(Received):
    """What is decided about a suspicion; `last_day` only where a document has expired."""

    outcome: SuspicionOutcome
    words: str = Field(min_length=3, max_length=2_000)
    last_day: Day | None = None


class DaysIn(Received):
    """From which day to which a relation acts, and why it is said; null: with its source."""

    acts_from: Day | None = None
    acts_to: Day | None = None
    reason: str = Field(min_length=3, max_length=2_000)
