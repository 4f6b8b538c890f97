"""What the measurements of search must reach, by collection and by how the questions are typed."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from tests.benchmarks.comparison import Line, at_least, at_most
from tests.benchmarks.search_typing import Way

_NDCG: Final[Mapping[str, Mapping[Way, float]]] = {
    "alqac23": {"toned": 0.88, "folded": 0.88, "wrong-tone": 0.86},
    "big": {"toned": 0.83, "folded": 0.83, "wrong-tone": 0.80},
}
_RECALL_ON_BIG: Final = 0.91
_OVER_BARE: Final = 5
_OVER_IN_PROCESS_MS: Final = 12
_FOLLOWED_S: Final = 2


def limits_of(collection: str, line: Line) -> Iterator[Line]:
    """Yield what one measurement of our default engine must reach; nothing of others."""
    what = f"{collection}, {line.get('typed')}"
    if line["measure"] == "search" and line["engine"] == "tantivy" and collection in _NDCG:
        yield at_least(f"{what}: nDCG@10", line["ndcg@10"], _NDCG[collection][line["typed"]])
        if collection == "big":
            yield at_least(f"{what}: recall@10", line["recall@10"], _RECALL_ON_BIG)
    if line["measure"] == "search-ratio-full" and collection == "big":
        p95 = line["p95_ratio"]
        yield at_most(
            f"{what}: facets, filter and snippets over a bare query, p95", p95, _OVER_BARE
        )


def limits_of_http(found: Mapping[str, Any]) -> Iterator[Line]:
    """Yield what the service must reach over HTTP."""
    over_bare = found["filtered_in_process_p95_over_bare"]
    yield at_most("with the database over a bare query, p95", over_bare, _OVER_BARE)
    for way in ("json", "page"):
        over = found[f"{way}_p95_over_in_process_ms"]
        yield at_most(
            f"{way} over HTTP above the same in process, p95 ms", over, _OVER_IN_PROCESS_MS
        )
    yield at_most(f"errors of {found['clients']} clients at once", found["errors"], 0)
    yield at_most("registered until found, s", found["found_after_s"], _FOLLOWED_S)
    yield at_most("withdrawn until gone, s", found["gone_after_s"], _FOLLOWED_S)
