"""Files that may not even be kept: who sent one is audited, what it says is not."""

import hashlib
from datetime import datetime

from sqlmodel import Session

from directives.errors import DirectivesError, FileSecret, FileUnsafe
from directives.models.base import Subject
from directives.rules.permissions import Actor
from directives.services.changes import record_change

# A document marked secret must not be here at all; a hostile file should be known of.
AUDITED: tuple[type[DirectivesError], ...] = (FileSecret, FileUnsafe)


def record_refused_file(
    session: Session, actor: Actor, content: bytes, refused: DirectivesError, *, now: datetime
) -> None:
    """Write that a file was refused: by whom, when, its hash, its size and why.

    Neither its name nor a word of its text is written, for both may be the secret.

    Raises:
        NotSignedIn: nobody has signed in; the file was not taken from anybody.
    """
    said = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "reason": refused.code,
    }
    record_change(session, actor, "file.refuse", Subject("file", None), now=now, **said)
