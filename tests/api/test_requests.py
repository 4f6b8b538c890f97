"""How requests are handled, whatever they ask for."""

import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import get_args

import pytest
from fastapi.testclient import TestClient

import api.v1
import api.web
from api.dependencies import DbSession


def test_a_request_is_committed_before_it_is_answered() -> None:
    _, dependency = get_args(DbSession)

    assert dependency.scope == "function"


@pytest.mark.parametrize("package", [api.v1, api.web], ids=lambda package: package.__name__)
def test_no_handler_is_asynchronous(package: ModuleType) -> None:
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    modules = [importlib.import_module(module.name) for module in found]
    asynchronous = [
        f"{module.__name__}.{name}"
        for module in modules
        for name, member in inspect.getmembers(module, inspect.iscoroutinefunction)
        if member.__module__ == module.__name__
    ]

    assert len(modules) > 5
    assert asynchronous == []


@pytest.mark.parametrize(
    ("language", "reason"), [("vi", "Phải là một số nguyên."), ("en", "It must be a whole number.")]
)
def test_a_wrong_value_is_explained_in_the_readers_language(
    client: TestClient, language: str, reason: str
) -> None:
    refused = client.get("/api/v1/documents", params={"year": "x", "lang": language})

    assert refused.json()["errors"] == [{"field": "year", "reason": reason}]
