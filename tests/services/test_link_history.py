"""Who agreed that a document answers a gap, and what was open of it, at a point in both times."""

from datetime import timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import Answering, CoverageLink
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.coverage_links import confirm_link, reject_link
from directives.services.link_history import Confirmation, confirmations
from directives.store.suspicions import list_open_at
from directives.vocabulary import Extent, RelationKind, Role
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_suspicions import BEFORE, link, relate

AT = AsOf(TODAY, NOW)
LATER = AsOf(TODAY + timedelta(days=1), NOW + timedelta(days=1))


def test_the_last_to_agree_by_then_is_told_to_those_who_signed_in(session: Session) -> None:
    key = link(session, make_document(session, issued_on=BEFORE))
    row = session.get_one(CoverageLink, key)
    hoa, officer = make_actor(session, display_name="Lê Thị Hoa"), make_actor(session, Role.OFFICER)
    said = Answering(extent=Extent.FULL, quote="nguyên văn")
    confirm_link(session, hoa, key, said, at=LATER)

    now = confirmations(session, officer, [row], LATER)[key]
    assert now == Confirmation("Lê Thị Hoa", LATER.known_at, LATER.day)
    assert confirmations(session, PUBLIC, [row], LATER)[key].by == ""
    before = confirmations(session, officer, [row], AT)[key]
    assert (before.by != "Lê Thị Hoa", before.holds_on) == (True, BEFORE)

    reject_link(session, hoa, key, reason="nhầm", at=LATER)
    assert confirmations(session, officer, [row], LATER) == {}


def test_a_link_of_an_older_catalogue_was_agreed_by_who_recorded_it(session: Session) -> None:
    key = link(session, make_document(session, issued_on=BEFORE))
    of_other = session.get_one(CoverageLink, key)
    hoa = make_actor(session, display_name="Lê Thị Hoa")
    old = CoverageLink.model_validate(
        of_other.model_dump()
        | {"id": None, "account_id": hoa.account_id, "provision_id": "dieu-1", "changed_at": None}
    )
    session.add(old)
    session.flush()

    found = confirmations(session, hoa, [old], AT)
    assert found == {saved_id(old): Confirmation("Lê Thị Hoa", old.recorded_at, BEFORE)}


def test_what_was_open_is_listed_of_some_documents_or_of_all(session: Session) -> None:
    first, second = (make_document(session, issued_on=BEFORE) for _ in range(2))
    for document in (first, second):
        link(session, document)
        relate(session, make_document(session), RelationKind.AMENDS, document)

    assert {one.document_id for one in list_open_at(session, AT)} == {first.id, second.id}
    (only,) = list_open_at(session, AT, {saved_id(first)})
    assert only.document_id == first.id
    assert list_open_at(session, AT, set()) == []
