"""The contract kit of a code: a problem body, its OpenAPI response, how to send and catch it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    select_autoescape,
)

from reasonphrase.bodies import slug
from reasonphrase.literals import block, inline, lines
from reasonphrase.model import Code, Content
from reasonphrase.problems import ContentError, Problem

FOLDER = "content/data/kit"
SERVER = "https://api.example.com"
MEDIA_TYPE = "application/problem+json"
ADDRESSES = ("type", "instance")
STANDARD = ("type", "title", "status", "detail", "instance")
PLAIN = re.compile(r"[A-Za-z]([\w /.+-]*[\w.])?")
YAML_WORDS = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
WIDTH = 80

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Snippet:
    """How one framework sends the code, or one client catches it (``kind``)."""

    id: str
    kind: str
    language: str
    title: str
    text: str
    highlight: str


@dataclass(frozen=True)
class Kit:
    """What an API needs for one code. ``fields`` are the header fields that go with ``body``."""

    body: str
    fields: tuple[tuple[str, str], ...]
    openapi: str
    snippets: tuple[Snippet, ...]


def kit_of(code: Code, content: Content, folder: Path) -> Kit | None:
    """Give the kit of a code, its templates read from ``folder``; None when it has none.

    Raises ContentError when a template cannot be rendered.
    """
    table = content.data["kit"]
    entry = next((entry for entry in table["codes"] if entry["code"] == code.number), None)
    if entry is None:
        return None
    problem, fields = _problem(entry), fields_of(entry)
    snippets = tuple(
        _snippet(code, entry, snippet, folder)
        for snippet in table["snippets"]
        if code.number not in snippet.get("without", ())
    )
    return Kit(block(problem, "json"), tuple(fields.items()), openapi(code, entry), snippets)


def _problem(entry: Record) -> dict[str, Any]:
    """Give the problem in the order of RFC 9457, its own members last."""
    known = {**entry, "status": entry["code"]}
    return {**{key: known[key] for key in STANDARD if key in known}, **entry.get("members", {})}


def fields_of(entry: Record) -> dict[str, str]:
    """Give the header fields of an entry by name."""
    return {item["field"]: item["value"] for item in entry.get("fields", ())}


def _snippet(code: Code, entry: Record, snippet: Record, folder: Path) -> Snippet:
    try:
        template = environment_of(folder).get_template(snippet["file"])
        text = template.render(_variables(code, entry, _expression(code, snippet)))
    except TemplateError as error:
        what = f"the snippet of {code.label} cannot be written: {error}"
        path = f"{FOLDER}/{snippet['file']}"
        raise ContentError([Problem(path, 1, what, "mend the template")]) from error
    shown = {key: snippet[key] for key in ("id", "kind", "language", "title", "highlight")}
    return Snippet(**shown, text=text.rstrip("\n"))


def _variables(code: Code, entry: Record, expression: str) -> dict[str, Any]:
    """Give what a template may name; ``kit_check`` lists them."""
    problem, fields, request = _problem(entry), fields_of(entry), entry["request"]
    named = code.name if entry["type"] == "about:blank" else entry["type"].split("/")[-1]
    return {
        "code": code.number,
        "label": code.label,
        "name": code.name,
        "expression": expression,
        "named": not expression.isdigit(),
        "status": ".".join(expression.rsplit("\\", maxsplit=1)[-1].split(".")[-2:]),
        "function": slug(named).replace("-", "_"),
        "problem": problem,
        "problem_json": block(problem, "json"),
        "members": entry.get("members", {}),
        "fields": fields,
        "headers": {"Content-Type": MEDIA_TYPE, **fields},
        "request": {**request, "url": SERVER + request["path"]},
    }


def _expression(code: Code, snippet: Record) -> str:
    """Give how the framework writes the code: its constant, or the number where it has none."""
    named = [one for one in code.constants if one.id == snippet.get("constant")]
    if not named or code.number in snippet.get("numbers", ()):
        return str(code.number)
    return named[0].expression


@lru_cache(maxsize=8)
def environment_of(folder: Path) -> Environment:
    """Give the Jinja environment of the templates in ``folder``."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(enabled_extensions=()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "block": block, "inline": inline, "lines": lines, "camel": _camel, "pascal": _pascal,
    }  # fmt: skip
    return environment


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _camel(name: str) -> str:
    return name[0] + _pascal(name)[1:]


def openapi(code: Code, entry: Record) -> str:
    """Give the response for the ``responses`` of an OpenAPI 3.1 operation, as YAML."""
    problem = _problem(entry)
    schema = _schema(problem)
    schema["required"] = ["type", "title", "status"]
    schema["properties"] |= {"status": {"const": code.number}} | {
        key: {"type": "string", "format": "uri-reference"} for key in ADDRESSES if key in problem
    }
    response: dict[str, Any] = {"description": entry["title"]}
    if "fields" in entry:
        response["headers"] = {
            name: _header(code, name, value) for name, value in fields_of(entry).items()
        }
    response["content"] = {MEDIA_TYPE: {"schema": schema, "example": problem}}
    return "\n".join(_yaml({str(code.number): response}, ""))


def _header(code: Code, name: str, value: str) -> dict[str, Any]:
    ties = [tie for tie in code.headers if tie.field == name and tie.level.key != "MUST NOT"]
    described: dict[str, Any] = {"description": ties[0].why} if ties else {}
    if any(tie.level.key == "MUST" for tie in ties):
        described["required"] = True
    return described | {"schema": {"type": "string"}, "example": value}


def _schema(value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        properties = {key: _schema(item) for key, item in value.items()}
        return {"type": "object", "required": list(value), "properties": properties}
    if isinstance(value, list):
        return {"type": "array", "items": _schema(value[0])}
    return {"type": "string" if isinstance(value, str) else "integer"}


def _yaml(record: Record, pad: str) -> Iterator[str]:
    for key, value in record.items():
        line = f"{pad}{_scalar(key)}: {_flow(value)}"
        if not isinstance(value, dict | list) or (pad and len(line) <= WIDTH):
            yield line
        elif isinstance(value, dict):
            yield f"{pad}{_scalar(key)}:"
            yield from _yaml(value, pad + "  ")
        else:
            yield f"{pad}{_scalar(key)}:"
            yield from (f"{pad}  - {_flow(item)}" for item in value)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{_scalar(key)}: {_flow(item)}" for key, item in value.items())
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, str) and PLAIN.fullmatch(value) and value.lower() not in YAML_WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
