"""Which days of a document decide its effect (Law 64/2025/QH15 Art. 53 and 57)."""

from datetime import date
from typing import NamedTuple, Protocol, Self

from directives.rules.normative import is_normative
from directives.vocabulary import Missing


class DatedRecord(Protocol):
    """A document, by what decides when it has effect."""

    @property
    def type_code(self) -> str:
        """The abbreviation of its type."""

    @property
    def key_exact(self) -> str | None:
        """Its exact number."""

    @property
    def issued_on(self) -> date | None:
        """The day of issue."""

    @property
    def effective_on(self) -> date | None:
        """The first day of effect that it names."""

    @property
    def expires_on(self) -> date | None:
        """Its last day of effect."""


class EffectDates(NamedTuple):
    """The dates of a document that decide its effect."""

    issued_on: date | None
    effective_on: date | None
    expires_on: date | None  # last day of effect, inclusive
    is_normative: bool = False

    @classmethod
    def of(cls, record: DatedRecord) -> Self:
        """Return the dates of a document."""
        normative = is_normative(record.type_code, record.key_exact)
        return cls(record.issued_on, record.effective_on, record.expires_on, normative)

    @property
    def is_silent(self) -> bool:
        """Tell whether it has to name the first day of its effect and is not known to."""
        return self.is_normative and self.effective_on is None

    @property
    def begins_on(self) -> date | None:
        """First day of effect, if it is known.

        A letter seldom names it; then it counts from its issue. A normative document does not
        (Law 64/2025/QH15 Art. 53).
        """
        return None if self.is_silent else self.not_before

    @property
    def not_before(self) -> date | None:
        """First day on which it can have effect: where it is silent, it has none before issue.

        The 45 or 10 days of Art. 53 are no bound: by a shortened procedure it has effect at once.
        """
        return self.effective_on or self.issued_on

    @property
    def unsaid(self) -> tuple[Missing, ...]:
        """What would have to be known to tell when the effect begins."""
        if self.begins_on is not None:
            return ()
        return (Missing.EFFECT_DAY,) if self.issued_on else (Missing.ISSUE_DAY, Missing.EFFECT_DAY)
