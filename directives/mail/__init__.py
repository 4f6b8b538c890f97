"""Letters to people: what one holds, and who carries it. Knows no database and no clock."""

from directives.mail.letter import Letter, is_usable_address
from directives.mail.mailer import Mailer, MemoryMailer
from directives.mail.smtp import SmtpMailer, SmtpServer

__all__ = ["Letter", "Mailer", "MemoryMailer", "SmtpMailer", "SmtpServer", "is_usable_address"]
