"""The small frozen records that pages of the model are made of."""

from __future__ import annotations

from dataclasses import dataclass


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
