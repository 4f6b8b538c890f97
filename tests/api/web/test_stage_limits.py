from collections.abc import Callable

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.models.commitment_stage import NewStage
from directives.services.commitment_stages import enter_stage
from directives.store.session import unit_of_work
from directives.vocabulary import Role, Stage
from tests.api.web.conftest import Browser
from tests.api.web.test_promise_actions import post, words_of
from tests.factories import NOW, TODAY, make_actor, make_commitment

BrowserOf = Callable[[Role], Browser]
PAGE = "/quan-tri/thoi-han-buoc"
FORM = {
    "type_code": "TT",
    "stage": "comments",
    "procedure": "normal",
    "limit_days": "7",
    "limit_unit": "calendar",
    "holds_from": "01/10/2025",
    "reason": "Theo quy chế mới",
}


def test_a_limit_is_shown_and_set_for_a_kind_of_document(
    browser_of: BrowserOf, client: TestClient, engine: sa.Engine
) -> None:
    admin = browser_of(Role.ADMINISTRATOR)
    assert "Chưa ai đổi thời hạn có sẵn." in admin.client.get(PAGE).text
    sent = post(admin, PAGE, **FORM)
    without = post(admin, PAGE, **{**FORM, "type_code": "", "limit_days": ""})

    assert (sent.status_code, sent.headers["location"]) == (303, f"{PAGE}#da-doi")
    assert without.status_code == 303
    page = words_of(admin.client.get(PAGE).text)
    assert "Thông tư, Lấy ý kiến, Trình tự thông thường: 7 ngày, áp dụng từ 01/10/2025." in page
    assert "Mọi loại, Lấy ý kiến, Trình tự thông thường: Không có thời hạn" in page
    with unit_of_work(engine) as session:
        key = saved_id(make_commitment(session, expected_type_code="TT"))
        entry = NewStage(stage=Stage.COMMENTS, entered_on=TODAY)
        enter_stage(session, make_actor(session), key, entry, now=NOW)
    told = words_of(client.get(f"/cam-ket/{key}").text)
    assert "08/10/2025 (7 ngày, áp dụng từ 01/10/2025)" in told


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"stage": "thẩm tra"}, "stage"),
        ({"procedure": ""}, "procedure"),
        ({"limit_unit": "giờ"}, "limit_unit"),
        ({"limit_days": "0"}, "limit_days"),
        ({"limit_days": "mười"}, "limit_days"),
        ({"holds_from": "hôm nay"}, "holds_from"),
        ({"reason": ""}, "reason"),
        ({"type_code": "không có"}, "type_code"),
        ({"type_code": "CV", "stage": "appraisal"}, "stage"),
        ({"type_code": "", "limit_days": "10", "limit_unit": "working"}, "limit_days"),
    ],
)
def test_what_is_wrong_is_shown_beside_its_field_and_what_was_typed_stays(
    browser_of: BrowserOf, wrong: dict[str, str], field: str
) -> None:
    refused = post(browser_of(Role.ADMINISTRATOR), PAGE, **{**FORM, **wrong})

    assert refused.status_code == 422
    assert f'id="{field}-error"' in refused.text
    assert f'href="#{field}"' in refused.text


def test_only_administrators_keep_limits(client: TestClient, browser_of: BrowserOf) -> None:
    assert client.get(PAGE).headers["location"] == f"/dang-nhap?next={PAGE}"
    drafter = browser_of(Role.DRAFTER)
    assert drafter.client.get(PAGE).status_code == 403
    assert post(drafter, PAGE, **FORM).status_code == 403
