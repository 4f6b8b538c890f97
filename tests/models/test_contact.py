from datetime import date
from typing import Any

import pytest

from directives.errors import ValueInvalid
from directives.models.contact import NewAbsence, NewContact

GOOD: dict[str, Any] = {
    "agency_id": 1,
    "name": "Nguyễn Văn Mẫu",
    "email": "mau@bo.gov.vn",
    "valid_from": date(2025, 7, 1),
}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"email": "mau"}, "email"),
        ({"email": "mau@bo.gov.vn\r\nBcc: x@y.vn"}, "email"),
        ({"email": "a@b.vn, c@d.vn"}, "email"),
        ({"agency_id": None}, "agency_id"),
        ({"place_code": "01"}, "agency_id"),
        ({"valid_to": date(2025, 6, 30)}, "valid_to"),
    ],
)
def test_a_person_who_cannot_be_reached_is_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(ValueInvalid) as refused:
        NewContact.model_validate({**GOOD, **change})

    assert refused.value.field == field


def test_a_good_person_is_taken_as_said() -> None:
    assert NewContact.model_validate(GOOD).email == "mau@bo.gov.vn"


def test_an_absence_of_one_day_is_taken_and_one_that_ends_early_is_not() -> None:
    day = date(2025, 10, 1)
    NewAbsence(contact_id=1, from_on=day, to_on=day)

    with pytest.raises(ValueInvalid):
        NewAbsence(contact_id=1, from_on=day, to_on=date(2025, 9, 30))
