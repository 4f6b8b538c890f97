"""What befell a document, day by day: issued, in effect, amended, suspended, expired."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from api.web.changed_parts import changed_parts_words
from api.web.names import document_name, document_url
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.models.document import Document
from directives.rules.effect_dates import EffectDates
from directives.services.relations import RelationView
from directives.translation import N_
from directives.vocabulary import ProposalState, RelationKind

_ACTS: Final = {
    RelationKind.AMENDS: N_("Được sửa đổi, bổ sung bởi"),
    RelationKind.REPLACES: N_("Được thay thế bởi"),
    RelationKind.REPEALS: N_("Bị bãi bỏ bởi"),
    RelationKind.CORRECTS: N_("Được đính chính bởi"),
    RelationKind.CONSOLIDATES: N_("Được hợp nhất tại"),
    RelationKind.SUSPENDS_EXECUTION: N_("Bị đình chỉ thi hành bởi"),
    RelationKind.SUSPENDS_EFFECT: N_("Bị ngưng hiệu lực bởi"),
    RelationKind.REVOKES: N_("Bị thu hồi bởi"),
}
_SUSPENDS: Final = {RelationKind.SUSPENDS_EXECUTION, RelationKind.SUSPENDS_EFFECT}


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, or is to happen, on a day; the day may not be known."""

    day: date | None
    words: str
    name: str  # of the document that acts; empty where nothing acts
    url: str
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What was, what is to come, and what nobody knows the day of."""

    past: Sequence[Moment]
    today: date
    ahead: Sequence[Moment]
    undated: Sequence[Moment]


def timeline_of(
    document: Document, views: Sequence[RelationView], words: Words, *, today: date
) -> Timeline:
    """Return the timeline of a document from its own days and confirmed acts of others."""
    moments = dict.fromkeys([*_own(document, words, today), *_acts(views, words, today)])
    dated = sorted((one for one in moments if one.day), key=lambda one: one.day or today)
    return Timeline(
        past=[one for one in dated if not one.is_ahead],
        today=today,
        ahead=[one for one in dated if one.is_ahead],
        undated=[one for one in moments if one.day is None],
    )


def _own(document: Document, words: Words, today: date) -> Iterator[Moment]:
    for day, said in (
        (document.issued_on, N_("Ban hành")),
        (document.effective_on, N_("Có hiệu lực")),
        (document.expires_on, N_("Ngày cuối còn hiệu lực")),
    ):
        if day:
            yield Moment(day, words.say(said), "", "", day > today)


def _acts(views: Sequence[RelationView], words: Words, today: date) -> Iterator[Moment]:
    """Yield what others did, once for all provisions that one of them changed on the same day."""
    alike: dict[tuple[RelationKind, int, date | None, date | None], list[RelationView]] = {}
    for view in views:
        relation = view.relation
        is_confirmed = relation.status is ProposalState.CONFIRMED
        if view.outgoing or not is_confirmed or relation.kind not in _ACTS:
            continue
        day = relation.acts_from or EffectDates.of(view.other).begins_on
        did = (relation.kind, saved_id(view.other), day, relation.acts_to)
        alike.setdefault(did, []).append(view)
    for (kind, key, day, last), same in alike.items():
        name, url = document_name(same[0].other, words), document_url(key)
        part = changed_parts_words([view.relation.target_provision for view in same], words)
        of_part = f"{as_sentence(part)}: " if part else ""
        said = of_part + words.say(_ACTS[kind])
        yield Moment(day, said, name, url, day is not None and day > today)
        if kind in _SUSPENDS and last and last < date.max:
            again = last + timedelta(days=1)
            said = of_part + words.say(N_("Hết thời gian ngưng theo"))
            yield Moment(again, said, name, url, again > today)
