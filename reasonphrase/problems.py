"""A mistake in the content, told as ``path:line: what is wrong: what to write``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MANY = 20


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. ``path`` is relative to the repository, ``line`` counts from 1."""

    path: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        said = f"{self.path}:{self.line}: {self.what}: {self.mend}"
        return said.replace("\n", " ")


class ContentError(Exception):
    """Raised when the content has mistakes; carries all of them, sorted by path and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that looks most like ``word``, or None when none is near."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    found = difflib.get_close_matches(word.lower(), sorted(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def suggest(word: str, known: Iterable[str]) -> str:
    """Give the mend for a word that is not in a closed list: the nearest, or all of them."""
    choices = list(known)
    near = nearest(word, choices)
    if near:
        return f'write "{near}"'
    return "write one of " + ", ".join(choices) if len(choices) <= MANY else "write one that exists"
