from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from api.letters import digest_letter
from api.mailing import (
    FAILURES_IN_A_ROW,
    Post,
    Round,
    sending_hours,
    smtp_mailer,
    write_and_deliver,
    write_and_deliver_by_hand,
)
from api.scheduler import deliver_letters, make_scheduler
from directives import clock
from directives.errors import MailNotSetUp
from directives.mail import MemoryMailer
from directives.models.base import saved_id
from directives.models.calendar import CalendarChange
from directives.models.commitment_step import NewStep
from directives.models.contact import Contact
from directives.rules.sending import SendingHours
from directives.services.accounts import system_actor
from directives.services.commitment_steps import take_step
from directives.services.digests import TOPIC
from directives.services.heartbeat import DELIVERY
from directives.services.inbox import tell_administrators
from directives.services.notices import queue_due_notices
from directives.services.recall_letters import write_recall_letters
from directives.services.recall_recipients import RecallRecipient
from directives.settings import Settings
from directives.store.outbox import list_messages, list_runs
from directives.store.session import reading, unit_of_work
from directives.vocabulary import AddressState, Alarm, CalendarDayKind, Role, StepKind
from tests.factories import (
    NOW,
    TODAY,
    UNDATED,
    agency_id,
    make_account,
    make_actor,
    make_commitment,
    make_contact,
    make_document,
)
from tests.mail_server import MailBox, free_port, serving_mail

DUE = date(2025, 10, 14)  # a Tuesday
ALWAYS = SendingHours(0, 24)

ALARMS: dict[Alarm, dict[str, object]] = {
    Alarm.REMINDERS_SILENT: {"last_run_at": None},
    Alarm.ADDRESS_BROKEN: {"contact_id": 1, "name": "A", "email": "a@bo.example", "reason": "550"},
    Alarm.BODY_UNREACHED: {"agency_id": 1, "name": "Bộ Nội vụ"},
    Alarm.MAIL_STUCK: {
        "since": NOW.isoformat(),
        "reason": "451 bận.",
        "recipient": "a@bo.example",
    },
}


@pytest.fixture
def box() -> Iterator[MailBox]:
    with serving_mail() as opened:
        yield opened


def mail_settings(port: int, **changes: object) -> Settings:
    return Settings(
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_security="none",
        mail_from="nhac@bo.example",
        **changes,  # type: ignore[arg-type]
    )


def post_of(database: sa.Engine, port: int) -> Post:
    mailer = smtp_mailer(mail_settings(port))
    return Post(database, mailer, base_url="https://theo-doi.example", language="vi")


def owe(database: sa.Engine, day: date, *, people: int = 1) -> None:
    """Promise something of each of some people's bodies, and queue what that calls for."""
    with unit_of_work(database) as session:
        for _ in range(people):
            make_contact(session)
        make_commitment(session, promise="Ban hành thông tư\r\nBcc: x@y.example")
        queue(database, day, session=session)


def queue(database: sa.Engine, day: date, *, session: object = None) -> None:
    actor = system_actor(session, "system:cli")  # type: ignore[arg-type]
    queue_due_notices(session, actor, today=day, now=NOW)  # type: ignore[arg-type]


def work_today(database: sa.Engine, *, is_worked: bool = True) -> None:
    """Make the present day a working day, or a day off, whatever day the test runs on."""
    kind = CalendarDayKind.MAKEUP_WORKDAY if is_worked else CalendarDayKind.HOLIDAY
    with unit_of_work(database) as session:
        actor = system_actor(session, "system:cli")
        change = CalendarChange(
            day=clock.ha_noi_date(clock.current_time()),
            name="Ngày thử",
            kind=kind,
            reason="Thử",
            account_id=actor.account_id or 0,
            recorded_at=NOW,
        )
        session.add(change)


