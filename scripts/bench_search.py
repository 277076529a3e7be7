"""Measures the search in Chromium, from disk: quality by kind of query, bytes, and latencies.

Queries come from two files of tests/data, those that the search was tuned with and fresh ones, or
from files named as arguments. Each is typed into
the field of the home page and the list of results is read back. The rules are those of the file
tests/data/README.md.

Latencies are told at full speed and with the processor slowed 4 times, and beside them those of a
bare lunr script (names, keywords and summaries of the codes, ten links) on the same machine: how
long a browser is held up by others differs from machine to machine.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reasonphrase.host import KEPT  # noqa: E402 (the root has to be on the path first)

SITE = ROOT / "site"
DATA = ROOT / "tests" / "data"
QUERIES = (DATA / "queries.jsonl", DATA / "queries-fresh.jsonl")
TYPED = (
    "upstream took too long",
    "unprocessable entity",
    "429",
    "payload too large",
    "401 vs 403",
    "cloudflare ssl handshake",
    "site moved to new domain",
    "HttpStatus.NOT_FOUND",
)
READ = """query => {
  const field = document.getElementById('search');
  field.value = query;
  field.dispatchEvent(new Event('input', {bubbles: true}));
  const list = document.getElementById('results');
  if (list.dataset.query !== field.value) throw new Error('results of another query');
  return [...list.querySelectorAll('[data-id]')].map(link => link.dataset.id);
}"""
# What a key costs: from the key to the field's event, the work on it, and the layout after it.
WATCH = """() => {
  const list = document.getElementById('results');
  const now = () => performance.now();
  let key = 0, event = 0;
  window.times = [];
  addEventListener('keydown', () => { key = now(); }, true);
  addEventListener('input', () => { event = now(); }, true);
  addEventListener('input', () => {
    const done = now();
    list.getBoundingClientRect();
    window.times.push([done - event, now() - event, now() - key]);
  });
}"""
# The first use: how long after the last script has run the results stand.
COLD = """() => new Promise((done) => {
  const field = document.getElementById('search'), list = document.getElementById('results');
  let there = 0;
  document.addEventListener('load', ({target}) => {
    if (target.tagName === 'SCRIPT') there = performance.now();
  }, true);
  new MutationObserver(() => done(performance.now() - there))
    .observe(list, {attributeFilter: ['data-query']});
  field.focus();
  field.value = 'gateway';
  field.dispatchEvent(new Event('input', {bubbles: true}));
})"""
SPANS = ("event to results", "event to layout", "key to layout")
BARE = """<!doctype html><title>Bare lunr</title><input id="search"><ul id="results"></ul>
<script src="lunr.min.js"></script><script src="codes.js"></script><script>
const names = new Map(codes.map((code) => [String(code.code), code.name]));
const index = lunr(function () {
  this.ref('code'); this.field('name', {boost: 10}); this.field('keywords'); this.field('summary');
  for (const code of codes) this.add(code);
});
document.getElementById('search').addEventListener('input', (event) => {
  const words = event.target.value.toLowerCase().split(/[^0-9a-z]+/).filter(Boolean);
  const found = words.length ? index.query((query) => words.forEach((word) => {
    query.term(word, {boost: 100});
    query.term(word, {boost: 10, wildcard: lunr.Query.wildcard.TRAILING});
    if (word.length > 4) query.term(word, {editDistance: 1});
  })) : [];
  document.getElementById('results').replaceChildren(...found.slice(0, 10).map(({ref}) => {
    const link = document.createElement('a'), row = document.createElement('li');
    link.href = ref; link.textContent = ref + ' ' + names.get(ref); row.append(link);
    return row;
  }));
});
</script>"""


@dataclass(frozen=True)
class Verdict:
    """How a query did: whether rank 1, and one of the first three, was right."""

    query: dict[str, Any]
    answers: tuple[str, ...]
    first: bool
    third: bool


def main(arguments: list[str]) -> int:
    """Print everything. Gives 1 when an input raised an error."""
    files = [Path(argument) for argument in arguments] or list(QUERIES)
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path)
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        _open(page)
        for file in files:
            _quality(page, file)
        _bytes()
        _cold(browser)
        with TemporaryDirectory() as folder:
            _bare(Path(folder))
            for name, start in (("this site", SITE), ("bare lunr", Path(folder))):
                for rate in (1, 4):
                    _latency(page, name, start / "index.html", rate)
        browser.close()
    print("\n".join(errors))
    return int(bool(errors))


def _open(page: Page) -> None:
    page.goto((SITE / "index.html").as_uri())
    page.locator("#search").fill("404")
    page.locator("#results [data-id]").first.wait_for()


def _quality(page: Page, file: Path) -> None:
    queries = [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines()]
    verdicts = [judge(query, tuple(page.evaluate(READ, query["q"]))) for query in queries]
    print(f"{file.name}: {len(queries)} queries")
    for kind in dict.fromkeys(query["kind"] for query in queries):
        _line(kind, [verdict for verdict in verdicts if verdict.query["kind"] == kind])
    _line("all", verdicts)
    for verdict in verdicts:
        if not (verdict.first and verdict.third):
            wanted, got = verdict.query["first"], " ".join(verdict.answers[:5])
            print(f"  missed: {verdict.query['q']!r} wants {wanted}, gives {got}")


def _line(kind: str, verdicts: list[Verdict]) -> None:
    first = 100 * sum(verdict.first for verdict in verdicts) / len(verdicts)
    third = 100 * sum(verdict.third for verdict in verdicts) / len(verdicts)
    print(f"  {kind:16} {len(verdicts):4}  success@1 {first:5.1f}  success@3 {third:5.1f}")


def judge(query: dict[str, Any], found: tuple[str, ...]) -> Verdict:
    """Judge the ids of the results, in order, by the rule of the query."""
    answers = tuple(dict.fromkeys(found))[:10]
    wanted = query["first"]
    rule = query["rule"]
    if rule == "no-error" and not wanted:
        return Verdict(query, answers, first=True, third=True)
    right = [matches(answer, wanted) for answer in answers]
    if rule == "all-prefix":
        return Verdict(query, answers, bool(right) and all(right), bool(right) and all(right[:3]))
    if rule == "both":
        compares = [names_all(answer, wanted) for answer in answers]
        both = any(compares[:3]) or all(f"{code:03d}" in answers[:3] for code in wanted)
        return Verdict(query, answers, bool(right) and (right[0] or compares[0]), both)
    return Verdict(query, answers, bool(right) and right[0], any(right[:3]))


def matches(answer: str, wanted: Iterable[int | str]) -> bool:
    """Whether an id is one of the answers: a code, a class, or a pattern such as ``40*``."""
    for one in wanted:
        if isinstance(one, int):
            if answer == f"{one:03d}":
                return True
        elif one.endswith("*"):
            codes = [answer, *re.findall(r"\d{3}", answer)]
            if any(code.startswith(one[:-1]) for code in codes):
                return True
        elif answer == one:
            return True
    return False


def names_all(answer: str, codes: Iterable[int]) -> bool:
    """Whether an id names all of the codes, as that of a comparison does."""
    return all(f"{code:03d}" in re.findall(r"\d{3}", answer) for code in codes)


def _bytes() -> None:
    print("compressed with gzip -9")
    engine = {"lunr.min.js", "search-index.js"}
    others = {path.removeprefix("/") for path in KEPT} - engine
    groups = {"site.js": {"site.js"}, "lunr.js and index": engine, "search's own scripts": others}
    for label, names in groups.items():
        total = sum(len(gzip.compress((SITE / name).read_bytes(), 9)) for name in names)
        print(f"  {label:32} {total:6} bytes")


def _cold(browser: Browser) -> None:
    """Type into the field of a page that has loaded nothing yet, ten times."""
    times = []
    for _ in range(10):
        context = browser.new_context()
        page = context.new_page()
        page.goto((SITE / "codes" / "404.html").as_uri())
        page.wait_for_timeout(300)  # as between a visitor's arrival and first words
        times.append(page.evaluate(COLD))
        context.close()
    times.sort()
    print(f"first use, files there to results: p50 {times[5]:.0f} ms, most {times[-1]:.0f} ms")


def _bare(folder: Path) -> None:
    """Write the page of the bare lunr script."""
    codes = json.loads((SITE / "codes.json").read_text(encoding="utf-8"))["codes"]
    kept = [{key: code[key] for key in ("code", "name", "summary", "keywords")} for code in codes]
    (folder / "codes.js").write_text(f"const codes = {json.dumps(kept)};", encoding="utf-8")
    (folder / "index.html").write_text(BARE, encoding="utf-8")
    shutil.copy(SITE / "lunr.min.js", folder)


def _latency(page: Page, name: str, start: Path, rate: int) -> None:
    """Type everything four times, key by key, and print what a key costs."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.goto(start.as_uri())
    field = page.locator("#search")
    field.press_sequentially("gateway")
    page.locator("#results a").first.wait_for()
    page.wait_for_timeout(1000)  # what is done ahead, as between a visitor's focus and first words
    page.evaluate(WATCH)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    for _ in range(4):
        for text in TYPED:
            field.fill("")
            field.press_sequentially(text)
    times = page.evaluate("window.times")
    print(f"{name}, slowed {rate} times, {len(times)} keys")
    for place, span in enumerate(SPANS):
        own = sorted(row[place] for row in times)
        p50, p99 = own[len(own) // 2], own[int(len(own) * 0.99)]
        print(f"  {span:17} p50 {p50:5.1f} ms  p99 {p99:5.1f} ms  most {own[-1]:5.1f} ms")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
