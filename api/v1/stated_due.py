"""A due date said over JSON: by its days, or by words alone, read as forms and commands do."""

from datetime import date
from typing import Any

from sqlmodel import Session

from api.v1.schemas.commitment_inputs import DueIn
from directives.services.calendar import working_calendar
from directives.services.due_entry import StatedDue, due_of


def due_said(new: DueIn, session: Session, *, said_on: date) -> dict[str, Any]:
    """Return the fields of a due date; words that came without days and precision are read.

    Raises:
        ValueInvalid: such words are not understood, or leave the day in doubt.
    """
    if new.due_phrase and not {"due_from", "due_to", "due_precision"} & new.model_fields_set:
        stated = StatedDue(phrase=new.due_phrase)
        return due_of(stated, said_on=said_on, calendar=working_calendar(session)).model_dump()
    return new.model_dump(include=set(DueIn.model_fields))
