"""The relations of a document, both ways, grouped by what the others are to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from api.web.acted_upon import act_days
from api.web.document_text import provision_label
from api.web.names import Link, document_name, document_url
from api.web.words import Words, as_sentence
from directives.models.base import saved_id
from directives.models.document import Document, Provision
from directives.reference.tables import relation_kinds
from directives.rules.effect import SUSPENDS
from directives.rules.provision_references import labels_of
from directives.rules.relation_claims import UNNAMED_PART
from directives.services.amendment_comparison import COMPARED_KINDS
from directives.services.relations import RelationView
from directives.translation import N_, Translate
from directives.vocabulary import ProposalState

FIRST_OF_A_GROUP: Final = 20
_LEVELS: Final = {
    "diem": N_("điểm {number}"),
    "khoan": N_("khoản {number}"),
    "dieu": N_("Điều {number}"),
    "phu-luc": N_("Phụ lục {number}"),
    "tieu-muc": N_("Tiểu mục {number}"),
    "muc": N_("Mục {number}"),
    "chuong": N_("Chương {number}"),
    "phan": N_("Phần {number}"),
}


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A document at the other end of a relation."""

    name: str
    url: str
    title: str  # empty where the name is the title
    here: str  # the provision of this document, if one is named
    here_url: str
    there: str  # the provision of the other
    days: str  # of a suspension, and of an act that has days of its own: “Từ ngày 01/9/2025”
    is_stub: bool
    status: ProposalState
    quote: str
    relation_id: int
    compare_url: str  # the two texts side by side, where the relation is of a provision


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The documents that are the same to this one: “Căn cứ ban hành”."""

    title: str
    code: str  # "amends-in": what the others are to this one
    related: Sequence[RelatedDocument]
    count: int  # of the whole group; `related` may be its beginning


def relation_groups_of(
    document: Document,
    views: Sequence[RelationView],
    provisions: Mapping[str, Provision],
    words: Words,
    *,
    most: int = FIRST_OF_A_GROUP,
    only: str = "",
) -> list[RelationGroup]:
    """Return the groups of a document in the order of the reference table, what it does first.

    A group shows its first `most` documents; `only` is the code of one group.
    """
    of_group: dict[tuple[str, bool], list[RelationView]] = {}
    for view in views:
        of_group.setdefault((view.relation.kind.value, view.outgoing), []).append(view)
    groups = []
    for kind in relation_kinds():
        titles = (
            (True, words.name(kind.reverse_verb, kind.reverse_verb_en)),
            (False, words.name(kind.verb, kind.verb_en)),
        )
        for outgoing, title in titles:
            found = of_group.get((kind.code, outgoing), [])
            code = f"{kind.code}-{'out' if outgoing else 'in'}"
            if found and only in {"", code}:
                related = [_related(document, view, provisions, words) for view in found[:most]]
                groups.append(RelationGroup(title, code, related, len(found)))
    return groups


def _related(
    document: Document, view: RelationView, provisions: Mapping[str, Provision], words: Words
) -> RelatedDocument:
    relation, other = view.relation, view.other
    here, there = relation.target_provision, relation.source_provision
    if view.outgoing:
        here, there = there, here
    key = saved_id(relation)
    is_compared = relation.kind in COMPARED_KINDS and relation.target_provision not in {
        "",
        UNNAMED_PART,
    }
    return RelatedDocument(
        name=document_name(other, words),
        url=document_url(saved_id(other), there if there != UNNAMED_PART else ""),
        title=other.title if other.number or other.number_as_printed else "",
        here=provision_label(provisions, here) or provision_words(here, words),
        here_url=f"#{here}" if here in provisions else "",
        there=provision_words(there, words),
        days=_days(view, document, words),
        is_stub=other.is_stub,
        status=relation.status,
        quote=relation.quote,
        relation_id=key,
        compare_url=f"/van-ban/{relation.target_id}/so-sanh?quan-he={key}" if is_compared else "",
    )


def _days(view: RelationView, document: Document, words: Words) -> str:
    relation = view.relation
    if relation.kind not in SUSPENDS and not relation.acts_from:
        return ""  # it acts with the effect of its document, whose days stand on its page
    return as_sentence(act_days(relation, document if view.outgoing else view.other, words))


def provision_words(provision_id: str, words: Words) -> str:
    """Return how a provision is cited, from its address: “điểm a khoản 2 Điều 5”.

    What the address alone does not tell (a paragraph, a part) stays unsaid.
    """
    return provision_said(provision_id, words.catalogue.gettext)


def provision_said(provision_id: str, translate: Translate) -> str:
    """Return the same in the language of a translation."""
    if provision_id == UNNAMED_PART:
        return translate(N_("một phần"))
    said = []
    for level, printed in labels_of(provision_id):
        if level not in _LEVELS:
            return ""
        said.append(translate(_LEVELS[level]).format(number=printed))
    return " ".join(said)


def citing_links(views: Sequence[RelationView], words: Words) -> list[Link]:
    """Return the documents that name this one, each once."""
    incoming = {saved_id(view.other): view.other for view in views if not view.outgoing}
    return [Link(document_name(other, words), document_url(key)) for key, other in incoming.items()]
