"""What every page shares: settings, the style it carries, and the renderer of templates."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reasonphrase.model import Code, Content
from reasonphrase.prose import Titles

Render = Callable[[], str]
Pages = Mapping[str, Render]

SHARED_CSS = ("tokens", "base", "layout", "parts")
EXTRA_CSS = {
    "code": ("code", "syntax"),
    "question": ("lists", "syntax"),
    "guide": ("lists", "syntax"),
    "home": ("lists", "home"),
    "table": ("lists", "table"),
    "choose": ("lists", "choose"),
    "compare": ("lists", "choose"),
    "tools": ("lists", "tools"),
    "styleguide": ("lists", "code", "syntax", "home"),
}
OTHER_CSS = ("lists",)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PLACEHOLDER = "Number, name, symptom …"


@dataclass(frozen=True)
class Settings:
    """What a build is told. ``url`` is the host's address without a final slash, or empty;
    ``repository`` the address of the repository, or empty."""

    root: Path
    url: str = ""
    repository: str = ""

    @property
    def base_path(self) -> str:
        """The path of the site on its host, such as ``/`` or ``/docs/``; empty when not known."""
        return "/" + "/".join(self.url.split("/")[3:]).strip("/") if self.url else ""


@dataclass(frozen=True)
class Page:
    """What the frame of a page needs. ``url`` is the address from the site's root."""

    url: str
    kind: str
    heading: str
    title: str
    description: str
    section: str
    css: Markup
    root: str
    canonical: str
    edit: str
    class_: str | None = None
    hidden: bool = False

    @property
    def own_search(self) -> bool:
        """Whether the page has the search in its content, not in its head."""
        return self.url in ("index.html", "search.html")


@dataclass(frozen=True)
class Entry:
    """A link with its words."""

    url: str
    label: str


NAVIGATION = (
    Entry("index.html", "Codes"),
    Entry("table.html", "Table"),
    Entry("choose.html", "Choose"),
    Entry("faq.html", "Questions"),
    Entry("guides.html", "Guides"),
    Entry("tools.html", "Tools"),
)


class Site:
    """Joins content, settings and templates; every page is rendered through it."""

    def __init__(self, content: Content, settings: Settings) -> None:
        self.content = content
        self.settings = settings
        self.titles = titles_of(content.codes)
        self.css = cache(partial(css_of, settings.root / "static" / "css"))
        self.templates = _environment(settings.root / "templates")
        self.templates.globals.update(
            navigation=NAVIGATION,
            placeholder=PLACEHOLDER,
            feedback=bool(settings.url),
            version=version_of(settings.root / "static"),
        )

    def page(self, url: str, kind: str, heading: str, description: str, **more: Any) -> Page:
        """Make the frame of a page. ``more``: section, source, class_, hidden, title."""
        source = more.pop("source", "")
        edit = f"{self.settings.repository}/edit/main/{source}" if source else ""
        title = more.pop("title", None) or f"{heading} · Reason Phrase"
        return Page(
            url=url,
            kind=kind,
            heading=heading,
            title=title,
            description=description,
            section=more.pop("section", url),
            css=self.css(kind),
            root="../" * url.count("/"),
            canonical=f"{self.settings.url}/{url}" if self.settings.url else "",
            edit=edit if self.settings.repository else "",
            **more,
        )

    def styles(self) -> tuple[str, ...]:
        """Give every style sheet that some page carries."""
        return tuple(sorted({self.css(kind) for kind in ("", *EXTRA_CSS)}))

    def render(self, template: str, page: Page, **data: Any) -> str:
        """Render a template of the templates folder."""
        return self.templates.get_template(template).render(page=page, **data)


def titles_of(codes: tuple[Code, ...]) -> Titles:
    """Give what links to codes say when one points at them."""
    return Titles(tuple((code.label, f"{code.title}: {code.summary}") for code in codes))


def css_of(folder: Path, kind: str) -> Markup:
    """Join the style sheets that a kind of page carries, without comments and indents."""
    names = SHARED_CSS + EXTRA_CSS.get(kind, OTHER_CSS) + ("utilities",)
    text = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in names)
    rows = (row.strip() for row in COMMENT.sub("", text).splitlines())
    return Markup("\n".join(row for row in rows if row))  # noqa: S704 (our own files)


def version_of(folder: Path) -> str:
    """Give six letters that are others whenever a script is another.

    They stand behind the addresses of the scripts that search: those that were kept from an earlier
    visit never meet newer ones.
    """
    names = ("site.js", "results.js", *sorted(file.name for file in folder.glob("search*.js")))
    texts = b"".join((folder / name).read_bytes() for name in names)
    return hashlib.sha256(texts).hexdigest()[:6]


def day(iso: str) -> str:
    """Write a date as ``21 November 2026``."""
    date = datetime.date.fromisoformat(iso)
    return f"{date.day} {date:%B} {date.year}"


@lru_cache(maxsize=2)
def _environment(folder: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["day"] = day
    return environment
