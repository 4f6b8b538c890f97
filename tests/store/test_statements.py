from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.statement import Statement
from directives.store.statements import list_statements
from tests.factories import NOW, make_document


def test_a_source_lists_what_it_states(session: Session) -> None:
    source = saved_id(make_document(session))
    for code in ("EVT-91", "EVT-92"):
        session.add(
            Statement(
                code=code,
                kind="event",
                title="Một việc",
                source_document_id=source,
                quote="Một câu",
                recorded_at=NOW,
            )
        )
    session.flush()

    assert [statement.code for statement in list_statements(session, source)] == [
        "EVT-91",
        "EVT-92",
    ]
