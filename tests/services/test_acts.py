"""Acts of documents that ended themselves, as known now and then."""

from datetime import timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Provision
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.catalogue_at import catalogue_at
from directives.services.registration_content import replace_provisions
from directives.services.relation_decisions import reject_relation
from directives.services.relations import add_relation
from directives.services.suspicions import Settled, settle_all
from directives.services.validity import bases_known, validities, view_validity
from directives.store.documents import list_effect_changes
from directives.store.suspicions import list_open
from directives.vocabulary import RelationKind, Role, Validity
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.reading.test_relations import reading_of
from tests.services.test_suspicions import BEFORE, relate

A_DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def status(session: Session, document: Document, *, days: int, known: int = 1) -> Validity:
    """Return the status on a day, in all the ways in which it is asked; they agree."""
    at = AsOf(TODAY + days * A_DAY, NOW + known * A_DAY)
    key = saved_id(document)
    found = {
        view_validity(session, PUBLIC, key, at).status,
        bases_known(session, [key], at.known_at)[key].on(at.day).status,
        catalogue_at(session, at.known_at).basis(key).on(at.day).status,
    }
    if known:
        found.add(validities(session, [document], today=at.day)[key])
    (one,) = found
    return one


def test_what_is_repealed_before_its_effect_replaces_nothing(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    old, replacer = make_document(session), make_document(session, effective_on=TODAY + WEEK)
    relate(session, replacer, RelationKind.REPLACES, old)
    assert status(session, old, days=9) is Validity.SUPERSEDED

    end = relate(session, make_document(session, issued_on=TODAY), RelationKind.REPEALS, replacer)
    assert status(session, old, days=9) is Validity.IN_FORCE
    reject_relation(session, actor, saved_id(end), reason="đọc sai", now=NOW + A_DAY)
    assert status(session, old, days=9) is Validity.SUPERSEDED
    assert status(session, old, days=9, known=0) is Validity.IN_FORCE


def test_what_is_recalled_before_its_effect_replaces_nothing(session: Session) -> None:
    old, replacer = make_document(session), make_document(session, effective_on=TODAY + WEEK)
    relate(session, replacer, RelationKind.REPLACES, old)
    relate(session, make_document(session, issued_on=TODAY), RelationKind.REVOKES, replacer)

    assert status(session, old, days=9) is Validity.IN_FORCE


def test_what_was_replaced_stays_so_when_its_replacer_ends(session: Session) -> None:
    old, replacer = make_document(session), make_document(session)
    relate(session, replacer, RelationKind.REPLACES, old)
    relate(session, make_document(session, issued_on=TODAY), RelationKind.REPEALS, replacer)

    assert status(session, old, days=9) is Validity.SUPERSEDED


def test_what_is_suspended_on_its_day_replaces_when_the_suspension_ends(session: Session) -> None:
    old, replacer = make_document(session), make_document(session, effective_on=TODAY + WEEK)
    relate(session, replacer, RelationKind.REPLACES, old)
    days = {"acts_from": TODAY + A_DAY, "acts_to": TODAY + 2 * WEEK}
    suspender = make_document(session, issued_on=TODAY)
    held = relate(session, suspender, RelationKind.SUSPENDS_EFFECT, replacer, **days)

    found = [status(session, one, days=day) for day in (9, 14, 15) for one in (old, replacer)]
    assert found == [
        *(Validity.IN_FORCE, Validity.SUSPENDED) * 2,
        *(Validity.SUPERSEDED, Validity.IN_FORCE),
    ]
    due = list_effect_changes(session, TODAY + 2 * WEEK, TODAY + 15 * A_DAY)
    assert saved_id(old) in {one.id for one in due}
    actor = make_actor(session, Role.SYSTEM)
    reject_relation(session, actor, saved_id(held), reason="đọc sai", now=NOW + A_DAY)
    assert status(session, old, days=9) is Validity.SUPERSEDED


def test_a_chapter_by_which_it_replaces_ends_with_the_last_of_its_articles(
    session: Session,
) -> None:
    old, replacer = make_document(session), make_document(session, effective_on=TODAY + WEEK)
    replace_provisions(
        session, replacer, reading_of("Chương I", "CHUNG", "Điều 1. Một", "Điều 2. Hai")
    )
    relate(session, replacer, RelationKind.REPLACES, old, source_provision="chuong-1")
    repealing = make_document(session, issued_on=TODAY)

    relate(session, repealing, RelationKind.REPEALS, replacer, target_provision="dieu-1")
    assert status(session, old, days=9) is Validity.SUPERSEDED
    last = relate(session, repealing, RelationKind.REPEALS, replacer, target_provision="dieu-2")
    assert status(session, old, days=9) is Validity.IN_FORCE
    system = make_actor(session, Role.SYSTEM)
    reject_relation(session, system, saved_id(last), reason="đọc sai", now=NOW + A_DAY)
    assert status(session, old, days=9) is Validity.SUPERSEDED
    assert status(session, old, days=9, known=0) is Validity.IN_FORCE


def test_what_its_own_clause_or_chapter_repeals_before_its_effect_replaces_nothing(
    session: Session,
) -> None:
    for ended in ("dieu-3", "chuong-1"):
        old, replacer = make_document(session), make_document(session, effective_on=TODAY + WEEK)
        session.add(
            Provision(
                document_id=saved_id(replacer),
                provision_id="dieu-3",
                parent_provision_id="chuong-1",
                position=1,
                label="Điều 3",
                heading="",
                text="",
            )
        )
        relate(session, replacer, RelationKind.REPLACES, old, source_provision="dieu-3")
        assert status(session, old, days=9) is Validity.SUPERSEDED
        repealing = make_document(session, issued_on=TODAY)
        stamp = session.get_one(Document, old.id).change_stamp
        relate(session, repealing, RelationKind.REPEALS, replacer, target_provision=ended)

        assert status(session, old, days=9) is Validity.IN_FORCE
        assert session.get_one(Document, old.id).change_stamp > stamp


def test_a_suspension_ends_with_the_document_that_suspends(session: Session) -> None:
    old, suspender = make_document(session), make_document(session)
    act = make_document(session, effective_on=TODAY + WEEK)
    relate(session, suspender, RelationKind.SUSPENDS_EFFECT, old)
    relate(session, act, RelationKind.REPEALS, suspender)

    assert status(session, old, days=6) is Validity.SUSPENDED
    assert status(session, old, days=7) is Validity.IN_FORCE
    due = list_effect_changes(session, TODAY + 6 * A_DAY, TODAY + WEEK)
    assert {one.id for one in due} >= {act.id, suspender.id, old.id}


def test_what_rests_on_the_old_one_follows_the_end_of_its_replacer(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    old = make_document(session, issued_on=BEFORE - 400 * A_DAY)
    guide = make_document(session, issued_on=BEFORE)
    relate(session, guide, RelationKind.IMPLEMENTS, old)
    replacer = make_document(session, effective_on=TODAY)
    relate(session, replacer, RelationKind.REPLACES, old)
    assert [one.subject_id for one in list_open(session)] == [guide.id]
    stamp = old.change_stamp

    relate(session, make_document(session), RelationKind.REPEALS, replacer)

    assert list_open(session) == []
    assert settle_all(session, actor, now=NOW) == Settled()
    assert old.change_stamp > stamp  # an index learns of it


def test_the_repeal_of_a_chapter_reaches_the_articles_in_it(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    base, upper, free = (make_document(session, issued_on=BEFORE) for _ in range(3))
    key = saved_id(base)
    tree = {
        "chuong-2": None,
        "chuong-2__muc-1": "chuong-2",
        "dieu-5": "chuong-2__muc-1",
        "dieu-5__khoan-1": "dieu-5",
        "chuong-3": None,
        "dieu-6": "chuong-3",
    }
    for position, (provision, above) in enumerate(tree.items()):
        session.add(
            Provision(
                document_id=key,
                provision_id=provision,
                parent_provision_id=above,
                position=position,
                label=provision,
                heading="",
                text="Nội dung.",
            )
        )
    for source, provision in ((upper, "dieu-5__khoan-1"), (free, "dieu-6")):
        guides = NewRelation(
            source_id=saved_id(source),
            kind=RelationKind.GUIDES,
            target_id=key,
            target_provision=provision,
        )
        add_relation(session, actor, guides, now=NOW)
    repeal = NewRelation(
        source_id=saved_id(make_document(session, issued_on=TODAY)),
        kind=RelationKind.REPEALS,
        target_id=key,
        target_provision="chuong-2",
    )
    add_relation(session, actor, repeal, now=NOW)

    at = AsOf(TODAY, NOW)
    for is_past in (True, False):
        found = {
            provision: view_validity(
                session, PUBLIC, key, at, provision=provision, is_past=is_past
            ).status
            for provision in tree
        }
        assert {name for name, one in found.items() if one is Validity.REPEALED} == {
            "chuong-2",
            "chuong-2__muc-1",
            "dieu-5",
            "dieu-5__khoan-1",
        }
    assert catalogue_at(session, NOW).basis(key).on(TODAY, "dieu-5").status is Validity.REPEALED
    assert status(session, base, days=0, known=0) is Validity.PARTLY_EXPIRED
    assert [one.document_id for one in list_open(session)] == [saved_id(upper)]
