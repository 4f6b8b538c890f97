"""The page of who is late: a sentence of links, filters, two times, few statements."""

import re
from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.v1.test_answers import moved_late
from tests.api.web.conftest import Browser
from tests.factories import agency_id, make_commitment, make_document, make_move
from tests.services.test_commitments import moved_to
from tests.statements import count_statements

JSON = "/api/v1/answers/late"
URL = "/bao-cao/ai-cham"
DAY = {"as_of": "2025-11-10"}


def test_every_clause_is_a_link_in_either_language(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        key = saved_id(moved_late(session))

    page = client.get(URL, params=DAY).text

    of_promise = f'<a href="/cam-ket/{key}?as_of=2025-11-10'
    assert f'{of_promise}#thoi-han">quá hạn 10 ngày, từ ngày 01/11/2025</a>' in page
    assert f'{of_promise}#qua-trinh">đã lùi hạn 1 lần (1 lần khi đã quá hạn)</a>' in page
    assert f'{of_promise}#khoang-trong">' in page
    assert "2 địa phương đang chờ" in page
    assert "đã mất 20 ngày chờ quá hạn (số nơi × số ngày)." in page
    assert "Thời hạn ban đầu 14/10/2025, nay 31/10/2025: lùi 17 ngày." in page
    client.cookies.set("lang", "en")
    assert "is 10 days late, since 01/11/2025" in client.get(URL, params=DAY).text


def test_an_empty_answer_says_what_to_do_next(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        make_commitment(session)
    nobody = client.get(URL).text
    assert "Không có cam kết nào quá hạn như vậy" in nobody

    known = {**DAY, "known_at": "2025-09-30T00:00:00+07:00"}
    assert "Không có cam kết nào quá hạn như vậy" in client.get(URL, params=known).text


def test_filters_stay_chosen(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        lead = agency_id(session, "BTC")
        make_commitment(session)
        make_commitment(session, lead_agency_id=lead)

    page = client.get(
        URL, params={**DAY, "agency": str(lead), "province": "15", "sector": "dat-dai"}
    ).text

    assert f'<option value="{lead}" selected>Bộ Tài chính</option>' in " ".join(page.split())
    assert "0 cam kết quá hạn" in page
    assert "1 cam kết quá hạn" in client.get(URL, params={**DAY, "agency": str(lead)}).text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"as_of": "2025-02-30"}, "Hãy chọn một ngày có thật"),
        ({"known_at": "hôm qua"}, "Hãy ghi thời điểm có thật"),
        ({"known_at": "2025-10-01T08:00:00"}, "Hãy ghi thời điểm có thật"),
        ({"known_at": "0001-01-01T00:00:00+14:00"}, "Hãy ghi thời điểm có thật"),
    ],
)
def test_a_wrong_time_is_told_beside_its_field(
    client: TestClient, query: dict[str, str], told: str
) -> None:
    answer = client.get(URL, params=query)

    assert (answer.status_code, told in answer.text) == (200, True)


def test_the_number_of_statements_does_not_grow(client: TestClient, engine: sa.Engine) -> None:
    counts: list[int] = []
    for more in (1, 30, 30):
        with unit_of_work(engine) as session:
            for number in range(more):
                moved_late(session, f"{len(counts)}{number + 10}/BNV-TCBC")
                said = moved_to(date(2025, 10, 20), date(2025, 10, 16))
                make_move(session, make_commitment(session), said)
        with count_statements(engine) as seen:
            page = client.get(URL, params={**DAY, "province": "15", "sector": ""})
        assert page.status_code == 200
        counts.append(len(seen))

    assert counts[0] == counts[1] == counts[2] <= 37
    with count_statements(engine) as again:
        client.get(URL, params={**DAY, "province": "15", "sector": ""})
    assert len(again) <= 26  # what was counted is remembered
    assert "Trang 2 trên 3" in client.get(URL, params={**DAY, "page": "2"}).text
    assert "Trang 3 trên 3" in client.get(URL, params={**DAY, "page": "99"}).text


