"""How requests are handled, whatever they ask for."""

import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import get_args

import pytest
from fastapi import APIRouter
from fastapi.routing import APIRoute

import api.v1
import api.web
from api.dependencies import DbSession


def test_a_request_is_committed_before_it_is_answered() -> None:
    _, dependency = get_args(DbSession)

    assert dependency.scope == "function"


PACKAGES = pytest.mark.parametrize("package", [api.v1, api.web], ids=lambda one: one.__name__)


def modules_of(package: ModuleType) -> list[ModuleType]:
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [importlib.import_module(module.name) for module in found]


@PACKAGES
def test_nothing_asynchronous_asks_the_database(package: ModuleType) -> None:
    asking = {
        f"{module.__name__}.{name}": inspect.iscoroutinefunction(member)
        for module in modules_of(package)
        for name, member in inspect.getmembers(module, inspect.isfunction)
        if {"session", "actor"} & inspect.signature(member).parameters.keys()
    }

    assert len(asking) > 5
    assert [name for name, is_asynchronous in asking.items() if is_asynchronous] == []


@PACKAGES
def test_no_handler_is_asynchronous(package: ModuleType) -> None:
    handlers = [
        route.endpoint
        for module in modules_of(package)
        for route in getattr(module, "router", APIRouter()).routes
        if isinstance(route, APIRoute)
    ]

    assert len(handlers) > 5
    assert [one.__name__ for one in handlers if inspect.iscoroutinefunction(one)] == []
