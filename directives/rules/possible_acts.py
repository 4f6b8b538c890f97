"""Whether one document can act on another, as far as their days are known.

What is not there yet cannot be amended, ended or suspended. What takes effect before its own issue
(Law on Promulgation of Legal Documents No. 64/2025/QH15, Art. 55) may act before it, but not before
its target was there.
"""

from datetime import date
from typing import Protocol

from directives.errors import ActsBeforeTarget, ActsOnNewer
from directives.rules.effect import ACTS
from directives.vocabulary import RelationKind


class Issued(Protocol):
    """A document, as far as its days are known."""

    @property
    def issued_on(self) -> date | None:
        """The day on which it was signed."""

    @property
    def effective_on(self) -> date | None:
        """The first day of effect that it names."""


def check_possible(
    kind: RelationKind, source: Issued, target: Issued, *, acts_from: date | None, field: str
) -> None:
    """Check that a document which changes the effect of another is not older than that.

    `field` is what names the other document. Where the day of issue of the one that acts is not
    known, its first day of effect counts.

    Raises:
        ActsOnNewer: it was issued before the other.
        ActsBeforeTarget: it would act, or has effect, before the other was issued.
    """
    issued_on, there_on = source.issued_on, target.issued_on
    if kind not in ACTS or there_on is None:
        return
    if issued_on and issued_on < there_on:
        raise ActsOnNewer(field=field, issued_on=issued_on, target_issued_on=there_on)
    begins_on = source.effective_on
    if issued_on is None and begins_on and begins_on < there_on:
        raise ActsBeforeTarget(field=field, day=begins_on, target_issued_on=there_on)
    if acts_from and acts_from < there_on:
        raise ActsBeforeTarget(field="acts_from", day=acts_from, target_issued_on=there_on)
