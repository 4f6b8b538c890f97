from datetime import date, timedelta

import pytest
from sqlmodel import Session

from directives.errors import (
    EventTooLate,
    GapNotFound,
    NotFound,
    PlaceNotFound,
    QuoteNotFound,
    RightMissing,
    SectorNotFound,
    UnknownField,
    ValueInvalid,
)
from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink, NewCoverageLink
from directives.models.gap import Gap, NewGap, NewGapDecision, NewGapFigure
from directives.rules.coverage import LONGEST_OVERRIDE
from directives.rules.scope import Scope
from directives.rules.two_times import AsOf
from directives.services.coverage_links import link_document
from directives.services.documents import withdraw
from directives.services.gap_facts import gap_history
from directives.services.gap_views import get_gap
from directives.services.gaps import (
    decide_gap,
    edit_gap,
    find_gap_titled,
    open_gap_of_searches,
    record_figure,
)
from directives.services.link_history import record_link_event
from directives.services.link_suspects import (
    GAP_AS_BEFORE,
    GAP_CHANGED,
    SOURCE_CHANGED,
    fingerprint,
)
from directives.store.coverage import list_link_events
from directives.store.gaps import list_figures
from directives.vocabulary import (
    DecisionKind,
    Extent,
    GapKind,
    GapState,
    LinkEventKind,
    ProposalState,
    Role,
)
from tests.factories import NOW, TODAY, make_actor, make_document, make_gap
from tests.services.test_coverage_links import SAID, TEXT, with_text

AT = AsOf(TODAY, NOW)
LATER = AsOf(TODAY + timedelta(days=10), NOW + timedelta(days=10))
LAST = AsOf(TODAY + timedelta(days=20), NOW + timedelta(days=20))


def answered(session: Session, gap: Gap) -> CoverageLink:
    """Let a document answer the gap in full."""
    new = NewCoverageLink(
        gap_id=saved_id(gap),
        document_id=saved_id(make_document(session)),
        extent=Extent.FULL,
        quote="nguyên văn",
        linked_on=TODAY,
    )
    return link_document(session, make_actor(session), new, now=NOW)


def test_what_was_said_of_a_gap_stays_known_in_both_times(session: Session) -> None:
    key, actor = saved_id(make_gap(session, title="Chưa có hướng dẫn")), make_actor(session)
    edit_gap(session, actor, key, {"title": "Chưa rõ hướng dẫn"}, at=LATER, reason="sửa")
    edit_gap(session, actor, key, {"title": "Đã rõ hơn", "kind": GapKind.UNCLEAR}, at=LAST)

    def titled(at: AsOf) -> str:
        return get_gap(session, key, at).gap.title

    assert [titled(at) for at in (AT, LATER, LAST)] == [
        "Chưa có hướng dẫn",
        "Chưa rõ hướng dẫn",
        "Đã rõ hơn",
    ]
    assert titled(AsOf(LAST.day, NOW)) == "Chưa có hướng dẫn"  # nobody knew better
    assert titled(AsOf(TODAY, LAST.known_at)) == "Chưa có hướng dẫn"  # it did not hold yet
    history = gap_history(session, key, LAST)
    assert [fact.field for fact in history] == ["title", "title", "kind"]
    assert history[0].reason == "sửa"
    assert get_gap(session, key, AT).gap.kind is GapKind.NO_GUIDANCE


def test_what_does_not_change_says_nothing(session: Session) -> None:
    key, actor = saved_id(make_gap(session, title="Chưa có hướng dẫn")), make_actor(session)
    edit_gap(session, actor, key, {"title": "Chưa có hướng dẫn"}, at=LATER)

    assert gap_history(session, key, LATER) == []


