"""What was sent is put back into the form of a finished page, control by control."""

from typing import Any

import pytest
from lxml import html

from api.web.filled_forms import filled_page

PAGE = """<!DOCTYPE html><html><body><main id="main"><h1>Trang</h1>
<form action="/a"><input type="hidden" name="key" value="1"><input id="one" name="said"></form>
<form action="/a"><input type="hidden" name="key" value="2"><input id="two" name="said"></form>
<form action="/b"><div class="field">
  <label>Có <input type="checkbox" id="sure" name="sure" checked></label>
  <input type="checkbox" name="day" value="mon" checked>
  <input type="checkbox" name="day" value="tue">
  <input type="radio" name="how" value="x" checked><input type="radio" name="how" value="y">
  <select name="unit"><option value="day" selected>ngày</option><option>tuần</option></select>
  <input name="rung" value="1"><input name="rung" value="2"><textarea name="words">cũ</textarea>
  <input type="password" name="secret"><button name="go" value="now">Gửi</button>
</div></form></main></body></html>"""


def filled(action: str, sent: dict[str, list[str]], **errors: str) -> Any:
    return html.document_fromstring(filled_page(PAGE, action, sent, errors, "vi"))


def test_every_kind_of_control_gets_back_what_was_sent() -> None:
    sent = {
        "day": ["tue"],
        "how": ["y"],
        "unit": ["tuần"],
        "rung": ["10", "20"],
        "words": ["<mới> & “cũ”"],
        "secret": ["mat-khau"],
    }

    form = filled("/b", sent).forms[2]

    typed = [one for one in form.form_values() if one[0] != "secret"]
    assert typed == [
        (name, one) for name, values in sent.items() if name != "secret" for one in values
    ]
    assert form.fields["secret"] is None or form.fields["secret"] == ""


@pytest.mark.parametrize(("key", "id_"), [("1", "one"), ("2", "two")])
def test_of_forms_with_one_address_the_hidden_fields_tell_which(key: str, id_: str) -> None:
    page = filled("/a", {"key": [key], "said": ["lời"]}, said="Sai.")

    assert [one.get("id") for one in page.xpath("//input[@value='lời']")] == [id_]
    assert page.xpath("//main/*[1]//a/@href") == [f"#{id_}"]


def test_an_error_stands_before_the_label_that_holds_its_control() -> None:
    page = filled("/b", {}, sure="Hãy đồng ý.")

    assert page.get_element_by_id("sure-error").getnext().tag == "label"
    assert "wrong" in page.forms[2].find("div").classes
    assert "checked" not in page.get_element_by_id("sure").attrib


def test_a_field_that_nobody_sees_is_told_of_on_top_only() -> None:
    page = filled("/a", {"key": ["2"]}, key="Không có khóa này.")

    assert "Không có khóa này." in page.find_class("error-summary")[0].text_content()
    assert page.find_class("error") == []
    assert page.find_class("lost-words") == []
