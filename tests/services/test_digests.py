import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from directives.errors import RightMissing
from directives.models.base import saved_id
from directives.models.commitment import NewMove
from directives.models.commitment_step import NewStep
from directives.models.notice import Notice
from directives.models.outbox import OutboxMessage
from directives.services.commitment_steps import take_step
from directives.services.commitments import move, withdraw
from directives.services.delivery import record_delivered
from directives.services.digests import TOPIC, write_digests
from directives.services.notices import queue_due_notices
from directives.store.outbox import list_messages
from directives.vocabulary import AddressState, MoveReason, Precision, Role, StepKind
from tests.factories import (
    NOW,
    TODAY,
    UNDATED,
    agency_id,
    make_account,
    make_actor,
    make_commitment,
    make_contact,
)

DUE = date(2025, 10, 14)
A_DAY = timedelta(days=1)


def run(session: Session, today: date) -> int:
    """Queue and write, as every node does each hour."""
    actor = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, actor, today=today, now=NOW)
    return write_digests(session, actor, today=today, now=NOW)


def letters(session: Session) -> list[OutboxMessage]:
    return list(list_messages(session, TOPIC))


def entries(message: OutboxMessage) -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = json.loads(message.payload)["entries"]
    return said


def deliver_all(session: Session, day: date) -> None:
    for message in letters(session):
        record_delivered(session, saved_id(message), day=day, now=NOW)
    session.flush()


def test_a_person_gets_one_letter_with_everything_the_most_urgent_first(session: Session) -> None:
    make_contact(session, name="Nguyễn Văn A", email="A@Bo.example")
    make_commitment(session, promise="Sau", due_from=DUE, due_to=DUE + timedelta(days=2))
    make_commitment(session, promise="Trước")
    make_commitment(session, promise="Chưa có ngày", **UNDATED, promised_on=date(2025, 9, 1))

    assert (run(session, DUE), run(session, DUE)) == (1, 0)

    (letter,) = letters(session)
    assert letter.recipient == "a@bo.example"
    assert [one["promise"] for one in entries(letter)] == ["Trước", "Sau", "Chưa có ngày"]
    assert json.loads(letter.payload)["name"] == "Nguyễn Văn A"
    assert {one["body"] for one in entries(letter)} == {"Bộ Nội vụ"}


def test_what_decides_a_day_that_is_not_known_yet_is_told(session: Session) -> None:
    make_contact(session, email="a@bo.example")
    asked: dict[str, Any] = {"promised_on": date(2025, 9, 1)}
    named: dict[str, Any] = {"due_precision": Precision.SESSION, "due_phrase": "kỳ họp thứ 10"}
    make_commitment(session, promise="Theo kỳ họp", **UNDATED | named, **asked)
    make_commitment(session, promise="Không có hạn", **UNDATED, **asked)
    moved = make_commitment(session, promise="Đã dời", **UNDATED, **asked)
    new = NewMove(**named, moved_on=TODAY, reason=MoveReason.OTHER, reason_words="Chờ Luật")
    move(session, make_actor(session, Role.OVERSIGHT), saved_id(moved), new, now=NOW)

    run(session, DUE)

    (letter,) = letters(session)
    told = {one["promise"]: one["named"] for one in entries(letter)}
    assert told == {"Theo kỳ họp": "kỳ họp thứ 10", "Không có hạn": "", "Đã dời": "kỳ họp thứ 10"}


def test_a_letter_knows_whose_body_is_only_named_until_a_body_is_given_the_promise(
    session: Session,
) -> None:
    account = make_actor(session, Role.OVERSIGHT).account_id
    make_contact(
        session, agency_id=agency_id(session, "VPCP"), account_id=account, email="o@b.example"
    )
    named: dict[str, Any] = {"lead_agency_id": None, "lead_words": "Ban Chỉ đạo"}
    make_commitment(session, promise="Chưa rõ cơ quan", **named)
    given = make_commitment(session, promise="Đã chuyển", **named)
    step = NewStep(
        kind=StepKind.TRANSFERRED,
        held_on=TODAY,
        agency_id=agency_id(session, "BNV"),
        words="tiếp quản",
    )
    take_step(session, make_actor(session, Role.OVERSIGHT), saved_id(given), step, now=NOW)

    run(session, DUE)

    told = {one["promise"]: one["is_unlisted"] for one in entries(letters(session)[0])}
    assert letters(session)[0].recipient == "o@b.example"
    assert told == {"Chưa rõ cơ quan": True, "Đã chuyển": False}


def test_who_answers_for_two_bodies_gets_one_letter(session: Session) -> None:
    make_contact(session, email="a@bo.example")
    make_contact(session, email="A@bo.example", agency_id=agency_id(session, "BTC"))
    make_commitment(session)
    make_commitment(session, lead_agency_id=agency_id(session, "BTC"))

    assert run(session, DUE) == 1
    assert len(entries(letters(session)[0])) == 2


def test_who_is_named_at_two_addresses_with_one_account_gets_one_letter(session: Session) -> None:
    account = saved_id(make_account(session))
    make_contact(session, email="cu@bo.example", account_id=account, valid_to=DUE - A_DAY)
    first = make_contact(session, email="a@bo.example", account_id=account)
    second = {"email": "b@bo.example", "agency_id": agency_id(session, "BTC")}
    make_contact(session, **second, account_id=account)
    make_commitment(session)
    later = make_commitment(session, lead_agency_id=agency_id(session, "BTC"))

    assert run(session, DUE) == 1
    (letter,) = letters(session)
    assert (letter.recipient, len(entries(letter))) == ("a@bo.example", 2)
    make_commitment(session, lead_agency_id=later.lead_agency_id)
    deliver_all(session, DUE)
    assert run(session, DUE) == 0
    first.address_state = AddressState.BROKEN
    session.flush()
    assert run(session, DUE + A_DAY) == 1
    assert letters(session)[1].recipient == "b@bo.example"


