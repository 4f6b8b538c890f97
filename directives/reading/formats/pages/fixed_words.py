"""Mend the fixed words of a document's layout where recognition lost a tone mark.

Only words that the law prescribes are mended, in the places where they stand: the motto, the names
of document types and of offices in capitals, "Số:", "Kính gửi", "Nơi nhận". Source: Decree
30/2020/NĐ-CP, Annexes I and III.
"""

import re
from typing import Final

from directives.reading.document_types import NAMES
from directives.rules.vietnamese import fold

_OFFICES: Final = (
    *("GIÁM ĐỐC", "CHỦ TỊCH", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "THỦ TƯỚNG", "CỤC TRƯỞNG", "VỤ TRƯỞNG"),
    *("TRƯỞNG PHÒNG", "CHÁNH VĂN PHÒNG", "CHÁNH THANH TRA", "CHỦ NHIỆM", "HIỆU TRƯỞNG", "BÍ THƯ"),
    *("TRƯỞNG BAN", "VIỆN TRƯỞNG", "CHI CỤC TRƯỞNG", "CHÍNH PHỦ", "ỦY BAN NHÂN DÂN"),
    *("HỘI ĐỒNG NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "PHÓ"),
)
_CAPITALS: Final = {fold(words): words for words in (*(name.upper() for name in NAMES), *_OFFICES)}
_ANY_CAPITALS: Final = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _CAPITALS), key=len, reverse=True)) + r")\b"
)
_LEADS: Final = (
    (re.compile(r"\W{0,3}so\s?[:;.]"), "Số:"),
    (re.compile(r"\W{0,3}noi nhan\s?[:;.]?"), "Nơi nhận:"),
    (re.compile(r"\W{0,3}kinh gui\s?[:;.]?"), "Kính gửi:"),
    (
        re.compile(r"\W{0,3}doc lap\s*\W\s*tu do\s*\W\s*hanh phuc\W*$"),
        "Độc lập - Tự do - Hạnh phúc",
    ),
)


def mended(line: str) -> str:
    """Return a recognised line with its fixed words as the law writes them.

    >>> mended("QUYÉT ĐỊNH"), mended("Só: 12/QĐ-UBND")
    ('QUYẾT ĐỊNH', 'Số: 12/QĐ-UBND')
    """
    folded = fold(line)
    for lead, words in _LEADS:
        if match := lead.match(folded):
            rest = line[match.end() :]
            return words + (rest if rest[:1] in {" ", ""} else f" {rest}")
    if line != line.upper():
        return line
    pieces = []  # folding keeps every letter in its place
    end = 0
    for found in _ANY_CAPITALS.finditer(folded):
        pieces += [line[end : found.start()], _CAPITALS[found[0]]]
        end = found.end()
    return "".join([*pieces, line[end:]])
