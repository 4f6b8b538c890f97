"""What Whoosh keeps of a provision: fields as in the default engine, without positions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Frequency
from whoosh.system import pack_uint

from index.engine import IndexedProvision
from index.filters import FACETS
from index.ranking import DEAD
from index.terms import Passage, streams_of

STAMP_KEY = "#stamp"


class Counted(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Takes terms already cut and counts them, faster than an analyzer would."""

    def __init__(self) -> None:
        super().__init__(format=Frequency(), analyzer=None, scorable=True)

    def index(self, value: Iterable[str], **_options: Any) -> Iterator[tuple[Any, ...]]:
        """Yield (term, count, weight, encoded count)."""
        for term, count in Counter(value).items():
            yield term.encode(), count, float(count), pack_uint(count)


class Present(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """Takes terms already cut and keeps only which there are."""

    def __init__(self) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=False)

    def index(self, value: Iterable[str], **_options: Any) -> Iterator[tuple[Any, ...]]:
        """Yield (term, 1, weight, nothing)."""
        for term in dict.fromkeys(value):
            yield term.encode(), 1, 1.0, b""


def schema() -> Any:
    """Return the fields of an index."""
    schema = Schema(stored=STORED())
    for name in ("f", "b", "n"):
        schema.add(name, Counted())
    for name in ("x", "t", "key", "document", "day", *FACETS):
        schema.add(name, Present())
    return schema


def fields_of(document_id: int, provision: IndexedProvision) -> dict[str, Any]:
    """Return the row for a provision."""
    streams = streams_of((provision.number, provision.title, provision.heading), provision.text)
    return {
        "key": (provision.key,),
        "document": (str(document_id),),
        "stored": {
            "key": provision.key,
            "document_id": document_id,
            "provision_id": provision.provision_id,
            "is_dead": provision.status in DEAD,
        },
        "day": (str(provision.day),),
        "t": () if provision.provision_id else Passage.of(provision.title).folded,
        "f": [syllable for part in streams.syllables for syllable in part],
        "b": streams.bigrams,
        "n": streams.name_bigrams,
        "x": streams.literal,
    } | dict(provision.facet_values())
