"""Every refusal has one kind, a sentence in both languages and a status."""

import string
from datetime import date
from http import HTTPStatus
from typing import Any

import pytest

import api.cli.main
import api.server
from api.errors import STATUS_OF, status_of
from directives.errors import Conflict, DirectivesError, Forbidden, Invalid, NotFound
from directives.translation import LANGUAGES, translator

KINDS: tuple[type[DirectivesError], ...] = (NotFound, Conflict, Invalid, Forbidden)
WAYS_IN = (api.cli.main, api.server)  # imported, so that every refusal of the service is known


def _below(kind: type[DirectivesError]) -> set[type[DirectivesError]]:
    found = set(kind.__subclasses__())
    return found.union(*(_below(one) for one in found))


REFUSALS = sorted(_below(DirectivesError) - set(KINDS), key=lambda kind: kind.__name__)


def _sample(kind: type[DirectivesError]) -> DirectivesError:
    """Make a refusal with a value for everything that its sentence names."""
    fields = {name: spec for _, name, spec, _ in string.Formatter().parse(kind.template) if name}
    days = {name for name, spec in fields.items() if "%" in (spec or "")}
    values: dict[str, Any] = {name: date(2025, 10, 15) if name in days else "31" for name in fields}
    return kind(**values)


def test_there_are_four_kinds_and_each_has_a_status() -> None:
    assert set(DirectivesError.__subclasses__()) == set(KINDS) == set(STATUS_OF)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_has_exactly_one_kind(refusal: type[DirectivesError]) -> None:
    assert len([kind for kind in KINDS if issubclass(refusal, kind)]) == 1


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_is_declared_with_the_others(refusal: type[DirectivesError]) -> None:
    assert refusal.__module__.startswith("directives.errors")


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_says_why_it_is_there(refusal: type[DirectivesError]) -> None:
    assert (refusal.__doc__ or "").strip().endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_has_a_sentence_in_each_language(
    refusal: type[DirectivesError], language: str
) -> None:
    said = _sample(refusal).message(translator(language))

    assert said.strip()
    assert "{" not in said


@pytest.mark.parametrize("refusal", REFUSALS)
def test_the_status_of_a_refusal_is_that_of_its_kind(refusal: type[DirectivesError]) -> None:
    kind = next(kind for kind in KINDS if issubclass(refusal, kind))
    signing_in_would_help = refusal.__name__ == "NotSignedIn"
    expected = HTTPStatus.UNAUTHORIZED if signing_in_would_help else STATUS_OF[kind]

    assert status_of(_sample(refusal)) is expected


def test_the_codes_of_refusals_are_all_different() -> None:
    codes = [_sample(refusal).code for refusal in REFUSALS]

    assert len(codes) == len(set(codes))
