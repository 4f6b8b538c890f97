"""The way of a letter that is to answer a gap: handed in, reviewed, published, and back there."""

from typing import Annotated

from fastapi import Depends, Query

from api.web.addresses import whole_number

_PARAMETER = "tra-loi"


def _answered_gap(sent: Annotated[str, Query(alias=_PARAMETER)] = "") -> int | None:
    return whole_number(sent)


AnsweredGap = Annotated[int | None, Depends(_answered_gap)]
"""The gap that the letter in hand is to answer, if that is what brought somebody here."""


def onward(address: str, gap_id: int | None) -> str:
    """Return the address of the next step, which knows the gap, too."""
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{_PARAMETER}={gap_id}" if gap_id else address


def back_to_gap(gap_id: int, document_id: int) -> str:
    """Return the address of the form that answers the gap, the letter filled in."""
    return f"/khoang-trong/{gap_id}?van-ban={document_id}#tra-loi"
