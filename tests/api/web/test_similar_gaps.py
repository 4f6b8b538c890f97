"""Gaps nearly alike, shown while another one is being written."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.services.similar_gaps import MOST
from directives.store.session import unit_of_work
from directives.vocabulary import Role
from tests.api.web.conftest import Browser
from tests.factories import make_gap
from tests.statements import count_statements

BrowserOf = Callable[[Role], Browser]
ADDRESS = "/khoang-trong/gan-giong"
WORDS = "phi hoa tang o xa chua ro"
NONE_ALIKE = "Chưa thấy khoảng trống nào gần giống"


@pytest.fixture
def gaps(engine: sa.Engine) -> list[int]:
    titles = ["Chưa rõ phí hỏa táng ở xã", "Mức phí hỏa táng ở xã", "Biên chế giáo viên <b>"]
    with unit_of_work(engine) as session:
        return [saved_id(make_gap(session, title=title)) for title in titles]


def near(browser: Browser, **asked: str) -> str:
    answer = browser.client.get(ADDRESS, params=asked)
    assert answer.status_code == 200
    return answer.text


def test_an_officer_sees_what_is_alike_while_typing_and_may_join(
    browser_of: BrowserOf, gaps: list[int]
) -> None:
    officer = browser_of(Role.OFFICER)
    found = near(officer, words=WORDS)

    assert "<html" not in found
    assert "Khoảng trống gần giống điều bạn đang viết: 2" in found
    assert found.index("Chưa rõ phí hỏa táng ở xã") < found.index(f'"/khoang-trong/{gaps[1]}"')
    assert f'formaction="/khoang-trong/{gaps[0]}/cung-vuong"' in found
    assert "giáo viên" not in found
    assert "&lt;b&gt;" in near(officer, words="bien che giao vien")


def test_a_drafter_sees_it_too_and_reports_for_no_place(
    browser_of: BrowserOf, gaps: list[int]
) -> None:
    found = near(browser_of(Role.DRAFTER), words=WORDS)

    assert f'href="/khoang-trong/{gaps[0]}"' in found
    assert "cung-vuong" not in found


def test_a_button_finds_what_is_alike_and_keeps_what_was_typed(
    browser_of: BrowserOf, gaps: list[int]
) -> None:
    officer = browser_of(Role.OFFICER)
    typed = {
        "csrf_token": officer.csrf,
        "title": "Phí hỏa táng ở xã",
        "words": "Chưa rõ <mức>",
        "sector": "dat-dai",
    }
    before = officer.client.get("/khoang-trong").text

    found = officer.client.post("/khoang-trong/bao", data=typed | {"find": "1"})

    assert found.status_code == 200
    assert f'href="/khoang-trong/{gaps[0]}"' in found.text
    assert 'value="Phí hỏa táng ở xã"' in found.text
    assert "Chưa rõ &lt;mức&gt;</textarea>" in found.text
    assert 'value="dat-dai" selected' in found.text
    assert officer.client.get("/khoang-trong").text == before
    nothing = typed | {"find": "1", "title": "", "words": "xyz"}
    assert NONE_ALIKE in officer.client.post("/khoang-trong/bao", data=nothing).text


def test_who_changes_a_gap_finds_what_is_alike_without_saving(
    browser_of: BrowserOf, gaps: list[int]
) -> None:
    drafter = browser_of(Role.DRAFTER)
    address = f"/khoang-trong/{gaps[2]}/sua"
    typed = {"csrf_token": drafter.csrf, "raised_by": "Sở", "find": "1"}

    found = drafter.client.post(address, data=typed | {"title": "Phí hỏa táng ở xã"})
    nothing = drafter.client.post(address, data=typed | {"title": "xyz"})

    assert f'<a href="/khoang-trong/{gaps[0]}">' in found.text
    assert 'value="Phí hỏa táng ở xã"' in found.text
    assert NONE_ALIKE in nothing.text
    assert "Biên chế giáo viên" in drafter.client.get(address).text


def test_what_stands_on_the_page_is_not_shown_twice(browser_of: BrowserOf, gaps: list[int]) -> None:
    officer = browser_of(Role.OFFICER)

    assert "đang viết: 1" in near(officer, words=WORDS, checked=f"x,{gaps[0]}")
    for words in ("", "ph", "thẻ nhà báo"):
        assert near(officer, words=words).strip() == ""
    shown = officer.client.get(f"/khoang-trong/bao?q={WORDS}").text
    assert f'data-similar="{ADDRESS}?checked={gaps[0]},{gaps[1]}"' in shown
    edited = browser_of(Role.DRAFTER).client.get(f"/khoang-trong/{gaps[0]}/sua").text
    assert f'data-similar="{ADDRESS}?checked={gaps[0]},{gaps[1]}"' in edited
    assert 'data-fields="title description"' in edited


def test_only_who_may_say_what_is_missing_is_answered(
    client: TestClient, browser_of: BrowserOf, gaps: list[int]
) -> None:
    assert gaps
    unknown = client.get(ADDRESS, params={"words": WORDS})  # the script shows nothing of it
    assert unknown.headers["location"].startswith("/dang-nhap")
    too_long = browser_of(Role.OFFICER).client.get(ADDRESS, params={"words": "x" * 2_001})
    assert too_long.status_code == 422


def test_many_that_are_alike_take_as_many_questions_as_few(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    officer = browser_of(Role.OFFICER)

    def asked(titles: int) -> int:
        with unit_of_work(engine) as session:
            for number in range(titles):
                make_gap(session, title=f"Chưa rõ phí hỏa táng ở xã thứ {number}")
        with count_statements(engine) as counted:
            near(officer, words=WORDS)
        return len(counted)

    assert asked(1) == asked(MOST)
