"""Every stored value has a word, and every state a tone that the style sheet knows."""

from enum import StrEnum
from importlib import resources

import pytest

from api.web.states import LABELS, TONES, label, tone
from directives.translation import translations

STYLE = resources.files("api.web").joinpath("static", "style.css").read_text("utf-8")


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_every_member_has_a_word(kind: type[StrEnum]) -> None:
    assert set(LABELS[kind]) == set(kind)
    assert all(label(member, catalogue=translations("vi")) for member in kind)


@pytest.mark.parametrize("kind", TONES, ids=lambda kind: kind.__name__)
def test_every_state_has_a_tone_with_a_shape(kind: type[StrEnum]) -> None:
    assert set(TONES[kind]) == set(kind)
    for member in kind:
        assert f".badge.{tone(member)}::before" in STYLE
