"""Who may not do what."""

from directives.errors.kinds import Forbidden, NotFound
from directives.translation import N_


class NotSignedIn(Forbidden):
    """Nobody has signed in, and this is not for the public."""

    template = N_("Bạn cần đăng nhập để làm việc này.")


class RightMissing(Forbidden):
    """The account's role, agency or place does not allow it."""

    template = N_("Tài khoản của bạn không có quyền làm việc này.")


class ConfirmationNeeded(Forbidden):
    """A body does not close its own promise by this; it reports, and oversight confirms."""

    template = N_(
        "Điều này chưa tự chứng minh cam kết đã hoàn thành: hãy báo đã hoàn thành,"
        " cơ quan giám sát xác nhận rồi cam kết mới kết thúc."
    )


class WithdrawnWhenLate(Forbidden):
    """A body does not end its own lateness by taking its promise back; oversight may."""

    template = N_(
        "Cam kết đã quá hạn, hoặc được lùi hạn khi đã quá hạn, nên chỉ cơ quan giám sát rút được:"
        " hãy giải trình bên cạnh số ngày chậm, rồi đề nghị cơ quan giám sát rút."
    )


class SignInRefused(Forbidden):
    """The name or the password is wrong, or the account is closed; which, is not told."""

    template = N_("Tên đăng nhập hoặc mật khẩu không đúng.")


class FormExpired(Forbidden):
    """The form does not carry the token of this sign-in."""

    template = N_("Biểu mẫu đã hết hạn. Hãy tải lại trang và gửi lại.")


class DraftNotVisible(NotFound):
    """The record is not published and belongs to another agency; it must not be known of."""

    template = N_("Không tìm thấy văn bản.")
