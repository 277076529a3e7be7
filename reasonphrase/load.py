"""Reads the content folder and gives the model, or every mistake in it at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reasonphrase import cross, kit_check, make
from reasonphrase.bodies import check_shape
from reasonphrase.check import Checker
from reasonphrase.examples import check_examples
from reasonphrase.model import Content
from reasonphrase.problems import ContentError, Problem
from reasonphrase.sources import Source, parse_source, read_text
from reasonphrase.tables import DATA, Tables, read_table, read_tables

KINDS = {"code": "codes", "category": "categories", "question": "faq", "guide": "guides"}
SUBCODES = "content/data/subcodes"

_parse = lru_cache(maxsize=1024)(parse_source)


@lru_cache(maxsize=1024)
def _check_body(path: str, body: str, first: int, fixed: bool) -> tuple[Problem, ...]:
    problems = list(check_shape(path, body, first, fixed))
    return tuple(problems) or tuple(check_examples(path, body, first))


def load(root: Path) -> tuple[Content, Tables]:
    """Read and check everything below ``root/content``.

    Raises ContentError with all mistakes of all files; gives the model, and the tables
    that it rests on, when there are none.
    """
    tables = read_tables(root)
    if tables.problems:
        raise ContentError(tables.problems)
    problems: list[Problem] = []
    sources = {kind: tuple(_read(root, kind, problems)) for kind in KINDS}
    for kind, found in sources.items():
        checker = Checker(tables.raw["fields"][kind], tables.lists)
        for source in found:
            problems.extend(_check(source, checker, kind == "code"))
    subcodes = tuple(_subcodes(root, tables, problems))
    problems.extend(_check_kit(root, tables, sources["code"]))
    problems.extend(cross.check(sources, subcodes, tables, {p.path for p in problems}))
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
            problems.append(text)
        else:
            yield _parse(path, text)


def _check(source: Source, checker: Checker, fixed: bool) -> Iterator[Problem]:
    yield from checker.check(source)
    if source.body_line > 1:
        yield from _check_body(source.path, source.body, source.body_line, fixed)


def _check_kit(root: Path, tables: Tables, codes: tuple[Source, ...]) -> list[Problem]:
    source = read_table(root / DATA / "kit.yaml", f"{DATA}/kit.yaml")
    pages = {code.meta["code"]: code.meta for code in codes if "code" in code.meta}
    return list(kit_check.check(source, pages, tables.kit_lists(), root / DATA / "kit"))


def _subcodes(root: Path, tables: Tables, problems: list[Problem]) -> Iterator[Source]:
    checker = Checker(tables.raw["fields"]["subcodes"], tables.lists)
    for file in sorted((root / SUBCODES).glob("*.yaml")):
        source = read_table(file, f"{SUBCODES}/{file.name}")
        problems.extend(checker.check(source))
        yield source
