"""How sure a report is."""

from enum import StrEnum

from directives.translation import N_


class Sureness(StrEnum):
    """How sure it is that what seems to be missing exists."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


SURENESS_LABELS = {
    Sureness.HIGH: N_("Gần như chắc chắn còn thiếu"),
    Sureness.MEDIUM: N_("Có thể còn thiếu"),
    Sureness.LOW: N_("Chưa đủ căn cứ để nói là thiếu"),
}
