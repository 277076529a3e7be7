"""Text to words, the same way in the index (here) and in queries (``static/search-words.js``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

LONGEST = 30
HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
DIGITS = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


def words_of(text: str) -> list[str]:
    """Give the words of a text: lower case, no accents, no apostrophes, letters and digits.

    An identifier of three words and more is cut into them: ``TokenMismatchException``.
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.category(letter).startswith("M")
    )
    spaced = re.sub(r"[A-Za-z]+", lambda found: _apart(found[0]), plain)
    quiet = re.sub(r"['’`]", "", spaced.lower())
    return [word[:LONGEST] for word in re.split(r"[^0-9a-z]+", quiet) if word]


def _apart(word: str) -> str:
    parts = HUMPS.split(word)
    return " ".join(parts) if len(parts) > 2 else word


def identifier_words(name: str) -> list[str]:
    """Give the words of an identifier, digits too: ``Status404NotFound``."""
    return words_of(DIGITS.sub(" ", HUMPS.sub(" ", name)))


def squash(text: str) -> str:
    """Give the words of a text as one: ``Time-out`` and ``timeout`` are the same."""
    return "".join(words_of(text))


class Language:
    """The rules of ``content/data/search.yaml``."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self.stop = frozenset(rules["stop"].split())
        self.rules = [(re.compile(f"^{pattern}$"), put) for pattern, put in rules["stem"]]
        self.stem = cache(self._stem)

    def _stem(self, word: str) -> str:
        """Take the endings off a word; numbers and short words stay."""
        if len(word) < 4 or word.isdigit():
            return word
        for pattern, put in self.rules:
            found = pattern.match(word)
            if found:
                word = found[1] + put
        return word

    def telling(self, words: Sequence[str]) -> list[str]:
        """Give the words that carry meaning; all of them where none does."""
        return [word for word in words if word not in self.stop] or list(words)


def join(words: Sequence[str], joined: frozenset[str]) -> list[str]:
    """Write two neighbouring words as one where that one is known: ``time out``, ``timeout``."""
    out: list[str] = []
    for word in words:
        if out and out[-1] + word in joined:
            out[-1] += word
        else:
            out.append(word)
    return out
