from datetime import date

from sqlmodel import Session

from api.report_json import report_as_json
from api.report_text import report_as_text
from directives.models.base import saved_id
from directives.models.document import Document, NewRelation
from directives.rules.two_times import AsOf
from directives.services.delegation_report import guided_documents
from directives.services.expectations import decide_expectation
from directives.services.relations import add_relation
from directives.services.report_registry import make_report
from directives.store.expectations import list_expectations_of
from directives.vocabulary import (
    DraftingStage,
    ExpectationStanding,
    ProposalState,
    RecordState,
    RelationKind,
    Role,
)
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document
from tests.services.delegating import CLAUSE, make_circular, make_decree

AT = AsOf(TODAY, NOW)


def decide(session: Session, document_id: int, *statuses: ProposalState) -> None:
    actor = make_actor(session, Role.OVERSIGHT)
    for expectation, status in zip(
        list_expectations_of(session, document_id), statuses, strict=True
    ):
        decide_expectation(session, actor, saved_id(expectation), status, now=NOW)


def relate(
    session: Session,
    source: Document,
    target: Document,
    *,
    at: str = "",
    kind: RelationKind = RelationKind.IMPLEMENTS,
) -> None:
    new = NewRelation(
        source_id=saved_id(source), kind=kind, target_id=saved_id(target), target_provision=at
    )
    add_relation(session, make_actor(session, Role.SYSTEM), new, now=NOW)


def test_the_report_says_per_document_which_clauses_have_none(session: Session) -> None:
    others = "Bộ trưởng Bộ Y tế quy định mẫu sổ."
    decree = make_decree(session, CLAUSE, others, "Bộ trưởng Bộ Nội vụ quy định mức chi.")
    done = make_decree(session, number_as_printed="905/2025/NĐ-CP")
    circular = make_circular(session, decree, at="dieu-5__khoan-1")
    make_circular(session, done, names="Điều 1. Quy định chi tiết Điều 5.")
    confirmed, rejected = ProposalState.CONFIRMED, ProposalState.REJECTED
    decide(session, saved_id(decree), confirmed, confirmed, rejected)

    report = make_report(session, "delegations", AT)
    first, second = report.documents  # type: ignore[attr-defined]  # known by its name
    assert (first.document.name, first.owed) == ("900/2025/NĐ-CP", 1)
    assert [row.standing for row in first.rows] == [
        ExpectationStanding.FULFILLED,
        ExpectationStanding.IN_DEBT,
    ]
    assert [one.id for one in first.rows[0].answered_by] == [circular.id]
    assert (second.owed, second.rows[0].agency) == (0, "Bộ Tài chính")
    assert report.count(ExpectationStanding.IN_DEBT) == 1  # type: ignore[attr-defined]


def test_the_report_has_json_and_text_that_do_not_depend_on_when_they_are_printed(
    session: Session,
) -> None:
    decree = make_decree(session, CLAUSE, "Hội đồng nhân dân cấp tỉnh quy định mức chi.")
    make_circular(session, decree, at="dieu-5__khoan-1")
    decide(session, saved_id(decree), ProposalState.CONFIRMED, ProposalState.CONFIRMED)
    report = make_report(session, "delegations", AT)

    printed = report_as_json(report)
    assert printed == report_as_json(make_report(session, "delegations", AT))
    (document,) = printed["documents"]
    assert (document["document"], document["owed"]) == ("900/2025/NĐ-CP", 1)
    assert document["rows"][1]["agency"] == "Hội đồng nhân dân cấp tỉnh"
    assert document["rows"][1]["days_owed"] == (TODAY - date(2025, 9, 1)).days + 1
    owed = "- dieu-5__khoan-2 | Hội đồng nhân dân cấp tỉnh (NQ)"
    assert "\n".join(report_as_text(report, str)).splitlines()[2:] == [
        "- dieu-5__khoan-1 | Bộ Tài chính (TT): Đã ban hành kịp thời 10/2025/TT-BTC",
        f"{owed}: Nợ văn bản quy định chi tiết từ ngày 01/09/2025",
    ]


def test_a_clause_that_has_ended_is_printed_with_the_days_it_was_owed(session: Session) -> None:
    decree = make_decree(session, expires_on=date(2025, 9, 10))
    decide(session, saved_id(decree), ProposalState.CONFIRMED)
    report = make_report(session, "delegations", AT)

    (document,) = report_as_json(report)["documents"]
    assert (document["owed"], document["rows"][0]["ended_on"]) == (0, "2025-09-11")
    (_, _, line) = report_as_text(report, str)
    assert line.endswith(
        "Không còn phải ban hành (nợ từ ngày 01/09/2025 đến trước ngày 11/09/2025)"
    )


def test_a_law_delegates_to_the_government_by_its_abbreviation(session: Session) -> None:
    law = make_decree(
        session,
        "Chính phủ quy định chi tiết Điều này.",
        number_as_printed="95/2025/QH15",
        type_code="Luật",
        issuer_id=agency_id(session, "QH"),
    )

    (expectation,) = list_expectations_of(session, saved_id(law))
    assert expectation.agency_id == agency_id(session, "CP")


def test_laws_and_decrees_are_listed_by_how_many_documents_guide_them(session: Session) -> None:
    guided = make_decree(session)
    make_circular(session, guided, number_as_printed="1/2025/TT-BTC")
    twice = make_circular(session, guided, number_as_printed="2/2025/TT-BTC", at="dieu-5")
    for more in ({"at": "dieu-6"}, {"kind": RelationKind.GUIDES}):
        relate(session, twice, guided, **more)
    bare = make_decree(session, number_as_printed="901/2025/NĐ-CP")
    relate(session, make_document(session, state=RecordState.DRAFT), bare)
    relate(session, make_document(session), bare, kind=RelationKind.CITES)
    make_decree(session, number_as_printed="902/2025/NĐ-CP", expires_on=date(2025, 9, 30))
    make_decree(
        session, number_as_printed="", issued_on=None, drafting_stage=DraftingStage.SUBMITTED
    )
    make_decree(session, number_as_printed="903/2025/NĐ-CP", is_stub=True, published=False)

    rows = [tuple(row) for row in guided_documents(session, TODAY)]

    assert rows == [(saved_id(bare), 0), (saved_id(guided), 2)]
