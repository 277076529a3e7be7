"""Builds the search index with lunr, packs it without loss and writes it as a script.

A document of the index is a phrase: a name, a former name, a keyword, a sender's name. Short
documents keep apart what a long text would mix, and tell why a page was found. All words of a
phrase count once and length is left to the ranking, so that the weight of a word in a phrase is
its rarity times the boost of the phrase's kind. With that, the phrases as word numbers are the
whole index: ``static/search.js`` writes lunr's own form from them, and a test compares the two.
"""

from __future__ import annotations

import json
import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from lunr.builder import Builder

from reasonphrase.machine import as_script
from reasonphrase.model import Content
from reasonphrase.search_targets import BOOSTS, KIND_NAMES, KINDS, Target, targets
from reasonphrase.tokens import Language, join, words_of

TABLE = re.compile(r"subcodes/(.+)\.html#.*")
DIGITS = string.ascii_letters + string.digits + "-_"


@dataclass(frozen=True)
class Row:
    """A phrase in words, all of them; ``terms`` are those that count, without their endings."""

    target: int
    kind: str
    words: tuple[str, ...]
    terms: tuple[str, ...]


def prepare(found: Sequence[Target], language: Language) -> tuple[Row, ...]:
    """Cut all phrases into words, joining halves of a word that stands joined elsewhere."""
    texts = [(n, p.kind, p.text) for n, target in enumerate(found) for p in target.phrases]
    joined = joinable(word for _, _, text in texts for word in words_of(text))
    rows = []
    for number, kind, text in texts:
        words = join(words_of(text), joined)
        if kind == "text":
            words = language.telling(words)
        terms = dict.fromkeys(language.stem(word) for word in language.telling(words))
        rows.append(Row(number, kind, tuple(words), tuple(terms)))
    return tuple(row for row in rows if row.terms)


def joinable(words: Iterable[str]) -> frozenset[str]:
    """Give the words whose two halves are written as one: long enough, and without digits."""
    return frozenset(word for word in words if len(word) > 5 and word.isalpha())


def lunr_index(rows: Sequence[Row]) -> dict[str, Any]:
    """Build the index with lunr: a document a phrase, no stemmer and no stop words of its own."""
    builder = Builder()
    builder.ref("id")
    builder.field("t", extractor=lambda document: document["t"])
    builder.b(0)
    for number, row in enumerate(rows):
        document = {"id": str(number), "t": list(row.terms)}
        builder.add(document, {"boost": BOOSTS[row.kind]})
    return dict(builder.build().serialize())


def pack(found: Sequence[Target], rows: Sequence[Row], rules: dict[str, Any]) -> dict[str, Any]:
    """Give what the browser gets: targets by kind, words, and phrases as word numbers.

    What follows from the rest is left out: addresses from ids, and the one phrase of a sub-code
    from its vendor and name.
    """
    counts = Counter(word for row in rows for word in row.words)
    order = sorted(counts, key=lambda word: (-counts[word], word))
    number_of = {word: number for number, word in enumerate(order)}
    spelling = _spelling(found)
    phrases: list[list[str]] = [[] for _ in found]
    for row in rows:
        numbers = "".join(_two(number_of[word]) for word in row.words)
        phrases[row.target].append(f"{KINDS.index(row.kind)}{numbers}")
    return {
        "words": " ".join(spelling.get(word, word) for word in order),
        "phrases": "\n".join(
            " ".join(row)
            for row, target in zip(phrases, found, strict=True)
            if target.kind != "sub-code"
        ),
        "targets": {kind: [_packed(t) for t in found if t.kind == kind] for kind in KIND_NAMES},
        "kinds": list(KINDS),
        "boosts": list(BOOSTS.values()),
        "rules": rules,
    }


def _packed(target: Target) -> list[Any]:
    """Give a target's id and title; of a code also weight and standing, of a sub-code its table."""
    if target.kind == "code":
        return [target.id, target.title, target.weight, int(target.registered)]
    if target.kind == "sub-code":
        return [target.id, target.title, TABLE.fullmatch(target.url)[1]]  # type: ignore[index]
    return [target.id, target.title]


def _spelling(found: Sequence[Target]) -> dict[str, str]:
    """Give the words that are always written in one way that is not all small: ``TLS``."""
    forms: dict[str, set[str]] = {}
    for target in found:
        for phrase in target.phrases:
            if phrase.kind in ("keyword", "text", "sender"):
                for word in re.findall(r"[0-9A-Za-z]+", phrase.text):
                    forms.setdefault(word.lower(), set()).add(word)
    return {
        word: next(iter(seen))
        for word, seen in forms.items()
        if len(seen) == 1 and word not in seen
    }


def _two(number: int) -> str:
    return DIGITS[number // len(DIGITS)] + DIGITS[number % len(DIGITS)]


def script(content: Content) -> str:
    """Give the index as a classic script that sets ``reasonPhraseIndex``."""
    rules = dict(content.data["search"])
    found = targets(content)
    rows = prepare(found, Language(rules))
    text = json.dumps(
        pack(found, rows, rules), ensure_ascii=True, separators=(",", ":"), sort_keys=True
    )
    return as_script("reasonPhraseIndex", text)