def test_each_person_gets_one_letter_of_the_day(database: sa.Engine, box: MailBox) -> None:
    owe(database, DUE, people=3)
    post = post_of(database, box.port)

    first = write_and_deliver_by_hand(post, DUE)
    again = write_and_deliver_by_hand(post, DUE)

    assert (first, again) == (Round(sent=3), Round())
    assert len({str(letter["To"]) for letter in box.letters}) == 3
    letter = box.letters[0]
    assert letter["Subject"] == "1 cam kết cần bạn xem, ngày 14/10/2025"
    for kind in ("plain", "html"):
        body = letter.get_body((kind,))
        assert body is not None
        assert "Đến hạn hôm nay, hạn cuối 14/10/2025." in body.get_content()
        assert "https://theo-doi.example/cam-ket/" in body.get_content()


def test_a_round_by_hand_ends_with_the_day_on_which_it_began(
    database: sa.Engine, box: MailBox
) -> None:
    owe(database, DUE, people=4)
    late = datetime(DUE.year, DUE.month, DUE.day, 23, 58, tzinfo=clock.HA_NOI).astimezone(UTC)
    post = replace(
        post_of(database, box.port),
        current_time=lambda: late + timedelta(minutes=len(box.letters)),
    )

    too_late = write_and_deliver_by_hand(post, DUE, begun_on=DUE - timedelta(days=1))
    until_midnight = write_and_deliver_by_hand(post, DUE)
    on_the_next = write_and_deliver_by_hand(post, DUE + timedelta(days=1))

    assert (too_late, until_midnight, on_the_next) == (Round(), Round(sent=2), Round(sent=2))
    assert len({str(letter["To"]) for letter in box.letters}) == 4


def test_who_received_a_recalled_document_gets_a_letter_beside_that_of_the_day(
    database: sa.Engine, box: MailBox
) -> None:
    owe(database, DUE)
    with unit_of_work(database) as session:
        document = make_document(session, number_as_printed="1600/BNV-TCBC", title="Điều kín")
        make_contact(session, agency_id=agency_id(session, "BTC"))
        whom = [RecallRecipient(saved_id(document), agency_id=agency_id(session, "BTC"))]
        write_recall_letters(session, whom, day=DUE, now=NOW)

    assert write_and_deliver_by_hand(post_of(database, box.port), DUE) == Round(sent=2)
    letter = box.letters[0]
    assert letter["Subject"] == "Công văn 1600/BNV-TCBC đã bị thu hồi"
    for kind in ("plain", "html"):
        body = letter.get_body((kind,))
        assert body is not None
        assert "theo hồ sơ, Bộ Tài chính đã nhận văn bản này" in body.get_content()
        assert f"https://theo-doi.example/van-ban/{whom[0].document_id}" in body.get_content()
        assert "Điều kín" not in body.get_content()


def test_no_letter_goes_out_on_a_day_off(database: sa.Engine, box: MailBox) -> None:
    saturday = DUE + timedelta(days=4)
    owe(database, saturday)
    with unit_of_work(database) as session:
        make_contact(session, is_head=True)
        queue(database, saturday, session=session)

    assert write_and_deliver_by_hand(post_of(database, box.port), saturday) == Round()
    assert box.letters == []
    monday = write_and_deliver_by_hand(post_of(database, box.port), DUE + timedelta(days=6))
    assert monday.sent == 2


@pytest.mark.parametrize("hours", [ALWAYS, SendingHours(24, 24)])
def test_the_scheduler_keeps_the_hours(
    database: sa.Engine, box: MailBox, hours: SendingHours
) -> None:
    work_today(database)
    owe(database, DUE)

    went = write_and_deliver(post_of(database, box.port), hours)

    assert went.sent == len(box.letters) == (1 if hours == ALWAYS else 0)


def test_the_scheduler_sends_nothing_on_a_day_off(database: sa.Engine, box: MailBox) -> None:
    work_today(database, is_worked=False)
    owe(database, DUE)

    assert write_and_deliver(post_of(database, box.port), ALWAYS) == Round()


