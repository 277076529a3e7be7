"""The field table as JSON Schema: one for the checker, for editors and for what is published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Field = Mapping[str, Any]
Fields = Mapping[str, Field]
ClosedLists = Mapping[str, tuple[str, ...]]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema(fields: Fields, lists: ClosedLists) -> dict[str, Any]:
    """Give the schema of a record with these fields; ``lists`` are the closed lists by name."""
    return {
        "type": "object",
        "properties": {name: field_schema(field, lists) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.get("required")],
        "additionalProperties": False,
    }


def field_schema(field: Field, lists: ClosedLists) -> dict[str, Any]:
    """Give the schema of one field."""
    schema = _TYPES[field["type"]](field, lists)
    if "says" in field:
        schema["description"] = field["says"]
    return schema


def _integer(field: Field, _: ClosedLists) -> dict[str, Any]:
    return {"type": "integer", "minimum": field["min"], "maximum": field["max"]}


def _text(field: Field, _: ClosedLists) -> dict[str, Any]:
    schema = {"type": "string", "pattern": r"^\S(.*\S)?$"}
    return schema | ({"maxLength": field["max"]} if "max" in field else {})


def _url(_: Field, __: ClosedLists) -> dict[str, Any]:
    return {"type": "string", "format": "uri", "pattern": r"^https?://[^\s/]+\.[^\s]+$"}


def _date(_: Field, __: ClosedLists) -> dict[str, Any]:
    return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}


def _choice(field: Field, lists: ClosedLists) -> dict[str, Any]:
    return {"type": "string", "enum": list(lists[field["values"]])}


def _list(field: Field, lists: ClosedLists) -> dict[str, Any]:
    return {
        "type": "array",
        "items": field_schema(field["of"], lists),
        "minItems": 1,
        "uniqueItems": True,
    }


def _record(field: Field, lists: ClosedLists) -> dict[str, Any]:
    return record_schema(field["fields"], lists)


_TYPES = {
    "integer": _integer,
    "text": _text,
    "url": _url,
    "date": _date,
    "choice": _choice,
    "list": _list,
    "record": _record,
}
