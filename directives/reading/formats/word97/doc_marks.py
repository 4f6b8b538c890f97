"""What each character of a .doc is beside its letter: hidden, in a font of capitals, special."""

from typing import Final

from directives.reading.formats.word97.doc_file import Place, WordFile
from directives.reading.formats.word97.doc_properties import character_runs, sprms
from directives.reading.formats.word97.doc_styles import Styles
from directives.reading.formats.word97.doc_text import DocText

HIDDEN: Final = 1
CAPITALS: Final = 2
SYMBOL: Final = 4  # shown by a symbol font, whatever the character
RAISED: Final = 8
NO_FONT: Final = 16  # the run names a font that draws no capitals, against its style

_DELETED: Final = 0x0800
_INVISIBLE: Final = 0x083C
_FONT: Final = 0x4A4F
_SYMBOL: Final = 0x6A09
_SUPERSCRIPT: Final = 0x2A48
_ON: Final = frozenset((1, 0x81))  # also "not as the style", which is off
_MAX_STRETCHES: Final = 1_000_000


def character_marks(file: WordFile, text: DocText, styles: Styles) -> bytearray:
    """Return the marks of each character.

    Raises:
        ValueError: pieces and runs multiply beyond what any document needs.
    """
    marks = bytearray(len(text.characters))
    runs = character_runs(file.main, file.structure(Place.CHARACTERS))
    changes = _Changes(styles)
    stretches = 0
    for piece in text.pieces:
        for begin, end, properties in runs.between(piece.offset, piece.offset_of(piece.end)):
            stretches += 1
            if stretches > _MAX_STRETCHES:
                raise ValueError("too many stretches of characters")
            value = changes.of(properties)
            if value:
                start = piece.start + (begin - piece.offset) // piece.width
                stop = piece.start + -(-(end - piece.offset) // piece.width)
                marks[start:stop] = bytes([value]) * (min(stop, len(marks)) - start)
    return marks


class _Changes:
    """The marks that each list of properties sets; most lists of a document repeat."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[bytes, int] = {b"": 0}

    def of(self, properties: bytes) -> int:
        if properties not in self._known:
            self._known[properties] = self._read(properties)
        return self._known[properties]

    def _read(self, properties: bytes) -> int:
        value = 0
        for code, operand in sprms(properties):
            number = int.from_bytes(operand, "little")
            if code in {_DELETED, _INVISIBLE}:
                value |= HIDDEN if number in _ON else 0
            elif code == _FONT:
                value &= ~(CAPITALS | NO_FONT)
                value |= CAPITALS if self._styles.is_capitals(number) else NO_FONT
            elif code == _SYMBOL:
                value |= SYMBOL
            elif code == _SUPERSCRIPT and number == 1:
                value |= RAISED
        return value
