"""What is suspect, why, and by which path, as rows of pages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from api.web.changed_parts import changed_parts_words
from api.web.names import Link, document_name, document_url, readable_names
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.suspicion import Suspicion
from directives.reference.tables import relation_kinds
from directives.rules.permissions import Actor
from directives.services.changed_parts import changed_parts
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
    parts = changed_parts(session, suspicions)
    verbs = {
        kind.code: words.name(kind.reverse_verb, kind.reverse_verb_en) for kind in relation_kinds()
    }
    return [
        SuspicionRow(
            id=saved_id(one),
            url=f"/nghi-van/{one.id}",
            kind=one.subject_kind,
            sentence=_sentence(one, documents, parts, words),
            holds_on=one.holds_on,
            suspect=_link(documents, one.document_id, words),
            gap_id=one.gap_id,
            act=_link(documents, one.act_id, words),
            path=[
                PathStep(_link(documents, step["document_id"], words), verbs.get(step["kind"], ""))
                for step in paths[saved_id(one)]
            ],
            also=_further(also[saved_id(one)], documents, parts, words),
        )
        for one in suspicions
    ]


def _further(
    causes: Sequence[Mapping[str, Any]],
    documents: Mapping[int, NamedDocument],
    parts: Mapping[str, str],
    words: Words,
) -> list[FurtherCause]:
    """Return one sentence for all that a document did to the same base from the same day on."""
    alike: dict[tuple[str, str, int | None], list[str]] = {}
    for cause in causes:
        did = (cause["reason"], cause["holds_on"], cause["act_id"])
        alike.setdefault(did, []).append(parts.get(cause["key"], ""))
    return [
        FurtherCause(
            further_words(SuspicionReason(reason), date.fromisoformat(day), changed, words),
            _link(documents, act_id, words),
        )
        for (reason, day, act_id), changed in alike.items()
    ]


def further_words(
    reason: SuspicionReason, since: date, provisions: Sequence[str], words: Words
) -> str:
    """Return what else happened: “Ngoài ra: Căn cứ được sửa đổi từ ngày …: khoản 1 Điều 2.”."""
    part = changed_parts_words(provisions, words)
    template = (
        N_("Ngoài ra: {reason} từ ngày {day}: {part}.")
        if part
        else N_("Ngoài ra: {reason} từ ngày {day}.")
    )
    return words.say(template, reason=words.label(reason), day=words.day(since), part=part)


def _sentence(
    one: Suspicion,
    documents: Mapping[int, NamedDocument],
    parts: Mapping[str, str],
    words: Words,
) -> str:
    """Return what happened: “Căn cứ bị bãi bỏ từ ngày …: Nghị định 1, Điều 5, do Nghị định 2”."""
    base, act = documents.get(one.base_id), documents.get(one.act_id or 0)
    hidden = words.say(N_("văn bản không còn hiển thị"))
    part = changed_parts_words([parts.get(one.cause_key, "")], words)
    name = document_name(base, words) if base else hidden
    template = (
        N_("{reason} từ ngày {day}: {base}, do {act}.")
        if one.act_id
        else N_("{reason} từ ngày {day}: {base}.")
    )
    return words.say(
        template,
        reason=words.label(one.reason),
        day=words.day(one.holds_on),
        base=f"{name}, {part}" if part else name,
        act=document_name(act, words) if act else hidden,
    )


def _link(documents: Mapping[int, NamedDocument], key: int | None, words: Words) -> Link | None:
    document = documents.get(key or 0)
    return Link(document_name(document, words), document_url(key or 0)) if document else None
