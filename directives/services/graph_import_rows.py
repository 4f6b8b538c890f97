"""The rows of a known graph: what each says, and what becomes of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlmodel import Session

from directives.errors import Invalid, ValueInvalid
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.rules.document_number import DocumentNumber
from directives.rules.identity import series_of
from directives.rules.official_register import (
    RegisteredDocument,
    read_act,
    read_document,
)
from directives.rules.permissions import Actor
from directives.rules.possible_acts import check_possible
from directives.rules.relation_claims import UNNAMED_PART
from directives.services.corrected_days import set_back_impossible_acts
from directives.services.document_facts import record_facts, record_new_documents
from directives.services.register_issuers import RegisterIssuers
from directives.services.registration import code_of_type
from directives.services.relation_facts import record_relation
from directives.store.documents import find_by_title
from directives.store.numbers import list_by_keys
from directives.store.relations import find_same_relation
from directives.translation import N_
from directives.vocabulary import ProposalState, RecordState, RelationKind

IMPORTED: Final = "import"
REASON: Final = N_("Nhập từ danh mục của Bộ pháp điển")
AMBIGUOUS: Final = N_("Có nhiều văn bản mang số này; không biết là văn bản nào.")
OF_DOCUMENTS: Final = ("new", "completed", "known", "bad")
FIRST_LINE: Final = 2  # of a file whose first line names the columns

Rows = Sequence[Mapping[str, str]]
Progress = Callable[[int, int], None]  # rows done, of how many


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was not taken over, or only as a proposal, and why."""

    file: str  # documents, edges
    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class GraphImported:
    """What became of each row; "added" are documents that only the edges name."""

    documents: Mapping[str, int]  # new, completed, known, bad
    named_only: int
    relations: Mapping[str, int]  # new, known
    edges: Mapping[str, int]  # taken, bad
    problems: Sequence[Problem]


