import pytest

from directives.rules.coverage import gap_state
from directives.vocabulary import CommitmentState, Extent, GapState

OVERDUE, IN_TIME = CommitmentState.OVERDUE, CommitmentState.IN_TIME
UNDATED, DONE = CommitmentState.UNDATED, CommitmentState.DONE_ON_TIME


@pytest.mark.parametrize(
    ("extents", "promises", "state"),
    [
        ([], [], GapState.OPEN),
        ([], [IN_TIME], GapState.PROMISED),
        ([], [UNDATED], GapState.PROMISED),
        ([], [IN_TIME, OVERDUE], GapState.OVERDUE),
        ([], [DONE], GapState.OPEN),  # kept by an action that answers nothing
        ([Extent.INTERIM], [OVERDUE], GapState.INTERIM),
        ([Extent.INTERIM, Extent.PARTIAL], [], GapState.PARTLY_COVERED),
        ([Extent.PARTIAL, Extent.FULL], [OVERDUE], GapState.COVERED),
    ],
)
def test_a_document_in_hand_outweighs_a_promise(
    extents: list[Extent], promises: list[CommitmentState], state: GapState
) -> None:
    assert gap_state(extents, promises) is state
