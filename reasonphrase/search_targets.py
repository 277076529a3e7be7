"""Everything that the search can give, and the phrases that lead to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reasonphrase.model import CLASSES, Category, Code, Content, Guide, Question, SubCodeTable
from reasonphrase.tokens import identifier_words, squash

# The kinds of phrases and how much each counts.
BOOSTS = {"name": 10, "former": 9, "alias": 9, "sender": 6, "field": 6, "keyword": 5}
SHORT = 4
AROUND = frozenset({"http", "https", "sc", "status", "ngx", "code", "response"})
HTTP_RFC = 9110  # it defines most codes, so its number tells none of them
RARE = 2  # an RFC that more histories name tells none of them either
FEW, MANY = 3, 12  # how many keywords of a question and of a guide are indexed, the first ones
KINDS = tuple(BOOSTS)
KIND_NAMES = ("code", "category", "comparison", "question", "guide", "table", "sub-code")


@dataclass(frozen=True)
class Phrase:
    """Words that lead to a page. ``kind`` is one of KINDS."""

    kind: str
    text: str


@dataclass(frozen=True)
class Target:
    """A page, or a part of one, that the search can give; ``under`` is a sub-code's status code."""

    id: str
    url: str
    title: str
    kind: str
    phrases: tuple[Phrase, ...]
    weight: int = 0
    registered: bool = True
    under: str = ""


def targets(content: Content) -> tuple[Target, ...]:
    """Give everything that can be found, in the order in which equals are shown."""
    return (
        *(_code(code, content) for code in content.codes),
        *(_category(category) for category in content.categories),
        *(_question(question) for question in content.questions if question.compare),
        *(_question(question) for question in content.questions if not question.compare),
        *(_guide(guide) for guide in content.guides),
        *(_table(table) for table in content.subcodes),
        *(row for table in content.subcodes for row in _subcodes(table)),
    )


def _code(code: Code, content: Content) -> Target:
    named = sum(code in question.codes for question in content.questions)
    near = sum(relation.code == code.number for c in content.codes for relation in c.related)
    return Target(
        code.label,
        code.url,
        code.name,
        "code",
        _unique(_code_phrases(code, content)),
        weight=named + near,
        registered=code.registered,
    )


def _code_phrases(code: Code, content: Content) -> Iterator[Phrase]:
    yield Phrase("name", code.name)
    for name in (*(f.name for f in code.formerly), *(o.name for o in code.outside)):
        yield Phrase("former", name)
    for printed in content.data["phrases"].get(str(code.number), {}):
        yield Phrase("alias", printed)
    yield from _constants(code, _names_of(content))
    for sense in code.senders:
        yield Phrase("sender", f"{sense.sender.label}: {sense.name}")
    # A field counts as one on the pages whose keywords name it; that a response has it is less.
    fields = {header.field for other in content.codes for header in other.headers}
    for keyword in code.keywords:
        yield Phrase("field" if keyword in fields else "keyword", keyword)
    for header in code.headers:
        yield Phrase("keyword", header.field)
    yield from (Phrase("keyword", f"RFC {rfc}") for rfc in _rfcs(code, content))


def _rfcs(code: Code, content: Content) -> list[int]:
    """Give the RFCs that tell this code from most: its own, and those that few histories name."""
    named = _named_rfcs(content)
    own = code.specification and code.specification.rfc
    rare = {rfc for rfc, codes in named.items() if code.label in codes and len(codes) <= RARE}
    return sorted(rare | ({own} if own and own != HTTP_RFC else set()))


@lru_cache(maxsize=2)
def _named_rfcs(content: Content) -> dict[int, set[str]]:
    """Give the RFCs that the histories of codes name, each with the codes."""
    named: dict[int, set[str]] = {}
    for code in content.codes:
        for section in code.sections:
            if section.id == "specification":
                for number in re.findall(r"RFC (\d+)", section.markdown):
                    named.setdefault(int(number), set()).add(code.label)
    return named


def _constants(code: Code, taken: frozenset[str]) -> Iterator[Phrase]:
    """Give the constants that are not the code's own name in another spelling.

    Without what stands around it, unless that is short or the name of something else.
    """
    own = {squash(code.name), *(squash(former.name) for former in code.formerly)}
    for constant in code.constants:
        for name in constant.name.replace(" (deprecated)", "").split(", "):
            words = " ".join(_bare(name))
            bare = squash(words)
            if bare not in own:
                odd = bare in taken or len(bare) <= SHORT
                yield Phrase("alias", squash(name) if odd else words)


@lru_cache(maxsize=2)
def _names_of(content: Content) -> frozenset[str]:
    """Give the names of all codes and classes, each as one word."""
    names = {squash(code.name) for code in content.codes}
    return frozenset(names | {squash(name) for name in CLASSES.values()})


def _bare(name: str) -> tuple[str, ...]:
    """Give the words of a constant without its number and what languages put around a name."""
    return tuple(w for w in identifier_words(name) if w not in AROUND and not w.isdigit())


def _category(category: Category) -> Target:
    phrases = [Phrase("name", category.title)]
    if category.class_:
        phrases.append(Phrase("alias", CLASSES[category.class_]))
    phrases += [Phrase(_class_kind(category, word), word) for word in category.keywords]
    return Target(category.key, category.url, category.title, "category", _unique(phrases))


def _class_kind(category: Category, keyword: str) -> str:
    """A keyword that names the class is as good as its name; others are keywords."""
    if not category.class_:
        return "keyword"
    stem = CLASSES[category.class_].split()[0][:6].lower()
    return "alias" if category.class_ in keyword or stem in keyword.lower() else "keyword"


def _question(question: Question) -> Target:
    phrases = [Phrase("name", question.question)]
    phrases += [Phrase("keyword", keyword) for keyword in question.keywords[:FEW]]
    kind = "comparison" if question.compare else "question"
    return Target(question.key, question.url, question.question, kind, _unique(phrases))


def _guide(guide: Guide) -> Target:
    phrases = [Phrase("name", guide.title)]
    phrases += [Phrase("keyword", keyword) for keyword in guide.keywords[:MANY]]
    return Target(guide.key, guide.url, guide.title, "guide", _unique(phrases))


def _table(table: SubCodeTable) -> Target:
    phrases = (Phrase("name", table.title),)
    return Target(table.key, table.url, table.title, "table", phrases)


def _subcodes(table: SubCodeTable) -> Iterator[Target]:
    for row in table.rows:
        phrases = (Phrase("name", f"{table.key} {row.name}"),)
        under = "" if row.code is None else f"{row.code:03d}"
        yield Target(row.id, f"{table.url}#{row.id}", row.name, "sub-code", phrases, under=under)


def _unique(phrases: Sequence[Phrase] | Iterator[Phrase]) -> tuple[Phrase, ...]:
    """Leave out a phrase that says the same as an earlier one."""
    seen: dict[str, Phrase] = {}
    for phrase in phrases:
        seen.setdefault(squash(phrase.text), phrase)
    return tuple(seen.values())
