from email import message_from_string
from email.message import Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.mail import Bounce, read_bounces

LETTER = "Message-ID: <abc@bo.example>\nSubject: Nhac\n\nThu\n"


def bounce_of(
    recipient: str = "a@bo.example",
    *,
    status: str = "5.1.1",
    action: str = "failed",
    letter: str = LETTER,
    headers_only: bool = False,
) -> bytes:
    """Return a bounce as Postfix writes it (RFC 3464)."""
    report = MIMEMultipart("report")
    report.set_param("report-type", "delivery-status")
    report["From"] = "MAILER-DAEMON@mx.example"
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report.attach(MIMEText("I'm sorry to have to inform you …"))
    status_part = Message()
    status_part["Content-Type"] = "message/delivery-status"
    status_part.set_payload(
        [
            message_from_string("Reporting-MTA: dns; mx.example\n"),
            message_from_string(
                f"Final-Recipient: rfc822; {recipient}\n"
                f"Action: {action}\n"
                f"Status: {status}\n"
                "Diagnostic-Code: smtp; 550 5.1.1 no such user\n"
            ),
        ]
    )
    report.attach(status_part)
    if headers_only:
        report.attach(MIMEText(letter.partition("\n\n")[0], "rfc822-headers"))
    else:
        report.attach(MIMEMessage(message_from_string(letter)))
    return report.as_bytes()


@pytest.mark.parametrize("headers_only", [False, True])
def test_a_bounce_says_to_whom_why_and_of_which_letter(*, headers_only: bool) -> None:
    (found,) = read_bounces(bounce_of(headers_only=headers_only))

    assert found == Bounce("a@bo.example", "5.1.1", "550 5.1.1 no such user", "<abc@bo.example>")
    assert found.is_for_good


@pytest.mark.parametrize(
    ("status", "is_for_good"),
    [
        ("5.1.1", True),
        ("5.1.10", True),
        ("5.2.1", True),  # disabled
        ("5.2.2", False),  # full
        ("5.7.1", False),  # policy
        ("5.1.8", False),  # our own address
        ("5.0.0", False),
        ("4.1.1", False),
        ("5.4.4", True),  # no such host
    ],
)
def test_only_what_says_that_the_address_is_dead_is_for_good(
    status: str, *, is_for_good: bool
) -> None:
    (found,) = read_bounces(bounce_of(status=status))

    assert found.is_for_good is is_for_good


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", ""])
def test_what_has_not_failed_is_no_bounce(action: str) -> None:
    assert read_bounces(bounce_of(action=action)) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Subject: xin chao\n\nThu thuong",
        b"Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.c\n",
        b"Content-Type: text/rfc822-headers; charset=nothing\n\n\xff\xfe",
    ],
)
def test_what_is_no_bounce_says_nothing(raw: bytes) -> None:
    assert [one for one in read_bounces(raw) if one.is_for_good] == []


@given(st.integers(0, 2_000), st.binary(max_size=8))
def test_a_damaged_bounce_never_fails(place: int, damage: bytes) -> None:
    raw = bounce_of()

    for one in read_bounces(raw[:place] + damage + raw[place + len(damage) :]):
        assert one.recipient
