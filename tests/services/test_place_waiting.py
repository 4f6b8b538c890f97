from datetime import date, timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.gap import NewGapReport
from directives.rules.scope import Scope, ScopeReason
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document
from directives.services.gap_merges import merge_gaps, split_gap
from directives.services.gap_reports import report_gap
from directives.services.gap_standings import standings
from directives.services.gaps import edit_gap
from directives.services.matrix import province_matrix
from directives.services.place_arrivals import arrivals
from directives.services.place_waiting import (
    PlaceWaiting,
    promises_for,
    scope_answers_of_provinces,
    waiting_of,
)
from directives.services.places import get_place
from directives.services.promise_standings import promise_standings, promises_by_gap
from directives.store.places import list_communes, list_kinds, list_provinces
from directives.vocabulary import Extent, GapState, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_document, make_gap

AT = AsOf(TODAY, NOW)


def gap_for(session: Session, title: str, scope: Scope | None = None, **overrides: object) -> int:
    return saved_id(make_gap(session, title=title, scope=str(scope or ""), **overrides))


def waiting(session: Session, code: str) -> PlaceWaiting:
    return waiting_of(session, get_place(session, code, day=TODAY), AT, standings(session, AT))


def report(session: Session, gap_id: int, code: str) -> None:
    new = NewGapReport(place_code=code, reported_on=TODAY)
    report_gap(session, make_actor(session, Role.SYSTEM), gap_id, new, now=NOW)


def ids(found: PlaceWaiting) -> list[int]:
    return [one.gap_id for one in found.waiting]


def test_a_place_waits_for_what_it_asked_itself_though_it_is_not_named(session: Session) -> None:
    outside = gap_for(session, "Hà Nội", Scope(provinces=frozenset({"01"})))
    exempt = gap_for(session, "Trừ Lào Cai", Scope(exemptions={"15": "thí điểm"}))
    unasked = gap_for(session, "Chỉ Hà Nội", Scope(provinces=frozenset({"01"})))
    for gap in (outside, exempt):
        report(session, gap, "15")

    found = waiting(session, "15")
    assert set(ids(found)) == {outside, exempt}
    assert [one.answer.concerned for one in found.waiting] == [False, False]
    assert found.exempt == {exempt: "thí điểm"}
    assert found.followed == {outside, exempt}
    assert unasked not in ids(found)


def test_a_commune_waits_for_what_the_nation_its_province_and_its_kind_wait_for(
    session: Session,
) -> None:
    nation = gap_for(session, "Cả nước")
    province = gap_for(session, "Hà Nội", Scope(provinces=frozenset({"01"})))
    wards = gap_for(session, "Mọi phường", Scope(kinds=frozenset({"ward"})))
    own = gap_for(session, "Một phường", Scope(places=frozenset({"00004"})))
    gap_for(session, "Mọi đặc khu", Scope(kinds=frozenset({"special_zone"})))
    gap_for(session, "Lào Cai", Scope(provinces=frozenset({"15"})))

    found = waiting(session, "00004")
    assert set(ids(found)) == {nation, province, wards, own}
    because = {one.gap_id: one.answer.because for one in found.waiting}
    assert because[province] is ScopeReason.PROVINCE
    assert because[wards] is ScopeReason.KIND


def test_an_exempt_place_is_told_so_with_the_reason_and_so_are_its_communes(
    session: Session,
) -> None:
    reason = "Thực hiện mô hình riêng"
    gap = gap_for(session, "Cả nước trừ Hà Nội", Scope(exemptions={"01": reason}))

    for code in ("01", "00004"):
        found = waiting(session, code)
        assert ids(found) == []
        assert found.exempt == {gap: reason}
    assert ids(waiting(session, "15")) == [gap]


def test_a_former_province_named_by_a_scope_concerns_what_it_became_part_of(
    session: Session,
) -> None:
    gap = gap_for(session, "Bình Thuận cũ", Scope(provinces=frozenset({"cu-binh-thuan"})))

    assert ids(waiting(session, "68")) == [gap]
    assert ids(waiting(session, "cu-binh-thuan")) == [gap]


