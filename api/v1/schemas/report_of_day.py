"""What all reports share."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field


class ReportOfDayOut(BaseModel):
    """A report of a day, as known at an instant; made again it is the same."""

    report: str
    as_of: date
    # Text and not a datetime: the very characters that the command line prints.
    known_at: Annotated[str, Field(json_schema_extra={"format": "date-time"})]
