"""The page that shows every component, for whoever changes the design."""

from __future__ import annotations

from reasonphrase import views
from reasonphrase.code_page import languages_of
from reasonphrase.prose import highlighted
from reasonphrase.site import Site

SAMPLES = (0, 103, 204, 304, 404, 499, 503)
EXAMPLE = (
    "HTTP/1.1 404 Not Found\nContent-Type: application/problem+json\n\n"
    '{"title": "No such order", "status": 404}'
)


def styleguide_page(site: Site) -> str:
    """Render the style guide; it is not in the sitemap and asks not to be indexed."""
    page = site.page(
        "styleguide.html",
        "styleguide",
        "Style guide",
        "Every component of the site in every state.",
        hidden=True,
    )
    content = site.content
    samples = tuple(content.code(n) for n in SAMPLES if n in content.by_number)
    code = content.code(404)
    return site.render(
        "styleguide.html",
        page,
        samples=samples,
        facts=views.facts_of(code, content),
        example=highlighted(EXAMPLE, "http"),
        shell=highlighted("curl -i https://api.example.com/orders/4711", "sh"),
        languages=languages_of(code, site),
        phrases=(),
        compared=samples[3:5],
        comparison=views.comparison_of(samples[3:5], content),
        related=views.neighbours_of(code, content)[:2],
    )
