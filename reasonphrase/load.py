"""Reads the content folder and gives the model, or every mistake in it at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reasonphrase import chooser, cross, kit_check, make, tools
from reasonphrase.bodies import check_shape
from reasonphrase.check import Checker
from reasonphrase.examples import check_examples
from reasonphrase.model import CLASSES, Content
from reasonphrase.problems import ContentError, Problem
from reasonphrase.sources import Source, parse_source, read_text
from reasonphrase.tables import DATA, Tables, read_table, read_tables

KINDS = {"code": "codes", "category": "categories", "question": "faq", "guide": "guides"}
SUBCODES = "content/data/subcodes"
CHECKED_WITH = ("fields", "values", "senders")


@lru_cache(maxsize=1024)
def _check_body(path: str, body: str, first: int, fixed: bool) -> tuple[Problem, ...]:
    return (*check_shape(path, body, first, fixed), *check_examples(path, body, first))


@lru_cache(maxsize=16)
def _checker(kind: str, fields: Source, values: Source, senders: Source) -> Checker:
    lists = {name: tuple(entries) for name, entries in values.meta.items()}
    lists |= {"senders": tuple(senders.meta), "class": tuple(CLASSES)}
    return Checker(fields.meta[kind], lists)


@lru_cache(maxsize=2048)
def _check_front(source: Source, checker: Checker) -> tuple[Problem, ...]:
    return tuple(checker.check(source))


def load(root: Path) -> tuple[Content, Tables]:
    """Read and check everything below ``root/content``.

    Raises ContentError with all mistakes of all files; gives the model, and the tables
    that it rests on, when there are none. What has not changed since the last call is not
    checked again.
    """
    tables = read_tables(root)
    if tables.problems:
        raise ContentError(tables.problems)
    problems: list[Problem] = []
    sources = {kind: tuple(_read(root, kind, problems)) for kind in KINDS}
    subcodes = tuple(_subcodes(root))
    for kind, found in {**sources, "subcodes": subcodes}.items():
        checker = _checker(kind, *(tables.sources[name] for name in CHECKED_WITH))
        for source in found:
            problems.extend(_check_front(source, checker))
    broken = {problem.path for problem in problems}
    for kind, found in sources.items():
        for source in found:
            if source.body:
                shape = source.path, source.body, source.body_line, kind == "code"
                problems.extend(_check_body(*shape))
    if not problems:
        numbers = {code.meta["code"] for code in sources["code"]}
        problems.extend(chooser.check(tables.sources["chooser"], numbers))
        problems.extend(_check_kit(root, tables, sources["code"]))
    problems.extend(tools.check(root, tables))
    problems.extend(cross.check(sources, subcodes, tables, broken))
    if problems:
        raise ContentError(problems)
    return make.content(sources, subcodes, tables), tables


def _read(root: Path, kind: str, problems: list[Problem]) -> Iterator[Source]:
    folder = f"content/{KINDS[kind]}"
    for file in sorted((root / folder).iterdir()):
        path = f"{folder}/{file.name}"
        if file.name.startswith("."):
            continue
        if file.suffix != ".md" or not file.is_file():
            problems.append(
                Problem(path, 1, "this is no Markdown file", "name it .md, or move it elsewhere")
            )
            continue
        text = read_text(file, path)
        if isinstance(text, Problem):
            yield Source(path, {}, {}, "", 1, (text,))
        else:
            yield parse_source(path, text)


def _check_kit(root: Path, tables: Tables, codes: tuple[Source, ...]) -> list[Problem]:
    source = read_table(root / DATA / "kit.yaml", f"{DATA}/kit.yaml")
    pages = {code.meta["code"]: code.meta for code in codes}
    return list(kit_check.check(source, pages, tables.kit_lists(), root / DATA / "kit"))


def _subcodes(root: Path) -> Iterator[Source]:
    for file in sorted((root / SUBCODES).glob("*.yaml")):
        yield read_table(file, f"{SUBCODES}/{file.name}")
