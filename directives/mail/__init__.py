"""Letters to people: what one holds, and who carries it. Knows no database and no clock."""

from directives.mail.bounce import LARGEST_BOUNCE, Bounce, read_bounces
from directives.mail.letter import Letter, is_usable_address, message_id
from directives.mail.mailer import Mailer, MemoryMailer
from directives.mail.smtp import SmtpMailer, SmtpServer

__all__ = [
    "LARGEST_BOUNCE",
    "Bounce",
    "Letter",
    "Mailer",
    "MemoryMailer",
    "SmtpMailer",
    "SmtpServer",
    "is_usable_address",
    "message_id",
    "read_bounces",
]
