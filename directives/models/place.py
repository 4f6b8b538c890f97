"""Provinces and communes, with the days on which they exist."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class Place(SQLModel, table=True):
    """A province (2-digit code) or commune (5-digit code), known by its code and not its name.

    Source: resolution 202/2025/QH15; codes of decision 19/2025/QĐ-TTg. A former province has a
    code of its own ("cu-binh-thuan") and the code of its successor.
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
    successor_code: str | None = Field(default=None, foreign_key="place.code")


class PlaceKind(SQLModel, table=True):
    """What kind of unit a place is from a day on: a province may become a city."""

    __tablename__ = "place_kind"

    place_code: str = Field(foreign_key="place.code", primary_key=True)
    valid_from: date = Field(primary_key=True)
    valid_to: date | None = None  # last day, inclusive
    kind: str  # province, city, commune, ward, special_zone
