"""Reads ``content/data``: the field table, the closed lists and every other table."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from reasonphrase.check import Checker
from reasonphrase.model import CLASSES
from reasonphrase.problems import Problem
from reasonphrase.records import Citation, Constant, Sender, Value
from reasonphrase.sources import Source, parse_data, read_text

DATA = "content/data"
LANGUAGE_IDS = {"C#": "csharp"}
NEEDED = ("chooser", "constants", "fields", "fingerprints", "kit", "methods", "phrases", "rfcs",
          "search", "senders", "starts", "values")  # fmt: skip
SENDER = {
    "label": {"type": "text", "required": True, "says": "The heading under By sender."},
    "what": {"type": "text", "required": True, "says": "What it is."},
}


@dataclass(frozen=True)
class Registered:
    """A row of the IANA registry: the name and, where it gives one, the RFC and section."""

    name: str
    rfc: int | None
    section: str | None


@dataclass(frozen=True)
class Tables:
    """All tables: ``sources`` holds each YAML file by its name without ending."""

    sources: Mapping[str, Source]
    registry: Mapping[int, Registered]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read."""
        wrong = [problem for source in self.sources.values() for problem in source.problems]
        for name in NEEDED:
            if name not in self.sources:
                path = f"{DATA}/{name}.yaml"
                wrong.append(Problem(path, 1, "the table is missing", "bring the file back"))
        if "senders" in self.sources:
            wrong.extend(_check_senders(self.sources["senders"]))
        return tuple(wrong)

    @cached_property
    def raw(self) -> Mapping[str, Mapping[str, Any]]:
        """The content of each file."""
        return {name: source.meta for name, source in self.sources.items()}

    @property
    def lists(self) -> dict[str, tuple[str, ...]]:
        """The closed lists by name, each with its values in order."""
        lists = {name: tuple(values) for name, values in self.raw["values"].items()}
        return lists | {"senders": tuple(self.raw["senders"]), "class": tuple(CLASSES)}

    def value(self, name: str, key: str) -> Value:
        """Give an entry of a closed list."""
        entry = self.raw["values"][name][key]
        citation = Citation(entry["rfc"], entry["section"]) if "rfc" in entry else None
        return Value(key, entry["label"], entry["says"], citation)

    def sender(self, key: str) -> Sender:
        """Give a sender by its key."""
        entry = self.raw["senders"][key]
        return Sender(key, entry["label"], entry["what"])

    def sections(self, rfc: int) -> frozenset[str] | None:
        """Give the sections of an RFC; None when they are not known. KeyError: unknown RFC."""
        sections = self.raw["rfcs"][str(rfc)].get("sections")
        return frozenset(sections.split()) if sections else None

    def kit_lists(self) -> dict[str, tuple[str, ...]]:
        """Give the closed lists of the contract kit: its languages and tables of constants."""
        tables = self.raw["constants"]
        languages = dict.fromkeys(language_id(entry["language"]) for entry in tables.values())
        return {"kit-languages": tuple(languages), "kit-constants": tuple(tables)}

    def constants(self, number: int) -> tuple[Constant, ...]:
        """Give how each language writes a code, in the order of the table."""
        return tuple(
            _constant(key, entry, entry["names"][str(number)], number)
            for key, entry in self.raw["constants"].items()
            if str(number) in entry["names"]
        )


def language_id(language: str) -> str:
    """Give the id of a language's tab."""
    return LANGUAGE_IDS.get(language, language.lower())


def _constant(key: str, entry: Mapping[str, Any], names: str, number: int) -> Constant:
    first = names.split(", ", maxsplit=1)[0].removesuffix(" (deprecated)")
    expression = entry["write"].replace("{name}", first).replace("{code}", str(number))
    return Constant(key, entry["language"], entry["framework"], expression, names)


def read_tables(root: Path) -> Tables:
    """Read all tables below ``root``; mistakes in them stand in ``problems``."""
    files = sorted((root / DATA).glob("*.yaml"))
    sources = {file.stem: read_table(file, f"{DATA}/{file.name}") for file in files}
    return Tables(sources, _registry(root / DATA / "registry.csv"))


def read_table(file: Path, path: str) -> Source:
    """Read one YAML table; its mistakes stand in ``problems``."""
    text = read_text(file, path)
    if isinstance(text, Problem):
        return Source(path, {}, {}, "", 1, (text,))
    return parse_data(path, text)


@lru_cache(maxsize=4)
def _check_senders(source: Source) -> tuple[Problem, ...]:
    checker = Checker(SENDER, {})
    problems: list[Problem] = []
    for key, entry in source.meta.items():
        lines = {at[1:]: line for at, line in source.lines.items() if at[:1] == (key,)}
        if isinstance(entry, dict):
            part = replace(source, meta=entry, lines=lines, problems=())
            problems.extend(checker.check(part))
    return tuple(problems)


def _registry(file: Path) -> dict[int, Registered]:
    with file.open(encoding="utf-8", newline="") as rows:
        return {
            int(row["Value"]): _registered(row["Description"], row["Reference"])
            for row in csv.DictReader(rows)
            if row["Value"].isdigit() and row["Description"] != "Unassigned"
        }


def _registered(description: str, reference: str) -> Registered:
    name = description if description.startswith("(") else description.split(" (", maxsplit=1)[0]
    found = re.match(r"\[RFC(\d+)(?:, Section ([\d.]+))?\]", reference)
    return Registered(name, int(found[1]) if found else None, found[2] if found else None)
