"""What machines read: the JSON of all codes and of each, its schemas, sitemap and OpenSearch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from html import escape
from typing import Any

from reasonphrase.model import Code
from reasonphrase.prose import section_html
from reasonphrase.schema import DIALECT, record_schema
from reasonphrase.site import Pages, Render, Site
from reasonphrase.tables import Tables


def files(site: Site, tables: Tables, pages: Pages) -> Mapping[str, Render]:
    """Give every file for machines by its address."""
    return dict(_files(site, tables, pages))


def _files(site: Site, tables: Tables, pages: Pages) -> Iterator[tuple[str, Render]]:
    yield "codes.json", lambda: as_json({"codes": [entry(code) for code in site.content.codes]})
    for code in site.content.codes:
        yield f"codes/{code.label}.json", partial(_whole_json, code, site)
    yield "codes.schema.json", lambda: as_json(codes_schema(tables))
    yield "code.schema.json", lambda: as_json(code_schema(tables))
    yield "front-matter.schema.json", lambda: as_json(front_matter_schema(tables))
    yield "opensearch.xml", lambda: opensearch(site.settings.url)
    yield "robots.txt", lambda: robots(site.settings.url)
    if site.settings.url:
        yield "sitemap.xml", lambda: sitemap(site, pages)


def as_json(value: Any) -> str:
    """Write JSON with sorted keys and a final newline."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _whole_json(code: Code, site: Site) -> str:
    return as_json(whole_entry(code, site))


def as_script(name: str, text: str) -> str:
    """Write JSON (ASCII) as a classic script that sets ``window.NAME``."""
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"window.{name}=JSON.parse('{quoted}');\n"


def entry(code: Code) -> dict[str, Any]:
    """Give a code's entry: every field of its file, and class, url, constants."""
    return {
        **code.meta,
        "class": code.class_,
        "url": code.url,
        "constants": {constant.id: constant.expression for constant in code.constants},
    }


def whole_entry(code: Code, site: Site) -> dict[str, Any]:
    """Give the entry with its body: each section's id, heading and HTML."""
    sections = [
        {
            "id": section.id,
            "heading": section.heading,
            "html": section_html(section, "../", site.titles),
        }
        for section in code.sections
    ]
    return {**entry(code), "sections": sections}


def front_matter_schema(tables: Tables) -> dict[str, Any]:
    """Give the JSON Schema of a code file's front matter, for editors."""
    return {
        "$schema": DIALECT,
        "title": "Front matter of a code",
        **record_schema(tables.raw["fields"]["code"], tables.lists),
    }


def code_schema(tables: Tables) -> dict[str, Any]:
    """Give the JSON Schema of ``codes/404.json``."""
    schema = _entry_schema(tables)
    section = {
        "type": "object",
        "properties": {key: {"type": "string"} for key in ("id", "heading", "html")},
        "required": ["id", "heading", "html"],
        "additionalProperties": False,
    }
    schema["properties"]["sections"] = {"type": "array", "items": section}
    schema["required"].append("sections")
    return {"$schema": DIALECT, "title": "A status code", **schema}


def codes_schema(tables: Tables) -> dict[str, Any]:
    """Give the JSON Schema of ``codes.json``."""
    return {
        "$schema": DIALECT,
        "title": "All status codes",
        "type": "object",
        "properties": {"codes": {"type": "array", "items": _entry_schema(tables)}},
        "required": ["codes"],
        "additionalProperties": False,
    }


def _entry_schema(tables: Tables) -> dict[str, Any]:
    schema = record_schema(tables.raw["fields"]["code"], tables.lists)
    schema["properties"] |= {
        "class": {"enum": ["1xx", "2xx", "3xx", "4xx", "5xx", None]},
        "url": {"type": "string", "pattern": r"^codes/\d{3}\.html$"},
        "constants": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    schema["required"] += ["class", "url", "constants"]
    return schema


def opensearch(url: str) -> str:
    """Give the description with which a browser searches the site from its address bar."""
    template = f"{url}/search.html?q={{searchTerms}}" if url else "search.html?q={searchTerms}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        "<ShortName>Reason Phrase</ShortName>\n"
        "<Description>HTTP status codes by number, name or symptom</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(template)}"/>\n'
        "</OpenSearchDescription>\n"
    )


def robots(url: str) -> str:
    """Give robots.txt, with the sitemap where the host's address is known."""
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {url}/sitemap.xml\n" if url else "")


def sitemap(site: Site, pages: Pages) -> str:
    """Give the sitemap of all pages that may be found."""
    hidden = ("404.html", "search.html", "styleguide.html")
    rows = "".join(
        f"<url><loc>{escape(site.settings.url)}/{escape(url)}</loc></url>\n"
        for url in sorted(pages)
        if url not in hidden
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n' + rows + "</urlset>\n"
    )
