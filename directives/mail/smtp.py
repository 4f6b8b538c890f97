"""Letters by SMTP: encrypted, signed in where the server wants it, one connection for many."""

import smtplib
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from directives.errors import AddressRefused, MailNotTaken, MailPerhapsTaken
from directives.mail.letter import Letter, write_message
from directives.mail.statuses import is_address_dead, read_status

Security = Literal["starttls", "tls", "none"]

_TAKEN, _FIRST_REFUSAL = 250, 400
_FIRST_PERMANENT = 500  # RFC 5321, 4.2.1: 5yz is for ever, 4yz is for now
# What 5yz says of the mailbox where no enhanced status tells more; other 5yz speak of us (sign-in,
# relaying, policy).
_NO_SUCH_MAILBOX = frozenset({550, 551, 553})


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The mail server, and in whose name letters go out.

    `starttls` insists on encryption before anything is said; `none` is for the same machine.
    """

    host: str
    port: int
    security: Security
    sender: str
    sender_name: str = ""
    user: str = ""
    password: str = ""
    ca_file: Path | None = None  # the authority of an internal server; None: the system's
    patience_seconds: float = 30  # how long an answer may take


class _Unanswered(Exception):
    """Nothing was answered to a letter that was handed over, or neither yes nor no."""


class _Connection(smtplib.SMTP):
    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand over the text of a letter: the last step, after which the server answers for it.

        A refusal is an answer, then too: the server must not deliver it (RFC 5321, 4.2.5).
        """
        try:
            code, answer = super().data(msg)
        except smtplib.SMTPDataError:
            raise
        except (smtplib.SMTPException, OSError) as failed:
            raise _Unanswered(_reason(failed)) from failed
        if code != _TAKEN and code < _FIRST_REFUSAL:
            raise _Unanswered(f"{code} {_words(answer)}")
        return code, answer


class _TlsConnection(_Connection, smtplib.SMTP_SSL):
    pass


class SmtpMailer:
    """Hands letters to one SMTP server over a connection that is opened when first needed."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None

    def send(self, letter: Letter) -> None:
        """Hand over a letter.

        Raises:
            AddressRefused: the server says that there is no such mailbox.
            MailNotTaken: the server is away, busy, or does not accept us.
            MailPerhapsTaken: it got the letter and did not answer.
        """
        message = write_message(
            letter, sender=self._server.sender, sender_name=self._server.sender_name
        )
        try:
            self._open().send_message(message, self._server.sender, [letter.to])
        except smtplib.SMTPRecipientsRefused as refused:
            self._forget_letter()
            code, answer = refused.recipients[letter.to]
            said = f"{code} {_words(answer)}"
            if _is_no_mailbox(code, _words(answer)):
                raise AddressRefused(field="email", address=letter.to, reason=said) from refused
            raise MailNotTaken(reason=said) from refused
        except smtplib.SMTPResponseException as refused:
            self.close()
            said = f"{refused.smtp_code} {_words(refused.smtp_error)}"
            raise MailNotTaken(reason=said) from refused
        except _Unanswered as unanswered:
            self.close()
            raise MailPerhapsTaken(reason=str(unanswered)) from unanswered
        except (smtplib.SMTPException, OSError, UnicodeError) as failed:
            self.close()
            raise MailNotTaken(reason=_reason(failed)) from failed

    def close(self) -> None:
        """End the connection, politely if the server still listens."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.quit()
            except (smtplib.SMTPException, OSError):
                connection.close()

    def _open(self) -> smtplib.SMTP:
        if self._connection is not None:
            try:
                if self._connection.noop()[0] < _FIRST_PERMANENT:
                    return self._connection
            except (smtplib.SMTPException, OSError):
                pass
            self.close()
        self._connection = self._connect()
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        trust = ssl.create_default_context(cafile=server.ca_file)
        patience = server.patience_seconds
        connection: smtplib.SMTP
        if server.security == "tls":
            connection = _TlsConnection(server.host, server.port, timeout=patience, context=trust)
        else:
            connection = _Connection(server.host, server.port, timeout=patience)
        try:
            if server.security == "starttls":
                connection.starttls(context=trust)
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _forget_letter(self) -> None:
        """Leave the refused letter; the connection stays good for the next one."""
        if self._connection is not None:
            try:
                self._connection.rset()
            except (smtplib.SMTPException, OSError):
                self.close()


def _is_no_mailbox(code: int, answer: str) -> bool:
    """Tell whether the server refuses for want of the mailbox, and not us."""
    status = read_status(answer)
    return is_address_dead(status) if status else code in _NO_SUCH_MAILBOX


def _reason(failed: Exception) -> str:
    return str(failed) or type(failed).__name__


def _words(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
