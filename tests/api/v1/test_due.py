from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi.testclient import TestClient

from directives.vocabulary import Operator
from tests.factories import make_commitment

DUE = date(2025, 10, 15)


def test_how_a_date_was_computed_is_told_step_by_step(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    promise = stored(
        lambda session: make_commitment(
            session,
            due_from=DUE,
            due_to=DUE,
            due_operator=Operator.ON_OR_BEFORE,
            due_phrase="10 ngày làm việc",
        )
    )

    told = client.get(f"/api/v1/commitments/{promise.id}/due").json()

    (step,) = told["steps"]
    assert (step["due_to"], step["reason"], step["calendar_version"]) == ("2025-10-15", None, 0)
    counting = step["counting"]
    assert (counting["starts"], counting["start"], counting["working_days"]) == (
        "said",
        "2025-10-01",
        10,
    )
    assert counting["days"][0] == {
        "day": "2025-10-04",
        "is_working": False,
        "kind": None,
        "name": "",
    }
    assert told["url"] == f"/cam-ket/{promise.id}/cach-tinh"


def test_an_unknown_promise_is_a_problem(client: TestClient) -> None:
    answer = client.get("/api/v1/commitments/999999/due")

    assert (answer.status_code, answer.json()["status"]) == (404, 404)
