"""Checks that only the whole set of content shows: names, sections, neighbours, senders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reasonphrase import links
from reasonphrase.bodies import lines_of, sections_of
from reasonphrase.problems import Problem, suggest
from reasonphrase.sources import KeyPath, Source
from reasonphrase.tables import Tables

Sources = Mapping[str, tuple[Source, ...]]

UNREGISTERED = ("unofficial", "folklore")


def check(
    sources: Sources, subcodes: tuple[Source, ...], tables: Tables, broken: set[str]
) -> Iterator[Problem]:
    """Give every mistake across files. Front matter of the ``broken`` paths is not looked at."""
    sound = {kind: [s for s in found if s.path not in broken] for kind, found in sources.items()}
    numbers = {_number(source) for source in sources["code"]}
    addresses = links.addresses(sources, subcodes)
    for source in sound["code"]:
        yield from _code(source, tables, numbers)
    for kind in ("question", "guide"):
        for source in sound[kind]:
            yield from _numbers(source, ("codes", "compare"), numbers)
    for source in sound["question"]:
        yield from _comparison(source)
    for source in subcodes:
        if source.path not in broken:
            yield from _rows(source)
    for found in sources.values():
        for source in found:
            yield from links.check(source, tables, numbers, addresses)


def _number(source: Source) -> int:
    """Give a page's number; where its front matter does not tell, that of its file."""
    number = source.meta.get("code")
    if type(number) is int:
        return number
    return int(source.stem) if source.stem.isdecimal() else -1


def _code(source: Source, tables: Tables, numbers: set[int]) -> Iterator[Problem]:
    meta, number = source.meta, source.meta["code"]
    if source.stem != f"{number:03d}":
        yield source.problem(
            ("code",),
            f'"code" is {number}, but the file is named {source.stem}.md',
            f"write code: {source.stem.lstrip('0') or '0'}"
            if source.stem.isdigit()
            else f"name the file {number:03d}.md",
        )
    yield from _registry(source, tables)
    yield from _citations(source, tables)
    yield from _related(source, numbers)
    yield from _senders(source, tables)
    if not meta["summary"].endswith("."):
        yield source.problem(("summary",), '"summary" is not a sentence', "end it with a full stop")
    for place, entry in enumerate(meta.get("formerly", ())):
        if entry["name"] == meta["name"]:
            yield source.problem(
                ("formerly", place), f'"{entry["name"]}" is the name of today', "take it out"
            )
    seen: dict[str, str] = {}
    for place, word in enumerate(meta["keywords"]):
        if word.lower() in seen:
            yield source.problem(
                ("keywords", place), f'the keyword "{word}" stands twice', "take one out"
            )
        seen[word.lower()] = word
    sections = sections_of(source.body, source.body_line, fixed=True)
    if not any(section.id == "meaning" for section in sections):
        yield Problem(
            source.path,
            source.body_line,
            'the section "What it means" is missing',
            'write "## What it means" below the front matter',
        )


def _registry(source: Source, tables: Tables) -> Iterator[Problem]:
    meta, number = source.meta, source.meta["code"]
    row, official = tables.registry.get(number), meta["standing"] not in UNREGISTERED
    if not row:
        if official:
            yield source.problem(
                ("standing",),
                f"{number} is not in the IANA registry",
                "write unofficial, or folklore",
            )
        if "specification" in meta:
            yield source.problem(
                ("specification",), "an unofficial code has no specification", "take it out"
            )
        return
    if meta["name"] != row.name:
        yield source.problem(
            ("name",),
            f'"{meta["name"]}" is not the registered name of {number}',
            f'write "{row.name}"',
        )
    if not official:
        yield source.problem(
            ("standing",),
            f"{number} is in the IANA registry",
            "write standard, experimental, temporary, deprecated, historic or unused",
        )
    specification = meta.get("specification", {})
    if not specification:
        yield source.problem((), 'the key "specification" is missing', "write it with rfc, section")
    elif row.rfc and specification.get("rfc") != row.rfc:
        yield source.problem(
            ("specification",), f"the registry gives RFC {row.rfc}", f"write rfc: {row.rfc}"
        )
    elif row.section and specification.get("section") != row.section:
        yield source.problem(
            ("specification", "section"),
            f"the registry gives section {row.section}",
            f'write section: "{row.section}"',
        )


