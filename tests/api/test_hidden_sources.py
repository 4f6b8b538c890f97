"""Words of what is not published come out nowhere: not in JSON, not on a page, not in a feed."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.gap import NewGapFigure
from directives.models.gap_report import NewGapReport, NewReportEvent
from directives.services.commitments import fulfil
from directives.services.documents import withdraw
from directives.services.gap_reports import answer_reports, report_gap
from directives.services.gaps import record_figure
from directives.vocabulary import RecordState, ReportState, Role
from tests.factories import (
    NOW,
    TODAY,
    make_actor,
    make_commitment,
    make_document,
    make_gap,
)

SECRET = "lời của bản chưa công bố"


@pytest.fixture
def quoting(stored: Callable[..., Any]) -> dict[str, int]:
    """A gap, its figure and a late promise that all quote a draft, as stored."""

    def make(session: Session) -> dict[str, int]:
        draft = saved_id(make_document(session, state=RecordState.DRAFT))
        source: dict[str, Any] = {"source_document_id": draft, "source_quote": SECRET}
        gap = saved_id(make_gap(session, **source))
        said = {"name": "Số xã", "value": 3, "as_of": TODAY, **source}
        figure = NewGapFigure.model_validate(said)
        record_figure(session, make_actor(session, Role.SYSTEM), gap, figure, now=NOW)
        promise = make_commitment(session, gap_ids=(gap,), **source)
        return {"gap": gap, "promise": saved_id(promise), "draft": draft}

    made: dict[str, int] = stored(make)
    return made


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/gaps",
        "/api/v1/gaps/{gap}",
        "/khoang-trong",
        "/khoang-trong/{gap}",
        "/api/v1/commitments",
        "/api/v1/commitments/{promise}",
        "/cam-ket",
        "/cam-ket/{promise}",
        "/api/v1/reports/overdue",
        "/api/v1/answers/late",
        "/bao-cao/qua-han",
        "/",
        "/dia-phuong/15",
        "/dia-phuong/15.atom",
        "/api/v1/places/15/waiting",
    ],
)
def test_words_of_a_draft_are_shown_to_nobody_else(
    client: TestClient, on: Callable[[str], None], quoting: dict[str, int], path: str
) -> None:
    on("2025-10-20")
    answer = client.get(path.format(**quoting))

    assert answer.status_code == 200
    assert SECRET not in answer.text
    assert f"/van-ban/{quoting['draft']}" not in answer.text
    assert f'"document_id":{quoting["draft"]}' not in answer.text.replace(" ", "")


@pytest.mark.usefixtures("quoting")
def test_the_overdue_report_is_the_same_for_whoever_asks_on_its_page_and_over_json(
    client: TestClient, token_for: Callable[..., dict[str, str]], on: Callable[[str], None]
) -> None:
    on("2025-10-20")
    url = "/api/v1/reports/overdue"
    signed_in = [role for role in Role if role is not Role.PUBLIC]
    answers = [client.get(url), *(client.get(url, headers=token_for(role)) for role in signed_in)]
    (row,) = answers[0].json()["rows"]

    assert {answer.content for answer in answers} == {answers[0].content}
    assert row["source"] == {"document": None, "quote": ""}
    assert f'href="/cam-ket/{row["id"]}"' in client.get("/bao-cao/qua-han").text


def test_the_key_of_a_withdrawn_answer_is_told_to_nobody(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    def make(session: Session) -> tuple[int, int]:
        actor = make_actor(session)
        letter = saved_id(make_document(session, actor, issued_on=TODAY))
        gap, promise = saved_id(make_gap(session)), saved_id(make_commitment(session))
        asked = NewGapReport(place_code="15", reported_on=TODAY)
        report_gap(session, make_actor(session, Role.OFFICER), gap, asked, now=NOW)
        answer = {"state": ReportState.ANSWERED, "held_on": TODAY, "document_id": letter}
        answer_reports(session, actor, gap, NewReportEvent.model_validate(answer), now=NOW)
        fulfil(session, actor, promise, held_on=TODAY, document_id=letter, now=NOW)
        withdraw(session, actor, letter, reason="ban hành nhầm", now=NOW, today=TODAY)
        return gap, promise

    gap, promise = stored(make)

    (report,) = client.get(f"/api/v1/gaps/{gap}").json()["reports"]
    end = client.get(f"/api/v1/commitments/{promise}").json()["end"]
    assert (report["state"], report["answered_by_document_id"]) == ("answered", None)
    assert (end["kind"], end["document_id"]) == ("fulfilled", None)
