"""The running service: what is registered, withdrawn or damaged shows in searches in time."""

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from directives.settings import Settings
from directives.vocabulary import Role
from directives.writing.docx import write_document
from tests.api.v1.test_documents import LETTER
from tests.factories import NOW, make_document
from tests.serving import PATIENCE_SECONDS, served


@pytest.fixture(params=["tantivy", "whoosh"])
def service(request: pytest.FixtureRequest, settings: Settings) -> Iterator[httpx2.Client]:
    """A client of the service as `directives serve` runs it, over a real socket."""
    chosen = settings.model_copy(update={"search_engine": request.param})
    app = create_app(chosen, current_time=lambda: NOW)
    with served(app) as address, httpx2.Client(base_url=address) as client:
        yield client
    app.state.engine.dispose()


def wait_until(is_so: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> float:
    """Return after how many seconds it was so; fail when it is not in time."""
    started = monotonic()
    while not is_so():
        assert monotonic() - started < seconds, "it did not happen in time"
        sleep(0.02)
    return monotonic() - started


def search(service: httpx2.Client, text: str = "ra soat che do nghi viec") -> Any:
    answer = service.get("/api/v1/search", params={"q": text})
    assert answer.status_code == 200
    return answer.json()


def is_indexed(service: httpx2.Client) -> bool:
    ready = service.get("/health/ready").json()
    return bool(ready["index"] == "ok" and ready["index_behind"] == 0)


def register(service: httpx2.Client, headers: dict[str, str]) -> int:
    files = {"file": ("công văn.docx", write_document(LETTER))}
    answer = service.post(
        "/api/v1/documents", files=files, data={"accept": "true"}, headers=headers
    )
    assert answer.status_code == 201
    return int(answer.json()["id"])


def test_what_is_registered_or_withdrawn_shows_by_itself(
    service: httpx2.Client, token_for: Callable[..., dict[str, str]]
) -> None:
    wait_until(lambda: is_indexed(service))
    headers = token_for(Role.DRAFTER)
    assert search(service)["total"] == 0

    document_id = register(service, headers)
    wait_until(lambda: search(service)["total"] > 0)
    found = search(service)
    assert not found["degraded"]
    assert found["hits"][0]["document"]["id"] == document_id

    withdrawn = service.post(
        f"/api/v1/documents/{document_id}/withdrawal", json={"reason": "nhầm"}, headers=headers
    )
    assert withdrawn.is_success
    wait_until(lambda: search(service)["total"] == 0)
    assert not any(search(service)["facets"].values())


def test_an_index_damaged_under_the_running_service_comes_back_by_itself(
    service: httpx2.Client, token_for: Callable[..., dict[str, str]], settings: Settings
) -> None:
    register(service, token_for(Role.DRAFTER))
    wait_until(lambda: is_indexed(service) and search(service)["total"] > 0)
    for path in Path(settings.data_dir, "index").rglob("*.*"):
        if path.is_file():
            path.write_bytes(b"no index")

    seen = [search(service)["total"] for _ in range(20)]
    wait_until(lambda: not search(service)["degraded"])

    assert min(seen) > 0
    assert search(service)["total"] > 0


def test_without_an_index_the_page_says_so_and_answers(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    stored(lambda session: make_document(session, title="Hướng dẫn kế toán xã"))

    page = client.get("/tim-kiem", params={"q": "ke toan xa"})

    assert page.status_code == 200
    assert "Chỉ mục đang được dựng lại" in page.text
    assert "Hướng dẫn kế toán xã" in page.text.replace("<mark>", "").replace("</mark>", "")
