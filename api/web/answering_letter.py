"""The way of a letter that is to answer a gap: handed in, reviewed, published, and back there.

What was typed beside it goes the same way, in the address, packed: nobody's words are stored before
they are said.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass, fields, replace
from typing import Annotated, Final, Self
from urllib.parse import urlencode

from fastapi import Depends, Query
from starlette.datastructures import FormData

from api.web.addresses import whole_number

_GAP, _TYPED = "tra-loi", "da-go"
_LARGEST: Final = 200_000  # bytes of what was typed, unpacked


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """The fields of the form that answers places, as typed."""

    state: str = ""
    place: str = ""
    agency: str = ""
    document: str = ""
    other: str = ""
    words: str = ""

    def packed(self) -> str:
        """Return the fields as a word that an address can hold; of nothing typed, nothing."""
        if self == type(self)():
            return ""
        plain = json.dumps(asdict(self), ensure_ascii=False).encode()
        return urlsafe_b64encode(zlib.compress(plain, 9)).decode()

    @classmethod
    def unpacked(cls, word: str) -> Self:
        """Return the fields again; what we did not pack says nothing."""
        try:
            plain = zlib.decompressobj().decompress(urlsafe_b64decode(word), _LARGEST)
            found = json.loads(plain)
        except (ValueError, zlib.error):
            return cls()
        if not isinstance(found, dict):
            return cls()
        names = [field.name for field in fields(cls)]
        return cls(**{name: found[name] for name in names if isinstance(found.get(name), str)})


@dataclass(frozen=True, slots=True)
class AnswerInHand:
    """The gap that the letter in hand is to answer, and what was typed beside it."""

    gap_id: int
    typed: TypedAnswer


def _in_hand(
    gap: Annotated[str, Query(alias=_GAP)] = "", typed: Annotated[str, Query(alias=_TYPED)] = ""
) -> AnswerInHand | None:
    gap_id = whole_number(gap)
    return AnswerInHand(gap_id, TypedAnswer.unpacked(typed)) if gap_id else None


AnsweredGap = Annotated[AnswerInHand | None, Depends(_in_hand)]
"""The gap that the letter in hand is to answer, if that is what brought somebody here."""


def _back(
    letter: Annotated[str, Query(alias="van-ban")] = "",
    typed: Annotated[str, Query(alias=_TYPED)] = "",
) -> TypedAnswer:
    found = TypedAnswer.unpacked(typed)
    key = whole_number(letter)
    return replace(found, state="answered", document=str(key)) if key else found


LetterBack = Annotated[TypedAnswer, Depends(_back)]
"""What the form that answers a gap shows: the letter that was published, and what was typed."""


def typed_beside(sent: FormData, answered: AnswerInHand | None) -> AnswerInHand | None:
    """Return the answer in hand with what was typed in the form that a letter was sent from."""
    if answered is None or "state" not in sent:
        return answered
    names = [field.name for field in fields(TypedAnswer)]
    return replace(answered, typed=TypedAnswer(**{name: str(sent.get(name, "")) for name in names}))


def onward(address: str, answered: AnswerInHand | None) -> str:
    """Return the address of the next step, which knows the gap and what was typed, too."""
    if answered is None:
        return address
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{_query({_GAP: str(answered.gap_id)}, answered)}"


def back_to_gap(answered: AnswerInHand, document_id: int) -> str:
    """Return the address of the form that answers the gap, the letter filled in."""
    query = _query({"van-ban": str(document_id)}, answered)
    return f"/khoang-trong/{answered.gap_id}?{query}#tra-loi"


def _query(named: dict[str, str], answered: AnswerInHand) -> str:
    packed = answered.typed.packed()
    return urlencode(named | ({_TYPED: packed} if packed else {}))
