"""Whom the lists of a document name, "Kính gửi" and "Nơi nhận": bodies and places of a day.

Bodies alike are named together ("các Bộ, cơ quan ngang Bộ", "UBND các xã, phường"): they are those
of the catalogue, within the province of who issued the document where that is meant. The catalogue
does not hold every department, and a list may name whom nobody registered: such entries are kept
apart, so that a person can tell them.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Self

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.reading.copies import read_copies
from directives.rules.bodies_above import COMMITTEE
from directives.rules.recipient_names import RecipientGroup, bodies_named, groups_named
from directives.store.agencies import list_agencies, list_aliases
from directives.store.documents import list_documents_by_ids
from directives.store.places import list_communes, list_provinces
from directives.store.recalls import list_current_texts

_KINDS: Final = {
    RecipientGroup.MINISTRIES: frozenset({"ministry", "ministerial"}),
    RecipientGroup.GOVERNMENT_AGENCIES: frozenset({"agency"}),
    RecipientGroup.DEPARTMENTS: frozenset({"department"}),
}
_OF_A_PLACE: Final = "uy ban nhan dan "
_ITS_OWN: Final = (" tinh", " thanh pho")  # "UBND tỉnh": of the province that writes

Whom = int | str
"""A body by its id, or a place by its code."""


class Bodies:
    """The bodies of a day, found by their names."""

    def __init__(
        self, agencies: Sequence[Agency], aliases: Sequence[tuple[int, str]], day: date
    ) -> None:
        self._standing = {
            saved_id(one): one
            for one in agencies
            if (one.valid_from is None or one.valid_from <= day)
            and (one.valid_to is None or one.valid_to >= day)
        }
        self._by_name = {name: key for key, name in aliases if key in self._standing}
        self._by_name |= {one.name_folded: key for key, one in self._standing.items()}
        self._home_names = {
            one.place_code: one.name_folded.removeprefix(_OF_A_PLACE)
            for one in self._standing.values()
            if one.code == COMMITTEE
        }

    @classmethod
    def read(cls, session: Session, day: date) -> Self:
        """Return the bodies that the catalogue has on a day."""
        return cls(list_agencies(session), list_aliases(session), day)

    def place_of(self, agency_id: int) -> str:
        """Return the place whose committee a body is; nothing of others."""
        body = self._standing.get(agency_id)
        return (body.place_code or "") if body and body.code == COMMITTEE else ""

    def home_of(self, issuer_id: int | None) -> str:
        """Return the place in which an issuer sits; nothing of central bodies."""
        body = self._standing.get(issuer_id or 0)
        return (body.place_code or "") if body else ""

    def named(self, name: str, home: str) -> int | None:
        """Return the body of a folded name; said without a place it is that of the issuer's."""
        return self._by_name.get(name) or self._by_name.get(self._at_home(name, home))

    def of_kinds(self, kinds: Collection[str], place_code: str | None) -> set[Whom]:
        """Return the bodies of these kinds that sit in a place, or are of none."""
        return {
            key
            for key, one in self._standing.items()
            if one.kind in kinds and one.place_code == place_code
        }

    def _at_home(self, name: str, home: str) -> str:
        ending = next((end for end in _ITS_OWN if name.endswith(end)), "")
        return f"{name.removesuffix(ending)} {self._home_names.get(home, '')}".strip()


@dataclass(frozen=True, slots=True)
class NamedInTexts:
    """Whom documents name, each with the id of its document; and entries not known in full."""

    found: set[tuple[int, Whom]] = field(default_factory=set)
    unknown: dict[int, dict[str, None]] = field(default_factory=dict)  # in their order


def named_in_texts(
    session: Session, document_ids: Collection[int], bodies: Bodies, day: date
) -> NamedInTexts:
    """Return whom the current texts of these documents are addressed and copied to."""
    reader = _Reader(session, bodies, day)
    documents = {saved_id(one): one for one in list_documents_by_ids(session, sorted(document_ids))}
    for key, text, reading in list_current_texts(session, document_ids):
        addressees = tuple(json.loads(reading).get("recipients", ()))
        for entry in (*addressees, *read_copies(text)):
            reader.take(documents[key], entry)
    return reader.named


class _Reader:
    """Collects whom the entries of documents name."""

    def __init__(self, session: Session, bodies: Bodies, day: date) -> None:
        self.named = NamedInTexts()
        self._bodies = bodies
        self._session = session
        self._day = day
        self._communes: dict[str, Mapping[str, str]] = {}

    def take(self, document: Document, entry: str) -> None:
        """Add whom one entry names; addressees that it stands for are read by themselves."""
        key, home = saved_id(document), self._bodies.home_of(document.issuer_id)
        groups, names = groups_named(entry), bodies_named(entry)
        if RecipientGroup.ADDRESSEES in groups or not names:
            return
        members = [self._members(group, home) for group in groups]
        whole, *parts = (self._one(name, home) for name in names)
        found = set[Whom]().union(*members) | {one for one in (whole, *parts) if one is not None}
        self.named.found.update((key, one) for one in found)
        if groups:
            is_known = all(members) and RecipientGroup.DEPARTMENTS not in groups
        else:
            is_known = whole is not None or (bool(parts) and None not in parts)
        if not is_known:
            self.named.unknown.setdefault(key, {})[entry] = None

    def _members(self, group: RecipientGroup, home: str) -> set[Whom]:
        """Return the bodies or places of a group, those of the issuer's province where meant."""
        if group in _KINDS:
            at = home if group is RecipientGroup.DEPARTMENTS else None
            return self._bodies.of_kinds(_KINDS[group], at)
        if group is RecipientGroup.COMMUNES and home:
            return set(self._communes_of(home).values())
        return {one.code for one in list_provinces(self._session, self._day)}

    def _one(self, name: str, home: str) -> Whom | None:
        body = self._bodies.named(name, home)
        return body or self._communes_of(home).get(name.removeprefix(_OF_A_PLACE))

    def _communes_of(self, province_code: str) -> Mapping[str, str]:
        """Return the communes of a province by their folded names; none of no province."""
        if province_code not in self._communes:
            communes = (
                list_communes(self._session, province_code, self._day) if province_code else []
            )
            self._communes[province_code] = {one.name_folded: one.code for one in communes}
        return self._communes[province_code]
