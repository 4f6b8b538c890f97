"""Webhooks over real sockets: what is sent, to where never, and what becomes of it."""

import base64
import hashlib
import hmac
import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from pydantic import ValidationError
from sqlmodel import Session, select

from api.scheduler import make_scheduler, tell_webhooks
from api.webhook_rounds import send_webhooks
from api.webhook_sending import WebhookSender
from directives.models.webhook import Webhook, WebhookDelivery
from directives.rules.webhooks import read_networks
from directives.services.webhook_deliveries import Outcome, Parcel
from directives.settings import Settings
from directives.store.session import unit_of_work
from directives.vocabulary import DeliveryState, WebhookState, WebhookTrouble
from tests.factories import NOW, make_commitment
from tests.receiving import Receiver, receiving
from tests.services.test_webhooks import make_webhook

LOOPBACK = read_networks("127.0.0.1")
SECRET = f"whsec_{base64.b64encode(b'k' * 32).decode()}"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


def send(url: str, sender: WebhookSender | None = None) -> Outcome:
    parcel = Parcel("token", 1, url, SECRET, "msg_1", b'{"type": "gap.open"}')
    return (sender or WebhookSender(LOOPBACK)).send(parcel, now=NOW)


# --- one message -------------------------------------------------------------------------------


def test_a_message_is_signed_over_its_identity_its_second_and_its_body(receiver: Receiver) -> None:
    assert send(f"http://127.0.0.1:{receiver.port}/nhan?ma=1") == Outcome(status=204)

    ((headers, body),) = receiver.requests
    assert headers[""] == "POST /nhan?ma=1 HTTP/1.1"
    assert headers["host"] == f"127.0.0.1:{receiver.port}"
    assert headers["content-type"] == "application/json"
    assert headers["webhook-id"] == "msg_1"
    signed = f"msg_1.{headers['webhook-timestamp']}.".encode() + body
    digest = hmac.new(b"k" * 32, signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
    assert int(headers["webhook-timestamp"]) == int(NOW.timestamp())


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:{}/", "http://localhost:{}/", "https://[::1]:{}/"]
)
def test_nothing_inside_is_reached_unless_the_operator_named_it(
    receiver: Receiver, url: str
) -> None:
    refused = send(url.format(receiver.port), WebhookSender())

    assert refused == Outcome(WebhookTrouble.ADDRESS)
    assert receiver.requests == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "[::ffff:7f00:1]"])
def test_odd_spellings_of_an_inner_address_are_resolved_before_they_are_checked(
    receiver: Receiver, host: str
) -> None:
    assert send(f"https://{host}:{receiver.port}/", WebhookSender()).trouble is (
        WebhookTrouble.ADDRESS
    )
    assert receiver.requests == []


def test_a_name_that_has_no_address_is_refused(receiver: Receiver) -> None:
    assert send("https://khong-co.invalid/") == Outcome(WebhookTrouble.ADDRESS)
    assert send(f"https://{'a' * 70}.invalid/") == Outcome(WebhookTrouble.ADDRESS)


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    with receiving() as elsewhere:
        location = f"Location: http://127.0.0.1:{elsewhere.port}/\r\n"
        receiver.answer = f"HTTP/1.1 302 Found\r\n{location}Content-Length: 0\r\n\r\n".encode()
        outcome = send(f"http://127.0.0.1:{receiver.port}/")

        assert outcome == Outcome(WebhookTrouble.ANSWER, 302)
        assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nx", 200),
        (b"HTTP/1.1 500 Oops\r\n\r\n", 500),
        (b"HTTP/1.1 410 Gone\r\n\r\n", 410),
        (b"SSH-2.0-OpenSSH\r\n", None),
        (b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 200 + b"\r\n", None),
        (b"HTTP/1.1 200 OK\r\nx: " + b"y" * 70_000 + b"\r\n\r\n", None),
    ],
)
def test_only_the_head_of_an_answer_counts_and_it_has_a_limit(
    receiver: Receiver, answer: bytes, status: int | None
) -> None:
    receiver.answer = answer

    trouble = None if status == 200 else WebhookTrouble.ANSWER
    assert send(f"http://127.0.0.1:{receiver.port}/") == Outcome(trouble, status)


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nx: "])
def test_an_answer_that_takes_too_long_is_not_waited_for(receiver: Receiver, answer: bytes) -> None:
    receiver.answer, receiver.drips = answer, bool(answer)

    outcome = send(f"http://127.0.0.1:{receiver.port}/", WebhookSender(LOOPBACK, seconds=0.5))

    assert outcome == Outcome(WebhookTrouble.CONNECTION)


def test_nobody_there_is_a_trouble_of_the_connection() -> None:
    with receiving() as gone:
        url = f"http://127.0.0.1:{gone.port}/"
    assert send(url) == Outcome(WebhookTrouble.CONNECTION)


