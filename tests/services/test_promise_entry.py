"""A promise is recorded with what it is tied to by name."""

import pytest
from sqlmodel import Session

from directives.errors import RightMissing, ValueInvalid, ValueUnknown
from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.rules.permissions import Actor
from directives.services.promise_entry import Named, record_named
from directives.services.promise_ties import coordinator_names, gap_ids_of
from directives.store.agencies import find_sector
from directives.vocabulary import CommitmentKind, Role
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document, make_gap

SAID = {
    "promise": "Ban hành thông tư hướng dẫn",
    "kind": CommitmentKind.GUIDANCE,
    "promised_on": TODAY,
    "source_quote": "giao Bộ Nội vụ ban hành thông tư hướng dẫn",
}

LED = Named(lead_agency="BNV")


def record(session: Session, actor: Actor | None = None, **named: object) -> Commitment:
    by = actor or make_actor(session, Role.OVERSIGHT)
    return record_named(session, by, SAID, Named(**named), now=NOW)  # type: ignore[arg-type]


def test_a_promise_is_tied_to_what_is_named(session: Session) -> None:
    first, second = make_gap(session), make_gap(session)
    source = make_document(session, number_as_printed="16/CV-BCĐ")

    made = record(
        session,
        lead_agency="BNV",
        sector="dat-dai",
        source="16/CV-BCĐ",
        gaps=[first.code.lower(), str(second.id), first.code],
        coordinators=["BTC", "các địa phương"],
    )

    sector = find_sector(session, "dat-dai")
    assert sector is not None
    assert (made.lead_agency_id, made.sector_id) == (agency_id(session, "BNV"), sector.id)
    assert made.source_document_id == source.id
    assert gap_ids_of(session, saved_id(made), NOW) == [first.id, second.id]
    assert coordinator_names(session, saved_id(made)) == ["Bộ Tài chính", "các địa phương"]


@pytest.mark.parametrize(
    ("named", "field"),
    [
        ({"lead_agency": "không có"}, "lead_agency"),
        ({"lead_agency": "BNV", "sector": "không có"}, "sector"),
        ({"lead_agency": "BNV", "source": "16/CV-BCĐ"}, "source"),
        ({"lead_agency": "BNV", "gaps": ["KT-99"]}, "gaps"),
        ({"lead_agency": "BNV", "gaps": ["9" * 30]}, "gaps"),
    ],
)
def test_what_is_not_known_is_refused_by_its_field(
    session: Session, named: dict[str, object], field: str
) -> None:
    with pytest.raises(ValueUnknown) as refused:
        record(session, **named)  # type: ignore[arg-type]

    assert refused.value.field == field


def test_nobody_leads_a_promise_without_a_body_or_words(session: Session) -> None:
    with pytest.raises(ValueInvalid) as refused:
        record(session)

    assert refused.value.field == "lead_words"


def test_only_those_who_draft_or_oversee_record(session: Session) -> None:
    officer = make_actor(session, Role.OFFICER)

    with pytest.raises(RightMissing):
        record(session, officer, lead_agency="không có")


@pytest.mark.parametrize(
    ("field", "value"), [("expected_type_code", "TT"), ("expected_title", "Thông tư về trụ sở")]
)
def test_a_promised_action_names_no_document(session: Session, field: str, value: str) -> None:
    said = SAID | {"kind": CommitmentKind.ACTION, field: value}

    with pytest.raises(ValueInvalid) as refused:
        record_named(session, make_actor(session, Role.OVERSIGHT), said, LED, now=NOW)

    assert refused.value.field == field
    for empty in ("", None):
        made = record_named(
            session, make_actor(session, Role.OVERSIGHT), said | {field: empty}, LED, now=NOW
        )
        assert not getattr(made, field)
