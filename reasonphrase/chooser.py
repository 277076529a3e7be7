"""How a code is chosen: the questions as a tree, and the checks of their data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reasonphrase.check import Checker
from reasonphrase.problems import Problem, suggest
from reasonphrase.sources import KeyPath, Source

MOST_STEPS = 6

_CODE = {"type": "integer", "min": 0, "max": 999, "says": "The code."}
_FIELDS = {"type": "text", "max": 60, "says": "Its header fields."}
_SAYS = {"type": "text", "max": 100, "says": "One clause: when, or what else."}


def _text(longest: int, says: str) -> dict[str, Any]:
    return {"type": "text", "max": longest, "required": True, "says": says}


def _list(fields: dict[str, Any], says: str) -> dict[str, Any]:
    record = {"type": "record", "fields": fields}
    return {"type": "list", "required": True, "says": says, "of": record}


_CELL = {"code": _CODE, "fields": _FIELDS, "says": _SAYS}
FIELDS = {
    "outcomes": _list(
        {"id": _text(20, "A word."), "label": _text(40, "The heading of the column."), **_CELL},
        "The columns of the table.",
    ),
    "methods": _list(
        {
            "id": _text(20, "A word."),
            "label": _text(40, "The heading of the row."),
            "cells": _list({"outcome": _text(20, "The id of an outcome."), **_CELL}, "The cells."),
        },
        "The rows of the table.",
    ),
    "steps": _list(
        {
            "id": _text(20, "A word: the address of the question."),
            "question": _text(80, "The question."),
            "options": _list(
                {
                    "text": _text(90, "The answer."),
                    "next": {"type": "text", "says": "The id of the next step."},
                    "code": _CODE,
                },
                "The answers.",
            ),
        },
        "The questions.",
    ),
}


@dataclass(frozen=True)
class Option:
    """An answer to a question. It leads to a code, or else to the next step."""

    text: str
    code: int | None
    next: Step | None


@dataclass(frozen=True)
class Step:
    """A question. ``before`` and ``said`` are the question and the answer that led here."""

    id: str
    question: str
    depth: int
    before: str | None
    said: str
    options: tuple[Option, ...]


def tree_of(data: Mapping[str, Any]) -> Step:
    """Give the first step, which holds all others. The data have passed the check."""
    records = {record["id"]: record for record in data["steps"]}

    def grow(id_: str, depth: int, before: str | None, said: str) -> Step:
        options = tuple(
            Option(
                option["text"],
                option.get("code"),
                grow(option["next"], depth + 1, id_, option["text"]) if "next" in option else None,
            )
            for option in records[id_]["options"]
        )
        return Step(id_, records[id_]["question"], depth, before, said, options)

    return grow(data["steps"][0]["id"], 1, None, "")


def steps_of(step: Step) -> Iterator[Step]:
    """Give a step and all that follow from it, in the order in which they are asked."""
    yield step
    for option in step.options:
        if option.next:
            yield from steps_of(option.next)


def leaves_of(step: Step) -> Mapping[int, tuple[tuple[Step, Option], ...]]:
    """Give every code of the tree, in number order, with each answer that leads to it."""
    found: dict[int, list[tuple[Step, Option]]] = {}
    for at in steps_of(step):
        for option in at.options:
            if option.code is not None:
                found.setdefault(option.code, []).append((at, option))
    return {code: tuple(found[code]) for code in sorted(found)}


def check(source: Source, numbers: set[int]) -> list[Problem]:
    """Give every mistake in the chooser's data. ``numbers`` are the codes that have a page."""
    problems = Checker(FIELDS, {}).check(source)
    if problems:
        return problems
    for key in ("outcomes", "methods", "steps"):
        problems.extend(_twice(source, key, "id"))
    problems.extend(_pages(source, source.meta, (), numbers))
    problems.extend(_matrix(source))
    problems.extend(_steps(source))
    return problems


