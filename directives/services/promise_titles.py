"""How a promised document is to be called: as it was said first, or as that was put right."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from directives.errors import ValueInvalid
from directives.models.base import Subject, saved_id
from directives.models.commitment import Commitment
from directives.models.commitment_title import CommitmentTitle, NewTitle
from directives.rules.permissions import Actor, check_signed_in
from directives.services.changes import record_change
from directives.services.open_promises import open_promise
from directives.store.commitment_titles import list_titles
from directives.translation import N_
from directives.vocabulary import CommitmentKind

_IS_THE_TITLE = N_("Đó là tên hiện nay của văn bản sẽ ban hành; hãy nêu tên khác.")
_NO_DOCUMENT = N_("Cam kết này là một việc phải làm, không phải văn bản, nên không có tên văn bản.")


def correct_title(
    session: Session, actor: Actor, commitment_id: int, new: NewTitle, *, now: datetime
) -> CommitmentTitle:
    """Say how the promised document is to be called: it always was, but it is known from now on.

    Raises:
        CommitmentNotFound: there is no such promise.
        RightMissing: another body answers for it.
        CommitmentClosed: it was fulfilled or withdrawn before.
        ValueInvalid: it is called so already, or no document was promised.
    """
    commitment = open_promise(session, actor, commitment_id, now=now).commitment
    if commitment.kind is CommitmentKind.ACTION:
        raise ValueInvalid(field="title", reason=_NO_DOCUMENT)
    if new.title == expected_titles(session, [commitment], now).get(commitment_id):
        raise ValueInvalid(field="title", reason=_IS_THE_TITLE)
    said = {
        "commitment_id": commitment_id,
        "account_id": check_signed_in(actor),
        "recorded_at": now,
    }
    row = CommitmentTitle.model_validate(new, update=said)
    session.add(row)
    session.flush()
    subject = Subject("commitment", commitment_id)
    record_change(session, actor, "commitment.correct_title", subject, now=now, title=new.title)
    return row


def expected_titles(
    session: Session, commitments: Sequence[Commitment], known_at: datetime
) -> dict[int, str]:
    """Return the titles of promised documents as known at an instant; none where none was said."""
    ids = [saved_id(one) for one in commitments]
    first = {saved_id(one): one.expected_title for one in commitments if one.expected_title}
    return first | {one.commitment_id: one.title for one in list_titles(session, ids, known_at)}
