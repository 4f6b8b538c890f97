"""What documents tell others to issue: their section, the report, one click for each decision."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.services.expectations import decide_expectation
from directives.store.expectations import list_expectations_of
from directives.store.session import unit_of_work
from directives.vocabulary import ProposalState, Role
from tests.api.web.conftest import Browser
from tests.factories import NOW, make_actor
from tests.services.delegating import CLAUSE, make_circular, make_decree
from tests.statements import count_statements

REPORT = "/bao-cao/giao-quy-dinh"


def make(engine: sa.Engine, *clauses: str, confirmed: bool = False) -> tuple[int, int]:
    """Make a published decree; return its key and that of its first expectation."""
    with unit_of_work(engine) as session:
        decree = make_decree(session, *clauses)
        found = list_expectations_of(session, saved_id(decree))[0]
        if confirmed:
            confirm(session, saved_id(found))
        return saved_id(decree), saved_id(found)


def confirm(session: Session, key: int) -> None:
    actor = make_actor(session, Role.OVERSIGHT)
    decide_expectation(session, actor, key, ProposalState.CONFIRMED, now=NOW)


def test_a_document_shows_what_it_delegates_to_everybody_but_only_some_may_decide(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    decree, _ = make(engine)
    page = client.get(f"/van-ban/{decree}").text
    assert "Bộ Tài chính phải ban hành thông tư; chờ người xác nhận." in page
    assert CLAUSE in page
    assert "Xác nhận phải ban hành" not in page

    drafter = browser_of(Role.DRAFTER)
    assert "Xác nhận phải ban hành" in drafter.client.get(f"/van-ban/{decree}").text


def test_one_click_confirms_and_the_report_says_what_is_owed(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    decree, key = make(engine)
    assert "Bộ Tài chính phải ban hành" in client.get(REPORT).text
    assert "Không còn nợ văn bản nào" in client.get(f"{REPORT}?only=no").text
    drafter = browser_of(Role.DRAFTER)
    sent = {"csrf_token": drafter.csrf, "decision": "confirmed"}
    answer = drafter.client.post(f"/giao-quy-dinh/{key}", data=sent)

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/van-ban/{decree}#giao-quy-dinh"
    for address in (REPORT, f"{REPORT}?only=no"):
        assert "Bộ Tài chính còn nợ thông tư từ ngày 01/9/2025." in client.get(address).text


def test_a_clause_that_has_ended_is_told_and_no_longer_counted_as_owed(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    with unit_of_work(engine) as session:
        ended = make_decree(session, expires_on=date(2025, 9, 10))
        never = make_decree(
            session,
            number_as_printed="902/2025/NĐ-CP",
            effective_on=None,
            expires_on=date(2025, 8, 20),
        )
        for decree in (ended, never):
            confirm(session, saved_id(list_expectations_of(session, saved_id(decree))[0]))
        key = saved_id(ended)

    page = client.get(REPORT).text
    told = "Bộ Tài chính nợ thông tư từ ngày 01/9/2025 đến khi điều khoản giao hết hiệu lực, ngày"
    assert f"{told} 11/9/2025." in page
    assert "chưa ban hành thông tư; điều khoản giao đã hết hiệu lực từ ngày 21/8/2025." in page
    assert "còn nợ 1" not in page
    assert "Không còn nợ văn bản nào" in client.get(f"{REPORT}?only=no").text
    report = client.get("/api/v1/reports/delegations").json()
    rows = {one["document"]: one for one in report["documents"]}
    assert rows["900/2025/NĐ-CP"]["owed"] == 0
    (row,) = rows["900/2025/NĐ-CP"]["rows"]
    assert (row["standing"], row["days_owed"], row["ended_on"]) == ("lapsed", 10, "2025-09-11")
    drafter = browser_of(Role.DRAFTER)
    assert "Mở khoảng trống hướng dẫn" not in drafter.client.get(f"/van-ban/{key}").text


def test_a_rejected_clause_is_shown_no_more(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    decree, key = make(engine)
    drafter = browser_of(Role.DRAFTER)
    sent = {"csrf_token": drafter.csrf, "decision": "rejected"}
    drafter.client.post(f"/giao-quy-dinh/{key}", data=sent)

    assert "Giao cơ quan khác quy định" not in client.get(f"/van-ban/{decree}").text
    assert "Chưa có điều khoản nào giao quy định" in client.get(REPORT).text


@pytest.mark.parametrize(("decision", "status"), [("perhaps", 422), ("confirmed", 403)])
def test_a_wrong_decision_and_a_form_of_elsewhere_are_refused(
    engine: sa.Engine, browser_of: Callable[[Role], Browser], decision: str, status: int
) -> None:
    _, key = make(engine)
    drafter = browser_of(Role.DRAFTER)
    csrf = drafter.csrf if status == 422 else "khac"
    sent = {"csrf_token": csrf, "decision": decision}

    assert drafter.client.post(f"/giao-quy-dinh/{key}", data=sent).status_code == status


def test_one_click_says_which_document_answers(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    with unit_of_work(engine) as session:
        decree = make_decree(session)
        found = list_expectations_of(session, saved_id(decree))[0]
        confirm(session, saved_id(found))
        circular = make_circular(session, decree)
        key, answer, parent = saved_id(found), saved_id(circular), saved_id(decree)
    drafter = browser_of(Role.DRAFTER)
    assert "Văn bản này đáp ứng" in drafter.client.get(f"/van-ban/{parent}").text
    sent = {"csrf_token": drafter.csrf, "document_id": str(answer)}
    assert drafter.client.post(f"/giao-quy-dinh/{key}/dap-ung", data=sent).status_code == 303

    assert "Bộ Tài chính đã ban hành thông tư ngày 20/8/2025." in client.get(REPORT).text


def test_one_click_opens_the_gap_and_a_second_leads_to_the_same(
    engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    decree, key = make(engine, confirmed=True)
    oversight = browser_of(Role.OVERSIGHT)
    address, sent = f"/giao-quy-dinh/{key}/khoang-trong", {"csrf_token": oversight.csrf}
    first, second = (oversight.client.post(address, data=sent) for _ in range(2))

    assert first.headers["location"] == second.headers["location"]
    gap = oversight.client.get(first.headers["location"]).text
    assert "Chưa có văn bản quy định chi tiết khoản 1 Điều 5 Nghị định 900/2025/NĐ-CP" in gap
    assert "Khoảng trống đã mở" in oversight.client.get(f"/van-ban/{decree}").text


def test_the_report_asks_as_often_for_many_documents_as_for_one(
    client: TestClient, engine: sa.Engine
) -> None:
    make(engine, confirmed=True)
    with count_statements(engine) as one:
        client.get(REPORT)
    for number in range(910, 916):
        with unit_of_work(engine) as session:
            decree = make_decree(session, number_as_printed=f"{number}/2025/NĐ-CP")
            make_circular(session, decree, at="dieu-5", number_as_printed=f"{number}/2025/TT-BTC")
    with count_statements(engine) as many:
        client.get(REPORT)

    assert len(many) <= len(one) + 3  # of answers there were none before
