"""The page of tools: what its script finds in real captures, and that nothing upsets it."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from reasonphrase import tools
from reasonphrase.site import Settings, Site
from reasonphrase.sources import parse_data

ROOT = Path(__file__).resolve().parent.parent
CAPTURES = ROOT / "tests" / "captures"
SCRIPT = ROOT / "static" / "tools.js"
DATA = ROOT / "content" / "data" / "fingerprints.yaml"
EXPECTED = yaml.safe_load((CAPTURES / "expected.yaml").read_text(encoding="utf-8"))
FINGERPRINTS = yaml.safe_load(DATA.read_text(encoding="utf-8"))["fingerprints"]
NOW = 1795252364000  # Sat, 21 Nov 2026 09:12:44 GMT
BUDGET = 14_600

# Loads the script as the page does, then runs what comes in on the data that comes in.
RUNNER = """
const fs = require("fs"), vm = require("vm");
globalThis.window = globalThis;
const [script, fingerprints, job, cases] = JSON.parse(fs.readFileSync(0, "utf8"));
vm.runInThisContext(fingerprints);
vm.runInThisContext(script);
const run = new Function("T", "D", "one", "return " + job);
const T = reasonPhraseTools, D = reasonPhraseFingerprints;
console.log(JSON.stringify(cases.map((one) => run(T, D, one) ?? null)));
"""


@pytest.fixture(scope="module")
def made(content) -> Site:
    return Site(content, Settings(ROOT))


@pytest.fixture(scope="module")
def run(made):
    """Runs an expression of T (the tools), D (the fingerprints) and one (a case) in Node."""
    script = SCRIPT.read_text(encoding="utf-8")
    data = tools.fingerprints_script(made)

    def call(job: str, cases: list[Any]) -> list[Any]:
        done = subprocess.run(
            [str(shutil.which("node")), "-e", RUNNER],
            input=json.dumps([script, data, job, cases]),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return call


@pytest.fixture(scope="module")
def identified(run) -> dict[str, Any]:
    """What the script says of every capture, by name."""
    job = "({...T.identify(one, D), verdict: T.verdict(T.identify(one, D), D)})"
    return dict(zip(EXPECTED, run(job, [capture(name) for name in EXPECTED]), strict=True))


def capture(name: str) -> str:
    return (CAPTURES / f"{name}.txt").read_text(encoding="utf-8")


# ---- who sent this --------------------------------------------------------------------------


def test_every_capture_has_an_expectation():
    assert sorted(EXPECTED) == sorted(file.stem for file in CAPTURES.glob("*.txt"))
    assert len(EXPECTED) >= 25


@pytest.mark.parametrize("name", EXPECTED)
def test_capture_names_code_maker_and_way(identified, name: str):
    found = identified[name]
    assert {key: found[key] for key in EXPECTED[name]} == EXPECTED[name], [
        item["fingerprint"]["id"] for item in found["evidence"]
    ]


def test_unknown_captures_are_called_unknown(identified):
    unknown = [name for name in EXPECTED if name.startswith("unknown")]
    assert len(unknown) >= 5
    for name in unknown:
        assert "Unknown: nothing here tells who made it." in identified[name]["verdict"]


def test_every_fingerprint_is_shown_by_a_capture(identified):
    seen = {
        item["fingerprint"]["id"] for found in identified.values() for item in found["evidence"]
    }
    assert {row["id"] for row in FINGERPRINTS} - seen == set()


def test_patterns_mean_the_same_in_python_and_javascript(run):
    patterns = [row["pattern"] for row in FINGERPRINTS]
    texts = [capture(name)[:4096] for name in EXPECTED]
    job = "one[1].map((text) => (new RegExp(one[0], 'im').exec(text) || [null])[0])"
    in_node = run(job, [[pattern, texts] for pattern in patterns])
    for pattern, found in zip(patterns, in_node, strict=True):
        compiled = re.compile(pattern, re.IGNORECASE | re.MULTILINE)
        assert [m[0] if (m := compiled.search(t)) else None for t in texts] == found, pattern


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nginx-502", "502 Bad Gateway. nginx made this answer."),
        ("heroku-log-h12", "503 Service Unavailable. Set by the Heroku router itself."),
        ("caddy-502", "502 Bad Gateway. Caddy probably made this answer."),
        ("envoy-log-left", "No status. It came through Envoy. Unknown who made it:"),
        ("envoy-log-passed", "It came through Envoy. Something behind made it."),
        ("cloudflare-passes-nginx-404", "nginx made this answer. It came through Cloudflare."),
        ("cloudflare-passes-something", "Unknown who made it: Cloudflare or something behind."),
    ],
)
def test_verdict_is_a_plain_sentence(identified, name: str, words: str):
    assert words in identified[name]["verdict"]


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("nginx-log-499", "codes/499.html#senders-nginx"),
        ("nginx-502", "categories/nginx.html"),
        ("heroku-log-h12", "subcodes/heroku.html#H12"),
        ("envoy-log-uh", "subcodes/envoy.html#UH"),
        ("cloudflare-1020", "subcodes/cloudflare.html#1020"),
        ("iis-detailed-404-11", "subcodes/iis.html#404.11"),
        ("iis-log-404-11", "subcodes/iis.html#404.11"),
        ("unknown-response", "codes/503.html"),
    ],
)
def test_result_links_to_what_the_site_says(run, name: str, url: str):
    links = run("T.linksOf(T.identify(one, D), D)", [capture(name)])[0]
    assert url in [link["url"] for link in links]


def test_links_lead_to_pages_that_exist(run, site: Path):
    for links in run("T.linksOf(T.identify(one, D), D)", [capture(name) for name in EXPECTED]):
        for link in links:
            address, _, anchor = link["url"].partition("#")
            page = (site / address).read_text(encoding="utf-8")
            assert not anchor or f'id="{anchor}"' in page, link


LONG = 200_000
NASTY = [
    "",
    " \n\t\r\n",
    "\ufeff",
    "\0\u2028",
    "null",
    "[]",
    "{}",
    '{"response":null}',
    '{"response":{"status":"x","headers":[null,1,{"name":null}],"content":7}}',
    '{"response":{"status":502,"content":{"text":"%%%","encoding":"base64"}}}',
    '{"log":{"entries":[1,null,{}]}}',
    '{"__proto__":{"response":{}},"constructor":1}',
    "HTTP/1.1 200",
    "HTTP/1.1 100 Continue\n\n" * 2000,
    "HTTP/1.1 302 Found\n\nHTTP/1.1",
    "< HTTP/2 404\n<\n<",
    ": :\n:status: 502\n:",
    "__proto__: 1\nconstructor: 2\nserver: ",
    "server: " + "n" * LONG,
    "x: y\n" * (LONG // 5),
    " " * LONG,
    "\n" * LONG,
    "<" * LONG,
    "<title>" * (LONG // 7),
    "<h1><p>A" * (LONG // 8),
    "<address>Apache Server at " * (LONG // 26),
    "Generated by " * (LONG // 13),
    '{"timestamp":"' * (LONG // 14),
    "1" * LONG,
    "[" * LONG,
    '{"a":' * (LONG // 5),
    "a - - [" + "1" * 30 + '] "' + '\\"' * LONG,
    ('a - b [21/Nov/2026:09:12:44 +0000] "' + "\\\\" * 1900 + '" 502 1 "') * 50,
    "2026-11-21 09:12:44 GET " + "a " * LONG,
    "2026-11-21\t09:12:44\tLHR1\t1\t192.0.2.1\tGET\ta\tb\t502\t" + "x\t" * 2000,
    ("a:1 [" + "2" * 20 + "] ") * (LONG // 30),
    'at=error code=H12 "OriginResponseStatus":0 ' * (LONG // 44),
    '[2026-11-21T09:12:44.310Z] "' + "x" * 2900 + '" 503 ' + "U" * 900,
    "error code: 1020" + " " * LONG,
]


def test_no_input_upsets_the_script(run):
    all_of_it = "const r = T.identify(one, D); T.verdict(r, D); T.linksOf(r, D);"
    job = f"(() => {{ const t = Date.now(); {all_of_it} return Date.now() - t; }})()"
    times = run(job, NASTY)
    assert max(times) < 500, times


def test_input_is_cut_at_200000_characters(run):
    assert run("T.read(one).body.length", ["x" * (LONG + 7)]) == [LONG]


# ---- dates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Sat, 21 Nov 2026 09:12:44 GMT", NOW),
        ("Retry-After: Sat, 21 Nov 2026 09:12:44 GMT", NOW),
        ("Saturday, 21-Nov-26 09:12:44 GMT", NOW),
        ("Sat Nov 21 09:12:44 2026", NOW),
        ("Sun Nov  6 08:49:37 1994", 784111777000),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 784111777000),
        ("2026-11-21T09:12:44Z", NOW),
        ("2026-11-21T10:12:44+01:00", NOW),
        ("2026-11-21 09:12:44.500Z", NOW + 500),
        ("2026-11-21", 1795219200000),
        ("1795252364", NOW),
        ("1795252364000", NOW),
        ("120", NOW + 120_000),
        ("Retry-After: 0", NOW),
        ("now", NOW),
        ("2024-02-29T00:00:00Z", 1709164800000),
    ],
)
def test_time_is_read_in_every_form(run, text: str, time: int):
    assert run(f"T.parseTime(one, {NOW}).time", [text]) == [time]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fri, 21 Nov 2026 09:12:44 GMT", "That day is a Sat, not a Fri."),
        ("Mon, 30 Feb 2026 09:12:44 GMT", "There is no such date."),
        ("2026-02-30", "There is no such date."),
        ("2026-11-21T25:00:00Z", "There is no such date."),
        ("Sam, 21 Nov 2026 09:12:44 GMT", "That day is a Sat"),
        ("tomorrow", "Not read."),
        ("12345678901234567890", "Not read."),
    ],
)
def test_wrong_time_says_what_is_wrong(run, text: str, words: str):
    assert words in run(f"T.parseTime(one, {NOW}).error", [text])[0]


def test_time_is_written_in_every_form(run):
    rows = dict(run(f"T.formats(one, {NOW})", [NOW + 90_500])[0])
    assert rows == {
        "HTTP date": "Sat, 21 Nov 2026 09:14:14 GMT",
        "Retry-After": "91",
        "ISO 8601": "2026-11-21T09:14:14.500Z",
        "Unix, seconds": "1795252454",
        "Unix, milliseconds": "1795252454500",
    }


def test_time_out_of_range_gives_no_rows(run):
    assert run(f"T.formats(one, {NOW})", [9e15, -9e14]) == [[], []]


def test_forms_lead_back_to_the_same_time(run):
    written = f"T.formats(one, {NOW}).filter(([name]) => name !== 'Retry-After')"
    job = f"{written}.map(([, text]) => T.parseTime(text, {NOW}).time)"
    assert run(job, [NOW]) == [[NOW] * 4]


# ---- request ids ----------------------------------------------------------------------------


def test_uuids_are_those_of_the_examples_in_the_specification(run):
    version4 = [0x91, 0x91, 8, 0xF7, 0x52, 0xD1, 0x33, 0x20, 0x5B, 0xAC]
    version4 += [0xF8, 0x47, 0xDB, 0x41, 0x48, 0xA8]
    version7 = [0] * 6 + [0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F]
    cases = [[4, version4, 0], [7, version7, 0x017F22E279B0]]
    assert run("T.uuid(...one)", cases) == [
        "919108f7-52d1-4320-9bac-f847db4148a8",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    ]


# ---- problem details ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{", "This is not JSON."),
        ("[]", "Problem details are a JSON object"),
        ('{"status": "404"}', '"status" is not a JSON number, so clients must ignore it'),
        ('{"title": 1, "status": 404}', '"title" is not a JSON string'),
        ('{"status": 40.5}', '"status" is 40.5, not a status code'),
        ('{"type": "not a uri", "title": "x", "status": 400}', '"type" is not a URI reference'),
        ('{"type": "bad-%zz", "title": "x", "status": 400}', '"type" is not a URI reference'),
        ('{"type": "out", "title": "x", "status": 400}', '"type" is relative'),
        ('{"title": "Oops", "status": 404}', 'the title should be "Not Found"'),
        ('{"type": "https://example.com/p", "status": 400}', '"title" is missing'),
        ('{"status": 404, "x-y": 1}', 'The name "x-y" should begin with a letter'),
        ('{"status": 404, "constructor ": 1}', 'The name "constructor "'),
        ('{"title": "Not Found"}', '"status" is missing'),
    ],
)
def test_problem_details_are_checked(run, body: str, words: str):
    found = run("T.checkProblem(one, D.codes)", [body])[0]
    assert any(words in row["says"] for row in found), found


def test_sound_problem_details_pass(run):
    body = (
        '{"type":"https://example.com/problems/out-of-credit","title":"Out of credit",'
        '"status":403,"detail":"30 left","instance":"/account/1","balance":30}'
    )
    cases = [body, '{"title":"Not Found","status":404}', '{"status":599,"accounts":[]}']
    assert run("T.checkProblem(one, D.codes)", cases) == [[], [], []]


FORM = dict.fromkeys(("type", "title", "status", "detail", "instance", "extensions"), "")


def test_builder_gives_body_and_head(run):
    form = FORM | {"title": "Zu früh", "status": "425", "extensions": '{"wait": 3}'}
    built = run("T.buildProblem(one, D.codes)", [form])[0]
    assert json.loads(built["body"]) == {"title": "Zu früh", "status": 425, "wait": 3}
    assert built["head"].startswith(
        "HTTP/1.1 425 Too Early\nContent-Type: application/problem+json"
    )
    assert built["head"].endswith(f"Content-Length: {len(built['body'].encode())}")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"extensions": "[1]"}, "The extensions are not a JSON object"),
        ({"extensions": "{"}, "The extensions are not a JSON object"),
        ({"extensions": '{"status": 1}'}, '"status" is a member of its own'),
        ({"status": "4040"}, "The status is not a number from 100 to 599."),
    ],
)
def test_builder_says_what_is_wrong(run, change: dict[str, str], words: str):
    assert words in run("T.buildProblem(one, D.codes)", [FORM | change])[0]["error"]


# ---- the data -------------------------------------------------------------------------------

SOUND = """\
layers:
  nginx: {label: "nginx", sender: nginx, place: server}