def test_the_job_of_the_scheduler_sends(database: sa.Engine, box: MailBox) -> None:
    work_today(database)
    owe(database, DUE)

    settings = mail_settings(box.port, mail_from_hour=0, mail_until_hour=24)

    assert (deliver_letters(database, settings), deliver_letters(database, settings)) == (1, 0)
    jobs = {job.id for job in make_scheduler(database, settings).get_jobs()}
    assert "deliver_letters" in jobs
    without = {job.id for job in make_scheduler(database, Settings()).get_jobs()}
    assert without == jobs - {"deliver_letters"}


def test_a_letter_that_was_not_taken_goes_later_with_the_same_identity(
    database: sa.Engine, box: MailBox
) -> None:
    owe(database, DUE)
    away = replace(post_of(database, free_port()))
    post = post_of(database, box.port)

    failed = write_and_deliver_by_hand(away, DUE)
    later = write_and_deliver_by_hand(post, DUE + timedelta(days=1))

    assert (failed, later) == (Round(postponed=1), Round(sent=1))
    with reading(database) as session:
        (message,) = list_messages(session, TOPIC)
        letter = digest_letter(message, base_url="", language="vi")
        assert (message.attempts, message.delivered_on) == (2, DUE + timedelta(days=1))
    assert message.key == letter.key == f"digest:{message.recipient}:2025-10-14"


def test_one_full_mailbox_keeps_no_other_waiting(database: sa.Engine, box: MailBox) -> None:
    owe(database, DUE, people=3)
    with reading(database) as session:
        first, second, _ = session.exec(select(Contact.email).order_by(Contact.id)).all()  # type: ignore[arg-type]
    box.refusals = {first: "452 full", second: "550 no such user"}

    went = write_and_deliver_by_hand(post_of(database, box.port), DUE)

    assert went == Round(sent=1, postponed=1, refused=1)
    with reading(database) as session:
        states = session.exec(select(Contact.address_state).order_by(Contact.id)).all()  # type: ignore[arg-type]
    assert states == [AddressState.WORKS, AddressState.BROKEN, AddressState.WORKS]


def test_who_stands_in_for_a_broken_address_is_told(database: sa.Engine, box: MailBox) -> None:
    owe(database, DUE)
    with unit_of_work(database) as session:
        broken = session.exec(select(Contact.email)).one()
        make_contact(session, email="van-phong@bo.example", office=True)
    box.refusals = {broken: "550 no such user"}
    write_and_deliver_by_hand(post_of(database, box.port), DUE)
    with unit_of_work(database) as session:
        queue(database, DUE, session=session)

    write_and_deliver_by_hand(post_of(database, box.port), DUE)

    (letter,) = box.letters
    assert letter["To"] == "van-phong@bo.example"
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Báo cho bạn vì Bộ Nội vụ chưa có người nhận" in body.get_content()


def test_a_round_ends_when_the_server_is_away(database: sa.Engine) -> None:
    owe(database, DUE, people=FAILURES_IN_A_ROW + 3)

    went = write_and_deliver_by_hand(post_of(database, free_port()), DUE)

    assert went == Round(postponed=FAILURES_IN_A_ROW)
    with reading(database) as session:
        assert list_runs(session)[DELIVERY] is None, "no letter was taken"


@pytest.mark.parametrize(
    ("answer", "went", "broken"),
    [
        ("550 5.7.1 Unable to relay", Round(postponed=FAILURES_IN_A_ROW), 0),
        ("550 no such user", Round(refused=FAILURES_IN_A_ROW), FAILURES_IN_A_ROW),
    ],
)
def test_a_round_ends_when_the_server_refuses_everybody(
    database: sa.Engine, box: MailBox, answer: str, went: Round, broken: int
) -> None:
    owe(database, DUE, people=FAILURES_IN_A_ROW + 3)
    with reading(database) as session:
        box.refusals = dict.fromkeys(session.exec(select(Contact.email)).all(), answer)

    assert write_and_deliver_by_hand(post_of(database, box.port), DUE) == went
    with reading(database) as session:
        states = session.exec(select(Contact.address_state)).all()
    assert states.count(AddressState.BROKEN) == broken


