from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from directives.models.webhook import Webhook, WebhookDelivery
from directives.services.webhook_deliveries import owe_messages
from directives.store.session import open_engine, unit_of_work
from directives.vocabulary import DeliveryState, WebhookState
from tests.api.cli.conftest import InDatabase, Runner
from tests.factories import NOW, make_commitment
from tests.receiving import Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


@pytest.fixture
def owner(run: Runner) -> str:
    """An account of the oversight, by its name."""
    run("user", "add", "giam-sat", "--name", "Giám sát", "--role", "oversight")
    return "giam-sat"


def test_an_operator_adds_lists_and_switches_webhooks(run: Runner, owner: str) -> None:
    url = "https://may.vi-du.vn/nhan"
    topics = ["--topic", "gap", "--topic", "commitment"]
    made = run("webhook", "add", url, *topics, "--account", owner, "--json").json
    assert made["secret"].startswith("whsec_")
    assert "khóa ký whsec_" in run("webhook", "add", url, *topics, "--account", owner).out

    assert run("webhook", "off", "1").out == "Đã tắt webhook 1.\n"
    rows = run("webhook", "list", "--json").json
    assert [(row["id"], row["state"]) for row in rows] == [(2, "on"), (1, "off")]
    assert rows[0]["topics"] == ["commitment", "gap"]
    assert "secret" not in rows[0]
    assert run("webhook", "on", "1").out == "Đã bật webhook 1.\n"
    assert run("webhook", "list").out.splitlines()[1] == f"1\ton\t0\t0\t{url}"


def test_a_webhook_that_is_wrong_is_bad_input(run: Runner, owner: str) -> None:
    ways = ["--topic", "gap", "--account"]
    assert run("webhook", "add", "may", *ways, owner, "--json").json["error"]["field"] == "url"
    assert run("webhook", "add", "may", *ways, owner).code == 2
    assert run("webhook", "add", "https://may.vn/", *ways, "khong-co").code == 1
    assert run("webhook", "off", "7").code == 1


def test_what_was_given_up_is_sent_again(run: Runner, in_database: InDatabase, owner: str) -> None:
    run("webhook", "add", "https://may.vn/", "--topic", "commitment", "--account", owner)
    in_database(make_given_up)
    assert run("webhook", "list", "--json").json[0]["given_up"] == 1

    assert run("webhook", "retry", "1").out == "1 tin sẽ được gửi lại.\n"

    (row,) = run("webhook", "list", "--json").json
    assert (row["waiting"], row["given_up"]) == (1, 0)
    assert run("webhook", "retry", "7").code == 1


def make_given_up(session: Session) -> None:
    make_commitment(session)
    owe_messages(session, now=NOW)
    session.exec(select(WebhookDelivery)).one().state = DeliveryState.GIVEN_UP


def test_what_waits_is_sent_by_hand(
    run: Runner, owner: str, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"http://127.0.0.1:{receiver.port}/"
    run("webhook", "add", url, "--topic", "gap", "--topic", "commitment", "--account", owner)
    run("example")

    refused = run("webhook", "send", "--json")
    assert (refused.code, refused.json["sent"], refused.json["failed"]) == (1, 0, 1)
    assert receiver.requests == []

    monkeypatch.setenv("DIRECTIVES_WEBHOOK_NETWORKS", "127.0.0.1")
    run("webhook", "off", "1")
    run("webhook", "on", "1")
    sent = run("webhook", "send")
    assert sent.code == 0
    assert sent.out == f"Đã gửi {len(receiver.requests)} tin; 0 lần không gửi được.\n"
    assert len(receiver.requests) > 10


def test_the_doctor_tells_of_webhooks_that_were_switched_off(
    run: Runner, owner: str, data_dir: Path
) -> None:
    run("webhook", "add", "https://may.vn/", "--topic", "gap", "--account", owner)
    assert "webhook" not in run("doctor", "--json").out
    engine = open_engine(f"sqlite:///{data_dir / 'directives.db'}")
    with unit_of_work(engine) as session:
        session.exec(select(Webhook)).one().state = WebhookState.FAILED
    engine.dispose()

    checks = run("doctor", "--json").json["checks"]
    (told,) = [check for check in checks if check["about"] == "webhook"]
    assert told["ok"] is False
    assert told["message"].startswith("1 webhook đã tự tắt")
