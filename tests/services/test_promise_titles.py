from datetime import timedelta

import pytest
from sqlmodel import Session

from directives.errors import CommitmentClosed, RightMissing, ValueInvalid
from directives.models.base import saved_id
from directives.models.commitment import Commitment
from directives.models.commitment_title import LONGEST_TITLE, NewTitle
from directives.rules.two_times import AsOf
from directives.services.commitment_views import view_commitments
from directives.services.commitments import withdraw
from directives.services.promise_titles import correct_title, expected_titles
from directives.services.reports import promise_rows
from directives.vocabulary import CommitmentKind, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment

FIRST, THEN = NewTitle(title="Thông tư về trụ sở"), NewTitle(title="Thông tư về nhà, đất dôi dư")


def test_a_title_is_as_said_first_until_it_is_put_right(session: Session) -> None:
    named = make_commitment(session, expected_title="Thông tư về trụ sở")
    unnamed = make_commitment(session)
    key, other = saved_id(named), saved_id(unnamed)
    later, both = NOW + timedelta(hours=1), [named, unnamed]

    assert expected_titles(session, both, NOW) == {key: "Thông tư về trụ sở"}
    oversight = make_actor(session, Role.OVERSIGHT)
    correct_title(session, oversight, key, THEN, now=later)
    correct_title(session, oversight, other, FIRST, now=later)
    correct_title(session, oversight, other, THEN, now=later + timedelta(hours=1))

    assert expected_titles(session, both, NOW) == {key: "Thông tư về trụ sở"}
    assert expected_titles(session, both, later) == {key: THEN.title, other: FIRST.title}
    last = expected_titles(session, both, later + timedelta(hours=1))
    assert last == {key: THEN.title, other: THEN.title}
    at = AsOf(TODAY, later)
    rows = promise_rows(session, view_commitments(session, at), at)
    assert {row.id: row.expected_title for row in rows} == {key: THEN.title, other: FIRST.title}


def test_a_title_is_put_right_while_the_promise_runs_by_who_may_change_it(session: Session) -> None:
    key = saved_id(make_commitment(session, expected_title=FIRST.title))
    oversight = make_actor(session, Role.OVERSIGHT)

    with pytest.raises(ValueInvalid):
        correct_title(session, oversight, key, FIRST, now=NOW)
    with pytest.raises(RightMissing):
        correct_title(session, make_actor(session, Role.OFFICER), key, THEN, now=NOW)
    withdraw(session, oversight, key, held_on=TODAY, reason="Luật mới", now=NOW)
    with pytest.raises(CommitmentClosed):
        correct_title(session, oversight, key, THEN, now=NOW)


def test_an_action_has_no_document_to_be_called(session: Session) -> None:
    key = saved_id(make_commitment(session, kind=CommitmentKind.ACTION))

    with pytest.raises(ValueInvalid) as refused:
        correct_title(session, make_actor(session, Role.OVERSIGHT), key, THEN, now=NOW)

    assert refused.value.field == "title"
    assert expected_titles(session, [session.get_one(Commitment, key)], NOW) == {}


@pytest.mark.parametrize("title", ["TT", "T" * (LONGEST_TITLE + 1)])
def test_a_title_has_a_length(title: str) -> None:
    with pytest.raises(ValueInvalid):
        NewTitle.model_validate({"title": title})
