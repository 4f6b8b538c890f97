"""The kinds of document by the name printed on them and by the abbreviation in their number.

Source: Decree 30/2020/NĐ-CP, Article 7 and Annex III; Law 64/2025/QH15, Article 4; for the Party,
Guidance 36-HD/VPTW.
"""

from typing import Final

from directives.rules.vietnamese import fold

LETTER: Final = "Công văn"

# Abbreviation in the number → names that may be printed above the title.
_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "NQ": ("Nghị quyết",),
    "QĐ": ("Quyết định", "Quy định", "Quy chế"),
    "CT": ("Chỉ thị",),
    "QC": ("Quy chế",),
    "QyĐ": ("Quy định",),
    "TC": ("Thông cáo",),
    "TB": ("Thông báo",),
    "HD": ("Hướng dẫn",),
    "CTr": ("Chương trình",),
    "KH": ("Kế hoạch",),
    "PA": ("Phương án",),
    "ĐA": ("Đề án",),
    "DA": ("Dự án",),
    "BC": ("Báo cáo",),
    "BB": ("Biên bản",),
    "TTr": ("Tờ trình",),
    "HĐ": ("Hợp đồng",),
    "CĐ": ("Công điện",),
    "BGN": ("Bản ghi nhớ",),
    "BTT": ("Bản thỏa thuận",),
    "GUQ": ("Giấy ủy quyền",),
    "GM": ("Giấy mời",),
    "GGT": ("Giấy giới thiệu",),
    "GNP": ("Giấy nghỉ phép",),
    "PG": ("Phiếu gửi",),
    "PC": ("Phiếu chuyển",),
    "PB": ("Phiếu báo",),
    "SY": ("Bản sao y", "Sao y"),
    "TrS": ("Bản trích sao", "Trích sao"),
    "SL": ("Bản sao lục", "Sao lục"),
    "NĐ": ("Nghị định",),
    "TT": ("Thông tư",),
    "TTLT": ("Thông tư liên tịch",),
    "NQLT": ("Nghị quyết liên tịch",),
    "VBHN": ("Văn bản hợp nhất",),
    "PL": ("Pháp lệnh",),
    "L": ("Luật", "Bộ luật", "Lệnh"),
    "KL": ("Kết luận",),
    "CV": (LETTER,),
}
_WITHOUT_ABBREVIATION: Final = (
    "Hiến pháp",
    "Bộ luật",
    "Luật",
    "Thư công",
    "Phiếu trình",
    "Tuyên bố",
    "Lời kêu gọi",
    "Thông tri",
)
NAMES: Final = tuple(
    sorted(
        {name for names in _NAMES.values() for name in names} | set(_WITHOUT_ABBREVIATION),
        key=lambda name: (-len(name), name),
    )
)
_SHORTEST: Final = min(map(len, NAMES))
_FOLDED: Final = tuple((fold(name), name) for name in NAMES if name != LETTER)


def name_of(abbreviation: str) -> str | None:
    """Return the usual name for an abbreviation, None for an unknown one."""
    names = _NAMES.get(abbreviation)
    return names[0] if names else None


def agrees(abbreviation: str, name: str) -> bool:
    """Tell whether a document of this printed name may carry this abbreviation.

    An unknown abbreviation agrees with everything: agencies set their own (Annex I, II.3b).
    """
    names = _NAMES.get(abbreviation)
    return names is None or name in names


def printed_type(line: str) -> tuple[str, int] | None:
    """Return the type that a heading line names and the length of its words, None for others.

    The type is printed in capitals (Annex I, II.5); a title may follow on the same line.
    """
    words = line[:80]
    if words[:_SHORTEST] != words[:_SHORTEST].upper():
        return None
    folded = fold(words)
    for folded_name, name in _FOLDED:
        length = len(name)
        if folded.startswith(folded_name) and words[:length] == words[:length].upper():
            follows = words[length : length + 1]
            if not follows.isalpha():
                return name, length
    return None
