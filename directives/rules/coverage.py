"""Does what there is answer a gap?"""

from collections.abc import Collection

from directives.vocabulary import CommitmentState, Extent, GapState

_WAITING = {CommitmentState.IN_TIME, CommitmentState.UNDATED}


def gap_state(extents: Collection[Extent], promises: Collection[CommitmentState]) -> GapState:
    """Return the state of a gap from its links and the states of its promises.

    A document in hand outweighs a promise; a broken promise outweighs one that still runs.
    """
    if Extent.FULL in extents:
        return GapState.COVERED
    if Extent.PARTIAL in extents:
        return GapState.PARTLY_COVERED
    if Extent.INTERIM in extents:
        return GapState.INTERIM
    if CommitmentState.OVERDUE in promises:
        return GapState.OVERDUE
    if _WAITING.intersection(promises):
        return GapState.PROMISED
    return GapState.OPEN
