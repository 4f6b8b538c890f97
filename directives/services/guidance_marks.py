"""Places say that guidance has arrived, and whether it is clear. Issued is not arrived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from directives.errors import WordsMissing
from directives.models.base import Subject
from directives.models.feedback import GuidanceMark, NewGuidanceMark, Receipt
from directives.rules.permissions import Actor, check_can_report_gap, check_signed_in
from directives.rules.two_times import AsOf, check_has_come
from directives.services.changes import record_change
from directives.services.document_access import get_document
from directives.services.places import check_exists, place_heirs
from directives.store.feedback import (
    Reach,
    count_reach,
    find_receipt,
    list_marks,
    list_marks_of_place,
    list_receipts,
)
from directives.vocabulary import Clarity


@dataclass(frozen=True, slots=True)
class Feedback:
    """Where a document has arrived, and what places say of it; of each place the last word.

    `own_receipt` and `own_mark` are those of the place asked for.
    """

    reach: Reach
    marks: Sequence[GuidanceMark]
    own_receipt: Receipt | None
    own_mark: GuidanceMark | None

    def count(self, clarity: Clarity) -> int:
        """Count the places that say so."""
        return sum(mark.clarity is clarity for mark in self.marks)


def confirm_receipt(
    session: Session, actor: Actor, document_id: int, place_code: str, *, at: AsOf
) -> Receipt:
    """Say that a document has reached a place; said again, it changes nothing.

    Raises:
        NotFound: the document or place is not known, or the actor may not know of it.
        RightMissing: it is not the actor's place.
        PlaceEnded: it has become part of others.
    """
    _check(session, actor, document_id, place_code, day=at.day)
    known = find_receipt(session, document_id, place_code)
    if known:
        return known
    receipt = Receipt(
        document_id=document_id,
        place_code=place_code,
        received_on=at.day,
        account_id=check_signed_in(actor),
        recorded_at=at.known_at,
    )
    session.add(receipt)
    session.flush()
    subject = Subject("document", document_id)
    record_change(session, actor, "document.receive", subject, now=at.known_at, place=place_code)
    return receipt


def mark_guidance(
    session: Session, actor: Actor, document_id: int, new: NewGuidanceMark, *, now: datetime
) -> GuidanceMark:
    """Say whether a document is clear; who says so has it. The last word of a place counts.

    Raises:
        NotFound: the document or place is not known, or the actor may not know of it.
        RightMissing: it is not the actor's place.
        EventTooLate: it is of a day to come.
        WordsMissing: it is not clear or does not fit, and nothing says why.
    """
    _check(session, actor, document_id, new.place_code, day=new.marked_on)
    check_has_come(new.marked_on, field="marked_on", now=now)
    explains = new.clarity in (Clarity.UNCLEAR, Clarity.NOT_FITTING)
    if explains and not new.words.strip():
        raise WordsMissing(field="words")
    at = AsOf(new.marked_on, now)
    said = list_marks_of_place(session, at, document_id, new.place_code)
    if said and (said[-1].clarity, said[-1].words) == (new.clarity, new.words):
        return said[-1]  # the form was sent twice
    confirm_receipt(session, actor, document_id, new.place_code, at=at)
    known = {
        "document_id": document_id,
        "account_id": check_signed_in(actor),
        "recorded_at": now,
    }
    mark = GuidanceMark.model_validate(new, update=known)
    session.add(mark)
    session.flush()
    record_change(
        session,
        actor,
        "document.mark",
        Subject("document", document_id),
        now=now,
        place=new.place_code,
        clarity=new.clarity.value,
    )
    return mark


def _check(session: Session, actor: Actor, document_id: int, place_code: str, *, day: date) -> None:
    check_can_report_gap(actor, place_code)
    get_document(session, actor, document_id)
    check_exists(session, place_code, day)


def feedback_of(session: Session, document_id: int, at: AsOf, *, place_code: str = "") -> Feedback:
    """Return where a document has arrived and what places say of it.

    What a former place said is what those say that it has become.
    """
    heirs = place_heirs(session, at.day, at.known_at)
    said = list_marks(session, at, [document_id])
    last = {heir: one for one in said for heir in heirs.of(one.place_code)}
    kept = {one.id for one in last.values()}
    marks = [one for one in said if one.id in kept]
    receipts = list_receipts(session, at, document_id)
    return Feedback(
        reach=count_reach(
            session, at, {heir for one in receipts for heir in heirs.of(one.place_code)}
        ),
        marks=marks,
        own_receipt=next((one for one in receipts if place_code in heirs.of(one.place_code)), None),
        own_mark=last.get(place_code),
    )
