import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.reading.delegations import Delegation, Piece, delegated_to, read_delegations

DELEGATES = [
    ("Chính phủ quy định chi tiết Điều này.", [("Chính phủ", "NĐ")]),
    ("3. Chính phủ quy định việc lập sổ mẫu.", [("Chính phủ", "NĐ")]),
    ("Điều 9. Thủ tướng Chính phủ ban hành quy chế mẫu.", [("Thủ tướng Chính phủ", "QĐ")]),
    ("Bộ trưởng Bộ Nội vụ hướng dẫn chi tiết khoản 2.", [("Bộ Nội vụ", "TT")]),
    (
        "Bộ Khoa học và Công nghệ quy định biểu mẫu báo cáo.",
        [("Bộ Khoa học và Công nghệ", "TT")],
    ),
    (
        "Bộ trưởng Bộ Y tế, Bộ trưởng Bộ Tài chính quy định mức chi.",
        [("Bộ Y tế", "TT"), ("Bộ Tài chính", "TT")],
    ),
    (
        "Bộ Công Thương chủ trì, phối hợp với Bộ Xây dựng hướng dẫn việc này.",
        [("Bộ Công Thương", "TT")],
    ),
    (
        "Thống đốc Ngân hàng Nhà nước Việt Nam quy định hạn mức.",
        [("Ngân hàng Nhà nước Việt Nam", "TT")],
    ),
    ("Giao Bộ Nội vụ hướng dẫn thực hiện Nghị quyết này.", [("Bộ Nội vụ", "TT")]),
    ("Ngoài các trường hợp trên, giao Chính phủ quy định thêm.", [("Chính phủ", "NĐ")]),
    (
        "Căn cứ điều kiện thực tế, Hội đồng nhân dân cấp tỉnh quy định mức hỗ trợ.",
        [("Hội đồng nhân dân cấp tỉnh", "NQ")],
    ),
    (
        "Ủy ban nhân dân cấp tỉnh có trách nhiệm ban hành đơn giá bồi thường.",
        [("Ủy ban nhân dân cấp tỉnh", "QĐ")],
    ),
    ("Quy trình lập hồ sơ do Chính phủ quy định.", [("Chính phủ", "NĐ")]),
    ("“5. Chính phủ quy định chi tiết khoản này.”", [("Chính phủ", "NĐ")]),
    (
        "Bộ trưởng, Thủ trưởng cơ quan ngang Bộ quy định danh mục thuộc ngành.",
        [("Bộ trưởng, Thủ trưởng cơ quan ngang Bộ", "TT")],
    ),
]
DELEGATES_NOT = [
    "Ủy ban nhân dân cấp tỉnh được quy định mức cao hơn.",  # a right
    "Hội đồng nhân dân cấp tỉnh có thể ban hành thêm chính sách.",
    "Chính phủ đã quy định việc này.",  # done
    "Thực hiện theo quy định của Chính phủ.",  # a mention
    "Bộ Tài chính quy định tại Thông tư này.",
    "Căn cứ Nghị định của Chính phủ quy định chức năng của Bộ Nội vụ;",  # the preamble
    "Bộ Nội vụ hướng dẫn, kiểm tra việc thực hiện.",  # supervision
    "Ủy ban nhân dân cấp xã hướng dẫn người dân lập hồ sơ.",  # administration
    "Ủy ban nhân dân cấp tỉnh ban hành quyết định phê duyệt dự án.",  # one decision
    "Các trường hợp khác do Chính phủ quy định.",  # room, no duty
    "Cơ quan tiếp nhận hướng dẫn người nộp bổ sung hồ sơ.",
    "Bộ Y tế phối hợp với Bộ Tài chính trong việc ban hành văn bản hướng dẫn.",
    "Bộ Nội vụ phối hợp với các bộ trình Chính phủ ban hành danh mục.",
    "Chính phủ thống nhất quản lý nhà nước.",
    "",
]


@pytest.mark.parametrize(("sentence", "bodies"), DELEGATES)
def test_a_clause_that_delegates_names_who_must_issue_what(
    sentence: str, bodies: list[tuple[str, str]]
) -> None:
    assert [(body.words, body.type_code) for body in delegated_to(sentence)] == bodies


@pytest.mark.parametrize("sentence", DELEGATES_NOT)
def test_what_delegates_nothing_is_not_taken_for_a_delegation(sentence: str) -> None:
    assert delegated_to(sentence) == ()


def read(*pieces: tuple[str, str | None, str], issuer: str = "Quốc hội") -> list[Delegation]:
    return list(read_delegations([Piece(*piece) for piece in pieces], issuer=issuer))


def test_a_sentence_belongs_to_the_innermost_provision_and_is_quoted_without_its_label() -> None:
    clause = "2. Chính phủ quy định chi tiết Điều này."
    found = read(
        ("dieu-5", None, f"Điều 5. Hồ sơ\n1. Hồ sơ gồm đơn.\n{clause}"),
        ("dieu-5__khoan-1", "dieu-5", "1. Hồ sơ gồm đơn."),
        ("dieu-5__khoan-2", "dieu-5", clause),
    )

    assert [(one.provision_id, one.quote) for one in found] == [
        ("dieu-5__khoan-2", "Chính phủ quy định chi tiết Điều này.")
    ]


def test_two_clauses_of_one_provision_are_two_delegations_and_a_repetition_is_one() -> None:
    words = "Chính phủ quy định mức chi. Chính phủ quy định mẫu sổ. Chính phủ quy định mức chi."

    assert len(read(("dieu-1", None, words))) == 2


def test_what_a_body_says_of_itself_and_what_stands_in_a_form_delegate_nothing() -> None:
    words = "Bộ trưởng Bộ Nội vụ hướng dẫn chi tiết Điều này."

    assert read(("dieu-1", None, words), issuer="Bộ Nội vụ") == []
    assert read(("phu-luc-1__dieu-1", None, words)) == []
    assert len(read(("kem-theo-1__dieu-1", None, words), issuer="")) == 1


@given(st.text(alphabet=list("ĐđCBộ chính phủ quyđịnh.,;:()\n123“”"), max_size=120))
def test_whatever_is_read_is_quoted_word_for_word(text: str) -> None:
    for found in read(("dieu-1", None, f"Chính phủ quy định {text}")):
        assert found.quote in f"Chính phủ quy định {text}"
