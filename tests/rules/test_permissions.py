import pytest

from directives.errors import DraftNotVisible, NotSignedIn, RightMissing
from directives.rules import permissions
from directives.rules.permissions import PUBLIC, Actor, allows
from directives.vocabulary import RecordState, Role

OWN, OTHER = 1, 2
ALL = {Role.DRAFTER, Role.OFFICER, Role.OVERSIGHT, Role.ADMINISTRATOR, Role.SYSTEM}
EVERYWHERE = {Role.ADMINISTRATOR, Role.SYSTEM}


def actor(role: Role) -> Actor:
    return Actor(account_id=1, name="ai", role=role, agency_id=OWN, place_code="15")


@pytest.mark.parametrize(
    ("check", "arguments", "roles"),
    [
        (permissions.check_can_register, (), {Role.DRAFTER}),
        (permissions.check_can_change_document, (OWN,), {Role.DRAFTER}),
        (permissions.check_can_change_document, (OTHER,), set()),
        (permissions.check_can_open_gap, (), {Role.DRAFTER, Role.OVERSIGHT}),
        (permissions.check_can_report_gap, ("15",), {Role.OFFICER}),
        (permissions.check_can_report_gap, ("01",), set()),
        (permissions.check_can_link_document, (), {Role.DRAFTER}),
        (permissions.check_can_record_commitment, (), {Role.DRAFTER, Role.OVERSIGHT}),
        (permissions.check_can_change_commitment, ([OWN],), {Role.DRAFTER, Role.OVERSIGHT}),
        (permissions.check_can_change_commitment, ([OTHER],), {Role.OVERSIGHT}),
        (permissions.check_can_answer_for_commitment, ([OTHER, OWN],), {Role.DRAFTER}),
        (permissions.check_can_answer_for_commitment, ([OTHER],), set()),
        (permissions.check_can_confirm_commitment, (), {Role.OVERSIGHT}),
        (permissions.check_can_queue_notices, (), set()),
        (permissions.check_can_administer, (), set()),
    ],
)
def test_each_right_has_its_roles(
    check: object, arguments: tuple[object, ...], roles: set[Role]
) -> None:
    allowed = {role for role in ALL if allows(check, actor(role), *arguments)}  # type: ignore[arg-type]  # a table of checks of several shapes

    assert allowed == roles | EVERYWHERE
    assert not allows(check, PUBLIC, *arguments)  # type: ignore[arg-type]  # the same


def test_the_public_is_asked_to_sign_in_and_others_are_refused() -> None:
    with pytest.raises(NotSignedIn):
        permissions.check_can_register(PUBLIC)
    with pytest.raises(RightMissing):
        permissions.check_can_register(actor(Role.OFFICER))


@pytest.mark.parametrize("state", [RecordState.DRAFT, RecordState.WITHDRAWN])
def test_what_is_not_published_is_its_own_agencys_drafters(state: RecordState) -> None:
    readers = {
        role for role in ALL if allows(permissions.check_can_read_document, actor(role), state, OWN)
    }

    assert readers == {Role.DRAFTER} | EVERYWHERE
    with pytest.raises(DraftNotVisible):
        permissions.check_can_read_document(actor(Role.DRAFTER), state, OTHER)


def test_published_documents_are_everybodys() -> None:
    permissions.check_can_read_document(PUBLIC, RecordState.PUBLISHED, OTHER)
