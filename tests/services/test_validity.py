from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from directives.errors import DocumentNotFound, DraftNotVisible, ProvisionNotFound, ValueInvalid
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.document import Document, Relation
from directives.models.place import Place
from directives.rules.effect_dates import EffectDates
from directives.rules.permissions import PUBLIC
from directives.rules.two_times import AsOf
from directives.services.documents import correct, publish
from directives.services.relation_decisions import change_days, reject_relation
from directives.services.relation_facts import record_days
from directives.services.territories import places_of, territories
from directives.services.validity import (
    EffectBasis,
    effect_bases,
    in_force_for,
    validities,
    view_validity,
)
from directives.store.documents import list_effect_changes
from directives.store.suspicions import list_open
from directives.vocabulary import (
    PRESS_TYPE,
    DraftingStage,
    RecordState,
    RelationKind,
    Role,
    Validity,
)
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_suspicions import BEFORE, relate

A_DAY = timedelta(days=1)
LATER = NOW + A_DAY


def status_known(session: Session, document: Document, *, days: int) -> Validity:
    at = AsOf(TODAY + 9 * A_DAY, NOW + days * A_DAY)
    return view_validity(session, PUBLIC, saved_id(document), at).status


def test_a_rejected_relation_counted_until_it_was_rejected(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    old = make_document(session)
    relation = relate(session, make_document(session), RelationKind.REPLACES, old)
    reject_relation(session, actor, saved_id(relation), reason="đọc sai", now=LATER)

    assert status_known(session, old, days=0) is Validity.SUPERSEDED
    assert status_known(session, old, days=1) is Validity.IN_FORCE


def test_the_days_of_a_suspension_are_known_since_they_were_said(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    old = make_document(session)
    days = {"acts_from": TODAY, "acts_to": TODAY + A_DAY}
    act = make_document(session)
    relation = relate(session, act, RelationKind.SUSPENDS_EFFECT, old, **days)
    record_days(
        session,
        actor,
        relation,
        acts_from=TODAY,
        acts_to=None,
        now=LATER,
        reason="kéo dài đến khi có văn bản mới",
    )

    assert status_known(session, old, days=0) is Validity.IN_FORCE
    assert status_known(session, old, days=1) is Validity.SUSPENDED
    assert validities(session, [old], today=TODAY + 9 * A_DAY)[saved_id(old)] is Validity.SUSPENDED


def test_a_relation_without_facts_and_an_unknown_source_did_not_count_then(
    session: Session,
) -> None:
    old = make_document(session)
    relation = relate(session, make_document(session), RelationKind.REPLACES, old)
    bare = Relation(**relation.model_dump(exclude={"id", "kind"}), kind=RelationKind.REPEALS)
    session.add(bare)
    session.flush()

    assert status_known(session, old, days=1) is Validity.SUPERSEDED


def test_what_was_a_draft_then_is_shown_to_nobody_of_then(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    document = make_document(session, state=RecordState.DRAFT)
    publish(session, actor, saved_id(document), now=LATER, today=TODAY + A_DAY)

    with pytest.raises(DraftNotVisible):
        status_known(session, document, days=0)
    assert status_known(session, document, days=1) is Validity.IN_FORCE
    with pytest.raises(DocumentNotFound):
        status_known(session, document, days=-1)


def test_a_draft_that_acted_then_did_not_act(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    old, draft = make_document(session), make_document(session, state=RecordState.DRAFT)
    relate(session, draft, RelationKind.REPLACES, old)
    publish(session, actor, saved_id(draft), now=LATER, today=TODAY + A_DAY)

    assert status_known(session, old, days=0) is Validity.IN_FORCE
    assert status_known(session, old, days=1) is Validity.SUPERSEDED


def test_a_draft_law_and_a_news_report_stand_alike_on_all_days(session: Session) -> None:
    draft = make_document(
        session, issued_on=None, number_as_printed=None, drafting_stage=DraftingStage.PREPARING
    )
    press = make_document(session, type_code=PRESS_TYPE)
    at = AsOf(TODAY, NOW)

    for document, status in ((draft, Validity.DRAFT), (press, Validity.NOT_APPLICABLE)):
        view = view_validity(session, PUBLIC, saved_id(document), at, is_past=False)
        assert [one.effect.status for one in view.intervals] == [status]
        assert validities(session, [document], today=TODAY)[saved_id(document)] is status


def test_a_provision_must_be_there(session: Session) -> None:
    document = make_document(session)
    with pytest.raises(ProvisionNotFound):
        view_validity(session, PUBLIC, saved_id(document), AsOf(TODAY, NOW), provision="dieu-1")


def issuer_in(session: Session, place_code: str) -> Agency:
    found = session.exec(select(Agency).where(Agency.place_code == place_code)).first()
    assert found is not None
    return found


@pytest.fixture
def former(session: Session) -> Place:
    """A province that was merged."""
    found = session.exec(select(Place).where(Place.successor_code != "")).first()
    assert found is not None
    return found


def test_documents_of_a_merged_unit_stay_in_force_in_its_former_territory_until_replaced(
    session: Session, former: Place
) -> None:
    heir = former.successor_code or ""
    old = make_document(session, issuer_id=issuer_in(session, former.code).id, issued_on=BEFORE)
    central = make_document(session)

    found = in_force_for(session, heir, day=TODAY)
    assert (old, Validity.IN_FORCE, former) in found
    assert central not in [document for document, *_ in found]
    assert central in [d for d, *_ in in_force_for(session, heir, day=TODAY, central=True)]
    view = view_validity(session, PUBLIC, saved_id(old), AsOf(TODAY, NOW), is_past=False)
    assert view.territory == former

    newer = make_document(session, issuer_id=issuer_in(session, heir).id)
    relate(session, newer, RelationKind.REPLACES, old)

    found = in_force_for(session, heir, day=TODAY)
    assert [document for document, *_ in found if document in (old, newer)] == [newer]


def test_a_unit_that_gave_its_name_to_the_new_one_was_merged_as_well(
    session: Session, former: Place
) -> None:
    heir = issuer_in(session, former.successor_code or "")
    before = make_document(session, issuer_id=heir.id, issued_on=former.valid_to)
    after = make_document(session, issuer_id=heir.id)
    nowhere = make_document(session, issuer_id=None)

    found = territories(session, [before, after, nowhere], TODAY)

    assert list(found) == [before.id]


def test_a_merger_after_a_merger_is_followed_and_a_commune_belongs_to_its_province(
    session: Session, former: Place
) -> None:
    session.add(
        Place(
            code="cu-xa-thu",
            level="commune",
            name="Xã Thử",
            name_folded="xa thu",
            province_code=former.successor_code,
            valid_to=date(2025, 6, 30),
            successor_code=None,
        )
    )
    session.flush()

    assert {*places_of(session, "cu-xa-thu", TODAY)} >= {
        "cu-xa-thu",
        former.successor_code,
        former.code,
    }
    assert places_of(session, "khong-co", TODAY) == []


def test_a_past_view_knows_the_days_as_they_were_thought(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    document = make_document(session)
    values: dict[str, object] = {"expires_on": TODAY}
    correct(session, actor, saved_id(document), values, reason="bổ sung", now=LATER)

    assert status_known(session, document, days=0) is Validity.IN_FORCE
    assert status_known(session, document, days=1) is Validity.EXPIRED


def test_the_days_of_a_relation_are_changed_with_a_reason_and_settle_what_rests_on_it(
    session: Session,
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    old, upper = make_document(session, issued_on=BEFORE), make_document(session, issued_on=TODAY)
    relate(session, upper, RelationKind.GUIDES, old)
    act = make_document(session)
    days = {"acts_from": TODAY + 2 * A_DAY, "acts_to": None}
    relation = relate(session, act, RelationKind.SUSPENDS_EFFECT, old, **days)
    key = saved_id(relation)

    with pytest.raises(ValueInvalid) as refused:
        change_days(session, actor, key, acts_from=TODAY, acts_to=BEFORE, reason="sai", now=NOW)
    assert refused.value.field == "acts_to"
    change_days(
        session,
        actor,
        key,
        acts_from=TODAY + A_DAY,
        acts_to=TODAY + 5 * A_DAY,
        reason="đọc sai",
        now=NOW + 3 * A_DAY,
    )
    assert len(list_open(session)) == 1
    due = list_effect_changes(session, TODAY + 4 * A_DAY, TODAY + 6 * A_DAY)
    assert old in due


def test_a_provision_stands_by_itself_where_acts_name_provisions(session: Session) -> None:
    def status(document: Document, provision: str) -> Validity:
        return effect_bases(session, [document])[saved_id(document)].status_of(provision, TODAY)

    whole, parts, unnamed = (make_document(session) for _ in range(3))
    act = make_document(session)
    relate(session, act, RelationKind.REPEALS, whole)
    relate(session, act, RelationKind.REPEALS, parts, target_provision="dieu-2")
    relate(session, act, RelationKind.AMENDS, unnamed)
    relate(session, act, RelationKind.AMENDS, unnamed, target_provision="dieu-2")
    news = make_document(session, type_code=PRESS_TYPE)

    assert status(whole, "dieu-1") is Validity.REPEALED
    assert [status(parts, one) for one in ("", "dieu-1", "dieu-2")] == [
        Validity.PARTLY_EXPIRED,
        Validity.IN_FORCE,
        Validity.REPEALED,
    ]
    assert status(unnamed, "dieu-1") is Validity.PARTLY_EXPIRED  # perhaps; nobody said which
    assert status(news, "dieu-1") is Validity.NOT_APPLICABLE


def test_only_what_has_effect_can_end() -> None:
    dates = EffectDates(date(2025, 1, 1), date(2025, 2, 1), date(2025, 6, 30), is_normative=True)
    day = date(2026, 1, 1)

    assert EffectBasis(dates, []).ended_on("dieu-5", day) == date(2025, 7, 1)
    assert EffectBasis(dates, []).ended_on("dieu-5", date(2025, 6, 30)) is None
    assert EffectBasis(dates, [], Validity.DRAFT).ended_on("dieu-5", day) is None
