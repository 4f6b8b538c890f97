"""All that a reading says a document does to others, at the provisions that its words name."""

from collections.abc import Iterable, Iterator

from directives.reading.citations import Citation
from directives.reading.reading import Reading
from directives.reading.relation_found import RelationFound
from directives.rules.relation_claims import UNNAMED_PART
from directives.vocabulary import RelationKind


def relations_read(reading: Reading) -> list[RelationFound]:
    """Return the relations of a reading, those at provisions in the place of the whole ones.

    A document that is named and in no other relation is cited.
    """
    return [
        *_acts(reading.relations, reading.provision_relations),
        *_cites(reading.citations, {one.named for one in reading.relations}),
    ]


def _acts(
    found: Iterable[RelationFound], at_provisions: Iterable[RelationFound]
) -> Iterator[RelationFound]:
    inside: dict[tuple[str, str], list[RelationFound]] = {}
    for one in at_provisions:
        inside.setdefault(one.named, []).append(one)
    acts = []
    for one in found:
        kinds = {other.predicate for other in inside.get(one.named, [])}
        told = {one.predicate} if one.predicate != RelationKind.AMENDS else set(RelationKind)
        if not kinds & told:
            acts.append(one)
    acts += [one for others in inside.values() for one in others]
    named = {(one.predicate, one.named) for one in acts if _is_named(one)}
    for one in acts:
        if one.target_provision != UNNAMED_PART or (one.predicate, one.named) not in named:
            yield one


def _is_named(one: RelationFound) -> bool:
    return one.target_provision not in ("", UNNAMED_PART)


def _cites(citations: Iterable[Citation], known: set[tuple[str, str]]) -> Iterator[RelationFound]:
    for one in citations:
        target = one.number or one.title or ""
        found = RelationFound(
            RelationKind.CITES.value, target, one.quote, issuer=one.issuer, issued_on=one.issued_on
        )
        if target and found.named not in known:
            yield found
