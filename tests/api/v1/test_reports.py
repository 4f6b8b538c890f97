from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.document import Document
from directives.vocabulary import RelationKind
from tests.factories import NOW, UNDATED, make_commitment, make_document
from tests.services.test_suspicions import relate

URL = "/api/v1/reports/overdue"


def test_the_overdue_report_has_the_shape_of_the_contract(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    source = stored(lambda session: make_document(session, number_as_printed="309/BNV-TCBC"))
    said = {"source_document_id": source.id, "source_quote": "nguyên văn"}
    late = stored(lambda session: make_commitment(session, **said))
    undated = stored(lambda session: make_commitment(session, **UNDATED))

    report = client.get(URL, params={"as_of": "2025-10-20"}).json()

    assert list(report) == ["report", "as_of", "known_at", "rows", "undated"]
    assert (report["report"], report["as_of"]) == ("overdue", "2025-10-20")
    assert report["known_at"] == "2025-10-01T03:00:00+00:00"
    assert report["rows"] == [
        {
            "id": late.id,
            "lead": "Bộ Nội vụ",
            "promised": "Ban hành thông tư hướng dẫn",
            "phrase": "trước ngày 15/10",
            "due_from": "2025-10-14",
            "due_to": "2025-10-14",
            "days_late": 6,
            "moves": 0,
            "source": {"document": "309/BNV-TCBC", "quote": "nguyên văn"},
        }
    ]
    assert [row["id"] for row in report["undated"]] == [undated.id]


def test_a_report_of_the_past_does_not_know_what_came_later(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    stored(lambda s: make_commitment(s, now=NOW - timedelta(days=1), promised_on=date(2025, 9, 1)))
    query = {"as_of": "2025-10-20", "known_at": "2025-09-30T09:00:00+07:00"}

    assert client.get(URL, params=query).json()["rows"] == []
    assert len(client.get(URL, params={**query, "known_at": "2025-10-01T03:00:00Z"}).json()["rows"])


def test_a_plus_that_became_a_blank_is_understood(client: TestClient) -> None:
    answer = client.get(f"{URL}?known_at=2025-10-01T10:00:00+07:00")

    assert answer.json()["known_at"] == "2025-10-01T03:00:00+00:00"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"as_of": "2025-02-30"}, "as_of"),
        ({"as_of": "20251001"}, "as_of"),
        ({"known_at": "2025-10-01T10:00:00"}, "known_at"),
        ({"known_at": "1759276800"}, "known_at"),
        ({"known_at": "0001-01-01T00:00:00+14:00"}, "known_at"),
        ({"known_at": "2025-10-01T25:00:00Z"}, "known_at"),
    ],
)
def test_a_wrong_time_is_named(client: TestClient, query: dict[str, str], field: str) -> None:
    answer = client.get(URL, params=query)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_any_day_has_a_report(client: TestClient, stored: Callable[..., Any], day: str) -> None:
    stored(make_commitment)

    assert client.get(URL, params={"as_of": day}).status_code == 200


def test_a_report_that_there_is_not(client: TestClient) -> None:
    answer = client.get("/api/v1/reports/x")

    assert (answer.status_code, answer.json()["code"]) == (404, "report_not_found")


def test_what_is_not_held_is_reached_part_by_part(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    url = "/api/v1/reports/not_held"
    stubs = [stored(lambda session: make_document(session, is_stub=True)) for _ in range(2)]

    def cited(session: Session) -> Document:
        source = make_document(session)
        for stub in stubs:
            relate(session, source, RelationKind.CITES, session.get_one(Document, stub.id))
        return source

    stored(cited)
    whole = client.get(url).json()
    part = client.get(url, params={"limit": 1, "offset": 1}).json()

    assert [row["document_id"] for row in whole["rows"]] == [stub.id for stub in stubs]
    assert (part["total"], part["rows"]) == (2, whole["rows"][1:])
    assert client.get(url, params={"limit": 501}).status_code == 422
