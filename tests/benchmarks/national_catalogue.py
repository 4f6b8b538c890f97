"""A catalogue of the size of the whole country, made up and inserted at once.

Its words are our own and say nothing; what matters is how many there are of each thing, and that
they hang together as real ones do: a few documents are rested on by thousands, a few gaps are
reported by hundreds of places, most gaps concern the nation and some exempt a province.
"""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from directives.models.account import Account
from directives.models.agency import Agency
from directives.models.commitment import Commitment, CommitmentEvent, CommitmentGap, Move
from directives.models.coverage_link import CoverageLink
from directives.models.document import Document, Provision, Relation
from directives.models.fact import Fact
from directives.models.gap import Gap
from directives.models.gap_report import GapReport
from directives.models.outbox import CatalogueStamp
from directives.models.place import Place
from directives.models.sector import Sector
from directives.rules.scope import Scope
from directives.rules.two_times import ALWAYS
from directives.store.session import unit_of_work
from directives.vocabulary import (
    CommitmentEventKind,
    CommitmentKind,
    Extent,
    GapKind,
    MoveReason,
    Operator,
    Precision,
    ProposalState,
    RecordState,
    RelationKind,
    ReportState,
)

TODAY = date(2025, 12, 1)
NOW = datetime(2025, 12, 1, 3, tzinfo=UTC)
FILLED_AT = datetime(2025, 11, 30, tzinfo=UTC)
_AT_ONCE = 5_000
_FIRST_DAY = date(2018, 1, 1)
_DAYS = (date(2025, 11, 1) - _FIRST_DAY).days
_HUBS = 200  # documents that most others rest on
_KINDS = (
    (RelationKind.HAS_BASIS, 40),
    (RelationKind.CITES, 25),
    (RelationKind.GUIDES, 12),
    (RelationKind.IMPLEMENTS, 12),
    (RelationKind.AMENDS, 8),
    (RelationKind.REPLACES, 3),
)
_TYPES = (("CV", "Công văn"), ("TT", "Thông tư"), ("QĐ", "Quyết định"), ("NĐ", "Nghị định"))
_SUBJECTS = (
    "lập sổ", "nộp hồ sơ", "đo vẽ", "quyết toán", "bố trí phòng họp", "cấp phát", "kiểm kê",
    "số hóa", "lưu trữ", "bàn giao", "tuyển dụng", "thẩm tra", "niêm yết", "công khai",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How many there are of each thing."""

    gaps: int = 2_000
    documents: int = 20_000
    relations: int = 60_000
    links: int = 30_000
    reports: int = 100_000
    promises: int = 3_000
    dependants: int = 1_000  # of one base, for what an amendment changes

    def scaled(self, share: float) -> "Size":
        """Return a smaller catalogue of the same shape."""
        return Size(
            *(max(20, int(number * share)) for number in (
                self.gaps, self.documents, self.relations, self.links, self.reports, self.promises,
                self.dependants,
            ))
        )  # fmt: skip


def fill(engine: sa.Engine, size: Size, *, seed: int = 20251001) -> None:
    """Fill a migrated database that has the reference data; the same seed fills it the same."""
    chance = random.Random(seed)
    with unit_of_work(engine) as session:
        catalogue = _Catalogue(session, size, chance)
        catalogue.documents()
        catalogue.relations()
        catalogue.gaps()
        catalogue.links()
        catalogue.reports()
        catalogue.promises()
        stamp = session.get_one(CatalogueStamp, 1)
        stamp.value = size.documents
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


class _Catalogue:
    """What is inserted, in the order in which it depends on what is there."""

    def __init__(self, session: Session, size: Size, chance: random.Random) -> None:
        self._session, self._size, self._chance = session, size, chance
        self._account = session.exec(
            select(Account.id).where(Account.username == "system:cli")
        ).one()
        self._ministries = list(
            session.exec(
                select(Agency.id, Agency.code).where(
                    col(Agency.kind).in_(["ministry", "ministerial"]),
                    col(Agency.valid_to).is_(None),
                )
            ).all()
        )
        self._sectors = list(session.exec(select(Sector.id).order_by(col(Sector.id))).all())
        places = session.exec(
            select(Place.code, Place.level).where(col(Place.valid_to).is_(None))
        ).all()
        self._provinces = [code for code, level in places if level == "province"]
        self._places = [code for code, _ in places]
        self._days: list[date] = []

    def _insert(self, table: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
        remaining = iter(rows)
        while some := list(islice(remaining, _AT_ONCE)):
            self._session.execute(sa.insert(table), some)

    def documents(self) -> None:
        """Insert documents with their facts and their first article, the oldest first."""
        count = self._size.documents
        self._days = sorted(
            _FIRST_DAY + timedelta(days=self._chance.randrange(_DAYS)) for _ in range(count)
        )
        rows = [self._document(number, day) for number, day in enumerate(self._days, start=1)]
        self._insert(Document, rows)
        self._insert(Provision, (self._article(row["id"]) for row in rows))
        self._insert(Fact, (fact for row in rows for fact in self._facts_of(row)))

    def _document(self, number: int, day: date) -> dict[str, Any]:
        issuer_id, code = self._chance.choice(self._ministries)
        kind, name = _TYPES[min(int(self._chance.expovariate(1)), len(_TYPES) - 1)]
        normative = kind in {"TT", "NĐ"}
        shown = f"{number}/{day.year}/{kind}-{code}" if normative else f"{number}/{kind}-{code}"
        return {
            "id": number,
            "number": shown,
            "number_as_printed": shown,
            "key_exact": shown,
            "key_folded": shown.replace("Đ", "D"),
            "serial": number,
            "series": str(day.year),
            "type_code": kind,
            "type_name": name,
            "issuer_id": issuer_id,
            "title": f"Về việc {self._chance.choice(_SUBJECTS)} mẫu số {number}",
            "issued_on": day,
            "effective_on": day + timedelta(days=45) if normative else day,
            "state": RecordState.PUBLISHED,
            "is_stub": False,
            "recorded_at": FILLED_AT,
            "change_stamp": number,
        }

    def _article(self, document_id: int) -> dict[str, Any]:
        return {
            "document_id": document_id,
            "provision_id": "dieu-1",
            "position": 0,
            "label": "Điều 1",
            "heading": "",
            "text": f"Điều 1. Văn bản mẫu số {document_id} quy định việc lập sổ.",
        }

    def _facts_of(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for field in (
            "number_as_printed", "type_code", "type_name", "issuer_id", "title", "issued_on",
            "effective_on", "state",
        ):  # fmt: skip
            yield self._fact("document", row["id"], field, row[field])

    def _fact(self, kind: str, key: int, field: str, value: object) -> dict[str, Any]:
        return {
            "subject_kind": kind,
            "subject_id": key,
            "field": field,
            "value": json.dumps(value, ensure_ascii=False, default=str),
            "holds_on": ALWAYS,
            "recorded_at": FILLED_AT,
            "account_id": self._account,
            "reason": "",
        }

    def relations(self) -> None:
        """Insert relations, each of a newer document to an older one; the first rests on hubs."""
        seen: set[tuple[int, RelationKind, int]] = set()
        rows = [*self._dependants(seen), *self._others(seen)]
        self._insert(Relation, rows)
        self._insert(
            Fact, (self._fact("relation", row["id"], "status", row["status"].value) for row in rows)
        )

    def _dependants(self, seen: set[tuple[int, RelationKind, int]]) -> Iterator[dict[str, Any]]:
        """Let so many documents rest on the very first one."""
        first = self._size.documents - self._size.dependants + 1
        for source in range(max(first, 2), self._size.documents + 1):
            seen.add((source, RelationKind.HAS_BASIS, 1))
            yield self._relation(len(seen), source, RelationKind.HAS_BASIS, 1)

    def _others(self, seen: set[tuple[int, RelationKind, int]]) -> Iterator[dict[str, Any]]:
        kinds, weights = zip(*_KINDS, strict=True)
        hubs = min(_HUBS, self._size.documents // 4)
        while len(seen) < self._size.relations:
            source = self._chance.randrange(hubs + 2, self._size.documents + 1)
            kind = self._chance.choices(kinds, weights)[0]
            is_hub = kind in {RelationKind.HAS_BASIS, RelationKind.CITES}
            target = self._chance.randrange(2, hubs if is_hub else source)
            if (source, kind, target) not in seen:
                seen.add((source, kind, target))
                yield self._relation(len(seen), source, kind, target)

    def _relation(self, key: int, source: int, kind: RelationKind, target: int) -> dict[str, Any]:
        proposed = self._chance.random() < 0.1
        status = ProposalState.PROPOSED if proposed else ProposalState.CONFIRMED
        in_part = kind is RelationKind.AMENDS
        return {
            "id": key,
            "source_id": source,
            "kind": kind,
            "target_id": target,
            "source_provision": "",
            "target_provision": "dieu-1" if in_part else "",
            "quote": f"Căn cứ văn bản mẫu số {target}",
            "origin": "automatic",
            "status": ProposalState.CONFIRMED if target == 1 else status,
            "recorded_at": FILLED_AT,
        }

    def gaps(self) -> None:
        """Insert gaps, most of them of the nation."""
        self._insert(Gap, (self._gap(number) for number in range(1, self._size.gaps + 1)))

    def _gap(self, number: int) -> dict[str, Any]:
        interim = self._chance.random() < 0.05
        return {
            "id": number,
            "code": f"KT-{number:04d}",
            "title": f"Chưa có hướng dẫn {self._chance.choice(_SUBJECTS)} ở trường hợp {number}",
            "description": "",
            "kind": self._chance.choice(list(GapKind)),
            "sector_id": self._chance.choice(self._sectors),
            "procedure_code": "",
            "procedure_name": "",
            "raised_by": "Địa phương mẫu",
            "raised_on": TODAY - timedelta(days=self._chance.randrange(1, 150)),
            "affected_unit": "",
            "interim_instruction": "Tạm ghi sổ theo mẫu cũ." if interim else "",
            "interim_until": TODAY + timedelta(days=60) if interim else None,
            "scope": str(self._scope()),
            "source_quote": "",
            "recorded_at": FILLED_AT,
        }

    def _scope(self) -> Scope:
        kind = self._chance.random()
        some = frozenset(self._chance.sample(self._provinces, 5))
        if kind < 0.7:
            return Scope()
        if kind < 0.85:
            return Scope(provinces=some)
        if kind < 0.95:
            return Scope(kinds=frozenset({"ward"}))
        return Scope(exemptions=dict.fromkeys(sorted(some)[:2], "Thực hiện theo mô hình riêng"))

    def links(self) -> None:
        """Insert what answers gaps; one in six gaps is answered by nothing."""
        answered = max(1, self._size.gaps * 5 // 6)
        seen: set[tuple[int, int]] = set()
        while len(seen) < min(self._size.links, answered * self._size.documents // 2):
            gap = 1 + int(answered * self._chance.random() ** 2)
            seen.add((gap, self._chance.randrange(2, self._size.documents + 1)))
        self._insert(CoverageLink, (self._link(*pair) for pair in sorted(seen)))

    def _link(self, gap: int, document: int) -> dict[str, Any]:
        drawn = self._chance.random()
        extent = Extent.FULL if gap % 3 == 0 else Extent.PARTIAL
        return {
            "gap_id": gap,
            "document_id": document,
            "provision_id": "dieu-1",
            "extent": Extent.INTERIM if gap % 7 == 0 else extent,
            "quote": f"Văn bản mẫu số {document} quy định việc lập sổ.",
            "rationale": "",
            "linked_on": TODAY - timedelta(days=self._chance.randrange(1, 100)),
            "account_id": self._account,
            "recorded_at": FILLED_AT,
            "origin": "manual",
            "status": ProposalState.CONFIRMED if drawn < 0.85 else ProposalState.PROPOSED,
            "suspect": "",
            "source_print": "",
            "gap_print": "",
        }

    def reports(self) -> None:
        """Insert what places report; a few gaps are reported by most of them."""
        seen: set[tuple[int, str]] = set()
        most = min(self._size.reports, self._size.gaps * len(self._places) // 2)
        while len(seen) < most:
            gap = 1 + int(self._size.gaps * self._chance.random() ** 2)
            seen.add((gap, self._chance.choice(self._places)))
        self._insert(GapReport, (self._report(*pair) for pair in sorted(seen)))

    def _report(self, gap: int, place: str) -> dict[str, Any]:
        return {
            "gap_id": gap,
            "place_code": place,
            "words": "",
            "reported_on": TODAY - timedelta(days=self._chance.randrange(1, 150)),
            "account_id": self._account,
            "recorded_at": FILLED_AT,
            "state": ReportState.RECEIVED,
        }

    def promises(self) -> None:
        """Insert promises, half of them with a day; some were moved, some were kept."""
        numbers = range(1, self._size.promises + 1)
        self._insert(Commitment, (self._promise(number) for number in numbers))
        self._insert(
            CommitmentGap,
            (
                {
                    "commitment_id": number,
                    "gap_id": 1 + (number * 7) % self._size.gaps,
                    "recorded_at": FILLED_AT,
                }
                for number in numbers
            ),
        )
        self._insert(Move, (self._move(number) for number in numbers if number % 4 == 2))
        self._insert(CommitmentEvent, (self._end(number) for number in numbers if number % 5 == 0))

    def _promise(self, number: int) -> dict[str, Any]:
        lead, _ = self._chance.choice(self._ministries)
        return {
            "id": number,
            "promise": f"Ban hành văn bản hướng dẫn mẫu số {number}",
            "kind": CommitmentKind.GUIDANCE,
            "lead_agency_id": lead,
            "lead_words": "",
            "lead_is_inferred": False,
            "source_quote": "",
            "sector_id": self._chance.choice(self._sectors),
            "promised_on": TODAY - timedelta(days=120),
            **self._due(TODAY + timedelta(days=self._chance.randrange(-60, 90)), number % 2 == 0),
            "account_id": self._account,
            "recorded_at": FILLED_AT,
        }

    def _due(self, day: date, dated: bool) -> dict[str, Any]:
        return {
            "due_from": day if dated else None,
            "due_to": day if dated else None,
            "due_operator": Operator.ON_OR_BEFORE if dated else None,
            "due_precision": Precision.DAY if dated else Precision.NONE,
            "due_phrase": f"chậm nhất ngày {day}" if dated else "",
        }

    def _move(self, number: int) -> dict[str, Any]:
        return {
            "commitment_id": number,
            "moved_on": TODAY - timedelta(days=30),
            "reason": MoveReason.COLLECTING_COMMENTS,
            "reason_words": "",
            **self._due(TODAY + timedelta(days=self._chance.randrange(-20, 120)), dated=True),
            "account_id": self._account,
            "recorded_at": FILLED_AT,
        }

    def _end(self, number: int) -> dict[str, Any]:
        return {
            "commitment_id": number,
            "kind": CommitmentEventKind.FULFILLED,
            "held_on": TODAY - timedelta(days=10),
            "words": "Đã ban hành",
            "account_id": self._account,
            "recorded_at": FILLED_AT,
        }


def busiest_place(session: Session) -> str:
    """Return the province whose own reports are the most."""
    rows: Sequence[tuple[str, int]] = session.execute(
        sa.select(col(GapReport.place_code), sa.func.count())
        .join(Place, col(Place.code) == col(GapReport.place_code))
        .where(col(Place.level) == "province")
        .group_by(col(GapReport.place_code))
        .order_by(sa.func.count().desc(), col(GapReport.place_code))
        .limit(1)
    ).all()
    return rows[0][0]
