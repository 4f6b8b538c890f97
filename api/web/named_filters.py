"""Filters of an address that name a record; what names none does not narrow, and is said."""

from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from sqlmodel import Session

from api.web.words import Words
from directives.errors import Invalid

_Found_co = TypeVar("_Found_co", covariant=True)


class _Finder(Protocol[_Found_co]):
    """A lookup of `services.names`."""

    def __call__(self, session: Session, text: str, /, *, field: str) -> _Found_co: ...


@dataclass(frozen=True, slots=True)
class NamedFilters:
    """What an address asks for by name, and what is wrong with it by the place of the filter."""

    session: Session
    words: Words
    errors: dict[str, str] = field(default_factory=dict)

    def named(self, find: _Finder[_Found_co], place: str, text: str) -> _Found_co | None:
        """Return the record that a filter names; None for no words, and for what names none.

        Args:
            find: What finds the record.
            place: The id of the filter on the page, to which its error leads.
            text: What the address asks for.
        """
        if not text:
            return None
        try:
            return find(self.session, text, field=place)
        except Invalid as unknown:
            self.refuse(place, unknown)
            return None

    def refuse(self, place: str, error: Invalid) -> None:
        """Keep what is wrong with a filter."""
        self.errors[place] = error.message(self.words.catalogue.gettext)
