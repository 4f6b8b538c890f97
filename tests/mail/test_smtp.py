import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from directives.errors import AddressRefused, MailNotTaken
from directives.mail import SmtpMailer, SmtpServer
from tests.mail.test_letter import make_letter
from tests.mail_server import PASSWORD, USER, free_port, serving_mail

SUBJECT = "3 cam kết cần bạn xem: Nghị định số 178/2024/NĐ-CP, đường dài hơn bảy mươi tám ký tự"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def certificate(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


@pytest.fixture
def server(authority: trustme.CA, tmp_path: Path) -> Callable[..., SmtpServer]:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    known = SmtpServer(
        host="127.0.0.1",
        port=0,
        security="none",
        sender="nhac@bo.example",
        sender_name="Nhắc việc",
        user=USER,
        password=PASSWORD,
        ca_file=file,
    )
    return lambda **changes: replace(known, **changes)


def test_a_letter_arrives_as_it_was_written(server: Callable[..., SmtpServer]) -> None:
    with serving_mail() as box:
        mailer = SmtpMailer(server(port=box.port, user=""))
        mailer.send(make_letter(subject=SUBJECT, text="Kính gửi ông Đặng,", html="<p>Đặng</p>"))
        mailer.send(make_letter(key="digest:b"))
        mailer.close()

    (first, second) = box.letters
    assert first["Subject"] == SUBJECT
    assert str(first["From"]) == "Nhắc việc <nhac@bo.example>"
    assert first.get_body(("plain",)).get_content().strip() == "Kính gửi ông Đặng,"  # type: ignore[union-attr]
    assert first.get_body(("html",)).get_content().strip() == "<p>Đặng</p>"  # type: ignore[union-attr]
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Date"].datetime == make_letter().written_at


def test_a_letter_goes_encrypted_and_signed_in(
    server: Callable[..., SmtpServer], certificate: ssl.SSLContext
) -> None:
    with serving_mail(starttls=certificate) as box:
        mailer = SmtpMailer(server(port=box.port, security="starttls"))
        mailer.send(make_letter())
        mailer.close()

    assert len(box.letters) == 1


def test_a_server_that_speaks_tls_from_the_start_is_served(
    server: Callable[..., SmtpServer], certificate: ssl.SSLContext
) -> None:
    with serving_mail(tls=certificate) as box:
        mailer = SmtpMailer(server(port=box.port, security="tls"))
        mailer.send(make_letter())
        mailer.close()

    assert len(box.letters) == 1


def test_without_encryption_nothing_is_said(server: Callable[..., SmtpServer]) -> None:
    with serving_mail() as box:
        with pytest.raises(MailNotTaken):
            SmtpMailer(server(port=box.port, security="starttls")).send(make_letter())
        assert box.letters == []


def test_a_server_nobody_vouches_for_is_not_trusted(
    server: Callable[..., SmtpServer], certificate: ssl.SSLContext
) -> None:
    with serving_mail(starttls=certificate) as box:
        unknown = server(port=box.port, security="starttls", ca_file=None)
        with pytest.raises(MailNotTaken):
            SmtpMailer(unknown).send(make_letter())
        assert box.letters == []


def test_a_wrong_password_is_no_fault_of_the_address(
    server: Callable[..., SmtpServer], certificate: ssl.SSLContext
) -> None:
    with serving_mail(starttls=certificate) as box:
        wrong = server(port=box.port, security="starttls", password="sai")
        with pytest.raises(MailNotTaken, match="535"):
            SmtpMailer(wrong).send(make_letter())


def test_a_password_that_the_protocol_cannot_carry_is_told(
    server: Callable[..., SmtpServer], certificate: ssl.SSLContext
) -> None:
    with serving_mail(starttls=certificate) as box:
        odd = server(port=box.port, security="starttls", password="mật khẩu")
        with pytest.raises(MailNotTaken):
            SmtpMailer(odd).send(make_letter())


def test_a_missing_mailbox_is_for_ever_and_a_full_one_for_now(
    server: Callable[..., SmtpServer],
) -> None:
    with serving_mail() as box:
        box.refusals = {"a@bo.example": "550 no such user", "b@bo.example": "452 full"}
        mailer = SmtpMailer(server(port=box.port, user=""))
        with pytest.raises(AddressRefused, match="550"):
            mailer.send(make_letter())
        with pytest.raises(MailNotTaken, match="452"):
            mailer.send(make_letter(to="b@bo.example"))
        mailer.send(make_letter(to="c@bo.example"))
        mailer.close()

    assert [str(letter["To"]) for letter in box.letters] == ["c@bo.example"]


@pytest.mark.parametrize(
    ("answer", "is_refused"),
    [
        ("550 5.7.1 Unable to relay", False),
        ("550 5.7.54 SMTP; Unable to relay recipient", False),
        ("553 5.1.8 Sender address does not exist", False),
        ("550 5.1.1 no such user", True),
        ("554 5.1.2 no such domain", True),
        ("550 5.2.1 mailbox disabled", True),
        ("550 5.6.7.8 knows no such user", True),
        ("554 refused", False),
    ],
)
def test_a_status_tells_whether_the_mailbox_or_the_sender_is_refused(
    server: Callable[..., SmtpServer], answer: str, *, is_refused: bool
) -> None:
    with serving_mail() as box:
        box.refusals = {"a@bo.example": answer}
        mailer = SmtpMailer(server(port=box.port, user=""))
        with pytest.raises(AddressRefused if is_refused else MailNotTaken):
            mailer.send(make_letter())
        mailer.close()


def test_a_server_that_is_away_is_tried_again_later(server: Callable[..., SmtpServer]) -> None:
    port = free_port()
    mailer = SmtpMailer(server(port=port, user=""))
    with pytest.raises(MailNotTaken):
        mailer.send(make_letter())

    with serving_mail(port=port) as box:
        mailer.send(make_letter())
    with serving_mail(port=port) as restarted:  # the connection of before is dead
        mailer.send(make_letter(key="digest:b"))
        mailer.close()

    assert (len(box.letters), len(restarted.letters)) == (1, 1)
