import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.document import Document
from directives.models.gap import Gap
from directives.services.documents import withdraw
from directives.store.session import unit_of_work
from directives.vocabulary import RelationKind, Role
from tests.api.v1.test_validity import replaced, suspected, suspension_of_a_clause
from tests.api.web.conftest import Browser
from tests.api.web.test_pages import words_of
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_coverage_links import with_text
from tests.services.test_recall_recipients import copies
from tests.services.test_suspicions import BEFORE, link, relate
from tests.statements import count_statements


def made(engine: sa.Engine, make: Callable[[Session], Any]) -> Any:
    with unit_of_work(engine) as session:
        return make(session)


def test_the_page_says_up_to_when_it_was_checked_and_a_past_day_its_interval(
    client: TestClient, engine: sa.Engine
) -> None:
    old, _act = made(engine, replaced)

    now = words_of(client.get(f"/van-ban/{old}").text)
    past = words_of(client.get(f"/van-ban/{old}?ngay=2025-08-15").text)

    assert "Bị thay thế từ ngày 01/9/2025, do" in now
    assert "đến ngày 01/10/2025" in now
    assert "Còn hiệu lực, từ ngày 01/01/2025" in past
    assert "từ ngày 01/01/2025 đến ngày 31/8/2025" in past
    assert "Xem hiện nay" in past


@pytest.mark.parametrize(
    ("language", "sentence", "badge"),
    [
        (
            "vi",
            (
                "Ngưng hiệu lực một phần, phần còn lại còn hiệu lực; khoản 2 Điều 5 bị ngưng"
                " từ ngày 01/9/2025 đến ngày 31/10/2025, do"
            ),
            "Ngưng hiệu lực một phần",
        ),
        (
            "en",
            (
                "Suspended in part, the rest is in force; clause 2 Article 5 suspended"
                " from 01/9/2025 to 31/10/2025, by"
            ),
            "Suspended in part",
        ),
    ],
)
def test_a_document_suspended_in_part_says_what_is_suspended_from_when_until_when(
    client: TestClient, engine: sa.Engine, language: str, sentence: str, badge: str
) -> None:
    key = made(engine, suspension_of_a_clause)

    page = client.get(f"/van-ban/{key}?lang={language}").text

    assert sentence in words_of(page)
    assert f">{badge}</span>" in page


def test_a_part_that_is_suspended_is_told_beside_one_that_was_amended(
    client: TestClient, engine: sa.Engine
) -> None:
    def twice(session: Session) -> int:
        key = suspension_of_a_clause(session)
        old = session.get_one(Document, key)
        act = make_document(session, issued_on=BEFORE, number_as_printed="78/2025/NĐ-CP")
        relate(session, act, RelationKind.AMENDS, old, target_provision="dieu-6")
        other = make_document(session, issued_on=BEFORE, number_as_printed="79/2025/NĐ-CP")
        relate(session, other, RelationKind.SUSPENDS_EFFECT, old, target_provision="doan-3")
        return key

    page = words_of(client.get(f"/van-ban/{made(engine, twice)}").text)

    assert "Hết hiệu lực một phần, do Công văn 78/2025/NĐ-CP; khoản 2 Điều 5 bị ngưng" in page
    assert "; một phần bị ngưng từ ngày" in page


@pytest.mark.parametrize("query", ["ngay=hom-qua", "biet=2025-02-30"])
def test_a_day_that_is_none_is_refused_beside_its_field(
    client: TestClient, engine: sa.Engine, query: str
) -> None:
    old, _act = made(engine, replaced)

    assert "Hãy chọn một ngày có thật" in client.get(f"/van-ban/{old}?{query}").text


def test_what_was_known_on_a_day_is_shown_and_what_was_not_is_not_found(
    client: TestClient, engine: sa.Engine
) -> None:
    old, _act = made(engine, replaced)

    assert client.get(f"/van-ban/{old}?biet=2025-10-05").status_code == 200
    assert client.get(f"/van-ban/{old}?biet=2025-09-01").status_code == 404
    assert client.get(f"/van-ban/{old}?biet=9999-12-31").status_code == 200


