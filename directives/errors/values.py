"""Values that are wrong whatever the state."""

from directives.errors.kinds import Invalid
from directives.translation import N_, Translate


class NotADocumentNumber(Invalid):
    """The text holds no document number (a date, a ratio, a procedure code, nothing at all)."""

    template = N_("“{text}” không phải là số, ký hiệu văn bản.")


class DeadlineNotUnderstood(Invalid):
    """The words name no deadline that is known."""

    template = N_("Không hiểu thời hạn “{phrase}”.")


class DayImpossible(Invalid):
    """The words name a day, month, quarter or hour that no calendar has."""

    template = N_("“{text}” không có trong lịch.")


class GuidanceIssuedTooEarly(Invalid):
    """The document predates the promise it is said to keep."""

    template = N_(
        "Văn bản ban hành ngày {issued_on} không thể thực hiện cam kết ngày {promised_on}."
    )


class GuidanceNotIssued(Invalid):
    """Guidance is kept by a published document with a day of issue, by nothing else."""

    template = N_(
        "Cam kết ban hành văn bản chỉ hoàn thành bằng văn bản đã công bố, có ngày ban hành;"
        " hãy nêu văn bản đó."
    )


class KeptBeforeIssued(Invalid):
    """A promise is said to have been kept before its document was issued."""

    template = N_("Ngày {day:%d/%m/%Y} trước ngày ban hành văn bản, {issued_on:%d/%m/%Y}.")


class DueBeforePromise(Invalid):
    """A promise would be due before it was made."""

    template = N_("Thời hạn {due_to:%d/%m/%Y} trước ngày cam kết {promised_on:%d/%m/%Y}.")


class DueAfterItsWords(Invalid):
    """A due date would end after the period that its words name."""

    template = N_(
        "Thời hạn {due_to:%d/%m/%Y} sau ngày cuối của nguyên văn ({last:%d/%m/%Y});"
        " hãy sửa ngày hoặc nguyên văn."
    )


class EventTooEarly(Invalid):
    """What is said to have happened predates the promise."""

    template = N_("Ngày {day} trước ngày cam kết {promised_on}.")


class InternalNotEarlier(Invalid):
    """A body's own deadline lies before the public one, or it is none."""

    template = N_("Hạn nội bộ {day:%d/%m/%Y} phải trước thời hạn công khai {public:%d/%m/%Y}.")


class EventTooLate(Invalid):
    """What is said to have happened is still to come."""

    template = N_("Ngày {day:%d/%m/%Y} chưa tới; hôm nay là ngày {today:%d/%m/%Y}.")


class DatedBack(Invalid):
    """A body says of a day before today what would change how late it is."""

    template = N_(
        "Ngày {day:%d/%m/%Y} đã qua: cơ quan chỉ ghi việc của hôm nay, {today:%d/%m/%Y};"
        " việc của ngày trước do cơ quan giám sát ghi."
    )


class ReportTooEarly(Invalid):
    """A place reports again, of a day before it withdrew its report."""

    template = N_("Địa phương đã rút phản ánh ngày {withdrawn_on:%d/%m/%Y}; báo lại từ ngày đó.")


class StepTooEarly(Invalid):
    """A step of a promise is said to have happened before the one before it."""

    template = N_("Ngày {day} trước diễn biến gần nhất của cam kết, ngày {last_on}.")


class BlockedInCircle(Invalid):
    """What a promise is to wait for waits for it, itself or through others."""

    template = N_("Cam kết kia đang chờ chính cam kết này; không thể chờ lẫn nhau.")


class StageNotOfKind(Invalid):
    """What was promised does not go through this stage."""

    template = N_("Loại cam kết này không qua bước đó.")


class TransferToItself(Invalid):
    """The body answers for the promise already."""

    template = N_("Cơ quan này đang chịu trách nhiệm về cam kết rồi; hãy chọn cơ quan khác.")


class RelationToItself(Invalid):
    """A document is said to act on itself."""

    template = N_("Văn bản không thể có quan hệ với chính nó.")


class ActsOnNewer(Invalid):
    """A document is said to amend, end or suspend one that was issued after it."""

    template = N_(
        "Văn bản ban hành ngày {issued_on:%d/%m/%Y} không thể sửa đổi, thay thế, bãi bỏ hay đình"
        " chỉ văn bản ban hành sau nó, ngày {target_issued_on:%d/%m/%Y}: hai văn bản bị đảo"
        " chiều, hoặc một ngày ban hành ghi sai."
    )


class ActsBeforeTarget(Invalid):
    """A document is said to act on another before that was issued."""

    template = N_(
        "Ngày bắt đầu tác động, {day:%d/%m/%Y}, đứng trước ngày ban hành văn bản chịu tác động,"
        " {target_issued_on:%d/%m/%Y}: một ngày ghi sai, hoặc phải ghi rõ ngày bắt đầu tác động,"
        " không sớm hơn ngày ban hành đó."
    )


class EndsBeforeActing(Invalid):
    """A suspension would be over before the document that suspends has effect."""

    template = N_(
        "Thời gian tạm ngưng hết ngày {last_day:%d/%m/%Y}, trước khi bắt đầu, ngày"
        " {first_day:%d/%m/%Y}: việc tạm ngưng sẽ không bao giờ có."
    )


class ConfirmedActImpossible(Invalid):
    """A day would make impossible what one document is confirmed to do to another."""

    template = N_(
        "Với ngày này, quan hệ đã xác nhận với văn bản {other} không thể có: không văn bản nào tác"
        " động đến văn bản chưa ban hành, hay tạm ngưng đến một ngày đã qua khi bắt đầu. Hãy sửa"
        " ngày của văn bản kia hoặc của quan hệ, hoặc bác bỏ quan hệ trước."
    )


class HiddenActImpossible(Invalid):
    """The same, where the actor may not know of the other document."""

    template = N_(
        "Với ngày này, một quan hệ đã xác nhận với văn bản khác không thể có: không văn bản nào tác"
        " động đến văn bản chưa ban hành, hay tạm ngưng đến một ngày đã qua khi bắt đầu."
    )


class ExpiryBeforeEffect(Invalid):
    """A document would expire before it takes effect."""

    template = N_("Ngày hết hiệu lực {expires_on} trước ngày có hiệu lực {effective_on}.")


class EvidenceMissing(Invalid):
    """Neither a document nor words show that the promise was kept."""

    template = N_("Phải có văn bản hoặc lời chứng minh rằng cam kết đã được thực hiện.")


class AnswerMissing(Invalid):
    """A report is called answered, without a document and without words."""

    template = N_("Phải chọn văn bản trả lời hoặc ghi lời trả lời cho nơi phản ánh.")


class OtherGapMissing(Invalid):
    """A report is called a copy without the other gap, or a copy of its own gap."""

    template = N_("Phải ghi mã của khoảng trống khác mà phản ánh này trùng.")


class WordsMissing(Invalid):
    """Who says that guidance is unclear or does not fit must say why."""

    template = N_("Hãy viết vì sao, để cơ quan ban hành biết mà sửa.")


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
