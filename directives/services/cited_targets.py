"""Which document a citation means: its number, the body and the day printed behind it decide."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from directives.models.agency import Agency
from directives.models.document import Document
from directives.reading.relation_found import RelationFound
from directives.rules.document_number import DocumentNumber
from directives.rules.identity import series_of
from directives.rules.law_names import law_name
from directives.rules.vietnamese import fold
from directives.services.document_facts import number_of
from directives.services.issuers import find_issuer, is_shared
from directives.services.named_laws import NamedLaws
from directives.store.agencies import list_agencies_by_folded_names
from directives.store.documents import find_by_title, list_by_key


@dataclass(frozen=True, slots=True)
class _Cited:
    """A number, the body whose it is as far as that is known, and the records that bear it."""

    number: DocumentNumber
    body: Agency | None
    day: date | None
    same: Sequence[Document]

    def held(self) -> Document | None:
        """Return the record that is meant; of several, one that was cited so before, or none."""
        series = series_of(self.number, self.day)
        own = [one for one in self.same if one.issuer_id == (self.body.id if self.body else None)]
        if self.body is None and self.day is not None:
            dated = [one for one in self.same if one.issued_on == self.day]
            chosen = _only([one for one in dated if one in own]) or _only(dated)
            return chosen or _of_series([one for one in own if one.issued_on is None], series)
        return _of_series(own, series)


class Targets:
    """Finds what the citations of one document lead to; `near` is its body, `day` its own day."""

    def __init__(
        self,
        session: Session,
        found: Collection[RelationFound],
        *,
        near: Agency | None,
        day: date | None,
    ) -> None:
        self._session, self._near, self._day = session, near, day
        names_laws = any(law_name(one.target) for one in found)
        self._laws = NamedLaws(session) if names_laws else None
        self._named: dict[str, Agency] = {}
        names = sorted({fold(one.issuer) for one in found if one.issuer})
        for agency in list_agencies_by_folded_names(session, names):
            self._named.setdefault(agency.name_folded, agency)

    def find(self, found: RelationFound) -> Document | None:
        """Find the document that is cited, among those that are not withdrawn."""
        cited = self._cited(found)
        if cited is not None:
            return cited.held()
        law = law_name(found.target)
        if law is None or self._laws is None:
            return find_by_title(self._session, found.target)
        known = self._laws.find(law, before=self._day)
        return self._session.get(Document, known) if known is not None else None

    def add(self, stub: Document) -> Document:
        """Let a new record be found by what is cited next."""
        if self._laws is not None:
            self._laws.add(stub)
        return stub

    def is_of_another_body(self, document: Document, found: RelationFound) -> bool:
        """Tell whether the printed body is not the one whose a document is known to be."""
        number = number_of(found.target)
        if number is None or not found.issuer or document.issuer_id is None:
            return False
        body = self._body_of(number, found)
        return body is None or body.id != document.issuer_id

    def _body_of(self, number: DocumentNumber, found: RelationFound) -> Agency | None:
        """Return whose a number is: by itself, by the words behind it, by the place of `near`."""
        if not found.issuer:
            return find_issuer(self._session, number, near=self._near)
        printed = self._printed(found)
        return find_issuer(self._session, number, near=printed) or printed

    def _printed(self, found: RelationFound) -> Agency | None:
        name = fold(found.issuer)
        near = self._near
        if name and near and near.name_folded.startswith(f"{name} "):
            return near  # "… xã X" where it speaks of itself: its name has the province too
        return self._named.get(name)

    def facts_of_stub(self, found: RelationFound) -> dict[str, object]:
        """Return what a citation tells of a document that is not held.

        Where the body is not known, the day tells it apart from those of other bodies.
        """
        cited = self._cited(found)
        if cited is None:
            return {"title": found.target}
        return {
            "number_as_printed": cited.number.display,
            "type_code": cited.number.type,
            "issuer_id": cited.body.id if cited.body else None,
            "issued_on": None if cited.body else cited.day,
        }

    def _cited(self, found: RelationFound) -> _Cited | None:
        """Return what a citation names; None for a law that is cited by its name."""
        number = number_of(found.target)
        if number is None:
            return None
        same = [one for one in list_by_key(self._session, number.key) if not one.namesake]
        body = self._body_of(number, found)
        if body and not found.issuer and is_shared(body):  # only guessed from the place
            body = None if _is_of_another_day(same, body, found.issued_on) else body
        return _Cited(number, body, found.issued_on, same)


def _is_of_another_day(same: Sequence[Document], body: Agency, day: date | None) -> bool:
    """Tell whether a body that was only guessed has that number on another day of that year."""
    days = {one.issued_on for one in same if one.issuer_id == body.id and one.issued_on}
    return day is not None and day not in days and day.year in {one.year for one in days}


def _of_series(own: Sequence[Document], series: str | None) -> Document | None:
    """Return the one of a series; of several (another year or term) none is chosen silently."""
    of_it = [one for one in own if series is None or one.series == series]
    unsaid = [one for one in own if one.series is None]
    if len(of_it) == 1:
        return of_it[0]
    if series is None:
        return next((one for one in unsaid if one.is_stub), None)
    return None if of_it else _only(unsaid)


def _only(documents: Sequence[Document]) -> Document | None:
    return documents[0] if len(documents) == 1 else None
