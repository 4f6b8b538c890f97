"""Each provision that another document acts upon says so in the text."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.services.relations import add_relation
from directives.store.session import unit_of_work
from directives.vocabulary import RecordState, RelationKind, Role
from tests.factories import NOW, make_actor, make_document
from tests.services.delegating import make_decree
from tests.statements import count_statements

DAY = date(2025, 9, 1)


def act(
    session: Session,
    target: Document,
    kind: RelationKind,
    at: str,
    *,
    state: RecordState = RecordState.PUBLISHED,
    effective_on: date | None = DAY,
    **more: Any,
) -> int:
    """Let a new document act on a provision of the target; return its key."""
    source = make_document(session, effective_on=effective_on, state=state)
    new = NewRelation(
        source_id=saved_id(source),
        kind=kind,
        target_id=saved_id(target),
        target_provision=at,
        **more,
    )
    add_relation(session, make_actor(session, Role.SYSTEM), new, now=NOW)
    return saved_id(source)


def section(page: str, provision_id: str) -> str:
    """Return what a page says of a provision before its first own words."""
    return page.split(f'id="{provision_id}"')[1].split("</section>", maxsplit=1)[0]


def test_a_provision_says_what_is_done_to_it_since_when_and_by_what(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        decree = make_decree(session, "Một.", "Hai.", "Ba.", "Bốn.")
        key = saved_id(decree)
        repeals = act(session, decree, RelationKind.REPEALS, "dieu-5__khoan-2")
        act(session, decree, RelationKind.AMENDS, "dieu-5__khoan-1", effective_on=date(2026, 1, 1))
        ended = date(2025, 9, 20)
        act(session, decree, RelationKind.SUSPENDS_EFFECT, "dieu-5__khoan-3", acts_to=ended)

    page = client.get(f"/van-ban/{key}").text

    second = section(page, "dieu-5__khoan-2")
    assert "Bị bãi bỏ từ ngày 01/9/2025" in second
    assert f'href="/van-ban/{repeals}"' in second
    first = section(page, "dieu-5__khoan-1")
    assert "Được sửa đổi, bổ sung từ ngày 01/01/2026" in first
    assert "chưa đến ngày" in first
    third = section(page, "dieu-5__khoan-3")
    assert "Bị ngưng hiệu lực từ ngày 01/9/2025 đến ngày 20/9/2025" in third
    assert "đã hết thời gian đó" in third
    assert "acted-upon" not in section(page, "dieu-5__khoan-4")
    assert "Repealed from 01/9/2025" in client.get(f"/van-ban/{key}?lang=en").text


def test_an_act_upon_a_part_that_was_not_read_is_told_around_it(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        decree = make_decree(session)
        key = saved_id(decree)
        act(session, decree, RelationKind.REPEALS, "dieu-5__khoan-9")
        act(session, decree, RelationKind.REPEALS, "dieu-77")

    page = client.get(f"/van-ban/{key}").text

    assert "Khoản 9 Điều 5" in section(page, "dieu-5")
    assert page.count('class="acted-upon"') == 1


def test_what_is_no_published_act_marks_nothing(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        decree = make_decree(session)
        key = saved_id(decree)
        act(session, decree, RelationKind.REPEALS, "dieu-5", state=RecordState.DRAFT)
        act(session, decree, RelationKind.CITES, "dieu-5")
        act(session, decree, RelationKind.REPLACES, "")

    assert "acted-upon" not in client.get(f"/van-ban/{key}").text


def test_the_statements_do_not_grow_with_the_acts(client: TestClient, engine: sa.Engine) -> None:
    asked = []
    with unit_of_work(engine) as session:
        decree = make_decree(session)
        key = saved_id(decree)
    for count in (2, 9):
        with unit_of_work(engine) as session:
            target = session.get_one(Document, key)
            for _ in range(count):
                act(session, target, RelationKind.AMENDS, "dieu-5")
        client.get(f"/van-ban/{key}")
        with count_statements(engine) as seen:
            client.get(f"/van-ban/{key}")
        asked.append(len(seen))

    assert asked[0] == asked[1]


def test_each_suspension_tells_its_days_on_the_pages_of_both_documents(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        target = make_document(session)
        source = make_document(session, effective_on=DAY)
        silent = make_document(session, type_code="NĐ", number_as_printed="9/2025/NĐ-CP")
        actor = make_actor(session, Role.SYSTEM)
        for suspending, from_on, to_on in (
            (source, None, date(2025, 9, 30)),
            (source, date(2026, 1, 1), date(2026, 1, 31)),
            (silent, None, date(2026, 3, 31)),
        ):
            new = NewRelation(
                source_id=saved_id(suspending),
                kind=RelationKind.SUSPENDS_EFFECT,
                target_id=saved_id(target),
                acts_from=from_on,
                acts_to=to_on,
            )
            add_relation(session, actor, new, now=NOW)
        keys = [saved_id(one) for one in (target, source)]

    first = "Từ ngày 01/9/2025 đến ngày 30/9/2025."
    second = "Từ ngày 01/01/2026 đến ngày 31/01/2026."
    on_target, on_source = (client.get(f"/van-ban/{key}").text for key in keys)
    listed = client.get(f"/van-ban/{keys[0]}/quan-he").text
    for page in (on_target, on_source, listed):
        assert (page.count(first), page.count(second)) == (1, 1)
    assert "Từ ngày chưa rõ đến ngày 31/3/2026." in on_target
    english = client.get(f"/van-ban/{keys[0]}?lang=en").text
    assert "From 01/01/2026 to 31/01/2026." in english
    assert "From a day not yet known to 31/3/2026." in english
