"""What may answer a gap is proposed when the gap is opened, and when a document is written anew."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.document import Document, DocumentSector
from directives.models.gap import Gap
from directives.services.link_proposals import MOST_PROPOSED
from directives.store.agencies import find_sector
from directives.store.coverage import list_links_of_gap
from directives.vocabulary import ProposalState, RecordState
from tests.factories import make_document, make_gap
from tests.services.test_coverage_links import SAID, TEXT, with_text

CODE = "1.012754"


def sector_id(session: Session, code: str = "dat-dai") -> int:
    found = find_sector(session, code)
    assert found is not None
    return saved_id(found)


def written(session: Session, text: str = TEXT, sector: str = "dat-dai", **more: Any) -> int:
    """Make a document of a sector that says this; "" for one without a sector."""
    document: Document = make_document(session, **more)
    with_text(session, document, text)
    key = saved_id(document)
    if sector:
        session.add(DocumentSector(document_id=key, sector_id=sector_id(session, sector)))
        session.flush()
    return key


def opened(session: Session, **more: object) -> Gap:
    asked = {"title": "Chi trả chế độ cho người nghỉ việc", "description": SAID}
    return make_gap(session, **(asked | {"sector_id": sector_id(session)} | more))


def proposed(session: Session, gap: Gap) -> list[tuple[int, str, str]]:
    links: list[CoverageLink] = list(list_links_of_gap(session, saved_id(gap)))
    assert all(link.status is ProposalState.PROPOSED for link in links)
    return [(link.document_id, link.origin, link.quote) for link in links]


def test_a_gap_is_proposed_what_documents_of_its_sector_say(session: Session) -> None:
    document = written(session)
    written(session, "Kế hoạch trồng cây xanh đô thị trong mùa mưa năm nay của thành phố.")
    written(session, sector="giao-duc")

    assert proposed(session, opened(session)) == [(document, "similarity", SAID)]


def test_a_gap_is_proposed_what_names_its_procedure_of_whatever_sector(session: Session) -> None:
    words = f"Thủ tục {CODE} do Ủy ban nhân dân cấp xã tiếp nhận và trả kết quả."
    naming = written(session, words, sector="")
    written(session, f"Thủ tục {CODE}9 thực hiện tại bộ phận một cửa của huyện.", sector="")

    found = proposed(session, opened(session, procedure_code=CODE, sector_id=None))

    assert found == [(naming, "reading", words)]


@pytest.mark.parametrize("state", [RecordState.DRAFT, RecordState.WITHDRAWN])
def test_what_is_not_published_is_not_proposed(session: Session, state: RecordState) -> None:
    written(session, state=state)

    assert proposed(session, opened(session)) == []


def test_a_gap_without_a_sector_or_a_procedure_is_compared_with_nothing(session: Session) -> None:
    written(session)

    assert proposed(session, opened(session, sector_id=None)) == []


def test_a_gap_is_proposed_a_few_and_asks_as_often_for_many(session: Session) -> None:
    def statements() -> tuple[int, int]:
        seen: list[str] = []
        connection = session.connection()

        def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            seen.append(statement)

        sa.event.listen(connection, "before_cursor_execute", note)
        found = proposed(session, opened(session))
        sa.event.remove(connection, "before_cursor_execute", note)
        return len(found), sum(one.lstrip().startswith("SELECT") for one in seen)

    for _ in range(MOST_PROPOSED):
        written(session)
    first = statements()
    for number in range(8):
        written(session, issued_on=date(2025, 1, 1) + timedelta(days=number))

    assert first[0] == MOST_PROPOSED
    assert statements() == first
