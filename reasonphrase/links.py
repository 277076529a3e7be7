"""Checks what prose points at: pages and their parts, codes, sections of RFCs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from reasonphrase.bodies import (
    BUILT_SECTIONS,
    CITATION,
    LINK,
    REFERENCE,
    anchors_of,
    lines_of,
    sections_of,
)
from reasonphrase.problems import Problem, suggest
from reasonphrase.sources import Source
from reasonphrase.tables import Tables

Sources = Mapping[str, tuple[Source, ...]]
Addresses = Mapping[str, frozenset[str] | None]

FOLDERS = {"code": "codes", "category": "categories", "question": "faq", "guide": "guides"}
ALONE = (
    "index.html", "search.html", "table.html", "faq.html", "guides.html", "choose.html",
    "compare.html", "tools.html", "codes.json", "code.schema.json", "codes.schema.json",
)  # fmt: skip


def addresses(sources: Sources, subcodes: tuple[Source, ...]) -> Addresses:
    """Give every address with its ids; None where the ids are not looked at."""
    found: dict[str, frozenset[str] | None] = dict.fromkeys(ALONE)
    for kind, folder in FOLDERS.items():
        for source in sources[kind]:
            ids = _anchors(source.body, source.body_line, kind == "code") if source.meta else None
            found[f"{folder}/{source.stem}.html"] = ids
    for source in subcodes:
        rows = source.meta.get("rows")
        given = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        ids = frozenset(row["id"] for row in given if isinstance(row.get("id"), str))
        found[f"subcodes/{source.stem}.html"] = ids
    return found


@lru_cache(maxsize=1024)
def _anchors(body: str, first: int, code: bool) -> frozenset[str]:
    sections = sections_of(body, first, fixed=code)
    built = set(BUILT_SECTIONS.values()) if code else set()
    return frozenset(anchors_of(sections) | built)


def check(
    source: Source, tables: Tables, numbers: set[int], addresses: Addresses
) -> Iterator[Problem]:
    """Give every dead link, unknown code and unknown section in a body."""
    own = _anchors(source.body, source.body_line, source.path.startswith("content/codes/"))
    for line, kind, target in _mentions(source):
        wrong = None
        if kind == "code" and int(target[0]) not in numbers:
            mend = f"write content/codes/{target[0]}.md, or take the brackets out"
            wrong = f"[{target[0]}] has no page", mend
        elif kind == "citation":
            wrong = unknown_section(target[0], target[1], tables)
        elif kind == "link":
            wrong = _dead(target[0], addresses, own)
        if wrong:
            yield Problem(source.path, line, *wrong)


@lru_cache(maxsize=1024)
def _mentions(source: Source) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """Give what a body points at: the line, the kind, and the target."""
    found: list[tuple[int, str, tuple[str, ...]]] = []
    for line in lines_of(source.body, source.body_line):
        prose = line.prose
        found += [(line.number, "code", (number,)) for number in REFERENCE.findall(prose)]
        found += [(line.number, "citation", pair) for pair in CITATION.findall(prose)]
        found += [(line.number, "link", (target,)) for target in LINK.findall(prose)]
    return tuple(found)


def unknown_section(rfc: int | str, section: str | None, tables: Tables) -> tuple[str, str] | None:
    """Give what is wrong with a citation, and the mend; None when it stands."""
    if str(rfc) not in tables.raw["rfcs"]:
        return f"RFC {rfc} is not in content/data/rfcs.yaml", "mend the number, or add the RFC"
    sections = tables.sections(int(str(rfc)))
    if section and sections and section not in sections:
        parent = str(section).rpartition(".")[0]
        near = parent if parent in sections else ""
        return (
            f"RFC {rfc} has no section {section}",
            f'write "{near}" or another that is there' if near else "write one that is there",
        )
    return None


def _dead(target: str, addresses: Addresses, own: frozenset[str]) -> tuple[str, str] | None:
    """Give what is wrong with a link's target, and the mend; None when it leads somewhere."""
    if target.startswith(("https://", "http://")):
        return None
    page, _, fragment = target.partition("#")
    page = page.partition("?")[0]
    if page and page not in addresses:
        return f'no page has the address "{target}"', suggest(page, addresses)
    ids = addresses[page] if page else own
    if fragment and ids is not None and fragment not in ids:
        return f'"{page or "this page"}" has no part "#{fragment}"', suggest(fragment, sorted(ids))
    return None
