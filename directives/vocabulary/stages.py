"""Stages: where a promise sits on its way."""

from enum import StrEnum

from directives.translation import N_


class Stage(StrEnum):
    """A stage of the way from a promise to what keeps it (Law 64/2025/QH15, practice)."""

    DRAFTING = "drafting"  # soạn thảo
    COMMENTS = "comments"  # lấy ý kiến
    APPRAISAL = "appraisal"  # thẩm định
    SUBMITTED = "submitted"  # trình
    ISSUING = "issuing"  # ký ban hành
    DOING = "doing"  # thực hiện một công việc
    REPORTING = "reporting"  # báo cáo kết quả


STAGE_LABELS = {
    Stage.DRAFTING: N_("Soạn thảo"),
    Stage.COMMENTS: N_("Lấy ý kiến"),
    Stage.APPRAISAL: N_("Thẩm định"),
    Stage.SUBMITTED: N_("Trình"),
    Stage.ISSUING: N_("Ký ban hành"),
    Stage.DOING: N_("Thực hiện"),
    Stage.REPORTING: N_("Báo cáo kết quả"),
}


class Procedure(StrEnum):
    """How fast the stages go."""

    NORMAL = "normal"
    SHORTENED = "shortened"  # trình tự, thủ tục rút gọn


PROCEDURE_LABELS = {
    Procedure.NORMAL: N_("Trình tự thông thường"),
    Procedure.SHORTENED: N_("Trình tự rút gọn"),
}


class DayUnit(StrEnum):
    """In which days a limit is counted."""

    WORKING = "working"
    CALENDAR = "calendar"


DAY_UNIT_LABELS = {
    DayUnit.WORKING: N_("ngày làm việc"),
    DayUnit.CALENDAR: N_("ngày"),
}
