"""What other documents do to single provisions, to be told where these stand in the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from api.web.document_text import provision_label
from api.web.formatting import day
from api.web.names import document_name, document_url
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.document import Document, Provision, Relation
from directives.rules.delegation import provision_words
from directives.rules.effect import SUSPENDS
from directives.rules.effect_dates import EffectDates
from directives.services.relations import RelationView
from directives.translation import N_
from directives.vocabulary import ProposalState, RecordState, RelationKind

_ACTS: Final = {
    RelationKind.AMENDS: N_("Được sửa đổi, bổ sung"),
    RelationKind.REPLACES: N_("Được thay thế"),
    RelationKind.REPEALS: N_("Bị bãi bỏ"),
    RelationKind.SUSPENDS_EXECUTION: N_("Bị đình chỉ thi hành"),
    RelationKind.SUSPENDS_EFFECT: N_("Bị ngưng hiệu lực"),
    RelationKind.REVOKES: N_("Bị thu hồi"),
}
_FROM: Final = N_("từ ngày {from_on}")
_FROM_TO: Final = N_("từ ngày {from_on} đến ngày {to_on}")
_FROM_UNKNOWN: Final = N_("từ ngày chưa rõ")
_UNKNOWN_TO: Final = N_("từ ngày chưa rõ đến ngày {to_on}")


@dataclass(frozen=True, slots=True)
class ActMark:
    """One act upon a provision: “Bị bãi bỏ từ ngày 01/9/2025”, and the document that does it."""

    where: str  # the provision as it is cited: it may be a part that was not read
    words: str
    name: str
    url: str
    is_ahead: bool  # its day is still to come
    is_over: bool  # a suspension that has ended


def marks_of(
    views: Sequence[RelationView],
    provisions: Mapping[str, Provision],
    words: Words,
    *,
    today: date,
) -> dict[str, list[ActMark]]:
    """Return by provision what confirmed acts of published documents do to it, the earliest first.

    An act upon a part that was not read is told where the nearest one around it stands.
    """
    acts = [(_begins_on(view.relation, view.other), view) for view in views if _is_act(view)]
    found: dict[str, list[ActMark]] = {}
    for from_on, view in sorted(acts, key=lambda one: one[0] or date.max):
        key = view.relation.target_provision
        while key and key not in provisions:
            key = key.rpartition("__")[0]
        if key:
            mark = _mark(view, from_on, provisions, words, today)
            found.setdefault(key, []).append(mark)
    return found


def _is_act(view: RelationView) -> bool:
    relation = view.relation
    return (
        not view.outgoing
        and relation.status is ProposalState.CONFIRMED
        and relation.kind in _ACTS
        and view.other.state is RecordState.PUBLISHED
    )


def act_days(relation: Relation, source: Document, words: Words) -> str:
    """Return from when, and of a suspension until when, a relation acts: “từ ngày 01/9/2025”."""
    from_on = _begins_on(relation, source)
    days = {"from_on": day(from_on) if from_on else ""}
    to_on = relation.acts_to if relation.kind in SUSPENDS else None
    if to_on is None:
        return words.say(_FROM if from_on else _FROM_UNKNOWN, **days)
    return words.say(_FROM_TO if from_on else _UNKNOWN_TO, to_on=day(to_on), **days)


def _begins_on(relation: Relation, source: Document) -> date | None:
    return relation.acts_from or EffectDates.of(source).begins_on


def _mark(
    view: RelationView,
    from_on: date | None,
    provisions: Mapping[str, Provision],
    words: Words,
    today: date,
) -> ActMark:
    relation, other = view.relation, view.other
    target = relation.target_provision
    where = provision_label(provisions, target) or provision_words(target) or target
    to_on = relation.acts_to if relation.kind in SUSPENDS else None
    return ActMark(
        where=where[:1].upper() + where[1:],
        words=f"{words.say(_ACTS[relation.kind])} {act_days(relation, other, words)}",
        name=document_name(other, words),
        url=document_url(saved_id(other)),
        is_ahead=from_on is not None and from_on > today,
        is_over=to_on is not None and to_on < today,
    )