def test_of_several_checked_addresses_one_that_answers_is_taken(receiver: Receiver) -> None:
    with receiving() as gone:
        silent = ("127.0.0.1", gone.port)
    opened = WebhookSender(LOOPBACK)._opened([silent, ("127.0.0.1", receiver.port)])

    assert opened.getpeername()[1] == receiver.port
    opened.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "may.pem", folder / "khoa.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names]
    try:
        subprocess.run(
            [*command, "-keyout", str(key), "-out", str(made)], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl is installed here")
    return made, key


def test_the_certificate_must_be_trusted_and_bear_the_name(
    certificate: tuple[Path, Path],
) -> None:
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(*certificate)
    trusting = ssl.create_default_context(cafile=str(certificate[0]))
    networks = read_networks("127.0.0.0/8,::1")
    with receiving(own) as receiver:
        named, unnamed = (f"https://{host}:{receiver.port}/" for host in ("localhost", "127.0.0.1"))
        knows = WebhookSender(networks, tls=trusting)

        assert send(named, WebhookSender(networks)) == Outcome(WebhookTrouble.CERTIFICATE)
        assert send(unnamed, knows) == Outcome(WebhookTrouble.CERTIFICATE)
        assert receiver.requests == []
        assert send(named, knows) == Outcome(status=204)
        assert len(receiver.requests) == 1


# --- rounds ------------------------------------------------------------------------------------


def owed(database: sa.Engine, port: int, messages: int = 1) -> None:
    """Make a webhook to a port of loopback, and messages for it."""
    with unit_of_work(database) as session:
        make_webhook(session).url = f"http://127.0.0.1:{port}/"
    with unit_of_work(database) as session:
        for _ in range(messages):
            make_commitment(session)


def test_a_round_sends_each_message_once(database: sa.Engine, receiver: Receiver) -> None:
    owed(database, receiver.port, 3)
    sender = WebhookSender(LOOPBACK)

    first = send_webhooks(database, sender, current_time=lambda: NOW)
    second = send_webhooks(database, sender, current_time=lambda: NOW)

    assert (first.owed, first.sent, first.failed) == (3, 3, 0)
    assert (second.owed, second.sent, second.failed) == (0, 0, 0)
    assert [json.loads(body)["type"] for _head, body in receiver.requests] == [
        "commitment.record"
    ] * 3
    assert len({head["webhook-id"] for head, _body in receiver.requests}) == 3


def test_four_nodes_at_once_send_each_message_once(database: sa.Engine, receiver: Receiver) -> None:
    owed(database, receiver.port, 12)

    def run() -> None:
        send_webhooks(database, WebhookSender(LOOPBACK), current_time=lambda: NOW)

    nodes = [threading.Thread(target=run) for _ in range(4)]
    for node in nodes:
        node.start()
    for node in nodes:
        node.join(60)

    identities = [head["webhook-id"] for head, _body in receiver.requests]
    assert len(identities) == len(set(identities)) == 12
    with Session(database) as session:
        states = [one.state for one in session.exec(select(WebhookDelivery))]
    assert states == [DeliveryState.DELIVERED] * 12


def test_a_receiver_that_fails_costs_the_others_one_attempt(
    database: sa.Engine, receiver: Receiver
) -> None:
    with receiving() as failing:
        failing.answer = b"HTTP/1.1 503 Busy\r\n\r\n"
        with unit_of_work(database) as session:
            make_webhook(session).url = f"http://127.0.0.1:{failing.port}/"
        owed(database, receiver.port, 3)

        done = send_webhooks(database, WebhookSender(LOOPBACK), current_time=lambda: NOW)

        assert (done.sent, done.failed, len(failing.requests)) == (3, 1, 1)


def test_a_message_that_is_sent_again_keeps_its_identity_and_gets_a_new_second(
    database: sa.Engine, receiver: Receiver
) -> None:
    owed(database, receiver.port)
    receiver.answer = b"HTTP/1.1 500 Oops\r\n\r\n"
    send_webhooks(database, WebhookSender(LOOPBACK), current_time=lambda: NOW)
    receiver.answer = b"HTTP/1.1 200 OK\r\n\r\n"
    later = NOW + timedelta(seconds=30)
    send_webhooks(database, WebhookSender(LOOPBACK), current_time=lambda: later)

    (first, one), (second, other) = receiver.requests
    assert first["webhook-id"] == second["webhook-id"]
    assert one == other
    assert int(second["webhook-timestamp"]) - int(first["webhook-timestamp"]) == 30


def test_after_three_days_of_failures_the_webhook_is_switched_off(database: sa.Engine) -> None:
    with receiving() as gone:
        port = gone.port
    owed(database, port)
    moment: datetime = NOW
    switched_off = 0
    for _ in range(90):
        done = send_webhooks(
            database,
            WebhookSender(LOOPBACK),
            current_time=lambda at=moment: at,  # type: ignore[misc]
        )
        switched_off += done.switched_off
        moment += timedelta(hours=1)

    assert switched_off == 1
    with Session(database) as session:
        assert session.exec(select(Webhook)).one().state is WebhookState.FAILED


def test_the_scheduler_tells_webhooks_within_the_networks_of_the_settings(
    sqlite_engine: sa.Engine, receiver: Receiver, tmp_path: Path
) -> None:
    owed(sqlite_engine, receiver.port)
    settings = Settings(data_dir=tmp_path, webhook_networks="127.0.0.1/32")

    assert "tell_webhooks" in {job.id for job in make_scheduler(sqlite_engine, settings).get_jobs()}
    assert tell_webhooks(sqlite_engine, Settings(data_dir=tmp_path)) == 0
    assert receiver.requests == []
    with unit_of_work(sqlite_engine) as session:
        session.exec(select(Webhook)).one().next_attempt_at = None
        session.exec(select(WebhookDelivery)).one().next_attempt_at = NOW
    assert tell_webhooks(sqlite_engine, settings) == 1


def test_networks_that_are_none_are_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        Settings(data_dir=tmp_path, webhook_networks="noi-bo")
