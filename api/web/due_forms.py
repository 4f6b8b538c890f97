"""The fields of a due date on a form: the words as written, the days, how exact."""

from collections.abc import Mapping
from typing import Final

from api.web.sent_forms import typed_choice, typed_day
from api.web.words import Words
from directives.services.due_entry import StatedDue
from directives.translation import N_
from directives.vocabulary import PRECISION_LABELS, Operator, Precision

DUE_FIELDS: Final = ("due_phrase", "due_from", "due_to", "due_operator", "due_precision")
LONGEST_PHRASE: Final = 500

_OPERATORS = {
    Operator.ON_OR_BEFORE: N_("chậm nhất, trong: ngày được nêu còn đúng hạn"),
    Operator.BEFORE: N_("trước: ngày được nêu không còn đúng hạn"),
}


def due_choices(words: Words) -> dict[str, list[tuple[str, str]]]:
    """Return what the lists of a due date offer."""
    return {
        "operators": [(one.value, words.say(said)) for one, said in _OPERATORS.items()],
        "precisions": [(one.value, words.say(said)) for one, said in PRECISION_LABELS.items()],
    }


def typed_due(typed: Mapping[str, str]) -> StatedDue:
    """Return the due date that a form states.

    Raises:
        Invalid: a field says what cannot be.
    """
    operator, precision = typed["due_operator"], typed["due_precision"]
    return StatedDue(
        phrase=typed["due_phrase"],
        due_from=typed_day(typed["due_from"], field="due_from"),
        due_to=typed_day(typed["due_to"], field="due_to"),
        operator=typed_choice(Operator, operator, field="due_operator") if operator else None,
        precision=typed_choice(Precision, precision, field="due_precision") if precision else None,
    )