@pytest.mark.parametrize("has_gone", [True, False])
def test_whose_address_was_put_right_gets_no_second_letter_that_day(
    session: Session, has_gone: bool
) -> None:
    person = make_contact(session, email="cu@bo.example")
    make_commitment(session)
    run(session, DUE)
    if has_gone:
        deliver_all(session, DUE)
    person.email = "moi@bo.example"
    make_commitment(session)

    assert run(session, DUE) == 0
    deliver_all(session, DUE)
    assert run(session, DUE + A_DAY) == 1
    assert letters(session)[1].recipient == "moi@bo.example"


def test_letters_are_the_same_however_few_notices_are_read_at_a_time(session: Session) -> None:
    people = [make_contact(session) for _ in range(3)]
    make_contact(session, agency_id=agency_id(session, "BTC"), email=people[0].email)
    for body in ("BNV", "BNV", "BTC"):
        make_commitment(session, lead_agency_id=agency_id(session, body))
    actor = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, actor, today=DUE, now=NOW)

    assert write_digests(session, actor, today=DUE, now=NOW, at_once=1) == 3
    assert [(one.recipient, len(entries(one))) for one in letters(session)] == [
        (people[0].email, 3),
        (people[1].email, 2),
        (people[2].email, 2),
    ]


def test_a_promise_stands_once_in_a_letter_and_says_for_whom_it_comes(session: Session) -> None:
    make_contact(session, office=True)
    make_commitment(session)

    run(session, DUE + timedelta(days=8))

    (entry,) = entries(letters(session)[0])
    assert (entry["audience"], entry["instead_of"]) == ("office", None)


def test_who_is_told_instead_of_others_is_told_so(session: Session) -> None:
    make_contact(session, office=True)
    make_commitment(session)

    run(session, DUE)

    assert entries(letters(session)[0])[0]["instead_of"] == "Bộ Nội vụ"


def test_the_name_of_a_body_that_is_not_known_is_that_of_the_source(session: Session) -> None:
    overseer = make_actor(session, Role.OVERSIGHT)
    make_contact(session, account_id=overseer.account_id)
    make_commitment(session, lead_agency_id=None, lead_words="Cơ quan nào đó")

    run(session, DUE)

    assert entries(letters(session)[0])[0]["body"] == "Cơ quan nào đó"


def test_what_is_new_waits_while_a_letter_waits(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    run(session, DUE)
    make_commitment(session)

    assert run(session, DUE) == 0
    assert len(entries(letters(session)[0])) == 1
    assert run(session, DUE + A_DAY) == 0
    assert len(entries(letters(session)[0])) == 2, "it joins the letter that is written anew"
    make_commitment(session)
    deliver_all(session, DUE + A_DAY)
    assert run(session, DUE + A_DAY) == 0, "one letter a day"
    assert run(session, DUE + 2 * A_DAY) == 1
    assert len(entries(letters(session)[1])) == 1


def test_nine_skipped_days_lose_nothing(session: Session) -> None:
    make_contact(session)
    make_contact(session, is_head=True)
    make_commitment(session)
    run(session, DUE - timedelta(days=3))
    deliver_all(session, DUE - timedelta(days=3))

    assert run(session, DUE + timedelta(days=6)) == 2
    deliver_all(session, DUE + timedelta(days=6))
    assert run(session, DUE + timedelta(days=6)) == 0
    rows = session.exec(select(Notice).order_by(col(Notice.id))).all()
    assert [one.days for one in rows] == [-3, 0, 1]
    assert all(one.message_id for one in rows)


def test_a_promise_that_ended_meanwhile_is_not_told_any_more(session: Session) -> None:
    make_contact(session)
    ended = saved_id(make_commitment(session))
    actor = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, actor, today=DUE, now=NOW)
    withdraw(session, actor, ended, held_on=TODAY, reason="thôi", now=NOW)

    assert write_digests(session, actor, today=DUE, now=NOW) == 0
    session.expire_all()
    (notice,) = session.exec(select(Notice)).all()
    assert (notice.message_id, notice.overtaken_at) == (None, NOW)


def test_a_promise_not_yet_made_on_the_day_is_not_told(session: Session) -> None:
    make_contact(session)
    make_commitment(session)
    actor = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, actor, today=DUE, now=NOW)

    assert write_digests(session, actor, today=TODAY - timedelta(days=99), now=NOW) == 0


def test_a_broken_address_gets_no_letter(session: Session) -> None:
    person = make_contact(session)
    make_commitment(session)
    queue_due_notices(session, make_actor(session, Role.SYSTEM), today=DUE, now=NOW)
    person.address_state = AddressState.BROKEN
    session.add(person)
    session.flush()

    assert write_digests(session, make_actor(session, Role.SYSTEM), today=DUE, now=NOW) == 0


def test_only_the_service_and_administrators_write_letters(session: Session) -> None:
    with pytest.raises(RightMissing):
        write_digests(session, make_actor(session), today=TODAY, now=NOW)
