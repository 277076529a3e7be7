"""Every page under axe-core and the HTML checker."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import ROOT
from playwright.sync_api import Browser, Page

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """async (tags) => {
  const options = { runOnly: tags, resultTypes: ["violations"], preload: false };
  // There the colours are the visitor's own; axe reads what the page had asked for.
  if (matchMedia("(forced-colors: active)").matches) {
    options.rules = { "color-contrast": { enabled: false } };
  }
  const found = await axe.run(document, options);
  return found.violations
    .map(({ id, nodes }) => id + ": " + nodes.map((node) => node.target).join(", "));
}"""
LOOKS = {
    "dark": {"color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 568}},
    "forced colours": {"forced_colors": "active"},
}

# What the checker says of valid pages: it does not know these parts of CSS yet, and the attribute
# is one that the host reads and takes out. Each is the whole of its message.
KNOWN = (
    "CSS: Unrecognized at-rule “@view-transition”",
    "CSS: “view-transition-name”: Property “view-transition-name” doesn't exist.",
    "Attribute “netlify-honeypot” not allowed on element “form” at this point.",
)


def addresses(site: Path) -> list[str]:
    return [file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html"))]


@pytest.fixture(scope="session")
def one_of_each(site) -> list[str]:
    """The heaviest page of each kind; the class of its body names the kind."""
    heaviest: dict[str, tuple[int, str]] = {}
    for address in addresses(site):
        text = (site / address).read_text(encoding="utf-8")
        kind = re.search(r'<body class="([^"]*)"', text)[1] + address.partition("/")[0]
        heaviest[kind] = max(heaviest.get(kind, (0, "")), (len(text), address))
    return sorted(address for _, address in heaviest.values())


@pytest.fixture
def looking(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that looks as the parameter says, with axe in it."""
    context = browser.new_context(**request.param)
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def violations(page: Page, url: str) -> list[str]:
    page.goto(url)
    return page.evaluate(RUN, TAGS)


def wrong(page: Page, base: str, pages: list[str]) -> dict[str, list[str]]:
    found = {address: violations(page, f"{base}/{address}") for address in pages}
    return {address: said for address, said in found.items() if said}


@pytest.mark.parametrize("looking", [{}], ids=["light"], indirect=True)
@pytest.mark.parametrize("folder", ["codes", "faq", "the rest"])
def test_no_page_has_a_barrier(looking, site, folder):
    own = [
        address
        for address in addresses(site)
        if (address.partition("/")[0] == folder)
        or (folder == "the rest" and not address.startswith(("codes/", "faq/")))
    ]
    assert own
    assert wrong(looking, site.as_uri(), own) == {}


@pytest.mark.parametrize("looking", LOOKS.values(), ids=LOOKS, indirect=True)
def test_no_kind_of_page_has_a_barrier_in_another_look(looking, site, one_of_each):
    assert wrong(looking, site.as_uri(), one_of_each) == {}


@pytest.mark.parametrize("looking", [{}, LOOKS["dark"], LOOKS["narrow"]],
                         ids=["light", "dark", "narrow"], indirect=True)  # fmt: skip
@pytest.mark.parametrize("address", ["index.html", "codes/404.html", "search.html"])
def test_open_search_is_no_barrier(looking, site, address):
    looking.goto(f"{site.as_uri()}/{address}")
    for text in ("timeout", "401 vs 403", "432", "qqqqzzzz"):
        looking.locator("#search").fill(text)
        looking.locator(f'#results[data-query="{text}"]').wait_for()
        looking.keyboard.press("ArrowDown")
        assert looking.evaluate(RUN, TAGS) == []


@pytest.mark.parametrize("looking", [{}], ids=["light"], indirect=True)
def test_axe_is_really_run(looking, site):
    """A barrier put into a page is found."""
    looking.goto(f"{site.as_uri()}/codes/404.html")
    looking.evaluate("document.querySelector('h1').remove()")
    assert [said.partition(":")[0] for said in looking.evaluate(RUN, TAGS)] == [
        "page-has-heading-one"
    ]


# ---- the HTML checker ---------------------------------------------------------------------------


def checked(*files: Path) -> list[str]:
    """Give what the checker has against HTML files, without what it does not know."""
    command = ["java", "-Xss4m", "-jar", str(VNU), "--errors-only", "--skip-non-html"]
    said = subprocess.run(
        [*command, "--format", "json", *map(str, files)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    messages = json.loads(said.stderr)["messages"]
    return [f"{m['url']}: {m['message']} {m.get('extract', '')}" for m in messages if not known(m)]


def known(message: dict) -> bool:
    """Whether it is one of these, or what the first of them makes it misread just behind."""
    behind = message["message"] == "CSS: Parse Error." and "nsition-group(" in message["extract"]
    return message["message"] in KNOWN or behind


def test_html_of_every_page_is_valid(site):
    assert sorted({line.partition(": ")[2] for line in checked(site)}) == []


def test_html_checker_is_really_run(site, tmp_path):
    text = (site / "codes" / "404.html").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(text.replace("<h1>", "<h1 wrong>"), encoding="utf-8")
    assert any("Attribute “wrong” not allowed" in line for line in checked(tmp_path))