def test_a_round_in_which_all_letters_pause_is_no_sign_that_mail_goes(
    database: sa.Engine,
) -> None:
    work_today(database)
    owe(database, DUE)
    away = post_of(database, free_port())

    rounds = [write_and_deliver(away, ALWAYS), write_and_deliver(away, ALWAYS)]

    assert rounds == [Round(postponed=1), Round()]
    with reading(database) as session:
        assert list_runs(session)[DELIVERY] is None


def test_letters_are_grouped_by_body_the_most_urgent_first(database: sa.Engine) -> None:
    with unit_of_work(database) as session:
        for code in ("BNV", "BTC"):
            make_contact(session, email="a@bo.example", agency_id=agency_id(session, code))
        later = DUE + timedelta(days=3)
        finance = agency_id(session, "BTC")
        make_commitment(session, promise="Một & hai")
        make_commitment(session, promise="Ba việc", lead_agency_id=finance, due_to=later)
        make_commitment(session, promise="Bốn việc", **UNDATED, promised_on=date(2025, 9, 1))
        queue(database, DUE, session=session)
    mailer = MemoryMailer()
    post = Post(database, mailer, base_url="https://theo-doi.example", language="en")

    write_and_deliver_by_hand(post, DUE)

    (letter,) = mailer.letters
    places = [letter.text.index(words) for words in ("Một & hai", "Bốn việc", "Ba việc")]
    assert places == sorted(places)
    assert "Một &amp; hai" in letter.html
    assert letter.subject == "3 commitments for you to look at, 14/10/2025"


@pytest.mark.parametrize(
    ("kind", "said", "asked"),
    [
        (StepKind.REPORTED, "Báo đã hoàn thành", "chờ bạn xác nhận hoặc"),
        (
            StepKind.REJECTED,
            "Cơ quan từ chối nhận",
            "chờ bạn chuyển cho cơ quan khác hoặc",
        ),
    ],
)
def test_who_oversees_reads_what_waits_for_an_answer(
    database: sa.Engine, kind: StepKind, said: str, asked: str
) -> None:
    with unit_of_work(database) as session:
        overseer = make_account(session, role=Role.OVERSIGHT)
        make_contact(session, account_id=overseer.id)
        step = NewStep(kind=kind, held_on=TODAY, words="đã gửi công văn")
        key = saved_id(make_commitment(session))
        take_step(session, system_actor(session, "system:cli"), key, step, now=NOW)
        queue(database, DUE, session=session)
    mailer = MemoryMailer()

    write_and_deliver_by_hand(Post(database, mailer, base_url="", language="vi"), DUE)

    (letter,) = mailer.letters
    day = f"{TODAY.day:02}/{TODAY.month}/{TODAY.year}"
    assert f"{said} từ ngày {day}; {asked}" in letter.text


def test_without_a_mail_server_nothing_can_be_sent() -> None:
    for settings in (Settings(), Settings(smtp_host="127.0.0.1")):
        with pytest.raises(MailNotSetUp):
            smtp_mailer(settings)
    assert sending_hours(Settings()) == SendingHours(8, 17)


def test_all_alarms_reach_administrators_in_one_letter(database: sa.Engine, box: MailBox) -> None:
    with unit_of_work(database) as session:
        admin = make_actor(session, Role.ADMINISTRATOR)
        vpcp = agency_id(session, "VPCP")
        make_contact(session, account_id=admin.account_id, agency_id=vpcp, email="qt@bo.example")
        for kind, details in ALARMS.items():
            tell_administrators(session, kind, kind.value, now=NOW, **details)
    post = post_of(database, box.port)

    went = [write_and_deliver_by_hand(post, DUE) for _ in range(2)]

    assert went == [Round(sent=1), Round()]
    (letter,) = box.letters
    assert str(letter["To"]) == "qt@bo.example"
    assert str(letter["Subject"]) == f"{len(ALARMS)} báo động cần xử lý, ngày 14/10/2025"
    body = letter.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert "Thư gửi a@bo.example chờ từ 10:00 01/10/2025 đã thôi gửi: 451 bận." in text
    assert text.count("https://theo-doi.example/quan-tri/") == len(ALARMS)
    assert "cam kết cần bạn xem" not in text
