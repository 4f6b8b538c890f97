"""Whom an entry of "Nơi nhận" or "Kính gửi" names: groups of bodies, or one body or more.

Source: Decree 30/2020/NĐ-CP, Annex I, II.9: bodies alike are named together by their kind ("Các
bộ, cơ quan ngang bộ"), "Như trên" stands for the addressees, "Lưu" for the issuer's own files.
"""

import re
from enum import Enum, auto
from typing import Final

from directives.rules.vietnamese import fold


class RecipientGroup(Enum):
    """Bodies that are named together."""

    ADDRESSEES = auto()  # those after "Kính gửi"
    MINISTRIES = auto()
    GOVERNMENT_AGENCIES = auto()
    DEPARTMENTS = auto()  # of a province
    PROVINCES = auto()
    COMMUNES = auto()


_COMMITTEES: Final = r"\b(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)\b"
_GROUPS: Final = (
    (RecipientGroup.ADDRESSEES, re.compile(r"^nhu (?:tren|kinh gui|dieu \d)")),
    (RecipientGroup.MINISTRIES, re.compile(r"\bcac bo\b|\bbo, nganh\b")),
    (RecipientGroup.GOVERNMENT_AGENCIES, re.compile(r"\bco quan (?:thuoc|truc thuoc) chinh phu\b")),
    (
        RecipientGroup.DEPARTMENTS,
        re.compile(r"\bcac so\b|\bso, (?:ban|nganh)\b|\bco quan chuyen mon (?:cap|cua|thuoc)\b"),
    ),
    (
        RecipientGroup.PROVINCES,
        re.compile(
            rf"{_COMMITTEES}.*\b(?:cac tinh|tinh, thanh|cap tinh)|^(?:cac tinh|tinh), thanh"
        ),
    ),
    (
        RecipientGroup.COMMUNES,
        re.compile(
            rf"{_COMMITTEES}.*\b(?:cac (?:xa|phuong)|xa, phuong|phuong, xa|cap xa)"
            r"|^(?:cac )?(?:xa, phuong|phuong, xa)"
        ),
    ),
)
_KEPT: Final = re.compile(r"^luu\b")
_NOTE: Final = re.compile(r"\([^)]*\)")
_SHORT: Final = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "vp": "van phong"}
_WORD: Final = re.compile(r"\w+")


def groups_named(entry: str) -> frozenset[RecipientGroup]:
    """Return the groups that an entry names; none where it names bodies one by one."""
    folded = _plain(entry)
    return frozenset(group for group, pattern in _GROUPS if pattern.search(folded))


def bodies_named(entry: str) -> tuple[str, ...]:
    """Return the names, folded and written out, that an entry may mean: whole, and in parts.

    >>> bodies_named("UBND tỉnh Lào Cai (để báo cáo)")
    ('uy ban nhan dan tinh lao cai',)
    """
    folded = _plain(entry)
    if _KEPT.match(folded):
        return ()
    written = _WORD.sub(lambda word: _SHORT.get(word[0], word[0]), folded)
    parts = [part.strip() for part in re.split(r"[,;]", written)]
    return tuple(dict.fromkeys(name for name in (written, *parts) if name))


def _plain(entry: str) -> str:
    return " ".join(_NOTE.sub(" ", fold(entry)).split()).strip(" .,;:-")
