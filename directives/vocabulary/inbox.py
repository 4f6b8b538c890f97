"""What administrators are told in their inbox."""

from enum import StrEnum

from directives.translation import N_


class Alarm(StrEnum):
    """Something that reminders stand on has given way."""

    REMINDERS_SILENT = "reminders_silent"  # a day of sending hours has passed without them
    ADDRESS_BROKEN = "address_broken"  # letters to a person come back
    MAIL_STUCK = "mail_stuck"  # letters wait for days of sending, or one was given up
    BODY_UNREACHED = "body_unreached"  # others were told in place of a body's own people


ALARM_LABELS = {
    Alarm.REMINDERS_SILENT: N_("Nhắc việc đã im"),
    Alarm.ADDRESS_BROKEN: N_("Thư bị trả lại"),
    Alarm.MAIL_STUCK: N_("Thư không đi được"),
    Alarm.BODY_UNREACHED: N_("Cơ quan không có người nhận"),
}
