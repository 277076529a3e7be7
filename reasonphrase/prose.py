"""Turns Markdown into HTML: citations and code links written out, examples highlighted."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from reasonphrase.bodies import CITATION, slug
from reasonphrase.model import Section
from reasonphrase.records import Citation

FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SCROLLER = {"class": "scroll", "tabindex": "0", "role": "group", "aria-label": "Table"}
LEXERS = {"sh": "bash", "apache": "apacheconf"}
SPACE = re.compile(r'<span class="w">(\s+)</span>')
PLAIN = HtmlFormatter(nowrap=True)


@dataclass(frozen=True)
class Titles:
    """What a link to a code says when one points at it: hashable, so that pages can be kept."""

    by_number: tuple[tuple[str, str], ...]

    @property
    def references(self) -> Mapping[str, str]:
        """The title of each code by its three digits."""
        return dict(self.by_number)


@lru_cache(maxsize=4096)
def html_of(markdown: str, section: str, root: str, titles: Titles) -> str:
    """Give the HTML of Markdown.

    ``section`` is the id that ``###`` headings put before their own; ``root`` leads from the page
    to the site's root (``../``); ``titles`` are the codes that ``[404]`` may name.
    """
    reader = _reader(titles).reset()
    reader.references = {
        number: (f"codes/{number}.html", title) for number, title in titles.by_number
    }
    reader.root, reader.section = root, section  # type: ignore[attr-defined]
    return reader.convert(markdown)


def section_html(section: Section, root: str, titles: Titles) -> str:
    """Give the HTML of a section's text, without its heading."""
    return html_of(section.markdown, section.id, root, titles)


def highlighted(text: str, language: str) -> str:
    """Give a code block with the classes of Pygments; plain where it knows no such language."""
    if language == "text":
        inner = escape(text, quote=False)
    else:
        lexer = get_lexer_by_name(LEXERS.get(language, language), stripnl=False)
        inner = SPACE.sub(r"\1", highlight(text, lexer, PLAIN).rstrip("\n"))
    return f'<pre data-language="{language}" tabindex="0"><code>{inner}</code></pre>'


def citation_link(citation: Citation) -> str:
    """Give a link to a section of a specification."""
    return f'<a class="cite" href="{escape(citation.url)}">{escape(citation.label)}</a>'


@lru_cache(maxsize=4)
def _reader(_: Titles) -> Markdown:
    return Markdown(extensions=["tables", "sane_lists", "def_list", _House()], output_format="html")


class _House(Extension):
    """The rules of this site, on top of Markdown. Raw HTML is text here."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_Fences(md), "fences", 25)
        md.inlinePatterns.register(_Citations(CITATION.pattern, md), "citations", 60)
        md.treeprocessors.register(_Finish(md), "finish", 5)


class _Fences(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        def keep(found: re.Match[str]) -> str:
            block = highlighted(found[2].removesuffix("\n"), found[1])
            return f"\n\n{self.md.htmlStash.store(block)}\n\n"

        return FENCED.sub(keep, "\n".join(lines)).split("\n")


class _Citations(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 (the library's name)
        self, m: re.Match[str], _: str
    ) -> tuple[etree.Element, int, int]:
        citation = Citation(int(m[1]), m[2])
        link = etree.Element("a", {"class": "cite", "href": citation.url})
        link.text = citation.label
        return link, m.start(0), m.end(0)


class _Finish(Treeprocessor):
    """Gives headings their ids, makes links relative, lets wide tables scroll."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag in ("h3", "h4"):
                element.set("id", f"{self.md.section}-{slug(''.join(element.itertext()))}")  # type: ignore[attr-defined]
            if element.tag == "th" and not "".join(element.itertext()).strip():
                element.tag = "td"
            if element.tag == "a":
                self._link(element)
        for parent in list(root.iter()):
            for place, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[place] = _scroller(child)

    def _link(self, link: etree.Element) -> None:
        href = link.get("href", "")
        if not re.match(r"[a-z]+:|#", href):
            link.set("href", self.md.root + href)  # type: ignore[attr-defined]


def _scroller(table: etree.Element) -> etree.Element:
    box = etree.Element("div", SCROLLER)
    box.append(table)
    return box
