"""The JSON of a reading, as `directives read FILE --json` prints it."""

from datetime import date
from typing import Any

from directives.reading.citations import Citation
from directives.reading.reading import FileFacts, Reading
from directives.reading.suggestion import Suggestion
from directives.reading.tasks.tasks import TaskFound
from directives.translation import Translate

_FIELDS = (
    "number",
    "type",
    "agency",
    "place",
    "issued_on",
    "title",
    "signer_name",
    "signer_title",
    "effective_on",
    "expires_on",
    "urgency",
)


def reading_as_json(reading: Reading, translate: Translate = str) -> dict[str, Any]:
    """Return the value to print: plain types, days as YYYY-MM-DD, offsets in code points."""
    return {
        "file": _file(reading.file),
        "fields": {name: _suggestion(getattr(reading.fields, name)) for name in _FIELDS},
        "recipients": list(reading.recipients),
        "bases": [_citation(one) for one in reading.bases],
        "citations": [_citation(one) for one in reading.citations],
        "relations": [
            {"predicate": one.predicate, "target": one.target, "quote": one.quote}
            for one in reading.relations
        ],
        "tasks": [_task(one) for one in reading.tasks],
        "structure": [
            {
                "id": node.id,
                "label": node.label,
                "heading": node.heading,
                "text": node.text,
                "start": node.start,
                "end": node.end,
                "parent": node.parent,
            }
            for node in reading.structure
        ],
        "warnings": [
            {"code": warning.code, "message": translate(warning.message)}
            for warning in reading.warnings
        ],
        "text": reading.text,
    }


def _file(file: FileFacts) -> dict[str, Any]:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "bytes": file.bytes,
        "format": file.format,
        "pages": file.pages,
        "text_layer": file.text_layer,
        "ocr": file.ocr,
        "encoding": file.encoding,
    }


def _suggestion(suggestion: Suggestion[str] | Suggestion[date] | None) -> dict[str, Any] | None:
    if suggestion is None:
        return None
    source, value = suggestion.source, suggestion.value
    return {
        "value": value.isoformat() if isinstance(value, date) else value,
        "confidence": suggestion.confidence,
        "source": {
            "part": source.part,
            "paragraph": source.paragraph,
            "start": source.start,
            "end": source.end,
            "quote": source.quote,
        },
    }


def _citation(one: Citation) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
    }


def _task(one: TaskFound) -> dict[str, Any]:
    return {
        "lead": one.lead,
        "coordinators": list(one.coordinators),
        "action": one.action,
        "product": one.product,
        "phrase": one.phrase,
        "kind": one.kind.value,
        "operator": one.operator.value if one.operator else None,
        "due_from": one.due_from.isoformat() if one.due_from else None,
        "due_to": one.due_to.isoformat() if one.due_to else None,
        "precision": one.precision.value,
        "quote": one.quote,
        "start": one.start,
        "end": one.end,
    }