def test_every_field_comes_back_as_it_was(session: Session) -> None:
    key, actor = saved_id(make_gap(session)), make_actor(session)
    said: dict[str, object] = {
        "procedure_code": "1.012754",
        "affected_count": 50345,
        "raised_on": date(2025, 9, 1),
        "interim_instruction": "Dùng mẫu cũ",
        "interim_until": date(2025, 12, 31),
        "scope": '{"provinces": ["15"], "exemptions": {"01": "mô hình khác"}}',
    }
    edit_gap(session, actor, key, said, at=AT)
    emptied: dict[str, object] = {
        "raised_on": None,
        "interim_instruction": "",
        "affected_count": None,
    }
    edit_gap(session, actor, key, emptied, at=LATER)

    then = get_gap(session, key, AT).gap.model_dump(include=set(said))
    assert then == said
    assert get_gap(session, key, LATER).gap.affected_count is None


def test_an_edit_is_checked(session: Session) -> None:
    key, actor = saved_id(make_gap(session)), make_actor(session)

    def refused(error: type[Exception], **values: object) -> None:
        with pytest.raises(error):
            edit_gap(session, actor, key, values, at=AT)

    refused(UnknownField, code="KT-99")
    refused(ValueInvalid, interim_instruction="Dùng mẫu cũ")
    refused(ValueInvalid, scope="[]")
    refused(PlaceNotFound, scope='{"provinces": ["99"]}')
    refused(SectorNotFound, sector_id=77_777)
    with pytest.raises(GapNotFound):
        edit_gap(session, actor, 77_777, {}, at=AT)
    with pytest.raises(RightMissing):
        edit_gap(session, make_actor(session, Role.OFFICER), key, {}, at=AT)


def test_an_interim_instruction_counts_until_its_last_day(session: Session) -> None:
    key = saved_id(make_gap(session, interim_instruction="Dùng mẫu cũ", interim_until=LATER.day))

    states = [get_gap(session, key, at).state for at in (AT, LATER, LAST)]
    assert states == [GapState.INTERIM, GapState.INTERIM, GapState.OPEN]


def test_an_interim_instruction_that_was_taken_back_counted_before(session: Session) -> None:
    key = saved_id(make_gap(session, interim_instruction="Dùng mẫu cũ", interim_until=LAST.day))
    edit_gap(session, make_actor(session), key, {"interim_instruction": ""}, at=LATER)

    states = [get_gap(session, key, at).state for at in (AT, LATER)]
    assert states == [GapState.INTERIM, GapState.OPEN]


def test_figures_stand_beside_one_another_with_their_days(session: Session) -> None:
    key, actor = saved_id(make_gap(session)), make_actor(session, Role.OVERSIGHT)
    source = saved_id(make_document(session))
    for count, at in ((81_410, AT), (50_345, LATER)):
        said = NewGapFigure(
            name="Chưa chi trả", value=count, as_of=at.day, source_document_id=source
        )
        record_figure(session, actor, key, said, now=at.known_at)

    assert [one.value for one in list_figures(session, LATER, [key])] == [50_345, 81_410]
    assert [one.value for one in list_figures(session, AT, [key])] == [81_410]
    plain = NewGapFigure(name="x", value=1, as_of=TODAY)
    with pytest.raises(GapNotFound):
        record_figure(session, actor, 77_777, plain, now=NOW)


def test_a_state_by_hand_needs_a_reason_and_expires_by_itself(session: Session) -> None:
    key, actor = saved_id(make_gap(session)), make_actor(session)
    said = NewGapDecision(
        kind=DecisionKind.OVERRIDE,
        state=GapState.COVERED,
        reason="Hai bộ đã thống nhất",
        expires_on=LATER.day,
    )
    decide_gap(session, actor, key, said, at=AT)

    view = get_gap(session, key, LATER)
    assert (view.state, view.standing.computed) == (GapState.COVERED, GapState.OPEN)
    assert view.standing.decision is not None
    assert get_gap(session, key, LAST).state is GapState.OPEN
    assert get_gap(session, key, LAST).standing.decision is None
    with pytest.raises(ValueInvalid):
        NewGapDecision(kind=DecisionKind.OVERRIDE, state=GapState.COVERED, reason="vô hạn")


