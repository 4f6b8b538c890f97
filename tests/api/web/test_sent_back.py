"""A form that was refused comes back on its page, with the reason and with what was typed."""

from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from httpx2 import Response
from lxml import html
from sqlmodel import select

from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.store.session import reading, unit_of_work
from directives.vocabulary import CommitmentKind, Role
from tests.api.web.conftest import Browser
from tests.factories import agency_id, make_commitment, make_gap

WHY = "Lý do đã viết rất công phu & đầy đủ <ba trang>"


@pytest.fixture
def promise(engine: sa.Engine) -> str:
    """The page of a promise to do something, of the Ministry of Home Affairs."""
    with unit_of_work(engine) as session:
        made = make_commitment(session, kind=CommitmentKind.ACTION, promised_on=date(2025, 9, 1))
        return f"/cam-ket/{saved_id(made)}"


def post(browser: Browser, url: str, *, referer: str = "", **sent: str) -> Response:
    told = {"referer": referer} if referer else {}
    return browser.client.post(url, data={"csrf_token": browser.csrf, **sent}, headers=told)


def count_changes(engine: sa.Engine) -> int:
    with reading(engine) as session:
        return len(session.exec(select(AuditEvent)).all())


@pytest.mark.parametrize(
    ("path", "sent", "wrong"),
    [
        ("chuyen", {"agency": "Bộ Không Có", "words": WHY}, "transferred-to"),
        ("chuyen", {"agency": "BNV", "words": WHY}, "transferred-to"),
        ("chuyen", {"agency": "BTC", "words": " "}, "transferred-why"),
        ("tam-dung", {"words": ""}, "paused-why"),
        ("rut", {"words": "x" * 3_000}, "withdrawn-why"),
        ("rut", {"words": "x" * 30_000}, "withdrawn-why"),
        ("bao-hoan-thanh", {"held_on": "32/10/2025", "words": WHY}, "reported-on"),
        ("bao-hoan-thanh", {"held_on": "", "words": ""}, "reported-words"),
        ("bao-hoan-thanh", {"held_on": "", "words": "x" * 6_000}, "reported-words"),
        ("bao-hoan-thanh", {"document": "99/2099/QĐ-X", "words": WHY}, "reported-document"),
        ("hoan-thanh", {"held_on": "1/1/2999", "words": WHY}, "fulfilled-on"),
        ("hoan-thanh", {"held_on": "", "words": ""}, "fulfilled-words"),
        ("buoc", {"stage": "doing", "procedure": "normal", "entered_on": "1/1/2999"}, "entered-on"),
        ("buoc", {"stage": "doing", "procedure": "normal", "limit_days": "x"}, "limit-days"),
        ("cho", {"commitment": "999"}, "blocked-commitment"),
        ("cho", {"commitment": "", "document": "99/2099/QĐ-X"}, "blocked-document"),
        ("gan-khoang-trong", {"gap": "GAP-99"}, "tied-gap"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_typed_is_lost(
    browser_of: Callable[[Role], Browser],
    engine: sa.Engine,
    promise: str,
    path: str,
    sent: dict[str, str],
    wrong: str,
) -> None:
    oversight = browser_of(Role.OVERSIGHT)
    before = count_changes(engine)

    answer = post(oversight, f"{promise}/{path}", **sent)

    page = html.document_fromstring(answer.text)
    (form,) = (
        one
        for one in page.forms
        if one.get("action") == f"{promise}/{path}" and "lifted" not in one.fields
    )
    assert answer.status_code in {404, 422}
    assert page.find_class("error-summary")[0].xpath(".//a/@href") == [f"#{wrong}"]
    control = page.get_element_by_id(wrong)
    assert control in list(form.inputs)
    assert control.get("aria-invalid") == "true"
    assert f"{wrong}-error" in control.get("aria-describedby").split()
    assert "Lỗi:" in page.get_element_by_id(f"{wrong}-error").text_content()
    assert {name: form.fields[name] for name in sent} == {k: v.strip() for k, v in sent.items()}
    assert all("open" in one.attrib for one in form.iterancestors("details"))
    assert [one.get("id") for one in page.iter("details") if "open" in one.attrib] == [
        one.get("id") for one in form.iterancestors("details")
    ]
    assert form.fields["csrf_token"] == oversight.csrf
    assert count_changes(engine) == before


def test_what_comes_back_can_be_mended_and_sent(
    browser_of: Callable[[Role], Browser], promise: str
) -> None:
    drafter = browser_of(Role.DRAFTER)
    refused = post(drafter, f"{promise}/giai-trinh", words="a")
    (form,) = (
        one
        for one in html.document_fromstring(refused.text).forms
        if one.get("action") == f"{promise}/giai-trinh"
    )
    assert "từ 3 đến 5.000 ký tự" in refused.text

    sent = dict(form.form_values()) | {"words": WHY}
    assert drafter.client.post(form.get("action"), data=sent).status_code == 303

    assert "công phu &amp; đầy đủ" in drafter.client.get(promise).text


def test_the_reason_is_told_in_the_language_of_the_reader(
    browser_of: Callable[[Role], Browser], promise: str
) -> None:
    oversight = browser_of(Role.OVERSIGHT)
    oversight.client.get(promise, params={"lang": "en"})

    page = post(oversight, f"{promise}/rut", words="").text

    assert "Error:" in page
    assert "Lỗi:" not in page


def test_words_for_a_form_that_is_gone_are_shown_to_be_copied(
    browser_of: Callable[[Role], Browser], promise: str
) -> None:
    drafter = browser_of(Role.DRAFTER)
    assert post(drafter, f"{promise}/tu-choi", words=WHY).status_code == 303

    late = post(drafter, f"{promise}/tu-choi", words=WHY + " lần hai")

    page = html.document_fromstring(late.text)
    assert late.status_code == 409
    assert page.find_class("error-summary")
    assert [one.text for one in page.find_class("lost-words")[0].iter("blockquote")] == [
        WHY + " lần hai"
    ]


def test_who_is_signed_out_meanwhile_finds_the_words_on_the_page(
    client: TestClient, promise: str
) -> None:
    answer = client.post(f"{promise}/rut", data={"words": WHY, "csrf_token": "of another time"})

    page = html.document_fromstring(answer.text)
    assert answer.status_code == 401
    assert "Bạn cần đăng nhập" in page.find_class("error-summary")[0].text_content()
    assert WHY in page.find_class("lost-words")[0].text_content()
    assert "of another time" not in answer.text


def test_a_form_of_no_record_is_told_that_there_is_none(
    browser_of: Callable[[Role], Browser],
) -> None:
    answer = post(browser_of(Role.OVERSIGHT), "/cam-ket/99999/rut", words=WHY)

    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text


def test_the_page_that_a_form_was_sent_from_is_shown_with_its_filters(
    browser_of: Callable[[Role], Browser], promise: str
) -> None:
    oversight = browser_of(Role.OVERSIGHT)

    def heading(referer: str) -> str:
        answer = post(oversight, f"{promise}/rut", referer=referer, words="")
        return str(html.document_fromstring(answer.text).find(".//h1").text)

    listed = heading("http://testserver/cam-ket?state=overdue")
    of_promise = str(
        html.document_fromstring(oversight.client.get(promise).text).find(".//h1").text
    )
    assert listed != of_promise
    assert heading("http://elsewhere.example/cam-ket") == of_promise
    assert heading(f"http://testserver{promise}/rut") == of_promise


def test_an_address_that_only_takes_forms_leads_to_its_page(
    client: TestClient, promise: str
) -> None:
    for address, page in (
        (f"{promise}/chuyen", promise),
        (f"{promise}/chuyen?lang=en", f"{promise}?lang=en"),
        ("/quan-tri/thang-nhac/dated", "/quan-tri/thang-nhac"),
        ("/dang-xuat", "/"),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, page)


def test_a_method_that_nothing_takes_is_refused_with_those_that_are(
    client: TestClient, promise: str
) -> None:
    page = client.put(f"{promise}/chuyen")
    program = client.put("/api/v1/commitments")

    assert (page.status_code, page.headers["allow"]) == (405, "POST")
    assert "Trang này không nhận yêu cầu như vậy." in page.text
    assert program.status_code == 405
    assert program.headers["allow"]


@pytest.mark.parametrize(
    ("path", "sent", "wrong"),
    [
        ("gop", {"into": "GAP-99", "reason": WHY}, "merge-into"),
        ("gop", {"into": "", "reason": WHY}, "merge-into"),
        ("so-lieu", {"name": "a", "value": "3", "as_of": "1/10/2025"}, "figure-name"),
        ("so-lieu", {"name": "x" * 600, "value": "3", "as_of": "1/10/2025"}, "figure-name"),
        ("so-lieu", {"name": WHY, "value": "ba", "as_of": "1/10/2025"}, "figure-value"),
        ("so-lieu", {"name": WHY, "value": "3", "as_of": "32/10/2025"}, "figure-day"),
        ("quyet-dinh", {"kind": "close", "reason": "a"}, "close-reason"),
        ("quyet-dinh", {"kind": "close", "reason": "x" * 6_000}, "close-reason"),
        ("quyet-dinh", {"kind": "not_applicable", "reason": WHY, "approved_by": ""}, "exempt-by"),
        ("quyet-dinh", {"kind": "override", "state": "open", "reason": "a"}, "override-reason"),
    ],
)
def test_the_forms_of_a_gap_come_back_as_well(
    browser_of: Callable[[Role], Browser],
    engine: sa.Engine,
    path: str,
    sent: dict[str, str],
    wrong: str,
) -> None:
    with unit_of_work(engine) as session:
        gap = f"/khoang-trong/{saved_id(make_gap(session))}"

    answer = post(browser_of(Role.OVERSIGHT), f"{gap}/{path}", **sent)

    page = html.document_fromstring(answer.text)
    assert answer.status_code == 422
    assert page.find_class("error-summary")[0].xpath(".//a/@href") == [f"#{wrong}"]
    (form,) = page.get_element_by_id(wrong).iterancestors("form")
    assert {name: form.fields[name] for name in sent} == sent


def test_the_forms_of_the_administration_come_back_as_well(
    browser_of: Callable[[Role], Browser], engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        body = agency_id(session, "BNV")
    admin = browser_of(Role.ADMINISTRATOR)

    for address, sent in (
        (f"/quan-tri/co-quan/{body}/doi-ten", {"name": "Bộ mới", "on": "32/1/2026"}),
        (f"/quan-tri/co-quan/{body}/sap-nhap", {"successor": "Không Có", "on": "1/1/2026"}),
        ("/quan-tri/thang-nhac/dated", {"person": "x", "reason": WHY}),
    ):
        answer = post(admin, address, **sent)
        page = html.document_fromstring(answer.text)
        (form,) = (one for one in page.forms if one.get("action") == address)
        assert answer.status_code == 422
        assert page.find_class("error-summary")
        assert {name: form.fields[name] for name in sent} == sent
