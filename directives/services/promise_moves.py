"""Whether the date of a promise may be moved as it is said."""

from datetime import date, datetime

from sqlmodel import Session

from directives.errors import DueBeforePromise, StepOutOfTurn, StepTooEarly, ValueInvalid
from directives.models.base import saved_id
from directives.models.commitment import Commitment, Due, NewMove
from directives.rules.permissions import Actor
from directives.rules.promise_steps import Clock
from directives.rules.promises import is_same
from directives.rules.two_times import AsOf, ha_noi_date
from directives.services.calendar import working_calendar
from directives.services.commitment_views import due_of, get_commitment
from directives.services.due_entry import check_words
from directives.services.open_promises import check_day, check_own_day
from directives.translation import N_
from directives.vocabulary import MoveReason, Role

_BY_THE_CALENDAR = N_("Lịch làm việc chỉ dời hạn khi lịch được sửa; hãy chọn lý do khác.")
_IS_THE_DATE = N_("Đó là thời hạn hiện nay của cam kết; hãy nêu thời hạn khác.")
_SAY_WHY = N_("Chọn “lý do khác” thì phải viết lý do.")
_KEEPS_A_DATE = N_("Cam kết đã có thời hạn; chỉ cơ quan giám sát mới bỏ được thời hạn.")


def check_due(due: Due, promised_on: date) -> None:
    """Check that a promise is not due before the day on which it was made.

    Raises:
        DueBeforePromise: it would be.
    """
    if due.due_to is not None and due.due_to < promised_on:
        raise DueBeforePromise(field="due_to", due_to=due.due_to, promised_on=promised_on)


def check_move(
    session: Session, actor: Actor, commitment: Commitment, new: NewMove, *, now: datetime
) -> None:
    """Check that a move can follow what was said of a promise before.

    Raises:
        EventTooEarly, EventTooLate: it predates the promise, or is of a day to come.
        DatedBack: a body says it of a day before today.
        DueAfterItsWords: it ends after the period that its words name.
        DueBeforePromise: the new date lies before the promise.
        StepTooEarly: it is said of a day before the last move, and would change nothing.
        StepOutOfTurn: it was reported as kept, which is judged by the date that it had then.
        ValueInvalid: the calendar is said to be the reason, and only a change of it is; the new
            date is the present one; a body takes the date of its promise away; or "another
            reason" moves a date without a word.
    """
    if new.reason is MoveReason.CALENDAR:
        raise ValueInvalid(field="reason", reason=_BY_THE_CALENDAR)
    check_due(new, commitment.promised_on)
    check_words(new, said_on=new.moved_on, calendar=working_calendar(session))
    check_day(commitment, new.moved_on, field="moved_on", now=now)
    check_own_day(actor, new.moved_on, field="moved_on", now=now)
    view = get_commitment(session, saved_id(commitment), AsOf(ha_noi_date(now), now))
    if view.standing.course.clock is Clock.AWAITING:
        raise StepOutOfTurn
    own = [one.moved_on for one in view.moves if one.reason is not MoveReason.CALENDAR]
    if own and new.moved_on < max(own):
        raise StepTooEarly(field="moved_on", day=new.moved_on, last_on=max(own))
    if is_same(view.standing.due, due_of(new)):
        raise ValueInvalid(field="due_to", reason=_IS_THE_DATE)
    if view.standing.due.due_to is None:
        return  # a first date needs no reason
    if actor.role is Role.DRAFTER and new.due_to is None:
        raise ValueInvalid(field="due_to", reason=_KEEPS_A_DATE)
    if new.reason is MoveReason.OTHER and not new.reason_words.strip():
        raise ValueInvalid(field="reason_words", reason=_SAY_WHY)
