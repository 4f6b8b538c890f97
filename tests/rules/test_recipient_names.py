import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.recipient_names import RecipientGroup, bodies_named, groups_named


@pytest.mark.parametrize(
    ("entry", "groups"),
    [
        ("Như trên", {RecipientGroup.ADDRESSEES}),
        ("Các Bộ, cơ quan ngang Bộ", {RecipientGroup.MINISTRIES}),
        (
            "Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ",
            {RecipientGroup.MINISTRIES, RecipientGroup.GOVERNMENT_AGENCIES},
        ),
        ("Các bộ, ban, ngành", {RecipientGroup.MINISTRIES}),
        ("Các Sở, ban, ngành tỉnh", {RecipientGroup.DEPARTMENTS}),
        ("Sở, ban, ngành, đoàn thể thành phố", {RecipientGroup.DEPARTMENTS}),
        ("Cơ quan chuyên môn thuộc UBND tỉnh", {RecipientGroup.DEPARTMENTS}),
        ("Các tỉnh, thành phố trực thuộc Trung ương", {RecipientGroup.PROVINCES}),
        ("UBND xã, phường", {RecipientGroup.COMMUNES}),
        ("UBND các phường, xã, đặc khu", {RecipientGroup.COMMUNES}),
        ("Các xã, phường, đặc khu", {RecipientGroup.COMMUNES}),
        ("HĐND, UBND các tỉnh, thành phố trực thuộc Trung ương", {RecipientGroup.PROVINCES}),
        ("Ủy ban nhân dân các xã, phường, đặc khu", {RecipientGroup.COMMUNES}),
        ("Sở Tài chính, Cục Thuế các tỉnh, thành phố", set()),
        ("Bộ Nội vụ", set()),
    ],
)
def test_bodies_named_together_are_groups(entry: str, groups: set[RecipientGroup]) -> None:
    assert groups_named(entry) == groups


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("UBND tỉnh Lào Cai (để báo cáo);", ("uy ban nhan dan tinh lao cai",)),
        (
            "VP Quốc hội, VP Chủ tịch nước",
            (
                "van phong quoc hoi, van phong chu tich nuoc",
                "van phong quoc hoi",
                "van phong chu tich nuoc",
            ),
        ),
        ("Lưu: VT, TCBC", ()),
        ("(2)", ()),
    ],
)
def test_bodies_named_one_by_one_are_written_out(entry: str, names: tuple[str, ...]) -> None:
    assert bodies_named(entry) == names


@given(st.text())
def test_whatever_is_printed_names_something_or_nothing(entry: str) -> None:
    assert all(name == name.strip() for name in bodies_named(entry))
    assert groups_named(entry) <= set(RecipientGroup)
