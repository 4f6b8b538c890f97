"""What a person should know about how the query was read: sentences to translate, no errors."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directives.translation import N_, Translate

QUOTE_OPEN = N_("Dấu ngoặc kép chưa đóng: các từ sau nó được tìm như từ rời.")
FIELD_UNKNOWN = N_("Không có trường “{field}”: các từ này được tìm như từ rời.")
VALUE_UNKNOWN = N_("Không hiểu “{value}” sau “{field}:”: từ này được tìm như từ rời.")
FIELD_NOT_EXCLUDED = N_("Không loại trừ được bằng trường “{field}”: điều kiện này bị bỏ qua.")
AGENCY_UNKNOWN = N_("Không có cơ quan nào tên “{value}”: điều kiện này bị bỏ qua.")
NUMBER_UNKNOWN = N_("Không có văn bản nào mang số “{value}”.")
QUERY_CUT = N_("Câu tìm quá dài: chỉ đọc {count} ký tự đầu.")
OPERATOR = N_(
    "“{value}” được bỏ qua: mọi từ còn lại đều được tìm. Để loại một từ, đặt dấu - trước nó."
)
MARKS = N_("Dấu {value} không có nghĩa riêng: được đọc như dấu cách.")
NO_WORDS = N_("Không có từ hay số nào để tìm: mọi văn bản được liệt kê, mới nhất trước.")
ONLY_EXCLUDED = N_("Chỉ có từ loại trừ: mọi văn bản không có các từ đó đều được liệt kê.")


@dataclass(frozen=True, slots=True)
class Hint:
    """A marked sentence and what stands in it, as typed."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, translate: Translate) -> str:
        """Return the sentence in the reader's language."""
        return translate(self.template).format(**self.values)

    def __str__(self) -> str:
        return self.template.format(**self.values)
