"""The relations of a document, both ways, grouped by what the others are to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.web.document_text import provision_label
from api.web.names import Link, document_name, document_url
from api.web.words import Words
from directives.models.base import saved_id
from directives.models.document import Provision
from directives.reference.tables import relation_kinds
from directives.services.relations import RelationView
from directives.vocabulary import ProposalState


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A document at the other end of a relation."""

    name: str
    url: str
    title: str  # empty where the name is the title
    here: str  # the provision of this document, if one is named
    here_url: str
    is_stub: bool
    status: ProposalState
    quote: str


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The documents that are the same to this one: “Căn cứ ban hành”."""

    title: str
    related: Sequence[RelatedDocument]


def relation_groups_of(
    views: Sequence[RelationView], provisions: Mapping[str, Provision], words: Words
) -> list[RelationGroup]:
    """Return the groups in the order of the reference table; what this one does comes first."""
    groups = []
    for kind in relation_kinds():
        titles = (
            (True, words.name(kind.reverse_verb, kind.reverse_verb_en)),
            (False, words.name(kind.verb, kind.verb_en)),
        )
        for outgoing, title in titles:
            found = [v for v in views if v.outgoing is outgoing and v.relation.kind == kind.code]
            if found:
                related = [_related(view, provisions, words) for view in found]
                groups.append(RelationGroup(title, related))
    return groups


def _related(
    view: RelationView, provisions: Mapping[str, Provision], words: Words
) -> RelatedDocument:
    relation, other = view.relation, view.other
    here, there = relation.target_provision, relation.source_provision
    if view.outgoing:
        here, there = there, here
    return RelatedDocument(
        name=document_name(other, words),
        url=document_url(saved_id(other), there),
        title=other.title if other.number or other.number_as_printed else "",
        here=provision_label(provisions, here),
        here_url=f"#{here}",
        is_stub=other.is_stub,
        status=relation.status,
        quote=relation.quote,
    )


def citing_links(views: Sequence[RelationView], words: Words) -> list[Link]:
    """Return the documents that name this one, each once."""
    incoming = {saved_id(view.other): view.other for view in views if not view.outgoing}
    return [Link(document_name(other, words), document_url(key)) for key, other in incoming.items()]
