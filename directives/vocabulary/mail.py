"""What a person may answer from a letter, without signing in."""

from enum import StrEnum

from directives.translation import N_


class MailAnswerKind(StrEnum):
    """What the link of a letter says once it is confirmed."""

    DONE = "done"  # it is done already; somebody confirms it
    DATE = "date"  # by when it will be
    ACCEPT = "accept"  # it is ours
    REJECT = "reject"  # it is not ours, and why
    SNOOZE = "snooze"  # not to be reminded for some days, and why


MAIL_ANSWER_LABELS = {
    MailAnswerKind.DONE: N_("Đã làm xong"),
    MailAnswerKind.DATE: N_("Cho biết thời hạn"),
    MailAnswerKind.ACCEPT: N_("Nhận cam kết"),
    MailAnswerKind.REJECT: N_("Không phải việc của cơ quan tôi"),
    MailAnswerKind.SNOOZE: N_("Hoãn nhắc 7 ngày"),
}
