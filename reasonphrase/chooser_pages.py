"""The pages that help to choose a code: questions and table, an answer a code, the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from reasonphrase.chooser import Step, leaves_of, tree_of
from reasonphrase.chooser_picture import picture
from reasonphrase.kit import FOLDER, kit_of
from reasonphrase.model import CLASSES, Code
from reasonphrase.records import HeaderField
from reasonphrase.site import Site
from reasonphrase.views import Neighbour, neighbours_of

START = "choose.html"
TREE = "choose/tree.html"
DEMANDED = ("MUST", "SHOULD", "MUST NOT", "as defined")


@dataclass(frozen=True)
class Cell:
    """A cell of the table: what to send for one outcome of one method."""

    outcome: str
    code: Code | None
    fields: str
    says: str


@dataclass(frozen=True)
class Method:
    """A row of the table: a method, or what is done with it."""

    id: str
    label: str
    cells: tuple[Cell, ...]


def chooser_pages(site: Site) -> Iterator[tuple[str, Callable[[], str]]]:
    """Give every page of the chooser by its address; a page is rendered when it is asked for."""
    yield START, lambda: choose_page(site)
    yield TREE, lambda: tree_page(site)
    for number in leaves_of(tree_of(site.content.data["chooser"])):
        yield answer_url(number), partial(answer_page, site, number)


def answer_url(number: int) -> str:
    """Give the address of the answer that a code is."""
    return f"choose/{number:03d}.html"


def choose_page(site: Site) -> str:
    """Render the questions, one at a time, and the table of methods by outcomes."""
    data = site.content.data["chooser"]
    page = site.page(
        START,
        "choose",
        "Choose a status code",
        "Which HTTP status code does an API send? Answer one question at a time, or look it up by "
        "method and outcome.",
        source="content/data/chooser.yaml",
    )
    return site.render(
        "choose.html",
        page,
        part="questions",
        steps=_sections(tree_of(data), None),
        outcomes=[outcome["label"] for outcome in data["outcomes"]],
        methods=methods_of(site),
        tree=TREE,
    )


def _sections(step: Step, class_: str | None) -> list[dict[str, Any]]:
    """Give each question with what its section shows: the class, the question before, the links."""
    class_ = step.id if step.id in CLASSES else class_
    own = {
        "step": step,
        "class_": class_ or "none",
        "options": [
            {
                "text": option.text,
                "code": f"{option.code:03d}" if option.code is not None else "",
                "url": f"#{option.next.id}" if option.next else answer_url(option.code or 0),
            }
            for option in step.options
        ],
    }
    below = [_sections(option.next, class_) for option in step.options if option.next]
    return [own, *(section for sections in below for section in sections)]


def methods_of(site: Site) -> tuple[Method, ...]:
    """Give the rows of the table, each with a cell for every outcome."""
    data = site.content.data["chooser"]
    return tuple(
        Method(record["id"], record["label"], tuple(_cells(record, data["outcomes"], site)))
        for record in data["methods"]
    )


def _cells(
    record: Mapping[str, Any], outcomes: list[Mapping[str, Any]], site: Site
) -> Iterator[Cell]:
    own = {cell["outcome"]: cell for cell in record["cells"]}
    for outcome in outcomes:
        cell = own.get(outcome["id"], outcome)
        code = site.content.code(cell["code"]) if "code" in cell else None
        yield Cell(outcome["label"], code, cell.get("fields", ""), cell.get("says", ""))


def answer_page(site: Site, number: int) -> str:
    """Render an answer: the code, its fields, an error body, and what else it might have been."""
    content = site.content
    code = content.code(number)
    kit = kit_of(code, content, site.settings.root / FOLDER)
    page = site.page(
        answer_url(number),
        "choose",
        f"Send {code.title}",
        f"When an API sends {code.title}, which fields go with it, what the body says, and the "
        "codes that it is easily taken for.",
        section=START,
        source="content/data/chooser.yaml",
        class_=code.class_ or "none",
    )
    return site.render(
        "choose.html",
        page,
        part="answer",
        code=code,
        ways=leaves_of(tree_of(content.data["chooser"]))[number],
        demanded=demanded_of(code),
        others=[header for header in code.headers if header not in demanded_of(code)],
        body=kit.body if kit else "",
        near=[_near(neighbour) for neighbour in neighbours_of(code, content)],
    )


def demanded_of(code: Code) -> tuple[HeaderField, ...]:
    """Give the fields that the specification demands, or makes part of the code."""
    return tuple(header for header in code.headers if header.level.key in DEMANDED)


def _near(neighbour: Neighbour) -> dict[str, Any]:
    """Cut a difference behind its number, so that the number can be the link."""
    label, difference = neighbour.code.label, neighbour.difference
    rest = difference[len(label) :] if difference.startswith(label) else f": {difference}"
    return {"code": neighbour.code, "rest": rest, "compare": neighbour.compare}


def tree_page(site: Site) -> str:
    """Render all questions and answers as one picture."""
    first = tree_of(site.content.data["chooser"])
    page = site.page(
        TREE,
        "choose",
        "Every question at a glance",
        "The whole way to an HTTP status code as one picture: from what happened to the request, "
        "question by question, to the code that an API sends.",
        section=START,
        source="content/data/chooser.yaml",
    )
    drawing = Markup(picture(first, site.content.code, page.root))  # noqa: S704 (made by us)
    return site.render("choose.html", page, part="picture", drawing=drawing)