def test_a_province_waits_for_what_its_wards_wait_for(session: Session) -> None:
    gap = gap_for(session, "Mọi phường", Scope(kinds=frozenset({"ward"})))

    assert ids(waiting(session, "15")) == [gap]
    answers = scope_answers_of_provinces(session, AT, [gap], ["01", "15"])
    assert {key: answer.concerned for key, answer in answers.items()} == {
        (gap, "01"): True,
        (gap, "15"): True,
    }


def test_a_gap_of_special_zones_concerns_the_provinces_that_have_one(session: Session) -> None:
    zones = gap_for(session, "Mọi đặc khu", Scope(kinds=frozenset({"special_zone"})))
    either = Scope(kinds=frozenset({"special_zone", "ward"}), exemptions={"01": "Mô hình riêng"})
    both = gap_for(session, "Phường và đặc khu", either)
    provinces = [one.code for one in list_provinces(session, TODAY)]
    answers = scope_answers_of_provinces(session, AT, [zones, both], provinces)

    concerned = {code for code in provinces if answers[zones, code].concerned}
    assert len(provinces) == 34
    assert concerned == {code for code in provinces if "special_zone" in kinds_of(session, code)}
    assert len(concerned) == 9
    assert {code for code in provinces if answers[both, code].concerned} == {*provinces} - {"01"}
    assert answers[both, "01"].reason == "Mô hình riêng"
    assert answers[both, "15"].by == "ward"
    assert ids(waiting(session, "15")) == [both]
    assert ids(waiting(session, "22")) == [zones, both]
    assert ids(waiting(session, "01")) == []


def kinds_of(session: Session, province: str) -> set[str]:
    """Return which kinds of commune a province has."""
    communes = [one.code for one in list_communes(session, province, TODAY)]
    return set(list_kinds(session, communes, TODAY).values())


def test_what_is_answered_in_part_still_waits_for_its_promise(session: Session) -> None:
    gap = gap_for(session, "Tạm", interim_instruction="Như cũ.", interim_until=date(2025, 12, 31))
    other = gap_for(session, "Chưa có")

    assert waiting(session, "15").unfinished == [other, gap]


def test_what_the_place_reported_comes_first_then_what_is_overdue(session: Session) -> None:
    plain = gap_for(session, "Chưa ai hứa")
    reported = gap_for(session, "Đã báo")
    late = gap_for(session, "Quá hạn")
    make_commitment(
        session,
        gap_ids=(late,),
        promised_on=date(2025, 9, 1),
        due_from=date(2025, 9, 20),
        due_to=date(2025, 9, 20),
    )
    report(session, reported, "00004")

    found = waiting(session, "00004")
    assert ids(found) == [reported, late, plain]
    assert found.waiting[0].report is not None
    assert found.count(GapState.OVERDUE) == 1
    of_province = waiting(session, "01")
    assert [one.communes for one in of_province.waiting if one.gap_id == reported] == [1]


def test_an_interim_instruction_is_what_to_use_meanwhile(session: Session) -> None:
    gap = gap_for(
        session,
        "Tạm thời",
        interim_instruction="Ghi sổ theo mẫu cũ.",
        interim_until=date(2025, 12, 31),
    )

    found = waiting(session, "15")
    assert (ids(found), [one.gap_id for one in found.meanwhile]) == ([], [gap])
    assert found.followed == {gap}


def test_a_merged_gap_is_waited_for_once(session: Session) -> None:
    first, second = gap_for(session, "Việc này"), gap_for(session, "Cũng việc này")
    merge_gaps(session, make_actor(session, Role.SYSTEM), second, first, reason="trùng nhau", at=AT)

    assert ids(waiting(session, "15")) == [first]


def test_the_promises_for_what_a_place_waits_for_are_each_told_once(session: Session) -> None:
    first, second = gap_for(session, "Việc một"), gap_for(session, "Việc hai")
    promise = make_commitment(session, gap_ids=(first, second))

    by_gap = promises_by_gap(session, promise_standings(session, AT), AT)
    found = promises_for([first, second], by_gap)
    assert [one.commitment_id for one in found] == [promise.id]
    assert promises_for([], by_gap) == []


