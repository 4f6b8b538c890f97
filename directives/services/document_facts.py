"""The descriptive columns of a document are a projection of its facts; this is their only writer.

Facts are appended (ADR two times): what was said stays said, a past day can be seen again, and
the columns can be rebuilt at any time.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from itertools import groupby
from types import MappingProxyType
from typing import Any

from sqlmodel import Session

from directives.errors import NotADocumentNumber, UnknownField
from directives.models.base import saved_id
from directives.models.document import Document
from directives.models.fact import Fact
from directives.rules.document_number import DocumentNumber
from directives.rules.identity import series_of
from directives.rules.permissions import Actor, check_signed_in
from directives.rules.two_times import ALWAYS, AsOf, fact_at
from directives.services.unsettled import note_document
from directives.store.facts import list_facts, list_facts_of_all
from directives.store.stamps import take_stamps
from directives.vocabulary import DraftingStage, RecordState

SUBJECT = "document"

_NEWEST = AsOf(day=date.max, known_at=datetime.max.replace(tzinfo=UTC))


def _same(value: object) -> object:
    return value


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _state(value: object) -> RecordState:
    return RecordState(str(value))


def _stage(value: object) -> DraftingStage | None:
    return DraftingStage(str(value)) if value else None


# Field -> how its JSON value becomes the column's.
FIELDS: dict[str, Callable[[object], object]] = {
    "number_as_printed": _same,
    "type_code": _same,
    "type_name": _same,
    "issuer_id": _same,
    "title": _same,
    "place": _same,
    "issued_on": _day,
    "effective_on": _day,
    "expires_on": _day,
    "urgency": _same,
    "signer_name": _same,
    "signer_title": _same,
    "drafting_stage": _stage,
    "drafting_agency_id": _same,
    "is_illustration": _same,
    "source_url": _same,
    "state": _state,
    "is_stub": _same,
}


def record_facts(
    session: Session,
    actor: Actor,
    document: Document,
    values: Mapping[str, object],
    *,
    now: datetime,
    holds_on: date = ALWAYS,
    corrects: Mapping[str, int | None] = MappingProxyType({}),
    reason: str = "",
) -> None:
    """Say something about a document from `holds_on` on, and bring its columns up to date.

    The document must be flushed. Its change stamp moves on, so that copies take the change.
    `corrects` gives, by field, the fact that was wrong.

    Raises:
        UnknownField: a key of `values` is not in FIELDS.
    """
    for field in values:
        if field not in FIELDS:
            raise UnknownField(field=field, name=field)
    said = _Said(now, check_signed_in(actor), holds_on=holds_on, reason=reason)
    session.add_all(said.facts_of(document, values, corrects))
    session.flush()
    project(session, [document])


def record_states(
    session: Session,
    actor: Actor,
    documents: Sequence[Document],
    state: RecordState,
    *,
    now: datetime,
    holds_on: date,
) -> None:
    """Say of many documents that they are in a state, as `record_facts` does of one.

    In a few statements, however many they are.
    """
    said = _Said(now, check_signed_in(actor), holds_on=holds_on)
    for document in documents:
        session.add_all(said.facts_of(document, {"state": state}))
    session.flush()
    project(session, documents)


@dataclass(frozen=True, slots=True)
class _Said:
    """When, by whom and from which day on something is said."""

    now: datetime
    account_id: int
    holds_on: date = ALWAYS
    reason: str = ""

    def facts_of(
        self,
        document: Document,
        values: Mapping[str, object],
        corrects: Mapping[str, int | None] = MappingProxyType({}),
    ) -> Iterator[Fact]:
        for field, value in values.items():
            yield Fact(
                subject_kind=SUBJECT,
                subject_id=saved_id(document),
                field=field,
                value=_to_json(value),
                holds_on=self.holds_on,
                recorded_at=self.now,
                account_id=self.account_id,
                corrects_id=corrects.get(field),
                reason=self.reason,
            )


def record_new_documents(
    session: Session,
    actor: Actor,
    said: Sequence[Mapping[str, object]],
    *,
    now: datetime,
    reason: str = "",
    owner_agency_id: int | None = None,
) -> list[Document]:
    """Record many documents of which nothing was said before, as `record_facts` does of one.

    In a few statements, however many they are. By default nobody owns them: they are of a public
    register.
    """
    saying = _Said(now, check_signed_in(actor), reason=reason)
    stamps = take_stamps(session, len(said))
    documents = [
        _new_document(values, now=now, stamp=stamp, owner_agency_id=owner_agency_id)
        for values, stamp in zip(said, stamps, strict=True)
    ]
    session.add_all(documents)
    session.flush()
    for document, values in zip(documents, said, strict=True):
        session.add_all(saying.facts_of(document, values))
    session.flush()
    return documents


def _new_document(
    values: Mapping[str, object], *, now: datetime, stamp: int, owner_agency_id: int | None
) -> Document:
    document = Document(recorded_at=now, change_stamp=stamp, owner_agency_id=owner_agency_id)
    for field, value in values.items():
        setattr(document, field, FIELDS[field](json.loads(_to_json(value) or "null")))
    _set_identity(document)
    return document


def project(session: Session, documents: Sequence[Document]) -> None:
    """Set the columns of documents from their facts as known now."""
    by_id = {saved_id(document): document for document in documents}
    stamps = take_stamps(session, len(by_id))
    said = values_of_all(session, list(by_id), _NEWEST)
    for (key, document), stamp in zip(by_id.items(), stamps, strict=True):
        for field, value in said.get(key, {}).items():
            setattr(document, field, value)
        _set_identity(document)
        document.change_stamp = stamp
    session.add_all(by_id.values())
    session.flush()
    for document in by_id.values():
        note_document(session, document)


def values_at(session: Session, document_id: int, at: AsOf) -> dict[str, object]:
    """Return the fields of a document that hold on a day, as known at an instant."""
    return _values(list_facts(session, SUBJECT, document_id), at)


def values_of_all(
    session: Session, document_ids: Sequence[int], at: AsOf
) -> dict[int, dict[str, object]]:
    """Return the fields of documents by id, as `values_at` does of one, in one query."""
    said: dict[int, list[Fact]] = {}
    for fact in list_facts_of_all(session, SUBJECT, document_ids):
        said.setdefault(fact.subject_id, []).append(fact)
    return {key: _values(facts, at) for key, facts in said.items()}


def _values(facts: Sequence[Fact], at: AsOf) -> dict[str, object]:
    by_field = sorted(facts, key=lambda fact: fact.field)
    values = {}
    for field, of_field in groupby(by_field, key=lambda fact: fact.field):
        holding = fact_at(list(of_field), at)
        if holding is not None:
            values[field] = FIELDS[field](json.loads(holding.value or "null"))
    return values


def documents_known_at(
    session: Session, documents: Sequence[Document], known_at: datetime
) -> dict[int, Document]:
    """Return copies of documents as they were known at an instant, by id; in one query.

    Those that nobody had recorded by then are left out. The copies belong to no session.
    """
    by_id = {saved_id(one): one for one in documents if one.recorded_at <= known_at}
    copies = {}
    for key, values in values_of_all(session, list(by_id), AsOf(date.max, known_at)).items():
        described: dict[str, Any] = {**by_id[key].model_dump(exclude=set(FIELDS)), **_EMPTY}
        copies[key] = Document(**{**described, **values})
        _set_identity(copies[key])
    return copies


_EMPTY = {"title": "", "type_code": "", "type_name": "", "is_stub": False, "is_illustration": False}


def current_fact(session: Session, document_id: int, field: str, at: AsOf) -> Fact | None:
    """Return the fact that gives a field its value, or None if nothing was said of it."""
    facts = list_facts(session, SUBJECT, document_id)
    return fact_at([fact for fact in facts if fact.field == field], at)


def _set_identity(document: Document) -> None:
    number = number_of(document.number_as_printed)
    document.number = number.display if number else None
    document.key_exact = number.key if number else None
    document.key_folded = number.key_folded if number else None
    document.serial = number.number if number else None
    document.series = series_of(number, document.issued_on) if number else None


def number_of(printed: str | None) -> DocumentNumber | None:
    """Return the number that printed words hold; None where they hold none."""
    try:
        return DocumentNumber.parse(printed) if printed else None
    except NotADocumentNumber:
        return None


def _to_json(value: object) -> str | None:
    if value is None:
        return None
    plain = value.value if isinstance(value, Enum) else value
    return json.dumps(plain, ensure_ascii=False, default=str)
