"""Every HTML page of the site: its address and how it is rendered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from reasonphrase import views
from reasonphrase.chooser_pages import chooser_pages
from reasonphrase.code_page import code_page
from reasonphrase.compare import compare_page
from reasonphrase.model import CLASSES, Category, Code, Guide, Question, SubCodeTable
from reasonphrase.site import Page, Pages, Render, Site
from reasonphrase.styleguide import styleguide_page
from reasonphrase.tools import tools_page


def pages(site: Site) -> Pages:
    """Give every page by its address; a page is rendered when it is asked for."""
    return dict(_pages(site))


def _pages(site: Site) -> Iterator[tuple[str, Render]]:
    content = site.content
    yield "index.html", lambda: home(site)
    yield "table.html", lambda: table(site)
    yield "search.html", lambda: search(site)
    yield "404.html", lambda: missing(site)
    yield "faq.html", lambda: answers(site)
    yield "guides.html", lambda: guides(site)
    yield "styleguide.html", lambda: styleguide_page(site)
    yield "tools.html", lambda: tools_page(site)
    yield "compare.html", lambda: compare_page(site)
    yield from chooser_pages(site)
    ends: list[Code | None] = [None, *content.codes, None]
    for (before, code), (_, after) in zip(pairwise(ends[:-1]), pairwise(ends[1:]), strict=True):
        if code:
            yield code.url, partial(code_page, site, code, before, after)
    for category in content.categories:
        yield category.url, partial(category_page, site, category)
    for question in content.questions:
        yield question.url, partial(question_page, site, question)
    for guide in content.guides:
        yield guide.url, partial(guide_page, site, guide)
    for subcodes in content.subcodes:
        yield subcodes.url, partial(subcodes_page, site, subcodes)


def home(site: Site) -> str:
    """Render the home page: the search, the filters and the map of all codes."""
    content = site.content
    page = site.page(
        "index.html",
        "home",
        "HTTP status codes",
        f"All {len(content.codes)} HTTP status codes, official and unofficial: what each means, "
        "who sends it, what to do, correct to the section of the RFC.",
        title="Reason Phrase: every HTTP status code explained",
    )
    groups = [(key, *_group(site, key)) for key in (*CLASSES, None)]
    return site.render(
        "index.html",
        page,
        groups=[
            {"key": key or "none", "title": title, "url": url, "codes": codes}
            for key, title, url, codes in groups
        ],
        classes=_class_filters(content.codes),
        standings=_standing_filters(content.codes),
        total=len(content.codes),
        starts=content.data["starts"]["ways"],
    )


def _group(site: Site, class_: str | None) -> tuple[str, str, tuple[Code, ...]]:
    codes = tuple(code for code in site.content.codes if code.class_ == class_)
    if class_ is None:
        return "Outside the classes", "categories/unofficial.html", codes
    return f"{class_} {CLASSES[class_]}", f"categories/{class_}.html", codes


def _class_filters(codes: tuple[Code, ...]) -> list[dict[str, object]]:
    counts = [(key, sum(code.class_ == key for code in codes)) for key in CLASSES]
    every = {"key": "all", "value": "", "label": "All", "count": len(codes)}
    return [every] + [
        {"key": key, "value": key, "label": key, "count": count} for key, count in counts
    ]


def _standing_filters(codes: tuple[Code, ...]) -> list[dict[str, object]]:
    counts: dict[str, int] = {}
    labels = {code.standing.key: code.standing.label for code in codes}
    for code in codes:
        counts[code.standing.key] = counts.get(code.standing.key, 0) + 1
    ordered = sorted(counts, key=lambda key: -counts[key])
    every = {"value": "", "label": "All", "count": len(codes)}
    return [every] + [{"value": key, "label": labels[key], "count": counts[key]} for key in ordered]


def table(site: Site) -> str:
    """Render the quick-reference table."""
    page = site.page(
        "table.html",
        "table",
        "Quick reference",
        "Every HTTP status code in one table: its name, what it means, and when a REST API "
        "sends it. Prints on one page.",
    )
    return site.render("table.html", page, codes=site.content.codes)


def search(site: Site) -> str:
    """Render the page that shows the results of ``?q=``."""
    page = site.page(
        "search.html",
        "search",
        "Search",
        "Find a status code by number, name, header field, constant or what went wrong.",
        hidden=True,
    )
    return site.render("search.html", page, categories=site.content.categories)


def missing(site: Site) -> str:
    """Render the host's page for an address that does not exist.

    It is served at any depth, so its links begin at the site's root where that is known.
    """
    page = site.page(
        "404.html", "missing", "No such page", "There is no page at this address.", hidden=True
    )
    base = site.settings.base_path
    rooted = Page(**{**vars(page), "root": base.rstrip("/") + "/" if base else ""})
    return site.render("404.html", rooted)


def answers(site: Site) -> str:
    """Render the list of all questions, by group."""
    page = site.page(
        "faq.html",
        "faq",
        "Questions and answers",
        "Short answers about HTTP status codes: which one to send, what the difference is, what "
        "to check when one turns up.",
    )
    groups = []
    for key, entry in site.content.data["values"]["group"].items():
        questions = [q for q in site.content.questions if q.group.key == key]
        if questions:
            ordered = sorted(questions, key=lambda q: q.question)
            groups.append({"key": key, "label": entry["label"], "questions": ordered})
    return site.render("faq.html", page, groups=groups)


def guides(site: Site) -> str:
    """Render the list of guides, sub-code tables and vendors."""
    page = site.page(
        "guides.html",
        "guides",
        "Guides",
        "Longer reading on HTTP status codes: error bodies, redirects, retries, caching, "
        "troubleshooting, and the codes of each vendor.",
    )
    vendors = [category for category in site.content.categories if category.senders]
    return site.render(
        "guides.html",
        page,
        guides=site.content.guides,
        subcodes=site.content.subcodes,
        vendors=vendors,
    )


def category_page(site: Site, category: Category) -> str:
    """Render a category: its introduction, the table of its codes, the rest of its text."""
    page = site.page(
        category.url,
        "category",
        category.title,
        category.summary,
        section="index.html",
        source=category.path,
        class_=category.class_,
    )
    parts = views.parts_of(category.sections, page.root, site)
    senses = [row for code in category.codes for row in views.senses_of(code, category.senders)]
    return site.render(
        "category.html",
        page,
        category=category,
        intro=[part for part in parts if not part.heading],
        body=[part for part in parts if part.heading],
        senses=senses,
        several=len({row.sender for row in senses}) > 1,
        tables=[t for t in site.content.subcodes if t.sender in category.senders],
    )


def question_page(site: Site, question: Question) -> str:
    """Render a question; a comparison shows its codes side by side."""
    page = site.page(
        question.url,
        "question",
        question.question,
        question.answer,
        section="faq.html",
        source=question.path,
    )
    return site.render(
        "question.html",
        page,
        question=question,
        structured=_structured(question),
        compared=question.compare,
        comparison=views.comparison_of(question.compare, site.content),
        body=views.parts_of(question.sections, page.root, site),
    )


def _structured(question: Question) -> str:
    """Give the question and its short answer as structured data (schema.org) for a script."""
    answer = {"@type": "Answer", "text": question.answer}
    entity = {"@type": "Question", "name": question.question, "acceptedAnswer": answer}
    data = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [entity]}
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def guide_page(site: Site, guide: Guide) -> str:
    """Render a guide."""
    page = site.page(
        guide.url, "guide", guide.title, guide.summary, section="guides.html", source=guide.path
    )
    return site.render(
        "guide.html", page, guide=guide, body=views.parts_of(guide.sections, page.root, site)
    )


def subcodes_page(site: Site, table: SubCodeTable) -> str:
    """Render a vendor's table of sub-codes."""
    page = site.page(
        table.url, "subcodes", table.title, table.summary, section="guides.html", source=table.path
    )
    by_number = site.content.by_number
    rows = [
        {
            "id": row.id,
            "name": row.name,
            "code": row.code,
            "meaning": row.meaning,
            "link": by_number.get(row.code) if row.code is not None else None,
        }
        for row in table.rows
    ]
    return site.render("subcodes.html", page, table=table, rows=rows)
