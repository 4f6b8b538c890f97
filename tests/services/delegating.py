"""Documents that delegate, and documents that answer them."""

from datetime import date
from typing import Any

from sqlmodel import Session

from directives.models.base import saved_id
from directives.models.document import Document, NewRelation, Provision
from directives.rules.permissions import Actor
from directives.services.documents import publish
from directives.services.relations import add_relation
from directives.vocabulary import RecordState, RelationKind, Role
from tests.factories import NOW, TODAY, agency_id, make_actor, make_document

CLAUSE = "Bộ trưởng Bộ Tài chính quy định chi tiết Điều này."
EFFECTIVE_ON = date(2025, 9, 1)


def make_decree(
    session: Session,
    *clauses: str,
    published: bool = True,
    actor: Actor | None = None,
    **overrides: Any,
) -> Document:
    """Make a decree whose article 5 has these clauses, by default one that delegates."""
    actor = actor or make_actor(session, Role.SYSTEM)
    values = {
        "number_as_printed": "900/2025/NĐ-CP",
        "type_code": "NĐ",
        "type_name": "Nghị định",
        "issuer_id": agency_id(session, "CP"),
        "title": "Quy định việc lập sổ mẫu",
        "effective_on": EFFECTIVE_ON,
        "state": RecordState.DRAFT,
    }
    decree = make_document(session, actor, **{**values, **overrides})
    add_article(session, decree, *(clauses or (CLAUSE,)))
    if published:
        publish(session, actor, saved_id(decree), now=NOW, today=TODAY)
    return decree


def add_article(session: Session, document: Document, *clauses: str, number: int = 5) -> None:
    """Give a document an article with these clauses."""
    texts = [f"{place}. {clause}" for place, clause in enumerate(clauses, start=1)]
    article = Provision(
        document_id=saved_id(document),
        provision_id=f"dieu-{number}",
        position=number * 100,
        label=f"Điều {number}",
        heading="",
        text="\n".join([f"Điều {number}. Sổ mẫu", *texts]),
    )
    session.add(article)
    for place, text in enumerate(texts, start=1):
        session.add(
            Provision(
                document_id=saved_id(document),
                provision_id=f"dieu-{number}__khoan-{place}",
                parent_provision_id=f"dieu-{number}",
                position=number * 100 + place,
                label=f"Khoản {place}",
                heading="",
                text=text,
            )
        )
    session.flush()


def make_circular(
    session: Session,
    decree: Document,
    *,
    names: str = "",
    kind: RelationKind = RelationKind.IMPLEMENTS,
    at: str = "",
    issuer: str = "BTC",
    **overrides: Any,
) -> Document:
    """Make a published circular that acts on a decree; `names` is its first article."""
    values = {
        "number_as_printed": f"{len(names) + 10}/2025/TT-{issuer}",
        "type_code": "TT",
        "type_name": "Thông tư",
        "issuer_id": agency_id(session, issuer),
        "issued_on": date(2025, 8, 20),
        "title": "Quy định chi tiết việc lập sổ mẫu",
    }
    circular = make_document(session, **{**values, **overrides})
    if names:
        session.add(
            Provision(
                document_id=saved_id(circular),
                provision_id="dieu-1",
                position=0,
                label="Điều 1",
                heading="",
                text=names,
            )
        )
    relation = NewRelation(
        source_id=saved_id(circular), kind=kind, target_id=saved_id(decree), target_provision=at
    )
    add_relation(session, make_actor(session, Role.SYSTEM), relation, now=NOW)
    return circular
