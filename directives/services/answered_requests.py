"""A form or a call that is sent again with its one-time key changes nothing a second time."""

from datetime import datetime

from sqlmodel import Session

from directives.models.answered_request import AnsweredRequest
from directives.rules.permissions import Actor, check_signed_in
from directives.store.answered_requests import delete_answered, find_answered


def earlier_answer(session: Session, actor: Actor, digest: str) -> str | None:
    """Return the address of what the actor asked for before with the same key and content.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    found = find_answered(session, check_signed_in(actor), digest)
    return found.address if found else None


def keep_answer(
    session: Session, actor: Actor, digest: str, address: str, *, now: datetime
) -> None:
    """Keep where the change that was asked for is shown, in the transaction of the change.

    What was asked for anew after the end of what it led to leads to the newest.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    session.merge(
        AnsweredRequest(
            account_id=check_signed_in(actor), digest=digest, address=address, answered_at=now
        )
    )
    session.flush()


def forget_answers(session: Session, *, before: datetime) -> int:
    """Delete what was answered before an instant; returns how much."""
    return delete_answered(session, before)
