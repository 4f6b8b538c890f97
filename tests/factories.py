"""Valid records: a test states only what it is about."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlmodel import Session, col, select

from directives.models.account import Account, SignIn
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.commitment import Commitment, Move, NewCommitment, NewMove
from directives.models.contact import Contact
from directives.models.document import Document
from directives.models.gap import Gap, NewGap
from directives.rules.permissions import Actor
from directives.services.accounts import actor_of, system_actor, token_hash
from directives.services.commitments import record_promise
from directives.services.document_facts import record_facts
from directives.services.gaps import open_gap
from directives.vocabulary import CommitmentKind, Operator, Precision, RecordState, Role

NOW = datetime(2025, 10, 1, 3, 0, tzinfo=UTC)
TODAY = date(2025, 10, 1)
_serial = count(1)


def moment_of(day: date) -> datetime:
    """Return ten o'clock in Hà Nội of a day."""
    return datetime.combine(day, NOW.timetz())


def make_account(session: Session, **overrides: Any) -> Account:
    """Make an account; by default a drafter of the Ministry of Home Affairs."""
    agency = agency_id(session, "BNV")
    values = {"role": Role.DRAFTER, "agency_id": agency, "display_name": "Người soạn thảo"}
    named = {"username": f"tai-khoan-{next(_serial)}", "created_at": NOW}
    account = Account(**{**values, **named, **overrides})
    session.add(account)
    session.flush()
    return account


def make_actor(session: Session, role: Role = Role.DRAFTER, **overrides: Any) -> Actor:
    """Make an actor of a role; an officer is of the province of Lào Cai (15)."""
    if role is Role.SYSTEM:
        return system_actor(session, "system:cli")
    if role is Role.OFFICER:
        overrides.setdefault("place_code", "15")
    if role is not Role.DRAFTER:
        overrides.setdefault("agency_id", None)
    return actor_of(make_account(session, role=role, **overrides))


def make_sign_in(session: Session, account_id: int | None) -> tuple[str, str]:
    """Make a sign-in without the slow check of a password; returns its cookie and form token."""
    assert account_id is not None
    token, csrf = f"phien-{next(_serial)}", f"bieu-mau-{next(_serial)}"
    session.add(
        SignIn(
            account_id=account_id,
            token_hash=token_hash(token),
            csrf_token=csrf,
            created_at=NOW,
            expires_at=NOW.replace(year=NOW.year + 1),
        )
    )
    return token, csrf


def agency_id(session: Session, code: str) -> int:
    """Return the id of an agency of the reference data."""
    found = session.exec(
        select(Agency).where(Agency.code == code, col(Agency.place_code).is_(None))
    ).one()
    return saved_id(found)


def make_document(
    session: Session, actor: Actor | None = None, *, now: datetime = NOW, **overrides: Any
) -> Document:
    """Make a published letter of the Ministry of Home Affairs, without a file."""
    actor = actor or make_actor(session, Role.SYSTEM)
    document = Document(recorded_at=now, change_stamp=0, owner_agency_id=actor.agency_id)
    session.add(document)
    session.flush()
    facts = {
        "number_as_printed": f"{next(_serial) + 1000}/BNV-TCBC",
        "type_code": "CV",
        "type_name": "Công văn",
        "issuer_id": agency_id(session, "BNV"),
        "title": "Về việc hướng dẫn thực hiện",
        "issued_on": date(2025, 8, 13),
        "state": RecordState.PUBLISHED,
    }
    record_facts(session, actor, document, {**facts, **overrides}, now=now)
    return document


def make_gap(session: Session, **overrides: Any) -> Gap:
    """Make a gap in which guidance is missing."""
    values = {"title": "Chưa có hướng dẫn về đất đai", "raised_by": "Thủ tướng Chính phủ"}
    new = NewGap.model_validate({**values, **overrides})
    return open_gap(session, make_actor(session, Role.SYSTEM), new, now=NOW)


def make_commitment(
    session: Session, *, gap_ids: tuple[int, ...] = (), now: datetime = NOW, **overrides: Any
) -> Commitment:
    """Make a promise of 1 October 2025 with the last good day 14 October 2025."""
    values = {
        "promise": "Ban hành thông tư hướng dẫn",
        "kind": CommitmentKind.GUIDANCE,
        "lead_agency_id": agency_id(session, "BNV"),
        "promised_on": date(2025, 10, 1),
        "due_from": date(2025, 10, 14),
        "due_to": date(2025, 10, 14),
        "due_operator": Operator.BEFORE,
        "due_precision": Precision.DAY,
        "due_phrase": "trước ngày 15/10",
    }
    new = NewCommitment.model_validate({**values, **overrides})
    actor = make_actor(session, Role.SYSTEM)
    return record_promise(session, actor, new, gap_ids=gap_ids, now=now)


def make_move(
    session: Session, commitment: Commitment, new: NewMove, *, now: datetime = NOW
) -> Move:
    """Make a move as the ledger holds it, of whatever day: tests look at days after `NOW`."""
    account = saved_id(make_account(session))
    values = {"commitment_id": commitment.id, "account_id": account, "recorded_at": now}
    moved = Move.model_validate(new, update=values)
    session.add(moved)
    session.flush()
    return moved


def make_contact(session: Session, **overrides: Any) -> Contact:
    """Make a contact person of the Ministry of Home Affairs who does the work."""
    serial = next(_serial)
    values = {
        "agency_id": agency_id(session, "BNV"),
        "name": f"Người {serial}",
        "email": f"nguoi-{serial}@bo.example",
        "valid_from": date(2025, 3, 1),
    }
    contact = Contact(**{**values, **overrides})
    session.add(contact)
    session.flush()
    return contact


UNDATED: dict[str, Any] = {
    "due_from": None,
    "due_to": None,
    "due_operator": None,
    "due_precision": Precision.NONE,
    "due_phrase": "",
}
