"""What an operator must set right first."""

from directives.errors.kinds import Conflict
from directives.translation import N_


class DatabaseNotReady(Conflict):
    """The database is missing, of an older schema, or cannot be reached."""

    template = N_("Cơ sở dữ liệu chưa sẵn sàng. Hãy chạy “directives migrate”.")


class DatabaseBusy(Conflict):
    """Another process kept writing for longer than we wait; nothing was changed."""

    template = N_("Tiến trình khác đang ghi vào cơ sở dữ liệu. Hãy thử lại sau ít phút.")


class DiskFull(Conflict):
    """The database found no room on its disk; nothing was changed."""

    template = N_("Đĩa của cơ sở dữ liệu đã đầy. Hãy giải phóng dung lượng rồi thử lại.")


class IndexNotWritten(Conflict):
    """The index could not be written, such as on a full disk; nothing in use was lost."""

    template = N_(
        "Không ghi được chỉ mục ({reason}). Chỉ mục cũ vẫn dùng được; sửa xong hãy chạy"
        " “directives reindex --resume”."
    )
