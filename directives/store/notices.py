"""Who was told what about which promise."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.models.contact import Contact
from directives.models.notice import Notice
from directives.rules.notices import EARLY_DAYS
from directives.store.key_sets import among, among_given, among_words, given
from directives.store.snoozes import is_asleep
from directives.vocabulary import AddressState, Audience, NoticeBasis

_AT_ONCE = 5_000
"""Values of one statement: SQLite takes at most 32,766 of them, PostgreSQL 65,535."""


class Untold(NamedTuple):
    """A notice that is still to be told, and the letter that waits with it, if one does."""

    id: int
    commitment_id: int
    contact_id: int
    audience: Audience
    days: int
    due_to: date | None
    moved_from: date | None
    instead_of_agency_id: int | None
    basis: NoticeBasis
    stage_id: int | None
    message_id: int | None


class Reader(NamedTuple):
    """A person for whom notices wait, where they are reached, and how many wait."""

    contact_id: int
    name: str
    email: str
    notices: int


class TellingKey(NamedTuple):
    """Who is told of which promise on the ladder of which deadline."""

    commitment_id: int
    contact_id: int | None
    audience: Audience
    due_to: date | None
    basis: NoticeBasis
    stage_id: int | None


def stands(on: date) -> sa.ColumnElement[bool]:
    """Tell of a notice, in a query, whether it stands: told by a letter, or to be told by a day."""
    return sa.or_(col(Notice.message_id).is_not(None), _is_owed(on))


def _is_owed(on: date) -> sa.ColumnElement[bool]:
    first = col(Notice.not_before)
    return sa.and_(col(Notice.overtaken_at).is_(None), sa.or_(first.is_(None), first <= on))


def list_notice_keys(session: Session, keys: Sequence[str], on: date) -> dict[str, bool]:
    """Return which of these notices are in the ledger already, and whether each stands on a day."""
    statement = sa.select(col(Notice.key), stands(on))
    found = session.execute(statement.where(among_words(col(Notice.key), keys)))
    return {key: bool(does) for key, does in found}


class ToldDays(NamedTuple):
    """The latest step of a ladder that was found for a person, and that a letter tells, in days."""

    found: int
    in_letters: int | None


def list_told_days(
    session: Session, commitment_ids: Collection[int], on: date
) -> dict[TellingKey, ToldDays]:
    """Return the latest steps told by promise, person, circle and deadline.

    News of the calendar is no step, and what events overtook or is for a later day was not told.
    """
    told: dict[TellingKey, ToldDays] = {}
    in_letters = sa.case((col(Notice.message_id).is_not(None), col(Notice.days)))
    for part in _parts(sorted(commitment_ids)):
        keys = tuple(getattr(Notice, field) for field in TellingKey._fields)
        statement = (
            sa.select(*map(col, keys), sa.func.max(col(Notice.days)), sa.func.max(in_letters))
            .where(
                col(Notice.commitment_id).in_(part),
                col(Notice.moved_from).is_(None),
                stands(on),
            )
            .group_by(*map(col, keys))
        )
        for *key, found, in_letter in session.execute(statement):
            told[TellingKey(*key)] = ToldDays(found, in_letter)
    return told


def add_notices(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write notices, all in one go though some have nobody or no date."""
    if rows:
        session.connection().execute(sa.insert(Notice), list(rows))


def list_waiting_readers(session: Session, on: date) -> list[Reader]:
    """List for whom notices wait for a letter (see `list_untold`), the oldest person first."""
    return _list_readers(session, *_is_untold(on))


def list_readers_of(session: Session, message_ids: Collection[int], on: date) -> list[Reader]:
    """List whom letters that wait are to tell (see `list_unsent`), and where they are by now."""
    return _list_readers(session, *_is_unsent(message_ids, on))


def _list_readers(session: Session, *conditions: sa.ColumnElement[bool]) -> list[Reader]:
    of_whom = (col(Contact.id), col(Contact.name), col(Contact.email))
    statement = (
        sa.select(*of_whom, sa.func.count())
        .join(Notice, col(Contact.id) == col(Notice.contact_id))
        .where(*conditions)
        .group_by(*of_whom)
        .order_by(col(Contact.id))
    )
    return [Reader(*row) for row in session.execute(statement)]


