from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Provision
from directives.store.word_scan import Patterns, ScannedRow, scan_provisions, scan_titles
from directives.vocabulary import RecordState
from tests.factories import make_document


@pytest.fixture
def ids(session: Session) -> list[int]:
    """Three published documents with an article each, and a draft, oldest first."""
    made = []
    for title, text in (
        ("Hướng dẫn đất đai", "Cấp giấy chứng nhận"),
        ("Hướng dẫn tiền lương", "Chi trả lương"),
        ("Đất đai và tiền lương", "Cấp lương"),
        ("Bản nháp đất đai", "Cấp giấy"),
    ):
        state = RecordState.DRAFT if "nháp" in title else RecordState.PUBLISHED
        key = saved_id(make_document(session, title=title, state=state))
        row: dict[str, Any] = {"position": 1, "label": "Điều 1", "heading": "Về việc", "text": text}
        session.add(Provision(document_id=key, provision_id="dieu-1", **row))
        made.append(key)
    session.flush()
    return made


def keys(windows: Iterator[list[ScannedRow]]) -> list[int]:
    return [row.document_id for rows in windows for row in rows]


def test_titles_are_found_by_patterns_newest_first_and_no_drafts(
    session: Session, ids: list[int]
) -> None:
    found = keys(scan_titles(session, Patterns(each=["%__t ___%"])))

    assert found == [ids[2], ids[0]]


def test_case_does_not_matter(session: Session, ids: list[int]) -> None:
    assert keys(scan_titles(session, Patterns(each=["%H__NG%"]))) == [ids[1], ids[0]]


def test_enough_of_some_patterns_or_all_of_the_others(session: Session, ids: list[int]) -> None:
    some = ["%c_p%", "%gi_y%", "%tr_%"]

    assert keys(scan_provisions(session, Patterns(some=some, needed=2))) == [ids[0]]
    others = ["%l__ng%", "%chi%"]
    patterns = Patterns(some=some, needed=2, others=others)
    assert keys(scan_provisions(session, patterns)) == [ids[1], ids[0]]


def test_a_heading_is_searched_like_the_text(session: Session, ids: list[int]) -> None:
    found = keys(scan_provisions(session, Patterns(each=["%vi_c%", "%gi_y%"])))

    assert found == [ids[0]]


def test_rows_come_in_windows(
    session: Session, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directives.store.word_scan._DOCUMENTS_AT_ONCE", 1)

    windows = [rows for rows in scan_titles(session, Patterns()) if rows]

    assert [rows[0].document_id for rows in windows][:3] == ids[2::-1]
    assert all(len(rows) == 1 for rows in windows)


def test_an_empty_catalogue_has_no_rows(session: Session) -> None:
    assert keys(scan_provisions(session, Patterns())) == []
