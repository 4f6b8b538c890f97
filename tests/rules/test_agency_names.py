import pytest

from directives.rules.agency_names import COMMITTEE, COUNCIL, local_body_name


@pytest.mark.parametrize(
    ("body", "kind", "place", "name"),
    [
        (COMMITTEE, "province", "Lâm Đồng", "Ủy ban nhân dân tỉnh Lâm Đồng"),
        (COUNCIL, "city", "Huế", "Hội đồng nhân dân thành phố Huế"),
    ],
)
def test_a_local_body_is_named_with_its_kind_of_place(
    body: str, kind: str, place: str, name: str
) -> None:
    assert local_body_name(body, kind, place) == name
