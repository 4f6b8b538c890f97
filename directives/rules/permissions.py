"""Who may do what: `check_can_x` raises the reason, `allows(check_can_x, …)` only asks."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ParamSpec

from directives.errors import DraftNotVisible, NotSignedIn, RightMissing
from directives.vocabulary import RecordState, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account, a part of the service, or the public (no account)."""

    account_id: int | None
    name: str
    role: Role
    agency_id: int | None = None
    place_code: str | None = None


PUBLIC = Actor(account_id=None, name="", role=Role.PUBLIC)

P = ParamSpec("P")

_EVERYWHERE = (Role.ADMINISTRATOR, Role.SYSTEM)


def check_signed_in(actor: Actor) -> int:
    """Return the account of the actor.

    Raises:
        NotSignedIn: nobody has signed in.
    """
    if actor.account_id is None:
        raise NotSignedIn
    return actor.account_id


def _check_role(actor: Actor, *roles: Role) -> None:
    check_signed_in(actor)
    if actor.role not in (*roles, *_EVERYWHERE):
        raise RightMissing(role=actor.role.value)


def check_can_register(actor: Actor) -> None:
    """Registering, correcting and publishing documents is the drafters' work."""
    _check_role(actor, Role.DRAFTER)


def check_can_change_document(actor: Actor, owner_agency_id: int | None) -> None:
    """A drafter changes the records of the own agency only."""
    _check_role(actor, Role.DRAFTER)
    if actor.role is Role.DRAFTER and actor.agency_id != owner_agency_id:
        raise RightMissing(role=actor.role.value)


def check_can_read_document(actor: Actor, state: RecordState, owner_agency_id: int | None) -> None:
    """Published documents are everybody's; the rest its own agency's drafters'.

    Raises:
        DraftNotVisible: a kind of NotFound, so that its existence is not told.
    """
    if state is RecordState.PUBLISHED or actor.role in _EVERYWHERE:
        return
    if actor.role is Role.DRAFTER and actor.agency_id == owner_agency_id:
        return
    raise DraftNotVisible


def reads_every_draft(actor: Actor) -> bool:
    """Tell whether the actor reads the records of every agency, in whatever state."""
    return actor.role in _EVERYWHERE


def check_can_open_gap(actor: Actor) -> None:
    """Gaps are opened by those who draft and those who oversee."""
    _check_role(actor, Role.DRAFTER, Role.OVERSIGHT)


def check_can_decide_expectation(actor: Actor) -> None:
    """Whether a clause delegates is decided by those who draft and those who oversee."""
    _check_role(actor, Role.DRAFTER, Role.OVERSIGHT)


def check_can_report_gap(actor: Actor, place_code: str) -> None:
    """An officer reports for the own place."""
    _check_role(actor, Role.OFFICER)
    if actor.role is Role.OFFICER and actor.place_code != place_code:
        raise RightMissing(role=actor.role.value)


def check_can_answer_reports(actor: Actor) -> None:
    """Reports of places are answered by those who draft and those who oversee."""
    _check_role(actor, Role.DRAFTER, Role.OVERSIGHT)


def check_can_decide_gap(actor: Actor, *, is_exemption: bool) -> None:
    """A state by hand is set by those who draft or oversee; that none is due, by oversight."""
    _check_role(actor, *(() if is_exemption else (Role.DRAFTER,)), Role.OVERSIGHT)


def check_can_see_demand(actor: Actor) -> None:
    """What people search and do not find is for those who draft and those who oversee."""
    _check_role(actor, Role.DRAFTER, Role.OVERSIGHT)


def check_can_link_document(actor: Actor) -> None:
    """Saying that a document answers a gap is the drafters' work."""
    _check_role(actor, Role.DRAFTER)


def check_can_decide_suspicion(actor: Actor, owner_agency_id: int | None) -> None:
    """What is suspect is looked at by its own agency's drafters, and by those who oversee."""
    _check_role(actor, Role.DRAFTER, Role.OVERSIGHT)
    if actor.role is Role.DRAFTER and actor.agency_id != owner_agency_id:
        raise RightMissing(role=actor.role.value)


def check_can_record_commitment(actor: Actor) -> None:
    """Promises are recorded by those who draft and those who oversee."""
    _check_role(actor, Role.DRAFTER, Role.OVERSIGHT)


def check_can_change_commitment(actor: Actor, bodies: Collection[int]) -> None:
    """Drafters of a body that answers for a promise, and oversight, move and fulfil it."""
    _check_role(actor, Role.DRAFTER, Role.OVERSIGHT)
    if actor.role is Role.DRAFTER and actor.agency_id not in bodies:
        raise RightMissing(role=actor.role.value)


def check_can_answer_for_commitment(actor: Actor, bodies: Collection[int]) -> None:
    """Only those who answer for a promise speak for it: oversight does not accept or explain."""
    _check_role(actor, Role.DRAFTER)
    if actor.role is Role.DRAFTER and actor.agency_id not in bodies:
        raise RightMissing(role=actor.role.value)


def check_can_confirm_commitment(actor: Actor) -> None:
    """Oversight confirms that a promise was kept, or returns the report: no body its own.

    Nor does a body stop its own clock: more time is given by the level that assigned the task
    (practice under Decision 42/2014/QĐ-TTg).
    """
    _check_role(actor, Role.OVERSIGHT)


def check_can_queue_notices(actor: Actor) -> None:
    """Notices are queued by the service itself, or by an administrator by hand."""
    _check_role(actor)


def check_can_administer(actor: Actor) -> None:
    """Accounts, reference data and operations are the administrator's."""
    _check_role(actor)


def allows(check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> bool:
    """Tell whether a check would pass: `allows(check_can_register, actor)`."""
    try:
        check(*args, **kwargs)
    except (NotSignedIn, RightMissing, DraftNotVisible):
        return False
    return True
