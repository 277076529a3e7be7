"""Values as literals of a language: JSON, Python, Ruby, Go and more."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]


def _double(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _either(text: str) -> str:
    """Quote as one would by hand: single quotes around a text that has double ones."""
    return f"'{text}'" if '"' in text and not re.search(r"['\\]", text) else _double(text)


def _single(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _raw(text: str) -> str:
    return f"`{text}`" if '"' in text and "`" not in text else _double(text)


@dataclass(frozen=True)
class _Style:
    """How a language writes values: a key, a list, a record, a record within a list, a text."""

    key: str
    list: tuple[str, str]
    record: tuple[str, str]
    row: tuple[str, str]
    quote: Callable[[str], str]
    indent: str = "  "
    comma: str = ","
    aligned: bool = False


_BRACED = ("{ ", " }")
STYLES = {
    "json": _Style('"{}": ', ("[", "]"), ("{", "}"), ("{", "}"), _double, comma=""),
    "python": _Style('"{}": ', ("[", "]"), ("{", "}"), ("{", "}"), _either, "    "),
    "javascript": _Style("{}: ", ("[", "]"), _BRACED, _BRACED, _either),
    "ruby": _Style(
        "{}: ", ("[", "]"), _BRACED, _BRACED, lambda text: _either(text).replace("#{", "\\#{"),
        comma="",
    ),
    "php": _Style("'{}' => ", ("[", "]"), ("[", "]"), ("[", "]"), _single, "    "),
    "go": _Style(
        '"{}": ', ("[]map[string]any{", "}"), ("map[string]any{", "}"), ("{", "}"), _raw, "\t",
        aligned=True,
    ),
    "java": _Style(
        '"{}", ', ("List.of(", ")"), ("Map.of(", ")"), ("Map.of(", ")"), _double,
        "    ", comma="",
    ),
    "csharp": _Style(
        "{} = ", ("new[] { ", " }"), ("new { ", " }"), ("new { ", " }"), _double, "    "
    ),
}  # fmt: skip


def inline(value: Any, language: str) -> str:
    """Give a value as a literal of the language, on one line."""
    style = STYLES[language]
    if isinstance(value, str):
        return style.quote(value)
    if isinstance(value, list):
        return ", ".join(inline(item, language) for item in value).join(style.list)
    if isinstance(value, Mapping):
        pairs = (style.key.format(key) + inline(item, language) for key, item in value.items())
        return ", ".join(pairs).join(style.row)
    return str(value)


def block(record: Record, language: str) -> str:
    """Give a record as a literal of the language, a line a key; one of a single key on one line."""
    style = STYLES[language]
    if len(record) == 1:
        return inline(record, language)
    keys = {key: style.key.format(key) for key in record}
    if style.aligned:
        width = max(len(keys[key]) for key in record if not isinstance(record[key], list))
        keys |= {k: v.ljust(width) for k, v in keys.items() if not isinstance(record[k], list)}
    rows = [keys[key] + lines(item, language) for key, item in record.items()]
    return _stack(rows, style.record, style)


def lines(value: Any, language: str) -> str:
    """Give a value as a literal of the language, a line an item where it is a list."""
    if not isinstance(value, list):
        return inline(value, language)
    style = STYLES[language]
    return _stack([inline(item, language) for item in value], style.list, style)


def _stack(items: list[str], ends: tuple[str, str], style: _Style) -> str:
    text = ",\n".join(items) + style.comma
    inner = "\n".join(style.indent + line for line in text.split("\n"))
    return f"{ends[0].strip()}\n{inner}\n{ends[1].strip()}"
