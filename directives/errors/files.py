"""Why a file cannot be read."""

from directives.errors.kinds import Invalid
from directives.translation import N_


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

    template = N_("Không đọc được tệp “{name}”: tệp hỏng hoặc bị cắt cụt.")


class FileKindUnsupported(Invalid):
    """The bytes are of a kind that is not read, whatever the name says."""

    template = N_(
        "Tệp “{name}” có nội dung là {kind}, không đọc được. Hãy lưu lại thành .docx hoặc .pdf."
    )


class FileEncrypted(Invalid):
    """The file is protected by a password."""

    template = N_("Tệp “{name}” đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.")


class FileNestedTooDeep(Invalid):
    """Groups, tables or elements stand inside each other further than any document needs."""

    template = N_("Tệp “{name}” lồng nhau quá sâu (tối đa {limit} tầng) nên không được đọc.")


class FileMissing(Invalid):
    """There is no such file, or it cannot be opened."""

    template = N_("Không mở được tệp “{name}”.")


class FileTooManyPages(Invalid):
    """The file has more pages than may be read."""

    template = N_("Tệp “{name}” có {pages} trang; tối đa {limit} trang. Hãy tách thành nhiều tệp.")


class FileTooManyScannedPages(Invalid):
    """More pages must be recognised than may be in one file."""

    template = N_(
        "Tệp “{name}” có {pages} trang quét; chỉ nhận dạng tối đa {limit} trang. "
        "Hãy gửi bản có lớp chữ hoặc tách tệp."
    )


class FileTooSlow(Invalid):
    """Reading took longer than allowed and was stopped."""

    template = N_("Tệp “{name}” đọc quá {seconds} giây nên đã dừng. Hãy tách hoặc lưu lại tệp.")


class FileTooDemanding(Invalid):
    """Reading needed more memory than allowed."""

    template = N_("Tệp “{name}” cần quá {limit_mb} MB bộ nhớ để đọc. Hãy tách hoặc lưu lại tệp.")


class FileCrashedReader(Invalid):
    """The parser died on this file; only its own process was lost."""

    template = N_("Không đọc được tệp “{name}”: trình đọc đã dừng đột ngột vì nội dung tệp.")


class FileSecret(Invalid):
    """The document carries a mark of secrecy, which must never enter the service (Art. 15.2)."""

    template = N_("Văn bản có dấu độ mật “{mark}”: không được đưa vào hệ thống này.")


class RecognitionMissing(Invalid):
    """The file is a scan and no program is installed that recognises its words."""

    template = N_(
        "Tệp “{name}” là bản quét không có lớp chữ; máy chủ chưa cài phần mềm nhận dạng chữ "
        "(gói {packages})."
    )


class RecognitionFailed(Invalid):
    """The recognition program failed on a page."""

    template = N_("Không nhận dạng được chữ trong tệp “{name}” (trang {page}).")