def test_a_day_before_the_report_knows_nothing_of_it(session: Session) -> None:
    later = date(2025, 9, 30)
    gap = gap_for(session, "Đã báo")
    report(session, gap, "15")
    at = AsOf(later, NOW)
    view = get_place(session, "15", day=later)

    found = waiting_of(session, view, at, standings(session, at))
    assert [one.report for one in found.waiting] == [None]


def test_what_a_merged_gap_concerned_the_one_that_is_left_concerns_until_they_part(
    session: Session,
) -> None:
    actor = make_actor(session, Role.OVERSIGHT)
    left = gap_for(session, "Lào Cai", Scope(provinces=frozenset({"15"})))
    part = gap_for(session, "Hà Nội", Scope(provinces=frozenset({"01"})))
    report(session, part, "00004")
    merge_gaps(session, actor, part, left, reason="là một", at=AT)

    assert ids(waiting(session, "01")) == [left]
    (own,) = waiting(session, "00004").waiting
    assert (own.gap_id, own.report is not None) == (left, True)
    assert ids(waiting(session, "15")) == [left]
    assert ids(waiting(session, "68")) == []
    answers = scope_answers_of_provinces(session, AT, [left, part], ["01"])
    assert {key: answer.concerned for key, answer in answers.items()} == {(left, "01"): True}

    split_gap(session, actor, part, reason="không phải", at=AT)
    assert ids(waiting(session, "01")) == [part]
    assert ids(waiting(session, "15")) == [left]


def test_all_that_became_part_of_a_gap_counts_for_it_and_each_place_and_document_once(
    session: Session,
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    left, part = gap_for(session, "Việc này"), gap_for(session, "Cũng việc này")
    for gap_id, place in ((part, "00004"), (left, "00004"), (part, "00008"), (part, "15")):
        report(session, gap_id, place)
    promise = saved_id(make_commitment(session, gap_ids=(part, left)))
    document = saved_id(make_document(session))
    for gap_id in (part, left):
        new = NewCoverageLink(
            gap_id=gap_id,
            document_id=document,
            extent=Extent.PARTIAL,
            quote="Nội dung",
            linked_on=TODAY,
        )
        link_document(session, actor, new, now=NOW)
    assert len(arrivals(session, [left, part], AT)) == 2
    merge_gaps(session, actor, part, left, reason="là một", at=AT)

    found = waiting(session, "01")
    assert [(one.gap_id, one.communes) for one in found.meanwhile] == [(left, 2)]
    matrix = province_matrix(session, AT, [left])
    codes = [code for code, _ in matrix.provinces]
    counted = {code: cell.waiting for code, cell in zip(codes, matrix.rows[left], strict=True)}
    assert {code: count for code, count in counted.items() if count} == {"01": 2, "15": 1}
    came = arrivals(session, found.followed, AT)
    assert [(one.gap_id, one.document_id) for one in came] == [(left, document)]
    assert arrivals(session, [], AT) == []
    by_gap = promises_by_gap(session, promise_standings(session, AT), AT)
    assert {key: [one.commitment_id for one in its] for key, its in by_gap.items()} == {
        left: [promise]
    }


def test_whom_a_gap_concerned_is_known_as_of_then(session: Session) -> None:
    gap = gap_for(session, "Chỉ Lào Cai", Scope(provinces=frozenset({"15"})))
    later = AsOf(TODAY, NOW + timedelta(hours=1))
    changed = str(Scope(provinces=frozenset({"01"})))
    edit_gap(session, make_actor(session, Role.OVERSIGHT), gap, {"scope": changed}, at=later)

    before = scope_answers_of_provinces(session, AT, [gap], ["01", "15"])
    after = scope_answers_of_provinces(session, later, [gap], ["01", "15"])
    assert (before[gap, "01"].concerned, before[gap, "15"].concerned) == (False, True)
    assert (after[gap, "01"].concerned, after[gap, "15"].concerned) == (True, False)