@pytest.mark.parametrize(
    ("last_day", "is_taken"),
    [
        (AT.day - timedelta(days=1), False),
        (AT.day, True),
        (AT.day + LONGEST_OVERRIDE, True),
        (AT.day + LONGEST_OVERRIDE + timedelta(days=1), False),
        (date(2126, 1, 1), False),
    ],
)
def test_a_state_by_hand_ends_within_a_year(
    session: Session, last_day: date, is_taken: bool
) -> None:
    key, actor = saved_id(make_gap(session)), make_actor(session)
    said = NewGapDecision(
        kind=DecisionKind.OVERRIDE, state=GapState.COVERED, reason="tạm", expires_on=last_day
    )

    if is_taken:
        decide_gap(session, actor, key, said, at=AT)
    else:
        with pytest.raises(ValueInvalid) as refused:
            decide_gap(session, actor, key, said, at=AT)
        assert refused.value.field == "expires_on"
    assert (get_gap(session, key, AT).state is GapState.COVERED) is is_taken


def test_that_no_guidance_is_due_needs_oversight_and_an_approver(session: Session) -> None:
    key, oversight = saved_id(make_gap(session)), make_actor(session, Role.OVERSIGHT)
    said = NewGapDecision(
        kind=DecisionKind.NOT_APPLICABLE, reason="thuộc tỉnh", approved_by="Vụ trưởng Vụ A"
    )

    with pytest.raises(ValueInvalid):
        NewGapDecision(kind=DecisionKind.NOT_APPLICABLE, reason="thuộc tỉnh")
    with pytest.raises(RightMissing):
        decide_gap(session, make_actor(session), key, said, at=AT)
    decide_gap(session, oversight, key, said, at=AT)
    assert get_gap(session, key, AT).state is GapState.NOT_APPLICABLE

    lift = NewGapDecision(kind=DecisionKind.LIFT, reason="xem lại")
    decide_gap(session, oversight, key, lift, at=LATER)
    assert get_gap(session, key, LATER).state is GapState.OPEN
    with pytest.raises(GapNotFound):
        decide_gap(session, oversight, 77_777, lift, at=AT)


def test_no_state_is_set_for_a_while_that_is_a_decision_of_its_own(session: Session) -> None:
    for state in (GapState.NOT_APPLICABLE, GapState.CLOSED, GapState.CONFIRMED):
        with pytest.raises(ValueInvalid) as refused:
            NewGapDecision(
                kind=DecisionKind.OVERRIDE, state=state, reason="tạm", expires_on=LATER.day
            )
        assert refused.value.field == "state"


def test_only_oversight_decides_of_what_oversight_exempted(session: Session) -> None:
    key, drafter = saved_id(make_gap(session)), make_actor(session)
    oversight = make_actor(session, Role.OVERSIGHT)
    covered = NewGapDecision(
        kind=DecisionKind.OVERRIDE, state=GapState.COVERED, reason="tạm", expires_on=LATER.day
    )
    exempt = NewGapDecision(
        kind=DecisionKind.NOT_APPLICABLE, reason="thuộc tỉnh", approved_by="Vụ trưởng Vụ A"
    )
    lift = NewGapDecision(kind=DecisionKind.LIFT, reason="xem lại")
    close = NewGapDecision(kind=DecisionKind.CLOSE, reason="xem lại")
    decide_gap(session, drafter, key, covered, at=AT)
    decide_gap(session, oversight, key, exempt, at=AT)

    for decision in (covered, lift, close):
        with pytest.raises(RightMissing):
            decide_gap(session, drafter, key, decision, at=AT)
    decide_gap(session, oversight, key, covered, at=AT)  # for a while; the exemption stands
    with pytest.raises(RightMissing):
        decide_gap(session, drafter, key, lift, at=AT)
    decide_gap(session, oversight, key, lift, at=AT)
    decide_gap(session, drafter, key, close, at=AT)
    assert get_gap(session, key, AT).state is GapState.CLOSED


