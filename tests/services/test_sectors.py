from collections.abc import Callable

import pytest
from sqlmodel import Session, select

from directives.errors import RightMissing, SectorExists, SectorNotFound, ValueInvalid
from directives.models.audit import AuditEvent
from directives.models.sector import NewSector
from directives.rules.two_times import AsOf
from directives.services.sectors import add_sector, change_sector, get_sector, retire_sector
from directives.store.agencies import list_sectors
from directives.vocabulary import Role
from tests.factories import NOW, TODAY, make_actor

AT = AsOf(TODAY, NOW)
NEW = NewSector(name="Lưu trữ, văn thư", name_en="Archives", keywords="lưu trữ; văn thư")


def test_a_sector_is_added_behind_the_others_with_a_code_of_its_name(session: Session) -> None:
    added = add_sector(session, make_actor(session, Role.SYSTEM), NEW, now=NOW)

    assert (added.code, added.retired_on) == ("luu-tru-van-thu", None)
    assert list_sectors(session)[-1].code == added.code


@pytest.mark.parametrize("name", ["Đất đai", "ĐẤT ĐAI", "Dat dai"])
def test_a_sector_that_is_there_is_not_added_again(session: Session, name: str) -> None:
    with pytest.raises(SectorExists) as refused:
        add_sector(session, make_actor(session, Role.SYSTEM), NewSector(name=name), now=NOW)

    assert refused.value.field == "name"


@pytest.mark.parametrize("name", ["", "ab", "Mới", "***", "x" * 201])
def test_a_name_that_is_none_is_refused(session: Session, name: str) -> None:
    new = NewSector.model_construct(name=name, name_en="", keywords="")

    with pytest.raises(ValueInvalid) as refused:
        add_sector(session, make_actor(session, Role.SYSTEM), new, now=NOW)

    assert refused.value.field == "name"


def test_a_sector_is_named_anew_and_keeps_its_code(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    new = NewSector(name="Đất đai và địa chính")

    changed = change_sector(session, actor, "dat-dai", new, now=NOW)

    assert (changed.code, changed.name) == ("dat-dai", "Đất đai và địa chính")
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "sector.change")).one()
    assert '"name": "Đất đai"' in event.details
    with pytest.raises(ValueInvalid):
        change_sector(session, actor, "dat-dai", new, now=NOW)
    with pytest.raises(SectorExists):
        change_sector(session, actor, "dat-dai", NewSector(name="Y tế"), now=NOW)


def test_a_sector_is_retired_and_used_again(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)

    assert retire_sector(session, actor, "dat-dai", is_retired=True, at=AT).retired_on == TODAY
    with pytest.raises(ValueInvalid):
        retire_sector(session, actor, "dat-dai", is_retired=True, at=AT)
    assert retire_sector(session, actor, "dat-dai", is_retired=False, at=AT).retired_on is None


def test_an_unknown_sector_is_refused(session: Session) -> None:
    with pytest.raises(SectorNotFound):
        get_sector(session, "khong-co")


@pytest.mark.parametrize(
    "act",
    [
        lambda session, actor: add_sector(session, actor, NEW, now=NOW),
        lambda session, actor: change_sector(session, actor, "dat-dai", NEW, now=NOW),
        lambda session, actor: retire_sector(session, actor, "dat-dai", is_retired=True, at=AT),
    ],
)
def test_only_administrators_keep_sectors(session: Session, act: Callable[..., object]) -> None:
    with pytest.raises(RightMissing):
        act(session, make_actor(session))
