from datetime import date, timedelta

import pytest
from sqlmodel import Session

from directives.errors import (
    AgencyNotFound,
    AnswerMissing,
    DocumentNotFound,
    GapAlreadyReported,
    GapNotFound,
    OtherGapMissing,
    ReportNotMade,
    ReportStepNotAllowed,
    RightMissing,
    ValueInvalid,
)
from directives.models.base import saved_id
from directives.models.document import NewRelation
from directives.models.gap_report import NewGapReport, NewReportEvent
from directives.rules.permissions import Actor
from directives.rules.two_times import AsOf
from directives.services.gap_merges import merge_gaps
from directives.services.gap_reports import answer_reports, report_gap, withdraw_report
from directives.services.gap_views import get_gap
from directives.services.relations import add_relation
from directives.services.report_limits import set_limit
from directives.services.report_views import current_reports, view_reports, view_reports_of_place
from directives.store.documents import list_relations
from directives.vocabulary import ProposalState, RecordState, RelationKind, ReportState, Role
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document, make_gap

AT = AsOf(TODAY, NOW)
LATER = AsOf(TODAY + timedelta(days=10), NOW + timedelta(days=10))


def reported(session: Session, *places: str) -> int:
    """Make a gap that these places reported, and return its key."""
    key = saved_id(make_gap(session))
    for place in places:
        officer = make_actor(session, Role.OFFICER, place_code=place)
        said = NewGapReport(place_code=place, reported_on=TODAY)
        report_gap(session, officer, key, said, now=NOW)
    return key


def step(state: ReportState, day: date = TODAY, **more: object) -> NewReportEvent:
    return NewReportEvent.model_validate({"state": state, "held_on": day, **more})


def forwarded(session: Session) -> NewReportEvent:
    return step(ReportState.FORWARDED, agency_id=agency_id(session, "BTC"))


def test_a_report_is_received_first_and_has_a_limit(session: Session) -> None:
    key = reported(session, "15")
    (view,) = view_reports(session, [key], AT)

    assert view.standing.state is ReportState.RECEIVED
    assert view.standing.limit_working_days == 3
    assert view.standing.due_on == date(2025, 10, 6)
    assert view_reports(session, [key], LATER)[0].standing.days_late == 5


def test_an_answer_goes_step_by_step_and_each_step_stays_known(session: Session) -> None:
    key, drafter = reported(session, "15", "11"), make_actor(session)
    answer_reports(session, drafter, key, forwarded(session), now=NOW, place_codes=["15"])
    told = step(ReportState.ANSWERED, LATER.day, words="Thực hiện theo Điều 5.")
    answer_reports(session, drafter, key, told, now=LATER.known_at, place_codes=["15"])

    def states(at: AsOf) -> dict[str, ReportState]:
        views = view_reports(session, [key], at)
        return {view.report.place_code: view.standing.state for view in views}

    assert states(LATER) == {"15": ReportState.ANSWERED, "11": ReportState.RECEIVED}
    assert states(AT) == {"15": ReportState.FORWARDED, "11": ReportState.RECEIVED}
    assert states(AsOf(LATER.day, NOW))["15"] is ReportState.FORWARDED
    standing = get_gap(session, key, LATER).standing
    assert (standing.reported, standing.waiting) == (2, 1)
    assert get_gap(session, key, AT).standing.waiting == 2


def test_a_step_without_places_is_taken_for_all_that_wait(session: Session) -> None:
    key, drafter = reported(session, "15", "11"), make_actor(session)
    answered = step(ReportState.ANSWERED, words="Đã có Thông tư.")
    answer_reports(session, drafter, key, answered, now=NOW, place_codes=["11"])

    taken = answer_reports(session, drafter, key, step(ReportState.IN_PROGRESS), now=NOW)
    assert [report.place_code for report in taken] == ["15"]
    with pytest.raises(ReportNotMade):
        answer_reports(session, drafter, key, step(ReportState.IN_PROGRESS), now=NOW)


