"""A file as it comes in: checked, measured and read before any transaction is opened."""

from typing import Annotated

from fastapi import Depends, File, Request, UploadFile

from api.dependencies import CurrentReception, CurrentSettings, Now, current_actor
from api.receiving import Received, shown_name
from directives.errors import Invalid
from directives.reading.formats.limits import MEGABYTE
from directives.rules.permissions import check_can_register
from directives.services.refused_files import AUDITED, record_refused_file
from directives.store.session import reading, unit_of_work


def read_upload(
    request: Request,
    file: Annotated[UploadFile, File(description="The document, of any format that is read.")],
    settings: CurrentSettings,
    reception: CurrentReception,
    now: Now,
) -> Received:
    """Read the file of a request.

    Reading takes seconds and the writer's lock is one for all, so the right to register is asked
    for in a short reading transaction, and the file is read outside any.

    Raises:
        NotSignedIn, RightMissing: the actor does not draft.
        Invalid: the file is too large, broken, unsafe, secret or of another kind.
    """
    with reading(request.app.state.engine) as session:
        actor = current_actor(request, session, now)
    check_can_register(actor)
    content = file.file.read(settings.max_upload_mb * MEGABYTE + 1)
    try:
        return reception.receive(shown_name(file.filename), content)
    except Invalid as refused:
        if isinstance(refused, AUDITED):
            with unit_of_work(request.app.state.engine) as session:
                record_refused_file(session, actor, content, refused, now=now)
        raise


ReadUpload = Annotated[Received, Depends(read_upload)]
