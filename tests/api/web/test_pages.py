"""Every page, as a visitor without scripts gets it."""

import re
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.store.session import unit_of_work
from directives.vocabulary import RecordState, Role
from tests.api.web.conftest import PASSWORD, Browser, add_person
from tests.factories import make_document

PAGES = (
    "/",
    "/tim-kiem",
    "/tim-kiem?q=phu cap",
    "/tim-kiem?q=878/qd-bnv",
    "/tim-kiem?q=zzzz",
    '/tim-kiem?q="chưa đóng&type=CV&year=x&page=abc',
    "/van-ban",
    "/van-ban?type=CV&agency=6&sector=dat-dai&year=2025&stubs=1&page=9",
    "/khoang-trong",
    "/khoang-trong?state=open&sector=khac",
    "/cam-ket",
    "/cam-ket?state=overdue&agency=6",
    "/bao-cao",
    "/bao-cao/giao-quy-dinh",
    "/ma-tran",
    "/ma-tran/dia-phuong",
    "/ma-tran/o?sector=dat-dai&agency=10",
    "/ma-tran/o?gap=2&place=15",
    "/dia-phuong",
    "/dia-phuong?q=binh thuan",
    "/dia-phuong/15",
    "/dia-phuong/00004",
    "/bao-cao/qua-han",
    "/bao-cao/qua-han?as_of=2025-10-20",
    "/dang-nhap",
)