def test_a_gap_is_closed_by_those_who_draft(session: Session) -> None:
    key = saved_id(make_gap(session))
    close = NewGapDecision(kind=DecisionKind.CLOSE, reason="không còn ai hỏi")
    decide_gap(session, make_actor(session), key, close, at=AT)

    assert get_gap(session, key, AT).state is GapState.CLOSED


def test_searches_become_one_gap(session: Session) -> None:
    actor = make_actor(session)
    new = NewGap(title="phí hỏa táng", raised_by="Người tìm kiếm")
    first = open_gap_of_searches(session, actor, new, ["phí hỏa táng", "hỏa táng phí"], now=NOW)
    again = open_gap_of_searches(session, actor, new, ["phi hoa tang", "mức phí"], now=NOW)

    assert first.id == again.id
    assert find_gap_titled(session, "Phí HOẢ táng") == first
    officer = make_actor(session, Role.OFFICER)
    with pytest.raises(RightMissing):
        open_gap_of_searches(session, officer, new, ["phí"], now=NOW)


@pytest.mark.parametrize(
    "said",
    [
        {"scope": ""},
        {"procedure_code": "1.012754"},
        {"procedure_name": "Cấp giấy chứng nhận"},
        {"kind": GapKind.UNCLEAR},
    ],
)
def test_a_gap_that_asks_for_more_makes_its_links_suspect(
    session: Session, said: dict[str, object]
) -> None:
    scope = str(Scope(provinces=frozenset({"15"})))
    gap, actor = make_gap(session, scope=scope), make_actor(session)
    answered(session, gap)

    edit_gap(session, actor, saved_id(gap), said, at=LATER)

    assert get_gap(session, saved_id(gap), LATER).state is GapState.SUSPECT
    assert get_gap(session, saved_id(gap), AT).state is GapState.COVERED


def test_what_measures_a_gap_leaves_its_links_alone(session: Session) -> None:
    gap, actor = make_gap(session), make_actor(session)
    answered(session, gap)

    edit_gap(session, actor, saved_id(gap), {"affected_count": 7}, at=LATER)

    assert get_gap(session, saved_id(gap), LATER).state is GapState.COVERED


def test_a_link_of_an_older_fingerprint_is_suspect_by_a_change_alone(session: Session) -> None:
    gap, actor = make_gap(session), make_actor(session)
    older, unprinted, proposed = (answered(session, gap) for _ in range(3))
    older.gap_print = fingerprint(f"{gap.title}\n{gap.description}")
    unprinted.gap_print = ""
    proposed.status, proposed.gap_print = ProposalState.PROPOSED, "một dấu cũ"
    session.add_all([older, unprinted, proposed])

    edit_gap(session, actor, saved_id(gap), {"title": f" {gap.title} "}, at=LATER)
    assert (older.suspect, unprinted.suspect) == ("", "")

    edit_gap(session, actor, saved_id(gap), {"procedure_code": "1.012754"}, at=LATER)
    found = [link.suspect for link in (older, unprinted, proposed)]
    assert found == [GAP_CHANGED, GAP_CHANGED, ""]


def test_a_gap_changed_back_leaves_its_links_as_they_were_confirmed(session: Session) -> None:
    gap, actor = make_gap(session, title="Chưa có hướng dẫn"), make_actor(session)
    link = answered(session, gap)

    edit_gap(session, actor, saved_id(gap), {"title": "Hỏi việc khác"}, at=LATER)
    edit_gap(session, actor, saved_id(gap), {"title": "Chưa có hướng dẫn"}, at=LAST)

    assert link.suspect == ""
    states = [get_gap(session, saved_id(gap), at).state for at in (AT, LATER, LAST)]
    assert states == [GapState.COVERED, GapState.SUSPECT, GapState.COVERED]
    last = list_link_events(session, [saved_id(link)])[-1]
    assert (last.kind, last.reason) == (LinkEventKind.CONFIRMED, GAP_AS_BEFORE)


