import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from directives.models.audit import AuditEvent
from directives.rules.administrative_document import AdministrativeDocument
from directives.vocabulary import Role
from directives.writing.docx import write_document
from tests.api.conftest import SignedIn
from tests.factories import agency_id, make_document, make_gap

LETTER = AdministrativeDocument(
    agency="Bộ Nội vụ",
    number="7301/BNV-TCBC",
    place="Hà Nội",
    title="hướng dẫn sắp xếp tổ chức theo Nghị định số 178/2024/NĐ-CP",
    issued_on=date(2025, 8, 20),
    addressees=("Ủy ban nhân dân các tỉnh",),
    paragraphs=("Bộ Nội vụ đề nghị rà soát chế độ nghỉ việc.",),
    signer_title=("BỘ TRƯỞNG",),
    signer_name="Nguyễn Văn Thử",
    recipients=("Như trên", "Lưu: VT"),
)
URL = "/api/v1/documents"
TOO_LARGE = 2**63


def send(
    client: TestClient,
    headers: dict[str, str],
    *,
    content: bytes | None = None,
    name: str = "công văn.docx",
    **fields: Any,
) -> Any:
    file = io.BytesIO(write_document(LETTER) if content is None else content)
    return client.post(URL, files={"file": (name, file)}, data=fields, headers=headers)


def test_a_file_becomes_a_published_document(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    answer = send(client, token_for(), accept="true", sectors=["dat-dai", "dat-dai"])

    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"{URL}/{made['id']}"
    assert (made["number"], made["type"], made["agency"]) == ("7301/BNV-TCBC", "CV", "BNV")
    assert (made["state"], made["status"]) == ("published", "in_force")
    assert made["sectors"] == ["dat-dai"]
    assert made["provisions"][0]["id"] == "doan-1"
    (relation,) = made["relations"]
    assert (relation["document"]["number"], relation["outgoing"]) == ("178/2024/NĐ-CP", True)
    assert client.get(f"{URL}/{made['id']}").json() == made


def test_the_original_file_is_given_back_as_an_attachment(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    made = send(client, token_for(), accept="true").json()

    (file,) = made["files"]
    answer = client.get(file["url"])

    assert answer.content == write_document(LETTER)
    assert len(answer.content) == file["bytes"]
    disposition = answer.headers["content-disposition"]
    assert disposition == "attachment; filename*=utf-8''c%C3%B4ng%20v%C4%83n.docx"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_same_file_again_is_refused_with_the_one_that_exists(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    headers = token_for()
    first = send(client, headers).json()

    answer = send(client, headers)

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == "document_already_registered"
    assert answer.json()["document_id"] == first["id"]
    assert answer.json()["same"] == "bytes"
    anyway = send(client, headers, despite="Hai văn bản khác nhau").json()
    assert anyway["id"] != first["id"]


def test_a_hostile_file_is_audited(
    client: TestClient, token_for: Callable[..., dict[str, str]], sqlite_engine: sa.Engine
) -> None:
    content = io.BytesIO(write_document(LETTER))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("word/x.xml", '<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>')

    answer = send(client, token_for(), content=content.getvalue())

    assert (answer.status_code, answer.json()["code"]) == (422, "file_unsafe")
    with Session(sqlite_engine) as session:
        (event,) = session.exec(select(AuditEvent).where(AuditEvent.action == "file.refuse"))
    assert '"reason": "file_unsafe"' in event.details


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"PK\x03\x04 broken", "file_unreadable"),
        (b"GIF89a" + bytes(40), "file_kind_unsupported"),
        (b"x" * (1024 * 1024 + 1), "file_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_named(
    client: TestClient, token_for: Callable[..., dict[str, str]], content: bytes, code: str
) -> None:
    answer = send(client, token_for(), content=content)

    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["field"]) == (code, "file")


def test_a_request_beyond_any_file_is_not_even_read(client: TestClient) -> None:
    answer = send(client, {}, content=b"x" * (3 * 1024 * 1024))

    assert answer.status_code == 413
    assert answer.json()["status"] == 413


def test_an_unknown_sector_is_refused_and_nothing_is_stored(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    headers = token_for()
    answer = send(client, headers, sectors=["không có"])

    assert (answer.status_code, answer.json()["field"]) == (422, "sectors")
    assert client.get(URL, headers=headers).json()["total"] == 0


def test_a_file_name_keeps_neither_folders_nor_control_characters(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    made = send(client, token_for(), name="C:\\thu\\a\x07b.docx").json()

    assert made["files"][0]["name"].endswith("b.docx")
    assert "\\" not in made["files"][0]["name"]


def test_drafts_are_not_told_to_the_public(
    client: TestClient, token_for: Callable[..., dict[str, str]]
) -> None:
    headers = token_for()
    made = send(client, headers).json()
    assert made["state"] == "draft"

    assert client.get(f"{URL}/{made['id']}").status_code == 404
    assert client.get(made["files"][0]["url"]).status_code == 404
    assert client.get(URL).json()["total"] == 0
    assert client.get(URL, headers=headers).json()["total"] == 1
    other = token_for(Role.OVERSIGHT)
    assert client.get(f"{URL}/{made['id']}", headers=other).status_code == 404


def test_the_list_is_filtered_and_cut(client: TestClient, stored: Callable[..., Any]) -> None:
    stored(lambda s: make_document(s, issued_on=date(2024, 5, 1)))
    stored(lambda s: make_document(s, type_code="QĐ", number_as_printed="12/QĐ-BNV"))
    stored(make_document)

    def total(**query: str | int) -> int:
        return int(client.get(URL, params=query).json()["total"])

    assert (total(), total(year=2024), total(type="QĐ"), total(agency="bộ nội vụ")) == (3, 1, 1, 3)
    assert total(agency=stored(lambda s: agency_id(s, "BNV"))) == 3
    assert total(agency="BTC") == total(sector="dat-dai") == 0
    page = client.get(URL, params={"limit": 1, "offset": 1}).json()
    assert (page["total"], len(page["documents"])) == (3, 1)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"agency": "không có"}, "agency"),
        ({"agency": str(10**30)}, "agency"),
        ({"sector": "x"}, "sector"),
        ({"sector": "\0"}, "sector"),
        ({"type": "x"}, "type"),
        ({"year": "0"}, "year"),
        ({"limit": "101"}, "limit"),
        ({"offset": str(TOO_LARGE)}, "offset"),
    ],
)
def test_a_filter_that_is_not_known_is_named(
    client: TestClient, query: dict[str, str], field: str
) -> None:
    answer = client.get(URL, params=query)

    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize(("key", "status"), [(1, 404), (0, 422), (TOO_LARGE, 422), ("x", 422)])
