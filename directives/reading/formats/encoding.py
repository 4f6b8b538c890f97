"""The words of a file in Unicode, whatever its fonts stored; and without invisible characters."""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from directives.reading.extraction import Block, Extraction, ExtractionBuilder
from directives.rules.legacy_encodings import Encoding, Reading, convert, detect_in, detect_reading
from directives.rules.vietnamese import nfc

# Spaces of other widths than a space, and what is not printed at all. A soft hyphen is the letter
# ư in TCVN3, so it is dropped only after conversion.
_SPACES: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f]")


def in_unicode(extraction: Extraction) -> Extraction:
    """Return `extraction` with TCVN3 and VNI converted, and say which most of it was.

    Each paragraph is judged by its own letters, with the whole file as what is expected, because
    files are pasted together. Text in fonts of capitals (.VnTimeH) becomes capitals where it was
    TCVN3. All offsets count in the new text.
    """
    expected = detect_reading(block.text for block in extraction.blocks)
    builder = ExtractionBuilder()
    lengths = Counter({expected.encoding: 0})
    for block in extraction.blocks:
        reading = expected
        if not block.text.isascii():
            reading = detect_in(block.text, expected=expected)
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


def _converted(block: Block, reading: Reading) -> str:
    text = block.text
    if reading.encoding is Encoding.TCVN3 and block.capitals:
        text = _with_capitals(block, reading)
    elif reading.encoding is not Encoding.UNICODE:
        text = convert(text, reading.encoding, reading.disguise)
    return nfc(_INVISIBLE.sub("", _SPACES.sub(" ", text)))


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
