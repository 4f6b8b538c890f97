from datetime import date

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.models.document import NewRelation
from directives.services.relation_facts import AUTOMATIC, record_relation
from directives.store.session import unit_of_work
from directives.vocabulary import ProposalState, RelationKind, Role
from tests.factories import NOW, make_actor, make_document


@pytest.fixture
def lacking(engine: sa.Engine) -> tuple[int, int]:
    """A stub that a letter cites, and numbers with a hole."""
    with unit_of_work(engine) as session:
        actor = make_actor(session, Role.SYSTEM)
        stub = make_document(session, is_stub=True, number_as_printed="99/2024/NĐ-CP")
        letter = make_document(session)
        new = NewRelation(
            source_id=saved_id(letter), kind=RelationKind.CITES, target_id=saved_id(stub)
        )
        confirmed = ProposalState.CONFIRMED
        record_relation(session, actor, new, origin=AUTOMATIC, status=confirmed, now=NOW)
        for serial in (1, 2, 6):
            number = f"{serial}/2025/TT-BNV"
            make_document(
                session, number_as_printed=number, type_code="TT", issued_on=date(2025, 2, 1)
            )
        return saved_id(stub), saved_id(letter)


def test_each_missing_document_opens_what_cites_it(
    client: TestClient, lacking: tuple[int, int]
) -> None:
    stub, letter = lacking
    page = client.get("/bao-cao/chua-co-tep").text

    assert f'href="/van-ban/{stub}"' in page
    assert f'href="/van-ban/{letter}"' in page
    assert f'href="/van-ban/{stub}/quan-he"' in page
    row = client.get("/api/v1/reports/not_held").json()["rows"][0]
    assert (row["number"], row["count"], row["cited_by"][0]["document_id"]) == (
        "99/2024/NĐ-CP",
        1,
        letter,
    )


def test_a_document_of_no_known_type_is_named_by_its_number(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        law = make_document(
            session, number_as_printed="72/2025/QH15", type_code="", type_name="", title=""
        )
        address = f"/van-ban/{saved_id(law)}"

    page = client.get(address).text

    assert "<title>72/2025/QH15" in page
    assert "Thư công" not in page


def test_holes_are_shown_with_their_neighbours_and_how_sure(
    client: TestClient, lacking: tuple[int, int]
) -> None:
    page = client.get("/bao-cao/so-con-trong").text

    assert "3–5" in page
    assert "06/2025/TT-BNV" in page
    assert "Có thể còn thiếu" in page
    (row,) = client.get("/api/v1/reports/number_gaps").json()["rows"]
    assert (row["known"], row["missing"], row["sureness"], row["by_law"]) == (3, 3, "medium", True)
    assert row["holes"][0]["before"]["number"] == "02/2025/TT-BNV"


@pytest.mark.parametrize("address", ["/bao-cao/chua-co-tep", "/bao-cao/so-con-trong"])
def test_where_nothing_is_missing_the_page_says_so(client: TestClient, address: str) -> None:
    for language in ("vi", "en"):
        page = client.get(f"{address}?lang={language}")
        assert page.status_code == 200
        assert 'class="empty"' in page.text


def test_the_list_of_reports_names_both(client: TestClient, lacking: tuple[int, int]) -> None:
    page = client.get("/bao-cao").text

    assert 'href="/bao-cao/chua-co-tep"' in page
    assert 'href="/bao-cao/so-con-trong"' in page
