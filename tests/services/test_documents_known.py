from datetime import timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.rules.two_times import AsOf
from directives.services.documents import DocumentView, correct, view_document
from directives.services.documents_known import as_known
from directives.services.relation_decisions import reject_relation
from directives.services.validity import view_validity
from directives.vocabulary import ProposalState, RelationKind, Role
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document
from tests.services.test_coverage_links import with_text
from tests.services.test_suspicions import relate

LATER = NOW + timedelta(days=2)


def test_issuer_files_and_relations_are_those_known_then(session: Session) -> None:
    system = make_actor(session, Role.SYSTEM)
    document, base = make_document(session), make_document(session)
    key = saved_id(document)
    relation = relate(session, document, RelationKind.HAS_BASIS, base)
    other: dict[str, object] = {"issuer_id": agency_id(session, "BTC")}
    correct(session, system, key, other, reason="sai cơ quan", now=LATER)
    reject_relation(session, system, saved_id(relation), reason="đọc sai", now=LATER)
    with_text(session, document, "lời văn")
    nobodys = make_document(session, issuer_id=None)

    def known(hours: int, key: int = key) -> DocumentView:
        at = AsOf(TODAY, NOW + timedelta(hours=hours))
        view = view_document(session, system, key, today=TODAY)
        then = view_validity(session, system, key, at).document
        return as_known(session, system, view, then, known_at=at.known_at)

    before, after = known(1), known(72)
    assert [view.issuer and view.issuer.code for view in (before, after)] == ["BNV", "BTC"]
    assert [len(view.files) for view in (before, after)] == [1, 1]
    assert [one.relation.status for one in before.relations] == [ProposalState.CONFIRMED]
    assert after.relations == []
    assert known(1, saved_id(nobodys)).issuer is None
    (file,) = view_document(session, system, key, today=TODAY).files
    file.received_at = LATER
    assert known(1).files == []
    relate(session, document, RelationKind.CITES, make_document(session))
    early = NOW - timedelta(seconds=1)
    assert as_known(session, system, after, document, known_at=early).relations == []
