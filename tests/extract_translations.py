"""Bring the English catalogue up to date: `python -m tests.extract_translations`.

What is new comes in without a translation, what nobody says any more goes, the rest stays.
The file has no dates and no line numbers, so it changes only where the words do.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PACKAGES = ("directives", "index", "api")
CATALOGUE = ROOT / "directives" / "locale" / "en.po"
KEYWORDS = {"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)}
METHODS = [("**.py", "python"), ("web/templates/**.html", "jinja2.ext:babel_extract")]
# The same settings as api.web.rendering, or the strings would differ by white space.
OPTIONS = {
    "web/templates/**.html": {
        "newstyle_gettext": "true",
        "silent": "false",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "trimmed": "true",
    }
}
HEADER = r"""# English words for the Vietnamese of the source. Kept by `make translations`.
msgid ""
msgstr ""
"Language: en\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def marked_strings() -> Catalog:
    """Return every string marked for translation, with the files that say it."""
    found = Catalog(locale="en", fuzzy=False)
    for package in PACKAGES:
        for name, _line, words, _comments, _context in extract_from_dir(
            ROOT / package, METHODS, OPTIONS, KEYWORDS
        ):
            found.add(words, locations=[(f"{package}/{name}", 0)])
    return found


def english() -> Catalog:
    """Return the catalogue as it is kept."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def spoken(catalogue: Catalog) -> list[Message]:
    """Return the messages of a catalogue without its header, sorted by their words."""
    return sorted((message for message in catalogue if message.id), key=lambda m: words_of(m.id))


def words_of(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return singular and plural alike as a tuple of strings."""
    return (text,) if isinstance(text, str) else tuple(text)


def updated(found: Catalog, kept: Catalog) -> str:
    """Return the text of the catalogue of `found`, translated as far as `kept` knows."""
    for message in spoken(found):
        known = kept.get(message.id)
        if known and known.id == message.id:
            message.string = known.string
    body = io.BytesIO()
    write_po(body, found, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return HEADER + body.getvalue().decode()


def main() -> None:
    """Rewrite the catalogue and say how many strings still want a translation."""
    found = marked_strings()
    CATALOGUE.parent.mkdir(exist_ok=True)
    kept = english() if CATALOGUE.exists() else Catalog(locale="en")
    CATALOGUE.write_text(updated(found, kept), encoding="utf-8")
    missing = [message for message in spoken(found) if not all(words_of(message.string or ""))]
    sys.stdout.write(f"{len(spoken(found))} strings, {len(missing)} without English.\n")


if __name__ == "__main__":
    main()
