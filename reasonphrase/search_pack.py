"""Writes the phrases of the search index in few characters, without loss.

What follows from the rest is left out: the address of a page from its id, its first phrase from
its title. The most frequent words have numbers of one character, the others numbers of two and the
order of the alphabet: of each only what it does not share with the one before is written. A word
that stands in one phrase only has a list of its own, in the order in which they come, and ``ONCE``
says "the next of these".
``static/search-unpack.js`` reads it, and a test compares the two.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import Any

from reasonphrase.search_targets import BOOSTS, KIND_NAMES, KINDS, Target

TABLE = re.compile(r"subcodes/(.+)\.html#.*")
# Nothing that JSON or a quoted script escapes, no digit (the kind of a phrase) and no space.
DIGITS = string.ascii_letters + "#$%()*+,-./:;=?@[]^_{|}~"
SINGLE = 54
ONCE = "!"
SHARED = " !#$%()*+,"  # before a word: how many letters it shares with the one before
LINE = "`"  # between lines: a line feed would be written in three characters
USUAL = "keyword"


@dataclass(frozen=True)
class Row:
    """A phrase in words, all of them; ``terms`` are those that count, without their endings."""

    target: int
    kind: str
    words: tuple[str, ...]
    terms: tuple[str, ...]


def pack(found: Sequence[Target], rows: Sequence[Row], rules: dict[str, Any]) -> dict[str, Any]:
    """Give what the browser gets: targets by kind, words, phrases, and the rules of language.

    Raises ValueError where there are more words than two characters can number.
    """
    said = [row for row in rows if row.kind != "name"]
    counts = Counter(word for row in said for word in row.words)
    again = sorted((w for w in counts if counts[w] > 1), key=lambda w: (-counts[w], w))
    frequent, others = again[:SINGLE], sorted(again[SINGLE:])
    once = [word for row in said for word in row.words if counts[word] == 1]
    written = {word: _digits(number) for number, word in enumerate(frequent + others)}
    spelling = _spelling(found)
    # The order matters to compression: like stands beside like, what is densest stands last.
    return {
        "kinds": list(KINDS),
        "boosts": list(BOOSTS.values()),
        "rules": rules,
        "words": " ".join(spelling.get(word, word) for word in frequent),
        "once": " ".join(spelling.get(word, word) for word in once),
        "others": _fronted([spelling.get(word, word) for word in others]),
        "targets": {kind: _columns(found, kind) for kind in KIND_NAMES},
        "phrases": LINE.join(_lines(found, said, written)),
    }


def _lines(found: Sequence[Target], said: Sequence[Row], written: dict[str, str]) -> list[str]:
    """Give a line of phrases for each target that has any beside its title."""
    phrases: list[list[str]] = [[] for _ in found]
    for row in said:
        kind = "" if row.kind == USUAL else str(KINDS.index(row.kind))
        phrases[row.target].append(kind + "".join(written.get(word, ONCE) for word in row.words))
    return [
        " ".join(packed)
        for packed, target in zip(phrases, found, strict=True)
        if target.kind != "sub-code"
    ]


def _columns(found: Sequence[Target], kind: str) -> list[str]:
    """Give the ids of the targets of a kind and their titles, each list as lines of one text.

    Of codes also weights and whether they are registered, of sub-codes tables and status codes.
    """
    own = [target for target in found if target.kind == kind]
    columns = [[target.id for target in own], [target.title for target in own]]
    if kind == "code":
        columns.append([str(target.weight) for target in own])
        columns.append([str(int(target.registered)) for target in own])
    if kind == "sub-code":
        columns.append([TABLE.fullmatch(target.url)[1] for target in own])  # type: ignore[index]
        columns.append(["" if t.id.startswith(f"{t.under}.") else t.under for t in own])
    return [LINE.join(text.replace(LINE, "'") for text in column) for column in columns]


def _spelling(found: Sequence[Target]) -> dict[str, str]:
    """Give the words that are always written in one way that is not all small: ``TLS``."""
    forms: dict[str, set[str]] = {}
    for target in found:
        for phrase in target.phrases:
            if phrase.kind in ("keyword", "sender"):
                for word in re.findall(r"[0-9A-Za-z]+", phrase.text):
                    forms.setdefault(word.lower(), set()).add(word)
    return {
        word: next(iter(seen))
        for word, seen in forms.items()
        if len(seen) == 1 and word not in seen
    }


def _fronted(words: Sequence[str]) -> str:
    """Write each word as a sign for what it shares with the one before, and the rest of it."""
    text, before = "", ""
    for word in words:
        alike = commonprefix([before, word])  # noqa: RUF071 (of words, no paths)
        shared = min(len(alike), len(SHARED) - 1)
        text += SHARED[shared] + word[shared:]
        before = word
    return text


def _digits(number: int) -> str:
    """Write a number: one character below SINGLE, two above it."""
    if number < SINGLE:
        return DIGITS[number]
    high, low = divmod(number - SINGLE, len(DIGITS))
    if SINGLE + high >= len(DIGITS):
        raise ValueError(f"{number} is more words than two characters can number")
    return DIGITS[SINGLE + high] + DIGITS[low]
