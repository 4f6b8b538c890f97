"""What the service asks of a search engine, and which engine a setting names.

An index is a cache of the database: it may be thrown away and built anew at any time.
"""

import importlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, Protocol, cast

from index.filters import FACETS, Filters, day_number
from index.query import SearchQuery

__all__ = ("FACETS", "Filters")  # where the users of an engine look for them

ENGINES = ("tantivy", "whoosh")

FORMAT = 3
"""Version of fields and analysis. Raise it with every change of either: old indexes are rebuilt."""

_FORMAT_FILE = "format.json"


Order = Literal["relevance", "newest", "oldest"]

ORDERS: tuple[Order, ...] = ("relevance", "newest", "oldest")

Stream = Literal["syllable", "bigram", "literal"]
"""Folded syllables; folded bigrams; syllables and bigrams as written, in lower case."""


class IndexUnusable(Exception):
    """The folder holds no index that this program can read; build it anew."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"{folder}: {reason}")
        self.folder = folder
        self.reason = reason


class IndexBusy(Exception):
    """Another process is writing to the index; there is one writer at a time."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: another writer is at work")
        self.folder = folder


@dataclass(frozen=True, slots=True)
class IndexedProvision:
    """A provision, or a document as a whole, as the index takes it in.

    Attributes:
        key: Unique in the index.
        provision_id: "dieu-5__khoan-2"; empty for the document as a whole.
        number: Number of the document, as displayed.
        title: Title of the document.
        heading: Heading of the provision.
        type, agency, sectors, year, status, province: What filters and facets compare, as codes.
        issued_on: Day of issue, for the order and for filters by day.
    """

    key: str
    document_id: int
    provision_id: str = ""
    number: str = ""
    title: str = ""
    heading: str = ""
    text: str = ""
    type: str = ""
    agency: str = ""
    sectors: tuple[str, ...] = ()
    year: int | None = None
    status: str = ""
    province: str = ""
    issued_on: date | None = None

    @property
    def day(self) -> int:
        """Day of issue as YYYYMMDD; 0 when unknown."""
        return day_number(self.issued_on) if self.issued_on else 0

    def facet_values(self) -> dict[str, tuple[str, ...]]:
        """Return the values of each of `FACETS`, as text; those it lacks are left out."""
        values = {
            "type": (self.type,),
            "agency": (self.agency,),
            "sector": self.sectors,
            "year": (str(self.year),) if self.year is not None else (),
            "status": (self.status,),
            "province": (self.province,),
        }
        return {name: tuple(filter(None, found)) for name, found in values.items() if any(found)}


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One provision found. Scores compare within one answer only."""

    key: str
    document_id: int
    provision_id: str
    score: float
    more: int = 0  # further hits in the same document, told with the last that is shown of it


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits asked for, in order.

    Attributes:
        total: How many provisions answer in all.
        reachable: How many of them pages can show: without those behind "more from this
            document", as far as that is known.
        facets: Counts per facet value over all that answer.
    """

    hits: tuple[SearchHit, ...] = ()
    total: int = 0
    reachable: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class SearchEngine(Protocol):
    """An index in a folder. Any number of processes may search; one at a time may write."""

    name: str

    def replace_document(self, document_id: int, provisions: Iterable[IndexedProvision]) -> None:
        """Put these provisions in the place of all that the document has in the index.

        Raises:
            IndexBusy: Another process is writing.
        """
        ...

    def remove_document(self, document_id: int) -> None:
        """Take the document out of the index; nothing happens when it is not there.

        Raises:
            IndexBusy: Another process is writing.
        """
        ...

    def commit(self, stamp: int) -> None:
        """Make all changes visible at once, together with the change stamp they reach.

        Raises:
            IndexBusy: Another process is writing.
        """
        ...

    def stamp(self) -> int:
        """Return the change stamp of the last commit; 0 before the first."""
        ...

    def count(self) -> int:
        """Return the number of provisions that can be found."""
        ...

    def search(
        self,
        query: SearchQuery,
        *,
        filters: Filters,
        limit: int,
        offset: int = 0,
        order: Order = "relevance",
        with_facets: bool = False,
    ) -> SearchResult:
        """Return the provisions that answer `query` and pass `filters`, in `order`.

        Provisions with the very tones of a short query come before those that only fold to
        the same; then `index.ranking` decides. Of one document no more than three are shown,
        unless `filters` names only this one. A query without words finds all that passes the
        filters.
        """
        ...

    def frequencies(self, stream: Stream, terms: Sequence[str]) -> list[int]:
        """Return about how many provisions have each term; some may have been removed since."""
        ...

    def has_term(self, stream: Stream, term: str) -> bool:
        """Tell whether a provision that can be found has a term."""
        ...

    def list_titled(self, words: Sequence[str], start: str, *, limit: int) -> list[int]:
        """List documents, newest first, by folded words of the title and the start of one more."""
        ...

    def close(self) -> None:
        """Let go of files and lock. Changes that were not committed are lost."""
        ...


class _EngineModule(Protocol):
    def create(self, folder: Path) -> SearchEngine: ...

    def open_existing(self, folder: Path) -> SearchEngine: ...


def open_engine(name: str, folder: Path) -> SearchEngine:
    """Open the index of `folder` with the engine of that name (one of `ENGINES`).

    Raises:
        IndexUnusable: The folder is missing, broken, of another engine or of an older format.
    """
    _check_format(name, folder)
    return _engine_module(name).open_existing(folder)


def create_engine(name: str, folder: Path) -> SearchEngine:
    """Start an empty index in `folder`, which must be empty or missing.

    Raises:
        FileExistsError: There is something in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(str(folder))
    engine = _engine_module(name).create(folder)
    written = json.dumps({"engine": name, "format": FORMAT})
    (folder / _FORMAT_FILE).write_text(written, encoding="utf-8")
    return engine


def _engine_module(name: str) -> _EngineModule:
    # Imported when named: the pure-Python engine is for places without the other's wheel.
    if name not in ENGINES:
        raise ValueError(f"No search engine is called {name!r}; there are {', '.join(ENGINES)}.")
    return cast("_EngineModule", importlib.import_module(f"index.{name}_engine"))


def _check_format(name: str, folder: Path) -> None:
    try:
        found = json.loads((folder / _FORMAT_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise IndexUnusable(folder, "there is no index") from error
    except (OSError, ValueError) as error:
        raise IndexUnusable(folder, f"the format file cannot be read ({error})") from error
    if found != {"engine": name, "format": FORMAT}:
        raise IndexUnusable(folder, f"it holds {found}, not format {FORMAT} of {name}")
