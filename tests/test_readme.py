"""The documents say what the code does: settings, commands, paths, decisions."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from pydantic import SecretStr

from api.cli.main import cli
from directives.settings import Settings
from tests.conftest import ROOT

README = ROOT / "README.md"
DECISIONS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
LIST_OF_DECISIONS = ROOT / "docs" / "adr" / "README.md"
DOCUMENTS = [README, ROOT / "docs" / "how-to-add.md", LIST_OF_DECISIONS, *DECISIONS]

SECTIONS = ["Context", "Decision", "Consequences", "Alternatives", "Enforced by"]

# A path from the root in back-quotes; `*` stands for any name.
PATH = re.compile(r"`((?:directives|index|api|tests|docs|alembic|\.ci)/[\w./*-]*)`")
FILE_OF_THE_ROOT = re.compile(r"`((?:\.pre-|[A-Zp])[\w-]*\.(?:md|toml|yaml))`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
MUST_NOT_BE = {"alembic/__init__.py"}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _rows(text: str, first: str) -> list[list[str]]:
    """Return the cells of the table rows whose first cell begins with `first` in back-quotes."""
    lines = [line for line in text.splitlines() if line.startswith(f"| `{first}")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


# --- settings and commands ---------------------------------------------------------------------


def test_the_table_of_settings_is_that_of_the_code() -> None:
    documented = {cells[0].strip("`"): cells[1].strip("`") for cells in _rows(_text(README), "DIR")}
    fields = Settings.model_fields
    known = {f"DIRECTIVES_{name.upper()}": _default(f.default) for name, f in fields.items()}

    assert documented == known


def _default(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_every_setting_is_explained() -> None:
    assert all(len(cells[2]) > 10 for cells in _rows(_text(README), "DIR"))


def test_the_list_of_commands_is_that_of_the_command_line() -> None:
    rows = _rows(_text(README), "directives ")
    command = re.compile(r"`directives ([a-z][a-z-]*(?: [a-z]+)?)")
    documented = [found[1] for cells in rows if (found := command.match(cells[0]))]

    assert sorted(documented) == sorted(_commands(cli))


def _commands(group: click.Group) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from (f"{name} {below}" for below in _commands(command))
        else:
            yield name


@pytest.mark.parametrize("row", _rows(_text(README), "directives "), ids=lambda row: row[0])
def test_an_option_of_a_command_exists(row: list[str]) -> None:
    command: click.Command = cli
    for word in re.findall(r"[a-z][a-z-]*", row[0].split("directives ", 1)[1].split(" --")[0]):
        if isinstance(command, click.Group) and word in command.commands:
            command = command.commands[word]
    options = {name for option in command.params for name in option.opts}

    assert set(re.findall(r"--[a-z-]+", row[0])) <= options


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_the_targets_of_make_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)", _text(document)))

    assert named <= targets


# --- paths -------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_path_that_is_named_exists(document: Path) -> None:
    text = _text(document)
    named = {*PATH.findall(text), *FILE_OF_THE_ROOT.findall(text)} - MUST_NOT_BE

    assert [path for path in sorted(named) if not any(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(_text(document))

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_picture_names_every_package() -> None:
    folders = {path.parent.name for path in ROOT.glob("directives/*/__init__.py")}
    picture = _text(README).split("```")[1]

    assert {folder for folder in folders if f"{folder}/" not in picture} == set()


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len(_text(README).splitlines()) < 280


# --- decisions and changes ---------------------------------------------------------------------


def test_decisions_are_numbered_without_holes() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_its_sections_in_order(decision: Path) -> None:
    text = _text(decision)

    assert text.startswith(f"# {int(decision.name[:4])}. ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_can_be_quoted_and_is_enforced_somewhere(decision: Path) -> None:
    text = _text(decision)
    decided = text.split("## Decision")[1].split("## Consequences")[0]
    enforced = text.split("## Enforced by")[1]

    assert re.search(r"^> \S", decided, re.MULTILINE)
    assert PATH.search(enforced) or FILE_OF_THE_ROOT.search(enforced)


def test_every_decision_is_listed_with_its_title() -> None:
    listed = _text(LIST_OF_DECISIONS)
    titles = {path.name: _text(path).splitlines()[0].split(". ", 1)[1] for path in DECISIONS}

    assert [n for n, title in titles.items() if f"[{title}]({n})" not in listed] == []


def test_changes_to_come_are_collected() -> None:
    assert "## [Unreleased]" in _text(ROOT / "CHANGELOG.md")
