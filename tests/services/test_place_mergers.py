"""What becomes of what was said of a place, after it was merged, renamed or divided."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from directives.errors import GapAlreadyReported, PlaceEnded, ValueInvalid
from directives.models.account import Account
from directives.models.agency import Agency
from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document
from directives.models.feedback import NewGuidanceMark
from directives.models.gap import NewGapReport
from directives.models.place import Place
from directives.rules.permissions import PUBLIC
from directives.rules.scope import Scope
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document
from directives.services.gap_reports import report_gap, withdraw_report
from directives.services.gap_standings import GapStanding, standings
from directives.services.gaps import edit_gap
from directives.services.guidance_marks import confirm_receipt, feedback_of, mark_guidance
from directives.services.late_answer import places_waiting
from directives.services.matrix import province_matrix
from directives.services.place_changes import move_commune, rename_place
from directives.services.place_mergers import hand_over_part, merge_places, split_place
from directives.services.place_waiting import PlaceWaiting, scope_answers, waiting_of
from directives.services.places import codes_within, get_place
from directives.services.recall_recipients import recall_recipients
from directives.services.validity import in_force_for, view_validity
from directives.store.places import list_communes, list_periods
from directives.vocabulary import Clarity, Extent, GapState, Role, Validity
from tests.factories import (
    NOW,
    TODAY,
    make_account,
    make_actor,
    make_commitment,
    make_document,
    make_gap,
)

ON = date(2025, 10, 10)
LATER = datetime(2025, 10, 20, 3, 0, tzinfo=NOW.tzinfo)
AT = AsOf(date(2025, 10, 20), LATER)
OLD, OTHER, HEIR, THIRD = "00008", "00025", "00004", "00070"  # wards of Hà Nội


def merge(session: Session, codes: Sequence[str], into: str, on: date = ON) -> Place:
    actor = make_actor(session, Role.ADMINISTRATOR)
    return merge_places(session, actor, codes, into, on=on, now=LATER)


def split(session: Session, code: str, into: Sequence[str], on: date = ON) -> Place:
    actor = make_actor(session, Role.ADMINISTRATOR)
    return split_place(session, actor, code, into, on=on, now=LATER)


def hand_over(
    session: Session, code: str, to: str, *, on: date = ON, scope: str = "Hai tổ dân phố"
) -> None:
    actor = make_actor(session, Role.ADMINISTRATOR)
    hand_over_part(session, actor, code, to, scope=scope, on=on, now=LATER)


def gap_of(session: Session, *codes: str, provinces: frozenset[str] = frozenset()) -> int:
    scope = Scope(provinces=provinces, places=frozenset(codes))
    return saved_id(make_gap(session, scope=str(scope)))


def concerned(session: Session, code: str, at: AsOf = AT) -> set[int]:
    answers = scope_answers(session, get_place(session, code, day=at.day), at)
    return {gap for gap, answer in answers.items() if answer.concerned}


def report(session: Session, gap_id: int, code: str, on: date = TODAY) -> None:
    new = NewGapReport(place_code=code, reported_on=on)
    report_gap(session, make_actor(session, Role.SYSTEM), gap_id, new, now=LATER)


def standing(session: Session, gap_id: int) -> GapStanding:
    return standings(session, AT, [gap_id])[gap_id]


def waiting(session: Session, code: str) -> PlaceWaiting:
    return waiting_of(session, get_place(session, code, day=AT.day), AT, standings(session, AT))


def test_a_merged_commune_leads_to_its_successor_from_the_day_on(session: Session) -> None:
    merge(session, [OLD, OTHER], HEIR)

    view = get_place(session, OLD, day=ON)
    assert (view.place.code, view.asked_for and view.asked_for.code) == (HEIR, OLD)
    assert {one.code for one in view.former} == {OLD, OTHER}
    assert get_place(session, OLD, day=ON - timedelta(days=1)).place.code == OLD
    assert OLD not in {one.code for one in list_communes(session, "01", ON)}
    assert OLD in codes_within(session, get_place(session, "01", day=ON), ON)
    assert list_periods(session, OLD)[-1].valid_to == ON - timedelta(days=1)


def test_a_gap_that_lists_a_former_commune_concerns_its_successor(session: Session) -> None:
    gap = gap_of(session, OLD)
    merge(session, [OLD], HEIR)
    merge(session, [HEIR], OTHER, on=date(2025, 10, 15))

    assert concerned(session, OTHER) == {gap}
    assert concerned(session, OLD) == {gap}
    assert concerned(session, THIRD) == set()
    assert concerned(session, HEIR, AsOf(ON - timedelta(days=1), LATER)) == set()
    assert concerned(session, HEIR, AsOf(ON, LATER)) == {gap}


def test_an_exemption_of_a_commune_does_not_exempt_what_it_took_over(session: Session) -> None:
    gap = saved_id(make_gap(session, scope=str(Scope(exemptions={HEIR: "Thí điểm"}))))
    assert concerned(session, HEIR) == set()
    merge(session, [OLD], HEIR)

    answers = scope_answers(session, get_place(session, HEIR, day=AT.day), AT)
    assert (answers[gap].concerned, answers[gap].reason) == (True, "Thí điểm")


def test_a_gap_of_a_divided_commune_concerns_all_that_have_its_territory(
    session: Session,
) -> None:
    gap = gap_of(session, OLD)
    split(session, OLD, [HEIR, OTHER])

    assert concerned(session, HEIR) == concerned(session, OTHER) == {gap}
    view = get_place(session, OLD, day=AT.day)
    assert (view.place.code, [one.code for one in view.heirs]) == (OLD, [HEIR, OTHER])
    assert concerned(session, OLD) == {gap}
    assert waiting(session, OLD).waiting[0].gap_id == gap


def test_a_part_counts_for_scopes_written_before_it_went(session: Session) -> None:
    gap = gap_of(session, OLD)
    hand_over(session, OLD, HEIR)

    assert concerned(session, OLD) == concerned(session, HEIR) == {gap}
    actor, scope = make_actor(session, Role.SYSTEM), str(Scope(places=frozenset({OLD, THIRD})))
    edit_gap(session, actor, gap, {"scope": scope}, at=AT)
    assert concerned(session, HEIR) == set()


def test_places_that_became_one_count_once(session: Session) -> None:
    gap = gap_of(session)
    for code in (OLD, HEIR, THIRD):
        report(session, gap, code)
    promise = saved_id(make_commitment(session, gap_ids=(gap,)))
    merge(session, [OLD], HEIR)

    assert (standing(session, gap).reported, standing(session, gap).waiting) == (2, 2)
    assert places_waiting(session, AT, [promise])[promise].keys() == {HEIR, THIRD}
    before = AsOf(ON - timedelta(days=1), LATER)
    assert standings(session, before, [gap])[gap].reported == 3
    known_before = AsOf(AT.day, LATER - timedelta(days=1))
    report_day = standings(session, known_before, [gap])
    assert gap in report_day  # as it was known before the merger was recorded
    (cells,) = province_matrix(session, AT, [gap]).rows.values()
    assert sum(cell.waiting for cell in cells) == 2


def test_a_merger_that_was_not_known_yet_changes_no_report_of_the_past(session: Session) -> None:
    gap = gap_of(session)
    actor = make_actor(session, Role.SYSTEM)
    for code in (OLD, HEIR):
        new = NewGapReport(place_code=code, reported_on=TODAY)
        report_gap(session, actor, gap, new, now=NOW)
    merge(session, [OLD], HEIR, on=date(2025, 9, 1))

    assert standings(session, AsOf(TODAY, NOW), [gap])[gap].reported == 2
    assert standings(session, AsOf(TODAY, LATER), [gap])[gap].reported == 1


def test_a_report_of_a_former_commune_counts_in_the_province_of_its_successor(
    session: Session,
) -> None:
    gap = gap_of(session)
    report(session, gap, OLD)
    merge(session, [OLD], "02647")  # of Lào Cai

    matrix = province_matrix(session, AT, [gap])
    waits = dict(zip([code for code, _ in matrix.provinces], matrix.rows[gap], strict=True))
    assert (waits["01"].waiting, waits["15"].waiting) == (0, 1)


def cells_of(session: Session, gap: int, at: AsOf) -> dict[str, int]:
    """Return how many places wait for a gap, by province, those where somebody does."""
    matrix = province_matrix(session, at, [gap])
    cells = zip(matrix.provinces, matrix.rows[gap], strict=True)
    return {code: cell.waiting for (code, _), cell in cells if cell.waiting}


def test_a_past_day_counts_reports_as_they_stood_then(session: Session) -> None:
    gap, early, late = gap_of(session), TODAY, TODAY + timedelta(days=5)
    report(session, gap, OLD)
    report(session, gap, HEIR)
    withdraw_report(
        session,
        make_actor(session, Role.OFFICER, place_code=OLD),
        gap,
        OLD,
        words="Đã có hướng dẫn",
        at=AsOf(late, LATER + timedelta(days=9)),
    )
    known = LATER + timedelta(days=10)

    assert cells_of(session, gap, AsOf(late, known)) == {"01": 1}
    assert cells_of(session, gap, AsOf(early, known)) == {"01": 2}
    assert cells_of(session, gap, AsOf(late, LATER)) == {"01": 2}
    assert communes_waiting(session, "01", AsOf(late, known)) == 1
    assert communes_waiting(session, "01", AsOf(early, known)) == 2


def test_a_past_day_counts_a_commune_in_the_province_it_lay_in_then(session: Session) -> None:
    gap, before = gap_of(session), AsOf(ON - timedelta(days=1), LATER)
    report(session, gap, OLD)
    move_commune(session, make_actor(session, Role.ADMINISTRATOR), OLD, "15", on=ON, now=LATER)

    assert cells_of(session, gap, AT) == {"15": 1}
    assert cells_of(session, gap, before) == {"01": 1}
    seen = [communes_waiting(session, code, at) for at in (AT, before) for code in ("01", "15")]
    assert seen == [0, 1, 1, 0]
    assert OLD in {one.code for one in list_communes(session, "01", before.day)}
    assert OLD not in {one.code for one in list_communes(session, "15", before.day)}


def communes_waiting(session: Session, code: str, at: AsOf) -> int:
    """Return how many communes of a province wait for the one gap there is."""
    view = get_place(session, code, day=at.day)
    (line,) = waiting_of(session, view, at, standings(session, at)).waiting
    return line.communes


def test_the_page_of_the_successor_shows_what_the_former_reported(session: Session) -> None:
    gap = gap_of(session)
    report(session, gap, OLD)
    merge(session, [OLD], HEIR)

    (line,) = waiting(session, HEIR).waiting
    assert line.report is not None
    assert line.report.place_code == OLD
    (of_province,) = waiting(session, "01").waiting
    assert of_province.communes == 1


def test_the_successor_withdraws_for_the_former(session: Session) -> None:
    gap = gap_of(session)
    report(session, gap, OLD)
    merge(session, [OLD], HEIR)
    actor = make_actor(session, Role.OFFICER, place_code=HEIR)
    withdraw_report(session, actor, gap, HEIR, words="Đã rõ", at=AT)

    assert standing(session, gap).waiting == 0


def test_a_place_that_ended_says_nothing_more(session: Session) -> None:
    gap, document = gap_of(session), saved_id(make_document(session))
    merge(session, [OLD], HEIR)

    report(session, gap, OLD)  # of a day before, told late
    with pytest.raises(GapAlreadyReported):
        report(session, gap, OLD)
    with pytest.raises(PlaceEnded):
        report(session, gap_of(session), OLD, on=ON)
    with pytest.raises(PlaceEnded):
        confirm_receipt(session, make_actor(session, Role.SYSTEM), document, OLD, at=AT)


def mark(session: Session, document: Document, code: str, on: date, clarity: Clarity) -> None:
    said = NewGuidanceMark(place_code=code, clarity=clarity, words="Chưa rõ", marked_on=on)
    mark_guidance(session, make_actor(session, Role.SYSTEM), saved_id(document), said, now=LATER)


def test_what_a_former_place_received_and_said_is_its_successors(session: Session) -> None:
    document = make_document(session)
    mark(session, document, OLD, TODAY, Clarity.UNCLEAR)
    merge(session, [OLD], HEIR)

    found = feedback_of(session, saved_id(document), AT, place_code=HEIR)
    assert found.reach.communes_reached == 1
    assert found.own_receipt is not None
    assert found.own_mark is not None
    mark(session, document, HEIR, AT.day, Clarity.CLEAR)
    assert feedback_of(session, saved_id(document), AT, place_code=HEIR).count(Clarity.CLEAR) == 1
    assert feedback_of(session, saved_id(document), AT).count(Clarity.UNCLEAR) == 0
    told = recall_recipients(session, [saved_id(document)], AT.day)
    assert [one.place_code for one in told] == [HEIR]


def test_the_successor_confirms_what_the_former_place_waited_for(session: Session) -> None:
    gap = make_gap(session)
    report(session, saved_id(gap), OLD)
    merge(session, [OLD], HEIR)
    answer = make_document(session)
    link = NewCoverageLink(
        gap_id=saved_id(gap),
        document_id=saved_id(answer),
        extent=Extent.FULL,
        quote="hướng dẫn",
        linked_on=AT.day,
    )
    link_document(session, make_actor(session), link, now=LATER)
    assert standing(session, saved_id(gap)).state is GapState.COVERED

    report(session, saved_id(gap), OTHER)
    mark(session, answer, OTHER, AT.day, Clarity.CLEAR)
    mark(session, answer, THIRD, AT.day, Clarity.CLEAR)  # did not report it
    mark(session, answer, HEIR, AT.day, Clarity.CLEAR)
    assert standing(session, saved_id(gap)).state is GapState.CONFIRMED
    assert standings(session, AT)[saved_id(gap)].state is GapState.CONFIRMED
    assert standings(session, AT, [saved_id(make_gap(session))])


def test_a_place_of_which_no_name_is_dated_ends_as_well(session: Session) -> None:
    session.add(Place(code="98", level="province", name="Thử", name_folded="thu"))
    session.flush()
    merge(session, ["98"], "68")

    assert get_place(session, "98", day=ON).place.code == "68"


def committee(session: Session, code: str) -> Agency:
    name = f"Ủy ban nhân dân {code}"
    body = Agency(code="UBND", name=name, name_folded=name, kind="local", place_code=code)
    session.add(body)
    session.flush()
    return body


def test_documents_of_a_merged_commune_stay_in_force_in_its_former_territory(
    session: Session,
) -> None:
    """Law 64/2025/QH15 Art. 54.2b."""
    own = make_document(session, issuer_id=committee(session, OLD).id, issued_on=TODAY)
    of_heir = make_document(session, issuer_id=committee(session, HEIR).id, issued_on=TODAY)
    before = view_validity(session, PUBLIC, saved_id(own), AT, is_past=False)
    merge(session, [OLD], HEIR)
    newer = make_document(session, issuer_id=of_heir.issuer_id, issued_on=ON)

    after = view_validity(session, PUBLIC, saved_id(own), AT, is_past=False)
    assert after.intervals == before.intervals
    assert after.territory is not None
    assert after.territory.code == OLD
    found = in_force_for(session, HEIR, day=AT.day)
    territory = {saved_id(one): place and place.code for one, _, place in found}
    assert territory == {
        saved_id(own): OLD,
        saved_id(of_heir): HEIR,  # it had no other territory then
        saved_id(newer): None,
    }
    assert {status for _, status, _ in found} == {Validity.IN_FORCE}


def test_documents_of_a_merged_province_stay_in_force_for_its_communes(session: Session) -> None:
    """Law 64/2025/QH15 Art. 54.2b."""
    issuer = session.exec(select(Agency).where(Agency.place_code == "15")).first()
    assert issuer is not None
    own = make_document(session, issuer_id=issuer.id, issued_on=TODAY)
    merge(session, ["15"], "68")

    for code in ("68", "02647"):
        found = {one.id: place for one, _, place in in_force_for(session, code, day=AT.day)}
        assert found[own.id] is not None


def test_the_communes_of_a_merged_province_are_its_successors(session: Session) -> None:
    gap = gap_of(session, provinces=frozenset({"15"}))
    communes = [one.code for one in list_communes(session, "15", ON)]
    merge(session, ["15"], "68")

    assert {one.code for one in list_communes(session, "68", ON)} >= set(communes)
    assert [one.province_code for one in list_periods(session, communes[0])] == ["15", "68"]
    assert concerned(session, "02647") == concerned(session, "68") == {gap}


def test_communes_of_a_merged_province_keep_its_scopes_and_exemptions(session: Session) -> None:
    exempt = saved_id(make_gap(session, scope=str(Scope(exemptions={"15": "Thí điểm"}))))
    of_heir = gap_of(session, provinces=frozenset({"68"}))
    own = gap_of(session, provinces=frozenset({"15"}))
    merge(session, ["15"], "68")
    commune, always = "02647", list_communes(session, "68", ON - timedelta(days=1))[0].code

    known_before = AsOf(AT.day, LATER - timedelta(seconds=1))
    for at in (AT, AsOf(ON - timedelta(days=1), LATER), known_before):
        assert concerned(session, commune, at) == {own}
        assert concerned(session, always, at) == {exempt, of_heir}
    assert waiting(session, commune).exempt == {exempt: "Thí điểm"}
    assert concerned(session, "68") == {exempt, of_heir, own}
    matrix = province_matrix(session, AT, [exempt])
    ((cell,),) = [
        [cell for (code, _), cell in zip(matrix.provinces, row, strict=True) if code == "68"]
        for row in matrix.rows.values()
    ]
    assert (cell.answer.concerned, cell.answer.reason) == (True, "Thí điểm")


def test_a_scope_written_after_the_merger_is_of_the_merged_province(session: Session) -> None:
    merge(session, ["15"], "68")
    actor, gaps = make_actor(session, Role.SYSTEM), [gap_of(session) for _ in range(2)]
    for gap, exempt in zip(gaps, ("15", "68"), strict=True):
        edit_gap(session, actor, gap, {"scope": str(Scope(exemptions={exempt: "Lý do"}))}, at=AT)

    always = list_communes(session, "68", ON - timedelta(days=1))[0].code
    assert concerned(session, "02647") == set()
    assert concerned(session, always) == {gaps[0]}
    assert concerned(session, "68") == {gaps[0]}


def test_a_commune_that_moved_keeps_what_its_former_province_was_told(session: Session) -> None:
    of_old = gap_of(session, provinces=frozenset({"01"}))
    of_new = gap_of(session, provinces=frozenset({"15"}))
    move_commune(session, make_actor(session, Role.ADMINISTRATOR), OLD, "15", on=ON, now=LATER)
    actor, later = make_actor(session, Role.SYSTEM), gap_of(session)
    scope = str(Scope(provinces=frozenset({"15"})))
    edit_gap(session, actor, later, {"scope": scope}, at=AT)

    assert concerned(session, OLD) == {of_old, later}
    assert of_new not in concerned(session, OLD)


def test_a_merged_commune_of_another_province_brings_what_concerned_it(session: Session) -> None:
    gap = gap_of(session, provinces=frozenset({"01"}))
    merge(session, [OLD], "02647")  # of Lào Cai

    assert concerned(session, "02647") == {gap}
    assert concerned(session, "15") == set()


def test_a_name_changes_no_scope(session: Session) -> None:
    gap = gap_of(session, OLD)
    actor = make_actor(session, Role.ADMINISTRATOR)
    rename_place(session, actor, OLD, "Phường Tên Mới", on=ON, now=LATER)

    assert concerned(session, OLD) == {gap}


def test_accounts_act_for_the_successor_and_stay_with_a_divided_place(session: Session) -> None:
    moved = make_account(session, role=Role.OFFICER, agency_id=None, place_code=OLD)
    stays = make_account(session, role=Role.OFFICER, agency_id=None, place_code=OTHER)
    merge(session, [OLD], HEIR)
    split(session, OTHER, [HEIR, THIRD])

    places = {one.id: one.place_code for one in session.exec(select(Account)).all()}
    assert (places[moved.id], places[stays.id]) == (HEIR, OTHER)


def test_a_province_is_divided_once_its_communes_have_moved(session: Session) -> None:
    with pytest.raises(ValueInvalid):
        split(session, "15", ["68", "01"])
    actor = make_actor(session, Role.ADMINISTRATOR)
    for commune in list_communes(session, "15", ON):
        move_commune(session, actor, commune.code, "68", on=ON, now=LATER)
    split(session, "15", ["68", "01"])

    assert [one.code for one in get_place(session, "15", day=ON).heirs] == ["01", "68"]


@pytest.mark.parametrize(
    ("codes", "into", "on"),
    [
        ([OLD], OLD, ON),
        ([OLD], "15", ON),
        ([OLD], HEIR, date(2025, 7, 1)),
        ([OLD], HEIR, date(2025, 10, 21)),
    ],
)
def test_a_merger_that_cannot_be_is_refused(
    session: Session, codes: list[str], into: str, on: date
) -> None:
    with pytest.raises(ValueInvalid):
        merge(session, codes, into, on=on)


def test_what_has_ended_is_neither_merged_nor_takes_over(session: Session) -> None:
    merge(session, [OLD], HEIR)

    for codes, into in (([OLD], OTHER), ([OTHER], OLD)):
        with pytest.raises(PlaceEnded):
            merge(session, codes, into)


def test_a_place_does_not_end_before_it_took_others_over(session: Session) -> None:
    merge(session, [OLD], HEIR)

    with pytest.raises(ValueInvalid):
        merge(session, [HEIR], OTHER, on=ON - timedelta(days=1))


def test_a_division_needs_two_others(session: Session) -> None:
    for into in ([HEIR, HEIR], [HEIR, OLD]):
        with pytest.raises(ValueInvalid):
            split(session, OLD, into)


def test_a_part_is_named_and_recorded_once(session: Session) -> None:
    with pytest.raises(ValueInvalid):
        hand_over(session, OLD, HEIR, scope=" ")
    hand_over(session, OLD, HEIR)
    with pytest.raises(ValueInvalid):
        hand_over(session, OLD, HEIR)
    with pytest.raises(ValueInvalid):
        merge(session, [OLD], HEIR)  # the same day: a part of what?
    merge(session, [OLD], OTHER)

    assert get_place(session, OLD, day=ON).place.code == OTHER
