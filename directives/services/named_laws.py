"""Which law is meant where it is cited by its name (Decree 30/2020/NĐ-CP, Annex I, II.6a)."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.law_names import LawName, law_name, titled_law
from directives.store.laws import LawRecord, list_laws


class NamedLaws:
    """The laws of the catalogue, those that are only cited too, by their names."""

    def __init__(self, session: Session) -> None:
        self._by_words: dict[str, list[tuple[LawName, LawRecord]]] = {}
        for record in list_laws(session):
            self._add(record)

    def add(self, stub: Document) -> None:
        """Add a law that is cited by its name alone."""
        if stub.key_exact is None:
            self._add(
                LawRecord(
                    saved_id(stub), stub.title, "", issued_on=None, series=None, has_number=False
                )
            )

    def _add(self, record: LawRecord) -> None:
        name = name_of(record)
        if name is not None:
            self._by_words.setdefault(name.words, []).append((name, record))

    def cited_by_name(self) -> Iterator[tuple[LawName, int]]:
        """Yield the laws that have no number, each with its id, in the order of recording."""
        for alike in self._by_words.values():
            yield from ((name, record.id) for name, record in alike if not record.has_number)

    def find(self, cited: LawName, *, before: date | None = None) -> int | None:
        """Return the id of the law that is meant: one with a number first, then one cited so.

        With a day it is the law of that day. Without, it is the only one of that name, those
        passed after `before` aside: of several, none is chosen silently.
        """
        alike = self._by_words.get(cited.words, [])
        numbered = [one for one in alike if one[1].has_number]
        named = [one for one in alike if not one[1].has_number]
        if cited.day is not None:
            return _only(_of_day(numbered, cited.day)) or _first(
                [one for one in named if one[0].day == cited.day]
            )
        in_question = [one for one in numbered if _may_be_before(one[0].day, before)]
        undated = _first([one for one in named if one[0].day is None])
        if in_question:
            return _only(in_question) or undated
        return undated or _only([one for one in named if _may_be_before(one[0].day, before)])


def name_of(record: LawRecord) -> LawName | None:
    """Return the name of a law in the catalogue, with its day where that is known."""
    if record.has_number:
        name = titled_law(record.type_name, record.title)
    else:
        name = law_name(record.title)
    return name.on(record.issued_on) if name else None


_Named = Sequence[tuple[LawName, LawRecord]]


def _of_day(numbered: _Named, day: date) -> _Named:
    """Return the laws of a day, else those of its year whose day is not known."""
    of_day = [one for one in numbered if one[0].day == day]
    undated = [one for one in numbered if one[0].day is None and one[1].series == str(day.year)]
    return of_day or undated


def _may_be_before(passed_on: date | None, day: date | None) -> bool:
    return passed_on is None or day is None or passed_on <= day


def _first(named: _Named) -> int | None:
    return min((record.id for _, record in named), default=None)


def _only(named: _Named) -> int | None:
    return named[0][1].id if len(named) == 1 else None
