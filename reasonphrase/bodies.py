"""Splits a Markdown body into its sections and checks its shape: headings, fences, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reasonphrase.model import Section
from reasonphrase.problems import Problem, suggest

CODE_SECTIONS = {
    "What it means": "meaning",
    "In a REST API": "rest",
    "Example": "example",
    "If you see it": "seen",
    "By sender": "senders",
    "Specification and history": "specification",
}
BUILT_SECTIONS = {"In code": "in-code", "Related codes": "related", "Questions": "questions"}
FENCE_LANGUAGES = (
    "http", "json", "sh", "text", "nginx", "apache", "python", "javascript", "yaml", "xml",
    "html", "sql", "go", "java", "csharp", "ruby", "php", "ini",
)  # fmt: skip

SECTION = 2
LEVELS = (2, 3, 4)
HEADING = re.compile(r"(#{1,6})\s*(.*?)\s*#*")
FENCE = re.compile(r"(\s*)(`{3,}|~{3,})(.*)")
LINK = re.compile(r"(?<!!)\[[^\]\[]*\]\(([^)\s]*)[^)]*\)")
REFERENCE = re.compile(r"(?:\[[^\]\[]*\])?\[(\d{3})\](?![(\[])")
CITATION = re.compile(r"\bRFC (\d{3,5})(?:, ((?:[A-Z]\.)?\d+(?:\.\d+)*))?(?![.\d]*\d)")
IMAGE = re.compile(r"!\[")
INLINE_CODE = re.compile(r"(`+).+?\1")


@dataclass(frozen=True)
class Line:
    """A line of a body with its number in the file. ``prose`` is empty inside a fence."""

    number: int
    text: str
    fenced: bool

    @property
    def prose(self) -> str:
        """The text without its inline code; empty inside a fence."""
        return "" if self.fenced else INLINE_CODE.sub("``", self.text)


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, its text without the last line end, its first line."""

    language: str
    text: str
    line: int


def slug(text: str) -> str:
    """Give the id of a heading: ``As a visitor`` becomes ``as-a-visitor``."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower().replace("'", "")).strip("-")


@lru_cache(maxsize=4096)
def lines_of(body: str, first: int) -> tuple[Line, ...]:
    """Number the lines of a body and tell which stand in a fence (its marks included)."""
    found, inside = [], ""
    for number, text in enumerate(body.split("\n"), first):
        mark = FENCE.fullmatch(text)
        if mark and not inside:
            inside = mark[2]
            found.append(Line(number, text, fenced=True))
        elif mark and mark[2] == inside and not mark[3].strip():
            inside = ""
            found.append(Line(number, text, fenced=True))
        else:
            found.append(Line(number, text, fenced=bool(inside)))
    return tuple(found)


def fences_of(lines: tuple[Line, ...]) -> Iterator[Fence]:
    """Give every fenced block of a body."""
    block: list[Line] = []
    for line in lines:
        if line.fenced:
            block.append(line)
            if len(block) > 1 and _ends(line, block[0]):
                text = "\n".join(row.text for row in block[1:-1])
                yield Fence(block[0].text.strip().lstrip("`~").strip(), text, block[0].number)
                block = []


def _ends(line: Line, first: Line) -> bool:
    """Whether a line ends the fence that ``first`` begins: the same mark and nothing else."""
    mark, begun = FENCE.fullmatch(line.text), FENCE.fullmatch(first.text)
    return bool(mark and begun and mark[2] == begun[2] and not mark[3].strip())


@lru_cache(maxsize=1024)
def sections_of(body: str, first: int, *, fixed: bool = False) -> tuple[Section, ...]:
    """Cut a body at its ``##`` headings. ``fixed``: with the ids of a code page, else slugs.

    Text above the first heading becomes a section with an empty heading and the id ``intro``.
    """
    sections: list[Section] = []
    heading, start, rows = "", first, list[str]()

    def close() -> None:
        text = "\n".join(rows).strip("\n")
        if heading or text:
            known = CODE_SECTIONS.get(heading) if fixed else None
            sections.append(Section(known or slug(heading) or "intro", heading, text, start))

    for line in lines_of(body, first):
        if not line.fenced and line.text.startswith("## "):
            close()
            heading, start, rows = line.text[3:].strip(), line.number, []
        else:
            rows.append(line.text)
    close()
    return tuple(sections)


def anchors_of(sections: tuple[Section, ...]) -> set[str]:
    """Give the ids that a page gets from its sections: of ``##`` and ``###`` headings."""
    ids = set()
    for section in sections:
        ids.add(section.id)
        for line in lines_of(section.markdown, 1):
            if not line.fenced and line.text.startswith("### "):
                ids.add(f"{section.id}-{slug(line.text[4:])}")
    return ids


