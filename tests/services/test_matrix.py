from datetime import date

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import NewCoverageLink
from directives.models.document import Document, NewRelation
from directives.models.gap import NewGapDecision, NewGapReport
from directives.rules.scope import Scope
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document
from directives.services.gap_merges import merge_gaps
from directives.services.gap_reports import report_gap
from directives.services.gap_standings import standings
from directives.services.gaps import decide_gap
from directives.services.matrix import (
    CellContents,
    Nothing,
    SectorCell,
    SectorMatrix,
    gaps_in_cell,
    in_matrix_order,
    province_matrix,
    sector_matrix,
)
from directives.services.relations import add_relation
from directives.store.agencies import find_sector
from directives.store.matrix import list_sector_leads
from directives.vocabulary import DecisionKind, Extent, GapState, RelationKind, Role
from tests.factories import (
    NOW,
    TODAY,
    UNDATED,
    agency_id,
    make_actor,
    make_commitment,
    make_document,
    make_gap,
)

AT = AsOf(TODAY, NOW)


def sector_id(session: Session, code: str = "dat-dai") -> int:
    found = find_sector(session, code)
    assert found is not None
    return saved_id(found)


def land_gap(session: Session, title: str, **overrides: object) -> int:
    return saved_id(make_gap(session, title=title, sector_id=sector_id(session), **overrides))


def answer(
    session: Session, gap_id: int, extent: Extent = Extent.FULL, expires_on: date | None = None
) -> Document:
    document = make_document(session)
    new = NewCoverageLink(
        gap_id=gap_id,
        document_id=saved_id(document),
        extent=extent,
        quote="hướng dẫn thực hiện",
        linked_on=TODAY,
        expires_on=expires_on,
    )
    link_document(session, make_actor(session, Role.SYSTEM), new, now=NOW)
    return document


def replace(session: Session, document: Document) -> None:
    newer = make_document(session, issued_on=date(2025, 9, 1), effective_on=date(2025, 9, 1))
    replaces = NewRelation(
        source_id=saved_id(newer), kind=RelationKind.REPLACES, target_id=saved_id(document)
    )
    add_relation(session, make_actor(session, Role.SYSTEM), replaces, now=NOW)


def land_matrix(session: Session, at: AsOf = AT) -> SectorMatrix:
    return sector_matrix(session, at, standings(session, at))


def contents(session: Session, agency: int | None, sector: int | None) -> CellContents:
    return gaps_in_cell(session, AT, standings(session, AT), sector_id=sector, agency_id=agency)


def test_a_cell_counts_what_a_body_answered_promised_and_owes(session: Session) -> None:
    bnv, land = agency_id(session, "BNV"), sector_id(session)
    done = land_gap(session, "Đã có")
    answer(session, done)
    late = land_gap(session, "Quá hạn")
    make_commitment(
        session,
        gap_ids=(late,),
        promised_on=date(2025, 9, 1),
        due_from=date(2025, 9, 20),
        due_to=date(2025, 9, 20),
    )
    dated = land_gap(session, "Có hạn")
    promises = [make_commitment(session, gap_ids=(dated,)) for _ in range(2)]
    undated = land_gap(session, "Không hạn")
    make_commitment(session, gap_ids=(undated,), **UNDATED)
    nobody = land_gap(session, "Chưa ai hứa")
    matrix = sector_matrix(session, AT, standings(session, AT))

    assert matrix.cells[land, bnv] == SectorCell(
        answered=1, promised=3, overdue=1, next_due=date(2025, 10, 14), owed=0
    )
    (leader,) = [agency for sector, agency in list_sector_leads(session) if sector == land]
    assert matrix.cells[land, leader].owed == 1
    assert (matrix.total[land], matrix.unanswered[land]) == (5, 4)
    of_body = contents(session, bnv, land)
    assert set(of_body.gap_ids) == {done, late, dated, undated}
    assert of_body.gap_ids[0] == late
    assert {promise.id for promise in promises} <= set(of_body.promise_ids)
    assert contents(session, leader, land).gap_ids == [nobody]


def test_a_gap_of_no_sector_is_owed_by_nobody_known(session: Session) -> None:
    gap = saved_id(make_gap(session))
    matrix = sector_matrix(session, AT, standings(session, AT))

    assert matrix.cells[None, None].owed == 1
    assert contents(session, None, None).gap_ids == [gap]
    assert contents(session, agency_id(session, "BNV"), None).gap_ids == []


def test_a_gap_that_was_not_known_then_is_not_counted(session: Session) -> None:
    make_gap(session)
    matrix = sector_matrix(session, AT, {})

    assert not matrix.cells
    assert gaps_in_cell(session, AT, {}, sector_id=None, agency_id=None).gap_ids == []


def test_a_province_counts_its_own_report_and_those_of_its_communes(session: Session) -> None:
    gap = land_gap(session, "Cả nước", scope=str(Scope(exemptions={"22": "Mô hình riêng"})))
    actor = make_actor(session, Role.SYSTEM)
    for code in ("01", "00004", "00008"):
        report_gap(session, actor, gap, NewGapReport(place_code=code, reported_on=TODAY), now=NOW)
    matrix = province_matrix(session, AT, [gap])

    cells = dict(zip([code for code, _ in matrix.provinces], matrix.rows[gap], strict=True))
    assert len(cells) == 34
    assert (cells["01"].waiting, cells["15"].waiting) == (3, 0)
    assert (cells["22"].answer.concerned, cells["22"].answer.reason) == (False, "Mô hình riêng")
    assert province_matrix(session, AT, [10**6]).rows == {}


