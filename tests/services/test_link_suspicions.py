"""What a decision about a link does to the suspicions that stand against it."""

from sqlmodel import Session

from directives.rules.two_times import AsOf
from directives.services.coverage_links import reject_link
from directives.services.suspicions import Settled, settle_all
from directives.store.suspicions import list_open
from directives.vocabulary import RelationKind, Role, SuspectKind
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_suspicions import BEFORE, link, relate

AT = AsOf(TODAY, NOW)


def test_a_rejected_link_is_suspect_no_longer(session: Session) -> None:
    document, actor = make_document(session, issued_on=BEFORE), make_actor(session, Role.SYSTEM)
    key = link(session, document)
    relate(session, make_document(session), RelationKind.AMENDS, document)
    assert [one.subject_id for one in list_open(session, kind=SuspectKind.COVERAGE_LINK)] == [key]

    reject_link(session, actor, key, reason="văn bản đã sửa đổi", at=AT)

    assert list_open(session) == []
    assert settle_all(session, actor, now=NOW) == Settled()
