"""The words of a file in Unicode, whatever its fonts stored; and without invisible characters."""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from directives.reading.extraction import Block, Extraction, ExtractionBuilder
from directives.rules.legacy_encodings import (
    AS_IT_IS,
    Encoding,
    Reading,
    convert,
    detect_in,
    detect_reading,
    is_plainly_unicode,
)
from directives.rules.vietnamese import nfc

# Spaces of other widths than a space, and what is not printed at all. A soft hyphen is the letter
# ư in TCVN3, so it is dropped only after conversion.
_SPACES: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_CLEAR_SHARE: Final = 0.7  # of a text in plainly Unicode paragraphs
_CAPITALS_ONLY: Final = re.compile(r"(?=(?:[^A-Z]*[A-Z]){3})[^a-z]+")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f]")
_UNWANTED: Final = re.compile(f"{_SPACES.pattern}|{_INVISIBLE.pattern}")


def in_unicode(extraction: Extraction) -> Extraction:
    """Return `extraction` with TCVN3 and VNI converted, and say which most of it was.

    Each paragraph is judged by its own letters, with the whole file as what is expected, because
    files are pasted together. Text in fonts of capitals (.VnTimeH) becomes capitals where it was
    TCVN3. All offsets count in the new text.
    """
    readings = _readings(extraction)
    kinds = {reading.encoding for reading in readings}
    if kinds <= {Encoding.UNICODE} and not _UNWANTED.search(extraction.text):
        return extraction
    builder = ExtractionBuilder()
    lengths = Counter({Encoding.UNICODE: 0})
    for block, reading in zip(extraction.blocks, readings, strict=True):
        if not block.text.isascii():
            lengths[reading.encoding] += len(block.text)
        builder.add(
            _converted(block, reading),
            block.part,
            cell=block.cell,
            centred=block.centred,
            floating=block.floating,
            confidence=block.confidence,
        )
    built = builder.build(extraction.pages)
    encoding = lengths.most_common(1)[0][0]
    return replace(extraction, text=built.text, blocks=built.blocks, encoding=encoding)


def _readings(extraction: Extraction) -> list[Reading]:
    """Return how each block is to be read; counting words is left out where Unicode is plain."""
    blocks = extraction.blocks
    plain = [is_plainly_unicode(block.text) for block in blocks]
    clear = sum(len(block.text) for block, is_plain in zip(blocks, plain, strict=True) if is_plain)
    if clear >= len(extraction.text) * _CLEAR_SHARE:
        expected = AS_IT_IS
    else:
        expected = detect_reading(block.text for block in blocks)
    return [
        expected
        if block.text.isascii() or (is_plain and expected == AS_IT_IS)
        else detect_in(block.text, expected=expected)
        for block, is_plain in zip(blocks, plain, strict=True)
    ]


def _converted(block: Block, reading: Reading) -> str:
    text = block.text
    if reading.encoding is Encoding.TCVN3:
        text = _with_capitals(block, reading) if block.capitals else _restored(block.text, reading)
    elif reading.encoding is not Encoding.UNICODE:
        text = convert(text, reading.encoding, reading.disguise)
    return nfc(_INVISIBLE.sub("", _SPACES.sub(" ", text)))


def _restored(text: str, reading: Reading) -> str:
    """Convert text whose fonts are not known; a font of capitals shows in the letters of ASCII.

    Such a font draws small accented letters as capitals: beside capitals only, they are capitals.
    """
    lines = convert(text, reading.encoding, reading.disguise).split("\n")
    return "\n".join(line.upper() if _CAPITALS_ONLY.fullmatch(line) else line for line in lines)


def _with_capitals(block: Block, reading: Reading) -> str:
    pieces = []
    done = 0
    for start, end in block.capitals:
        pieces.append(convert(block.text[done:start], reading.encoding, reading.disguise))
        shown = convert(block.text[start:end], reading.encoding, reading.disguise)
        pieces.append(shown.upper())
        done = end
    pieces.append(convert(block.text[done:], reading.encoding, reading.disguise))
    return "".join(pieces)
