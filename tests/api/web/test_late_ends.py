"""How a promise that was late ends, as its pages and its JSON say it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.services.commitments import fulfil, withdraw
from directives.store.session import unit_of_work
from directives.vocabulary import CommitmentKind, Role
from tests.api.web.conftest import Browser
from tests.factories import NOW, UNDATED, make_actor, make_commitment, make_move
from tests.services.test_commitments import moved_to
from tests.services.test_gap_reports import reported

MADE, DUE = date(2025, 8, 1), date(2025, 9, 15)  # today is 1 October 2025
LATE_MOVE, ENDED = date(2025, 9, 20), date(2025, 9, 27)


def promised(
    engine: sa.Engine,
    *,
    moved: bool = False,
    end: Callable[..., Any] | None = None,
    **more: Any,
) -> int:
    said: dict[str, Any] = {
        "promised_on": MADE,
        "due_from": DUE,
        "due_to": DUE,
        "kind": CommitmentKind.ACTION,
    }
    with unit_of_work(engine) as session:
        promise = make_commitment(session, **{**said, **more})
        if moved:
            later = moved_to(date(2025, 9, 25), LATE_MOVE)
            make_move(session, promise, later, now=NOW)
        key, oversight = saved_id(promise), make_actor(session, Role.OVERSIGHT)
        if end is not None:
            words = {"evidence": "Biên bản"} if end is fulfil else {"reason": "thôi"}
            end(session, oversight, key, held_on=ENDED, now=NOW, **words)
        return key


def test_a_late_body_is_told_why_it_may_not_withdraw_and_what_to_do(
    browser_of: Callable[[Role], Browser], engine: sa.Engine
) -> None:
    url = f"/cam-ket/{promised(engine)}"
    drafter, oversight = browser_of(Role.DRAFTER), browser_of(Role.OVERSIGHT)
    sent = {"words": "Không còn cần."}

    page = drafter.client.get(url).text
    refused = drafter.client.post(f"{url}/rut", data={"csrf_token": drafter.csrf, **sent})

    assert f'action="{url}/rut"' not in page
    assert "chỉ cơ quan giám sát rút được" in page
    assert (refused.status_code, "hãy giải trình" in refused.text) == (403, True)
    assert f'action="{url}/rut"' in oversight.client.get(url).text
    gone = oversight.client.post(f"{url}/rut", data={"csrf_token": oversight.csrf, **sent})
    assert gone.status_code == 303
    ended = oversight.client.get(url)
    assert "đã rút ngày 01/10/2025, khi đã quá hạn 16 ngày." in ended.text


@pytest.mark.parametrize(
    ("end", "vietnamese", "english"),
    [
        (
            fulfil,
            "hoàn thành ngày 27/9/2025, chậm 12 ngày, tính từ hạn 15/9/2025, đã qua khi lùi hạn.",
            "12 days late, counted from the due date",
        ),
        (
            withdraw,
            "đã rút ngày 27/9/2025, khi đã quá hạn 12 ngày, tính từ hạn 15/9/2025,",
            "when it was 12 days overdue, counted from the due date",
        ),
    ],
)
def test_days_late_name_the_date_from_which_they_count(
    client: TestClient,
    engine: sa.Engine,
    end: Callable[..., Any],
    vietnamese: str,
    english: str,
) -> None:
    key = promised(engine, moved=True, end=end)

    page = client.get(f"/cam-ket/{key}").text
    counted = client.get(f"/cam-ket/{key}/cach-tinh").text
    told = client.get(f"/api/v1/commitments/{key}").json()

    assert vietnamese in page
    assert english in client.get(f"/cam-ket/{key}", params={"lang": "en"}).text
    assert "Chậm 12 ngày, kể từ ngày 16/9/2025, tính từ hạn 15/9/2025, đã qua" in counted
    assert (told["days_late"], told["late_since"], told["due_to"]) == (
        12,
        "2025-09-16",
        "2025-09-25",
    )


def test_what_was_kept_without_a_date_is_neither_on_time_nor_late(
    client: TestClient, engine: sa.Engine
) -> None:
    key = promised(engine, end=fulfil, **UNDATED)

    page = client.get(f"/cam-ket/{key}").text
    told = client.get(f"/api/v1/commitments/{key}").json()
    figures = client.get("/api/v1/reports/official_figures").json()
    counted = client.get("/bao-cao/tinh-hinh-thuc-hien").text

    assert "hoàn thành ngày 27/9/2025, không có thời hạn." in page
    assert (told["state"], told["official_state"]) == ("done_undated", None)
    assert (figures["total"]["done_on_time"], figures["total"]["percent_done"]) == (0, None)
    assert figures["besides"] == {"done_undated": 1}
    assert "Hoàn thành, không có thời hạn: 1" in counted


def test_a_late_promise_says_what_it_owes_to_the_places_that_wait(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        gap = reported(session, "15", "01")
    late, free = promised(engine, gap_ids=(gap,)), promised(engine)

    page = client.get(f"/cam-ket/{late}").text
    told = client.get(f"/api/v1/commitments/{late}").json()

    assert "2 địa phương đang chờ, đã mất" in page
    assert "Nơi đang chờ" not in client.get(f"/cam-ket/{free}").text
    (answer,) = (
        one for one in client.get("/api/v1/answers/late").json()["answers"] if one["id"] == late
    )
    names = ("waiting_places", "debt_days")
    assert [told[name] for name in names] == [answer[name] for name in names]
    assert told["waiting_places"] == 2


def test_days_late_by_the_present_date_name_no_other(client: TestClient, engine: sa.Engine) -> None:
    kept, running = promised(engine, end=fulfil), promised(engine, moved=True)

    page = client.get(f"/cam-ket/{kept}").text

    assert "hoàn thành ngày 27/9/2025, chậm 12 ngày." in page
    assert "Chậm 12 ngày, kể từ ngày 16/9/2025." in client.get(f"/cam-ket/{kept}/cach-tinh").text
    assert "Chậm 6 ngày, kể từ ngày 26/9/2025." in client.get(f"/cam-ket/{running}/cach-tinh").text
