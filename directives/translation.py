"""Mark and translate what a person reads.

The source strings are Vietnamese, so the default language needs no catalogue and a string
that nobody translated still speaks Vietnamese. `locale/en.po` holds the English.
"""

import gettext
import io
from collections.abc import Callable
from functools import cache
from importlib import resources

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Translate = Callable[[str], str]

LANGUAGES = ("vi", "en")


def N_(text: str) -> str:  # noqa: N802 - gettext's customary name for "translate later"
    """Mark `text` for the catalogue where it is written; it is translated where it is shown."""
    return text


@cache
def translations(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language of `LANGUAGES`; Vietnamese is the source itself."""
    if language == "vi":
        return gettext.NullTranslations()
    source = resources.files("directives").joinpath("locale", f"{language}.po")
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translator(language: str) -> Translate:
    """Return the function that translates a marked string into `language`."""
    return translations(language).gettext
