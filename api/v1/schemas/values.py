"""Kinds of values that the JSON API takes, checked before any service sees them."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import Path
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from directives.rules.vietnamese import nfc

LARGEST_KEY = 2**63 - 1
LARGEST_OFFSET = 1_000_000

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)([+ -]\d{2}:\d{2}|[Zz])"
)


def clean_text(value: Any) -> Any:
    """Return text in NFC without blanks around it; what is no text stays as it is.

    Raises:
        ValueError: it holds NUL, which databases cannot keep.
    """
    if not isinstance(value, str):
        return value
    if "\0" in value:
        raise ValueError("must not contain NUL")
    return nfc(value).strip()


def _only_day(value: Any) -> Any:
    if isinstance(value, date) or _DAY.fullmatch(str(value)):
        return value
    raise ValueError("must be a day as YYYY-MM-DD")


def _only_instant(value: Any) -> datetime:
    """Read an instant; a "+" that an address turned into a blank is taken as the plus it was."""
    found = _INSTANT.fullmatch(str(value))
    if found is None:
        raise ValueError("must be an instant as RFC 3339 with an offset")
    offset = found[3].replace(" ", "+").upper().replace("Z", "+00:00")
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}").astimezone(UTC)
    except OverflowError as error:
        raise ValueError("must be an instant of the years 1 to 9999") from error


Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
PathKey = Annotated[int, Path(ge=1, le=LARGEST_KEY, description="Key of the record.")]
Name = Annotated[str, Field(max_length=500), BeforeValidator(clean_text)]
Words = Annotated[str, Field(min_length=1, max_length=500), BeforeValidator(clean_text)]
Day = Annotated[date, BeforeValidator(_only_day)]
Instant = Annotated[AwareDatetime, BeforeValidator(_only_instant)]
Year = Annotated[int, Field(ge=1, le=9999)]


class Received(BaseModel):
    """What a program sends: text is brought to NFC, fields that we do not know are refused."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*", mode="before")
    @classmethod
    def clean(cls, value: Any) -> Any:
        """Bring every text to its normal form."""
        return clean_text(value)
