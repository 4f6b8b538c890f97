from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Provision
from directives.services.documents import correct
from directives.services.relations import add_relation
from directives.vocabulary import RelationKind, Role
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_suspicions import BEFORE, relate

URL = "/api/v1/documents"


def replaced(session: Session) -> tuple[int, int]:
    old = make_document(session, issued_on=BEFORE, effective_on=BEFORE)
    act = make_document(session, issued_on=date(2025, 8, 1), effective_on=date(2025, 9, 1))
    relate(session, act, RelationKind.REPLACES, old)
    return saved_id(old), saved_id(act)


def test_a_document_has_its_status_of_a_day(client: TestClient, stored: Callable[..., Any]) -> None:
    old, act = stored(replaced)

    now = client.get(f"{URL}/{old}").json()
    then = client.get(f"{URL}/{old}", params={"as_of": "2025-08-31"}).json()

    assert (now["status"], then["status"]) == ("superseded", "in_force")
    assert now["validity"]["because"][0]["document_id"] == act
    assert (now["validity"]["from_on"], now["validity"]["to_on"]) == ("2025-09-01", None)
    assert (then["validity"]["from_on"], then["validity"]["to_on"]) == ("2025-01-01", "2025-08-31")
    assert now["validity"]["checked_up_to"] == "2025-10-01T03:00:00Z"


def test_the_intervals_follow_one_another(client: TestClient, stored: Callable[..., Any]) -> None:
    old, _act = stored(replaced)

    found = client.get(f"{URL}/{old}/validity").json()

    assert [(one["status"], one["from_on"], one["to_on"]) for one in found["intervals"]] == [
        ("not_yet_in_force", None, "2024-12-31"),
        ("in_force", "2025-01-01", "2025-08-31"),
        ("superseded", "2025-09-01", None),
    ]


