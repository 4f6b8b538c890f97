"""What each letter of a legacy font shows.

TCVN3 is TCVN 5712:1993 as the ABC fonts (.VnTime) draw it: capitals with a tone mark have no code,
they are small letters in a font of capitals (.VnTimeH). VNI writes a base letter and a second
character for its marks.
"""

import unicodedata
from typing import Final

_TCVN3_RUNS: Final = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)

# The eth is gone before: every text enters the system with Đ for Ð, see `vietnamese.nfc`.
_D_FOR_ETH: Final = "Đ"


def _tcvn3() -> dict[str, str]:
    table = {
        chr(first + offset): letter
        for first, letters in _TCVN3_RUNS
        for offset, letter in enumerate(letters)
    }
    table[_D_FOR_ETH] = table["\u00d0"]
    return table


TCVN3: Final = _tcvn3()

# The second character of a VNI pair → the marks it adds, as combining characters.
_VNI_TONES: Final = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX: Final = {
    "â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323",
}  # fmt: skip
_VNI_BREVE: Final = {
    "ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323",
}  # fmt: skip
# Letters that stand alone; ô and ö take a tone after them, as ơ and ư.
_VNI_SINGLE: Final = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip


def _vni() -> dict[str, str]:
    small = dict(_VNI_SINGLE)
    for base in "aeoôuöy":
        for second, tone in _VNI_TONES.items():
            small[base + second] = _composed(_VNI_SINGLE.get(base, base) + tone)
    for base in "aeo":
        for second, tone in _VNI_CIRCUMFLEX.items():
            small[base + second] = _composed(base + "\u0302" + tone)
    for second, tone in _VNI_BREVE.items():
        small["a" + second] = _composed("a\u0306" + tone)
    table = dict(small)
    for pair, letter in small.items():
        table[pair.upper()] = letter.upper()
        table[pair[0].upper() + pair[1:]] = letter.upper()  # a capital before a small mark
    return table


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


VNI: Final = _vni()
