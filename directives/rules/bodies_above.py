"""Which body is above another where nobody said so.

Source: Law 72/2025/QH15 on the organisation of local government (a people's committee directs its
specialised bodies; that of the commune answers to that of the province), Law 63/2025/QH15 on the
organisation of the Government (the Government Office follows what ministries and provinces were
told to do).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

COMMITTEE: Final = "UBND"
_COUNCIL: Final = "HĐND"
_GOVERNMENT_OFFICE: Final = "VPCP"
_OF_THE_GOVERNMENT: Final = frozenset({"ministry", "ministerial", "agency"})


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of a body that says who is above it."""

    id: int
    code: str
    kind: str
    place_code: str | None
    parent_id: int | None


def bodies_above(bodies: Iterable[Body], provinces: Mapping[str, str]) -> dict[int, int]:
    """Return the body above each body that has one: the one recorded, else the one that follows.

    A body of a place stands under the people's committee of that place, the committee of a
    commune under that of its province, the committee of a province and every ministry under the
    Government Office. A people's council stands under nobody.

    Args:
        bodies: All bodies that are there on a day.
        provinces: Province of each commune, by code.
    """
    known = list(bodies)
    committees = {one.place_code: one.id for one in known if one.code == COMMITTEE}
    office = next((one.id for one in known if one.code == _GOVERNMENT_OFFICE), None)
    above = {one.id: one.parent_id or _above(one, committees, provinces, office) for one in known}
    return {key: parent for key, parent in above.items() if parent and parent != key}


def _above(
    one: Body,
    committees: Mapping[str | None, int],
    provinces: Mapping[str, str],
    office: int | None,
) -> int | None:
    if one.code == _COUNCIL:
        return None
    if one.place_code is None:
        return office if one.kind in _OF_THE_GOVERNMENT else None
    if one.code != COMMITTEE:
        return committees.get(one.place_code) or committees.get(provinces.get(one.place_code, ""))
    province = provinces.get(one.place_code)
    return committees.get(province) if province else office
