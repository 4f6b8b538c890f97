import pytest

from directives.reading.copies import read_copies

LETTER = (
    "Đề nghị các cơ quan thực hiện./.\n"
    "Nơi nhận:\n- Như trên;\n- Các Bộ, cơ quan ngang Bộ,\n  cơ quan thuộc Chính phủ;\n"
    "- UBND tỉnh Lào Cai (để b/c);\n- Lưu: VT.\tKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn Mẫu\n"
)


def test_each_dash_is_an_entry_and_the_signature_beside_is_none() -> None:
    assert read_copies(LETTER) == (
        "Như trên",
        "Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ",
        "UBND tỉnh Lào Cai (để b/c)",
        "Lưu: VT",
    )


@pytest.mark.parametrize(
    ("text", "copies"),
    [
        ("Nơi nhận: - Bộ Nội vụ;\n- Bộ Tài chính.\n\nPhụ lục", ("Bộ Nội vụ", "Bộ Tài chính")),
        ("Nơi nhận:              TM. ỦY BAN\n- Bộ Nội vụ      CHỦ TỊCH\n", ("Bộ Nội vụ",)),
        ("Nơi nhận kết quả: Bộ phận Một cửa.\n", ()),
        ("Ký hiệu biểu, nơi nhận\nNơi nhận:\nBảng kê\nNơi nhận:\n– Bộ Y tế", ("Bộ Y tế",)),
        ("Không có gì", ()),
    ],
)
def test_other_layouts_and_other_words(text: str, copies: tuple[str, ...]) -> None:
    assert read_copies(text) == copies
