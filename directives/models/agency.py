"""Who issues documents and answers for promises; bodies merge and are renamed."""

from datetime import date, datetime

from pydantic import model_validator
from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from directives.errors import ValueInvalid
from directives.translation import N_

_NAME_TOO_SHORT = N_("Hãy viết tên đầy đủ của cơ quan, từ 3 đến 200 ký tự.")
_CODE_TOO_LONG = N_("Viết tắt dài quá 30 ký tự.")
_SHORTEST_NAME, _LONGEST_NAME, _LONGEST_CODE = 3, 200, 30


class NewAgency(SQLModel):
    """What is said to name a body, new or under a new name."""

    name: str
    code: str = ""
    name_en: str = ""

    @model_validator(mode="after")
    def check_names(self) -> "NewAgency":
        """Refuse a body without a full name, or with names that are too long."""
        longest = max(len(self.name), len(self.name_en))
        if len(self.name.strip()) < _SHORTEST_NAME or longest > _LONGEST_NAME:
            raise ValueInvalid(field="name", reason=_NAME_TOO_SHORT)
        if len(self.code) > _LONGEST_CODE:
            raise ValueInvalid(field="code", reason=_CODE_TOO_LONG)
        return self


class Agency(SQLModel, table=True):
    """An issuing or responsible body.

    `code` is the abbreviation in its numbers and is shared by many bodies (every province has a
    UBND), so the full name identifies: "Ủy ban nhân dân tỉnh Bình Thuận".
    """

    __tablename__ = "agency"
    __table_args__ = (
        UniqueConstraint("name"),
        CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", "days"),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(default="", index=True)
    name: str
    name_en: str = ""
    name_folded: str = Field(index=True)
    kind: str  # central, ministry, party, local, department, other …
    parent_id: int | None = Field(default=None, foreign_key="agency.id")
    place_code: str | None = Field(default=None, foreign_key="place.code")
    valid_from: date | None = None
    valid_to: date | None = None  # last day, inclusive
    is_verified: bool = True  # false: made from a document's header, to be looked at


class AgencyAlias(SQLModel, table=True):
    """Another spelling of an agency's abbreviation or name."""

    __tablename__ = "agency_alias"
    __table_args__ = (UniqueConstraint("agency_id", "alias_folded"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    alias: str
    alias_folded: str = Field(index=True)


class AgencySuccession(SQLModel, table=True):
    """From this day the successor answers for what the agency promised (in the named scope).

    Append-only: a part that is handed over whole later stays beside the whole.
    """

    __tablename__ = "agency_succession"
    __table_args__ = (UniqueConstraint("agency_id", "successor_id", "succeeds_on", "scope"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    successor_id: int = Field(foreign_key="agency.id", index=True)
    succeeds_on: date | None = None
    scope: str = ""  # empty: everything
    recorded_at: datetime | None = None  # none: shipped with the reference tables, or before this
