"""The help of the commands in the operator's language.

Our help texts are Vietnamese strings of the catalogue; click's own words are English and are
given their Vietnamese here.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from directives.settings import Settings
from directives.translation import N_, translator

_CLICKS_WORDS = {
    "Usage:": N_("Cách dùng:"),
    "Options": N_("Tùy chọn"),
    "Commands": N_("Lệnh"),
    "[OPTIONS]": N_("[TÙY CHỌN]"),
    "COMMAND": N_("LỆNH"),
    "[ARGS]...": N_("[THAM SỐ]..."),
    "Show this message and exit.": N_("Hiện hướng dẫn này rồi thoát."),
}


class TranslatedFormatter(click.HelpFormatter):
    """Writes help in the language of the settings."""

    def _translated(self, text: str) -> str:
        translate = translator(Settings().language)
        return translate(_CLICKS_WORDS.get(text, text))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        words = " ".join(map(self._translated, args.split(" ")))
        super().write_usage(prog, words, prefix or f"{self._translated('Usage:')} ")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(self._translated(text))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a heading and what is under it."""
        with super().section(self._translated(name)):
            yield

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of commands or options."""
        translated = [(term, self._translated(text)) for term, text in rows]
        super().write_dl(translated, col_max, col_spacing)


class TranslatedContext(click.Context):
    """Lets every command of the tree write its help so."""

    formatter_class = TranslatedFormatter


class TranslatedCommand(click.Command):
    """A command whose help is translated where it is shown."""

    context_class = TranslatedContext

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the whole help: it is one sentence, and cut text cannot be translated."""
        del limit
        return self.help or ""


class TranslatedGroup(click.Group):
    """A group of such commands."""

    context_class = TranslatedContext
    command_class = TranslatedCommand
    group_class = type

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the whole help: it is one sentence, and cut text cannot be translated."""
        del limit
        return self.help or ""
