from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import NewRelation
from directives.services.relations import add_relation
from directives.vocabulary import RelationKind, Role
from tests.factories import NOW, make_actor, make_document

Stored = Callable[[Callable[[Session], Any]], Any]


def amended(session: Session) -> tuple[int, int]:
    actor = make_actor(session, Role.SYSTEM)
    base = make_document(session, number_as_printed="178/2024/NĐ-CP", type_code="NĐ")
    newer = make_document(session, number_as_printed="67/2025/NĐ-CP", type_code="NĐ")
    new = NewRelation(
        source_id=saved_id(newer),
        kind=RelationKind.AMENDS,
        target_id=saved_id(base),
        source_provision="dieu-1__khoan-1",
        target_provision="dieu-5",
        quote="Sửa đổi Điều 5",
    )
    add_relation(session, actor, new, now=NOW)
    return saved_id(base), saved_id(newer)


def test_the_graph_names_documents_and_what_they_do(client: TestClient, stored: Stored) -> None:
    base, newer = stored(amended)

    graph = client.get(f"/api/v1/documents/{base}/graph").json()

    assert (graph["depth"], graph["truncated"]) == (1, False)
    assert [(node["id"], node["number"], node["depth"]) for node in graph["nodes"]] == [
        (base, "178/2024/NĐ-CP", 0),
        (newer, "67/2025/NĐ-CP", 1),
    ]
    (edge,) = graph["edges"]
    assert (edge["source"], edge["target"], edge["kind"]) == (newer, base, "amends")
    assert edge["verb"] == "Văn bản sửa đổi bổ sung"
    assert edge["reverse_verb"] == "Văn bản được sửa đổi bổ sung"
    assert (edge["source_provision"], edge["target_provision"]) == ("dieu-1__khoan-1", "dieu-5")
    assert (edge["status"], edge["quote"]) == ("confirmed", "Sửa đổi Điều 5")


def test_a_graph_has_one_to_three_steps(client: TestClient, stored: Stored) -> None:
    base, _ = stored(amended)

    for depth, status in ((0, 422), (3, 200), (4, 422)):
        assert client.get(f"/api/v1/documents/{base}/graph?depth={depth}").status_code == status
    assert client.get("/api/v1/documents/999999/graph").status_code == 404
