"""Why a letter was not taken."""

from directives.errors.kinds import Conflict, Invalid
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


class MailNotSetUp(Conflict):
    """No mail server was named, so nothing can be delivered."""

    template = N_(
        "Chưa khai báo máy chủ thư. Hãy đặt DIRECTIVES_SMTP_HOST và DIRECTIVES_MAIL_FROM."
    )


class MessageNotFailed(Conflict):
    """Only what was given up can be owed anew."""

    template = N_("Thư này không nằm trong danh sách thư không gửi được.")
