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


class FileUnreadable(Invalid):
    """The file is broken or is not what it must be to be read."""

    template = N_("Không đọc được tệp “{name}”: tệp hỏng hoặc không đúng định dạng .docx.")


class FileKindUnsupported(Invalid):
    """The bytes are of a kind that is not read, whatever the name says."""

    template = N_("Tệp “{name}” không phải .docx (nội dung là {kind}). Hãy lưu lại thành .docx.")
