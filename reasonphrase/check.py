"""Holds front matter to the field table and words each mistake for its author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from reasonphrase.problems import Problem, nearest, suggest
from reasonphrase.schema import ClosedLists, Fields, record_schema
from reasonphrase.sources import KeyPath, Source

TYPE_NAMES = {
    "string": "text",
    "integer": "a number",
    "array": "a list",
    "object": "a record of key: value lines",
}
FORMS = {
    "uri": "write an address that begins with https://",
    "date": "write a date such as 2026-11-21",
}


class Checker:
    """Checks sources of one kind. ``fields`` is that kind's part of the field table."""

    def __init__(self, fields: Fields, lists: ClosedLists) -> None:
        self.fields = fields
        self.validator = Draft202012Validator(
            record_schema(fields, lists), format_checker=FormatChecker(("date",))
        )

    def check(self, source: Source) -> list[Problem]:
        """Give every mistake in the front matter of ``source``."""
        problems = list(source.problems)
        if problems and not source.meta:
            return problems
        found = list(self._order(source, source.meta, self.fields, ()))
        for error in self.validator.iter_errors(source.meta):
            found.extend(_word(source, error))
        told = {problem.line for problem in problems}
        return problems + [problem for problem in found if problem.line not in told]

    def _order(
        self, source: Source, record: Mapping[str, Any], fields: Fields, at: KeyPath
    ) -> Iterator[Problem]:
        known = [name for name in record if name in fields]
        wanted = [name for name in fields if name in record]
        for name, right in zip(known, wanted, strict=True):
            if name != right:
                before = known[known.index(right) - 1]
                yield source.problem(
                    (*at, right),
                    f'the key "{right}" stands after "{before}"',
                    f'write it before "{name}"',
                )
                break
        for name in known:
            yield from self._order_within(source, record[name], fields[name], (*at, name))

    def _order_within(
        self, source: Source, value: Any, field: Mapping[str, Any], at: KeyPath
    ) -> Iterator[Problem]:
        if field["type"] == "record" and isinstance(value, dict):
            yield from self._order(source, value, field["fields"], at)
        if field["type"] == "list" and isinstance(value, list):
            for number, item in enumerate(value):
                yield from self._order_within(source, item, field["of"], (*at, number))


def _word(source: Source, error: Any) -> Iterator[Problem]:
    at: KeyPath = tuple(error.absolute_path)
    name = next((str(key) for key in reversed(at) if isinstance(key, str)), "the front matter")
    for where, what, mend in _WORDINGS[str(error.validator)](error, name):
        yield source.problem((*at, *where), what, mend)


# The first argument of each is a jsonschema ValidationError, whose parts have no useful types.
Wording = Iterator[tuple[KeyPath, str, str]]


def _unknown(error: Any, _: str) -> Wording:
    known = list(error.schema["properties"])
    unused = [key for key in known if key not in error.instance]
    for key in error.instance:
        if key not in known:
            near = nearest(key, unused) or nearest(key, known)
            mend = f'write "{near}"' if near else "take it out; the fields are " + ", ".join(known)
            yield (key,), f'unknown key "{key}"', mend


def _missing(error: Any, _: str) -> Wording:
    for key in error.validator_value:
        if key not in error.instance and f"'{key}'" in error.message.split(" is a ")[0]:
            says = error.schema["properties"][key].get("description", "")
            yield (), f'the key "{key}" is missing', f"write {key}: … ({says.rstrip('.')})"


def _type(error: Any, name: str) -> Wording:
    wanted = TYPE_NAMES[error.validator_value]
    yield (), f'"{name}" is {_quote(error.instance)}, not {wanted}', f"write {wanted}"


def _enum(error: Any, name: str) -> Wording:
    if isinstance(error.instance, str):
        yield (
            (),
            f'"{name}" does not know "{error.instance}"',
            suggest(error.instance, error.validator_value),
        )


def _max_length(error: Any, name: str) -> Wording:
    yield (
        (),
        f'"{name}" has {len(error.instance)} characters',
        f"write at most {error.validator_value}",
    )


def _bound(error: Any, name: str) -> Wording:
    low, high = error.schema["minimum"], error.schema["maximum"]
    yield (), f'"{name}" is {error.instance}', f"write a number from {low} to {high}"


def _pattern(error: Any, name: str) -> Wording:
    mend = FORMS.get(error.schema.get("format", ""), "write it without spaces or breaks around it")
    if not str(error.instance).strip():
        mend = "write it, or take the line out"
    yield (), f'"{name}" is {_quote(error.instance)}', mend


def _format(error: Any, name: str) -> Wording:
    if re.search(error.schema["pattern"], error.instance):
        yield from _pattern(error, name)


def _min_items(_: Any, name: str) -> Wording:
    yield (), f'"{name}" is an empty list', "write an item, or take the key out"


def _unique(error: Any, name: str) -> Wording:
    for number, item in enumerate(error.instance):
        if item in error.instance[:number]:
            shown = _quote(item) if isinstance(item, str) else "an item"
            yield (number,), f'"{name}" has {shown} twice', "take one out"


def _quote(value: Any) -> str:
    if isinstance(value, str):
        return f'the text "{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "nothing"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a record"
    return str(value)


_WORDINGS = {
    "additionalProperties": _unknown,
    "required": _missing,
    "type": _type,
    "enum": _enum,
    "maxLength": _max_length,
    "minimum": _bound,
    "maximum": _bound,
    "pattern": _pattern,
    "format": _format,
    "minItems": _min_items,
    "uniqueItems": _unique,
}
