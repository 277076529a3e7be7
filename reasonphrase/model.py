"""What the site is made from: frozen objects. Pages, JSON, index and host files read nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
class Value:
    """An entry of a closed list: its key, its label, the sentence that explains it."""

    key: str
    label: str
    says: str
    citation: Citation | None = None


@dataclass(frozen=True)
class Citation:
    """A section of a specification: an RFC by number, or an Internet-Draft by name."""

    rfc: int | None = None
    section: str | None = None
    draft: str | None = None

    @property
    def label(self) -> str:
        """The words that a page shows, such as ``RFC 9110, 15.5.5``."""
        document = f"RFC {self.rfc}" if self.rfc else str(self.draft)
        return f"{document}, {self.section}" if self.section else document

    @property
    def url(self) -> str:
        """The address of the section at the RFC Editor, or of the draft at the Datatracker."""
        if not self.rfc:
            name = str(self.draft)
            bare = name[:-3] if name[-3:-2] == "-" and name[-2:].isdigit() else name
            return f"https://datatracker.ietf.org/doc/{bare}/"
        page = f"https://www.rfc-editor.org/rfc/rfc{self.rfc}.html"
        if not self.section:
            return page
        part = "appendix" if self.section[0].isalpha() else "section"
        return f"{page}#{part}-{self.section}"


@dataclass(frozen=True)
class FormerName:
    """A name that an older RFC used."""

    name: str
    citation: Citation


@dataclass(frozen=True)
class HeaderField:
    """A header field that belongs to a code, and how strongly."""

    field: str
    level: Value
    why: str
    citation: Citation | None


@dataclass(frozen=True)
class Relation:
    """A neighbouring code and the one deciding difference."""

    code: int
    difference: str


@dataclass(frozen=True)
class OutsideName:
    """A name that software gives the number though no RFC does."""

    name: str
    by: str


@dataclass(frozen=True)
class Sender:
    """Who sends codes in a meaning of its own."""

    key: str
    label: str
    what: str


@dataclass(frozen=True)
class Sense:
    """The meaning that one sender gives a code."""

    sender: Sender
    name: str
    meaning: str
    where: str
    source: str
    evidence: Value


@dataclass(frozen=True)
class Reference:
    """A document that was read for a page."""

    title: str
    url: str


@dataclass(frozen=True)
class Constant:
    """How one language or framework writes a code. ``expression`` is what one pastes."""

    id: str
    language: str
    framework: str
    expression: str
    name: str


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


@dataclass(frozen=True)
class Content:
    """Everything that was read, checked and joined."""

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
