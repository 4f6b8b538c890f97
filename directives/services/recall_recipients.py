"""Who received a document, as far as is recorded: addressed, given a copy, or building upon it."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document
from directives.reading.copies import read_copies
from directives.rules.bodies_above import COMMITTEE
from directives.rules.recipient_names import RecipientGroup, bodies_named, groups_named
from directives.services.places import place_heirs
from directives.store.agencies import list_agencies, list_aliases
from directives.store.documents import list_documents_by_ids
from directives.store.places import list_communes, list_provinces
from directives.store.recalls import bodies_relying_on, list_current_texts, places_relying_on

_MINISTRIES = frozenset({"ministry", "ministerial"})
_FAR_AND_WIDE = frozenset({RecipientGroup.PROVINCES, RecipientGroup.COMMUNES})
_OF_A_PLACE = "uy ban nhan dan "


@dataclass(frozen=True, slots=True, order=True)
class RecallRecipient:
    """A place, or else a body, that is to be told of the recall of a document."""

    document_id: int
    place_code: str = ""
    agency_id: int = 0

    @property
    def key(self) -> str:
        """What names the message: each is told once of each document."""
        whom = self.place_code or f"agency:{self.agency_id}"
        return f"recall:{self.document_id}:{whom}"


def recall_recipients(
    session: Session, document_ids: Collection[int], day: date
) -> list[RecallRecipient]:
    """List whom these documents reached or who relies on them, each once, in a fixed order.

    A people's committee is told as its place, a former place as what it has become. Who issued a
    document knows of its recall.
    """
    relying = places_relying_on(session, document_ids)
    heirs = place_heirs(session, day)
    found = {
        RecallRecipient(key, place_code=heir) for key, code in relying for heir in heirs.of(code)
    }
    bodies = _Bodies(list_agencies(session), list_aliases(session), day)
    named = _named_in_texts(session, document_ids, bodies, day)
    built_upon = set(bodies_relying_on(session, document_ids))
    issuers = {
        saved_id(one): one.issuer_id for one in list_documents_by_ids(session, sorted(document_ids))
    }
    for key, body in built_upon | named.bodies:
        place = bodies.place_of(body)
        if place:
            found.add(RecallRecipient(key, place_code=place))
        elif issuers.get(key) != body:
            found.add(RecallRecipient(key, agency_id=body))
    found |= {RecallRecipient(key, place_code=code) for key, code in named.places}
    return sorted(found)


class _Bodies:
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

    def place_of(self, agency_id: int) -> str:
        """Return the place whose committee a body is; nothing of others."""
        body = self._standing.get(agency_id)
        return (body.place_code or "") if body and body.code == COMMITTEE else ""

    def named(self, name: str) -> int | None:
        """Return the body of a folded name, or None."""
        return self._by_name.get(name)

    def home_of(self, issuer_id: int | None) -> str:
        """Return the place in which an issuer sits; nothing of central bodies."""
        body = self._standing.get(issuer_id or 0)
        return (body.place_code or "") if body else ""

    def ministries(self) -> list[int]:
        """Return all ministries and bodies of their rank."""
        return [key for key, one in self._standing.items() if one.kind in _MINISTRIES]


class _Named:
    """Collects whom the entries of documents name."""

    def __init__(self, session: Session, bodies: _Bodies, day: date) -> None:
        self.bodies: set[tuple[int, int]] = set()
        self.places: set[tuple[int, str]] = set()
        self._session = session
        self._known = bodies
        self._day = day
        self._communes: dict[str, Mapping[str, str]] = {}

    def take(self, document: Document, entry: str) -> None:
        """Add whom one entry names; addressees that it stands for are read by themselves."""
        key, groups = saved_id(document), groups_named(entry)
        province = self._known.home_of(document.issuer_id)
        if RecipientGroup.MINISTRIES in groups:
            self.bodies.update((key, body) for body in self._known.ministries())
        if groups & _FAR_AND_WIDE and not province:
            provinces = list_provinces(self._session, self._day)
            self.places.update((key, one.code) for one in provinces)
        elif RecipientGroup.COMMUNES in groups:
            self.places.update((key, code) for code in self._communes_of(province).values())
        if groups:
            return
        for name in bodies_named(entry):
            body = self._known.named(name)
            commune = self._communes_of(province).get(name.removeprefix(_OF_A_PLACE))
            if body is not None:
                self.bodies.add((key, body))
            elif commune is not None:
                self.places.add((key, commune))

    def _communes_of(self, province_code: str) -> Mapping[str, str]:
        """Return the communes of a province by their folded names; none of no province."""
        if province_code not in self._communes:
            communes = (
                list_communes(self._session, province_code, self._day) if province_code else []
            )
            self._communes[province_code] = {one.name_folded: one.code for one in communes}
        return self._communes[province_code]


def _named_in_texts(
    session: Session, document_ids: Collection[int], bodies: _Bodies, day: date
) -> _Named:
    named = _Named(session, bodies, day)
    documents = {saved_id(one): one for one in list_documents_by_ids(session, sorted(document_ids))}
    for key, text, reading in list_current_texts(session, document_ids):
        addressees = tuple(json.loads(reading).get("recipients", ()))
        for entry in (*addressees, *read_copies(text)):
            named.take(documents[key], entry)
    return named
