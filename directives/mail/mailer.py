"""Who carries a letter."""

from typing import Protocol

from directives.errors import AddressRefused
from directives.mail.letter import Letter, is_usable_address


class Mailer(Protocol):
    """Hands letters to a mail server, one at a time."""

    def send(self, letter: Letter) -> None:
        """Hand over a letter; returning means that the server has taken charge of it.

        Raises:
            AddressRefused: the address will never work.
            MailNotTaken: not now; the letter may be handed over again later, also changed.
            MailPerhapsTaken: the server got it and did not answer; it may be handed over again
                later, just as it is.
        """

    def close(self) -> None:
        """End the connection, if one is open."""


class MemoryMailer:
    """Keeps letters instead of sending them; for tests and for looking at what would go out."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Keep a letter.

        Raises:
            AddressRefused: the address is none.
        """
        if not is_usable_address(letter.to):
            raise AddressRefused(field="email", address=letter.to)
        self.letters.append(letter)

    def close(self) -> None:
        """Do nothing: nothing is open."""
