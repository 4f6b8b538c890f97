"""Who said that a document answers a gap, or decided of one, and what is told to whom."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink, NewCoverageLink
from directives.models.document import Document, Provision
from directives.models.gap import NewGapDecision
from directives.rules.two_times import AsOf
from directives.services.coverage_links import confirm_link, link_document, reject_link
from directives.services.gaps import decide_gap
from directives.services.link_history import record_link_event
from directives.store.session import unit_of_work
from directives.store.suspicions import list_open
from directives.vocabulary import (
    DecisionKind,
    Extent,
    GapState,
    LinkEventKind,
    ProposalState,
    RecordState,
    RelationKind,
    Role,
    SuspectKind,
)
from tests.api.web.conftest import Browser
from tests.api.web.test_gap_pages import words_of
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap
from tests.services.test_coverage_links import with_text
from tests.services.test_suspicions import relate

BrowserOf = Callable[[Role], Browser]
AT = AsOf(TODAY, NOW)


def answering(gap: int, document: int, provision: str = "") -> NewCoverageLink:
    return NewCoverageLink(
        gap_id=gap,
        document_id=document,
        provision_id=provision,
        extent=Extent.FULL,
        quote="Cấp xã chi trả",
        linked_on=TODAY,
    )


def make_clause(session: Session, document: Document) -> None:
    """Let clause 2 of article 5 say who pays."""
    known: dict[str, Any] = {
        "document_id": saved_id(document),
        "heading": "",
        "text": "Cấp xã chi trả.",
    }
    article = Provision(provision_id="dieu-5", position=0, label="Điều 5", **known)
    clause = Provision(
        provision_id="dieu-5__khoan-2",
        parent_provision_id="dieu-5",
        position=1,
        label="Khoản 2",
        **known,
    )
    session.add_all([article, clause])
    session.flush()


def propose(session: Session, gap: int, document: int) -> CoverageLink:
    """Let the service propose that a document answers a gap."""
    service = make_actor(session, Role.SYSTEM)
    link = CoverageLink.model_validate(
        answering(gap, document),
        update={
            "account_id": service.account_id,
            "recorded_at": NOW,
            "origin": "similarity",
            "status": ProposalState.PROPOSED,
        },
    )
    session.add(link)
    session.flush()
    record_link_event(session, service, link, LinkEventKind.PROPOSED, at=AT)
    return link


@pytest.fixture
def gap(engine: sa.Engine) -> int:
    """The key of a gap that a clause of a letter answers, as Lê Thị Hoa says."""
    with unit_of_work(engine) as session:
        key = saved_id(make_gap(session))
        letter = make_document(session, number_as_printed="71/BNV-TCBC")
        make_clause(session, letter)
        hoa = make_actor(session, display_name="Lê Thị Hoa")
        link_document(session, hoa, answering(key, saved_id(letter), "dieu-5__khoan-2"), now=NOW)
        return key


def test_evidence_names_its_clause_with_the_article_and_who_agreed_when(
    client: TestClient, browser_of: BrowserOf, gap: int
) -> None:
    address = f"/khoang-trong/{gap}"
    signed_in, public = (
        words_of(one.get(address).text) for one in (browser_of(Role.OFFICER).client, client)
    )

    assert "Nguồn: Công văn 71/BNV-TCBC , Khoản 2 Điều 5" in public
    assert "Đáp ứng từ ngày 01/10/2025; Lê Thị Hoa xác nhận lúc" in signed_in
    assert "Đáp ứng từ ngày 01/10/2025; xác nhận lúc" in public
    assert "Văn bản đáp ứng Công văn 71/BNV-TCBC, khoản 2 Điều 5: Xác nhận" in public
    history = signed_in.partition("Lịch sử")[2]
    assert "Lê Thị Hoa Văn bản đáp ứng" in history
    assert "Lê Thị Hoa" not in public


def test_history_says_who_approved_what_was_decided_by_hand_and_who_recorded_it(
    client: TestClient, browser_of: BrowserOf, engine: sa.Engine, gap: int
) -> None:
    with unit_of_work(engine) as session:
        oversight = make_actor(session, Role.OVERSIGHT, display_name="Trần Văn Nam")
        exempt = NewGapDecision(
            kind=DecisionKind.NOT_APPLICABLE, reason="thuộc tỉnh", approved_by="Vụ trưởng"
        )
        decide_gap(session, oversight, gap, exempt, at=AT)

    public = words_of(client.get(f"/khoang-trong/{gap}").text)
    history = public.partition("Lịch sử")[2]
    assert "(người duyệt: Vụ trưởng) thuộc tỉnh" in history
    assert "Trần Văn Nam" not in public
    signed_in = browser_of(Role.OFFICER).client.get(f"/khoang-trong/{gap}").text
    assert "Trần Văn Nam" in words_of(signed_in).partition("Lịch sử")[2]


def test_history_names_no_document_that_the_reader_may_not_read(
    client: TestClient, engine: sa.Engine, gap: int
) -> None:
    with unit_of_work(engine) as session:
        draft = make_document(session, number_as_printed="99/BNV-TCBC", state=RecordState.DRAFT)
        service = make_actor(session, Role.SYSTEM)
        link_document(session, service, answering(gap, saved_id(draft)), now=NOW)

    history = words_of(client.get(f"/khoang-trong/{gap}").text).partition("Lịch sử")[2]
    assert "99/BNV-TCBC" not in history
    assert history.count("Văn bản đáp ứng") == 1


def test_history_tells_a_proposal_only_to_those_who_decide_it_until_it_is_confirmed(
    client: TestClient, browser_of: BrowserOf, engine: sa.Engine, gap: int
) -> None:
    def told(reader: TestClient) -> list[str]:
        page = words_of(reader.get(f"/khoang-trong/{gap}").text).partition("Lịch sử")[2]
        said = ("Máy đề xuất", "Xác nhận", "Bác")
        lines = page.split("Công văn 82/BNV-TCBC: ")[1:]
        return [word for line in lines for word in said if line.startswith(word)]

    with unit_of_work(engine) as session:
        letter = saved_id(make_document(session, number_as_printed="82/BNV-TCBC"))
        link = saved_id(propose(session, gap, letter))
    drafter = browser_of(Role.DRAFTER).client
    assert (told(client), told(drafter)) == ([], ["Máy đề xuất"])

    with unit_of_work(engine) as session:
        reject_link(session, make_actor(session), link, reason="nhầm", at=AT)
    assert told(client) == []

    with unit_of_work(engine) as session:
        confirm_link(session, make_actor(session), link, answering(gap, letter), at=AT)
    assert told(client) == ["Xác nhận"]
    assert len(told(drafter)) == 3


def test_a_program_reads_who_agreed_and_who_decided_if_it_speaks_for_an_account(
    client: TestClient, browser_of: BrowserOf, engine: sa.Engine, gap: int
) -> None:
    with unit_of_work(engine) as session:
        override = NewGapDecision(
            kind=DecisionKind.OVERRIDE,
            state=GapState.COVERED,
            reason="hai bộ đã thống nhất",
            approved_by="Vụ trưởng",
            expires_on=TODAY.replace(month=12),
        )
        nam = make_actor(session, Role.OVERSIGHT, display_name="Trần Văn Nam")
        decide_gap(session, nam, gap, override, at=AT)

    public = client.get(f"/api/v1/gaps/{gap}").json()
    told = browser_of(Role.OFFICER).client.get(f"/api/v1/gaps/{gap}").json()
    (decision,) = told["decisions"]
    assert decision.pop("recorded_at") == told["links"][0]["confirmed_at"]
    assert decision == {
        "kind": "override",
        "state": "covered",
        "reason": "hai bộ đã thống nhất",
        "approved_by": "Vụ trưởng",
        "expires_on": "2025-12-01",
        "held_on": "2025-10-01",
        "by": "Trần Văn Nam",
    }
    assert told["links"][0]["confirmed_by"] == "Lê Thị Hoa"
    assert public["decisions"][0]["by"] is public["links"][0]["confirmed_by"] is None
    assert public["decisions"][0]["approved_by"] == "Vụ trưởng"


def test_a_program_reads_that_what_a_link_rests_on_was_changed(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        gap, base = saved_id(make_gap(session)), make_document(session)
        letter, other = make_document(session), make_document(session)
        for one in (letter, other):
            link_document(session, make_actor(session), answering(gap, saved_id(one)), now=NOW)
        relate(session, letter, RelationKind.GUIDES, base)
        relate(session, make_document(session, issued_on=TODAY), RelationKind.AMENDS, base)
        (of_link,) = list_open(session, kind=SuspectKind.COVERAGE_LINK)
        (of_letter,) = list_open(session, kind=SuspectKind.DOCUMENT)
        ids = {"coverage_link": of_link.id, "document": of_letter.id}
        reason = of_link.reason.value

    suspect, sound = client.get(f"/api/v1/gaps/{gap}").json()["links"]
    assert suspect["suspect"] == ""  # neither end has changed itself
    assert {one["about"]: one["id"] for one in suspect["suspicions"]} == ids
    assert {one["reason"] for one in suspect["suspicions"]} == {reason}
    assert sound["suspicions"] == []
    before = {"as_of": "2025-09-30"}
    earlier = client.get(f"/api/v1/gaps/{gap}", params=before).json()
    assert earlier["links"] == []


def test_figures_and_the_gap_itself_lead_to_their_sources(
    client: TestClient, browser_of: BrowserOf, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        report = make_document(session, number_as_printed="91/BNV-TCBC")
        with_text(session, report, "Còn 30 xã chưa chi trả. Chưa rõ ai chi trả.")
        key = saved_id(report)
        gap = saved_id(make_gap(session, source_document_id=key, source_quote="Chưa rõ ai"))
    address, drafter = f"/api/v1/gaps/{gap}", browser_of(Role.DRAFTER)
    headers = {"x-csrf-token": drafter.csrf}
    figure = {"name": "Xã", "value": 30, "as_of": "2025-09-01", "source_document_id": key}

    foreign = figure | {"source_quote": "không hề có"}
    refused = drafter.client.post(f"{address}/figures", json=foreign, headers=headers)
    assert (refused.status_code, refused.json()["field"]) == (422, "source_quote")
    quoted = figure | {"source_quote": "30 xã chưa chi trả"}
    for said in (figure, quoted):
        assert (
            drafter.client.post(f"{address}/figures", json=said, headers=headers).status_code == 201
        )

    page = client.get(f"/khoang-trong/{gap}").text
    source = f'<a href="/van-ban/{key}">Công văn 91/BNV-TCBC</a>'
    assert page.partition('id="so-lieu"')[2].partition("</ul>")[0].count(source) == 2
    assert source in page.partition('id="so-lieu"')[0]
