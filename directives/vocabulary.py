"""Words that are stored: enums with their Vietnamese labels.

A member's value is what the database holds and JSON shows; `label` is what a person reads.
"""

from enum import StrEnum

from directives.translation import N_


class Role(StrEnum):
    """What an account may do; the rules are in `rules.permissions`."""

    DRAFTER = "drafter"  # chuyên viên soạn thảo của bộ
    OFFICER = "officer"  # cán bộ tỉnh, xã
    OVERSIGHT = "oversight"  # cơ quan giám sát
    ADMINISTRATOR = "administrator"  # quản trị hệ thống
    SYSTEM = "system"  # the service itself, such as system:cli
    PUBLIC = "public"  # nobody has signed in


ROLE_LABELS = {
    Role.DRAFTER: N_("Chuyên viên soạn thảo"),
    Role.OFFICER: N_("Cán bộ địa phương"),
    Role.OVERSIGHT: N_("Cơ quan giám sát"),
    Role.ADMINISTRATOR: N_("Quản trị hệ thống"),
    Role.SYSTEM: N_("Hệ thống"),
    Role.PUBLIC: N_("Khách"),
}
