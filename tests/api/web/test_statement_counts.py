"""Pages, feeds and answers ask the database as often for much data as for little."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import NewRelation, Provision
from directives.models.gap import Gap, NewGapReport
from directives.rules.scope import Scope
from directives.services.coverage_links import link_document
from directives.services.gap_reports import report_gap
from directives.services.relations import add_relation
from directives.services.search_log import Searched, record_searches
from directives.store.agencies import find_sector
from directives.store.session import unit_of_work
from directives.store.suspicions import list_open
from directives.vocabulary import Extent, RelationKind, Role
from tests.api.web.conftest import Browser
from tests.factories import (
    NOW,
    TODAY,
    agency_id,
    make_actor,
    make_commitment,
    make_document,
    make_gap,
)
from tests.statements import count_statements

_BEFORE = date(2025, 1, 1)
_PLACE = "15"
_FEW, _MANY = 2, 12
_ADDRESSES = [
    "/ma-tran/o?sector=dat-dai&agency={agency}",
    "/ma-tran/o?gap={gap}&place=15",
    "/dia-phuong/15.atom",
    "/dia-phuong/15.ics",
    "/api/v1/places/15/waiting",
    "/api/v1/matrix/sectors",
    "/api/v1/matrix/provinces",
    "/api/v1/gaps",
    "/phan-anh",
    "/nhu-cau",
    "/bao-cao",
    "/bao-cao/chua-co-tep",
    "/bao-cao/so-con-trong",
    "/bao-cao/thieu-ngay-hieu-luc",
    "/bao-cao/tinh-hinh-thuc-hien",
    "/cam-ket?as_of=2025-10-20",
    "/van-ban/{base}/so-sanh?voi={guide}",
    "/nghi-van/{suspicion}",
    "/quan-he/{relation}",
]
_READERS = {"/phan-anh": Role.OFFICER, "/nhu-cau": Role.OVERSIGHT}


class World:
    """A catalogue in which there is more of everything each time it grows."""

    def __init__(self, session: Session) -> None:
        self._serials = count(1)
        self.base = saved_id(make_document(session, issued_on=_BEFORE, effective_on=_BEFORE))
        self.guide = saved_id(make_document(session, issued_on=_BEFORE + timedelta(days=9)))
        self.relation = self._relate(session, self.guide, RelationKind.GUIDES, self.base)
        self.gap = saved_id(self._gap(session))
        self.agency = agency_id(session, "BNV")
        ends = saved_id(make_document(session, issued_on=TODAY))
        self._relate(session, ends, RelationKind.REPLACES, self.base)
        self.suspicion = next(saved_id(one) for one in list_open(session))

    def grow(self, session: Session, times: int) -> None:
        """Add some of each thing that the addresses show."""
        for _ in range(times):
            serial = next(self._serials)
            self._gap(session)
            make_commitment(session, gap_ids=(self.gap,))
            self._documents(session, serial)
            words = [f"việc hiếm {serial}", f"viec hiem {serial}"]
            asked = [Searched(f"{serial}-{word}", word, 0, place_code=_PLACE) for word in words]
            record_searches(session, asked, day=TODAY)

    def _gap(self, session: Session) -> Gap:
        """Make a gap that the place reports, that is promised, and that a document answers."""
        serial = next(self._serials)
        sector = find_sector(session, "dat-dai")
        made = make_gap(
            session,
            title=f"Chưa có hướng dẫn việc {serial}",
            scope=str(Scope()),
            sector_id=sector.id if sector else None,
        )
        key, actor = saved_id(made), make_actor(session, Role.SYSTEM)
        make_commitment(session, gap_ids=(key,))
        officer = make_actor(session, Role.OFFICER, place_code=_PLACE)
        report_gap(
            session, officer, key, NewGapReport(place_code=_PLACE, reported_on=TODAY), now=NOW
        )
        new = NewCoverageLink(
            gap_id=key,
            document_id=saved_id(make_document(session)),
            extent=Extent.PARTIAL,
            quote="Nội dung",
            linked_on=TODAY,
        )
        link_document(session, actor, new, now=NOW)
        return made

    def _documents(self, session: Session, serial: int) -> None:
        """Make what is cited and not held, a number with a hole, and more of the two compared."""
        stub = make_document(session, is_stub=True, number_as_printed=f"{serial}/2024/NĐ-CP")
        letter = saved_id(make_document(session))
        self._relate(session, letter, RelationKind.CITES, saved_id(stub))
        make_document(
            session, number_as_printed=f"{serial * 3}/2025/TT-BNV", type_code="TT", issued_on=TODAY
        )
        more = saved_id(make_document(session, issued_on=_BEFORE))
        self._relate(session, self.guide, RelationKind.GUIDES, more)
        self._relate(session, more, RelationKind.CITES, self.base)
        for key in (self.base, self.guide):
            session.add(
                Provision(
                    document_id=key,
                    provision_id=f"dieu-{serial}",
                    position=serial,
                    label=f"Điều {serial}",
                    heading="Chi trả",
                    text=f"Lời của điều {serial} trong văn bản {key}.",
                )
            )
        session.flush()

    def _relate(self, session: Session, source: int, kind: RelationKind, target: int) -> int:
        new = NewRelation(source_id=source, kind=kind, target_id=target, quote="căn cứ")
        actor = make_actor(session, Role.SYSTEM)
        return saved_id(add_relation(session, actor, new, now=NOW))


@pytest.fixture
def reader(client: TestClient, browser_of: Callable[[Role], Browser], address: str) -> TestClient:
    """The client that may read an address: the public, or somebody who has signed in."""
    role = _READERS.get(address)
    return browser_of(role).client if role else client


@pytest.mark.parametrize("address", _ADDRESSES)
def test_the_number_of_statements_does_not_grow_with_the_data(
    reader: TestClient, engine: sa.Engine, address: str
) -> None:
    """Each address is asked once before: what is remembered is not counted."""
    asked = []
    with unit_of_work(engine) as session:
        world = World(session)
    for times in (_FEW, _MANY):
        with unit_of_work(engine) as session:
            world.grow(session, times)
        url = address.format(**vars(world))
        first = reader.get(url)
        with count_statements(engine) as seen:
            again = reader.get(url)
        assert (first.status_code, again.status_code) == (200, 200), first.text[:500]
        asked.append(seen)

    assert len(asked[1]) == len(asked[0]), _more(asked[0], asked[1])


def _more(few: list[str], many: list[str]) -> list[str]:
    return sorted(one for one in set(many) if many.count(one) > few.count(one))
