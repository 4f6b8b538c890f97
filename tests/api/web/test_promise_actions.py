"""The page of a promise: its history, and the forms of those who answer for it."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlmodel import select

from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.explanation import CommitmentExplanation
from directives.store.session import reading, unit_of_work
from directives.vocabulary import CommitmentKind, Role
from tests.api.web.conftest import Browser
from tests.factories import NOW, UNDATED, agency_id, make_commitment, make_document, make_gap
from tests.statements import count_statements


@pytest.fixture
def promise(engine: sa.Engine) -> int:
    """A promise of the Ministry of Home Affairs."""
    with unit_of_work(engine) as session:
        return saved_id(make_commitment(session, kind=CommitmentKind.ACTION))


def post(browser: Browser, url: str, **sent: str) -> Response:
    return browser.client.post(url, data={"csrf_token": browser.csrf, **sent})


def count_changes(engine: sa.Engine) -> int:
    with reading(engine) as session:
        return len(session.exec(select(AuditEvent)).all())


def without_tags(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page)


def words_of(page: str) -> str:
    return " ".join(page.split())


def test_a_promise_is_shown_as_it_was_without_forms(
    browser_of: Callable[[Role], Browser], engine: sa.Engine
) -> None:
    browser = browser_of(Role.OVERSIGHT)
    with unit_of_work(engine) as session:
        url = f"/cam-ket/{make_commitment(session, promised_on=date(2025, 9, 1)).id}"
    post(browser, url + "/rut", words="Luật mới đã quy định.")

    now = without_tags(browser.client.get(url).text)
    day_before = {"as_of": (NOW - timedelta(days=1)).date().isoformat()}
    past = browser.client.get(url, params=day_before).text
    unread = browser.client.get(url, params={"known_at": "hôm qua"}).text

    assert f'href="{url}/cach-tinh?as_of={day_before["as_of"]}"' in past
    assert "Luật mới đã quy định." in now
    assert "Luật mới đã quy định." not in past
    assert "Tính đến ngày" in past
    assert f'href="{url}">Xem hôm nay' in past
    assert f'action="{url}' not in past
    assert "Hãy ghi thời điểm có thật kèm múi giờ" in unread


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        ("nhan", {}),
        ("lui-han", {"due_to": "20/10/2025", "reason": "resources"}),
        ("hoan-thanh", {"words": "Biên bản họp."}),
        ("rut", {"words": "Luật mới đã quy định."}),
        ("giai-trinh", {"words": "Chờ Luật mới."}),
        ("han-noi-bo", {"due_on": "05/10/2025"}),
    ],
)
def test_a_form_sent_again_does_nothing_twice(
    browser_of: Callable[[Role], Browser],
    engine: sa.Engine,
    promise: int,
    form: str,
    typed: dict[str, str],
) -> None:
    is_own = form in ("nhan", "giai-trinh", "han-noi-bo")
    browser = browser_of(Role.DRAFTER if is_own else Role.OVERSIGHT)
    url = f"/cam-ket/{promise}/{form}"

    first = post(browser, url, form_key="mot-lan", **typed)
    done = count_changes(engine)
    again = post(browser, url, form_key="mot-lan", **typed)

    assert (first.status_code, again.status_code) == (303, 303)
    assert again.headers["location"] == first.headers["location"]
    assert count_changes(engine) == done > 0


def test_an_explanation_said_again_after_another_is_the_last_word(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, promise: int
) -> None:
    browser = browser_of(Role.DRAFTER)

    for said in ("Chờ kinh phí.", "Đã có kinh phí.", "Chờ kinh phí.", "Chờ kinh phí."):
        assert post(browser, f"/cam-ket/{promise}/giai-trinh", words=said).status_code == 303

    with reading(engine) as session:
        told = session.exec(select(CommitmentExplanation.words)).all()
    assert told == ["Chờ kinh phí.", "Đã có kinh phí.", "Chờ kinh phí."]


def test_what_is_tied_or_named_later_is_in_the_history(
    browser_of: Callable[[Role], Browser], engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        first = saved_id(make_gap(session, title="Trụ sở dôi dư"))
        gap = make_gap(session, title="Phụ cấp kiêm nhiệm")
        earlier = NOW - timedelta(hours=1)
        promise = make_commitment(session, gap_ids=(first,), now=earlier, **UNDATED)
        code = gap.code
        url = f"/cam-ket/{promise.id}"
    drafter = browser_of(Role.DRAFTER)

    assert post(drafter, f"{url}/gan-khoang-trong", gap=code).status_code == 303
    assert post(drafter, f"{url}/ten-van-ban", title="Thông tư về phụ cấp").status_code == 303
    assert post(drafter, f"{url}/ten-van-ban", title="TT").status_code == 422
    assert post(drafter, f"{url}/ten-van-ban", title="Thông tư về chế độ").status_code == 303
    post(drafter, f"{url}/lui-han", due_to="20/10/2025", reason="resources")

    page = words_of(without_tags(drafter.client.get(url).text))
    history = page[page.index("Quá trình") : page.index("Giải trình của cơ quan")]
    assert f"Gắn với một khoảng trống. {code}: Phụ cấp kiêm nhiệm" in history
    assert "Trụ sở dôi dư" not in history  # tied from the beginning
    assert "Tên văn bản sẽ ban hành: “Thông tư về phụ cấp”." in history
    assert "“Thông tư về chế độ”. Trước đó: “Thông tư về phụ cấp”." in history
    assert "Chuyển thời hạn từ chưa có thời hạn sang 20/10/2025." in history
    assert "Tên văn bản sẽ ban hành Thông tư về chế độ" in page


def test_what_is_done_on_the_page_becomes_its_history(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, promise: int
) -> None:
    with unit_of_work(engine) as session:
        make_document(session, number_as_printed="77/BNV-TCBC")
    url = f"/cam-ket/{promise}"
    drafter, oversight = browser_of(Role.DRAFTER), browser_of(Role.OVERSIGHT)

    assert post(drafter, f"{url}/nhan").status_code == 303
    assert "Đã nhận trách nhiệm" in drafter.client.get(url).text
    assert "tam-dung" not in drafter.client.get(url).text
    assert post(drafter, f"{url}/tam-dung", words="Chờ Luật mới.").status_code == 403
    post(oversight, f"{url}/tam-dung", words="Chờ Luật mới.")
    assert "tạm dừng từ ngày 01/10/2025" in drafter.client.get(url).text
    assert post(drafter, f"{url}/tiep-tuc").status_code == 403
    post(oversight, f"{url}/tiep-tuc")
    post(
        drafter,
        f"{url}/lui-han",
        due_to="20/10/2025",
        reason="resources",
        reason_words="Thiếu người.",
    )
    post(drafter, f"{url}/bao-hoan-thanh", words="Biên bản họp.")
    page = drafter.client.get(url).text
    assert "báo hoàn thành ngày 01/10/2025, chờ xác nhận" in page
    assert f"{url}/lui-han" not in page
    post(oversight, f"{url}/tra-lai", words="Biên bản không phải văn bản.")
    post(oversight, f"{url}/chuyen", agency="BTC", words="Đúng chức năng hơn.")
    page = oversight.client.get(url).text
    assert "Bộ Nội vụ đã hứa" in page
    assert "nay do Bộ Tài chính chịu trách nhiệm" in page
    assert post(oversight, f"{url}/hoan-thanh", document="77/BNV-TCBC").status_code == 422  # older
    assert post(oversight, f"{url}/hoan-thanh", words="Đã làm xong.").status_code == 303

    history = words_of(oversight.client.get(url).text)
    for told in (
        "Nhận trách nhiệm.",
        "Tạm dừng. Chờ Luật mới.",
        "Tiếp tục.",
        "Chuyển thời hạn từ 14/10/2025 sang 20/10/2025. Thiếu nhân lực, kinh phí. Thiếu người.",
        "Báo đã hoàn thành. Biên bản họp.",
        "Trả lại, chưa xác nhận. Biên bản không phải văn bản.",
        "Chuyển cho Bộ Tài chính. Đúng chức năng hơn.",
        "Hoàn thành ngày 01/10/2025, đúng hạn. Đã làm xong.",
        "Hứa lần đầu. Trước ngày 15/10/2025.",
    ):
        assert told in history
    assert "Việc có thể làm" not in history


def test_a_report_is_confirmed_and_a_promise_rejected_or_withdrawn(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, promise: int
) -> None:
    with unit_of_work(engine) as session:
        other = saved_id(make_commitment(session, **UNDATED))
    drafter, oversight = browser_of(Role.DRAFTER), browser_of(Role.OVERSIGHT)

    post(drafter, f"/cam-ket/{promise}/bao-hoan-thanh", held_on="01/10/2025", words="Biên bản.")
    assert "Xác nhận đã hoàn thành" in oversight.client.get(f"/cam-ket/{promise}").text
    assert post(oversight, f"/cam-ket/{promise}/xac-nhan").status_code == 303
    assert "đúng hạn" in oversight.client.get(f"/cam-ket/{promise}").text
    post(drafter, f"/cam-ket/{other}/tu-choi", words="Không thuộc chức năng.")
    assert "Đã từ chối, chưa giao cơ quan khác" in drafter.client.get(f"/cam-ket/{other}").text
    post(drafter, f"/cam-ket/{other}/rut", words="Không còn cần.")
    assert "đã rút ngày 01/10/2025" in drafter.client.get(f"/cam-ket/{other}").text
    listed = drafter.client.get("/cam-ket?state=done_on_time").text
    assert "1 cam kết." in listed


def test_only_oversight_is_offered_to_close_a_promise_by_words(
    browser_of: Callable[[Role], Browser], promise: int
) -> None:
    url = f"/cam-ket/{promise}"
    drafter, oversight = browser_of(Role.DRAFTER), browser_of(Role.OVERSIGHT)

    refused = post(drafter, f"{url}/hoan-thanh", words="Biên bản họp.")

    assert refused.status_code == 403
    assert "hãy báo đã hoàn thành, cơ quan giám sát xác nhận" in words_of(refused.text)
    assert "fulfilled-words" not in drafter.client.get(url).text
    assert "fulfilled-words" in oversight.client.get(url).text


def test_a_gap_is_tied_to_a_promise_on_its_page(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, promise: int
) -> None:
    with unit_of_work(engine) as session:
        gap = make_gap(session, title="Xử lý trụ sở dôi dư").code
    drafter, url = browser_of(Role.DRAFTER), f"/cam-ket/{promise}"
    assert "Gắn với một khoảng trống" in drafter.client.get(url).text

    tied = post(drafter, f"{url}/gan-khoang-trong", gap=gap.lower())

    assert (tied.status_code, tied.headers["location"]) == (303, f"{url}#khoang-trong")
    assert "Xử lý trụ sở dôi dư" in drafter.client.get(url).text
    assert post(drafter, f"{url}/gan-khoang-trong", gap=gap).status_code == 409
    assert post(drafter, f"{url}/gan-khoang-trong", gap="KT-99999").status_code == 422
    assert "Gắn với một khoảng trống" not in browser_of(Role.OFFICER).client.get(url).text


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("tu-choi", {"words": " "}),
        ("chuyen", {"agency": "không có", "words": "lý do"}),
        ("chuyen", {"agency": "BTC", "words": ""}),
        ("bao-hoan-thanh", {"words": ""}),
        ("hoan-thanh", {"document": "không phải số"}),
        ("hoan-thanh", {"document": "999999"}),
        ("hoan-thanh", {"document": "9" * 200}),
        ("hoan-thanh", {"document": "1/" * 50}),
    ],
)
def test_a_form_that_is_filled_in_wrongly_is_refused(
    browser_of: Callable[[Role], Browser], promise: int, path: str, sent: dict[str, str]
) -> None:
    oversight = browser_of(Role.OVERSIGHT)

    assert post(oversight, f"/cam-ket/{promise}/{path}", **sent).status_code == 422
    assert post(oversight, f"/cam-ket/{promise}/tiep-tuc").status_code == 409


def test_guidance_reported_in_words_is_not_offered_to_be_confirmed(
    browser_of: Callable[[Role], Browser], engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        url = f"/cam-ket/{make_commitment(session).id}"
    drafter, oversight = browser_of(Role.DRAFTER), browser_of(Role.OVERSIGHT)

    assert post(drafter, f"{url}/bao-hoan-thanh", words="Đã gửi công văn.").status_code == 303

    page = words_of(oversight.client.get(url).text)
    assert f"{url}/xac-nhan" not in page
    assert "Điều đã báo chưa đủ để xác nhận" in page
    assert f"{url}/tra-lai" in page
    assert post(oversight, f"{url}/xac-nhan").status_code == 422
    assert "Điều đã báo chưa đủ" not in drafter.client.get(url).text


def test_the_public_reads_and_may_do_nothing(
    client: TestClient, browser_of: Callable[[Role], Browser], promise: int
) -> None:
    page = client.get(f"/cam-ket/{promise}").text

    assert "Chưa trả lời có nhận hay không" in page
    assert "Việc có thể làm" not in page
    assert client.post(f"/cam-ket/{promise}/nhan").status_code == 401
    assert post(browser_of(Role.OFFICER), f"/cam-ket/{promise}/nhan").status_code == 403


def test_the_page_asks_no_more_the_longer_its_history(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, promise: int
) -> None:
    oversight, url = browser_of(Role.OVERSIGHT), f"/cam-ket/{promise}"
    post(oversight, f"{url}/tam-dung", words="Chờ Luật mới.")
    with count_statements(engine) as few:
        oversight.client.get(url)
    for _ in range(3):
        post(oversight, f"{url}/tiep-tuc")
        post(oversight, f"{url}/tam-dung", words="Chờ Luật mới.")
    with count_statements(engine) as many:
        oversight.client.get(url)

    assert len(many) == len(few) <= 25


def test_the_list_reads_a_page_and_filters_by_who_answers(
    browser_of: Callable[[Role], Browser], engine: sa.Engine, promise: int
) -> None:
    oversight = browser_of(Role.OVERSIGHT)
    with unit_of_work(engine) as session:
        finance = agency_id(session, "BTC")
    post(oversight, f"/cam-ket/{promise}/chuyen", agency="BTC", words="Đúng chức năng hơn.")
    with count_statements(engine) as few:
        oversight.client.get("/cam-ket")
    with unit_of_work(engine) as session:
        for _ in range(60):
            make_commitment(session)
    oversight.client.get("/cam-ket")  # the counts are remembered from here on
    with count_statements(engine) as many:
        first = oversight.client.get("/cam-ket").text

    assert "61 cam kết." in first
    assert first.count("<h3>") == 50
    assert oversight.client.get("/cam-ket?page=2").text.count("<h3>") == 11
    assert len(many) <= len(few)
    of_finance = words_of(oversight.client.get(f"/cam-ket?agency={finance}").text)
    assert "1 cam kết." in of_finance
    assert "Bộ Nội vụ đã hứa" in of_finance
    assert "Bộ Tài chính" in of_finance


def test_the_deadline_of_the_body_itself_stands_on_its_page_for_its_people(
    client: TestClient, browser_of: Callable[[Role], Browser], promise: int
) -> None:
    url, drafter = f"/cam-ket/{promise}", browser_of(Role.DRAFTER)
    oversight = browser_of(Role.OVERSIGHT)
    assert "Chưa có hạn nội bộ nào đang tính." in drafter.client.get(url).text
    sent = post(drafter, f"{url}/han-noi-bo", due_on="10/10/2025", words="Để kịp trình.")

    assert (sent.status_code, sent.headers["location"]) == (303, f"{url}#han-noi-bo")
    own = words_of(drafter.client.get(url).text)
    assert "Cơ quan đặt hạn nội bộ 10/10/2025" in own
    assert "Để kịp trình." in own
    watched = oversight.client.get(url).text
    assert "10/10/2025" in watched
    assert "Lưu hạn nội bộ" not in watched
    assert "10/10/2025" not in client.get(url).text
    assert "Hạn nội bộ" not in client.get(url).text
    assert post(drafter, f"{url}/han-noi-bo", due_on="14/10/2025").status_code == 422
    assert post(drafter, f"{url}/han-noi-bo").status_code == 303
    assert "Bỏ hạn nội bộ." in drafter.client.get(url).text
