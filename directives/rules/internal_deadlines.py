"""A body's own deadline lies before the one that it gave in public, and only there does it count.

Lateness and the four official states never look at it.
"""

from datetime import date

from directives.errors import EventTooEarly, InternalNotEarlier


def check_internal(day: date, *, promised_on: date, public: date | None) -> None:
    """Check that a day can be the internal deadline of a promise.

    Args:
        day: Last day on which the body wants to be done.
        promised_on: The day of the promise.
        public: The present due date; without one, any day after the promise will do.

    Raises:
        EventTooEarly: it lies before the promise.
        InternalNotEarlier: it does not lie before the public due date.
    """
    if day < promised_on:
        raise EventTooEarly(field="due_on", day=day, promised_on=promised_on)
    if not counts(day, public):
        raise InternalNotEarlier(field="due_on", day=day, public=public)


def counts(day: date, public: date | None) -> bool:
    """Tell whether an internal deadline counts beside the public one, which may have moved."""
    return public is None or day < public