def test_a_document_that_is_not_there(client: TestClient, key: object, status: int) -> None:
    assert client.get(f"{URL}/{key}").status_code == status


def test_a_file_that_is_not_there(client: TestClient, stored: Callable[..., Any]) -> None:
    document = stored(make_document)

    assert client.get(f"{URL}/{document.id}/files/{'0' * 64}").status_code == 404


def test_a_document_tells_the_gaps_that_it_answers(
    client: TestClient, token_for: Callable[..., dict[str, str]], stored: Callable[..., Any]
) -> None:
    document, gap = stored(make_document), stored(make_gap)
    said = {"document_id": document.id, "extent": "full", "quote": "nguyên văn"}
    client.post(f"/api/v1/gaps/{gap.id}/links", json=said, headers=token_for())

    (answered,) = client.get(f"{URL}/{document.id}").json()["gaps"]

    assert (answered["id"], answered["extent"], answered["quote"]) == (gap.id, "full", "nguyên văn")


def test_changes_need_an_account_the_right_and_the_token_of_the_sign_in(
    client: TestClient,
    token_for: Callable[..., dict[str, str]],
    signed_in: Callable[..., SignedIn],
) -> None:
    assert send(client, {}).status_code == 401
    assert send(client, token_for(Role.OFFICER)).status_code == 403
    drafter = signed_in()
    assert send(client, {}).json()["code"] == "form_expired"
    assert send(client, {"X-CSRF-Token": "sai"}).status_code == 403
    assert send(client, drafter.headers).status_code == 201
