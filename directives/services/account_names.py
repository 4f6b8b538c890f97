"""Who did something, as far as the reader may be told."""

from collections.abc import Iterable

from sqlmodel import Session

from directives.rules.permissions import Actor
from directives.store.accounts import list_account_names


def told_names(session: Session, actor: Actor, account_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of accounts, by account; none to those who have not signed in."""
    wanted = sorted(set(account_ids))
    if actor.account_id is None or not wanted:
        return {}
    return list_account_names(session, wanted)