def _citations(source: Source, tables: Tables) -> Iterator[Problem]:
    meta = source.meta
    records: list[tuple[KeyPath, Mapping[str, Any]]] = []
    if "specification" in meta:
        records.append((("specification",), meta["specification"]))
    for key in ("formerly", "headers"):
        records.extend(((key, place), entry) for place, entry in enumerate(meta.get(key, ())))
    for at, record in records:
        if "rfc" in record:
            wrong = links.unknown_section(record["rfc"], record.get("section"), tables)
            if wrong:
                known = str(record["rfc"]) in tables.raw["rfcs"]
                yield source.problem((*at, "section" if known else "rfc"), *wrong)
        elif "draft" not in record and at[0] != "formerly":
            yield source.problem(at, "neither RFC nor draft is named", "write rfc: and section:")


def _related(source: Source, numbers: set[int]) -> Iterator[Problem]:
    seen: set[int] = set()
    for place, entry in enumerate(source.meta["related"]):
        other = entry["code"]
        at: KeyPath = ("related", place, "code")
        if other == source.meta["code"]:
            yield source.problem(at, "a code is not related to itself", "take it out")
        elif other not in numbers:
            yield source.problem(
                at,
                f"the related code {other:03d} has no file",
                f"write content/codes/{other:03d}.md, or take the entry out",
            )
        elif other in seen:
            yield source.problem(at, f"{other} stands here twice", "join the two entries")
        seen.add(other)


def _senders(source: Source, tables: Tables) -> Iterator[Problem]:
    senders = source.meta.get("senders", ())
    wanted = [tables.raw["senders"][entry["sender"]]["label"] for entry in senders]
    headings = _sender_headings(source)
    for place, label in enumerate(wanted):
        if label in wanted[:place]:
            yield source.problem(
                ("senders", place), f"{label} stands here twice", "join the two entries"
            )
        if label not in headings:
            yield source.problem(
                ("senders", place),
                f'"By sender" has no part for {label}',
                f'write "### {label}" below "## By sender"',
            )
    for text, line in headings.items():
        if text not in wanted:
            mend = suggest(text, wanted) if wanted else 'write it under "senders" too'
            yield Problem(source.path, line, f'"{text}" is no label under "senders"', mend)
    if list(headings) != wanted and sorted(headings) == sorted(wanted):
        yield Problem(
            source.path,
            min(headings.values()),
            'the parts of "By sender" stand in another order than "senders"',
            "write them in the order " + ", ".join(wanted),
        )


def _sender_headings(source: Source) -> dict[str, int]:
    """Give the ``###`` headings of the section "By sender" with their lines."""
    inside, headings = False, {}
    for row in lines_of(source.body, source.body_line):
        if not row.fenced and row.text.startswith("## "):
            inside = row.text == "## By sender"
        elif inside and not row.fenced and row.text.startswith("### "):
            headings[row.text[4:].strip()] = row.number
    return headings


def _numbers(source: Source, keys: tuple[str, ...], numbers: set[int]) -> Iterator[Problem]:
    for key in keys:
        for place, number in enumerate(source.meta.get(key, ())):
            if number not in numbers:
                yield source.problem(
                    (key, place), f"{number} has no page", "mend the number, or take it out"
                )


def _comparison(source: Source) -> Iterator[Problem]:
    meta = source.meta
    if "compare" in meta and not 2 <= len(meta["compare"]) <= 5:
        yield source.problem(
            ("compare",), "a comparison is of two to five codes", "write that many"
        )
    for one, other in (("compare", "deciding"), ("deciding", "compare")):
        if one in meta and other not in meta:
            yield source.problem((one,), f'"{one}" stands without "{other}"', f"write {other}: too")


def _rows(source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, row in enumerate(source.meta["rows"]):
        if row["id"] in seen or re.search(r"\s", row["id"]):
            yield source.problem(
                ("rows", place, "id"), f'the id "{row["id"]}" is taken or has a space', "mend it"
            )
        seen.add(row["id"])
