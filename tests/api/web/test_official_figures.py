from datetime import date

import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.store.session import unit_of_work
from tests.factories import UNDATED, agency_id, make_commitment

URL = "/bao-cao/tinh-hinh-thuc-hien"
DAY = date(2025, 10, 20)


def test_the_page_gives_four_figures_and_a_rate_and_each_opens_its_promises(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        late = make_commitment(session).id
        soon = make_commitment(session, due_from=DAY, due_to=DAY).id
        home = agency_id(session, "BNV")

    page = client.get(URL, params={"as_of": DAY.isoformat()}).text

    assert "tính đến ngày 20/10/2025" in page
    assert "0 %" in page
    assert f'href="/cam-ket?agency={home}&amp;state=overdue&amp;as_of=2025-10-20"' in page
    listed = client.get(f"/cam-ket?agency={home}&state=overdue&as_of=2025-10-20").text
    assert f'href="/cam-ket/{late}?as_of=2025-10-20"' in listed
    assert f'href="/cam-ket/{soon}?as_of=2025-10-20"' not in listed
    listed = client.get(
        f"/cam-ket?agency={home}&state=in_time&state=due_soon&as_of=2025-10-20"
    ).text
    assert f'href="/cam-ket/{soon}?as_of=2025-10-20"' in listed
    assert "Tính đến ngày 20/10/2025." in listed


def test_promises_of_nobody_known_have_a_row_that_opens_them(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        known = make_commitment(session).id
        unknown = make_commitment(session, lead_agency_id=None, lead_words="đơn vị nào đó").id

    assert "Chưa rõ cơ quan" in client.get(URL, params={"as_of": DAY.isoformat()}).text
    listed = client.get("/cam-ket?agency=none").text
    assert f'href="/cam-ket/{unknown}"' in listed
    assert f'href="/cam-ket/{known}"' not in listed


def test_promises_without_an_official_state_stand_apart(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        make_commitment(session, **UNDATED)

    page = client.get(URL).text

    assert "Chưa có cam kết nào có thời hạn" in page
    assert "Chưa có thời hạn: 1" in page


def test_a_day_that_is_none_is_told(client: TestClient) -> None:
    for url in (URL, "/cam-ket"):
        assert "Hãy chọn một ngày có thật" in client.get(url, params={"as_of": "2025-02-30"}).text


def test_the_json_has_figures_of_all_and_of_each_body(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        make_commitment(session)
        home = agency_id(session, "BNV")

    report = client.get("/api/v1/reports/official_figures", params={"as_of": "2025-10-20"}).json()

    figures = {
        "total": 1,
        "done_on_time": 0,
        "done_late": 0,
        "in_time": 0,
        "overdue": 1,
        "percent_done": 0.0,
    }
    assert report["total"] == figures
    assert report["rows"] == [{"agency_id": home, "agency": "Bộ Nội vụ", **figures}]
    assert report["besides"] == {}
