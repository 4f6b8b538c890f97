"""Vietnamese text typed in the fonts of before Unicode: TCVN3 (.VnTime) and VNI.

Such text is made of Western letters that only its font shows as Vietnamese. Which it is, is told
from the letters themselves: a declared font proves nothing.
"""

from directives.rules.legacy_encodings.conversion import convert
from directives.rules.legacy_encodings.detection import (
    AS_IT_IS,
    Reading,
    detect,
    detect_in,
    detect_reading,
    is_plainly_unicode,
    vietnamese_share,
)
from directives.rules.legacy_encodings.encodings import Encoding

__all__ = [
    "AS_IT_IS",
    "Encoding",
    "Reading",
    "convert",
    "detect",
    "detect_in",
    "detect_reading",
    "is_plainly_unicode",
    "vietnamese_share",
]