def _twice(source: Source, key: str, name: str) -> Iterator[Problem]:
    first: dict[Any, int] = {}
    for place, record in enumerate(source.meta[key]):
        value, line = record[name], source.line(key, place, name)
        if first.setdefault(value, line) != line:
            what = f'the {name} "{value}" stands here again, first on line {first[value]}'
            yield source.problem((key, place, name), what, "give one of the two another")


def _pages(source: Source, value: Any, at: KeyPath, numbers: set[int]) -> Iterator[Problem]:
    """Give a problem for every code, wherever it stands, that has no page."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _pages(source, inner, (*at, key), numbers)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _pages(source, inner, (*at, place), numbers)
    elif at[-1] == "code" and value not in numbers:
        mend = f"mend the number, or write content/codes/{value:03d}.md"
        yield source.problem(at, f"{value} has no page", mend)


def _matrix(source: Source) -> Iterator[Problem]:
    outcomes = {record["id"]: "code" in record for record in source.meta["outcomes"]}
    for row, method in enumerate(source.meta["methods"]):
        seen: set[str] = set()
        for place, cell in enumerate(method["cells"]):
            at, outcome = ("methods", row, "cells", place), cell["outcome"]
            if outcome not in outcomes:
                what = f'there is no outcome "{outcome}"'
                yield source.problem((*at, "outcome"), what, suggest(outcome, outcomes))
            elif outcome in seen:
                what = f'{method["label"]} has the outcome "{outcome}" twice'
                yield source.problem((*at, "outcome"), what, "take one out")
            elif ("code" in cell) != ("says" in cell):
                wanted = "says" if "code" in cell else "code"
                yield source.problem(at, "a cell has code and clause", f"write {wanted}: too")
            seen.add(outcome)
        for outcome, same in outcomes.items():
            if not same and outcome not in seen:
                what = f'{method["label"]} has no cell for "{outcome}"'
                mend = f"write one, or {{outcome: {outcome}}} when it cannot occur"
                yield source.problem(("methods", row, "cells"), what, mend)


def _steps(source: Source) -> Iterator[Problem]:
    steps = source.meta["steps"]
    places = {record["id"]: place for place, record in enumerate(steps)}
    reached: dict[str, int] = {steps[0]["id"]: 0}
    yield from _walk(source, places, steps[0]["id"], (), reached)
    for place, record in enumerate(steps):
        if record["id"] not in reached:
            what = f'no answer leads to the step "{record["id"]}"'
            mend = f"write next: {record['id']} at one, or take the step out"
            yield source.problem(("steps", place, "id"), what, mend)


def _walk(
    source: Source, places: dict[str, int], id_: str, path: tuple[str, ...], reached: dict[str, int]
) -> Iterator[Problem]:
    place, path = places[id_], (*path, id_)
    if len(path) == MOST_STEPS + 1:
        what = f'"{id_}" is the {len(path)}th question on its way'
        mend = f"ask at most {MOST_STEPS}: join two of them"
        yield source.problem(("steps", place, "id"), what, mend)
    for number, option in enumerate(source.meta["steps"][place]["options"]):
        at, following = ("steps", place, "options", number), option.get("next")
        if ("next" in option) == ("code" in option):
            wrong = "both next and code" if "next" in option else "neither next nor code"
            yield source.problem(at, f"the answer has {wrong}", "write one of the two")
        elif following in path:
            what = f'the step "{following}" leads back to itself'
            yield source.problem((*at, "next"), what, "lead on to another step, or to a code")
        elif following in reached:
            what = f'line {reached[following]} leads to the step "{following}" too'
            yield source.problem((*at, "next"), what, "let one answer lead to each step")
        elif following and following not in places:
            what = f'there is no step "{following}"'
            yield source.problem((*at, "next"), what, suggest(following, places))
        elif following:
            reached[following] = source.line(*at, "next")
            yield from _walk(source, places, following, path, reached)