def test_what_has_no_document_comes_first_and_of_those_what_most_wait_for(
    session: Session,
) -> None:
    done, waited, other = (land_gap(session, title) for title in ("Có rồi", "Nhiều", "Ít nơi"))
    answer(session, done)
    report_gap(
        session,
        make_actor(session, Role.SYSTEM),
        waited,
        NewGapReport(place_code="15", reported_on=TODAY),
        now=NOW,
    )

    assert in_matrix_order(standings(session, AT)) == [waited, other, done]


def test_an_empty_cell_knows_why_it_is_empty(session: Session) -> None:
    land, bnv = sector_id(session), agency_id(session, "BNV")
    (leader,) = [agency for sector, agency in list_sector_leads(session) if sector == land]
    promised = land_gap(session, "Người khác hứa")
    make_commitment(session, gap_ids=(promised,))
    matrix = sector_matrix(session, AT, standings(session, AT))

    assert matrix.nothing_at(land, agency_id(session, "BTC")) is Nothing.NOT_LEADING
    assert matrix.nothing_at(land, None) is Nothing.BODY_UNKNOWN
    assert matrix.nothing_at(land, leader) is Nothing.OTHERS_PROMISED
    assert matrix.promising(land) == [bnv]

    answer(session, promised)
    matrix = sector_matrix(session, AT, standings(session, AT))
    assert matrix.nothing_at(land, leader) is Nothing.ALL_ANSWERED


def test_what_was_promised_and_is_answered_in_part_counts_as_answered_and_as_late(
    session: Session,
) -> None:
    bnv, land = agency_id(session, "BNV"), sector_id(session)
    gap = land_gap(session, "Mới một phần")
    answer(session, gap, Extent.PARTIAL)
    promise = make_commitment(
        session,
        gap_ids=(gap,),
        promised_on=date(2025, 9, 1),
        due_from=date(2025, 9, 20),
        due_to=date(2025, 9, 20),
    )
    matrix = land_matrix(session)

    assert matrix.cells[land, bnv] == SectorCell(answered=1, promised=1, overdue=1)
    assert (matrix.unanswered[land], matrix.unfinished[land]) == (0, 1)
    assert contents(session, bnv, land) == CellContents([gap], [saved_id(promise)])
    (leader,) = [agency for sector, agency in list_sector_leads(session) if sector == land]
    assert matrix.nothing_at(land, leader) is Nothing.OTHERS_PROMISED
    assert matrix.promising(land) == [bnv]


def test_the_rest_of_what_is_answered_in_part_stands_with_the_body_that_leads(
    session: Session,
) -> None:
    land = sector_id(session)
    (leader,) = [agency for sector, agency in list_sector_leads(session) if sector == land]
    interim = {"interim_instruction": "Như cũ.", "interim_until": date(2025, 12, 31)}
    gap = land_gap(session, "Tạm thời", **interim)
    done = land_gap(session, "Xong")
    answer(session, done)
    matrix = land_matrix(session)

    assert matrix.cells[land, leader] == SectorCell(unfinished=1)
    assert contents(session, leader, land).gap_ids == [gap]


def test_only_what_answers_on_the_day_counts_as_answered(session: Session) -> None:
    bnv, land = agency_id(session, "BNV"), sector_id(session)
    conflicting, run_out, replaced, counts = (
        land_gap(session, title) for title in ("Trái nhau", "Hết hạn", "Bị thay thế", "Còn")
    )
    answer(session, conflicting, Extent.CONFLICTING)
    answer(session, run_out, Extent.INTERIM, TODAY)
    replace(session, answer(session, replaced))
    answer(session, counts)
    doubtful = answer(session, counts)
    later = AsOf(date(2025, 10, 2), NOW)

    assert land_matrix(session, later).cells[land, bnv].answered == 1
    found = gaps_in_cell(session, later, standings(session, later), sector_id=land, agency_id=bnv)
    assert found.gap_ids == [counts]
    assert land_matrix(session).cells[land, bnv].answered == 2
    replace(session, doubtful)
    assert land_matrix(session, later).cells[land, bnv].answered == 1


def test_what_a_person_says_is_open_is_answered_by_nobody(session: Session) -> None:
    bnv, land = agency_id(session, "BNV"), sector_id(session)
    gap = land_gap(session, "Văn bản không giải quyết được")
    answer(session, gap)
    said = NewGapDecision(
        kind=DecisionKind.OVERRIDE,
        state=GapState.OPEN,
        reason="văn bản không nói đến",
        expires_on=date(2025, 12, 31),
    )
    decide_gap(session, make_actor(session, Role.SYSTEM), gap, said, at=AT)

    assert all(not cell.answered for cell in land_matrix(session).cells.values())
    assert contents(session, bnv, land).gap_ids == []


def test_what_answers_a_part_of_a_gap_answers_the_one_that_is_left_once(
    session: Session,
) -> None:
    bnv, land = agency_id(session, "BNV"), sector_id(session)
    left, part = land_gap(session, "Việc này"), saved_id(make_gap(session, title="Cũng thế"))
    for gap in (left, part):
        answer(session, gap)
    later = AsOf(date(2025, 10, 2), NOW)
    merge_gaps(session, make_actor(session, Role.SYSTEM), part, left, reason="là một", at=later)

    assert land_matrix(session, later).cells == {(land, bnv): SectorCell(answered=1)}
    assert land_matrix(session).cells == {(land, bnv): SectorCell(answered=1)}
    assert contents(session, bnv, land).gap_ids == [left]
