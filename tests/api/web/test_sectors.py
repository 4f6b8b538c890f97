from collections.abc import Callable

from fastapi.testclient import TestClient

from directives.vocabulary import Role
from tests.api.web.conftest import Browser

BrowserOf = Callable[[Role], Browser]
PAGE = "/quan-tri/linh-vuc"


def post(browser: Browser, address: str, **form: str) -> tuple[int, str]:
    sent = browser.client.post(address, data={"csrf_token": browser.csrf, **form})
    return sent.status_code, sent.headers.get("location", sent.text)


def test_a_sector_is_added_renamed_and_retired(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    assert 'name="keywords"' in admin.client.get(f"{PAGE}/moi").text

    assert post(admin, f"{PAGE}/moi", name="Lưu trữ") == (303, f"{PAGE}#luu-tru")
    assert post(admin, f"{PAGE}/luu-tru", name="Lưu trữ quốc gia")[0] == 303
    assert "Lưu trữ quốc gia" in admin.client.get(PAGE).text

    assert post(admin, f"{PAGE}/luu-tru/ngung")[0] == 303
    assert "Ngừng dùng cho hồ sơ mới từ ngày 01/10/2025." in admin.client.get(PAGE).text
    assert "Dùng lại Lưu trữ quốc gia" in admin.client.get(f"{PAGE}/luu-tru").text
    assert post(admin, f"{PAGE}/luu-tru/ngung", again="1")[0] == 303
    assert "Ngừng dùng cho" not in admin.client.get(PAGE).text


def test_a_retired_sector_is_not_offered_for_what_is_new(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    assert 'value="dat-dai"' in admin.client.get("/khoang-trong/bao").text

    post(admin, f"{PAGE}/dat-dai/ngung")

    assert 'value="dat-dai"' not in admin.client.get("/khoang-trong/bao").text


def test_what_is_wrong_is_shown_beside_its_field_and_what_was_typed_stays(
    browser_of: BrowserOf,
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    for address in (f"{PAGE}/moi", f"{PAGE}/y-te"):
        status, page = post(admin, address, name="Đất đai", keywords="ruộng")
        assert status == 422
        assert 'id="name-error"' in page
        assert 'value="ruộng"' in page
    assert post(admin, f"{PAGE}/khong-co", name="Một tên")[0] == 404


def test_only_administrators_keep_sectors(client: TestClient, browser_of: BrowserOf) -> None:
    drafter = browser_of(Role.DRAFTER)

    for address in (PAGE, f"{PAGE}/moi", f"{PAGE}/dat-dai"):
        assert client.get(address).headers["location"].startswith("/dang-nhap?next=/quan-tri")
        assert drafter.client.get(address).status_code == 403
    assert post(drafter, f"{PAGE}/moi", name="Lưu trữ")[0] == 403
    assert post(drafter, f"{PAGE}/dat-dai/ngung")[0] == 403
