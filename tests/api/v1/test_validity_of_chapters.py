"""GET /api/v1/documents/{id}/validity?provision=: a chapter stands as its articles do."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.services.registration_content import replace_provisions
from directives.vocabulary import RelationKind
from tests.factories import make_document
from tests.services.test_chain_events import STRUCTURES
from tests.services.test_suspicions import BEFORE, relate


def test_a_chapter_ends_with_its_last_article_and_its_document_does_not(
    client: TestClient, stored: Callable[..., Any]
) -> None:
    def repealed(session: Session) -> int:
        base = make_document(session, issued_on=BEFORE, effective_on=BEFORE)
        replace_provisions(session, base, STRUCTURES[1])  # both articles in one chapter
        for article, day in (("dieu-1", date(2025, 8, 1)), ("dieu-2", date(2025, 9, 1))):
            act = make_document(session, issued_on=day, effective_on=day)
            relate(session, act, RelationKind.REPEALS, base, target_provision=article)
        return saved_id(base)

    key = stored(repealed)

    def intervals(provision: str, **point: str) -> list[tuple[str, str]]:
        url = f"/api/v1/documents/{key}/validity"
        found = client.get(url, params={"provision": provision, **point}).json()["intervals"]
        return [(one["status"], one["from_on"]) for one in found if one["from_on"]]

    first, last = ("partly_expired", "2025-08-01"), ("repealed", "2025-09-01")
    whole = ("in_force", "2025-01-01")
    assert intervals("chuong-1") == [whole, first, last]
    assert intervals("chuong-1", known_at="2025-10-01T03:00:00Z") == [whole, first, last]
    assert intervals("chuong-1__muc-1") == [whole, ("repealed", "2025-08-01")]
    assert intervals("") == [whole, first, ("partly_expired", "2025-09-01")]