def test_a_suspect_document_says_so_and_leads_to_the_decision(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    key = made(engine, suspected)
    page = client.get(f"/van-ban/{key}").text
    assert "Cần xem lại" in page
    address = page.split('href="/nghi-van/')[1].split('"')[0]
    address = f"/nghi-van/{address}"
    assert "Ghi quyết định" not in client.get(address).text

    someone = browser_of(Role.OVERSIGHT)
    page = someone.client.get(address).text
    assert "Ghi quyết định" in page
    token = {"csrf_token": someone.csrf}
    refused = someone.client.post(address, data={**token, "outcome": "", "last_day": "mai"})
    assert refused.status_code == 422
    assert "Hãy chọn một quyết định" in refused.text
    refused = someone.client.post(address, data={**token, "outcome": "cleared", "reason": " "})
    assert "Hãy nêu lý do" in refused.text
    done = someone.client.post(
        address,
        data={**token, "outcome": "cleared", "reason": "Được giữ nguyên"},
    )
    assert done.status_code == 303
    assert "Được giữ nguyên" in client.get(address).text
    assert "Cần xem lại" not in client.get(f"/van-ban/{key}").text


def test_whatever_else_happened_to_a_base_is_seen_before_deciding(
    client: TestClient, engine: sa.Engine
) -> None:
    def suspected_twice(session: Session) -> int:
        base, upper = (make_document(session, issued_on=BEFORE) for _ in range(2))
        relate(session, upper, RelationKind.GUIDES, base)
        for number in ("91/2025/NĐ-CP", "92/2025/NĐ-CP"):
            act = make_document(session, issued_on=TODAY, number_as_printed=number)
            relate(session, act, RelationKind.AMENDS, base)
        return saved_id(upper)

    key = made(engine, suspected_twice)

    page = client.get(f"/van-ban/{key}").text
    address = page.split('href="/nghi-van/')[1].split('"')[0]
    for shown in (page, client.get(f"/nghi-van/{address}").text):
        told = words_of(shown)
        assert "91/2025/NĐ-CP. Ngoài ra: Căn cứ được sửa đổi, bổ sung từ ngày 01/10/2025." in told
        assert "92/2025/NĐ-CP" in told
    (one,) = client.get(f"/api/v1/documents/{key}/suspicions").json()
    assert [(also["reason"], also["since"]) for also in one["also"]] == [("amended", "2025-10-01")]


def test_the_reason_says_which_part_was_changed(client: TestClient, engine: sa.Engine) -> None:
    def suspected_by_parts(session: Session) -> int:
        base, upper = (make_document(session, issued_on=BEFORE) for _ in range(2))
        relate(session, upper, RelationKind.HAS_BASIS, base)
        act = make_document(session, issued_on=TODAY, number_as_printed="91/2025/NĐ-CP")
        relate(session, act, RelationKind.REPEALS, base, target_provision="dieu-3__khoan-2")
        for part in ("dieu-2__khoan-1", "dieu-2__khoan-3"):
            relate(session, act, RelationKind.AMENDS, base, target_provision=part)
        return saved_id(upper)

    key = made(engine, suspected_by_parts)

    page = client.get(f"/van-ban/{key}").text
    number = page.split('href="/nghi-van/')[1].split('"')[0]
    for shown in (page, client.get(f"/nghi-van/{number}").text):
        told = words_of(shown)
        assert ", khoản 2 Điều 3, do" in told
        assert "01/10/2025: khoản 1 Điều 2, khoản 3 Điều 2." in told
        assert told.count("Ngoài ra") == 1
    report = words_of(client.get("/bao-cao/can-xem-lai").text)
    assert "khoản 2 Điều 3" in report
    assert "01/10/2025: khoản 1 Điều 2, khoản 3 Điều 2." in report
    english = words_of(client.get(f"/nghi-van/{number}?lang=en").text)
    assert "clause 1 Article 2, clause 3 Article 2." in english
    (agency,) = client.get("/api/v1/reports/suspects").json()["agencies"]
    (found,) = client.get(f"/api/v1/documents/{key}/suspicions").json()
    for row in (found, *agency["rows"]):
        assert row["provision"] == "dieu-3__khoan-2"
        parts = [also["provision"] for also in row["also"]]
        assert parts == ["dieu-2__khoan-1", "dieu-2__khoan-3"]


def expiring(session: Session) -> int:
    soon = make_document(session, expires_on=TODAY + timedelta(days=10))
    return saved_id(soon)


def resting(session: Session) -> int:
    base = make_document(session, issued_on=BEFORE, expires_on=TODAY - timedelta(days=1))
    upper = make_document(session)
    relate(session, upper, RelationKind.HAS_BASIS, base)
    return saved_id(upper)


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/bao-cao/can-xem-lai", suspected),
        ("/bao-cao/sap-het-hieu-luc", expiring),
        ("/bao-cao/can-cu-het-hieu-luc", resting),
    ],
)
def test_each_report_names_the_document_or_says_that_there_is_none(
    client: TestClient, engine: sa.Engine, address: str, make: Callable[[Session], int]
) -> None:
    assert "Không có văn bản nào" in client.get(address).text

    key = made(engine, make)

    page = client.get(address).text
    assert f'href="/van-ban/{key}"' in page
    assert address in client.get("/bao-cao").text
    assert "Hãy chọn một ngày có thật" in client.get(f"{address}?as_of=mai").text


