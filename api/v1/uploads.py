"""A file as it comes in: checked, measured and read before any transaction is opened."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, File, Request, UploadFile

from api.dependencies import CurrentSettings, Now, current_actor
from directives.errors import Invalid
from directives.reading.reading import Reading, read_file
from directives.reading.sniff import MEGABYTE, Limits
from directives.rules.permissions import check_can_register
from directives.rules.vietnamese import nfc
from directives.store.session import reading

_FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Upload:
    """The bytes of a file and what was read from them."""

    content: bytes
    reading: Reading


def read_upload(
    request: Request,
    file: Annotated[UploadFile, File(description="The document, a .docx.")],
    settings: CurrentSettings,
    now: Now,
) -> Upload:
    """Read the file of a request.

    Reading takes seconds and the writer's lock is one for all, so the right to register is asked
    for in a short reading transaction, and the file is read outside any.

    Raises:
        NotSignedIn, RightMissing: the actor does not draft.
        Invalid: the file is too large, broken, unsafe or of another kind.
    """
    with reading(request.app.state.engine) as session:
        check_can_register(current_actor(request, session, now))
    most = settings.max_upload_mb * MEGABYTE
    name = _CONTROL.sub("", _FOLDERS.sub("", nfc(file.filename or "")))[-_LONGEST_NAME:]
    content = file.file.read(most + 1)
    try:
        return Upload(content, read_file(name, content, limits=Limits(max_bytes=most)))
    except Invalid as refused:
        refused.field = "file"
        raise


ReadUpload = Annotated[Upload, Depends(read_upload)]
