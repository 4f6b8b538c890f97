"""What the records do not hold, or do not allow now."""

from directives.errors.kinds import Conflict, NotFound
from directives.translation import N_


class DocumentNotFound(NotFound):
    """There is no such document."""

    template = N_("Không tìm thấy văn bản.")


class GapNotFound(NotFound):
    """There is no such gap."""

    template = N_("Không tìm thấy khoảng trống hướng dẫn.")


class ExpectationNotFound(NotFound):
    """There is no such expectation."""

    template = N_("Không tìm thấy điều khoản giao quy định này.")


class ContactNotFound(NotFound):
    """There is no such contact person, or no such absence."""

    template = N_("Không tìm thấy người liên hệ.")


class CommitmentNotFound(NotFound):
    """There is no such commitment."""

    template = N_("Không tìm thấy cam kết.")


class ProposalNotFound(NotFound):
    """There is no such proposal, or its document is not public any more."""

    template = N_("Không tìm thấy đề xuất cam kết này.")


class RelationNotFound(NotFound):
    """There is no such relation, or an end of it may not be known of."""

    template = N_("Không tìm thấy quan hệ văn bản.")


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


class DocumentAmbiguous(Conflict):
    """Several documents bear the number; a person must choose (`document_ids`)."""

    template = N_("Có nhiều văn bản mang số {number}. Hãy chọn văn bản nào.")


class DocumentAlreadyRegistered(Conflict):
    """A document with this identity, these bytes or this text is in the catalogue."""

    template = N_("Văn bản đã có trong danh mục: {number} (mã {document_id}).")


class AccountExists(Conflict):
    """The account name is taken."""

    template = N_("Đã có tài khoản “{username}”.")


class SectorExists(Conflict):
    """Another sector has this name or code."""

    template = N_("Đã có lĩnh vực tên “{name}”.")


class AgencyExists(Conflict):
    """Another body has this name, now or formerly."""

    template = N_("Đã có cơ quan tên “{name}”.")


class AgencyEnded(Conflict):
    """The body has been merged, renamed or dissolved before."""

    template = N_("Cơ quan “{name}” đã kết thúc ngày {ended_on}.")


class PlaceExists(Conflict):
    """Another place has this code, now or formerly."""

    template = N_("Đã có tỉnh, xã mang mã “{place}”.")


class PlaceEnded(Conflict):
    """The place has been merged or divided before."""

    template = N_("“{name}” đã sáp nhập hoặc chia tách, ngày cuối là {ended_on}.")


class GapAlreadyReported(Conflict):
    """The place has reported this gap before."""

    template = N_("Địa phương này đã báo khoảng trống này.")


class NeedNotFound(NotFound):
    """Nobody looks for that, or it has been found meanwhile."""

    template = N_("Không còn ai tìm điều này mà không thấy.")


class LinkNotFound(NotFound):
    """No document is linked to a gap under this key."""

    template = N_("Không tìm thấy văn bản đáp ứng này.")


class ReportNotMade(NotFound):
    """No place, or not this one, has reported the gap and waits."""

    template = N_("Không có địa phương nào đang chờ như vậy.")


class ReportStepNotAllowed(Conflict):
    """A report in its state cannot go to that one."""

    template = N_("Phản ánh này không thể chuyển sang bước đó.")


class GapMergedAlready(Conflict):
    """A gap would become part of its own part, or is part of another already."""

    template = N_("Khoảng trống này đã được gộp.")


class GapNotMerged(Conflict):
    """Only a gap that was merged can be split off."""

    template = N_("Khoảng trống này chưa được gộp vào khoảng trống nào.")


class RelationOfOtherDays(Conflict):
    """The relation is confirmed already, and acts on other days than those that are given."""

    template = N_(
        "Quan hệ này đã được ghi với thời gian khác; hãy sửa ngày ở chính quan hệ đó, trong mục"
        " “Quan hệ” của văn bản."
    )


class AlreadyLinked(Conflict):
    """The document is linked to the gap already."""

    template = N_("Văn bản này đã được gắn với khoảng trống này.")


class AlreadyTied(Conflict):
    """The promise is to close this gap already."""

    template = N_("Cam kết này đã được gắn với khoảng trống này.")


class CommitmentClosed(Conflict):
    """The promise was fulfilled or withdrawn before."""

    template = N_("Cam kết này đã kết thúc ngày {held_on}.")


class ProposalDecided(Conflict):
    """The proposal was taken over or rejected before."""

    template = N_("Đề xuất này đã được xử lý rồi.")


class StepOutOfTurn(Conflict):
    """The promise is not in a state in which this can happen to it."""

    template = N_(
        "Cam kết đang ở tình trạng không làm được việc này; hãy xem lại quá trình của nó."
    )


class DocumentNotDraft(Conflict):
    """Only a draft can be published."""

    template = N_("Văn bản này không phải là bản nháp.")


class StubNotPublished(Conflict):
    """A document without a number, date or title cannot be published."""

    template = N_("Chưa công bố được: văn bản còn thiếu {missing}.")


class NothingToReview(NotFound):
    """The document has no file whose text could be looked at beside its record."""

    template = N_("Văn bản này chưa có tệp để rà soát.")


class UploadNotFound(NotFound):
    """No such upload waits, or it is another person's."""

    template = N_("Không tìm thấy tệp đang chờ quyết định.")


class UploadAlreadyDecided(Conflict):
    """Somebody has decided about this upload before."""

    template = N_("Tệp này đã được quyết định trước đó.")


class FileAlreadyThere(Conflict):
    """The document has a file with these very bytes."""

    template = N_("Văn bản đã có đúng tệp này.")


class SavedSearchNotFound(NotFound):
    """The account keeps no such search."""

    template = N_("Không tìm thấy tìm kiếm đã lưu.")


class TooManySavedSearches(Conflict):
    """An account keeps as many searches as it may."""

    template = N_("Mỗi tài khoản lưu nhiều nhất {most} tìm kiếm. Hãy bỏ bớt rồi lưu lại.")


class CalendarNotFound(NotFound):
    """No calendar has this secret address, or has it any longer."""

    template = N_("Không có lịch ở địa chỉ này. Hãy lấy địa chỉ mới trong trang “Lịch của tôi”.")


class WebhookNotFound(NotFound):
    """There is no such webhook."""

    template = N_("Không tìm thấy webhook.")


class SuspicionNotFound(NotFound):
    """There is no such suspicion, or its document may not be known of."""

    template = N_("Không tìm thấy việc cần xem lại.")


class SuspicionClosed(Conflict):
    """It was decided before, or its cause fell away."""

    template = N_("Việc cần xem lại này đã được quyết định hoặc không còn nguyên nhân.")


class DocumentRecalled(Conflict):
    """A recalled document is frozen (Decree 30/2020 Art. 18.4)."""

    template = N_("Văn bản đã bị thu hồi nên không được sửa đổi.")
