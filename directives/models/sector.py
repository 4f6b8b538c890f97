"""The tree of sectors that guidance and gaps belong to."""

from datetime import date

from sqlmodel import Field, SQLModel


class NewSector(SQLModel):
    """What is said to add a sector or to name it anew."""

    name: str = Field(min_length=3, max_length=200)
    name_en: str = Field(default="", max_length=200)
    keywords: str = Field(default="", max_length=2_000)  # separated by "; "


class Sector(SQLModel, table=True):
    """A sector such as land or education.

    One that was retired keeps its gaps and documents, and is not offered for new ones.
    """

    __tablename__ = "sector"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    name_en: str
    keywords: str = ""  # separated by "; "
    position: int
    parent_id: int | None = Field(default=None, foreign_key="sector.id")
    retired_on: date | None = None


class SectorLead(SQLModel, table=True):
    """The body that leads a sector."""

    __tablename__ = "sector_lead"

    sector_id: int = Field(foreign_key="sector.id", primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", primary_key=True)
