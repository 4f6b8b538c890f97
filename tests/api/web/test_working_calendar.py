from collections.abc import Callable
from datetime import date

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from directives.models.account import Account
from directives.models.base import saved_id
from directives.models.commitment_stage import NewStage
from directives.services.commitment_stages import enter_stage
from directives.store.session import unit_of_work
from directives.vocabulary import Operator, Role, Stage
from tests.api.web.conftest import Browser
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_contact
from tests.statements import count_statements

BrowserOf = Callable[[Role], Browser]
PAGE = "/quan-tri/lich-lam-viec"
DUE = date(2025, 10, 15)  # ten working days from 1 October 2025
FORM = {"day": "13/10/2025", "kind": "holiday", "reason": "Thông báo 1/TB"}


def owe(session: Session) -> int:
    promise = make_commitment(
        session,
        due_from=DUE,
        due_to=DUE,
        due_operator=Operator.ON_OR_BEFORE,
        due_phrase="trong 10 ngày làm việc",
    )
    return saved_id(promise)


def post(browser: Browser, **form: str) -> tuple[int, str]:
    sent = browser.client.post(f"{PAGE}/sua", data={"csrf_token": browser.csrf, **form})
    return sent.status_code, sent.headers.get("location", sent.text)


def look(browser: Browser, **form: str) -> str:
    return browser.client.get(f"{PAGE}/sua", params={**form, "xem": "1"}).text


def test_a_look_ahead_lists_what_would_move_and_saving_moves_it(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        key = owe(session)
    admin = browser_of(Role.ADMINISTRATOR)

    seen = look(admin, **FORM)
    assert "1 thời hạn sẽ đổi" in seen
    assert "Từ 15/10/2025 sang 16/10/2025." in seen
    assert f'href="/cam-ket/{key}"' in seen
    assert "16/10/2025" not in admin.client.get(f"/cam-ket/{key}").text

    assert post(admin, **FORM) == (303, f"{PAGE}?nam=2025#da-sua")

    told = admin.client.get(f"/cam-ket/{key}").text
    assert "Chuyển thời hạn từ 15/10/2025 sang 16/10/2025." in told
    assert "Lịch làm việc thay đổi" in told
    assert "đã lùi hạn" not in told
    page = admin.client.get(f"{PAGE}?nam=2025").text
    assert "Thứ Hai, 13/10/2025" in page
    assert "Theo Thông báo 1/TB." in page
    assert "ghi Thứ Hai, 13/10/2025: Nghỉ lễ, tết." in page


def test_a_swap_is_one_form_and_is_taken_back(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    swap = {**FORM, "kind": "swapped_off", "worked": "11/10/2025"}

    assert "Không thời hạn nào đổi" in look(admin, **swap)
    assert post(admin, **swap)[0] == 303

    assert "Thứ Bảy, 11/10/2025" in admin.client.get(f"{PAGE}?nam=2025").text
    assert post(admin, **{**FORM, "kind": "ordinary"})[0] == 303
    page = admin.client.get(f"{PAGE}?nam=2025").text
    assert "Thứ Hai, 13/10/2025: Ngày thường." in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"day": ""}, "day"),
        ({"day": "31/02/2025"}, "day"),
        ({"kind": "sometimes"}, "kind"),
        ({"reason": ""}, "reason"),
        ({"kind": "swapped_off", "worked": "14/10/2025"}, "worked"),
        ({"kind": "makeup_workday"}, "day"),
    ],
)
def test_what_is_wrong_is_shown_beside_its_field_and_what_was_typed_stays(
    browser_of: BrowserOf, wrong: dict[str, str], field: str
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    sent = {**FORM, **wrong}

    status, saved = post(admin, **sent)

    assert status == 422
    for shown in (look(admin, **sent), saved):
        assert f'id="{field}-error"' in shown
        assert f'value="{sent["day"]}"' in shown


def test_the_form_of_a_day_is_filled_with_what_the_calendar_says(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    known, unknown, nothing = (
        admin.client.get(f"{PAGE}/sua?day={day}").text
        for day in ("2025-04-30", "2025-04-28", "mai")
    )

    assert 'value="30/4/2025"' in known
    assert "Ngày Chiến thắng" in known
    assert 'value="28/4/2025"' in unknown
    assert 'value="mai"' in nothing


def test_a_year_without_days_says_what_to_do(browser_of: BrowserOf) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    assert "Năm này chưa ghi ngày nghỉ nào" in admin.client.get(f"{PAGE}?nam=2031").text
    assert "Lịch làm việc năm 2025" in admin.client.get(f"{PAGE}?nam=99999").text
    assert "Chưa quyết định" in admin.client.get(f"{PAGE}?nam=2026").text


def test_only_administrators_keep_the_calendar(client: TestClient, browser_of: BrowserOf) -> None:
    drafter = browser_of(Role.DRAFTER)

    for path in (PAGE, f"{PAGE}/sua"):
        assert client.get(path).headers["location"] == f"/dang-nhap?next={path}"
        assert drafter.client.get(path).status_code == 403
    assert post(drafter, **FORM)[0] == 403


def test_the_page_asks_the_database_as_little_for_many_changes_as_for_one(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)

    def asked() -> int:
        with count_statements(engine) as counted:
            admin.client.get(f"{PAGE}?nam=2025")
        return len(counted)

    post(admin, **FORM)
    one = asked()
    for day in (14, 15, 16):
        post(admin, **{**FORM, "day": f"{day}/10/2025"})

    assert asked() == one


def test_a_stage_that_would_move_is_named_and_then_told_in_the_inbox(
    browser_of: BrowserOf, engine: sa.Engine
) -> None:
    admin, worker = browser_of(Role.ADMINISTRATOR), browser_of(Role.DRAFTER)
    with unit_of_work(engine) as session:
        drafter = session.exec(select(Account).where(Account.username == "nguoi-drafter")).one()
        make_contact(session, account_id=drafter.id)
        key = saved_id(make_commitment(session))
        new = NewStage(stage=Stage.COMMENTS, entered_on=TODAY)
        enter_stage(session, make_actor(session, Role.OVERSIGHT), key, new, now=NOW)

    assert "Bước lấy ý kiến: từ 15/10/2025 sang 16/10/2025." in " ".join(
        look(admin, **FORM).split()
    )
    assert post(admin, **FORM)[0] == 303

    told = "Lịch làm việc thay đổi nên hạn của bước lấy ý kiến dời từ 15/10/2025 sang 16/10/2025."
    assert told in worker.client.get("/tai-khoan/thong-bao").text
    (said,) = worker.client.get("/api/v1/inbox").json()["promises"]
    assert said["moved"] == [{"stage": "comments", "before": "2025-10-15", "after": "2025-10-16"}]
