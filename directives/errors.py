"""What the domain refuses. Four kinds, by what the caller can do about it.

Each leaf is named after what happened, has a Vietnamese sentence fit to show (translated
where it is shown) and carries its values. HTTP statuses live in `api.errors` alone.
"""

import re
from typing import ClassVar

from directives.translation import N_, Translate


class DirectivesError(Exception):
    """The root of all refusals. Raise a leaf, never this."""

    template: ClassVar[str]

    def __init__(self, *, field: str | None = None, **values: object) -> None:
        """Keep the values of the sentence and, for input, the field that is wrong."""
        super().__init__(field, values)
        self.field = field
        self.values = values

    @property
    def code(self) -> str:
        """The leaf's name in snake case, stable for programs."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    def message(self, translate: Translate = str) -> str:
        """Return the sentence in the language of `translate`; Vietnamese by default."""
        return translate(self.template).format(**self.values)

    def __str__(self) -> str:
        return self.message()


class NotFound(DirectivesError):
    """There is no such thing, or the actor may not know of it."""


class Conflict(DirectivesError):
    """The state forbids it now."""


class Invalid(DirectivesError):
    """It is wrong whatever the state."""


class Forbidden(DirectivesError):
    """The actor may not do it."""


# --- numbers -----------------------------------------------------------------------------------


class NotADocumentNumber(Invalid):
    """The text holds no document number (a date, a ratio, a procedure code, nothing at all)."""

    template = N_("“{text}” không phải là số, ký hiệu văn bản.")


# --- files -------------------------------------------------------------------------------------


class FileEmpty(Invalid):
    """The file has no bytes."""

    template = N_("Tệp “{name}” rỗng, không có nội dung.")


class FileTooLarge(Invalid):
    """The file, or what it unpacks to, is larger than allowed."""

    template = N_("Tệp “{name}” quá lớn: tối đa {limit_mb} MB.")


class FileUnpacksTooLarge(FileTooLarge):
    """A small file that unpacks to far more than allowed, or to too many parts."""

    template = N_("Tệp “{name}” bung ra quá lớn hoặc có quá nhiều phần (tối đa {limit_mb} MB).")


class FileUnsafe(Invalid):
    """The XML inside declares a DTD or an entity, which a document never needs."""

    template = N_("Tệp “{name}” khai báo DTD hoặc thực thể XML nên không được đọc.")


class FileUnreadable(Invalid):
    """The file is broken or is not what it must be to be read."""

    template = N_("Không đọc được tệp “{name}”: tệp hỏng hoặc không đúng định dạng .docx.")


class FileKindUnsupported(Invalid):
    """The bytes are of a kind that is not read, whatever the name says."""

    template = N_("Tệp “{name}” không phải .docx (nội dung là {kind}). Hãy lưu lại thành .docx.")


class FileMissing(Invalid):
    """There is no such file, or it cannot be opened."""

    template = N_("Không mở được tệp “{name}”.")


# --- operation ---------------------------------------------------------------------------------


class DatabaseNotReady(Conflict):
    """The database is missing, of an older schema, or cannot be reached."""

    template = N_("Cơ sở dữ liệu chưa sẵn sàng. Hãy chạy “directives migrate”.")


# --- rights ------------------------------------------------------------------------------------


class NotSignedIn(Forbidden):
    """Nobody has signed in, and this is not for the public."""

    template = N_("Bạn cần đăng nhập để làm việc này.")


class RightMissing(Forbidden):
    """The account's role, agency or place does not allow it."""

    template = N_("Tài khoản của bạn không có quyền làm việc này.")


class SignInRefused(Forbidden):
    """The name or the password is wrong, or the account is closed; which, is not told."""

    template = N_("Tên đăng nhập hoặc mật khẩu không đúng.")


class FormExpired(Forbidden):
    """The form does not carry the token of this sign-in."""

    template = N_("Biểu mẫu đã hết hạn. Hãy tải lại trang và gửi lại.")


class DraftNotVisible(NotFound):
    """The record is not published and belongs to another agency; it must not be known of."""

    template = N_("Không tìm thấy văn bản.")


