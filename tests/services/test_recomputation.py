from datetime import timedelta

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.coverage_link import CoverageLink
from directives.models.gap import Gap
from directives.rules.two_times import AsOf
from directives.services.gap_merges import merge_gaps
from directives.services.link_suspects import (
    fingerprint,
    gap_print,
    recheck_links_of_document,
)
from directives.services.recomputation import Recomputed, recompute
from directives.vocabulary import GapState, RelationKind, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_document, make_gap
from tests.services.test_coverage_links import with_text
from tests.services.test_suspicions import link, relate


def silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def test_everything_is_counted_and_doing_it_again_changes_nothing(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    base = make_document(session, expires_on=TODAY + timedelta(days=1))
    guide = make_document(session)
    relate(session, guide, RelationKind.GUIDES, base)
    link(session, guide)
    make_gap(session)
    promised, twin = make_gap(session), make_gap(session)
    make_commitment(session, gap_ids=(saved_id(promised),))
    merge_gaps(session, actor, saved_id(twin), saved_id(promised), reason="là một", at=AT)

    later = NOW + timedelta(days=3)
    first = recompute(session, actor, now=later, of_documents=silent, of_gaps=silent)
    again = recompute(session, actor, now=later, of_documents=silent, of_gaps=silent)

    states = {GapState.SUSPECT: 1, GapState.OPEN: 1, GapState.PROMISED: 1}
    assert first == Recomputed(documents=2, raised=2, lapsed=0, states=states)
    assert again == Recomputed(documents=2, raised=0, lapsed=0, states=states)


AT = AsOf(TODAY, NOW)


def test_links_older_than_fingerprints_get_them(session: Session) -> None:
    actor = make_actor(session, Role.SYSTEM)
    document = make_document(session)
    made = session.get_one(CoverageLink, link(session, document))
    with_text(session, document, "Lời văn")
    made.source_print = made.gap_print = ""
    session.add(made)

    for _ in range(2):
        recompute(session, actor, now=NOW, of_documents=silent, of_gaps=silent)

    assert made.source_print == fingerprint("Lời  văn")
    assert made.gap_print == gap_print(session.get_one(Gap, made.gap_id))
    assert recheck_links_of_document(session, actor, saved_id(document), at=AT) == 0


def test_fingerprints_of_words_alone_are_renewed_and_nothing_turns_suspect(
    session: Session,
) -> None:
    actor = make_actor(session, Role.SYSTEM)
    kept, changed = (
        session.get_one(CoverageLink, link(session, make_document(session))) for _ in range(2)
    )
    gap = session.get_one(Gap, kept.gap_id)
    kept.gap_print = fingerprint(f"{gap.title}\n{gap.description}")
    changed.gap_print = fingerprint("lời hỏi khác")
    session.add_all([kept, changed])

    recompute(session, actor, now=NOW, of_documents=silent, of_gaps=silent)

    assert (kept.gap_print, kept.suspect) == (gap_print(gap), "")
    assert changed.gap_print == fingerprint("lời hỏi khác")


def test_progress_tells_documents_and_gaps_of_how_many(session: Session) -> None:
    for _ in range(3):
        make_gap(session)
        make_document(session)
    documents: list[tuple[int, int]] = []
    gaps: list[tuple[int, int]] = []
    recompute(
        session,
        make_actor(session, Role.SYSTEM),
        now=NOW,
        of_documents=lambda done, total: documents.append((done, total)),
        of_gaps=lambda done, total: gaps.append((done, total)),
        at_once=2,
    )

    assert documents == [(0, 3), (3, 3)]
    assert gaps == [(0, 3), (2, 3), (3, 3)]
