"""Expectations: what a published document told another body to issue."""

from enum import StrEnum

from directives.translation import N_


class ExpectationStanding(StrEnum):
    """How an expectation stands on a day; computed by `rules.delegation`, never typed."""

    PROPOSED = "proposed"  # read, not yet confirmed by a person
    REJECTED = "rejected"
    WAITING = "waiting"  # the parent has not taken effect yet
    IN_DEBT = "in_debt"  # the parent has taken effect and nothing was issued
    LAPSED = "lapsed"  # the clause has ended and nothing was issued
    FULFILLED = "fulfilled"
    FULFILLED_LATE = "fulfilled_late"


EXPECTATION_STANDING_LABELS = {
    ExpectationStanding.PROPOSED: N_("Máy đọc, chờ xác nhận"),
    ExpectationStanding.REJECTED: N_("Không phải là giao quy định"),
    ExpectationStanding.WAITING: N_("Chưa ban hành, chưa đến hạn"),
    ExpectationStanding.IN_DEBT: N_("Nợ văn bản quy định chi tiết"),
    ExpectationStanding.LAPSED: N_("Không còn phải ban hành"),
    ExpectationStanding.FULFILLED: N_("Đã ban hành kịp thời"),
    ExpectationStanding.FULFILLED_LATE: N_("Đã ban hành, chậm"),
}