def list_untold(
    session: Session, on: date, contact_ids: Collection[int] | None = None
) -> list[Untold]:
    """List the notices that wait for a letter to somebody whose address works, of all or of some.

    Those that their person has put off beyond the day, and early ones of whom wants none by mail,
    wait without being listed.
    """
    return _list_notices(session, among(col(Notice.contact_id), contact_ids), *_is_untold(on))


def list_unsent(session: Session, message_ids: Collection[int], on: date) -> list[Untold]:
    """List what letters that wait are to tell, without what `list_untold` would not list."""
    return _list_notices(session, *_is_unsent(message_ids, on))


def _list_notices(session: Session, *conditions: sa.ColumnElement[bool]) -> list[Untold]:
    statement = (
        sa.select(*(col(getattr(Notice, name)) for name in Untold._fields))
        .join(Contact, col(Contact.id) == col(Notice.contact_id))
        .where(*conditions)
        .order_by(col(Notice.id))
    )
    return [Untold(*row) for row in session.execute(statement)]


def first_untold_at(session: Session, on: date) -> datetime | None:
    """Return since when the oldest of the notices that `list_untold` lists waits for a letter.

    News of the calendar, which may wait for its person, is left out.
    """
    statement = (
        select(sa.func.min(Notice.created_at))
        .join(Contact, col(Contact.id) == col(Notice.contact_id))
        .where(*_is_untold(on), col(Notice.moved_from).is_(None))
    )
    return session.exec(statement).one()


def _is_untold(on: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (col(Notice.message_id).is_(None), *_is_to_tell(on))


def _is_unsent(message_ids: Collection[int], on: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (among(col(Notice.message_id), message_ids), *_is_to_tell(on))


def _is_to_tell(on: date) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        _is_owed(on),
        col(Contact.address_state) == AddressState.WORKS,
        ~is_asleep(on),
        ~_is_declined(),
    )


def _is_declined() -> sa.ColumnElement[bool]:
    """The rule is `rules.notices.is_optional`."""
    return sa.and_(
        col(Contact.early_mail_declined_at).is_not(None),
        col(Notice.audience) == Audience.PERSON,
        col(Notice.due_to).is_not(None),
        col(Notice.moved_from).is_(None),
        col(Notice.days) < -EARLY_DAYS,
    )


def mark_told(session: Session, letters: Mapping[int, Collection[int]]) -> None:
    """Say which letter tells which notices: `letters` are their keys by that of the letter.

    Rows of notices that the session holds are not brought up to date.
    """
    statement = (
        sa.update(Notice)
        .where(among_given(col(Notice.id)))
        .values(message_id=sa.bindparam("letter_id"))
    )
    rows = [{**given(told), "letter_id": letter} for letter, told in letters.items()]
    if rows:
        session.connection().execute(statement, rows)


def mark_overtaken(session: Session, notice_ids: Sequence[int], now: datetime) -> None:
    """Say that events overtook these notices before a letter could tell them."""
    for part in _parts(notice_ids):
        session.execute(sa.update(Notice).where(col(Notice.id).in_(part)).values(overtaken_at=now))


def release_told(
    session: Session, message_ids: Collection[int], *, but: Collection[int] = ()
) -> None:
    """Let what letters did not tell, but for some notices, wait for other letters."""
    session.execute(
        sa.update(Notice)
        .where(among(col(Notice.message_id), message_ids), ~among(col(Notice.id), but))
        .values(message_id=None)
    )


def claim_untold(
    session: Session,
    message_id: int,
    *,
    contact_ids: Collection[int],
    commitment_ids: Collection[int],
    found_by: datetime | None = None,
) -> None:
    """Let a letter tell what these persons were not told of these promises.

    Given an instant, only of what had been found by then.
    """
    session.execute(
        sa.update(Notice)
        .where(
            col(Notice.message_id).is_(None),
            col(Notice.overtaken_at).is_(None),
            col(Notice.created_at) <= found_by if found_by else sa.true(),
            among(col(Notice.contact_id), contact_ids),
            among(col(Notice.commitment_id), commitment_ids),
        )
        .values(message_id=message_id)
    )


def owe_again(session: Session, keys: Sequence[str], not_before: date | None) -> None:
    """Let notices stand that did not, as if nobody had seen them."""
    for part in _parts(keys):
        session.execute(
            sa.update(Notice)
            .where(col(Notice.key).in_(part))
            .values(overtaken_at=None, read_at=None, not_before=not_before)
        )


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(values), _AT_ONCE):
        yield values[first : first + _AT_ONCE]
