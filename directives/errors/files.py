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

    template = N_("Không đọc được tệp “{name}”: tệp hỏng hoặc không đúng định dạng .docx.")


class FileKindUnsupported(Invalid):
    """The bytes are of a kind that is not read, whatever the name says."""

    template = N_("Tệp “{name}” không phải .docx (nội dung là {kind}). Hãy lưu lại thành .docx.")


class FileMissing(Invalid):
    """There is no such file, or it cannot be opened."""

    template = N_("Không mở được tệp “{name}”.")


class FileSecret(Invalid):
    """The document is marked secret; nothing of it may be kept here."""

    template = N_("Tệp này đóng dấu độ mật nên không được nhận; không có gì của tệp được lưu lại.")
