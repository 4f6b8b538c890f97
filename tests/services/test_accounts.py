import unicodedata
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from directives.errors import AccountExists, AccountNotFound, RightMissing, SignInRefused
from directives.models.account import Account, ApiToken, NewAccount
from directives.services import accounts
from directives.vocabulary import Role
from tests.factories import NOW, make_actor

PASSWORD = "mật khẩu đủ dài"  # a made-up secret


def add(session: Session, password: str | None = PASSWORD) -> Account:
    new = NewAccount(username="an", display_name="An", role=Role.OVERSIGHT)
    admin = make_actor(session, Role.ADMINISTRATOR)
    return accounts.add_account(session, admin, new, password=password, now=NOW)


def test_signing_in_gives_a_token_that_acts(session: Session) -> None:
    account = add(session)

    token, opened = accounts.sign_in(session, " An ", PASSWORD, hours=1, now=NOW)

    assert opened.actor.account_id == account.id
    found = accounts.find_open_sign_in(session, token, now=NOW)
    assert found == opened


def test_a_sign_in_ends_by_itself_and_by_signing_out(session: Session) -> None:
    add(session)
    token, _ = accounts.sign_in(session, "an", PASSWORD, hours=1, now=NOW)

    assert accounts.find_open_sign_in(session, token, now=NOW + timedelta(hours=1)) is None
    accounts.sign_out(session, token, now=NOW)
    accounts.sign_out(session, token, now=NOW)  # again does nothing
    assert accounts.find_open_sign_in(session, token, now=NOW) is None


@pytest.mark.parametrize(("name", "password"), [("khong-co", PASSWORD), ("an", "sai")])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    session: Session, name: str, password: str
) -> None:
    add(session)

    with pytest.raises(SignInRefused):
        accounts.sign_in(session, name, password, hours=1, now=NOW)


def test_an_account_without_password_or_closed_cannot_sign_in(session: Session) -> None:
    with pytest.raises(SignInRefused):
        accounts.sign_in(session, "system:cli", "", hours=1, now=NOW)
    add(session).is_active = False
    with pytest.raises(SignInRefused):
        accounts.sign_in(session, "an", PASSWORD, hours=1, now=NOW)


def test_a_password_typed_in_decomposed_letters_is_the_same(session: Session) -> None:
    add(session)

    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert accounts.sign_in(session, "an", decomposed, hours=1, now=NOW)


def test_passwords_are_kept_as_argon2id_only(session: Session) -> None:
    account = add(session)

    assert (account.password_hash or "").startswith("$argon2id$")


def test_a_name_is_taken_once(session: Session) -> None:
    add(session)

    with pytest.raises(AccountExists):
        add(session)


def test_only_an_administrator_makes_accounts(session: Session) -> None:
    new = NewAccount(username="binh", display_name="Bình", role=Role.OVERSIGHT)

    with pytest.raises(RightMissing):
        accounts.add_account(session, make_actor(session), new, password=None, now=NOW)


def test_a_new_password_replaces_the_old(session: Session) -> None:
    add(session)
    admin = make_actor(session, Role.ADMINISTRATOR)
    accounts.set_password(session, admin, "an", "một mật khẩu khác", now=NOW)

    with pytest.raises(SignInRefused):
        accounts.sign_in(session, "an", PASSWORD, hours=1, now=NOW)
    with pytest.raises(AccountNotFound):
        accounts.set_password(session, admin, "system:cli", "x", now=NOW)


def test_a_token_acts_until_it_is_revoked(session: Session) -> None:
    account = add(session)
    admin = make_actor(session, Role.ADMINISTRATOR)
    token = accounts.add_token(session, admin, "an", "báo cáo", now=NOW)

    actor = accounts.find_token_actor(session, token)
    assert actor is not None
    assert actor.account_id == account.id
    session.exec(select(ApiToken)).one().revoked_at = NOW
    session.flush()
    assert accounts.find_token_actor(session, token) is None
    with pytest.raises(AccountNotFound):
        accounts.add_token(session, admin, "khong-co", "x", now=NOW)


def test_the_reference_data_must_be_there(session: Session) -> None:
    with pytest.raises(AccountNotFound):
        accounts.system_actor(session, "system:khong-co")
