"""Checks ``kit.yaml`` and the templates of the contract kit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    TemplateSyntaxError,
    meta,
)

from reasonphrase.bodies import FENCE_LANGUAGES
from reasonphrase.check import Checker
from reasonphrase.kit import FOLDER, STANDARD, Record, environment_of, fields_of
from reasonphrase.problems import Problem, suggest
from reasonphrase.schema import ClosedLists
from reasonphrase.sources import KeyPath, Source
from reasonphrase.tables import read_table

MEMBER = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,}")  # RFC 9457, 4
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
LISTS: ClosedLists = {
    "kit-methods": ("GET", "POST", "PUT", "PATCH", "DELETE"),
    "kit-kinds": ("send", "catch"),
    "kit-highlights": FENCE_LANGUAGES,
}
VARIABLES = (
    "code", "label", "name", "status", "expression", "named", "function", "problem", "problem_json",
    "members", "fields", "headers", "request",
)  # fmt: skip


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
    number, given = entry["code"], fields_of(entry)
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
        tree = environment_of(Path(path).parent).parse(text)
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
