"""The tree of sectors that guidance and gaps belong to."""

from sqlmodel import Field, SQLModel


class Sector(SQLModel, table=True):
    """A sector such as land or education."""

    __tablename__ = "sector"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    name_en: str
    keywords: str = ""  # separated by "; "
    position: int
    parent_id: int | None = Field(default=None, foreign_key="sector.id")


class SectorLead(SQLModel, table=True):
    """The body that leads a sector."""

    __tablename__ = "sector_lead"

    sector_id: int = Field(foreign_key="sector.id", primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", primary_key=True)
