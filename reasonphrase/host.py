"""What the host needs: response fields, redirects of the short forms, the list of addresses."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from reasonphrase.bodies import slug
from reasonphrase.model import Content
from reasonphrase.problems import Problem

PERMALINKS = "content/permalinks.txt"
FIELDS = (
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
SHARED = ("/*.json",)
# What the search loads on first use; the next pages take it from the browser's cache.
PARTS = ("index", "names", "numbers", "rank", "unpack", "words")
KEPT = ("/lunr.min.js", "/results.js", "/search.js", *(f"/search-{part}.js" for part in PARTS))
KEEP = "public, max-age=3600"


@dataclass(frozen=True)
class Redirect:
    """A short form and where it leads. ``force`` wins over a file of the same name."""

    source: str
    target: str
    force: bool = False

    def __str__(self) -> str:
        return f"{self.source} /{self.target} 301{'!' if self.force else ''}"


def policy(styles: Iterable[str]) -> str:
    """Give the Content-Security-Policy: own files only, the styles in pages by their hash."""
    hashes = sorted(
        base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in set(styles)
    )
    directives = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src " + " ".join(f"'sha256-{value}'" for value in hashes),
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    return "; ".join(directives)


def headers_file(styles: Iterable[str]) -> str:
    """Give the host's ``_headers``; ``styles`` are the style sheets that pages carry."""
    rows = ["/*", f"  Content-Security-Policy: {policy(styles)}"]
    rows += [f"  {name}: {value}" for name, value in FIELDS]
    for path in SHARED:
        rows += [path, "  Access-Control-Allow-Origin: *"]
    for path in KEPT:
        rows += [path, f"  Cache-Control: {KEEP}"]
    return "\n".join(rows) + "\n"


def redirects(content: Content) -> tuple[Redirect, ...]:
    """Give the short forms: ``/404``, ``/404.json``, ``/4xx`` and each name in kebab case."""
    found: dict[str, Redirect] = {}

    def add(source: str, target: str, force: bool = False) -> None:
        found.setdefault(source, Redirect(source, target, force))

    for code in content.codes:
        # The root's 404.html shadows /404 unless the rule is forced (tried with Netlify's own).
        add(f"/{code.label}", code.url, force=code.number == 404)
        add(f"/{code.label}.json", f"codes/{code.label}.json")
    for category in content.categories:
        add(f"/{category.key}", category.url)
    for code in content.codes:
        if not code.name.startswith("("):
            add(f"/{slug(code.name)}", code.url)
    for code in content.codes:
        names = [former.name for former in code.formerly] + [other.name for other in code.outside]
        for name in names:
            add(f"/{slug(name)}", code.url)
    return tuple(found.values())


def redirects_file(content: Content) -> str:
    """Give the host's ``_redirects``."""
    return "".join(f"{redirect}\n" for redirect in redirects(content))


def addresses(pages: Iterable[str], content: Content) -> tuple[str, ...]:
    """Give every address that the site answers: pages and short forms, sorted."""
    own = {f"/{page}" for page in pages}
    return tuple(sorted(own | {redirect.source for redirect in redirects(content)}))


def check_permalinks(text: str, answered: Iterable[str]) -> list[Problem]:
    """Give a problem for every address of the list that is no longer answered."""
    known, live = text.split("\n"), set(answered)
    return [
        Problem(
            PERMALINKS,
            line,
            f"{address} was published and is not there any more",
            "bring the page back, or give its new page the old name under formerly",
        )
        for line, address in enumerate(known, 1)
        if address and not address.startswith("#") and address not in live
    ]


def permalinks_file(text: str, answered: Iterable[str]) -> str:
    """Give the list with new addresses added; none is ever taken out."""
    head = [row for row in text.split("\n") if row.startswith("#")]
    known = {row for row in text.split("\n") if row and not row.startswith("#")}
    return "\n".join([*head, *sorted(known | set(answered))]) + "\n"
