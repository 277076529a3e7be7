"""Reads a content file: front matter with the line of every key, and the body as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from reasonphrase.problems import Problem

KeyPath = tuple[str | int, ...]

CORE = "tag:yaml.org,2002:"
# Control characters, and what nobody sees: U+2028 ends a line for YAML, U+202E turns text.
UNPRINTABLE = re.compile(
    r"[^\n\t\x20-\x7e\xa0-\u200a\u2010-\u2027\u202f-\u205f"
    r"\u2070-\ud7ff\ue000-\ufefe\uff00-\U0010ffff]"
)
DATE = re.compile(r"\d{4}-\d\d-\d\d")
PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]*")


@dataclass(frozen=True, eq=False)
class Source:
    """A content file, split but not yet judged. Compared by identity, so that it can be a key.

    ``meta`` holds the front matter; ``lines`` the line of every key and list item in it, by its
    path such as ``("related", 0, "code")``; ``body`` the Markdown, whose first line is
    ``body_line``; ``problems`` what could not even be read.
    """

    path: str
    meta: dict[str, Any]
    lines: dict[KeyPath, int]
    body: str
    body_line: int
    problems: tuple[Problem, ...]

    @property
    def stem(self) -> str:
        """The file's name without its ending, such as ``404``."""
        return Path(self.path).stem

    def line(self, *keys: str | int) -> int:
        """Give the line of a key, or of the nearest key above it that has one."""
        while keys and keys not in self.lines:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def problem(self, where: KeyPath, what: str, mend: str) -> Problem:
        """Make a problem at a key of the front matter."""
        return Problem(self.path, self.line(*where), what, mend)


def read_text(file: Path, path: str) -> str | Problem:
    """Read a file as UTF-8 with ``\\n``; a problem when it is something else."""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(path, line, "the file is not UTF-8", "save it as UTF-8")
    if "\r" in text:
        line = text.split("\r")[0].count("\n") + 1
        return Problem(path, line, "the line ends with a carriage return", "save the file with \\n")
    control = UNPRINTABLE.search(text)
    if control:
        line = text[: control.start()].count("\n") + 1
        return Problem(
            path, line, f"the character U+{ord(control[0]):04X} is not printable", "take it out"
        )
    return text


@lru_cache(maxsize=1024)
def parse_source(path: str, text: str) -> Source:
    """Split a content file. Never raises: what is wrong stands in ``problems``.

    The same text gives the same object, so that the local server reads only what has changed.
    """
    rows = text.split("\n")
    if rows[0] != "---":
        wrong = Problem(path, 1, "the file has no front matter", 'write "---" as its first line')
        return Source(path, {}, {}, "", 1, (wrong,))
    if "---" not in rows[1:]:
        wrong = Problem(path, 1, "the front matter has no end", 'write "---" below its last field')
        return Source(path, {}, {}, "", 1, (wrong,))
    end = rows.index("---", 1)
    front = _FrontMatter(path, first_line=2)
    meta = front.read("\n".join(rows[1:end]) + "\n")
    body = "\n".join(rows[end + 1 :])
    return Source(path, meta, front.lines, body, end + 2, tuple(front.problems))


@lru_cache(maxsize=128)
def parse_data(path: str, text: str) -> Source:
    """Read a YAML data file with the same care as front matter; it has no body."""
    data = _FrontMatter(path, first_line=1)
    return Source(path, data.read(text), data.lines, "", 1, tuple(data.problems))


class _NoAlias(yaml.SafeLoader):
    """A loader without anchors and aliases: content has no use for them."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(None, None, "an alias (*) is not used here", mark)
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(event, "anchor", None):
            what = "an anchor (&) is not used here"
            raise yaml.MarkedYAMLError(None, None, what, event.start_mark)
        return super().compose_node(parent, index)


class _FrontMatter:
    """Turns YAML into plain values, and notes lines and traps on the way."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []

    def read(self, text: str) -> dict[str, Any]:
        """Give the mapping, or an empty one with a problem noted."""
        try:
            root = yaml.compose(text, Loader=_NoAlias)
        except yaml.YAMLError as error:
            self._unreadable(error)
            return {}
        if not isinstance(root, yaml.MappingNode):
            self._note(self.first_line, "there are no fields here", "write key: value lines")
            return {}
        self.lines[()] = self.first_line
        return dict(self._mapping(root, ()))

    def _unreadable(self, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        line = self.first_line + (mark.line if mark else 0)
        what = getattr(error, "problem", None) or "it is not YAML"
        self._note(line, f"YAML cannot read this line: {what}", "mend the quotes or the indent")

    def _note(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(self.path, line, what, mend))

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _mapping(self, node: yaml.MappingNode, at: KeyPath) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = self._line(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._note(line, "a key is not a word", "write key: value")
                continue
            key = str(key_node.value)
            if key in seen:
                self._note(
                    line,
                    f'the key "{key}" stands here again, first on line {seen[key]}',
                    "write it once",
                )
                continue
            seen[key] = line
            self.lines[(*at, key)] = line
            yield key, self._value(value_node, (*at, key))

    def _value(self, node: yaml.Node, at: KeyPath) -> Any:
        self.lines.setdefault(at, self._line(node))
        if isinstance(node, yaml.MappingNode):
            return dict(self._mapping(node, at))
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*at, number)) for number, item in enumerate(node.value)]
        return self._scalar(node, at)

    def _scalar(self, node: yaml.Node, at: KeyPath) -> Any:
        text, kind = str(node.value), str(node.tag).removeprefix(CORE)
        if kind == "str":
            return text
        if kind == "int" and PLAIN_NUMBER.fullmatch(text):
            return int(text)
        if kind == "bool" and text in ("true", "false"):
            return text == "true"
        if kind == "null" and text == "null":
            return None
        if kind == "timestamp" and DATE.fullmatch(text):
            return text
        self._trap(node, at, kind, text)
        return text

    def _trap(self, node: yaml.Node, at: KeyPath, kind: str, text: str) -> None:
        name = next((str(key) for key in reversed(at) if isinstance(key, str)), "value")
        line = self._line(node)
        if kind == "null":
            self._note(line, f'"{name}" has no value', "write one, or take the line out")
        elif kind in ("bool", "int", "float", "timestamp"):
            said = _read_as(text)
            self._note(
                line, f"YAML reads {text} as {said}, not as text", f'write "{text}" in quotes'
            )
        else:
            self._note(line, f'YAML reads "{name}" as a {kind}', "write plain text, in quotes")


def _read_as(text: str) -> str:
    """Give what YAML makes of plain text that it takes for something else."""
    try:
        reads = yaml.safe_load(text)
    except ValueError:
        return "a number"
    return str(reads).lower() if isinstance(reads, bool) else str(reads)
