"""Provinces and communes, with the days on which they exist and what became of them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class NewPlace(SQLModel):
    """What is said to add a province, or with its province a commune."""

    code: str
    name: str
    kind: str = ""  # of a province: province or city; of a commune its name says it
    province_code: str = ""


class Place(SQLModel, table=True):
    """A province (2-digit code) or commune (5-digit code), known by its code and not its name.

    Source: resolution 202/2025/QH15; codes of decision 19/2025/QĐ-TTg. A former unit whose code
    went to another has one of its own ("cu-binh-thuan", "cu-00004"); units between province and
    commune, which ended on 2025-07-01, are kept among the communes. Name, province, last day and
    successor are those that hold now: what they were is in `PlacePeriod` and `PlaceSuccession`.
    """

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("level IN ('province', 'commune')", "level_known"),
        CheckConstraint("(level = 'commune') = (province_code IS NOT NULL)", "has_province"),
    )

    code: str = Field(primary_key=True)
    level: str
    name: str  # a province without its kind ("Hà Nội"), a commune with it ("Phường Ba Đình")
    name_folded: str = Field(index=True)
    province_code: str | None = Field(default=None, foreign_key="place.code", index=True)
    valid_from: date | None = None
    valid_to: date | None = None  # last day, inclusive
    successor_code: str | None = Field(default=None, foreign_key="place.code")  # if it is one


class PlacePeriod(SQLModel, table=True):
    """How a place is called, of what kind it is and in which province, from a day on."""

    __tablename__ = "place_period"

    place_code: str = Field(foreign_key="place.code", primary_key=True)
    valid_from: date = Field(primary_key=True)
    valid_to: date | None = None  # last day, inclusive
    kind: str  # province, city, commune, ward, special_zone; formerly township, district
    name: str
    name_folded: str = Field(index=True)
    province_code: str | None = Field(default=None, foreign_key="place.code")


class PlaceSuccession(SQLModel, table=True):
    """From this day a place's territory, or the part named in words, belongs to another.

    Append-only: the database refuses UPDATE and DELETE.
    """

    __tablename__ = "place_succession"
    __table_args__ = (
        UniqueConstraint("place_code", "successor_code", "succeeds_on"),
        CheckConstraint("place_code <> successor_code", "not_itself"),
    )

    id: int | None = Field(default=None, primary_key=True)
    place_code: str = Field(foreign_key="place.code", index=True)
    successor_code: str = Field(foreign_key="place.code", index=True)
    succeeds_on: date
    scope: str = ""  # empty: everything, the place has ended; else a part, and it goes on
    recorded_at: datetime | None = None  # none: shipped with the reference tables
