"""What an operator must set right first."""

from directives.errors.kinds import Conflict
from directives.translation import N_


class DatabaseNotReady(Conflict):
    """The database is missing, of an older schema, or cannot be reached."""

    template = N_("Cơ sở dữ liệu chưa sẵn sàng. Hãy chạy “directives migrate”.")
