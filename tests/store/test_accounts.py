from sqlmodel import Session

from directives.store.accounts import list_accounts
from tests.factories import make_account


def test_accounts_are_listed_by_name(session: Session) -> None:
    make_account(session, username="zzz")
    make_account(session, username="aaa")

    names = [account.username for account in list_accounts(session)]

    assert (names[0], names[-1]) == ("aaa", "zzz")
