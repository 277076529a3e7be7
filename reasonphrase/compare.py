"""Any two or three codes side by side: the page, and the data that its script reads."""

from __future__ import annotations

import json

from reasonphrase import views
from reasonphrase.machine import as_script
from reasonphrase.site import Site


def compare_page(site: Site) -> str:
    """Render the page; without script it lists the comparisons that are written out."""
    page = site.page(
        "compare.html",
        "compare",
        "Compare status codes",
        "Any two or three HTTP status codes side by side: meaning, retry, cache, content, fields.",
        section="faq.html",
    )
    written = [question for question in site.content.questions if question.compare]
    return site.render("compare.html", page, written=written, codes=site.content.codes)


def compare_script(site: Site) -> str:
    """Give the data as a classic script that sets ``reasonPhraseCompare``.

    ``labels`` are the rows; each code has its title, its cells, and the deciding differences to
    its neighbours; ``written`` names the comparisons that have a page, by their codes.
    """
    content = site.content
    rows = views.comparison_of(content.codes, content)
    cells = zip(*(row.cells for row in rows), strict=True)
    data = {
        "labels": [row.label for row in rows],
        "codes": {
            code.label: [
                code.name,
                code.class_ or "none",
                list(column),
                {f"{near.code:03d}": near.difference for near in code.related},
            ]
            for code, column in zip(content.codes, cells, strict=True)
        },
        "written": {
            " ".join(sorted(code.label for code in question.compare)): [
                question.url,
                question.question,
                question.deciding,
            ]
            for question in content.questions
            if question.compare
        },
    }
    return as_script("reasonPhraseCompare", json.dumps(data, ensure_ascii=True, sort_keys=True))