def test_a_gap_changed_back_leaves_other_doubts_of_its_links(session: Session) -> None:
    gap, actor = make_gap(session, title="Chưa có hướng dẫn"), make_actor(session)
    link = answered(session, gap)
    link.suspect = SOURCE_CHANGED
    record_link_event(session, actor, link, LinkEventKind.SUSPECTED, at=AT, reason=SOURCE_CHANGED)

    edit_gap(session, actor, saved_id(gap), {"title": "Hỏi việc khác"}, at=LATER)
    assert link.suspect == GAP_CHANGED
    edit_gap(session, actor, saved_id(gap), {"title": "Chưa có hướng dẫn"}, at=LAST)
    assert link.suspect == SOURCE_CHANGED


def test_a_gap_is_not_raised_on_a_day_to_come(session: Session) -> None:
    gap, actor = make_gap(session), make_actor(session)
    tomorrow = TODAY + timedelta(days=1)

    with pytest.raises(EventTooLate) as refused:
        edit_gap(session, actor, saved_id(gap), {"raised_on": tomorrow}, at=AT)
    assert refused.value.field == "raised_on"
    with pytest.raises(EventTooLate):
        make_gap(session, raised_on=tomorrow)
    edit_gap(session, actor, saved_id(gap), {"raised_on": None}, at=AT)
    assert edit_gap(session, actor, saved_id(gap), {"raised_on": TODAY}, at=AT).raised_on == TODAY


def test_a_gap_is_changed_though_its_source_was_withdrawn(session: Session) -> None:
    source, actor = saved_id(make_document(session)), make_actor(session)
    gap = saved_id(make_gap(session, source_document_id=source, source_quote="nguyên văn"))
    admin = make_actor(session, Role.ADMINISTRATOR)
    withdraw(session, admin, source, reason="đăng nhầm", now=NOW, today=TODAY)

    assert edit_gap(session, actor, gap, {"title": "Vẫn thiếu"}, at=AT).title == "Vẫn thiếu"
    with pytest.raises(NotFound):  # whoever may not read it does not learn that it is it
        edit_gap(session, make_actor(session), gap, {"source_document_id": source}, at=AT)


def test_words_that_a_source_with_a_text_does_not_say_are_not_quoted_of_it(
    session: Session,
) -> None:
    source, actor = make_document(session), make_actor(session)
    with_text(session, source, TEXT)
    key = saved_id(source)
    gap = saved_id(make_gap(session, source_document_id=key, source_quote=SAID.upper()))
    figure = {"name": "Chưa chi trả", "value": 3, "as_of": TODAY, "source_document_id": key}

    wrong = NewGapFigure.model_validate(figure | {"source_quote": "không hề có"})
    with pytest.raises(QuoteNotFound) as opened:
        make_gap(session, source_document_id=key, source_quote="không hề có")
    with pytest.raises(QuoteNotFound) as changed:
        edit_gap(session, actor, gap, {"source_quote": "không hề có"}, at=AT)
    with pytest.raises(QuoteNotFound) as measured:
        record_figure(session, actor, gap, wrong, now=NOW)
    assert {one.value.field for one in (opened, changed, measured)} == {"source_quote"}

    right = NewGapFigure.model_validate(figure | {"source_quote": SAID})
    assert record_figure(session, actor, gap, right, now=NOW).source_quote == SAID
    words = {"source_document_id": None, "source_quote": "lời nói tại hội nghị"}
    assert edit_gap(session, actor, gap, words, at=AT).source_quote == words["source_quote"]


def test_a_source_that_may_not_be_read_is_not_quoted_anew(session: Session) -> None:
    source = make_document(session)
    with_text(session, source, TEXT)
    gap = saved_id(make_gap(session, source_document_id=saved_id(source), source_quote=SAID))
    admin = make_actor(session, Role.ADMINISTRATOR)
    withdraw(session, admin, saved_id(source), reason="đăng nhầm", now=NOW, today=TODAY)

    for quote in ("Kính gửi", "không hề có"):  # nobody learns which of them it says
        with pytest.raises(NotFound):
            edit_gap(session, make_actor(session), gap, {"source_quote": quote}, at=AT)
