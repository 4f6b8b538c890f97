import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from directives import clock
from directives.models.outbox import OutboxMessage
from directives.rules.two_times import HA_NOI
from directives.store.session import open_engine, unit_of_work
from tests.api.cli.conftest import Runner
from tests.factories import NOW, make_commitment, make_contact
from tests.mail_server import MailBox, serving_mail

ON = ("--on", "2025-10-14")


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[MailBox]:
    with serving_mail() as opened:
        for name, value in {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(opened.port),
            "SMTP_SECURITY": "none",
            "MAIL_FROM": "nhac@bo.example",
        }.items():
            monkeypatch.setenv(f"DIRECTIVES_{name}", value)
        yield opened


@pytest.fixture
def owe(run: Runner, data_dir: Path) -> Callable[..., None]:
    def promise(*, people: int = 1) -> None:
        engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
        with unit_of_work(engine) as session:
            for _ in range(people):
                make_contact(session)
            make_commitment(session)
        engine.dispose()

    return promise


def test_the_letters_of_a_day_are_sent_by_hand_once(
    run: Runner, owe: Callable[..., None], box: MailBox
) -> None:
    owe()

    first = run("remind", *ON, "--deliver")
    again = run("remind", *ON, "--deliver", "--json")

    assert (first.code, again.code) == (0, 0)
    assert "Đã gửi 1 thư" in first.out
    assert json.loads(again.out) == {
        "day": "2025-10-14",
        "queued": 0,
        "nobody_for": [],
        "sent": 0,
        "postponed": 0,
        "refused": 0,
    }
    assert len(box.letters) == 1


def test_who_reminds_ahead_is_told_that_the_day_has_not_come(
    run: Runner, owe: Callable[..., None]
) -> None:
    owe()
    tomorrow = clock.ha_noi_date(clock.current_time()) + timedelta(days=1)

    said = run("remind", "--on", str(tomorrow), "--json")

    assert f"Ngày {tomorrow:%d/%m/%Y} chưa đến" in said.err
    assert json.loads(said.out)["queued"]
    assert not run("remind", *ON).err


def test_who_sends_the_letters_of_a_past_day_is_told_that_they_go_today(
    run: Runner, owe: Callable[..., None], box: MailBox
) -> None:
    owe()
    today = clock.ha_noi_date(clock.current_time())

    past = run("remind", *ON, "--deliver")
    unsent = run("remind", *ON)
    present = run("remind", "--on", str(today), "--deliver")

    assert "Thư của ngày 14/10/2025 đi ngay hôm nay" in past.err
    assert len(box.letters) >= 1
    assert "đi ngay hôm nay" not in unsent.err + present.err


def test_who_sends_by_hand_outside_the_hours_is_told_that_nothing_waits_for_them(
    run: Runner, owe: Callable[..., None], box: MailBox
) -> None:
    owe()
    far = (clock.current_time().astimezone(HA_NOI).hour + 12) % 24
    said = f"ngoài giờ gửi thư (từ {far} giờ đến trước {far + 1} giờ)"

    run("mail-hours", "--from", str(far), "--until", str(far + 1))
    outside = run("remind", *ON, "--deliver")
    queued = run("remind", *ON)
    run("mail-hours", "--from", "0", "--until", "24")
    inside = run("remind", *ON, "--deliver")

    assert said in outside.err
    assert len(box.letters) == 1
    assert "ngoài giờ gửi thư" not in queued.err + inside.err


def test_a_promise_with_nobody_to_tell_is_told_to_who_runs_the_command(
    run: Runner, owe: Callable[..., None]
) -> None:
    owe(people=0)

    said = run("remind", *ON)

    assert "Có 1 cam kết không có ai để báo" in said.err
    assert len(json.loads(run("remind", *ON, "--json").out)["nobody_for"]) == 1


def test_without_a_mail_server_delivering_fails_and_queues_nothing(
    run: Runner, owe: Callable[..., None]
) -> None:
    owe()

    refused = run("remind", *ON, "--deliver", "--json")

    assert refused.code == 1
    assert json.loads(refused.out)["error"]["code"] == "mail_not_set_up"
    assert json.loads(run("remind", *ON, "--json").out)["queued"] == 1


def test_what_was_given_up_is_listed_and_owed_anew(run: Runner, data_dir: Path) -> None:
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    with unit_of_work(engine) as session:
        for key in ("a", "b", "c"):
            session.add(
                OutboxMessage(
                    key=key,
                    topic="mail.digest",
                    recipient=f"{key}@bo.example",
                    payload="{}",
                    created_at=NOW,
                    failed_at=NOW,
                    last_error="452 đầy",
                )
            )
    engine.dispose()
    listed = json.loads(run("outbox", "failed", "--json").out)

    assert [row["recipient"][0] for row in listed] == ["c", "b", "a"]
    assert "c@bo.example  452 đầy" in run("outbox", "failed").out
    assert "1 thư" in run("outbox", "retry", str(listed[0]["id"])).out
    assert run("outbox", "retry", str(listed[0]["id"])).code == 1
    assert "2 thư" in run("outbox", "retry").out
    assert "Không có thư nào" in run("outbox", "failed").out


def test_the_hours_of_letters_are_shown_and_set(run: Runner) -> None:
    shown = run("mail-hours", "--json")
    changed = run("mail-hours", "--from", "9", "--json")
    again = run("mail-hours", "--until", "12")

    assert shown.json == {"from_hour": 8, "until_hour": 17}
    assert changed.json == {"from_hour": 9, "until_hour": 17}
    assert "Thư đi từ 9 giờ đến trước 12 giờ" in again.out
    assert run("mail-hours", "--until", "7").code == 2


def test_the_secret_of_links_is_renewed(run: Runner) -> None:
    assert "Đã đổi khóa ký." in run("renew-links").out
    assert "renewed_at" in run("renew-links", "--json").json
