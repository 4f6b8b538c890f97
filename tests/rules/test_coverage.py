from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.rules.coverage import (
    Answer,
    Decided,
    Heard,
    decided_state,
    decision_on,
    gap_state,
    is_exempt,
)
from directives.vocabulary import CommitmentState, DecisionKind, Extent, GapState

OVERDUE, IN_TIME = CommitmentState.OVERDUE, CommitmentState.IN_TIME
UNDATED, DONE = CommitmentState.UNDATED, CommitmentState.DONE_ON_TIME
FULL, PARTIAL, INTERIM = Answer(Extent.FULL), Answer(Extent.PARTIAL), Answer(Extent.INTERIM)
CONFLICTING = Answer(Extent.CONFLICTING)
DOUBTFUL = Answer(Extent.FULL, is_suspect=True)
HALF_DOUBTFUL = Answer(Extent.PARTIAL, is_suspect=True)


@pytest.mark.parametrize(
    ("answers", "promises", "state"),
    [
        ([], [], GapState.OPEN),
        ([], [IN_TIME], GapState.PROMISED),
        ([], [UNDATED], GapState.PROMISED),
        ([], [IN_TIME, OVERDUE], GapState.OVERDUE),
        ([], [DONE], GapState.OPEN),  # kept by an action that answers nothing
        ([INTERIM], [OVERDUE], GapState.INTERIM),
        ([INTERIM, PARTIAL], [], GapState.PARTLY_COVERED),
        ([PARTIAL, FULL], [OVERDUE], GapState.COVERED),
        ([CONFLICTING], [], GapState.OPEN),
        ([CONFLICTING, FULL], [], GapState.COVERED),
        ([DOUBTFUL], [IN_TIME], GapState.SUSPECT),
        ([DOUBTFUL, FULL], [], GapState.COVERED),  # another one still answers
        ([DOUBTFUL, PARTIAL], [], GapState.SUSPECT),
        ([HALF_DOUBTFUL, INTERIM], [], GapState.SUSPECT),
    ],
)
def test_a_document_in_hand_outweighs_a_promise(
    answers: list[Answer], promises: list[CommitmentState], state: GapState
) -> None:
    assert gap_state(answers, promises) is state


def test_an_interim_instruction_counts_before_promises_and_after_documents() -> None:
    assert gap_state([], [OVERDUE], has_interim_instruction=True) is GapState.INTERIM
    assert gap_state([PARTIAL], [], has_interim_instruction=True) is GapState.PARTLY_COVERED


@pytest.mark.parametrize(
    ("heard", "state"),
    [
        (Heard(), GapState.COVERED),
        (Heard(reported=0, clear=1), GapState.CONFIRMED),
        (Heard(reported=4, clear=1), GapState.COVERED),
        (Heard(reported=4, clear=2), GapState.CONFIRMED),
        (Heard(reported=4, clear=3, not_clear=1), GapState.COVERED),
        (Heard(reported=20, clear=12, not_clear=2), GapState.CONFIRMED),
        (Heard(reported=20, clear=12, not_clear=3), GapState.COVERED),
    ],
)
def test_half_of_those_who_reported_confirm_unless_one_in_ten_objects(
    heard: Heard, state: GapState
) -> None:
    assert gap_state([FULL], [], heard=heard) is state


DAY = date(2025, 10, 1)
OVERRIDE = Decided(DecisionKind.OVERRIDE, GapState.COVERED, DAY)
CLOSE, LIFT = Decided(DecisionKind.CLOSE), Decided(DecisionKind.LIFT)
EXEMPT = Decided(DecisionKind.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("day", "decisions", "counting"),
    [
        (DAY, [], None),
        (DAY, [OVERRIDE], OVERRIDE),
        (date(2025, 10, 2), [OVERRIDE], None),  # it expires by itself
        (date(2025, 10, 2), [EXEMPT, OVERRIDE], EXEMPT),
        (DAY, [EXEMPT, OVERRIDE], OVERRIDE),
        (DAY, [OVERRIDE, CLOSE], CLOSE),
        (DAY, [CLOSE, LIFT], None),
        (DAY, [OVERRIDE, LIFT], None),
    ],
)
def test_the_last_decision_counts_an_override_until_its_day(
    day: date, decisions: list[Decided], counting: Decided | None
) -> None:
    assert decision_on(day, decisions) == counting


@pytest.mark.parametrize(
    ("decisions", "exempt"),
    [([], False), ([EXEMPT], True), ([EXEMPT, OVERRIDE], True), ([EXEMPT, LIFT], False)],
)
def test_an_exemption_stands_behind_what_is_set_for_a_while(
    decisions: list[Decided], exempt: bool
) -> None:
    assert is_exempt([one.kind for one in decisions]) is exempt


def test_a_decision_gives_its_state() -> None:
    states = [decided_state(one) for one in (OVERRIDE, CLOSE, EXEMPT)]

    assert states == [GapState.COVERED, GapState.CLOSED, GapState.NOT_APPLICABLE]


answers_ = st.lists(st.builds(Answer, st.sampled_from(Extent), st.booleans()))
promises_ = st.lists(st.sampled_from(CommitmentState))


@given(answers_, promises_)
def test_the_order_of_what_there_is_says_nothing(
    answers: list[Answer], promises: list[CommitmentState]
) -> None:
    assert gap_state(answers, promises) is gap_state(answers[::-1], promises[::-1])


@given(answers_, promises_)
def test_a_full_answer_that_nobody_doubts_covers(
    answers: list[Answer], promises: list[CommitmentState]
) -> None:
    assert gap_state([*answers, FULL], promises) is GapState.COVERED


@given(answers_, promises_)
def test_a_conflicting_answer_changes_no_state(
    answers: list[Answer], promises: list[CommitmentState]
) -> None:
    assert gap_state([*answers, CONFLICTING], promises) is gap_state(answers, promises)


@given(st.lists(st.sampled_from([OVERRIDE, CLOSE, LIFT, EXEMPT])), st.dates())
def test_no_override_counts_after_its_day(decisions: list[Decided], day: date) -> None:
    counting = decision_on(day, decisions)

    assert counting is None or counting.expires_on is None or day <= counting.expires_on
