from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from directives.errors import (
    MailLinkOver,
    MailLinkRenewed,
    MailLinkUnknown,
    MailLinkUsed,
    NothingToPutOff,
    RightMissing,
    ValueInvalid,
)
from directives.models.account import Account
from directives.models.audit import AuditEvent
from directives.models.base import saved_id
from directives.models.contact import Contact
from directives.models.notice import Notice
from directives.rules.signed_links import LINK_LIFE
from directives.rules.two_times import AsOf
from directives.services.commitment_views import CommitmentView, get_commitment
from directives.services.digests import TOPIC, write_digests
from directives.services.early_mail import early_mail_token, readers_of
from directives.services.mail_answers import MAIL_ACTOR, Said, answer, link_token, open_link
from directives.services.mail_links import renew_links
from directives.services.notices import queue_due_notices
from directives.store.mail_answers import signing_secret
from directives.store.outbox import list_messages
from directives.store.snoozes import list_asleep
from directives.vocabulary import Audience, CommitmentState, MailAnswerKind, Responsibility, Role
from tests.factories import (
    NOW,
    TODAY,
    agency_id,
    make_account,
    make_actor,
    make_commitment,
    make_contact,
)

DONE, DATE = MailAnswerKind.DONE, MailAnswerKind.DATE
ACCEPT, REJECT = MailAnswerKind.ACCEPT, MailAnswerKind.REJECT
SNOOZE = MailAnswerKind.SNOOZE
SHOWN = Said("Đã ban hành 12/2025/TT-BNV")


@dataclass
class Letter:
    """A letter of today about one promise, to one contact."""

    session: Session
    contact: Contact
    commitment_id: int
    message_id: int

    def token(self, kind: MailAnswerKind) -> str:
        secret = signing_secret(self.session)
        return link_token(secret, kind, self.message_id, self.commitment_id)

    def say(self, kind: MailAnswerKind, said: Said = SHOWN, **later: float) -> None:
        answer(self.session, kind, self.token(kind), said, now=NOW + timedelta(**later))

    def view(self) -> CommitmentView:
        return get_commitment(self.session, self.commitment_id, AsOf(TODAY, NOW))


def letter(session: Session, **contact: Any) -> Letter:
    to = make_contact(session, **contact)
    promise = make_commitment(session)
    system = make_actor(session, Role.SYSTEM)
    queue_due_notices(session, system, today=TODAY, now=NOW)
    write_digests(session, system, today=TODAY, now=NOW)
    (message,) = [one for one in list_messages(session, TOPIC) if one.recipient == to.email]
    return Letter(session, to, saved_id(promise), saved_id(message))


def audited(session: Session) -> list[AuditEvent]:
    return list(session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc()).limit(2)))


def test_looking_at_a_link_changes_nothing_however_often(session: Session) -> None:
    sent = letter(session)
    before = audited(session)

    links = [open_link(session, kind, sent.token(kind), now=NOW) for kind in MailAnswerKind]

    assert {link.commitment_id for link in links} == {sent.commitment_id}
    assert all(link.answered_at is None and link.contact == sent.contact for link in links)
    assert audited(session) == before
    assert sent.view().standing.course.responsibility is Responsibility.UNANSWERED


def test_what_is_done_waits_for_somebody_to_confirm_it(session: Session) -> None:
    sent = letter(session)

    sent.say(DONE)

    assert sent.view().standing.state is CommitmentState.AWAITING
    link = open_link(session, DONE, sent.token(DONE), now=NOW)
    assert link.answered_at == NOW


def test_the_audit_names_the_letter_and_who_acted(session: Session) -> None:
    sent = letter(session)

    sent.say(ACCEPT, Said())

    answered, step = audited(session)
    by = session.get(Account, answered.account_id)
    assert by is not None
    assert (by.username, step.account_id) == (MAIL_ACTOR, by.id)
    assert answered.action == "commitment.answer_by_mail"
    assert f"digest:{sent.contact.email}:{TODAY}" in answered.details
    assert f'"contact_id": {sent.contact.id}' in answered.details


def test_a_person_with_an_account_acts_under_it(session: Session) -> None:
    account = make_account(session)
    sent = letter(session, account_id=account.id)

    sent.say(REJECT, Said("Việc này của Bộ Tài chính"))

    assert audited(session)[0].account_id == account.id
    assert sent.view().standing.course.responsibility is Responsibility.REJECTED


def test_a_date_is_added_to_the_ledger(session: Session) -> None:
    sent = letter(session)
    new = TODAY + timedelta(30)

    sent.say(DATE, Said("Chờ ý kiến", new))

    view = sent.view()
    assert (view.standing.due.due_to, view.standing.moves) == (new, 1)
    assert view.moves[0].reason_words == "Chờ ý kiến"


