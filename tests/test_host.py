"""Files for the host, read by the host's own parsers."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess

import pytest
from helpers import ROOT

from reasonphrase import host
from reasonphrase.bodies import slug

PARSE = """
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";
const [headersFile, redirectsFile, netlifyConfigPath] = process.argv.slice(1);
const headers = await parseAllHeaders({
  headersFiles: [headersFile], netlifyConfigPath, configHeaders: [], minimal: false });
const redirects = await parseAllRedirects({
  redirectsFiles: [redirectsFile], netlifyConfigPath, configRedirects: [], minimal: false });
const errors = [...headers.errors, ...redirects.errors].map(String);
const rules = headers.headers.map((rule) => ({ ...rule, pattern: rule.forRegExp.source }));
console.log(JSON.stringify({ headers: rules, redirects: redirects.redirects, errors }));
"""
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
# What Netlify lets nobody set.
REFUSED = {
    "accept-ranges", "age", "allow", "alt-svc", "connection", "content-encoding",
    "content-length", "content-range", "date", "location", "server", "trailer",
    "transfer-encoding", "upgrade",
}  # fmt: skip


@pytest.fixture(scope="module")
def parsed(site):
    """What Netlify's parsers make of the built files and of netlify.toml."""
    done = subprocess.run(
        ["node", "--input-type=module", "-e", PARSE, "--",
         site / "_headers", site / "_redirects", ROOT / "netlify.toml"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_host_reads_both_files_without_an_error(parsed):
    assert parsed["errors"] == []


def test_host_sees_every_redirect_that_is_meant(parsed, content):
    meant = host.redirects(content)
    seen = [(r["path"], r["to"], r["status"], r["force"]) for r in parsed["redirects"]]
    assert len(seen) > 200
    assert seen == [(r.source, f"/{r.target}", 301, r.force) for r in meant]


def test_host_sees_every_field_that_is_meant(parsed, site):
    rules = {rule["for"]: rule["values"] for rule in parsed["headers"]}
    assert set(rules) == {"/*", *host.SHARED, *host.KEPT}
    names = [name for name, _ in host.FIELDS]
    assert list(rules["/*"]) == ["Content-Security-Policy", *names]
    assert {name: rules["/*"][name] for name in names} == dict(host.FIELDS)
    text = (site / "_headers").read_text(encoding="utf-8")
    assert text.count("\n  ") == sum(len(values) for values in rules.values())


def test_host_lets_every_field_be_set(parsed):
    names = {name.lower() for rule in parsed["headers"] for name in rule["values"]}
    assert names & REFUSED == set()


@pytest.mark.parametrize(
    ("path", "matches"), [("/codes.json", True), ("/codes/404.json", True), ("/a.html", False)]
)
def test_data_may_be_read_from_other_sites(parsed, path, matches):
    rule = next(rule for rule in parsed["headers"] if rule["for"] == "/*.json")
    assert rule["values"] == {"Access-Control-Allow-Origin": "*"}
    assert bool(re.fullmatch(rule["pattern"], path, re.IGNORECASE)) is matches


def _policy(parsed) -> dict[str, list[str]]:
    rule = next(rule for rule in parsed["headers"] if rule["for"] == "/*")
    directives = rule["values"]["Content-Security-Policy"].split("; ")
    return {name: rest.split(" ") for name, _, rest in (d.partition(" ") for d in directives)}


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_policy_allows_the_style_of_every_page_and_no_other(parsed, site):
    used = {}
    for file in sorted(site.rglob("*.html")):
        styles = STYLE.findall(file.read_text(encoding="utf-8"))
        assert len(styles) == 1, file.name
        used[_hash(styles[0])] = file.name
    allowed = _policy(parsed)["style-src"]
    assert {used[h] for h in used if h not in allowed} == set()
    assert set(allowed) == set(used), "a hash that no page needs"


def test_policy_allows_no_inline_script_and_nothing_of_others(parsed):
    policy = _policy(parsed)
    assert policy.pop("style-src")
    assert policy == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }


def test_pages_need_nothing_that_the_policy_forbids(site):
    found = [
        (file.name, match)
        for file in sorted(site.rglob("*.html"))
        for match in re.findall(
            r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>|\sstyle=|\son\w+=",
            re.sub(r"<(pre|code)\b.*?</\1>", "", file.read_text(encoding="utf-8"), flags=re.S),
        )
    ]
    assert found == []


def test_404_is_forced_because_the_root_file_shadows_it(parsed):
    forced = [r["path"] for r in parsed["redirects"] if r["force"]]
    assert forced == ["/404"]


def test_no_redirect_is_shadowed_by_a_page(parsed, site):
    files = {f"/{f.relative_to(site).as_posix()}" for f in site.rglob("*") if f.is_file()}
    hidden = [
        r["path"]
        for r in parsed["redirects"]
        if not r["force"] and ({r["path"], f"{r['path']}.html", f"{r['path']}/index.html"} & files)
    ]
    assert hidden == []


def test_every_redirect_leads_to_a_file_of_the_site(parsed, site):
    assert [r["to"] for r in parsed["redirects"] if not (site / r["to"][1:]).is_file()] == []


def test_every_source_is_one_path_in_kebab_case(parsed):
    wrong = [r["path"] for r in parsed["redirects"] if not re.fullmatch(r"/[a-z0-9.-]+", r["path"])]
    sources = [r["path"] for r in parsed["redirects"]]
    assert wrong == []
    assert len(sources) == len(set(sources))


def _targets(parsed) -> dict[str, str]:
    return {r["path"]: r["to"] for r in parsed["redirects"]}


def test_every_number_and_class_redirects(parsed, content):
    targets = _targets(parsed)
    for code in content.codes:
        assert targets[f"/{code.label}"] == f"/{code.url}"
        assert targets[f"/{code.label}.json"] == f"/codes/{code.label}.json"
    for category in content.categories:
        assert targets[f"/{category.key}"] == f"/{category.url}"


def test_every_name_redirects_to_its_code(parsed, content):
    """Where two codes have one name, the registered one has it."""
    targets = _targets(parsed)
    owners: dict[str, list] = {}
    for code in content.codes:
        if not code.name.startswith("("):
            owners.setdefault(slug(code.name), []).append(code)
    for name, codes in owners.items():
        best = min(codes, key=lambda code: (not code.registered, code.number))
        assert targets[f"/{name}"] == f"/{best.url}"


def test_every_former_and_outside_name_redirects(parsed, content):
    targets = _targets(parsed)
    for code in content.codes:
        for name in (*code.formerly, *code.outside):
            if not name.name.startswith("("):
                assert f"/{slug(name.name)}" in targets, (code.number, name.name)


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("/too-many-requests", 429),
        ("/payload-too-large", 413),
        ("/im-a-teapot", 418),
        ("/unprocessable-entity", 422),
        ("/request-header-fields-too-large", 431),
        ("/000", 0),
    ],
)
def test_well_known_short_forms_lead_where_they_should(parsed, source, number):
    assert _targets(parsed)[source] == f"/codes/{number:03d}.html"
