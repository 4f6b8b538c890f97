"""The form on which a promise is recorded, and the pages that lead to it."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.store.session import reading, unit_of_work
from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.api.web.test_promise_actions import post, words_of
from tests.factories import make_commitment, make_document, make_gap
from tests.services.test_relation_entry import add_provision
from tests.statements import count_statements

BrowserOf = Callable[[Role], Browser]
PAGE = "/cam-ket/moi"
FORM = {
    "promise": "Ban hành Thông tư hướng dẫn xử lý trụ sở dôi dư",
    "kind": "guidance",
    "expected_type_code": "TT",
    "lead_agency": "BNV",
    "promised_on": "01/10/2025",
    "due_phrase": "trong quý IV năm 2025",
}


def recorded(engine: sa.Engine) -> list[Commitment]:
    with reading(engine) as session:
        return list(session.exec(select(Commitment)).all())


def key_on(browser: Browser, url: str) -> str:
    """The one-time key of the first form of a page that sends something to it."""
    page = browser.client.get(url).text
    found = re.search(r'action="/cam-ket/moi".*?name="form_key" value="([^"]+)"', page, re.DOTALL)
    assert found
    return found[1]


def test_a_form_sent_again_leads_to_the_promise_it_recorded(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    browser = browser_of(Role.OVERSIGHT)
    sent = FORM | {"form_key": key_on(browser, PAGE)}

    wrong = post(browser, PAGE, **sent | {"lead_agency": "KHÔNG CÓ"})
    first, again = post(browser, PAGE, **sent), post(browser, PAGE, **sent)
    changed = post(browser, PAGE, **sent | {"promise": "Ban hành Thông tư khác"})
    went_back = post(browser, PAGE, **FORM | {"form_key": key_on(browser, PAGE)})

    assert (wrong.status_code, first.status_code, again.status_code) == (422, 303, 303)
    assert again.headers["location"] == first.headers["location"]
    assert went_back.headers["location"] == first.headers["location"]
    assert changed.headers["location"] != first.headers["location"]
    assert len(recorded(engine)) == 2


def test_a_form_sent_again_past_midnight_leads_to_the_promise_it_recorded(
    browser_of: BrowserOf, engine: sa.Engine, on: Callable[[str], None]
) -> None:
    browser = browser_of(Role.OVERSIGHT)
    sent = FORM | {"form_key": key_on(browser, PAGE)}

    first = post(browser, PAGE, **sent)
    on("2025-10-02")
    again = post(browser, PAGE, **sent)

    assert again.headers["location"] == first.headers["location"]
    assert len(recorded(engine)) == 1


def test_a_promise_withdrawn_is_recorded_anew_in_the_same_words(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    browser = browser_of(Role.OVERSIGHT)

    wrong = post(browser, PAGE, **FORM).headers["location"]
    post(browser, f"{wrong}/rut", words="Ghi nhầm, ghi lại.")
    anew = post(browser, PAGE, **FORM).headers["location"]
    went_back = post(browser, PAGE, **FORM).headers["location"]

    assert went_back == anew != wrong
    assert len(recorded(engine)) == 2


def test_what_is_recorded_is_told_on_the_page_of_the_promise(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        source = make_document(session, number_as_printed="16/CV-BCĐ")
        add_provision(session, source, "dieu-5__khoan-2", "giao Bộ Nội vụ ban hành Thông tư")
        gap = make_gap(session, title="Xử lý trụ sở dôi dư").code
        other = make_commitment(session, promise="Trình nghị định sửa đổi").id
    drafter = browser_of(Role.DRAFTER)

    sent = post(
        drafter,
        PAGE,
        **FORM,
        sector="dat-dai",
        gaps=f"{gap.lower()},",
        coordinators="BTC\n\ncác địa phương\n",
        expected_title="Thông tư về trụ sở dôi dư",
        source="16/CV-BCĐ",
        source_quote="giao Bộ Nội vụ ban hành Thông tư",
        source_provision_id="khoản 2 Điều 5",
        internal_due_on="15/12/2025",
        delay_reason="Chờ Luật sửa đổi.",
        waits_for_commitment=str(other),
        waits_for_document="16/CV-BCĐ",
    )

    assert sent.status_code == 303
    page = words_of(drafter.client.get(sent.headers["location"]).text)
    for told in (
        "Bộ Nội vụ đã hứa ban hành Thông tư hướng dẫn xử lý trụ sở dôi dư trong quý IV/2025",
        "trong quý IV năm 2025",
        "Bộ Tài chính; các địa phương",
        "giao Bộ Nội vụ ban hành Thông tư",
        "#dieu-5__khoan-2",
        "Cơ quan đặt hạn nội bộ 15/12/2025",
        "Chờ Luật sửa đổi.",
        "Trình nghị định sửa đổi",
        "Xử lý trụ sở dôi dư",
        "Thông tư về trụ sở dôi dư",
    ):
        assert told in page


def test_days_are_taken_before_the_words_and_no_date_is_a_state(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    oversight = browser_of(Role.OVERSIGHT)
    period = {
        "due_phrase": "sau kỳ họp, chậm nhất giữa tháng",
        "due_from": "2025-11-01",
        "due_to": "15/11/2025",
        "due_operator": "before",
        "due_precision": "half_month",
    }

    assert post(oversight, PAGE, **{**FORM, **period}).status_code == 303
    undated = {**FORM, "due_phrase": "", "lead_agency": "", "lead_words": "các bộ, ngành"}
    assert post(oversight, PAGE, **undated, lead_is_inferred="1").status_code == 303

    first, second = recorded(engine)
    assert (str(first.due_from), str(first.due_to)) == ("2025-11-01", "2025-11-15")
    assert (first.due_operator, first.due_precision) == ("before", "half_month")
    assert (second.due_to, second.lead_words) == (None, "các bộ, ngành")
    assert second.lead_is_inferred


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"promise": "x"}, "promise"),
        ({"promise": "x" * 2_001}, "promise"),
        ({"kind": "hứa"}, "kind"),
        ({"lead_agency": ""}, "lead_words"),
        ({"lead_agency": "không có"}, "lead_agency"),
        ({"sector": "không có"}, "sector"),
        ({"gaps": "KT-99"}, "gaps"),
        ({"source": "999"}, "source"),
        ({"source": "16/CV-BCĐ"}, "source_quote"),
        ({"source_provision_id": "Điều 5"}, "source_provision_id"),
        (
            {"source": "16/CV-BCĐ", "source_quote": "giao", "source_provision_id": "điều gì đó"},
            "source_provision_id",
        ),
        ({"expected_type_code": "ZZZ"}, "expected_type_code"),
        ({"expected_title": "T" * 1_001}, "expected_title"),
        (
            {"kind": "action", "expected_type_code": "", "expected_title": "Thông tư về trụ sở"},
            "expected_title",
        ),
        ({"kind": "action"}, "expected_type_code"),
        ({"promised_on": "hôm nay"}, "promised_on"),
        ({"promised_on": "02/10/2025"}, "promised_on"),
        ({"due_phrase": "không rõ"}, "due_phrase"),
        ({"due_to": "31/02/2026"}, "due_to"),
        ({"due_from": "01/10/2025", "due_to": "01/09/2025"}, "due_precision"),
        ({"due_to": "01/12/2025", "due_operator": "khoảng"}, "due_operator"),
        ({"due_to": "01/12/2025", "due_precision": "khoảng"}, "due_precision"),
        ({"internal_due_on": "mai"}, "internal_due_on"),
        ({"internal_due_on": "31/12/2025"}, "internal_due_on"),
        ({"waits_for_commitment": "không có"}, "waits_for_commitment"),
        ({"waits_for_commitment": "999"}, "waits_for_commitment"),
        ({"waits_for_document": "999"}, "waits_for_document"),
        ({"lead_agency": "BTC", "internal_due_on": "01/12/2025"}, "internal_due_on"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    browser_of: BrowserOf, engine: sa.Engine, wrong: dict[str, str], field: str
) -> None:
    with unit_of_work(engine) as session:
        make_document(session, number_as_printed="16/CV-BCĐ")

    refused = post(browser_of(Role.DRAFTER), PAGE, **{**FORM, **wrong})

    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert f'href="#{field}"' in refused.text
    assert "trong quý IV năm 2025" in refused.text or "due_phrase" in wrong
    assert recorded(engine) == []


def test_the_form_comes_filled_in_from_the_page_that_leads_to_it(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    def make(session: Session) -> tuple[int, str, int, int]:
        gap = make_gap(session)
        numbered = make_document(session, number_as_printed="16/CV-BCĐ")
        bare = make_document(session, number_as_printed=None, issued_on=None)
        return saved_id(gap), gap.code, saved_id(numbered), saved_id(bare)

    with unit_of_work(engine) as session:
        gap, code, numbered, bare = make(session)
    drafter = browser_of(Role.DRAFTER)

    for leading, address in (
        ("/cam-ket", PAGE),
        (f"/khoang-trong/{gap}", f"{PAGE}?gap={gap}"),
        (f"/van-ban/{numbered}", f"{PAGE}?document={numbered}"),
    ):
        assert f'href="{address}"' in drafter.client.get(leading).text
    assert f'value="{code}"' in drafter.client.get(f"{PAGE}?gap={gap}").text
    of_document = drafter.client.get(f"{PAGE}?document={numbered}").text
    assert 'value="16/CV-BCĐ"' in of_document
    assert 'value="13/8/2025"' in of_document
    of_bare = drafter.client.get(f"{PAGE}?document={bare}&gap=999").text
    assert f'value="{bare}"' in of_bare
    assert 'value="01/10/2025"' in of_bare
    assert drafter.client.get(f"{PAGE}?document=999").status_code == 404


def test_only_those_who_draft_or_oversee_are_led_to_the_form(
    client: TestClient, browser_of: BrowserOf, engine: sa.Engine
) -> None:
    officer = browser_of(Role.OFFICER)

    assert client.get(PAGE).headers["location"] == f"/dang-nhap?next={PAGE}"
    assert officer.client.get(PAGE).status_code == 403
    assert post(officer, PAGE, **FORM).status_code == 403
    assert PAGE not in officer.client.get("/cam-ket").text
    for_oversight = browser_of(Role.OVERSIGHT).client.get(PAGE)
    assert for_oversight.status_code == 200
    assert "internal_due_on" not in for_oversight.text


def test_the_form_asks_the_database_a_few_times(browser_of: BrowserOf, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        gap = saved_id(make_gap(session))
    drafter = browser_of(Role.DRAFTER)

    with count_statements(engine) as seen:
        drafter.client.get(f"{PAGE}?gap={gap}")
    asked = len(seen)
    with count_statements(engine) as seen:
        assert post(drafter, PAGE, **FORM).status_code == 303

    assert asked == 5
    assert len(seen) <= 20