def test_what_was_counted_is_counted_again_when_something_changes(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    with unit_of_work(engine) as session:
        key = saved_id(make_commitment(session))
    oversight, wanted = browser_of(Role.OVERSIGHT), {**DAY, "agency": "BNV"}
    with count_statements(engine) as first:
        assert client.get(JSON, params=wanted).json()["total"] == 1
    with count_statements(engine) as again:
        assert client.get(JSON, params=wanted).json()["total"] == 1
    assert len(again) < len(first)
    assert client.get(JSON, params={**DAY, "agency": "BTC"}).json()["total"] == 0

    sent = {"csrf_token": oversight.csrf, "words": "Chờ luật."}
    assert oversight.client.post(f"/cam-ket/{key}/tam-dung", data=sent).status_code == 303

    assert client.get(JSON, params=wanted).json()["total"] == 0


def test_a_body_explains_on_the_page_of_its_promise(
    client: TestClient, engine: sa.Engine, browser_of: Callable[[Role], Browser]
) -> None:
    with unit_of_work(engine) as session:
        key = saved_id(moved_late(session))
    page = f"/cam-ket/{key}"
    assert "Cơ quan chưa giải trình." in client.get(page).text
    assert "Gửi giải trình" not in client.get(page).text
    drafter = browser_of(Role.DRAFTER)
    assert "Gửi giải trình" in drafter.client.get(page).text
    sent = {"csrf_token": drafter.csrf, "words": "Chờ ý kiến của bộ khác."}

    answer = drafter.client.post(f"{page}/giai-trinh", data=sent)

    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}#giai-trinh")
    assert sent["words"] in client.get(page).text
    assert sent["words"] in client.get(URL, params=DAY).text
    assert "Lùi khi đã quá hạn" not in client.get(page).text  # today the move has not been made
    too_short = drafter.client.post(f"{page}/giai-trinh", data={**sent, "words": "ờ"})
    assert (too_short.status_code, "từ 3 đến 5.000 ký tự" in too_short.text) == (422, True)


def test_a_filter_takes_every_name_that_the_answer_as_json_takes(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        lead = agency_id(session, "BTC")
        make_commitment(session)
        make_commitment(session, lead_agency_id=lead)

    for name in ("BTC", "Bộ Tài chính", str(lead)):
        page = client.get(URL, params={**DAY, "agency": name}).text
        assert client.get(JSON, params={**DAY, "agency": name}).json()["total"] == 1
        assert "1 cam kết quá hạn" in page
        assert re.search(rf'<option value="{lead}"\s+selected', page)


def test_a_body_that_promised_nothing_and_a_commune_stay_chosen(client: TestClient) -> None:
    page = client.get(URL, params={**DAY, "agency": "BTP", "province": "00004"}).text

    assert re.search(r'<option value="\d+"\s+selected>Bộ Tư pháp<', page)
    assert re.search(r'<option value="00004"\s+selected>', page)


@pytest.mark.parametrize(
    ("name", "value"), [("agency", "khong-co"), ("sector", "khong-co"), ("province", "999999")]
)
def test_a_filter_that_names_nothing_is_said_at_its_field(
    client: TestClient, engine: sa.Engine, name: str, value: str
) -> None:
    with unit_of_work(engine) as session:
        make_commitment(session)

    page = client.get(URL, params={**DAY, name: value}).text

    assert f'<a href="#{name}">Không có “{value}” trong danh mục.</a>' in page
    assert f'id="{name}-error"' in page
    assert re.search(rf'id="{name}"[^>]*aria-invalid="true"', page)
    assert client.get(JSON, params={**DAY, name: value}).status_code in {404, 422}


@pytest.mark.parametrize(
    ("address", "name", "value"),
    [
        ("/cam-ket", "agency", "khong-co"),
        ("/van-ban", "agency", "khong-co"),
        ("/van-ban", "year", "năm ngoái"),
    ],
)
def test_a_list_says_which_of_its_filters_names_nothing(
    client: TestClient, address: str, name: str, value: str
) -> None:
    page = client.get(address, params={name: value}).text

    assert f'<a href="#facet-{name}">Không có “{value}” trong danh mục.</a>' in page
    assert "error-summary" not in client.get(address).text


def test_lists_take_a_body_by_its_abbreviation(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        lead = agency_id(session, "BTC")
        make_commitment(session, lead_agency_id=lead)
        make_commitment(session)
        document = make_document(session, issuer_id=lead)
        assert document.id

    for address, found in (("/cam-ket", "1 cam kết."), ("/van-ban", "1 văn bản,")):
        page = client.get(address, params={"agency": "BTC"}).text
        assert found in page
        assert 'aria-current="true">Bộ Tài chính' in page
