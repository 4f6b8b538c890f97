"""Search over JSON."""

from time import perf_counter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.dependencies import DbSession, SearchReplica, Today
from api.search_json import answer_as_json
from api.v1.schemas.problems import READING
from api.v1.schemas.search import CompletionOut, CompletionsOut, SearchOut
from api.v1.schemas.values import Name, Year
from directives.services.names import agency_named, check_type, sector_named
from directives.vocabulary import Validity
from index.answers import search
from index.completion import complete
from index.engine import Filters
from index.source import agency_value

router = APIRouter(prefix="/search", tags=["search"])

_COMPLETIONS_KEPT_SECONDS = 60
_LARGEST_OFFSET = 10_000  # beyond it an engine would have to rank all that came before


@router.get("", responses=READING, response_model=SearchOut)
def search_documents(
    session: DbSession,
    replica: SearchReplica,
    today: Today,
    *,
    q: Annotated[str, Query(description="Words, “phrases”, -exclusions, or a number.")] = "",
    type_: Annotated[list[Name], Query(alias="type", description="Abbreviations.")] = [],  # noqa: B006
    agency: Annotated[list[Name], Query(description="Abbreviations, names or keys.")] = [],  # noqa: B006
    sector: Annotated[list[Name], Query(description="Codes of sectors.")] = [],  # noqa: B006
    year: Annotated[list[Year], Query(description="Years of issue.")] = [],  # noqa: B006
    status: Annotated[list[Validity], Query(description="Legal effect today.")] = [],  # noqa: B006
    province: Annotated[list[Name], Query(description="Codes of provinces.")] = [],  # noqa: B006
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0, le=_LARGEST_OFFSET)] = 0,
) -> dict[str, Any]:
    """Search the published documents, with tone marks or without; a number leads to its document.

    A filter that is given several times asks for any of its values.
    """
    started = perf_counter()
    for code in filter(None, type_):
        check_type(session, code, field="type")
    issuers = [agency_named(session, name, field="agency") for name in agency if name]
    sectors = [sector_named(session, code, field="sector").code for code in sector if code]
    filters = Filters(
        type=tuple(filter(None, type_)),
        agency=tuple(agency_value(issuer) for issuer in issuers),
        sector=tuple(sectors),
        year=tuple(year),
        status=tuple(value.value for value in status),
        province=tuple(filter(None, province)),
    )
    text = q.replace("\0", " ")
    answer = search(
        session, replica, text, filters=filters, today=today, limit=limit, offset=offset
    )
    return answer_as_json(answer, (perf_counter() - started) * 1_000)


@router.get("/complete", responses=READING)
def complete_words(
    session: DbSession,
    replica: SearchReplica,
    response: Response,
    *,
    q: Annotated[str, Query(description="The beginning of a number, or of words in a title.")] = "",
) -> CompletionsOut:
    """Return the numbers and titles of published documents that begin so, marks aside."""
    response.headers["Cache-Control"] = f"max-age={_COMPLETIONS_KEPT_SECONDS}"
    typed = q.replace("\0", " ")
    found = [CompletionOut.of(one, typed) for one in complete(session, replica, typed)]
    return CompletionsOut(query=typed, completions=found)