def check_shape(path: str, body: str, first: int, fixed: bool) -> Iterator[Problem]:
    """Check headings and fences. ``fixed``: only the sections of a code page, in their order."""
    lines = lines_of(body, first)
    yield from _fences(path, lines)
    yield from _headings(path, lines, fixed)
    for line in lines:
        if IMAGE.search(line.prose):
            yield Problem(path, line.number, "an image", "say it in words or in a table")


def _fences(path: str, lines: tuple[Line, ...]) -> Iterator[Problem]:
    opened: Line | None = None
    for line in lines:
        if line.fenced and not opened:
            opened = line
            yield from _fence_start(path, line)
        elif opened and _ends(line, opened):
            opened = None
            if line.text not in ("```", "~~~"):
                wrong = f'a fence of the form "{line.text}"'
                yield Problem(path, line.number, wrong, 'write "```" and nothing else')
    if opened:
        yield Problem(
            path, opened.number, "the code fence has no end", 'write "```" below the example'
        )


def _fence_start(path: str, line: Line) -> Iterator[Problem]:
    language = line.text.strip().lstrip("`~").strip()
    if line.text != "```" + language:
        wrong = f'a fence of the form "{line.text}"', 'write "```http" unindented'
    elif not language:
        wrong = "the fence has no language", 'write "```http", or "```text" for plain text'
    elif language not in FENCE_LANGUAGES:
        wrong = (
            f'the fence has the unknown language "{language}"',
            suggest(language, FENCE_LANGUAGES),
        )
    else:
        return
    yield Problem(path, line.number, *wrong)


def _headings(path: str, lines: tuple[Line, ...], fixed: bool) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    early = False
    for line in lines:
        if line.fenced:
            continue
        match = HEADING.fullmatch(line.text)
        if match:
            yield from _heading(path, line, match, seen, fixed)
            if len(match[1]) == SECTION:
                seen.setdefault(match[2], line.number)
        elif fixed and not seen and not early and line.text.strip():
            early = True
            yield Problem(
                path,
                line.number,
                "text above the first heading",
                'write "## What it means" above it',
            )


def _heading(
    path: str, line: Line, match: re.Match[str], seen: dict[str, int], fixed: bool
) -> Iterator[Problem]:
    """Check one heading; ``seen`` are the sections above it with their lines."""
    level, text = len(match[1]), match[2]
    wrong: tuple[str, str] | None = None
    if not line.text.startswith("#" * level + " ") or not text:
        wrong = f'a heading of the form "{line.text}"', 'write "## " and the words'
    elif level not in LEVELS:
        wrong = (
            f'a heading of level {level}: "{text}"',
            'write "##" for a section, "###" or "####" within it',
        )
    elif level > SECTION:
        if fixed and not seen:
            wrong = (
                f'"{text}" stands above the first section',
                'write "## What it means" above it',
            )
    elif text in seen:
        wrong = (
            f'the heading "{text}" stands here again, first on line {seen[text]}',
            "join the two sections",
        )
    elif fixed:
        wrong = _fixed_heading(text, seen)
    if wrong:
        yield Problem(path, line.number, *wrong)


def _fixed_heading(text: str, seen: dict[str, int]) -> tuple[str, str] | None:
    """Give what is wrong with a section of a code page, and the mend; None when it is right."""
    order = list(CODE_SECTIONS)
    if text in BUILT_SECTIONS:
        return f'the section "{text}" is made by the build', "take it out"
    if text not in CODE_SECTIONS:
        return f'the heading "{text}" is none of the fixed ones', suggest(text, CODE_SECTIONS)
    later = [name for name in seen if name in order and order.index(name) > order.index(text)]
    if later:
        return f'the section "{text}" stands below "{later[0]}"', f'move it above "{later[0]}"'
    return None