@dataclass(slots=True)
class _Act:
    """What one document does to another, from all rows that say so."""

    amending: DocumentNumber
    amended: DocumentNumber
    kind: RelationKind
    lines: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class Taking:
    """One import: what is known, what becomes of the rows."""

    def __init__(
        self, session: Session, actor: Actor, *, now: datetime, progress: Progress, total: int
    ) -> None:
        self._session, self._actor, self._now = session, actor, now
        self._progress, self._total, self._done = progress, total, 0
        self._issuers = RegisterIssuers(session)
        self._by_key: dict[str, list[Document]] = {}
        self._titles: set[str] = set()
        self._documents: Counter[str] = Counter()
        self._relations: Counter[str] = Counter()
        self._edges: Counter[str] = Counter()
        self._named_only = 0
        self._problems: list[Problem] = []

    def result(self) -> GraphImported:
        """Return what became of the rows."""
        return GraphImported(
            documents={name: self._documents[name] for name in OF_DOCUMENTS},
            named_only=self._named_only,
            relations={name: self._relations[name] for name in ("new", "known")},
            edges={name: self._edges[name] for name in ("taken", "bad")},
            problems=self._problems,
        )

    def take_documents(self, rows: Rows) -> None:
        """Record the documents that are not known; say more of stubs that are."""
        read = list(self._read_documents(rows))
        self._learn({one.number.key for one in read if one.number})
        new: list[dict[str, object]] = []
        identities: set[tuple[object, ...]] = set()
        for one in read:
            facts = self._facts(one)
            known = self._known(one, facts)
            key = one.number.key if one.number else one.title
            identity = (facts["issuer_id"], key, _series(one))
            if known is not None:
                self._documents[self._complete(known, facts)] += 1
            elif identity in identities:
                self._documents["known"] += 1  # the list says it twice
            else:
                identities.add(identity)
                new.append(facts)
                self._documents["new"] += 1
        self._add(new)

    def take_edges(self, rows: Rows, cut: Mapping[str, DocumentNumber]) -> None:
        """Record who acts on whom; rows on the same two documents are one relation."""
        acts = self._read_edges(rows, cut)
        ends = {end.key: end for act in acts for end in (act.amending, act.amended)}
        self._learn(set(ends))
        unknown = [number for key, number in ends.items() if not self._by_key.get(key)]
        self._named_only = len(unknown)
        self._add([self._facts_of_number(number) for number in unknown])
        for act in acts:
            self._relate(act)

    def _read_documents(self, rows: Rows) -> Iterator[RegisteredDocument]:
        for line, row in enumerate(rows, FIRST_LINE):
            self._step()
            try:
                yield read_document(row)
            except ValueInvalid as wrong:
                self._documents["bad"] += 1
                self._note("documents", line, row, wrong)

    def _read_edges(self, rows: Rows, cut: Mapping[str, DocumentNumber]) -> list[_Act]:
        acts: dict[tuple[str, str, RelationKind], _Act] = {}
        for line, row in enumerate(rows, FIRST_LINE):
            self._step()
            try:
                one = read_act(row, cut)
            except ValueInvalid as wrong:
                self._edges["bad"] += 1
                self._note("edges", line, row, wrong)
                continue
            key = (one.amending.key, one.amended.key, one.kind)
            act = acts.setdefault(key, _Act(one.amending, one.amended, one.kind))
            act.lines.append(line)
            act.words.append(one.quote)
        return list(acts.values())

    def _relate(self, act: _Act) -> None:
        ends = [self._by_key[act.amending.key], self._by_key[act.amended.key]]
        for number, found in zip((act.amending, act.amended), ends, strict=True):
            if len(found) > 1:
                column = "amending" if number is act.amending else "amended"
                self._edges["bad"] += len(act.lines)
                self._tell(act, column, number.display, AMBIGUOUS)
                return
        (source,), (target,) = ends
        new = NewRelation(
            source_id=saved_id(source),
            kind=act.kind,
            target_id=saved_id(target),
            # The register counts the articles and does not name them.
            target_provision=UNNAMED_PART,
            quote="; ".join(act.words),
        )
        status = ProposalState.CONFIRMED
        try:
            check_possible(new, source, target, field="amending")
        except Invalid as wrong:
            # By mistake of a day, maybe: kept, without effect.
            status = ProposalState.PROPOSED
            self._tell(act, "amending", act.amending.display, wrong.message())
        self._edges["taken"] += len(act.lines)
        if find_same_relation(self._session, new) is not None:
            self._relations["known"] += 1
            return
        self._relations["new"] += 1
        record_relation(
            self._session,
            self._actor,
            new,
            origin=IMPORTED,
            status=status,
            now=self._now,
        )

    def _tell(self, act: _Act, column: str, value: str, reason: str) -> None:
        self._problems += [Problem("edges", line, column, value, reason) for line in act.lines]

    def _learn(self, keys: set[str]) -> None:
        for document in list_by_keys(self._session, keys - self._by_key.keys()):
            self._by_key.setdefault(document.key_exact or "", []).append(document)

    def _known(self, one: RegisteredDocument, facts: Mapping[str, object]) -> Document | None:
        if one.number is None:
            return find_by_title(self._session, one.title)
        series = _series(one)
        alike = [
            document
            for document in self._by_key.get(one.number.key, [])
            if document.issuer_id in (facts["issuer_id"], None)
            and document.series in (series, None)
        ]
        return min(alike, key=lambda one: (one.issuer_id is None, one.series is None), default=None)

    def _complete(self, known: Document, facts: Mapping[str, object]) -> str:
        """Say of a stub what it lacks; what has a file says it better itself."""
        if not known.is_stub:
            return "known"
        lacking = {
            name: value
            for name, value in facts.items()
            if value and name not in {"is_stub", "number_as_printed"} and not getattr(known, name)
        }
        if known.state is RecordState.DRAFT:
            lacking["state"] = RecordState.PUBLISHED
        if not lacking:
            return "known"
        record_facts(self._session, self._actor, known, lacking, now=self._now, reason=REASON)
        set_back_impossible_acts(self._session, self._actor, [saved_id(known)], now=self._now)
        return "completed"

    def _facts(self, one: RegisteredDocument) -> dict[str, object]:
        issuer = self._issuers.of(one.agency, one.number)
        code = (one.number.type if one.number else "") or code_of_type(one.type_name)
        return {
            "number_as_printed": one.number.display if one.number else None,
            "type_code": code,
            "type_name": one.type_name,
            "issuer_id": issuer.id if issuer else None,
            "title": one.title,
            "issued_on": one.issued_on,
            "effective_on": one.effective_on,
            "is_stub": True,
            "state": RecordState.PUBLISHED,
        }

    def _facts_of_number(self, number: DocumentNumber) -> dict[str, object]:
        issuer = self._issuers.of("", number)
        return {
            "number_as_printed": number.display,
            "type_code": number.type,
            "issuer_id": issuer.id if issuer else None,
            "title": "",
            "is_stub": True,
            "state": RecordState.PUBLISHED,
        }

    def _add(self, said: Sequence[Mapping[str, object]]) -> None:
        if not said:
            return
        added = record_new_documents(self._session, self._actor, said, now=self._now, reason=REASON)
        for document in added:
            if document.key_exact:
                self._by_key.setdefault(document.key_exact, []).append(document)

    def _note(self, file: str, line: int, row: Mapping[str, str], wrong: ValueInvalid) -> None:
        column = wrong.field or ""
        value = (row.get(column) or "")[:120]
        self._problems.append(Problem(file, line, column, value, str(wrong.values["reason"])))

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, self._total)


def _series(one: RegisteredDocument) -> str | None:
    return series_of(one.number, one.issued_on) if one.number else None
