from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.commitment import NewCommitment
from directives.services.commitments import record_promise
from directives.services.promise_ties import coordinator_names, coordinators_named, gap_ids_of
from directives.vocabulary import CommitmentKind, Role
from tests.factories import NOW, TODAY, make_actor, make_commitment, make_gap


def test_coordinators_are_known_bodies_or_the_words_of_the_source(session: Session) -> None:
    promise = NewCommitment(
        promise="Hướng dẫn xử lý trụ sở",
        kind=CommitmentKind.ACTION,
        lead_words="các bộ",
        promised_on=TODAY,
    )
    named = coordinators_named(session, ["BTC", "bo noi vu", "các địa phương"])

    actor = make_actor(session, Role.OVERSIGHT)
    recorded = record_promise(session, actor, promise, coordinators=named, now=NOW)

    assert coordinator_names(session, saved_id(recorded)) == [
        "Bộ Tài chính",
        "Bộ Nội vụ",
        "các địa phương",
    ]


def test_a_promise_leads_to_the_gaps_it_is_to_close(session: Session) -> None:
    keys = tuple(saved_id(make_gap(session)) for _ in range(2))

    assert gap_ids_of(session, saved_id(make_commitment(session, gap_ids=keys))) == list(keys)
