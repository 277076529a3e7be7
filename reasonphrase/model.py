"""What the site is made from: frozen objects. Everything that is rendered reads only these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reasonphrase.records import (
    Citation,
    Constant,
    FormerName,
    HeaderField,
    OutsideName,
    Reference,
    Relation,
    Sense,
    Value,
)

CLASSES = {
    "1xx": "Informational",
    "2xx": "Success",
    "3xx": "Redirection",
    "4xx": "Client error",
    "5xx": "Server error",
}


@dataclass(frozen=True)
class Section:
    """A ``##`` section of a body: Markdown below its heading, which stands on ``line``."""

    id: str
    heading: str
    markdown: str
    line: int


@dataclass(frozen=True)
class Code:
    """A status code with everything that its page shows."""

    path: str
    number: int
    name: str
    standing: Value
    summary: str
    use: str
    formerly: tuple[FormerName, ...]
    specification: Citation | None
    keywords: tuple[str, ...]
    body: Value
    cacheable: Value
    retry: Value
    headers: tuple[HeaderField, ...]
    related: tuple[Relation, ...]
    outside: tuple[OutsideName, ...]
    senders: tuple[Sense, ...]
    sources: tuple[Reference, ...]
    checked: str
    constants: tuple[Constant, ...]
    sections: tuple[Section, ...]
    meta: Mapping[str, Any]

    @property
    def label(self) -> str:
        """The number in three digits: ``404``, ``000``."""
        return f"{self.number:03d}"

    @property
    def title(self) -> str:
        """Number and name."""
        return f"{self.label} {self.name}"

    @property
    def url(self) -> str:
        """The address from the site's root."""
        return f"codes/{self.label}.html"

    @property
    def class_(self) -> str | None:
        """The class such as ``4xx``; None for a number outside 100 to 599."""
        return class_of(self.number)

    @property
    def registered(self) -> bool:
        """Whether the number stands in the IANA registry."""
        return self.standing.key not in ("unofficial", "folklore")


@dataclass(frozen=True)
class Category:
    """A page that gathers codes: a class, WebDAV, the unofficial ones, a vendor."""

    path: str
    key: str
    title: str
    summary: str
    class_: str | None
    senders: tuple[str, ...]
    keywords: tuple[str, ...]
    sources: tuple[Reference, ...]
    checked: str
    codes: tuple[Code, ...]
    sections: tuple[Section, ...]

    @property
    def url(self) -> str:
        """The address from the site's root."""
        return f"categories/{self.key}.html"


@dataclass(frozen=True)
class Question:
    """A question with its short answer; a comparison when ``compare`` names codes."""

    path: str
    key: str
    question: str
    answer: str
    group: Value
    codes: tuple[Code, ...]
    compare: tuple[Code, ...]
    deciding: str | None
    keywords: tuple[str, ...]
    checked: str
    sections: tuple[Section, ...]

    @property
    def url(self) -> str:
        """The address from the site's root."""
        return f"faq/{self.key}.html"


@dataclass(frozen=True)
class Guide:
    """A longer page."""

    path: str
    key: str
    title: str
    summary: str
    codes: tuple[Code, ...]
    keywords: tuple[str, ...]
    sources: tuple[Reference, ...]
    checked: str
    sections: tuple[Section, ...]

    @property
    def url(self) -> str:
        """The address from the site's root."""
        return f"guides/{self.key}.html"


@dataclass(frozen=True)
class SubCode:
    """A vendor's finer number or letter. ``code`` is the status code that it stands under."""

    id: str
    name: str
    code: int | None
    meaning: str


@dataclass(frozen=True)
class SubCodeTable:
    """All sub-codes of one vendor."""

    path: str
    key: str
    title: str
    sender: str
    summary: str
    where: str
    sources: tuple[Reference, ...]
    evidence: Value
    checked: str
    rows: tuple[SubCode, ...]

    @property
    def url(self) -> str:
        """The address from the site's root."""
        return f"subcodes/{self.key}.html"


@dataclass(frozen=True, eq=False)
class Content:
    """Everything that was read, checked and joined. Compared by identity."""

    codes: tuple[Code, ...]
    categories: tuple[Category, ...]
    questions: tuple[Question, ...]
    guides: tuple[Guide, ...]
    subcodes: tuple[SubCodeTable, ...]
    data: Mapping[str, Any]

    def code(self, number: int) -> Code:
        """Give the code with this number; KeyError when there is none."""
        return self.by_number[number]

    @property
    def by_number(self) -> Mapping[int, Code]:
        """All codes by number."""
        return {code.number: code for code in self.codes}


def class_of(number: int) -> str | None:
    """Give the class of a number, such as ``4xx``; None outside 100 to 599 (RFC 9110, 15)."""
    name = f"{number // 100}xx"
    return name if name in CLASSES else None
