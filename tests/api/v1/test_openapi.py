from fastapi.testclient import TestClient


def test_every_operation_is_described_with_its_problems(client: TestClient) -> None:
    described = client.get("/openapi.json").json()

    operations = {
        (method, path): operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }
    assert ("get", "/api/v1/documents/{document_id}") in operations
    assert not any(path.startswith("/van-ban") for _, path in operations)
    assert len({operation["operationId"] for operation in operations.values()}) == len(operations)
    for (method, path), operation in operations.items():
        assert operation["summary"], path
        if path.startswith("/api/"):
            assert operation["description"], path
            assert "application/problem+json" in operation["responses"]["422"]["content"]
        if method == "post":
            assert {"401", "403", "404", "409", "422"} <= set(operation["responses"])


def test_an_address_that_there_is_not_is_a_problem(client: TestClient) -> None:
    answer = client.get("/api/v1/x")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
