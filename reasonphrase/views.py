"""What the templates show of the model: facts, neighbours, comparisons, tabs. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import groupby

from reasonphrase.bodies import CODE_SECTIONS, slug
from reasonphrase.model import Code, Content, Question, Section
from reasonphrase.prose import citation_link, section_html
from reasonphrase.records import Citation, Constant, Sense, Value
from reasonphrase.site import Site
from reasonphrase.tables import language_id


@dataclass(frozen=True)
class Part:
    """A section as HTML."""

    id: str
    heading: str
    html: str


@dataclass(frozen=True)
class Fact:
    """A cell of the fact strip: the term, its value, and the explanation behind it."""

    term: str
    value: str
    html: str


@dataclass(frozen=True)
class Neighbour:
    """A related code with the deciding difference and the address that compares the two."""

    code: Code
    difference: str
    compare: str


@dataclass(frozen=True)
class ConstantLine:
    """How one framework writes the code."""

    framework: str
    expression: str
    note: str


@dataclass(frozen=True)
class Row:
    """A row of a comparison."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SenseRow:
    """A row of a vendor's table."""

    code: Code
    sender: str
    name: str
    meaning: str
    where: str
    anchor: str


def parts_of(sections: tuple[Section, ...], root: str, site: Site) -> tuple[Part, ...]:
    """Give sections as HTML for a page whose root is ``root``."""
    return tuple(
        Part(section.id, section.heading, section_html(section, root, site.titles))
        for section in sections
    )


def facts_of(code: Code, content: Content) -> tuple[Fact, ...]:
    """Give the fact strip: retry, cache, body, method, fields, section."""
    return (
        _fact("Retry", code.retry),
        _fact("Cache", code.cacheable),
        _fact("Content", code.body),
        _fact("Method", method_of(code, content)),
        _fields(code),
        _specification(code),
    )


def method_of(code: Code, content: Content) -> Value:
    """Give what a code does with the request's method."""
    methods = content.data["methods"]
    entry = methods.get(str(code.number), methods["default"])
    citation = Citation(entry["rfc"], entry["section"]) if "rfc" in entry else None
    return Value("method", entry["value"], entry["says"], citation)


def _fact(term: str, value: Value) -> Fact:
    cite = f" ({citation_link(value.citation)})" if value.citation else ""
    return Fact(term, value.label, f"<p>{escape(value.says, quote=False)}{cite}</p>")


def _fields(code: Code) -> Fact:
    if not code.headers:
        return Fact(
            "Fields", "None demanded", "<p>The specification ties no field to this code.</p>"
        )
    names = list(dict.fromkeys(header.field for header in code.headers))
    shown = ", ".join(names[:2]) + (f" and {len(names) - 2} more" if len(names) > 2 else "")
    rows = "".join(
        f"<li><b>{escape(header.field)}</b> <i>{header.level.label}</i>: {escape(header.why)}"
        + (f" ({citation_link(header.citation)})" if header.citation else "")
        + "</li>"
        for header in code.headers
    )
    return Fact("Fields", shown, f"<ul>{rows}</ul>")


def _specification(code: Code) -> Fact:
    if not code.specification:
        says = escape(code.standing.says)
        return Fact("Section", "Not registered", f"<p>{says}</p>")
    link = citation_link(code.specification)
    older = "".join(
        f"<li>{escape(former.name)} in {citation_link(former.citation)}</li>"
        for former in code.formerly
    )
    names = f"<p>Earlier names:</p><ul>{older}</ul>" if older else ""
    label = code.specification.label
    return Fact("Section", label, f"<p>{escape(code.standing.says)} {link}</p>{names}")


def other_names(code: Code) -> tuple[tuple[str, str], ...]:
    """Give former names, then those of software, each once whatever its capitals."""
    names = [("formerly", former.name) for former in code.formerly]
    names += [("also", name.name) for name in code.outside]
    once: dict[str, tuple[str, str]] = {}
    for word, name in names:
        once.setdefault(slug(name), (word, name))
    return tuple(once.values())


def neighbours_of(code: Code, content: Content) -> tuple[Neighbour, ...]:
    """Give the related codes, each with the page that compares the two."""
    by_number = content.by_number
    return tuple(
        Neighbour(
            by_number[relation.code],
            relation.difference,
            comparison_url(code, by_number[relation.code], content),
        )
        for relation in code.related
    )


def comparison_url(one: Code, other: Code, content: Content) -> str:
    """Give the page written about two codes, or the one that lays any two side by side."""
    for question in content.questions:
        if {code.number for code in question.compare} == {one.number, other.number}:
            return question.url
    return f"compare.html?a={one.label}&b={other.label}"


def questions_of(code: Code, content: Content) -> tuple[Question, ...]:
    """Give the questions that name the code, comparisons first."""
    naming = [question for question in content.questions if code in question.codes]
    return tuple(sorted(naming, key=lambda question: (not question.compare, question.question)))


def languages_of(
    constants: tuple[Constant, ...],
) -> tuple[tuple[str, str, tuple[ConstantLine, ...]], ...]:
    """Give the constants by language: id, label and a line a framework."""
    order = list(dict.fromkeys(constant.language for constant in constants))
    ordered = sorted(constants, key=lambda constant: order.index(constant.language))
    return tuple(
        (language_id(language), language, tuple(_line(constant) for constant in group))
        for language, group in groupby(ordered, key=lambda constant: constant.language)
    )


def _line(constant: Constant) -> ConstantLine:
    first, *others = constant.name.split(", ")
    notes = []
    if first.endswith(" (deprecated)"):
        notes.append("deprecated")
    if others:
        notes.append("also " + ", ".join(others))
    return ConstantLine(constant.framework, constant.expression, "; ".join(notes))


def comparison_of(codes: tuple[Code, ...], content: Content) -> tuple[Row, ...]:
    """Lay codes side by side, from their front matter alone."""
    return tuple(
        Row(label, tuple(cell(code, content) for code in codes)) for label, cell in _COMPARED
    )


def _demanded(code: Code, _: Content) -> str:
    fields = [f"{header.field} ({header.level.label})" for header in code.headers]
    return ", ".join(fields) or "none"


_COMPARED = (
    ("Means", lambda code, _: code.summary),
    ("In a REST API", lambda code, _: code.use),
    ("The client then", lambda code, _: f"{code.retry.label}. {code.retry.says}"),
    ("Cache", lambda code, _: f"{code.cacheable.label}. {code.cacheable.says}"),
    ("Content", lambda code, _: code.body.label),
    ("Method", lambda code, content: method_of(code, content).label),
    ("Fields", _demanded),
    ("Standing", lambda code, _: code.standing.label),
    ("Section", lambda code, _: code.specification.label if code.specification else "none"),
)


def senses_of(code: Code, senders: tuple[str, ...]) -> tuple[SenseRow, ...]:
    """Give the rows of a vendor's table for one code."""
    return tuple(_sense(code, sense) for sense in code.senders if sense.sender.key in senders)


def _sense(code: Code, sense: Sense) -> SenseRow:
    return SenseRow(
        code, sense.sender.label, sense.name, sense.meaning, sense.where, sense_anchor(sense)
    )


def sense_anchor(sense: Sense) -> str:
    """Give the id of a sender's part on a code's page."""
    return f"{CODE_SECTIONS['By sender']}-{slug(sense.sender.label)}"