def test_what_was_not_known_then_did_not_count_then(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    def corrected(session: Session) -> int:
        document = make_document(session, effective_on=date(2025, 9, 1))
        later = NOW + timedelta(days=3)
        values: dict[str, object] = {"effective_on": date(2026, 1, 1)}
        actor = make_actor(session, Role.SYSTEM)
        correct(session, actor, saved_id(document), values, reason="đọc sai", now=later)
        return saved_id(document)

    key = stored(corrected)
    known = {"known_at": "2025-10-02T00:00:00Z", "as_of": "2025-12-01"}

    assert client.get(f"{URL}/{key}", params={"as_of": "2025-12-01"}).json()["status"] == (
        "not_yet_in_force"
    )
    past = client.get(f"{URL}/{key}", params=known).json()
    assert (past["status"], past["effective_on"]) == ("in_force", "2025-09-01")
    before = {"known_at": "2025-09-30T00:00:00Z"}
    assert client.get(f"{URL}/{key}", params=before).status_code == 404


def test_a_provision_that_is_not_there_is_refused(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    key = stored(lambda session: saved_id(make_document(session)))

    answer = client.get(f"{URL}/{key}/validity", params={"provision": "dieu-9"})

    assert answer.status_code == 404


def with_two_articles(session: Session) -> Document:
    document = make_document(session, issued_on=BEFORE, effective_on=BEFORE)
    for number in (1, 2):
        session.add(
            Provision(
                document_id=saved_id(document),
                provision_id=f"dieu-{number}",
                position=number,
                label=f"Điều {number}",
                heading="Chi trả",
                text="Chi trả trong năm ngày.",
            )
        )
    session.flush()
    return document


def repeal_of_one_article(session: Session, known_at: datetime = NOW) -> int:
    """Let an act end the second of two articles from 1 September 2025, known from an instant."""
    old = with_two_articles(session)
    act = make_document(session, issued_on=date(2025, 8, 1), effective_on=date(2025, 9, 1))
    new = NewRelation(
        source_id=saved_id(act),
        kind=RelationKind.REPEALS,
        target_id=saved_id(old),
        target_provision="dieu-2",
    )
    add_relation(session, make_actor(session, Role.SYSTEM), new, now=known_at)
    return saved_id(old)


def test_a_provision_has_its_own_status_of_a_day(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    key = stored(repeal_of_one_article)

    def status(provision: str, day: str) -> tuple[str | None, str]:
        asked = {"provision": provision, "as_of": day, "known_at": "2025-10-01T03:00:00Z"}
        found = client.get(f"{URL}/{key}/validity", params=asked).json()
        return found["provision"], found["current"]["status"]

    assert status("dieu-2", "2024-12-31") == ("dieu-2", "not_yet_in_force")
    assert status("dieu-2", "2025-08-31") == ("dieu-2", "in_force")
    assert status("dieu-2", "2025-09-01") == ("dieu-2", "repealed")
    assert status("dieu-1", "2025-09-01") == ("dieu-1", "in_force")
    assert status("", "2025-09-01") == (None, "partly_expired")


def suspension_of_a_clause(session: Session) -> int:
    """Suspend clause 2 of article 5 of a document for September, by a decree."""
    old = make_document(session, issued_on=BEFORE, effective_on=BEFORE)
    act = make_document(session, issued_on=BEFORE, number_as_printed="77/2025/NĐ-CP")
    days = {"acts_from": date(2025, 9, 1), "acts_to": date(2025, 10, 31)}
    part = {"target_provision": "dieu-5__khoan-2", **days}
    relate(session, act, RelationKind.SUSPENDS_EFFECT, old, **part)
    return saved_id(old)


def test_a_document_suspended_in_part_says_which_part_from_when_until_when(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    key = stored(suspension_of_a_clause)

    found = client.get(f"{URL}/{key}").json()

    assert found["status"] == "partly_suspended"
    (act,) = found["validity"]["because"]
    assert (act["kind"], act["provision"]) == ("suspends_effect", "dieu-5__khoan-2")
    assert (act["number"], act["from_on"], act["to_on"]) == (
        "77/2025/NĐ-CP",
        "2025-09-01",
        "2025-10-31",
    )
    after = client.get(f"{URL}/{key}", params={"as_of": "2025-11-01"}).json()
    assert after["status"] == "in_force"


def test_a_provision_stands_as_it_was_known_on_a_day(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    key = stored(lambda session: repeal_of_one_article(session, NOW + timedelta(days=3)))

    def seen(day: str, known_at: str) -> dict[str, Any]:
        asked = {"provision": "dieu-2", "as_of": day, "known_at": known_at}
        return dict(client.get(f"{URL}/{key}/validity", params=asked).json())

    unaware = seen("2025-09-15", "2025-10-03T00:00:00Z")
    aware = seen("2025-09-15", "2025-10-05T00:00:00Z")
    earlier = seen("2025-08-15", "2025-10-05T00:00:00Z")

    stands = [one["current"]["status"] for one in (unaware, aware, earlier)]
    assert stands == ["in_force", "repealed", "in_force"]
    assert [(one["status"], one["to_on"]) for one in unaware["intervals"]][-1] == ("in_force", None)
    assert [(one["status"], one["from_on"]) for one in aware["intervals"]][-1] == (
        "repealed",
        "2025-09-01",
    )
    refused = client.get(
        f"{URL}/{key}/validity",
        params={"provision": "dieu-2", "known_at": "2025-09-30T00:00:00Z"},
    )
    assert refused.status_code == 404


def suspected(session: Session) -> int:
    base = make_document(session, issued_on=BEFORE - timedelta(days=400))
    guide: Document = make_document(session, issued_on=BEFORE)
    relate(session, guide, RelationKind.IMPLEMENTS, base)
    relate(session, make_document(session, issued_on=TODAY), RelationKind.REPLACES, base)
    return saved_id(guide)


def test_what_is_suspect_is_listed_and_reported_with_its_path(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    key = stored(suspected)

    (found,) = client.get(f"{URL}/{key}/suspicions").json()
    report = client.get("/api/v1/reports/suspects").json()

    assert (found["reason"], found["since"]) == ("replaced", "2025-10-01")
    assert [step["kind"] for step in found["path"]] == ["implements", None]
    assert client.get(f"/api/v1/suspicions/{found['id']}").json() == found
    (agency,) = report["agencies"]
    assert (agency["agency"], agency["count"]) == ("Bộ Nội vụ", 1)
    (row,) = agency["rows"]
    assert (row["document"]["id"], row["also"], row["steps"]) == (key, [], 2)
    assert (row["provision"], found["provision"]) == (None, None)
    assert [step["kind"] for step in row["path"]] == ["implements", None]
    assert [step["document"]["id"] for step in row["path"]] == [key, row["base"]["id"]]


@pytest.mark.parametrize("name", ["expiring", "resting_on_ended", "suspects", "without_effect_day"])
def test_each_report_has_its_shape_when_there_is_nothing(client: TestClient, name: str) -> None:
    report = client.get(f"/api/v1/reports/{name}").json()

    assert list(report)[:3] == ["report", "as_of", "known_at"]
    assert report["report"] == name


def test_only_those_who_may_decide(client: TestClient, stored: Callable[..., Any]) -> None:
    key = stored(suspected)
    (found,) = client.get(f"{URL}/{key}/suspicions").json()

    said = {"outcome": "cleared", "words": "vẫn dùng được"}
    answer = client.post(f"/api/v1/suspicions/{found['id']}/decision", json=said)

    assert answer.status_code == 401
