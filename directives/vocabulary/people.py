"""Who acts and who is told."""

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


class Audience(StrEnum):
    """Who is told, from the desk to the top."""

    PERSON = "person"
    UNIT_HEAD = "unit_head"
    OFFICE = "office"
    OVERSIGHT = "oversight"


AUDIENCE_LABELS = {
    Audience.PERSON: N_("Người phụ trách"),
    Audience.UNIT_HEAD: N_("Lãnh đạo đơn vị"),
    Audience.OFFICE: N_("Văn phòng bộ"),
    Audience.OVERSIGHT: N_("Cơ quan giám sát"),
}
