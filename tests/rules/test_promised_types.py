import pytest

from directives.rules.promised_types import promised_document, promised_type


@pytest.mark.parametrize(
    ("product", "code"),
    [
        ("Thông tư hướng dẫn", "TT"),
        ("dự thảo Nghị định quy định chi tiết", "NĐ"),
        ("hồ sơ dự thảo Nghị quyết", "NQ"),
        ("các Nghị quyết", "NQ"),
        ("dự án Luật Thư viện", "L"),
        ("Bộ luật Hàng hải", "L"),
        ("hồ sơ đề nghị xây dựng Pháp lệnh", "PL"),
        ("02 Thông tư liên tịch", "TTLT"),
        ("công văn trả lời", "CV"),
        ("danh sách cán bộ", None),
        ("dự thảo", None),
        ("hồ sơ đề nghị quy định tại khoản 1", None),
        ("", None),
    ],
)
def test_the_type_is_named_by_the_first_words(product: str, code: str | None) -> None:
    assert promised_type(product) == code


@pytest.mark.parametrize(
    ("action", "product", "code", "title"),
    [
        ("lập Đề án sáp nhập", "Đề án sáp nhập", "ĐA", "Đề án sáp nhập"),
        (
            "có văn bản hướng dẫn về lưu trữ",
            "văn bản hướng dẫn về lưu trữ",
            None,
            "văn bản hướng dẫn về lưu trữ",
        ),
        ("ban hành sớm văn bản về thư viện", "văn bản về thư viện", None, "văn bản về thư viện"),
        (
            "sửa đổi, bổ sung Thông tư số 7/2023/TT-BYT",
            "Thông tư số 7/2023/TT-BYT",
            "TT",
            "Thông tư sửa đổi, bổ sung Thông tư số 7/2023/TT-BYT",
        ),
        ("sửa đổi Luật Thư viện", "Luật Thư viện", "L", "Luật sửa đổi Luật Thư viện"),
        ("thay thế Quy chế làm việc", "Quy chế làm việc", "QC", "thay thế Quy chế làm việc"),
        ("bổ sung quy định về lưu trữ", "quy định về lưu trữ", None, "bổ sung quy định về lưu trữ"),
    ],
)
def test_a_document_is_promised_with_the_title_that_it_will_have(
    action: str, product: str, code: str | None, title: str
) -> None:
    found = promised_document(action, product)
    assert found is not None
    assert (found.type_code, found.title) == (code, title)


@pytest.mark.parametrize(
    ("action", "product"),
    [
        ("tổ chức tập huấn", None),
        ("báo cáo kết quả", "báo cáo"),
        ("có văn bản trả lời Sở Y tế", "văn bản trả lời Sở Y tế"),
        ("sửa đổi danh mục vị trí", "danh mục vị trí"),
    ],
)
def test_a_report_an_answer_and_a_list_are_acts(action: str, product: str | None) -> None:
    assert promised_document(action, product) is None
