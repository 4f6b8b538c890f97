"""The JSON shape of the report in the Government's own shape."""

from typing import Literal

from pydantic import BaseModel

from api.v1.schemas.report_of_day import ReportOfDayOut
from directives.vocabulary import CommitmentState


class FiguresOut(BaseModel):
    """Promises by official state; `percent_done` is done ÷ (done + overdue), null for none due."""

    total: int
    done_on_time: int
    done_late: int
    in_time: int
    overdue: int
    percent_done: float | None


class BodyFiguresOut(FiguresOut):
    """The figures of one body; null for promises that name none we know."""

    agency_id: int | None
    agency: str | None


class OfficialFiguresReportOut(ReportOfDayOut):
    """The four official figures; `besides` counts promises in states that have none."""

    report: Literal["official_figures"]
    total: FiguresOut
    rows: list[BodyFiguresOut]
    besides: dict[CommitmentState, int]