def test_a_step_must_be_allowed_complete_and_by_those_who_may(session: Session) -> None:
    key, drafter = reported(session, "15"), make_actor(session)

    def refused(error: type[Exception], new: NewReportEvent, by: Actor = drafter) -> None:
        with pytest.raises(error):
            answer_reports(session, by, key, new, now=NOW, place_codes=["15"])

    refused(RightMissing, step(ReportState.IN_PROGRESS), make_actor(session, Role.OFFICER))
    refused(AnswerMissing, step(ReportState.ANSWERED, words=" "))
    refused(DocumentNotFound, step(ReportState.ANSWERED, document_id=77_777))
    draft = make_document(session, drafter, state=RecordState.DRAFT)
    refused(ValueInvalid, step(ReportState.ANSWERED, document_id=draft.id))
    refused(AgencyNotFound, step(ReportState.FORWARDED))
    refused(AgencyNotFound, step(ReportState.FORWARDED, agency_id=77_777))
    refused(GapNotFound, step(ReportState.DUPLICATE, other_gap_id=77_777))
    refused(OtherGapMissing, step(ReportState.DUPLICATE))
    refused(OtherGapMissing, step(ReportState.DUPLICATE, other_gap_id=key))
    refused(ReportStepNotAllowed, step(ReportState.WITHDRAWN))
    with pytest.raises(GapNotFound):
        answer_reports(session, drafter, 77_777, step(ReportState.IN_PROGRESS), now=NOW)
    with pytest.raises(ReportNotMade):
        answer_reports(
            session, drafter, key, step(ReportState.IN_PROGRESS), now=NOW, place_codes=["11"]
        )
    done = step(ReportState.DUPLICATE, other_gap_id=saved_id(make_gap(session)))
    answer_reports(session, drafter, key, done, now=NOW, place_codes=["15"])
    refused(ReportStepNotAllowed, step(ReportState.ANSWERED, words="Rồi"))


def test_a_place_withdraws_and_waits_again(session: Session) -> None:
    key, officer = reported(session, "15"), make_actor(session, Role.OFFICER)
    withdraw_report(session, officer, key, "15", words="Đã rõ", at=LATER)
    assert get_gap(session, key, LATER).standing.reported == 0
    assert get_gap(session, key, AT).standing.reported == 1

    with pytest.raises(ReportStepNotAllowed):
        withdraw_report(session, officer, key, "15", words="", at=LATER)
    again = NewGapReport(place_code="15", reported_on=LATER.day, words="Lại vướng")
    report_gap(session, officer, key, again, now=LATER.known_at)
    assert get_gap(session, key, LATER).standing.waiting == 1
    with pytest.raises(GapAlreadyReported):
        report_gap(session, officer, key, again, now=LATER.known_at)


def test_only_a_place_that_reported_withdraws(session: Session) -> None:
    key = reported(session, "11")

    with pytest.raises(ReportNotMade):
        withdraw_report(session, make_actor(session, Role.OFFICER), key, "15", words="", at=AT)


def test_an_answer_to_a_letter_is_a_relation_too(session: Session) -> None:
    drafter, officer = make_actor(session), make_actor(session, Role.OFFICER)
    key = saved_id(make_gap(session))
    letter, answer = make_document(session), make_document(session, drafter)
    said = NewGapReport(place_code="15", reported_on=TODAY, document_id=letter.id)
    report_gap(session, officer, key, said, now=NOW)

    told = step(ReportState.ANSWERED, document_id=answer.id)
    answer_reports(session, drafter, key, told, now=NOW)

    (relation,) = list_relations(session, [saved_id(answer)])
    assert (relation.kind, relation.target_id) == (RelationKind.RESPONDS_TO, letter.id)


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.OVERSIGHT])
def test_who_answers_by_the_document_of_another_agency_proposes_the_relation(
    session: Session, role: Role
) -> None:
    owner = make_actor(session, agency_id=agency_id(session, "BTC"))
    key, letter = saved_id(make_gap(session)), make_document(session)
    document = make_document(session, owner)
    for place in ("15", "11"):
        officer = make_actor(session, Role.OFFICER, place_code=place)
        said = NewGapReport(place_code=place, reported_on=TODAY, document_id=letter.id)
        report_gap(session, officer, key, said, now=NOW)
    told = step(ReportState.ANSWERED, document_id=document.id)
    answer_reports(session, make_actor(session, role), key, told, now=NOW)

    states = {view.standing.state for view in view_reports(session, [key], AT)}
    assert states == {ReportState.ANSWERED}
    (relation,) = list_relations(session, [saved_id(document)])
    assert (relation.status, relation.target_id) == (ProposalState.PROPOSED, letter.id)

    responds = NewRelation(
        source_id=saved_id(document), kind=RelationKind.RESPONDS_TO, target_id=saved_id(letter)
    )
    add_relation(session, owner, responds, now=NOW)
    assert relation.status is ProposalState.CONFIRMED


def duplicate(session: Session, key: int, other: int, at: AsOf, *places: str) -> None:
    new = step(ReportState.DUPLICATE, at.day, other_gap_id=other)
    drafter = make_actor(session)
    answer_reports(session, drafter, key, new, now=at.known_at, place_codes=places)


def counts(session: Session, key: int, at: AsOf = LATER) -> tuple[int, int]:
    standing = get_gap(session, key, at).standing
    return standing.reported, standing.waiting


