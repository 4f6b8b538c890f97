import pytest

from directives.rules.promised_types import promised_type


@pytest.mark.parametrize(
    ("product", "code"),
    [
        ("Thông tư hướng dẫn", "TT"),
        ("dự thảo Nghị định quy định chi tiết", "NĐ"),
        ("Nghị quyết", "NQ"),
        ("danh sách cán bộ", None),
        ("", None),
    ],
)
def test_the_type_is_named_by_the_first_words(product: str, code: str | None) -> None:
    assert promised_type(product) == code