@pytest.mark.parametrize("day", [None, TODAY - timedelta(1)])
def test_a_date_that_is_none_or_over_is_refused(session: Session, day: date | None) -> None:
    sent = letter(session)

    with pytest.raises(ValueInvalid):
        sent.say(DATE, Said("Chờ ý kiến", day))

    sent.say(DATE, Said("Chờ ý kiến", TODAY))


def test_a_date_is_put_off_with_a_reason_only(session: Session) -> None:
    sent = letter(session)

    with pytest.raises(ValueInvalid) as refused:
        sent.say(DATE, Said(" ", TODAY + timedelta(20)))

    assert refused.value.field == "reason_words"


def test_each_link_acts_once_and_the_others_of_the_letter_still_work(session: Session) -> None:
    sent = letter(session)
    sent.say(ACCEPT, Said())

    with pytest.raises(MailLinkUsed):
        sent.say(ACCEPT, Said())

    sent.say(DONE, hours=1)


def test_a_refused_answer_leaves_the_link_unused(session: Session) -> None:
    sent = letter(session)

    with pytest.raises(ValueInvalid):
        sent.say(REJECT, Said(""))

    assert open_link(session, REJECT, sent.token(REJECT), now=NOW).answered_at is None


def test_a_link_runs_out_and_still_shows_what_was_answered(session: Session) -> None:
    sent = letter(session)
    sent.say(ACCEPT, Said())
    late = NOW + LINK_LIFE + timedelta(minutes=1)

    with pytest.raises(MailLinkOver):
        open_link(session, DONE, sent.token(DONE), now=late)

    assert open_link(session, ACCEPT, sent.token(ACCEPT), now=late).answered_at == NOW


def test_who_has_left_answers_no_more(session: Session) -> None:
    sent = letter(session)
    sent.contact.valid_to = TODAY - timedelta(1)

    with pytest.raises(MailLinkOver):
        sent.say(ACCEPT, Said())


def test_whose_account_was_closed_answers_no_more(session: Session) -> None:
    account = make_account(session)
    sent = letter(session, account_id=account.id)
    account.is_active = False

    with pytest.raises(MailLinkOver):
        sent.say(ACCEPT, Said())


def test_who_speaks_for_another_body_by_now_has_no_right(session: Session) -> None:
    sent = letter(session)
    sent.contact.agency_id = agency_id(session, "BTC")

    with pytest.raises(RightMissing):
        sent.say(ACCEPT, Said())


def test_a_link_that_is_not_ours_is_unknown(session: Session) -> None:
    sent = letter(session)
    secret = signing_secret(session)
    strange = (
        sent.token(DONE)[:-1] + "x",
        sent.token(ACCEPT),
        link_token(secret, DONE, sent.message_id, 10_000),
        link_token(secret, DONE, 2_000_000_000, sent.commitment_id),
        link_token("another secret", DONE, sent.message_id, sent.commitment_id),
    )

    for token in strange:
        with pytest.raises(MailLinkUnknown):
            open_link(session, DONE, token, now=NOW)


def test_a_reminder_is_put_off_for_a_week_from_the_letter(session: Session) -> None:
    sent = letter(session)
    with pytest.raises(ValueInvalid):
        sent.say(SNOOZE, Said(""))

    sent.say(SNOOZE, Said("Đang đi công tác"))

    week = TODAY + timedelta(7)
    resting = {(sent.commitment_id, saved_id(sent.contact))}
    assert list_asleep(session, week) == resting
    assert list_asleep(session, week + timedelta(1)) == set()
    with pytest.raises(MailLinkUsed):
        sent.say(SNOOZE, Said("Lại đi công tác"))


def test_who_is_told_from_above_has_nothing_to_put_off(session: Session) -> None:
    sent = letter(session)
    told = session.exec(select(Notice)).one()
    told.audience = Audience.UNIT_HEAD
    session.add(told)
    session.flush()

    with pytest.raises(NothingToPutOff):
        sent.say(SNOOZE, Said("Đang đi công tác"))


def test_renewing_the_secret_refuses_every_earlier_link_and_says_why(session: Session) -> None:
    sent = letter(session)
    old, early = sent.token(ACCEPT), early_mail_token(signing_secret(session), [1])
    with pytest.raises(RightMissing):
        renew_links(session, make_actor(session), now=NOW)

    renew_links(session, make_actor(session, Role.ADMINISTRATOR), now=NOW)

    with pytest.raises(MailLinkRenewed, match="01/10/2025"):
        answer(session, ACCEPT, old, Said(), now=NOW)
    with pytest.raises(MailLinkRenewed):
        readers_of(session, early)
    sent.say(ACCEPT, Said())
    renewed = audited(session)
    assert sent.view().standing.course.responsibility is Responsibility.ACCEPTED
    assert all(signing_secret(session) not in one.details for one in renewed)