# --- records -----------------------------------------------------------------------------------


class DocumentNotFound(NotFound):
    """There is no such document."""

    template = N_("Không tìm thấy văn bản.")


class GapNotFound(NotFound):
    """There is no such gap."""

    template = N_("Không tìm thấy khoảng trống hướng dẫn.")


class CommitmentNotFound(NotFound):
    """There is no such commitment."""

    template = N_("Không tìm thấy cam kết.")


class FileNotFound(NotFound):
    """The document has no such file."""

    template = N_("Không tìm thấy tệp của văn bản.")


class AgencyNotFound(NotFound):
    """No agency has this code or name."""

    template = N_("Không có cơ quan “{agency}” trong danh mục.")


class SectorNotFound(NotFound):
    """No sector has this code."""

    template = N_("Không có lĩnh vực “{sector}” trong danh mục.")


class PlaceNotFound(NotFound):
    """No province or commune has this code."""

    template = N_("Không có tỉnh, xã mang mã “{place}”.")


class AccountNotFound(NotFound):
    """No account has this name."""

    template = N_("Không có tài khoản “{username}”.")


class ProvisionNotFound(NotFound):
    """The document has no such provision."""

    template = N_("Văn bản không có điều, khoản “{provision}”.")


class ReportNotFound(NotFound):
    """There is no report of this name."""

    template = N_("Không có báo cáo “{name}”.")


class DocumentAlreadyRegistered(Conflict):
    """A document with this identity, these bytes or this text is in the catalogue."""

    template = N_("Văn bản đã có trong danh mục: {number} (mã {document_id}).")


class AccountExists(Conflict):
    """The account name is taken."""

    template = N_("Đã có tài khoản “{username}”.")


class GapAlreadyReported(Conflict):
    """The place has reported this gap before."""

    template = N_("Địa phương này đã báo khoảng trống này.")


class AlreadyLinked(Conflict):
    """The document is linked to the gap already."""

    template = N_("Văn bản này đã được gắn với khoảng trống này.")


class CommitmentClosed(Conflict):
    """The promise was fulfilled or withdrawn before."""

    template = N_("Cam kết này đã kết thúc ngày {held_on}.")


class DocumentNotDraft(Conflict):
    """Only a draft can be published."""

    template = N_("Văn bản này không phải là bản nháp.")


class StubNotPublished(Conflict):
    """A document without a number, date or title cannot be published."""

    template = N_("Chưa công bố được: văn bản còn thiếu {missing}.")


class GuidanceIssuedTooEarly(Invalid):
    """The document predates the promise it is said to keep."""

    template = N_(
        "Văn bản ban hành ngày {issued_on} không thể thực hiện cam kết ngày {promised_on}."
    )


class EventTooEarly(Invalid):
    """What is said to have happened predates the promise."""

    template = N_("Ngày {day} trước ngày cam kết {promised_on}.")


class ExpiryBeforeEffect(Invalid):
    """A document would expire before it takes effect."""

    template = N_("Ngày hết hiệu lực {expires_on} trước ngày có hiệu lực {effective_on}.")


class EvidenceMissing(Invalid):
    """Neither a document nor words show that the promise was kept."""

    template = N_("Phải có văn bản hoặc lời chứng minh rằng cam kết đã được thực hiện.")


class QuoteNotFound(Invalid):
    """The quoted words are not in the text of the document or provision."""

    template = N_("Đoạn trích dẫn không có trong văn bản.")


class ValueInvalid(Invalid):
    """A value of a form or request is wrong; `reason` is a marked sentence that says why."""

    template = "{reason}"

    def message(self, translate: Translate = str) -> str:
        """Return the reason in the language of `translate`."""
        return translate(str(self.values["reason"]))


class ValueUnknown(Invalid):
    """A value names nothing in the catalogue's tables."""

    template = N_("Không có “{value}” trong danh mục.")


class UnknownField(Invalid):
    """The record has no such field that can be changed."""

    template = N_("Không có trường “{name}” để sửa.")
