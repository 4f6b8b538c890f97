"""The four kinds of refusal; every error of the domain is a leaf of one of them."""

import re
from typing import ClassVar

from directives.translation import Translate


class DirectivesError(Exception):
    """The root of all refusals. Raise a leaf, never this."""

    template: ClassVar[str]

    def __init__(self, *, field: str | None = None, **values: object) -> None:
        """Keep the values of the sentence and, for input, the field that is wrong."""
        super().__init__(field, values)
        self.field = field
        self.values = values

    @property
    def code(self) -> str:
        """The leaf's name in snake case, stable for programs."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    def message(self, translate: Translate = str) -> str:
        """Return the sentence in the language of `translate`; Vietnamese by default."""
        return translate(self.template).format(**self.values)

    def __str__(self) -> str:
        return self.message()


class NotFound(DirectivesError):
    """There is no such thing, or the actor may not know of it."""


class Conflict(DirectivesError):
    """The state forbids it now."""


class Invalid(DirectivesError):
    """It is wrong whatever the state."""


class Forbidden(DirectivesError):
    """The actor may not do it."""
