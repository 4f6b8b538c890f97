"""What is suspect, why, and by which path, as rows of pages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from api.web.names import Link, document_name, document_url, readable_names
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.suspicion import Suspicion
from directives.reference.tables import relation_kinds
from directives.rules.permissions import Actor
from directives.store.document_names import NamedDocument
from directives.translation import N_
from directives.vocabulary import SuspectKind, SuspicionReason


@dataclass(frozen=True, slots=True)
class PathStep:
    """One document of a path, and how it rests on the next: “Căn cứ ban hành”."""

    link: Link | None  # none: the reader may not know of it
    verb: str


@dataclass(frozen=True, slots=True)
class FurtherCause:
    """What else happened to the document that was changed, and by which document."""

    sentence: str
    act: Link | None


@dataclass(frozen=True, slots=True)
class SuspicionRow:
    """One suspicion: what happened to what, by which document, and the path to the suspect."""

    id: int
    url: str
    kind: SuspectKind
    sentence: str
    holds_on: date
    suspect: Link | None
    gap_id: int | None
    act: Link | None
    path: Sequence[PathStep]
    also: Sequence[FurtherCause]


def suspicion_rows(
    session: Session, actor: Actor, suspicions: Sequence[Suspicion], words: Words
) -> list[SuspicionRow]:
    """Return rows in their order; documents that the reader may not know of have no name."""
    paths = {saved_id(one): json.loads(one.path) for one in suspicions}
    ids = {step["document_id"] for path in paths.values() for step in path}
    also = {saved_id(one): json.loads(one.also) for one in suspicions}
    ids |= {one.act_id for one in suspicions if one.act_id}
    ids |= {cause["act_id"] for causes in also.values() for cause in causes if cause["act_id"]}
    documents = readable_names(session, actor, ids)
    verbs = {
        kind.code: words.name(kind.reverse_verb, kind.reverse_verb_en) for kind in relation_kinds()
    }
    return [
        SuspicionRow(
            id=saved_id(one),
            url=f"/nghi-van/{one.id}",
            kind=one.subject_kind,
            sentence=suspicion_sentence(one, documents, words),
            holds_on=one.holds_on,
            suspect=_link(documents, one.document_id, words),
            gap_id=one.gap_id,
            act=_link(documents, one.act_id, words),
            path=[
                PathStep(_link(documents, step["document_id"], words), verbs.get(step["kind"], ""))
                for step in paths[saved_id(one)]
            ],
            also=[_further(cause, documents, words) for cause in also[saved_id(one)]],
        )
        for one in suspicions
    ]


def _further(
    cause: Mapping[str, Any], documents: Mapping[int, NamedDocument], words: Words
) -> FurtherCause:
    reason = words.label(SuspicionReason(cause["reason"]))
    since = words.day(date.fromisoformat(cause["holds_on"]))
    act = _link(documents, cause["act_id"], words)
    return FurtherCause(
        words.say(N_("Ngoài ra: {reason} từ ngày {day}."), reason=reason, day=since), act
    )


def suspicion_sentence(one: Suspicion, documents: Mapping[int, NamedDocument], words: Words) -> str:
    """Return what happened: “Căn cứ bị thay thế từ ngày …: Nghị định 1 (do Nghị định 2)”."""
    base, act = documents.get(one.base_id), documents.get(one.act_id or 0)
    hidden = words.say(N_("văn bản không còn hiển thị"))
    template = (
        N_("{reason} từ ngày {day}: {base}, do {act}.")
        if one.act_id
        else N_("{reason} từ ngày {day}: {base}.")
    )
    return words.say(
        template,
        reason=words.label(one.reason),
        day=words.day(one.holds_on),
        base=document_name(base, words) if base else hidden,
        act=document_name(act, words) if act else hidden,
    )


def _link(documents: Mapping[int, NamedDocument], key: int | None, words: Words) -> Link | None:
    document = documents.get(key or 0)
    return Link(document_name(document, words), document_url(key or 0)) if document else None
