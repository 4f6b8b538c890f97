from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from directives.errors import CommitmentNotFound, EventTooEarly, RightMissing
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.explanation import CommitmentExplanation, NewExplanation
from directives.rules.two_times import AsOf
from directives.services.commitments import fulfil
from directives.services.explanations import explain, explanations_of
from directives.services.late_answer import LateQuestion, late_answer, late_scope
from directives.vocabulary import CommitmentKind, Role
from tests.factories import NOW, agency_id, make_actor, make_commitment

DAY = date(2025, 10, 20)
LATER = NOW + timedelta(days=20)


def said(words: str, day: date = DAY) -> NewExplanation:
    return NewExplanation(explained_on=day, words=words)


def test_an_explanation_stands_beside_the_figure_which_stays(session: Session) -> None:
    key = saved_id(make_commitment(session))
    at = AsOf(DAY, LATER)
    before = late_answer(session, at, late_scope(session, at, LateQuestion()), limit=5).promises[0]

    explain(session, make_actor(session), key, said("Chờ ý kiến bộ khác."), now=LATER)
    explain(session, make_actor(session), key, said("Đã nhận ý kiến."), now=LATER)

    after = late_answer(session, at, late_scope(session, at, LateQuestion()), limit=5).promises[0]
    assert [one.words for one in after.explanations] == ["Đã nhận ý kiến.", "Chờ ý kiến bộ khác."]
    assert (after.view.standing, after.debt_days) == (before.view.standing, before.debt_days)
    actions = session.exec(select(AuditEvent.action).where(AuditEvent.subject_id == key)).all()
    assert actions.count("commitment.explain") == 2


def test_a_past_day_and_a_past_knowledge_do_not_show_what_was_said_later(session: Session) -> None:
    key = saved_id(make_commitment(session))
    explain(session, make_actor(session), key, said("Chờ ý kiến."), now=LATER)

    assert explanations_of(session, AsOf(DAY - timedelta(days=1), LATER), [key]) == {}
    assert explanations_of(session, AsOf(DAY, LATER - timedelta(seconds=1)), [key]) == {}
    assert list(explanations_of(session, AsOf(DAY, LATER), [key])) == [key]


def test_a_promise_that_was_kept_late_may_be_explained_too(session: Session) -> None:
    key = saved_id(make_commitment(session, kind=CommitmentKind.ACTION))
    fulfil(
        session,
        make_actor(session, Role.OVERSIGHT),
        key,
        held_on=DAY,
        evidence="đã xong",
        now=LATER,
    )

    assert explain(session, make_actor(session), key, said("Thiếu người."), now=LATER).id


def test_only_the_body_itself_explains(session: Session) -> None:
    key = saved_id(make_commitment(session))
    others = [
        make_actor(session, agency_id=agency_id(session, "BTC")),
        make_actor(session, Role.OVERSIGHT),
        make_actor(session, Role.OFFICER),
    ]
    for actor in others:
        with pytest.raises(RightMissing):
            explain(session, actor, key, said("Không phải tại tôi."), now=LATER)


def test_what_cannot_be_explained(session: Session) -> None:
    key = saved_id(make_commitment(session))
    with pytest.raises(CommitmentNotFound):
        explain(session, make_actor(session), 10**6, said("Chờ ý kiến."), now=LATER)
    early = said("Chờ ý kiến.", date(2025, 9, 30))
    with pytest.raises(EventTooEarly):
        explain(session, make_actor(session), key, early, now=LATER)


@pytest.mark.parametrize("change", ["UPDATE", "DELETE"])
def test_the_database_refuses_to_change_or_delete_it(session: Session, change: str) -> None:
    key = saved_id(make_commitment(session))
    explain(session, make_actor(session), key, said("Chờ ý kiến."), now=LATER)
    statement: sa.Update | sa.Delete = sa.delete(CommitmentExplanation)
    if change == "UPDATE":
        statement = sa.update(CommitmentExplanation).values(
            words=col(CommitmentExplanation.words) + "!"
        )

    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        session.execute(statement)
