"""What a visitor waits for: bytes and requests."""

from __future__ import annotations

import gzip
import re

import pytest
from bs4 import BeautifulSoup

ONE_ROUND_TRIP = 14_600
SCRIPT = 6_144
CSS_LINES = range(400, 801)


@pytest.fixture(scope="module")
def pages(site) -> dict[str, str]:
    files = sorted(site.rglob("*.html"))
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in files}


@pytest.fixture(scope="module")
def heads(pages) -> dict[str, BeautifulSoup]:
    return {
        address: BeautifulSoup(text.partition("</head>")[0], "html.parser")
        for address, text in pages.items()
    }


def packed(text: str) -> int:
    return len(gzip.compress(text.encode("utf-8"), 9))


def test_every_page_fits_one_round_trip(pages):
    heavy = {address: packed(text) for address, text in pages.items()}
    assert {address: size for address, size in heavy.items() if size > ONE_ROUND_TRIP} == {}


def test_script_that_every_page_loads_is_small(site):
    assert packed((site / "site.js").read_text(encoding="utf-8")) <= SCRIPT


def test_first_paint_needs_the_page_alone(heads):
    """No style sheet, no font, no preload; scripts wait until the page is there."""
    waiting = {}
    for address, head in heads.items():
        links = head.select("link[rel~=stylesheet], link[rel~=preload], link[rel~=modulepreload]")
        scripts = head.select("script[src]:not([defer])")
        if links or scripts:
            waiting[address] = [str(tag) for tag in (*links, *scripts)]
    assert waiting == {}


def test_every_page_carries_its_style_in_its_head(heads):
    assert {len(head.find_all("style")) for head in heads.values()} == {1}


def test_no_script_stands_in_the_way_in_a_body(pages):
    wrong = [
        address
        for address, text in pages.items()
        if re.search(r"<(script|style|link)\b", text.partition("</head>")[2])
    ]
    assert wrong == []


def test_browser_waits_for_nothing_before_the_first_paint(page, base_url_served):
    for address in ("index.html", "codes/404.html", "table.html"):
        page.goto(f"{base_url_served}/{address}", wait_until="load")
        blocking = page.evaluate(
            """() => performance.getEntriesByType("resource")
              .filter((entry) => entry.renderBlockingStatus === "blocking")
              .map((entry) => entry.name)"""
        )
        assert blocking == []


def test_style_sheets_are_neither_bare_nor_bloated(root):
    files = sorted((root / "static" / "css").glob("*.css"))
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) in CSS_LINES
