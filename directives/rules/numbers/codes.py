"""Which abbreviations mean a type or a body, and how each is spelt.

Sources: ND 30/2020/NĐ-CP App. III (types), Law 64/2025/QH15 Art. 4 (normative types), the
Party's guidance 05-HD/VPTW. The list of bodies is open (ND 30/2020 App. I II.3b): an
unknown abbreviation stays as printed.
"""

import re
from functools import cache

from directives.reference.tables import agencies, document_types
from directives.rules.vietnamese import fold, has_tone_marks

# Types met in real numbers beside those of the table: joint circulars of the 1990s, orders.
_OTHER_TYPES = ("L", "LCT", "TTLB", "TTh", "PL", "NQLT", "VBHN")
# Codes of the table that tell types apart and are never printed in a number.
_NOT_SYMBOLS = frozenset({"HP", "NQQH", "NQUBTVQH"})
NORMATIVE_TYPES = frozenset({"NĐ", "NQ", "QĐ", "TT", "CT", "L", "LCT", "PL"})
GUIDED_TYPES = ("L", "NĐ")  # laws and decrees: what circulars detail and guide
JOINT_TYPES = frozenset({"TTLT", "NQLT", "TTLB"})
PARTY_ONLY_TYPES = frozenset({"KL"})
# Each pair is one word without its stroke; the printed code alone cannot tell which.
UNMARKED_TWINS = {"HD": "HĐ", "DA": "ĐA"}

# Bodies whose abbreviation a keyboard without Vietnamese letters would lose.
_OTHER_BODIES = [
    "HĐBT",
    "HĐNN",
    "HĐTP",
    "HĐTV",
    "HĐQT",
    "HĐTĐ",
    "TTHĐND",
    "VPHĐND",
    "ĐĐBQH",
    "ĐBQH",
    "TTĐT",
    "TĐKT",
    "BTĐKT",
    "BCĐTW",
    "BĐBP",
    "CĐCS",
    "LĐLĐ",
    "TLĐLĐ",
    "BQLĐĐ",
    "VPĐKĐĐ",
    "CAT",
    "CATP",
    "CAX",
    "CAP",
    "BQL",
    "VP",
    "VPUB",
    "UBMTTQ",
    "UBKT",
    "UBKTTW",
    "BTGTW",
    "BNCTW",
    "BDVTW",
    "BTGDVTW",
    "BTVTU",
    "VPTU",
    "BTCTU",
    "UBKTTU",
    "BNCTU",
    "BTGTU",
    "BDVTU",
    "HU",
    "QU",
    "CB",
    "SLĐTBXH",
    "STTTT",
    "SKHĐT",
    "SGTVT",
    "STNMT",
    "SNNPTNT",
    "TTTP",
    "TTT",
    "CHQ",
    "TCT",
    "TCHQ",
    "KBNN",
    "KTNN",
    "HĐTS",
    "TLĐ",
    "TWĐTN",
    "BTL",
    "BCH",
    "UBQGNKT",
    "UBQLV",
    "PCTT",
    "SVHTT",
]
_PARTY_BODIES = frozenset({"TW", "TU", "HU", "QU", "ĐU", "CB", "ĐUCP", "ThU", "TƯ"})
_PARTY_BODY = re.compile(r"[A-ZĐ]{0,8}(?:TW|TU|HU)|ĐU[A-ZĐ]{0,8}")
_SPOKEN_ONLY = {
    "nghi quyet lien tich": "NQLT",
    "thong tu lien tich": "TTLT",
    "thong tu lien bo": "TTLB",
    "bo luat": "L",
    "luat": "L",
    "lenh": "L",
    "phap lenh": "PL",
    "quyet dinh": "QĐ",
    "nghi quyet": "NQ",
    "cong van": "CV",
    "sao y": "SY",
    "trich sao": "TrS",
    "sao luc": "SL",
    "hop nhat": "VBHN",
}
_CENTRE = re.compile(r"trung\s?ương|tư|tư?w", re.IGNORECASE)


@cache
def type_codes() -> dict[str, str]:
    """Return folded code → canonical code of every type; HD and DA stay themselves."""
    plain = [kind.code for kind in document_types() if _is_symbol(kind.code)]
    codes = [*plain, *_OTHER_TYPES]
    return {fold(code): code for code in codes if code not in UNMARKED_TWINS.values()}


@cache
def body_codes() -> dict[str, str]:
    """Return folded abbreviation → canonical one; only aliases that differ in marks or "&"."""
    codes = {fold(code): code for code in _OTHER_BODIES}
    return codes | {fold(agency.code): agency.code for agency in agencies()}


@cache
def spoken_types() -> dict[str, str]:
    """Return the folded word or abbreviation said before a number → canonical code."""
    names = {
        fold(kind.name_vi.split(" (", maxsplit=1)[0]): kind.code
        for kind in document_types()
        if _is_symbol(kind.code) and kind.family in {"administrative", "normative", "party"}
    }
    single = {name: code for name, code in names.items() if "," not in name}
    return type_codes() | single | _SPOKEN_ONLY


@cache
def state_bodies() -> frozenset[str]:
    """Return the known abbreviations that are no Party organisation's."""
    return frozenset(code for code in body_codes().values() if not is_party_body(code))


def read_type(code: str) -> str | None:
    """Return the canonical type that `code` abbreviates, or None.

    HĐ and ĐA are read only with their stroke; without it they are HD and DA.
    """
    upper = code.upper()
    if upper in UNMARKED_TWINS.values():
        return upper
    return None if _has_tones(code) else type_codes().get(fold(code))


def read_body(code: str) -> str:
    """Return the canonical abbreviation of a body or unit; an unknown one as printed."""
    if _CENTRE.fullmatch(code):
        return "TW"
    plain = code.replace("&", "")
    known = None if _has_tones(plain) else body_codes().get(fold(plain))
    if known and (not has_tone_marks(plain) or plain.upper() == known.upper()):
        return known
    return code.upper() if code.islower() else code


def is_known_body(code: str) -> bool:
    """Tell whether the abbreviation is in the tables, however typed."""
    return read_body(code) in body_codes().values()


def is_party_body(code: str) -> bool:
    """Tell whether a canonical abbreviation is a Party organisation's: TW, VPTW, ĐU, TU."""
    return code in _PARTY_BODIES or _PARTY_BODY.fullmatch(code) is not None


def _is_symbol(code: str) -> bool:
    return code.isalpha() and code not in _NOT_SYMBOLS


def _has_tones(code: str) -> bool:
    return has_tone_marks(code.lower().replace("đ", "d"))
