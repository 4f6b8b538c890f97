"""Promises as JSON, for programs over HTTP and on the command line."""

from sqlmodel import Session

from api.v1.schemas.commitments import CommitmentDetailOut, CommitmentListOut, CommitmentOut
from directives.rules.permissions import PUBLIC, Actor
from directives.rules.two_times import AsOf
from directives.services.commitment_blocks import waits_for
from directives.services.commitment_stages import stages_on
from directives.services.commitment_views import get_commitment, view_commitments
from directives.services.document_access import readable_ids
from directives.services.explanations import explanations_of
from directives.services.internal_deadlines import internal_deadline_for
from directives.services.late_answer import debt_of
from directives.services.promise_bodies import answering_instead, heirs_of
from directives.services.promise_standings import promise_standings
from directives.services.promise_ties import coordinator_names, gap_ids_of
from directives.services.reports import promise_rows
from directives.store.commitment_titles import list_titles
from directives.vocabulary import CommitmentState


def commitment_list(
    session: Session,
    at: AsOf,
    *,
    state: CommitmentState | None,
    limit: int,
    offset: int = 0,
) -> CommitmentListOut:
    """Return a page of the promises made by a day and how they stand, in the order of recording."""
    standings = promise_standings(session, at).values()
    keys = [one.commitment_id for one in standings if state in (None, one.state)]
    views = view_commitments(session, at, ids=keys[offset : offset + limit])
    rows = promise_rows(session, views, at)
    shown = [CommitmentOut.of(view, row) for view, row in zip(views, rows, strict=True)]
    return CommitmentListOut(as_of=at.day, total=len(keys), commitments=shown)


def commitment_detail(
    session: Session, commitment_id: int, at: AsOf, actor: Actor = PUBLIC
) -> CommitmentDetailOut:
    """Return a promise and all that was said of it, as far as the actor may know of it.

    Raises:
        CommitmentNotFound: there is no such promise at that point in time.
    """
    view = get_commitment(session, commitment_id, at)
    (row,) = promise_rows(session, [view], at)
    heirs = heirs_of(session, at.day, [view.responsible_id], at.known_at)
    waited = waits_for(session, commitment_id, at)
    named = [view.ended.document_id if view.ended else None, *waited.document_ids]
    named += [step.document_id for step in view.steps]
    return CommitmentDetailOut.of_view(
        view,
        row,
        coordinators=coordinator_names(session, commitment_id),
        gap_ids=gap_ids_of(session, commitment_id, at.known_at),
        explanations=explanations_of(session, at, [commitment_id]).get(commitment_id, ()),
        answered_for_by=answering_instead(view.commitment, view.standing.course, heirs),
        stages=stages_on(session, view, at),
        waits_for=([one.commitment.id or 0 for one in waited.promises], waited.document_ids),
        readable=readable_ids(session, actor, named),
        debt=debt_of(session, view, at),
        own_deadline=internal_deadline_for(session, actor, view, at),
        titles=list_titles(session, [commitment_id], at.known_at),
    )
