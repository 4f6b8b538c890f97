"""What the import contracts cannot see: sizes, names, and the folder that shadows a library."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import directives
from tests.conftest import ROOT

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
FOLDERS = ("directives", "index", "api", "alembic")
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def _modules() -> list[Path]:
    found = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    return [path.relative_to(ROOT) for path in found if "versions" not in path.parts]


MODULES = _modules()


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Give each function of a module and its lines, from `def` to the last statement."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_migrations_are_no_package_that_would_shadow_alembic() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_file_is_short_enough_to_be_read_at_once(path: Path) -> None:
    lines = len((ROOT / path).read_text(encoding="utf-8").splitlines())

    assert lines <= LONGEST_FILE, f"{path} has {lines} lines: split it by subject"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_function_is_short_enough_to_be_seen_at_once(path: Path) -> None:
    long = {name: lines for name, lines in _functions(path) if lines > LONGEST_FUNCTION}

    assert long == {}, f"{path}: split these by subject"


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in MODULES if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_the_map_of_the_domain_names_every_folder() -> None:
    folders = {path.parent.name for path in (ROOT / "directives").glob("*/__init__.py")}
    lines = (directives.__doc__ or "").splitlines()
    named = {line.split("/")[0] for line in lines if "/ " in line}

    assert named == folders
