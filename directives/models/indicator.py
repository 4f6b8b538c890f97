"""Figures that measure how the work goes, each reading with its day and its source."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class Indicator(SQLModel, table=True):
    """What is measured."""

    __tablename__ = "indicator"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    name_en: str
    unit: str


class IndicatorReading(SQLModel, table=True):
    """A value of an indicator on a day. Append-only: a newer reading stands beside the older."""

    __tablename__ = "indicator_reading"

    id: int | None = Field(default=None, primary_key=True)
    indicator_id: int = Field(foreign_key="indicator.id", index=True)
    value: float
    out_of: float | None = None  # the whole, where the source names one
    qualifier: str = ""  # ">" for "more than"
    as_of: date
    period_from: date | None = None
    source_document_id: int | None = Field(default=None, foreign_key="document.id")
    source_quote: str = ""
    recorded_at: datetime
