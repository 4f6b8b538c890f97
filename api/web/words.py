"""The words of the reader's language, for sentences that are made in Python."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from gettext import NullTranslations
from typing import Annotated

from fastapi import Depends, Request

from api.web import formatting, states
from api.web.rendering import language_of
from directives.translation import translations


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader is told, in one language of `LANGUAGES`."""

    language: str

    @property
    def catalogue(self) -> NullTranslations:
        """The catalogue of the language."""
        return translations(self.language)

    def say(self, template: str, **values: object) -> str:
        """Return a sentence marked with N_(), with its values."""
        return self.catalogue.gettext(template).format(**values)

    def ngettext(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the sentence for a count; `{count}` stands for it, grouped."""
        written = formatting.number(count, language=self.language)
        return self.catalogue.ngettext(one, many, count).format(count=written, **values)

    def name(self, vietnamese: str, english: str) -> str:
        """Return the name of a record in the reader's language, as far as it has one."""
        return english if self.language == "en" and english else vietnamese

    def label(self, value: StrEnum) -> str:
        """Return the word for a stored value."""
        return states.label(value, catalogue=self.catalogue)

    def day(self, value: date) -> str:
        """Return a day as it is written."""
        return formatting.day(value)

    def due(self, due_from: date | None, due_to: date | None) -> str:
        """Return a due interval by its shortest name."""
        return formatting.due(due_from, due_to, catalogue=self.catalogue)


async def reader_words(request: Request) -> Words:
    """Return the words of the request's language."""
    return Words(language_of(request))


ReaderWords = Annotated[Words, Depends(reader_words)]


def inside_sentence(text: str) -> str:
    """Return a phrase as it stands inside a sentence: no capital, no full stop.

    A first word of several capitals is an abbreviation and keeps them.
    """
    plain = text.strip().rstrip(".;")
    first = plain.split(" ", 1)[0]
    if sum(letter.isupper() for letter in first) > 1:
        return plain
    return plain[:1].lower() + plain[1:]


def as_sentence(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]