def test_a_suspect_answer_names_the_gap_that_it_answers(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        base = make_document(session, issued_on=BEFORE)
        guide = make_document(session, issued_on=BEFORE)
        relate(session, guide, RelationKind.GUIDES, base)
        gap = session.get_one(CoverageLink, link(session, guide)).gap_id
        title = session.get_one(Gap, gap).title
        amending = make_document(session, issued_on=TODAY)
        relate(session, amending, RelationKind.AMENDS, base)

    page = client.get("/bao-cao/can-xem-lai").text
    assert f'href="/khoang-trong/{gap}">Đáp ứng khoảng trống: {title}</a>' in page
    assert page.count("Đáp ứng khoảng trống") == 1
    assert "Ngoài ra" not in page


def test_the_report_tells_every_reason_and_the_path(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        base = make_document(session, issued_on=BEFORE, number_as_printed="11/2024/TT-BNV")
        guide = make_document(session, issued_on=BEFORE, number_as_printed="12/CV-BNV")
        relate(session, guide, RelationKind.GUIDES, base)
        then = TODAY - timedelta(days=2)
        amending = make_document(session, issued_on=then, number_as_printed="13/2025/TT-BNV")
        relate(session, amending, RelationKind.AMENDS, base)
        replacing = make_document(session, issued_on=TODAY, number_as_printed="14/2025/TT-BNV")
        relate(session, replacing, RelationKind.REPLACES, base)
        keys = [saved_id(one) for one in (guide, base, amending, replacing)]

    page = client.get("/bao-cao/can-xem-lai").text

    assert "Ngoài ra: Căn cứ được sửa đổi" in page
    for key in keys:
        assert f'href="/van-ban/{key}"' in page
    assert re.search(r"12/CV-BNV — [^<]+:</a>", page)


def recalled(session: Session) -> tuple[int, int]:
    actor = make_actor(session, Role.SYSTEM)
    document = make_document(session, title="Nội dung không còn")
    unread = make_document(session, number_as_printed=None)
    for one in (document, unread):
        withdraw(session, actor, saved_id(one), reason="thu hồi", now=NOW, today=TODAY)
    return saved_id(document), saved_id(unread)


@pytest.mark.parametrize("is_revoked", [True, False])
def test_who_recalled_a_document_sees_whom_to_tell_by_hand(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser], is_revoked: bool
) -> None:
    drafter = browser_of(Role.DRAFTER)
    with unit_of_work(engine) as session:
        owner = make_actor(session)
        document = make_document(session, owner, issued_on=BEFORE)
        with_text(session, document, copies("Bộ Tài chính", "Các sở, ban, ngành tỉnh", "Báo <A>"))
        known = make_document(session, owner, issued_on=BEFORE)
        with_text(session, known, copies("Bộ Tài chính"))
        keys = [saved_id(document), saved_id(known)]
        for one in (document, known):
            if is_revoked:
                act = make_document(session, issued_on=TODAY)
                relate(session, act, RelationKind.REVOKES, one)
            else:
                actor = make_actor(session, Role.SYSTEM)
                withdraw(session, actor, saved_id(one), reason="thu hồi", now=NOW, today=TODAY)

    page, complete = (drafter.client.get(f"/van-ban/{key}").text for key in keys)
    told = drafter.client.get(f"/api/v1/documents/{keys[0]}/recall")
    refused = client.get(f"/api/v1/documents/{keys[0]}/recall")

    assert "<li>Các sở, ban, ngành tỉnh</li><li>Báo &lt;A&gt;</li>" in page
    assert "Mọi nơi nhận ghi trong văn bản đều nhận ra được" in complete
    assert "Báo việc thu hồi" not in client.get(f"/van-ban/{keys[0]}").text
    unknown = ["Các sở, ban, ngành tỉnh", "Báo <A>"]
    assert told.json() == {"is_recalled": True, "unknown_recipients": unknown}
    assert refused.status_code == (401 if is_revoked else 404)


def test_who_has_the_link_of_a_recalled_document_is_told_that_and_nothing_else(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    numbered, unread = made(engine, recalled)

    page = client.get(f"/van-ban/{numbered}")
    assert page.status_code == 410
    assert "đã bị thu hồi từ ngày 01/10/2025" in page.text
    assert "Nội dung không còn" not in page.text
    assert client.get(f"/van-ban/{unread}").status_code == 410
    assert client.get(f"/api/v1/documents/{numbered}").status_code == 404
    administrator = browser_of(Role.ADMINISTRATOR)
    assert administrator.client.get(f"/van-ban/{numbered}").status_code == 200


def test_a_page_asks_as_much_for_many_suspicions_as_for_few(
    client: TestClient, engine: sa.Engine
) -> None:
    def several(session: Session) -> tuple[int, int]:
        keys = []
        for count in (1, 8):
            guide = make_document(session, issued_on=BEFORE)
            for _ in range(count):
                base = make_document(session, issued_on=BEFORE - timedelta(days=9))
                relate(session, guide, RelationKind.GUIDES, base)
                relate(session, make_document(session), RelationKind.REPLACES, base)
            keys.append(saved_id(guide))
        return keys[0], keys[1]

    asked = []
    for key in made(engine, several):
        client.get(f"/van-ban/{key}")
        with count_statements(engine) as seen:
            assert client.get(f"/van-ban/{key}").status_code == 200
        asked.append(len(seen))

    assert asked[0] == asked[1]
    for address in ("can-xem-lai", "sap-het-hieu-luc", "can-cu-het-hieu-luc"):
        with count_statements(engine) as seen:
            client.get(f"/bao-cao/{address}")
        assert len(seen) <= 12


def test_the_report_of_what_will_end_says_why_and_leads_to_what_ends_it(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        term = expiring(session)
        base = make_document(session, number_as_printed="71/2025/NĐ-CP", issued_on=BEFORE)
        act = make_document(
            session,
            number_as_printed="92/2025/NĐ-CP",
            effective_on=TODAY + timedelta(days=20),
        )
        relate(session, act, RelationKind.REPLACES, base)
        keys = [saved_id(base), saved_id(act)]

    page = client.get("/bao-cao/sap-het-hieu-luc").text
    assert "Hết thời hạn ghi trong chính văn bản" in words_of(page)
    assert "Hết hiệu lực, bị thay thế" in words_of(page)
    assert f'href="/van-ban/{keys[1]}"' in page
    rows = client.get("/api/v1/reports/expiring").json()["rows"]
    assert [[act["id"] for act in row["acts"]] for row in rows] == [[], keys[1:]]
    assert [row["document"]["id"] for row in rows] == [term, keys[0]]
