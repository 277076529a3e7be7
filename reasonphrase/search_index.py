"""Builds the search index with lunr and writes it, packed, as a script.

A document of the index is a phrase: a name, a former name, a keyword, a sender's name. Short
documents keep apart what a long text would mix, and tell why a page was found. All words of a
phrase count once and length is left to the ranking, so that the weight of a word in a phrase is
its rarity times the boost of the phrase's kind. With that, the phrases in words are the whole
index: ``static/search-unpack.js`` writes lunr's own form from them, and a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from lunr.builder import Builder

from reasonphrase.machine import as_script
from reasonphrase.model import Content
from reasonphrase.search_pack import Row, pack
from reasonphrase.search_targets import BOOSTS, Target, targets
from reasonphrase.tokens import Language, join, words_of


def prepare(found: Sequence[Target], language: Language) -> tuple[Row, ...]:
    """Cut all phrases into words, joining halves of a word that stands joined elsewhere."""
    texts = [(n, p.kind, p.text) for n, target in enumerate(found) for p in target.phrases]
    joined = joinable(word for _, _, text in texts for word in words_of(text))
    rows = []
    for number, kind, text in texts:
        words = join(words_of(text), joined)
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


def script(content: Content) -> str:
    """Give the index as a classic script that sets ``reasonPhraseIndex``."""
    rules = dict(content.data["search"])
    found = targets(content)
    rows = prepare(found, Language(rules))
    text = json.dumps(pack(found, rows, rules), ensure_ascii=True, separators=(",", ":"))
    return as_script("reasonPhraseIndex", text)
