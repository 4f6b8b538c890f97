"""A document as it was known at an instant: its issuer, its files, what related it to others."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.permissions import Actor
from directives.services.documents import DocumentView
from directives.services.relations import list_relation_views
from directives.store.agencies import list_agencies


def as_known(
    session: Session, actor: Actor, view: DocumentView, known: Document, *, known_at: datetime
) -> DocumentView:
    """Return a view less what was not known then; `known` is the document as it was known.

    Files are those received by then. Relations are those recorded and not rejected by then. Its
    provisions and sectors are those of now.
    """
    issuers = list_agencies(session, [known.issuer_id] if known.issuer_id else [])
    return replace(
        view,
        document=known,
        issuer=next(iter(issuers), None),
        files=[file for file in view.files if file.received_at <= known_at],
        relations=list_relation_views(session, actor, saved_id(known), known_at=known_at),
    )
