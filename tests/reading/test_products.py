import pytest

from directives.reading.tasks.products import read_product


@pytest.mark.parametrize(
    ("action", "product"),
    [
        ("ban hành ngay Thông tư về thư viện", "Thông tư về thư viện"),
        ("ban hành kịp thời, đầy đủ các văn bản hướng dẫn", "các văn bản hướng dẫn"),
        ("sớm có ngay hướng dẫn về lưu trữ", "hướng dẫn về lưu trữ"),
        ("sửa đổi, bổ sung Thông tư số 7/2023/TT-BYT trong năm 2026", "Thông tư số 7/2023/TT-BYT"),
        ("rà soát, thay thế hoặc bãi bỏ các Quyết định", "các Quyết định"),
        (
            "tham mưu ban hành Nghị định sửa đổi, bổ sung Nghị định số 9/2024/NĐ-CP",
            "Nghị định sửa đổi, bổ sung Nghị định số 9/2024/NĐ-CP",
        ),
        ("trình Chính phủ, Quốc hội dự án Bộ luật Hàng hải", "dự án Bộ luật Hàng hải"),
        ("hoàn thành dự thảo Nghị quyết về phí", "dự thảo Nghị quyết về phí"),
        ("hoàn thiện hồ sơ, trình Chính phủ ban hành Nghị định về phí", "Nghị định về phí"),
        ("lập danh sách, gửi báo cáo", "danh sách"),
        ("xây dựng Kế hoạch, trình Quyết định", "Kế hoạch"),
        ("lập hồ sơ đề nghị xây dựng Luật Thư viện", "hồ sơ đề nghị xây dựng Luật Thư viện"),
    ],
)
def test_what_is_handed_over_is_named_after_its_verb(action: str, product: str) -> None:
    assert read_product(action) == product


@pytest.mark.parametrize(
    "action",
    [
        "rà soát, đề xuất sửa đổi, bổ sung các Thông tư",
        "xem xét sửa đổi Luật Thư viện",
        "tham gia xây dựng Luật Thư viện",
        "hoàn thành kế hoạch năm",
        "thực hiện Chương trình, kế hoạch đã duyệt",
        "công bố, gửi quyết định này",
        "phổ biến quy trình các thông tư",
    ],
)
def test_what_is_only_proposed_done_or_cited_is_no_product(action: str) -> None:
    assert read_product(action) is None