def words_of(page: str) -> str:
    """Return what a reader sees."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main")[1]).split())


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_is_served_in_the_language_asked_for(
    client: TestClient, example: None, url: str, language: str
) -> None:
    client.cookies.set("lang", language)
    answer = client.get(url)

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert len(answer.content) < 100_000
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_home_page_shows_the_state_of_guidance(client: TestClient, example: None) -> None:
    page = words_of(client.get("/").text)

    assert "3 cam kết quá hạn" in page  # on 1 October 2025 the fourth is not due yet
    assert "8 cam kết chưa có thời hạn" in page
    assert "Bộ Nội vụ đã hứa trình Chính phủ dự thảo" in page


def test_a_number_jumps_to_its_document(client: TestClient, example: None) -> None:
    page = words_of(client.get("/tim-kiem", params={"q": "878/qd-bnv"}).text)

    assert page.index("Đúng số bạn gõ") < page.index("Quyết định 878/QĐ-BNV")


def test_words_are_marked_and_lead_to_the_very_article(client: TestClient, example: None) -> None:
    asked = {"q": "dieu dong cong chuc tang cuong co so"}
    page = client.get("/tim-kiem", params=asked).text

    assert "<mark>" in page
    assert re.search(r'href="/van-ban/\d+#dieu-1"', page)


def test_a_search_that_finds_nothing_helps(client: TestClient, example: None) -> None:
    page = words_of(client.get("/tim-kiem", params={"q": "zzzz", "type": "CV"}).text)

    assert "Không tìm thấy gì" in page
    assert "Loại văn bản: Công văn (bỏ lọc)" in page


def test_what_is_typed_never_becomes_markup(client: TestClient, example: None) -> None:
    page = client.get("/tim-kiem", params={"q": "<script>alert(1)</script> phu cap"}).text

    assert "<script>alert" not in page


def document_url(client: TestClient, number: str) -> str:
    page = client.get("/tim-kiem", params={"q": number}).text
    found = re.search(r'href="(/van-ban/\d+)"', page)
    assert found is not None
    return found[1]


def test_a_document_shows_its_text_relations_and_gaps(client: TestClient, example: None) -> None:
    page = client.get(document_url(client, "6383/BNV-TCBC")).text

    assert 'id="doan-1"' in page
    assert "Văn bản minh họa" in page
    assert "Chi trả chế độ cho người nghỉ việc chưa dứt điểm" in page
    assert "183-KL/TW" in page


def test_an_amended_decree_says_so(client: TestClient, example: None) -> None:
    page = words_of(client.get(document_url(client, "178/2024/NĐ-CP")).text)

    assert "Hết hiệu lực một phần, do Nghị định 67/2025/NĐ-CP." in page


def test_the_original_file_is_saved_and_never_run(client: TestClient, example: None) -> None:
    page = client.get(document_url(client, "878/QĐ-BNV")).text
    found = re.search(r'href="(/van-ban/\d+/tep/[0-9a-f]{64})"', page)
    assert found is not None

    file = client.get(found[1])

    assert file.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in file.headers["content-security-policy"]
    assert file.content.startswith(b"PK")


def test_the_overdue_report_names_who_what_since_when_and_where(
    client: TestClient, example: None
) -> None:
    page = words_of(client.get("/bao-cao/qua-han", params={"as_of": "2025-10-20"}).text)

    assert "4 cam kết quá hạn của 3 cơ quan, đơn vị; chậm nhất 51 ngày." in page
    assert "6 ngày, từ 15/10/2025" in page
    assert "Báo Dân trí" in page
    assert page.index("Cam kết chưa có thời hạn") > page.index("6 ngày")


def test_lists_and_reports_are_shown_as_known_at_an_instant(
    client: TestClient, example: None
) -> None:
    day, before = {"as_of": "2025-10-20"}, {"known_at": "2025-01-01T00:00:00+07:00"}

    late = client.get("/bao-cao/qua-han", params=day | before).text
    promises = client.get("/cam-ket", params=day | before).text

    assert "Không có cam kết nào quá hạn" in late
    assert 'value="2025-01-01T00:00:00+07:00"' in late
    assert "0 cam kết." in words_of(promises)
    assert "Theo dữ liệu đã ghi đến" in promises
    known = "?as_of=2025-10-20&amp;known_at="
    for url in ("/cam-ket", "/bao-cao/qua-han"):
        assert re.search(r'href="/cam-ket/\d+\?as_of=2025-10-20"', client.get(url, params=day).text)
        asked = client.get(url, params=day | {"known_at": "2025-10-10T00:00:00+07:00"}).text
        assert re.search(rf'href="/cam-ket/\d+{re.escape(known)}2025-10-09T17', asked)
        assert re.search(r'href="/cam-ket/\d+"', client.get(url).text)
    assert "4 cam kết quá hạn" in client.get("/bao-cao/qua-han", params=day).text
    for url in ("/cam-ket", "/bao-cao/qua-han", "/bao-cao/tinh-hinh-thuc-hien"):
        wrong = client.get(url, params={"known_at": "hôm qua"}).text
        assert "Hãy ghi thời điểm có thật kèm múi giờ" in wrong


def test_a_day_that_is_none_is_explained_beside_the_field(
    client: TestClient, example: None
) -> None:
    page = client.get("/bao-cao/qua-han", params={"as_of": "2025-02-31"}).text

    assert "Hãy chọn một ngày có thật" in page
    assert 'aria-invalid="true"' in page


def test_drafts_are_shown_to_nobody_else(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        draft = make_document(session, title="Bản nháp kín", state=RecordState.DRAFT)
        url = f"/van-ban/{saved_id(draft)}"

    assert client.get(url).status_code == 404
    assert "Bản nháp kín" not in client.get("/van-ban").text
    assert "Bản nháp kín" not in client.get("/").text


@pytest.mark.parametrize("url", ["/van-ban/99999", "/khoang-trong/9", "/cam-ket/9", "/khong-co"])
def test_what_is_not_there_is_said_in_words(client: TestClient, url: str) -> None:
    answer = client.get(url)

    assert answer.status_code == 404
    assert "Không tìm thấy" in answer.text


def form_token(page: str) -> str:
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_signing_in_and_out(client: TestClient, engine: sa.Engine) -> None:
    username = add_person(engine, Role.OFFICER)
    token = form_token(client.get("/dang-nhap?next=/cam-ket").text)
    typed = {"username": username, "password": PASSWORD, "form_token": token, "next": "/cam-ket"}

    entered = client.post("/dang-nhap", data=typed)

    assert (entered.status_code, entered.headers["location"]) == (303, "/cam-ket")
    page = client.get("/").text
    assert "Người dùng thử" in page
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert csrf is not None
    assert client.post("/dang-xuat", data={"csrf_token": csrf[1]}).status_code == 303
    assert "Người dùng thử" not in client.get("/").text


@pytest.mark.parametrize(
    ("password", "with_token", "said"),
    [
        ("sai-mat-khau", True, "Tên đăng nhập hoặc mật khẩu không đúng."),
        ("", True, "Hãy điền mật khẩu."),
        (PASSWORD, False, "Biểu mẫu đã hết hạn."),
    ],
)
def test_a_refused_sign_in_says_why_and_keeps_the_name(
    client: TestClient, engine: sa.Engine, password: str, with_token: bool, said: str
) -> None:
    username = add_person(engine, Role.OFFICER)
    token = form_token(client.get("/dang-nhap").text) if with_token else "giả"
    typed = {"username": username, "password": password, "form_token": token}

    refused = client.post("/dang-nhap", data=typed)

    assert refused.status_code == 422
    assert said in refused.text
    assert f'value="{username}"' in refused.text
    assert "directives_session" not in refused.cookies


@pytest.mark.parametrize("elsewhere", ["//ke-xau.vn", "https://ke-xau.vn", "/\\ke-xau.vn"])
def test_signing_in_never_leads_elsewhere(
    client: TestClient, engine: sa.Engine, elsewhere: str
) -> None:
    username = add_person(engine, Role.OFFICER)
    token = form_token(client.get("/dang-nhap").text)
    typed = {"username": username, "password": PASSWORD, "form_token": token, "next": elsewhere}

    assert client.post("/dang-nhap", data=typed).headers["location"] == "/"


def test_an_officer_says_we_too_once(
    client: TestClient, browser_of: Callable[[Role], Browser], example: None
) -> None:
    officer = browser_of(Role.OFFICER)
    assert "Chúng tôi cũng vướng" in officer.client.get("/khoang-trong/2").text

    for _ in range(2):
        said = officer.client.post("/khoang-trong/2/cung-vuong", data={"csrf_token": officer.csrf})
        assert said.status_code == 303

    page = words_of(client.get("/khoang-trong/2").text)
    assert "1 địa phương đã báo." in page
    assert "Lào Cai" in page


def test_we_too_without_the_token_is_refused(
    browser_of: Callable[[Role], Browser], example: None
) -> None:
    officer = browser_of(Role.OFFICER)

    assert officer.client.post("/khoang-trong/2/cung-vuong").status_code == 403


def test_english_pages_have_english_words(client: TestClient, example: None) -> None:
    page = client.get("/?lang=en").text

    assert "overdue commitments" in page
    for vietnamese in ("cam kết", "Xem mọi", "Đăng nhập", "Tìm kiếm", "quá hạn"):
        assert vietnamese not in re.sub(r'lang="vi".*?</a>', "", page, flags=re.DOTALL)


def test_a_figure_of_the_home_page_leads_to_as_many_gaps(client: TestClient, example: None) -> None:
    home = words_of(client.get("/").text)
    counted = re.search(r"(\d+) khoảng trống chưa có văn bản đáp ứng", home)
    assert counted is not None

    listed = words_of(client.get("/khoang-trong?state=unanswered").text)

    assert f"{counted[1]} khoảng trống." in listed


def test_gaps_stand_by_sector_and_those_without_one_come_last(
    client: TestClient, example: None
) -> None:
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", client.get("/khoang-trong").text)

    shown = headings[: headings.index("Tình trạng")]
    assert shown[:2] == ["Đất đai", "Tài chính - kế toán"]
    assert shown[-1] == "Lĩnh vực khác"
    assert "1 khoảng trống." in words_of(client.get("/khoang-trong?sector=khac").text)


def test_a_draft_in_the_list_says_how_far_it_has_come(client: TestClient, example: None) -> None:
    page = words_of(client.get("/van-ban").text)

    assert re.search(r"Dự án Luật Viên chức \(sửa đổi\) Đang lấy ý kiến Dự thảo", page)


def test_a_source_shows_what_it_states_with_its_figures(client: TestClient, example: None) -> None:
    listed = client.get("/van-ban").text
    found = re.search(r'href="(/van-ban/\d+)">\s*Báo Lâm Đồng', listed)
    assert found is not None

    page = words_of(client.get(found[1]).text)

    assert "50.345 người, tính đến ngày 19/8/2025" in page
    assert "Thời điểm nghỉ muộn nhất để hưởng chế độ" in page
