"""What is known of a scan is no surer than its recognition."""

from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Final

from directives.reading.extraction import Extraction
from directives.reading.fields import Fields
from directives.reading.suggestion import Notice
from directives.translation import N_

_DOUBTFUL: Final = 0.6
_HANDWRITTEN: Final = {
    "number": Notice("uncertain_number", N_("Số văn bản nhận dạng chưa chắc: hãy đối chiếu.")),
    "issued_on": Notice("uncertain_date", N_("Ngày ban hành nhận dạng chưa chắc: hãy đối chiếu.")),
}
_SCAN: Final = Notice(
    "recognised", N_("Bản quét: mọi giá trị do máy nhận dạng, hãy đối chiếu với bản gốc.")
)


def doubted(extraction: Extraction, fields: Fields) -> tuple[Fields, tuple[Notice, ...]]:
    """Return the fields of a scan, each as sure as the worst word of its line, and the warnings.

    The number and the day, often written or stamped by hand, get warnings of their own.
    """
    surer = {}
    warnings = [_SCAN]
    for name in (field.name for field in fields_of(fields)):
        suggestion = getattr(fields, name)
        if suggestion is not None:
            block = extraction.blocks[suggestion.source.paragraph]
            confidence = round(suggestion.confidence * block.confidence, 2)
            surer[name] = replace(suggestion, confidence=confidence)
            if name in _HANDWRITTEN and confidence < _DOUBTFUL:
                warnings.append(_HANDWRITTEN[name])
    return replace(fields, **surer), tuple(warnings)
