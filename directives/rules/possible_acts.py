"""Whether one document can act on another, as far as their days are known.

What is not there yet cannot be amended, ended or suspended. What takes effect before its own issue
(Law on Promulgation of Legal Documents No. 64/2025/QH15, Art. 55) may act before it, but not before
its target was there; ADR 40 has the reasons.
"""

from datetime import date
from typing import Protocol

from directives.errors import ActsBeforeTarget, ActsOnNewer, EndsBeforeActing
from directives.rules.effect import ACTS, SUSPENDS
from directives.vocabulary import RelationKind


class Issued(Protocol):
    """A document, as far as its days are known."""

    @property
    def issued_on(self) -> date | None:
        """The day on which it was signed."""

    @property
    def effective_on(self) -> date | None:
        """The first day of effect that it names."""


class Said(Protocol):
    """A relation, as far as it says what is done, and on which days."""

    @property
    def kind(self) -> RelationKind:
        """What the source does to the target."""

    @property
    def acts_from(self) -> date | None:
        """The first day of it; none: with the effect of the source."""

    @property
    def acts_to(self) -> date | None:
        """The last day of it, of a suspension."""


def check_possible(act: Said, source: Issued, target: Issued, *, field: str) -> None:
    """Check that a document which changes the effect of another can do so.

    `field` is what names the other document.

    Raises:
        ActsOnNewer: it was issued before the other.
        ActsBeforeTarget: it would act before the other was issued.
        EndsBeforeActing: it is a suspension that would be over before it begins.
    """
    issued_on, there_on = source.issued_on, target.issued_on
    if act.kind not in ACTS:
        return
    begins_on = act.acts_from or source.effective_on
    last_day, first_day = act.acts_to, begins_on or issued_on
    if act.kind in SUSPENDS and last_day and first_day and last_day < first_day:
        raise EndsBeforeActing(field="acts_to", last_day=last_day, first_day=first_day)
    if there_on is None:
        return
    if issued_on and issued_on < there_on:
        raise ActsOnNewer(field=field, issued_on=issued_on, target_issued_on=there_on)
    if begins_on and begins_on < there_on:
        named = "acts_from" if act.acts_from else field
        raise ActsBeforeTarget(field=named, day=begins_on, target_issued_on=there_on)
