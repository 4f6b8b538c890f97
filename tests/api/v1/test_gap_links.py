"""GET /api/v1/gaps/{id}: each link tells how its document, or provision, stands on the day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document, Provision
from directives.models.gap import NewGap
from directives.services.coverage_links import link_document
from directives.services.documents import publish
from directives.services.gaps import open_gap
from directives.vocabulary import Extent, RecordState, RelationKind, Role
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap
from tests.services.test_suspicions import relate
from tests.statements import count_statements

A_DAY = timedelta(days=1)
TREE = {
    "chuong-1": None,
    "chuong-1__muc-1": "chuong-1",
    "dieu-1": "chuong-1__muc-1",
    "dieu-2": "chuong-1",
}


def link(
    session: Session, gap_id: int, document: Document, provision: str = "", *, now: datetime = NOW
) -> None:
    new = NewCoverageLink(
        gap_id=gap_id,
        document_id=saved_id(document),
        provision_id=provision,
        extent=Extent.FULL,
        quote="Nguyên văn",
        linked_on=TODAY - 2 * A_DAY,
    )
    link_document(session, make_actor(session, Role.SYSTEM), new, now=now)


def effects(client: TestClient, gap_id: int, **point: str) -> dict[str | None, str | None]:
    found = client.get(f"/api/v1/gaps/{gap_id}", params=point).json()
    return {one["provision"]: one["effect"] for one in found["links"]}


def test_a_link_tells_the_effect_of_its_document_or_provision_on_the_day(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    def answered(session: Session) -> int:
        gap_id, document = saved_id(make_gap(session)), make_document(session)
        for position, (provision, above) in enumerate(TREE.items()):
            row = Provision(
                document_id=saved_id(document),
                provision_id=provision,
                parent_provision_id=above,
                position=position,
                label=provision,
                heading="",
                text="Nguyên văn.",
            )
            session.add(row)
        for provision in ("", *TREE):
            link(session, gap_id, document, provision)
        act = make_document(session, issued_on=TODAY, effective_on=TODAY)
        relate(session, act, RelationKind.REPEALS, document, target_provision="dieu-1")
        return gap_id

    gap_id = stored(answered)

    assert effects(client, gap_id) == {
        None: "partly_expired",
        "dieu-1": "repealed",
        "dieu-2": "in_force",
        "chuong-1": "partly_expired",
        "chuong-1__muc-1": "repealed",
    }


def test_what_was_not_public_then_had_no_effect_that_was_known(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    before = NOW - 2 * A_DAY

    def published_later(session: Session) -> int:
        actor = make_actor(session, Role.SYSTEM)
        new = NewGap(title="Chưa có hướng dẫn", raised_by="Sở Tài chính")
        gap_id = saved_id(open_gap(session, actor, new, now=before))
        document = make_document(session, state=RecordState.DRAFT, now=before)
        link(session, gap_id, document, now=before)
        publish(session, actor, saved_id(document), now=NOW - A_DAY, today=TODAY)
        return gap_id

    gap_id = stored(published_later)

    assert effects(client, gap_id) == {None: "in_force"}
    assert effects(client, gap_id, known_at=before.isoformat()) == {None: None}


def test_more_links_take_no_more_statements(
    client: TestClient, stored: Callable[..., Any], app: FastAPI
) -> None:
    def more(session: Session, gap_id: int) -> int:
        for _ in range(3):
            document = make_document(session)
            link(session, gap_id, document)
            relate(session, make_document(session), RelationKind.AMENDS, document)
        return gap_id

    def asked(gap_id: int) -> int:
        with count_statements(app.state.engine) as seen:
            assert set(effects(client, gap_id).values()) == {"partly_expired"}
        return len(seen)

    gap_id = stored(lambda session: more(session, saved_id(make_gap(session))))
    few = asked(gap_id)
    stored(lambda session: more(session, gap_id))

    assert asked(gap_id) == few
