"""Why a letter was not taken."""

from directives.errors.kinds import Conflict, Invalid, NotFound
from directives.translation import N_


class AddressRefused(Invalid):
    """There is no such mailbox: trying again will not help."""

    template = N_("Địa chỉ thư “{address}” không dùng được. {reason}")

    def __init__(self, *, address: str, reason: str = "", field: str | None = None) -> None:
        """Keep the address, and what the server said of it."""
        super().__init__(field=field, address=address, reason=reason)


class MailNotTaken(Conflict):
    """The mail server is away, busy, or does not accept us: the letter stays owed."""

    template = N_("Máy chủ thư chưa nhận thư: {reason}")


class MailPerhapsTaken(Conflict):
    """The mail server got the letter and did not say whether it took it: the letter stays owed."""

    template = N_("Đã chuyển thư nhưng máy chủ thư chưa báo đã nhận hay chưa: {reason}")


class MailNotSetUp(Conflict):
    """No mail server was named, so nothing can be delivered."""

    template = N_(
        "Chưa khai báo máy chủ thư. Hãy đặt DIRECTIVES_SMTP_HOST và DIRECTIVES_MAIL_FROM."
    )


class MessageNotFailed(Conflict):
    """Only what was given up can be owed anew."""

    template = N_("Thư này không nằm trong danh sách thư không gửi được.")


class MailLinkUnknown(NotFound):
    """A link that we did not sign, or that was changed on its way; which, is not told."""

    template = N_("Liên kết này không đúng. Hãy mở lại từ thư, hoặc đăng nhập để trả lời.")


class MailLinkRenewed(NotFound):
    """A link that the present secret did not sign, after an older one was replaced."""

    template = N_(
        "Liên kết này không đúng, hoặc là của thư gửi trước {renewed_at:%d/%m/%Y}, khi khóa ký"
        " liên kết được đổi. Hãy dùng thư mới hơn, hoặc đăng nhập để trả lời."
    )


class MailLinkOver(Conflict):
    """The letter is too old, or its reader is no longer in office."""

    template = N_(
        "Liên kết này đã hết hạn (30 ngày sau thư), hoặc người nhận không còn phụ trách."
        " Hãy đăng nhập để trả lời."
    )


class MailLinkUsed(Conflict):
    """A link of a letter acts once."""

    template = N_("Liên kết này đã được dùng. Muốn thay đổi, hãy đăng nhập.")


class NothingToPutOff(Conflict):
    """Only who is reminded of a promise as the one who does the work can put it off."""

    template = N_("Bạn không được nhắc cam kết này như người phụ trách, nên không hoãn được.")