def test_the_place_of_a_duplicate_waits_for_the_other_gap_since_it_reported(
    session: Session,
) -> None:
    key, other = reported(session, "15", "11"), reported(session, "11")
    duplicate(session, key, other, LATER)

    assert counts(session, key) == (0, 0)
    assert counts(session, other) == (2, 2)
    assert get_gap(session, other, LATER).standing.waiting_since == TODAY
    (moved,) = view_reports(session, [other], LATER, place_codes=["15"])
    assert (moved.standing.state, moved.standing.days_late) == (ReportState.RECEIVED, 0)
    assert counts(session, other, AT) == (1, 1)


def test_the_place_of_a_duplicate_that_had_withdrawn_there_waits_there_again(
    session: Session,
) -> None:
    key, other = reported(session, "15"), reported(session, "15")
    officer = make_actor(session, Role.OFFICER)
    withdraw_report(session, officer, other, "15", words="", at=AT)
    duplicate(session, key, other, LATER, "15")
    assert (counts(session, key), counts(session, other)) == ((0, 0), (1, 1))

    duplicate(session, other, key, LATER, "15")
    assert (counts(session, key), counts(session, other)) == ((1, 1), (0, 0))


def test_a_duplicate_of_merged_gaps_is_counted_once_and_never_its_own_family(
    session: Session,
) -> None:
    left, part, other = reported(session, "15"), reported(session, "15"), reported(session)
    oversight = make_actor(session, Role.OVERSIGHT)
    merge_gaps(session, oversight, part, left, reason="là một", at=AT)
    with pytest.raises(OtherGapMissing):
        duplicate(session, left, part, LATER)
    duplicate(session, left, other, LATER)

    assert (counts(session, left), counts(session, other)) == ((0, 0), (1, 1))


def test_a_document_that_responds_to_the_letter_is_shown_before_it_counts(
    session: Session,
) -> None:
    drafter, officer = make_actor(session), make_actor(session, Role.OFFICER)
    key = saved_id(make_gap(session))
    letter, answer = make_document(session), make_document(session, drafter)
    said = NewGapReport(place_code="15", reported_on=TODAY, document_id=letter.id)
    report_gap(session, officer, key, said, now=NOW)
    responds = NewRelation(
        source_id=saved_id(answer), kind=RelationKind.RESPONDS_TO, target_id=saved_id(letter)
    )
    add_relation(session, drafter, responds, now=NOW)

    (view,) = view_reports_of_place(session, ["15"], AT)
    assert view.responding_id == answer.id
    assert view.standing.state is ReportState.RECEIVED
    assert view_reports_of_place(session, ["15"], AsOf(TODAY - timedelta(days=1), NOW)) == []


def test_a_limit_holds_for_steps_that_begin_from_its_day_on(session: Session) -> None:
    administrator = make_actor(session, Role.ADMINISTRATOR)
    before = reported(session, "15")
    tomorrow = AsOf(TODAY + timedelta(days=1), NOW)
    set_limit(session, administrator, ReportState.RECEIVED, 1, at=tomorrow)
    after = saved_id(make_gap(session))
    said = NewGapReport(place_code="15", reported_on=tomorrow.day)
    report_gap(session, make_actor(session, Role.OFFICER), after, said, now=LATER.known_at)

    first, second = (view_reports(session, [key], LATER)[0].standing for key in (before, after))
    assert (first.limit_working_days, second.limit_working_days) == (3, 1)


def test_only_an_administrator_sets_limits_of_steps_that_wait(session: Session) -> None:
    with pytest.raises(RightMissing):
        set_limit(session, make_actor(session), ReportState.RECEIVED, 2, at=AT)
    administrator = make_actor(session, Role.ADMINISTRATOR)
    with pytest.raises(ReportStepNotAllowed):
        set_limit(session, administrator, ReportState.ANSWERED, 2, at=AT)


def test_an_answer_is_current_for_thirty_days_and_a_withdrawal_is_not(session: Session) -> None:
    key, drafter = reported(session, "15"), make_actor(session)
    late, copied = reported(session, "15"), reported(session, "15")
    answered = step(ReportState.ANSWERED, words="Đã có Thông tư.")
    answer_reports(session, drafter, key, answered, now=NOW)
    duplicate = step(ReportState.DUPLICATE, other_gap_id=late)
    answer_reports(session, drafter, copied, duplicate, now=NOW)
    withdrawn = reported(session, "15")
    officer = make_actor(session, Role.OFFICER, place_code="15")
    withdraw_report(session, officer, withdrawn, "15", words="", at=AT)

    def gaps(days: int) -> list[int]:
        at = AsOf(TODAY + timedelta(days=days), LATER.known_at)
        told = [view.told for view in view_reports_of_place(session, ["15"], at)]
        return [view.report.gap_id for view in current_reports(session, told, at)]

    assert sorted(gaps(0)) == [key, late, copied]
    assert gaps(0)[-1] == late
    assert sorted(gaps(30)) == [key, late, copied]
    assert gaps(31) == [late]