fingerprints:
  - id: page
    layer: nginx
    where: body
    proves: made
    weight: 3
    look: "nginx"
    pattern: 'nginx'
    says: "It is nginx."
    source: "https://nginx.org/en/docs/"
"""


def checked(text: str) -> Iterator[str]:
    source = parse_data(tools.FILE, text)
    assert not source.problems
    return (str(problem) for problem in tools.check_source(source, ("nginx", "apache")))


def test_real_table_has_no_mistake(tables):
    assert tools.check(ROOT, tables) == []


def test_sound_table_has_no_mistake():
    assert list(checked(SOUND)) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("layer: nginx", "layer: ngnix", ':5: "layer" does not know "ngnix": write "nginx"'),
        ("sender: nginx", "sender: apach", ':2: "sender" does not know "apach": write "apache"'),
        ("weight: 3", "weight: 4", ':8: "weight" is 4: write a number from 1 to 3'),
        ("where: body", "where: Server", ':6: "where" is "Server": write body, log, or the name'),
        ("'nginx'", "'(nginx'", ':10: "pattern" is no regular expression'),
        ("'nginx'", "'(?P<a>nginx)'", ':10: "pattern" has what JavaScript and Python read'),
        ("'nginx'", "'(?i)nginx'", ':10: "pattern" has what JavaScript and Python read'),
        ("'nginx'", "'(a+)+nginx'", ':10: "pattern" repeats a repetition and may never end'),
        ("'nginx'", "'.*nginx'", ':10: "pattern" has no bound and may be slow in a long body'),
        ("    source:", "    says2:", ':12: unknown key "says2"'),
        ('    source: "https://nginx.org/en/docs/"\n', "", ':4: "page" has neither source nor'),
        ("where: body", "where: log", ':10: "pattern" of a log line has no group for the status'),
        ("place: server}", "place: server}\n  b: {label: b, place: app}", ':3: the layer "b" has'),
    ],
)
def test_mistake_names_line_and_mend(old: str, new: str, message: str):
    assert SOUND.count(old) >= 1
    found = list(checked(SOUND.replace(old, new, 1)))
    assert any(f"{tools.FILE}{message}" in problem for problem in found), found


# ---- the page -------------------------------------------------------------------------------


def test_page_lists_every_fingerprint(made):
    page = tools.tools_page(made)
    assert page.count("<tr><td><code>") == len(FINGERPRINTS)
    assert page.count("<td>captures") == sum("source" not in row for row in FINGERPRINTS)


def test_page_fits_into_one_round_trip(made):
    page, style = tools.tools_page(made), ROOT / "static" / "css" / "tools.css"
    own = style.read_text(encoding="utf-8")
    whole = page if own in page else page.replace("</style>", own + "</style>", 1)
    assert len(gzip.compress(whole.encode(), 9)) < BUDGET


def test_fingerprints_script_is_ascii_and_the_same_each_time(made):
    script = tools.fingerprints_script(made)
    assert script.isascii()
    assert script == tools.fingerprints_script(made)


@pytest.fixture
def opened(made, tmp_path: Path, page):
    """The page opened from disk, with what it throws."""
    own = (ROOT / "static" / "css" / "tools.css").read_text(encoding="utf-8")
    html = tools.tools_page(made)
    html = html if own in html else html.replace("</style>", own + "</style>", 1)
    strict = '<meta http-equiv="Content-Security-Policy" content="script-src \'self\' file:">'
    (tmp_path / "tools.html").write_text(html.replace("<title>", f"{strict}<title>", 1), "utf-8")
    (tmp_path / "fingerprints.js").write_text(tools.fingerprints_script(made), "utf-8")
    for name in ("tools.js", "site.js", "icon.svg"):
        shutil.copy(ROOT / "static" / name, tmp_path / name)
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.on("console", lambda m: thrown.append(m.text) if m.type == "error" else None)
    page.goto((tmp_path / "tools.html").as_uri())
    yield page
    assert thrown == []


def test_pasted_response_is_named_with_evidence_and_links(opened):
    opened.get_by_label("A response, a log line or an error page").fill(capture("nginx-502"))
    assert opened.locator("#who-verdict").inner_text() == "502 Bad Gateway. nginx made this answer."
    assert opened.locator("#who-evidence li").count() == 2
    assert opened.locator("#who-links a").first.get_attribute("href").endswith("codes/502.html")


def test_pasted_markup_is_only_text(opened):
    opened.locator("#who-text").fill(
        "HTTP/1.1 500 x\nserver: nginx <img src=x onerror=alert(1)>\n\n<script>alert(1)</script>"
    )
    assert opened.locator("#who-evidence img, #who-evidence script").count() == 0
    assert "<img src=x" in opened.locator("#who-evidence").inner_text()


def test_other_tools_work_from_disk(opened):
    opened.get_by_label("A date or a number of seconds").fill("2026-11-21T09:12:44Z")
    assert "Sat, 21 Nov 2026 09:12:44 GMT" in opened.locator("#time-rows").inner_text()
    opened.get_by_role("button", name="New UUID v7").click()
    first = opened.locator("#uuid-out").inner_text()
    assert re.fullmatch(
        r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", first
    )
    opened.get_by_role("button", name="New UUID v4").click()
    assert opened.locator("#uuid-out").inner_text()[14] == "4"
    opened.get_by_label("title").fill("Out of credit")
    assert '"title": "Out of credit"' in opened.locator("#problem-out").inner_text()
    opened.get_by_label("Check a body against RFC 9457").fill('{"status":"1"}')
    assert opened.locator("#check-status").inner_text() == "Not valid."


def test_without_script_the_table_stands_and_no_control_is_dead(opened, browser, tmp_path: Path):
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto((tmp_path / "tools.html").as_uri())
    assert plain.locator("form.tool:visible, .jump:visible").count() == 0
    assert plain.get_by_text("The tools need script, which is off.").is_visible()
    assert plain.locator(".marks tbody tr").count() > len(FINGERPRINTS)
    context.close()


@pytest.mark.skipif(not (ROOT / "node_modules/axe-core").exists(), reason="axe-core is missing")
def test_page_is_accessible(opened):
    opened.locator("#who-text").fill(capture("istio-passes-spring-404"))
    opened.locator("#time-text").fill("120")
    opened.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = opened.evaluate("axe.run(document)")
    assert [(row["id"], row["nodes"][0]["html"]) for row in found["violations"]] == []
