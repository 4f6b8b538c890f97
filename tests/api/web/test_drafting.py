"""A drafter uploads files, checks what was read, decides about duplicates, publishes."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
import sqlalchemy as sa
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from directives.models.audit import AuditEvent
from directives.models.document import Document, DocumentFile
from directives.models.review import PendingUpload, ReadingCorrection
from directives.rules.administrative_document import AdministrativeDocument
from directives.vocabulary import FileStanding, RecordState, Role
from directives.writing.docx import write_document
from tests.api.web.conftest import Browser
from tests.api.web.test_pages import words_of
from tests.reading.samples import MOTTO, STATE, add_columns, saved
from tests.services.test_registration import DECISION, LETTER

UPLOAD = "/van-ban/tai-len"

SignIn = Callable[[Role], Browser]


@pytest.fixture
def drafter(browser_of: SignIn) -> Browser:
    return browser_of(Role.DRAFTER)


def upload(browser: Browser, *documents: AdministrativeDocument | bytes, **headers: str) -> Any:
    files = [
        ("files", (f"tep-{n}.docx", d if isinstance(d, bytes) else write_document(d)))
        for n, d in enumerate(documents)
    ]
    return browser.client.post(
        UPLOAD, data={"csrf_token": browser.csrf}, files=files, headers=headers
    )


def inputs(page: str) -> dict[str, Any]:
    """Return what a browser would send of the review form, untouched."""
    form = page.split('id="review"')[1]
    sent: dict[str, Any] = dict(
        re.findall(r'<input id="(\w+)"\s+name="\w+"\s+type="text"\s+value="([^"]*)"', form)
    )
    sent |= dict(re.findall(r'<textarea id="(\w+)"[^>]*>([^<]*)</textarea>', form))
    for name in ("relation", "sector", "gap"):
        boxes = re.findall(rf'name="{name}"\s+value="([^"]*)"\s+(checked)?', form)
        sent[name] = [value for value, checked in boxes if checked]
    return sent


def review(browser: Browser, url: str, *, then: str = "publish", **typed: Any) -> Any:
    page = browser.client.get(url)
    assert page.status_code == 200
    sent = {**inputs(page.text), "csrf_token": browser.csrf, "then": then, **typed}
    return browser.client.post(url, data=sent)


def stored(engine: sa.Engine) -> list[Document]:
    with Session(engine) as session:
        wanted = select(Document).where(~col(Document.is_stub)).order_by(col(Document.id))
        return list(session.exec(wanted))


def outcomes(engine: sa.Engine) -> dict[str, tuple[str | None, str | None, str]]:
    with Session(engine) as session:
        rows = session.exec(select(ReadingCorrection)).all()
        return {row.field: (row.suggested, row.corrected, row.outcome.value) for row in rows}


# --- one letter ----------------------------------------------------------------------------------


def test_a_letter_is_registered_with_five_requests(drafter: Browser, engine: sa.Engine) -> None:
    assert drafter.client.get(UPLOAD).status_code == 200
    sent = upload(drafter, LETTER)
    assert sent.status_code == 303
    published = review(drafter, sent.headers["location"])  # two requests: the page, and the form
    assert published.status_code == 303
    page = drafter.client.get(published.headers["location"])

    assert "Công văn 7001/BNV-TCBC" in words_of(page.text)
    (document,) = stored(engine)
    assert (document.state, document.number) == (RecordState.PUBLISHED, "7001/BNV-TCBC")
    assert {outcome for _, _, outcome in outcomes(engine).values()} == {"accepted"}


def test_the_page_marks_the_words_that_each_value_was_read_from(drafter: Browser) -> None:
    page = drafter.client.get(upload(drafter, LETTER).headers["location"]).text

    assert '<mark id="w-number">7001/BNV-TCBC</mark>' in page
    assert 'href="#w-number"' in page
    assert "chắc chắn" in page
    assert "97%" in page
    assert len(page.encode()) < 100_000


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_speak_both_languages(drafter: Browser, language: str) -> None:
    drafter.client.cookies.set("lang", language)
    for url in (UPLOAD, upload(drafter, LETTER).headers["location"]):
        assert f'<html lang="{language}">' in drafter.client.get(url).text


def test_corrections_are_kept_and_the_record_follows_them(
    drafter: Browser, engine: sa.Engine
) -> None:
    url = upload(drafter, LETTER).headers["location"]
    typed = {"title": "Rà soát lại", "place": "", "effective_on": "1/9/2025"}

    assert review(drafter, url, **typed).status_code == 303

    (document,) = stored(engine)
    assert (document.title, document.place) == ("Rà soát lại", None)
    assert document.effective_on == date(2025, 9, 1)
    kept = outcomes(engine)
    assert kept["title"] == (LETTER.title, "Rà soát lại", "corrected")
    assert kept["place"] == ("Hà Nội", None, "cleared")
    assert kept["effective_on"] == (None, "2025-09-01", "corrected")  # the reading had missed it
    assert kept["number"][2] == "accepted"


def test_a_draft_is_saved_and_goes_on_later(drafter: Browser, engine: sa.Engine) -> None:
    url = upload(drafter, LETTER).headers["location"]

    saved = review(drafter, url, then="keep", signer_name="Trần Thị Mẫu")

    assert saved.headers["location"] == f"{url}?saved=1"
    page = drafter.client.get(f"{url}?saved=1").text
    assert "Đã lưu bản nháp." in page
    assert 'value="Trần Thị Mẫu"' in page
    assert set(outcomes(engine)) == {"signer_name"}  # the rest is not decided yet
    assert stored(engine)[0].state is RecordState.DRAFT


def test_the_day_that_a_circular_lacks_is_asked_for_and_a_letter_is_left_alone(
    drafter: Browser,
) -> None:
    url = upload(drafter, LETTER).headers["location"]
    asked = "Chưa có ngày hiệu lực: văn bản quy phạm pháp luật"
    assert asked not in drafter.client.get(url).text

    review(drafter, url, then="keep", number="8/2025/TT-BNV", type="Thông tư")
    assert asked in words_of(drafter.client.get(url).text)

    document = url.removesuffix("/ra-soat")
    assert f'href="{url}#effective_on"' in drafter.client.get(document).text

    review(drafter, url, then="keep", effective_on="01/12/2025")
    assert asked not in words_of(drafter.client.get(url).text)
    assert f'href="{url}#effective_on"' not in drafter.client.get(document).text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "Muốn công bố, hãy điền trích yếu."),
        ("number", "khong so", "không phải là số, ký hiệu văn bản"),
        ("issued_on", "31/31/2025", "Hãy viết ngày như 15/10/2025."),
        ("place", "x" * 301, "Giá trị quá dài."),
    ],
)
def test_what_was_typed_survives_an_error(
    drafter: Browser, engine: sa.Engine, field: str, typed: str, said: str
) -> None:
    url = upload(drafter, LETTER).headers["location"]

    refused = review(drafter, url, **{field: typed, "signer_name": "Gõ tay"})

    assert refused.status_code == 422
    assert said in refused.text
    assert f'id="{field}-error"' in refused.text
    assert 'value="Gõ tay"' in refused.text
    (document,) = stored(engine)
    assert (document.state, document.signer_name) == (RecordState.DRAFT, LETTER.signer_name)
    assert outcomes(engine) == {}


def test_a_review_without_the_token_of_the_sign_in_keeps_what_was_typed(drafter: Browser) -> None:
    url = upload(drafter, LETTER).headers["location"]

    refused = review(drafter, url, csrf_token="khác", title="Gõ tay")

    assert refused.status_code == 422
    assert "Biểu mẫu đã hết hạn" in refused.text
    assert ">Gõ tay</textarea>" in refused.text


def test_relations_are_agreed_with_or_rejected(drafter: Browser, engine: sa.Engine) -> None:
    url = upload(drafter, DECISION).headers["location"]
    page = drafter.client.get(url).text
    assert "mới được nhắc đến" in page  # the decree it is based on is not held
    (kept,) = inputs(page)["relation"]

    review(drafter, url, relation=[])
    assert inputs(drafter.client.get(url).text)["relation"] == []
    review(drafter, url, then="keep", relation=[kept])

    with Session(engine) as session:
        details = session.exec(
            select(AuditEvent.details).where(AuditEvent.action == "document.review")
        ).all()
    assert ['"rejected": [' in one for one in details] == [True, False]
    assert '"confirmed": [' in details[1]
    shown = words_of(drafter.client.get(url.removesuffix("/ra-soat")).text)
    assert "25/2025/NĐ-CP" in shown
    assert "Máy đọc, chưa xác nhận" not in shown


def test_sectors_and_gaps_are_suggested_with_their_sentence(
    drafter: Browser, example: None, engine: sa.Engine
) -> None:
    letter = replace(
        LETTER,
        title="chi trả chế độ nghỉ việc",
        paragraphs=(
            "Bộ Nội vụ hướng dẫn chi trả chế độ cho người nghỉ việc còn chưa dứt điểm.",
            "Các tỉnh chi trả trợ cấp nghỉ việc, nghỉ hưu trước tuổi đúng hạn.",
        ),
    )
    url = upload(drafter, letter).headers["location"]
    page = drafter.client.get(url).text
    assert "w-sector-che-do-chinh-sach" in page
    gap_id, title = re.findall(r'<label for="gap-(\d+)">([^<]+)</label>', page)[0]
    assert "nghỉ việc chưa dứt điểm" in title
    assert 'value="interim"' not in page  # it has a last day: said on the page of the gap

    chosen: dict[str, Any] = {
        "sector": ["che-do-chinh-sach"],
        "gap": [gap_id],
        f"extent-{gap_id}": "conflicting",
    }
    assert review(drafter, url, **chosen).status_code == 303

    shown = words_of(drafter.client.get(url.removesuffix("/ra-soat")).text)
    assert "chi trả chế độ cho người nghỉ việc còn chưa dứt điểm" in shown
    assert "Chế độ, chính sách khi sắp xếp" in shown
    assert f'id="gap-{gap_id}"' not in drafter.client.get(url).text  # linked, no longer suggested


def test_tasks_are_shown_with_their_words(drafter: Browser) -> None:
    given = "Giao Bộ Tài chính chủ trì xây dựng thông tư, hoàn thành trước ngày 15/10/2025."
    url = upload(drafter, replace(LETTER, paragraphs=(given,))).headers["location"]

    page = drafter.client.get(url).text

    assert "Nhiệm vụ được giao trong văn bản" in page
    assert "Bộ Tài chính: xây dựng thông tư" in words_of(page)
    assert 'href="#w-tasks-0"' in page
    assert 'id="w-tasks-0"' in page


def test_accuracy_in_use_is_reported_by_field(drafter: Browser, client: TestClient) -> None:
    report = "/bao-cao/do-chinh-xac"
    assert client.get(report).status_code == 303
    assert "Chưa có giá trị nào được rà soát" in drafter.client.get(report).text
    review(drafter, upload(drafter, LETTER).headers["location"], place="Huế")

    page = words_of(drafter.client.get(report).text)

    assert "Nơi ban hành 1 0 1 0 0 0% chắc chắn 0/1" in page
    assert "Số, ký hiệu 1 1 0 0 0 100% chắc chắn 1/1" in page


# --- who may -------------------------------------------------------------------------------------


def test_only_drafters_upload(client: TestClient, browser_of: SignIn) -> None:
    assert client.get(UPLOAD).headers["location"] == f"/dang-nhap?next={UPLOAD}"
    assert browser_of(Role.OFFICER).client.get(UPLOAD).status_code == 403


def test_a_review_wants_a_sign_in(client: TestClient, drafter: Browser) -> None:
    url = upload(drafter, LETTER).headers["location"]

    assert client.get(url).headers["location"] == f"/dang-nhap?next={url}"
    assert client.post(url).headers["location"] == f"/dang-nhap?next={url}"


def test_another_ministry_does_not_learn_of_a_draft(drafter: Browser, browser_of: SignIn) -> None:
    url = upload(drafter, LETTER).headers["location"]

    assert browser_of(Role.OFFICER).client.get(url).status_code == 404


# --- many files ----------------------------------------------------------------------------------


def test_a_bad_file_never_stops_the_others(drafter: Browser, engine: sa.Engine) -> None:
    answer = upload(drafter, b"PK\x03\x04cut", LETTER, DECISION)

    page = words_of(answer.text)
    assert answer.status_code == 200
    assert "Không nhận được Không đọc được tệp" in page
    assert page.count("Đã lưu bản nháp") == 2
    assert len(stored(engine)) == 2


def test_the_script_is_answered_in_json(drafter: Browser) -> None:
    (row,) = upload(drafter, LETTER, accept="application/json").json()

    assert (row["file"], row["outcome"]) == ("tep-0.docx", "registered")
    assert re.fullmatch(r"/van-ban/\d+/ra-soat", row["url"])


def test_a_form_without_a_file_says_so(drafter: Browser) -> None:
    answer = drafter.client.post(UPLOAD, data={"csrf_token": drafter.csrf})

    assert (answer.status_code, "Hãy chọn ít nhất một tệp." in answer.text) == (422, True)


def test_a_file_sent_twice_is_one_draft(drafter: Browser, engine: sa.Engine) -> None:
    first, again = upload(drafter, LETTER), upload(drafter, LETTER)

    assert first.headers["location"] == again.headers["location"]
    assert len(stored(engine)) == 1


def test_a_hostile_file_is_audited_and_nothing_of_it_is_kept(
    drafter: Browser, engine: sa.Engine, app: FastAPI
) -> None:
    content = io.BytesIO(write_document(LETTER))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("word/x.xml", '<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>')

    answer = upload(drafter, content.getvalue())

    assert answer.status_code == 422
    with Session(engine) as session:
        (event,) = session.exec(select(AuditEvent).where(AuditEvent.action == "file.refuse"))
    assert '"reason": "file_unsafe"' in event.details
    assert "tep-0" not in event.details
    assert stored(engine) == []
    assert not app.state.settings.files_dir.exists()


# --- duplicates ----------------------------------------------------------------------------------


@pytest.fixture
def published(drafter: Browser) -> str:
    """The address of a published letter."""
    review(drafter, upload(drafter, LETTER).headers["location"])
    return "/van-ban/1"


def decide(browser: Browser, url: str, then: str, reason: str = "") -> Any:
    data = {"csrf_token": browser.csrf, "then": then, "reason": reason}
    return browser.client.post(url, data=data)


CHANGED = replace(LETTER, paragraphs=("Bộ Nội vụ đề nghị thực hiện theo bản đã đính chính này.",))


def test_a_duplicate_waits_and_is_shown_beside_the_document(
    drafter: Browser, published: str
) -> None:
    sent = upload(drafter, CHANGED)

    page = drafter.client.get(sent.headers["location"])
    assert "/van-ban/trung/" in sent.headers["location"]
    assert "Cùng số, ký hiệu, cơ quan và năm ban hành" in words_of(page.text)
    assert re.findall(r'name="then"\s+value="(\w+)"', page.text) == [
        "attached",
        "new_version",
        "registered_anyway",
    ]
    assert f'href="{published}"' in page.text


def test_the_same_bytes_cannot_be_added_again(drafter: Browser, published: str) -> None:
    url = upload(drafter, LETTER).headers["location"]

    page = drafter.client.get(url).text
    assert re.findall(r'name="then"\s+value="(\w+)"', page) == ["registered_anyway"]
    refused = decide(drafter, url, "attached")
    assert (refused.status_code, "Văn bản đã có đúng tệp này." in refused.text) == (422, True)


def test_a_duplicate_is_attached(drafter: Browser, published: str, engine: sa.Engine) -> None:
    url = upload(drafter, CHANGED).headers["location"]

    answer = decide(drafter, url, "attached")

    assert answer.headers["location"] == published
    assert files(engine) == [FileStanding.CURRENT, FileStanding.ATTACHMENT]
    page = words_of(drafter.client.get(published).text)
    assert "Tệp kèm theo" in page
    assert "bản đã đính chính" not in page


def test_a_new_version_replaces_the_text_and_keeps_the_older_file(
    drafter: Browser, published: str, engine: sa.Engine
) -> None:
    url = upload(drafter, CHANGED).headers["location"]

    answer = decide(drafter, url, "new_version")

    assert answer.headers["location"] == f"{published}/ra-soat"
    assert files(engine) == [FileStanding.SUPERSEDED, FileStanding.CURRENT]
    page = words_of(drafter.client.get(published).text)
    assert "bản đã đính chính" in page
    assert "rà soát." not in page
    assert review(drafter, f"{published}/ra-soat", then="keep").status_code == 303


def test_it_is_registered_anyway_only_with_a_reason(
    drafter: Browser, published: str, engine: sa.Engine
) -> None:
    url = upload(drafter, CHANGED).headers["location"]
    refused = decide(drafter, url, "registered_anyway", " ")
    assert (refused.status_code, "Hãy nêu lý do" in refused.text) == (422, True)

    answer = decide(drafter, url, "registered_anyway", "Cơ quan cấp trùng số.")

    assert answer.headers["location"].endswith("/ra-soat")
    assert [d.namesake for d in stored(engine)] == [0, 1]
    with Session(engine) as session:
        details = session.exec(
            select(AuditEvent.details)
            .where(AuditEvent.action == "document.register")
            .order_by(col(AuditEvent.id).desc())
        ).first()
    assert details
    assert "Cơ quan cấp trùng số." in details
    assert review(drafter, answer.headers["location"], title="Khác").status_code == 303


def test_a_decision_is_made_once(drafter: Browser, published: str, engine: sa.Engine) -> None:
    url = upload(drafter, CHANGED).headers["location"]
    nothing = decide(drafter, url, "")
    assert (nothing.status_code, "Hãy chọn một trong các cách" in nothing.text) == (422, True)
    decide(drafter, url, "attached")

    again = decide(drafter, url, "new_version")

    assert (again.status_code, "đã được quyết định" in again.text) == (422, True)
    assert "Đã quyết định:" in drafter.client.get(url).text
    assert len(files(engine)) == 2


def test_an_upload_is_its_uploaders_alone(
    drafter: Browser, published: str, browser_of: SignIn
) -> None:
    url = upload(drafter, CHANGED).headers["location"]

    assert browser_of(Role.ADMINISTRATOR).client.get(url).status_code == 404


def files(engine: sa.Engine) -> list[FileStanding]:
    with Session(engine) as session:
        kept = session.exec(select(DocumentFile).order_by(col(DocumentFile.id))).all()
        return [file.standing for file in kept]


def test_a_duplicate_sent_twice_waits_once(
    drafter: Browser, published: str, engine: sa.Engine
) -> None:
    first, again = upload(drafter, CHANGED), upload(drafter, CHANGED)

    assert first.headers["location"] == again.headers["location"]
    with Session(engine) as session:
        assert len(session.exec(select(PendingUpload)).all()) == 1


def test_a_secret_document_is_audited_and_nothing_of_it_is_kept(
    drafter: Browser, engine: sa.Engine, app: FastAPI
) -> None:
    document = docx.Document()
    add_columns(
        document,
        ["BỘ NỘI VỤ", "Số: 12/BNV-VP", "TỐI MẬT"],
        [STATE, MOTTO, "Hà Nội, ngày 05 tháng 8 năm 2025"],
    )
    document.add_paragraph("Nội dung không được lưu.")

    answer = upload(drafter, saved(document))

    assert answer.status_code == 422
    assert "dấu độ mật" in answer.text
    with Session(engine) as session:
        (event,) = session.exec(select(AuditEvent).where(AuditEvent.action == "file.refuse"))
    assert '"reason": "file_secret"' in event.details
    assert stored(engine) == []
    assert not app.state.settings.files_dir.exists()
