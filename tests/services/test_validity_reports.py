from datetime import date, timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import NewRelation
from directives.rules.two_times import AsOf
from directives.services.documents import correct, withdraw
from directives.services.registration_content import replace_provisions
from directives.services.relation_decisions import reject_relation
from directives.services.relations import add_relation
from directives.services.validity_reports import (
    SuspectRow,
    expiring_report,
    resting_report,
    suspects_report,
)
from directives.vocabulary import (
    DraftingStage,
    RecordState,
    RelationKind,
    Role,
    SuspicionReason,
    Validity,
)
from tests.factories import NOW, TODAY, make_actor, make_document
from tests.services.test_chain_events import STRUCTURES
from tests.services.test_suspicions import BEFORE, relate

A_DAY = timedelta(days=1)
AT = AsOf(TODAY, NOW)


def test_what_expires_soon_comes_first_and_what_has_ended_or_is_no_more_shown_is_left_out(
    session: Session,
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    later = make_document(session, expires_on=TODAY + 90 * A_DAY)
    soon = make_document(session, expires_on=TODAY, effective_on=BEFORE)
    make_document(session, expires_on=TODAY + 900 * A_DAY)
    make_document(session, expires_on=TODAY - A_DAY, effective_on=BEFORE)
    make_document(session, expires_on=TODAY + A_DAY, state=RecordState.DRAFT)
    replaced = make_document(session, expires_on=TODAY + A_DAY)
    relate(session, make_document(session), RelationKind.REPLACES, replaced)
    gone = make_document(session, expires_on=TODAY + A_DAY)
    withdraw(session, actor, saved_id(gone), reason="nhầm", now=NOW + A_DAY, today=TODAY + A_DAY)

    report = expiring_report(session, AT)

    assert [(row.document.id, row.days_left) for row in report.rows] == [
        (soon.id, 0),
        (later.id, 90),
    ]


def test_what_rests_on_the_expired_is_told_with_since_when(session: Session) -> None:
    base = make_document(session, issued_on=BEFORE, expires_on=TODAY - A_DAY)
    upper = make_document(session, issuer_id=None)
    relate(session, upper, RelationKind.HAS_BASIS, base)
    draft = make_document(session, state=RecordState.DRAFT)
    relate(session, draft, RelationKind.HAS_BASIS, base)

    (row,) = resting_report(session, AT).rows

    assert (row.document.id, row.document.agency, row.base.id) == (upper.id, "", base.id)
    assert (row.base_status, row.ended_on) == (Validity.EXPIRED, TODAY)


def test_nothing_rests_on_a_base_before_that_was_recorded(session: Session) -> None:
    later = NOW + timedelta(seconds=1)
    base = make_document(session, now=later, issued_on=BEFORE, expires_on=TODAY - A_DAY)
    relate(session, make_document(session), RelationKind.HAS_BASIS, base)

    assert resting_report(session, AT).rows == []
    (row,) = resting_report(session, AsOf(TODAY, later)).rows
    assert row.base.id == base.id


def test_what_a_published_act_will_end_expires_on_the_day_before_it(session: Session) -> None:
    term = make_document(session, issued_on=BEFORE, expires_on=TODAY + 60 * A_DAY)
    none = make_document(session, issued_on=BEFORE)
    kinds = (RelationKind.REPLACES, RelationKind.REPEALS)
    ends = []
    for base, in_days, kind in zip((term, none), (20, 10), kinds, strict=True):
        later = make_document(session, effective_on=TODAY + in_days * A_DAY)
        relate(session, later, kind, base)
        ends.append(later.id)
    amended = make_document(session, issued_on=BEFORE)
    relate(session, make_document(session), RelationKind.AMENDS, amended)

    rows = expiring_report(session, AT).rows

    assert [(row.document.id, row.days_left) for row in rows] == [(none.id, 9), (term.id, 19)]
    assert [row.ends_as for row in rows] == [Validity.REPEALED, Validity.SUPERSEDED]
    assert [[act.id for act in row.acts] for row in rows] == [ends[1:], ends[:1]]


def test_what_its_own_term_ends_names_no_act_though_one_amends_it(session: Session) -> None:
    base = make_document(session, issued_on=BEFORE, expires_on=TODAY + 9 * A_DAY)
    relate(session, make_document(session), RelationKind.AMENDS, base)

    (row,) = expiring_report(session, AT).rows

    assert (row.ends_as, row.acts, row.expires_on) == (Validity.EXPIRED, [], base.expires_on)


def test_an_act_that_was_withdrawn_since_is_not_named_as_the_end(session: Session) -> None:
    admin, base = make_actor(session, Role.ADMINISTRATOR), make_document(session, issued_on=BEFORE)
    act = make_document(session, effective_on=TODAY + 10 * A_DAY)
    relate(session, act, RelationKind.REPLACES, base)
    withdraw(session, admin, saved_id(act), reason="nhầm", now=NOW + A_DAY, today=TODAY + A_DAY)

    assert [row.acts for row in expiring_report(session, AT).rows] == [[]]
    assert expiring_report(session, AsOf(TODAY, NOW + A_DAY)).rows == []


def test_what_rests_on_an_article_that_has_ended_is_told_with_it(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    base = make_document(session, issued_on=BEFORE)
    upper, other = make_document(session), make_document(session)
    for source, provision in ((upper, "dieu-5"), (other, "dieu-6")):
        rests = NewRelation(
            source_id=saved_id(source),
            kind=RelationKind.GUIDES,
            target_id=saved_id(base),
            target_provision=provision,
        )
        add_relation(session, actor, rests, now=NOW)
    repeal = NewRelation(
        source_id=saved_id(make_document(session)),
        kind=RelationKind.REPEALS,
        target_id=saved_id(base),
        target_provision="dieu-5",
    )
    add_relation(session, actor, repeal, now=NOW)

    (row,) = resting_report(session, AT).rows

    assert (row.document.id, row.provision, row.base_status) == (
        upper.id,
        "dieu-5",
        Validity.REPEALED,
    )


def test_what_rests_on_a_chapter_is_told_since_the_last_of_its_articles_ended(
    session: Session,
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    base = make_document(session, issued_on=BEFORE)
    replace_provisions(session, base, STRUCTURES[1])
    guides = NewRelation(
        source_id=saved_id(make_document(session, issued_on=BEFORE)),
        kind=RelationKind.GUIDES,
        target_id=saved_id(base),
        target_provision="chuong-1",
    )
    add_relation(session, actor, guides, now=NOW)
    for article in ("dieu-1", "dieu-2"):
        assert resting_report(session, AT).rows == []
        repeal = NewRelation(
            source_id=saved_id(make_document(session)),
            kind=RelationKind.REPEALS,
            target_id=saved_id(base),
            target_provision=article,
        )
        add_relation(session, actor, repeal, now=NOW)

    (row,) = resting_report(session, AT).rows

    assert (row.provision, row.base_status) == ("chuong-1", Validity.REPEALED)


def test_a_report_of_the_past_is_what_was_known_then(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    base = make_document(session, issued_on=BEFORE)
    upper = make_document(session)
    relate(session, upper, RelationKind.HAS_BASIS, base)
    make_document(
        session, issued_on=None, number_as_printed=None, drafting_stage=DraftingStage.PREPARING
    )
    relation = relate(session, make_document(session), RelationKind.REPLACES, base)
    draft = make_document(session, state=RecordState.DRAFT)
    relate(session, draft, RelationKind.REPEALS, upper)
    before = resting_report(session, AT)
    assert [row.document.id for row in before.rows] == [upper.id]

    reject_relation(session, actor, saved_id(relation), reason="sai", now=NOW + A_DAY)
    later = NewRelation(
        source_id=saved_id(make_document(session)),
        kind=RelationKind.HAS_BASIS,
        target_id=saved_id(base),
    )
    add_relation(session, actor, later, now=NOW + A_DAY)
    values: dict[str, object] = {"expires_on": TODAY + A_DAY}
    correct(session, actor, saved_id(upper), values, reason="bổ sung", now=NOW + A_DAY)

    assert resting_report(session, AT) == before
    assert resting_report(session, AsOf(TODAY, NOW + A_DAY)).rows == []
    assert expiring_report(session, AT).rows == []
    assert len(expiring_report(session, AsOf(TODAY, NOW + A_DAY)).rows) == 1


def test_what_is_suspect_of_documents_that_are_not_shown_is_not_told(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    base = make_document(session, issued_on=BEFORE - A_DAY)
    guide = make_document(session, issued_on=BEFORE)
    relate(session, guide, RelationKind.GUIDES, base)
    relate(session, make_document(session), RelationKind.AMENDS, base)
    ((agency, rows),) = suspects_report(session, AT).agencies
    assert (agency, len(rows)) == ("Bộ Nội vụ", 1)

    withdraw(session, actor, saved_id(guide), reason="nhầm", now=NOW + A_DAY, today=TODAY + A_DAY)

    assert suspects_report(session, AT).agencies == []


def test_all_that_happened_by_the_day_is_told_with_the_path(session: Session) -> None:
    base = make_document(session, issued_on=BEFORE - A_DAY)
    middle = make_document(session, issued_on=BEFORE)
    guide = make_document(session, issued_on=BEFORE)
    relate(session, middle, RelationKind.HAS_BASIS, base)
    relate(session, guide, RelationKind.GUIDES, middle)
    amending = make_document(session, issued_on=TODAY - 2 * A_DAY)
    relate(session, amending, RelationKind.AMENDS, base)
    replacing = make_document(session, issued_on=TODAY)
    relate(session, replacing, RelationKind.REPLACES, base)

    def of_guide(day: date) -> SuspectRow:
        ((_, rows),) = suspects_report(session, AsOf(day, NOW)).agencies
        (row,) = (one for one in rows if one.document.id == guide.id)
        return row

    row = of_guide(TODAY)
    steps = [(step.document.id if step.document else None, step.kind) for step in row.path]
    assert steps == [
        (guide.id, RelationKind.GUIDES),
        (middle.id, RelationKind.HAS_BASIS),
        (base.id, None),
    ]
    assert row.reason is SuspicionReason.REPLACED
    (further,) = row.also
    assert (further.reason, further.act and further.act.id) == (
        SuspicionReason.AMENDED,
        amending.id,
    )
