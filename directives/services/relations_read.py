"""All that a reading says a document does to others, at the provisions that its words name."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from directives.reading.citations import Citation
from directives.reading.reading import Reading
from directives.reading.relations import RelationFound
from directives.rules.relation_claims import part_meant
from directives.vocabulary import RelationKind


def relations_read(reading: Reading) -> list[RelationFound]:
    """Return the relations of a reading, those at provisions in the place of the whole ones.

    A document that is named and in no other relation is cited.
    """
    return [
        *_acts(reading.relations, reading.provision_relations),
        *_cites(reading.citations, {one.target for one in reading.relations}),
    ]


def _acts(
    found: Iterable[RelationFound], at_provisions: Iterable[RelationFound]
) -> Iterator[RelationFound]:
    inside: dict[str, list[RelationFound]] = {}
    for one in at_provisions:
        inside.setdefault(one.target, []).append(one)
    for one in found:
        kinds = {other.predicate for other in inside.get(one.target, [])}
        told = {one.predicate} if one.predicate != RelationKind.AMENDS else set(RelationKind)
        if not kinds & told:
            part = part_meant(RelationKind(one.predicate), one.quote)
            yield replace(one, target_provision=part)
    for others in inside.values():
        yield from others


def _cites(citations: Iterable[Citation], known: set[str]) -> Iterator[RelationFound]:
    for one in citations:
        target = one.number or one.title or ""
        if target and target not in known:
            yield RelationFound(RelationKind.CITES.value, target, one.quote)
