"""The contract kit of a code: a problem body, its OpenAPI response, how to send and catch it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
    meta,
    select_autoescape,
)

from reasonphrase.bodies import FENCE_LANGUAGES, slug
from reasonphrase.check import Checker
from reasonphrase.model import Code, Content
from reasonphrase.problems import Problem, suggest
from reasonphrase.schema import ClosedLists
from reasonphrase.sources import KeyPath, Source
from reasonphrase.tables import read_table

FOLDER = "content/data/kit"
SERVER = "https://api.example.com"
MEDIA_TYPE = "application/problem+json"
ADDRESSES = ("type", "instance")
STANDARD = ("type", "title", "status", "detail", "instance")
MEMBER = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,}")  # RFC 9457, 4
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
PLAIN = re.compile(r"[A-Za-z]([\w /.+-]*[\w.])?")
YAML_WORDS = ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
WIDTH = 80
LISTS: ClosedLists = {
    "kit-methods": ("GET", "POST", "PUT", "PATCH", "DELETE"),
    "kit-kinds": ("send", "catch"),
    "kit-highlights": FENCE_LANGUAGES,
}
VARIABLES = (
    "code", "label", "name", "status", "expression", "named", "function", "problem", "problem_json",
    "members", "fields", "headers", "request",
)  # fmt: skip

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
    """Give the kit of a code, its templates read from ``folder``; None when it has none."""
    table = content.data["kit"]
    entry = next((entry for entry in table["codes"] if entry["code"] == code.number), None)
    if entry is None:
        return None
    problem, fields = _problem(entry), _fields(entry)
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


def _fields(entry: Record) -> dict[str, str]:
    return {item["field"]: item["value"] for item in entry.get("fields", ())}


def _snippet(code: Code, entry: Record, snippet: Record, folder: Path) -> Snippet:
    expression = _expression(code, snippet)
    problem, fields = _problem(entry), _fields(entry)
    about_blank = entry["type"] == "about:blank"
    template = _environment(folder).get_template(snippet["file"])
    text = template.render(
        code=code.number,
        label=code.label,
        name=code.name,
        expression=expression,
        named=not expression.isdigit(),
        status=".".join(expression.split("\\")[-1].split(".")[-2:]),
        function=slug(code.name if about_blank else entry["type"].split("/")[-1]).replace("-", "_"),
        problem=problem,
        problem_json=block(problem, "json"),
        members=entry.get("members", {}),
        fields=fields,
        headers={"Content-Type": MEDIA_TYPE} | fields,
        request=entry["request"] | {"url": SERVER + entry["request"]["path"]},
    )
    shown = {key: snippet[key] for key in ("id", "kind", "language", "title", "highlight")}
    return Snippet(**shown, text=text.rstrip("\n"))


def _expression(code: Code, snippet: Record) -> str:
    """Give how the framework writes the code: its constant, or the number where it has none."""
    named = [one for one in code.constants if one.id == snippet.get("constant")]
    if not named or code.number in snippet.get("numbers", ()):
        return str(code.number)
    return named[0].expression


@lru_cache(maxsize=8)
def _environment(folder: Path) -> Environment:
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
            name: _header(code, name, value) for name, value in _fields(entry).items()
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


def check(
    source: Source, codes: Mapping[int, Record], lists: ClosedLists, folder: Path
) -> Iterator[Problem]:
    """Give every mistake in ``kit.yaml`` and in the templates of ``folder``.

    ``codes`` is the front matter of each code's page by its number; ``lists`` holds the closed
    lists ``kit-languages`` (the ids of the tabs) and ``kit-constants`` (of ``constants.yaml``).
    """
    fields = read_table(folder / "fields.yaml", f"{FOLDER}/fields.yaml").meta["kit"]
    problems = Checker(fields, {**LISTS, **lists}).check(_without_members(source))
    yield from problems
    if problems:
        return
    yield from _twice(source, "codes", "code")
    yield from _twice(source, "snippets", "id")
    for place, entry in enumerate(source.meta["codes"]):
        at = ("codes", place)
        yield from _check_code(source, at, entry, codes)
        yield from _check_problem(source, at, entry, codes)
        yield from _check_members(source, (*at, "members"), entry.get("members", {}))
    yield from _check_snippets(source, folder)


def _without_members(source: Source) -> Source:
    """Give the source without what every problem has of its own: no table can know that."""
    entries = source.meta.get("codes")
    if not isinstance(entries, list):
        return source
    cut = [
        {key: value for key, value in entry.items() if key != "members"}
        if isinstance(entry, dict)
        else entry
        for entry in entries
    ]
    return replace(source, meta=source.meta | {"codes": cut})


def _twice(source: Source, name: str, key: str) -> Iterator[Problem]:
    seen: set[Any] = set()
    for place, entry in enumerate(source.meta[name]):
        if entry[key] in seen:
            yield source.problem((name, place), f'"{key}" is {entry[key]} again', "take one out")
        seen.add(entry[key])


def _check_code(
    source: Source, at: KeyPath, entry: Record, codes: Mapping[int, Record]
) -> Iterator[Problem]:
    number, given = entry["code"], _fields(entry)
    if number not in codes:
        yield source.problem(at, f"code {number} has no page", "write the page, or take it out")
        return
    if codes[number]["use"].startswith("Never"):
        yield source.problem(at, f"the page of {number} says that no API sends it", "take it out")
    for name, levels in _levels(codes[number]).items():
        if "MUST" in levels and name not in given:
            yield source.problem(
                at, f'code {number} has no field "{name}"', "add it: its page says MUST"
            )
        if levels == {"MUST NOT"} and name in given:
            yield source.problem(
                at, f'code {number} has the field "{name}"', "take it out: its page says MUST NOT"
            )
    for place, name in enumerate(given):
        if not TOKEN.fullmatch(name) or name.lower() == "content-type":
            yield source.problem(
                (*at, "fields", place),
                f'"{name}" cannot stand here',
                "write the name of a field; Content-Type is set by every snippet",
            )


def _levels(page: Record) -> dict[str, set[str]]:
    levels: dict[str, set[str]] = {}
    for tie in page.get("headers", ()):
        levels.setdefault(tie["field"], set()).add(tie["level"])
    return levels


def _check_problem(
    source: Source, at: KeyPath, entry: Record, codes: Mapping[int, Record]
) -> Iterator[Problem]:
    kind, name = entry["type"], codes.get(entry["code"], {}).get("name")
    if kind == "about:blank" and name and entry["title"] != name:
        yield source.problem(
            (*at, "title"), f'about:blank has the title "{entry["title"]}"', f'write "{name}"'
        )
    if kind != "about:blank" and not re.fullmatch(r"https://[^\s/]+/\S*[a-z]", kind):
        yield source.problem(
            (*at, "type"),
            f'"type" is "{kind}"',
            "write an address such as https://api.example.com/problems/locked, or about:blank",
        )
    if not entry["request"]["path"].startswith("/"):
        yield source.problem(
            (*at, "request", "path"), "the path does not begin with a slash", "write one before it"
        )


def _check_members(source: Source, at: KeyPath, members: Any) -> Iterator[Problem]:
    if not isinstance(members, dict):
        yield source.problem(at, '"members" is no record', "write key: value lines below it")
        return
    for name, value in members.items():
        if name in STANDARD or not MEMBER.fullmatch(name):
            yield source.problem(
                (*at, name),
                f'"{name}" is no name for a member of its own',
                "write three characters or more: a letter, then letters, digits and _",
            )
        if not _is_literal(value):
            yield source.problem(
                (*at, name),
                f'"{name}" has a value that the snippets cannot write',
                "write a text, a number, or a list of flat records with the same keys",
            )


def _is_literal(value: Any) -> bool:
    if isinstance(value, list):
        keys = {tuple(item) if isinstance(item, dict) else None for item in value}
        flat = (isinstance(leaf, str | int) for item in value for leaf in dict(item).values())
        return len(keys) == 1 and None not in keys and all(flat)
    return isinstance(value, str | int) and not isinstance(value, bool)


def _check_snippets(source: Source, folder: Path) -> Iterator[Problem]:
    files = {file.name for file in folder.glob("*.jinja")}
    numbers = {entry["code"] for entry in source.meta["codes"]}
    for place, snippet in enumerate(source.meta["snippets"]):
        at = ("snippets", place)
        if snippet["file"] not in files:
            yield source.problem(
                (*at, "file"), f'there is no template "{snippet["file"]}"',
                suggest(snippet["file"], sorted(files)) if files else f"add it to {FOLDER}",
            )  # fmt: skip
        for key in ("numbers", "without"):
            for number in snippet.get(key, ()):
                if number not in numbers:
                    yield source.problem(
                        (*at, key), f"code {number} has no kit", f'take it out of "{key}"'
                    )
    used = {snippet["file"] for snippet in source.meta["snippets"]}
    for name in sorted(files):
        if name not in used:
            yield Problem(f"{FOLDER}/{name}", 1, "no snippet uses it", "name it in kit.yaml")
        text = (folder / name).read_text(encoding="utf-8")
        yield from _check_template(f"{FOLDER}/{name}", text)


@lru_cache(maxsize=64)
def _check_template(path: str, text: str) -> tuple[Problem, ...]:
    try:
        tree = _environment(Path(path).parent).parse(text)
    except TemplateSyntaxError as error:
        return (Problem(path, error.lineno, f"Jinja cannot read this: {error.message}", "mend it"),)
    unknown = sorted(meta.find_undeclared_variables(tree) - set(VARIABLES))
    return tuple(
        Problem(
            path,
            text[: text.index(word)].count("\n") + 1,
            f'unknown variable "{word}"',
            suggest(word, VARIABLES),
        )
        for word in unknown
    )
