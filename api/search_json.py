"""The JSON of a search, the same over HTTP and on the command line."""

from typing import Any

from index.answers import Answer, AnswerHit
from index.source import agency_value

_PROMISED = ("type", "agency", "sector", "year", "status")
"""The facets of the contract; pages show more."""


def answer_as_json(answer: Answer, took_ms: float) -> dict[str, Any]:
    """Return the value to print: plain types, days as YYYY-MM-DD.

    Args:
        answer: What the search gave.
        took_ms: Milliseconds that the caller waited for it.
    """
    return {
        "query": answer.query,
        "total": answer.total,
        "took_ms": round(took_ms, 1),
        "engine": answer.engine,
        "degraded": answer.degraded,
        "suggestion": answer.suggestion,
        "hits": [_hit(hit) for hit in answer.hits],
        "facets": {name: dict(answer.facets.get(name, {})) for name in _PROMISED},
    }


def _hit(hit: AnswerHit) -> dict[str, Any]:
    document = hit.document
    return {
        "document": {
            "id": document.id,
            "number": document.number,
            "type": document.type_code,
            "agency": agency_value(hit.issuer) or None,
            "issued_on": document.issued_on.isoformat() if document.issued_on else None,
            "title": document.title,
            "status": hit.document_validity.value,
        },
        "provision": hit.provision_id,
        "status": hit.validity.value,
        "score": hit.score,
        "snippet_html": hit.snippet_html,
        "url": hit.url,
    }
