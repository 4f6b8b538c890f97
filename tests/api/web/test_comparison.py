import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from directives.models.base import saved_id
from directives.store.session import unit_of_work
from directives.vocabulary import FileStanding, RelationKind, Role
from tests.factories import make_actor, make_document
from tests.services.test_amendment_comparison import amend
from tests.services.test_comparison import Node, add_file, add_provision

OLD: list[Node] = [("dieu-1", None, "Điều 1. Nộp trong 15 ngày")]
NEW: list[Node] = [("dieu-1", None, "Điều 1. Nộp trong 10 ngày"), ("dieu-2", None, "Điều 2. Thêm")]


@pytest.fixture
def versions(engine: sa.Engine) -> int:
    """A document with two versions."""
    with unit_of_work(engine) as session:
        actor = make_actor(session, Role.SYSTEM)
        document = make_document(session)
        add_file(session, actor, document, nodes=OLD, standing=FileStanding.SUPERSEDED)
        add_file(session, actor, document, nodes=NEW)
        return saved_id(document)


def test_the_last_two_versions_are_compared_with_the_changes_marked(
    client: TestClient, versions: int
) -> None:
    assert f'href="/van-ban/{versions}/so-sanh"' in client.get(f"/van-ban/{versions}").text
    for language in ("vi", "en"):
        page = client.get(f"/van-ban/{versions}/so-sanh?lang={language}")
        assert page.status_code == 200
        assert "<del>15</del>" in page.text
        assert "<ins>10</ins>" in page.text
        assert "<ins>Điều 2. Thêm</ins>" in page.text


def test_versions_may_be_chosen(client: TestClient, versions: int) -> None:
    same = client.get(f"/van-ban/{versions}/so-sanh?cu=2&moi=2")

    assert "Hai bên giống nhau từng chữ" in same.text
    assert client.get(f"/van-ban/{versions}/so-sanh?cu=2&moi=99").status_code == 404


def test_an_amendment_is_compared_with_its_base(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        relation = amend(session, make_actor(session, Role.SYSTEM), source_provision="dieu-1")
        other = saved_id(make_document(session))
    page = client.get(f"/van-ban/1/so-sanh?quan-he={relation}").text
    assert client.get(f"/van-ban/{other}/so-sanh?quan-he={relation}").status_code == 404

    assert "<del>15</del>" in page
    assert "<ins>10</ins>" in page
    assert "Điều 5" in page


def test_a_repeal_is_struck_out_and_what_is_unsure_is_said(
    client: TestClient, engine: sa.Engine
) -> None:
    with unit_of_work(engine) as session:
        actor = make_actor(session, Role.SYSTEM)
        repeal = amend(session, actor, kind=RelationKind.REPEALS, words="Bãi bỏ Điều 5.")
        unsure = amend(session, actor, words="Sửa đổi tên Điều 5 như sau: “Hạn”")
        mention = amend(session, actor, kind=RelationKind.CITES)
    address = f"/van-ban/1/so-sanh?quan-he={repeal}"
    repealed = client.get(address).text

    assert "<del>Điều 5. Nộp trong 15 ngày.</del>" in repealed
    assert "Bãi bỏ Điều 5" not in repealed
    assert address in client.get("/van-ban/1").text
    assert address in client.get(f"/quan-he/{repeal}").text
    assert "so-sanh?quan-he" not in client.get(f"/quan-he/{mention}").text
    for language, said in (("vi", "không đánh dấu"), ("en", "without marks")):
        page = client.get(f"/van-ban/3/so-sanh?quan-he={unsure}&lang={language}").text
        assert said in page
        assert "<del>" not in page


def test_another_document_is_named_by_its_number(client: TestClient, engine: sa.Engine) -> None:
    with unit_of_work(engine) as session:
        one = make_document(session, number_as_printed="70/BNV-VP")
        other = make_document(session, number_as_printed="71/BNV-VP")
        stub = make_document(session, number_as_printed="72/BNV-VP", is_stub=True)
        add_provision(session, one, "dieu-1", "Điều 1. Mới")
        add_provision(session, other, "dieu-1", "Điều 1. Cũ")
        key, other_key, _ = saved_id(one), saved_id(other), saved_id(stub)

    assert "<del>Cũ</del>" in client.get(f"/van-ban/{key}/so-sanh?voi=71/BNV-VP").text
    assert f"/van-ban/{other_key}" in client.get(f"/van-ban/{key}/so-sanh?voi={other_key}").text
    assert "chưa có lời văn" in client.get(f"/van-ban/{key}/so-sanh?voi=72/BNV-VP").text
    wrong = client.get(f"/van-ban/{key}/so-sanh?voi=<b>")
    assert "Không có đúng một văn bản" in wrong.text
    assert "<b>" not in wrong.text
    assert "Chưa chọn bản nào" in client.get(f"/van-ban/{key}/so-sanh").text
