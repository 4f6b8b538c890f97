"""Which gaps and promises changes of the catalogue can have touched.

What is counted over all of them is kept until something changes (ADR 22); then only what may
stand otherwise is counted anew. A kind of change of which it is not told here touches everything:
wrong is then slow, not stale.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from directives.store.audit import ChangeRow, LastChange, list_changes_since
from directives.store.commitments import list_gaps_of_promises
from directives.store.coverage import list_gaps_of_documents
from directives.store.effects import acted_upon_by
from directives.store.read_once import read_once
from directives.store.relations import list_ends

MOST_CHANGES: Final = 200
"""After more changes than that all is counted anew."""

MOST_GAPS: Final = 400
"""To ask for more gaps than that takes longer than to ask for all."""

_KINDS: Final = frozenset({"gap", "commitment", "document", "relation", "suspicion"})
_APART: Final = "expectation"  # no gap and no promise depends on it; one that opens a gap says so
_BESIDE_WORDS: Final = frozenset(
    {"gap.link", "gap.link_reject", "gap.link_suspect", "gap.report", "gap.withdraw_report",
     "gap.answer_reports", "gap.decide", "gap.figure"}
)  # fmt: skip
_OF_FAMILIES: Final = frozenset({"gap.merge", "gap.split"})  # what a gap is part of is another


@dataclass(frozen=True, slots=True)
class Touched:
    """What may be otherwise than before; all else is as before.

    Attributes:
        gap_ids: Gaps that may stand otherwise.
        promise_ids: Promises that may stand otherwise.
        has_words: Whether what is said of gaps may be another, whom they concern among it.
    """

    gap_ids: Sequence[int]
    promise_ids: Sequence[int]
    has_words: bool


@read_once
def touched_since(session: Session, seen: LastChange) -> Touched | None:
    """Return what the changes after one can have touched; None: anything."""
    changes = list_changes_since(session, seen, limit=MOST_CHANGES + 1)
    if not 0 < len(changes) <= MOST_CHANGES or not all(map(_is_known, changes)):
        return None
    ids: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        if change.subject_kind == "suspicion":
            ids["document"] |= _suspected(change)
        elif change.subject_id is not None:
            ids[change.subject_kind].add(change.subject_id)
    documents = ids["document"] | list_ends(session, ids["relation"])
    documents |= acted_upon_by(session, documents)
    gaps = ids["gap"] | list_gaps_of_promises(session, ids["commitment"])
    gaps |= list_gaps_of_documents(session, documents)
    if len(gaps) > MOST_GAPS:
        return None
    has_words = any(
        one.subject_kind == "gap" and one.action not in _BESIDE_WORDS for one in changes
    )
    return Touched(sorted(gaps), sorted(ids["commitment"]), has_words)


def _is_known(change: ChangeRow) -> bool:
    if change.subject_kind == _APART:
        return True
    is_of_one = change.subject_id is not None or change.subject_kind == "suspicion"
    return is_of_one and change.subject_kind in _KINDS and change.action not in _OF_FAMILIES


def _suspected(change: ChangeRow) -> set[int]:
    """Return the documents of which a settling, or a decision, says that they are suspect or not.

    Those of the links that cover gaps, too.
    """
    said = json.loads(change.details)
    return set(said["documents"]) if "documents" in said else {said["document_id"]}
