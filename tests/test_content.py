"""The real content: held against the facts, the rules of writing, and a shell."""

from __future__ import annotations

import csv
import re
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from helpers import DATA, ROOT, environment, running

from reasonphrase import machine
from reasonphrase.bodies import fences_of, lines_of

FACTS = yaml.safe_load((DATA / "rfc-facts.yaml").read_text(encoding="utf-8"))
UNOFFICIAL = (
    0, 218, 299, 419, 420, 430, 440, 444, 449, 450, 456, 457, 460, 462, 463, 464,
    *range(492, 500), 509, *range(520, 528), 529, 530, 540, 561, 598, 599, 783, 999,
)  # fmt: skip
PAGES = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / "content").rglob("*.md"))


def body_of(path: str) -> tuple[str, int]:
    """Give the text below the front matter of a page, and its first line."""
    rows = (ROOT / path).read_text(encoding="utf-8").split("\n")
    end = rows.index("---", 1) + 1
    return "\n".join(rows[end:]), end + 1


# Facts


def test_facts_are_those_of_all_64_registered_codes():
    assert len(FACTS) == 64


def test_registry_is_the_one_of_the_facts(root):
    with (root / "content/data/registry.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Description"] != "Unassigned"]
    assert [(int(row["Value"]), row["Description"], row["Reference"]) for row in rows] == [
        (number, *facts["registry"]) for number, facts in FACTS.items()
    ]


def test_registered_codes_have_a_page_each_and_no_other_code_claims_to_be_registered(content):
    assert [code.number for code in content.codes if code.registered] == list(FACTS)


def test_unofficial_codes_have_a_page_each(content):
    assert len(UNOFFICIAL) == 41
    assert [n for n in UNOFFICIAL if n not in content.by_number] == []


@pytest.mark.parametrize("number", FACTS)
def test_page_says_what_the_specification_says(content, number):
    code, facts = content.code(number), FACTS[number]
    says = {
        "name": code.name,
        "standing": code.standing.key,
        "specification": code.meta.get("specification"),
        "heuristic": _value(content, "cacheable", code.cacheable.key)["heuristic"],
        "must_not_store": code.cacheable.key in ("never", "nothing"),
        "content": _value(content, "body", code.body.key)["allowed"],
        "formerly": sorted({former.name for former in code.formerly}),
        "fields": sorted(map(_field, code.meta.get("headers", ()))),
    }
    assert says == {
        **{key: facts[key] for key in says if key not in ("formerly", "fields")},
        "formerly": sorted(facts.get("formerly", ())),
        "fields": sorted(map(_field, facts.get("fields", ()))),
    }


def _value(content, name: str, key: str):
    return content.data["values"][name][key]


def _field(entry) -> tuple[str, ...]:
    document = str(entry.get("rfc") or entry.get("draft"))
    return entry.get("field") or entry["name"], entry["level"], document, entry.get("section", "")


def test_earlier_names_cite_an_rfc_that_used_them(content):
    wrong = [
        (code.number, former.name, former.citation.label)
        for code in content.codes
        for former in code.formerly
        if {"rfc": former.citation.rfc, "section": former.citation.section}
        not in FACTS[code.number]["formerly"][former.name]
    ]
    assert wrong == []


def test_related_codes_have_a_page_and_the_sentence_begins_with_their_number(content):
    wrong = [
        f"{code.path}:{other.code}"
        for code in content.codes
        for other in code.related
        if other.code not in content.by_number
        or not other.difference.startswith(f"{other.code:03d} ")
    ]
    assert wrong == []


def test_citations_in_tables_name_sections_that_are_there(content, tables):
    entries = [entry for values in content.data["values"].values() for entry in values.values()]
    entries += content.data["methods"].values()
    wrong = [
        entry
        for entry in entries
        if "rfc" in entry and entry["section"] not in tables.sections(entry["rfc"])
    ]
    assert wrong == []


# Tables


def _fields_of(fields, at=()):
    for name, field in fields.items():
        yield (*at, name), field
        inner = field.get("of", field)
        yield from _fields_of(inner.get("fields", {}), (*at, name))


def test_every_field_is_explained_in_one_sentence(tables):
    fields = list(_fields_of(tables.raw["fields"] and dict(_kinds(tables))))
    wrong = [
        ".".join(at)
        for at, field in fields
        if len(at) > 1 and not re.fullmatch(r"[A-Z\"][^.]*(?:\.\w[^.]*)*\.", field.get("says", ""))
    ]
    assert len(fields) > 80
    assert wrong == []


def _kinds(tables):
    return ((kind, {"fields": fields}) for kind, fields in tables.raw["fields"].items())


def test_every_type_and_closed_list_of_the_field_table_exists(tables):
    fields = [field for at, field in _fields_of(dict(_kinds(tables))) if len(at) > 1]
    inner = [field["of"] for field in fields if "of" in field]
    types = {field["type"] for field in (*fields, *inner)}
    lists = {field["values"] for field in (*fields, *inner) if field["type"] == "choice"}
    assert types == {"integer", "text", "url", "date", "choice", "list", "record"}
    assert lists <= set(tables.lists)


def test_every_value_of_a_closed_list_is_explained(tables):
    wrong = [
        (name, key)
        for name, values in tables.raw["values"].items()
        for key, entry in values.items()
        if not entry["label"] or not entry["says"].endswith(".")
    ]
    assert wrong == []


def test_every_value_of_a_closed_list_is_used(content, tables):
    used = {
        "standing": {code.standing.key for code in content.codes},
        "body": {code.body.key for code in content.codes},
        "cacheable": {code.cacheable.key for code in content.codes},
        "retry": {code.retry.key for code in content.codes},
        "level": {field.level.key for code in content.codes for field in code.headers},
        "evidence": {sense.evidence.key for code in content.codes for sense in code.senders},
        "group": {question.group.key for question in content.questions},
    }
    unused = {
        (name, key)
        for name, values in tables.raw["values"].items()
        for key in values
        if key not in used[name]
    }
    # Registered values that no page needs today; a level or an evidence is chosen by an author.
    assert unused <= {("evidence", "specification"), ("level", "MUST NOT"), ("level", "can")}


def test_every_sender_of_the_list_sends_something(content, tables):
    used = {sense.sender.key for code in content.codes for sense in code.senders}
    used |= {key for category in content.categories for key in category.senders}
    used |= {table.sender for table in content.subcodes}
    used |= {layer.get("sender") for layer in tables.raw["fingerprints"]["layers"].values()}
    assert sorted(set(tables.raw["senders"]) - used) == []


def test_schema_for_editors_says_what_the_field_table_says(tables):
    schema = machine.front_matter_schema(tables)
    fields = tables.raw["fields"]["code"]
    assert list(schema["properties"]) == list(fields)
    assert schema["required"] == [name for name, field in fields.items() if field.get("required")]
    assert schema["additionalProperties"] is False
    for at, field in _fields_of(fields):
        part = schema
        for name in at:
            part = part.get("items", part)["properties"][name]
        assert part["description"] == field["says"]
        if field["type"] == "choice":
            assert part["enum"] == list(tables.lists[field["values"]])


# The rules of writing

ENDS = re.compile(r"[.?!:;,][)\]\"'”’*_]*$|\*\*$|\)$")
INNER = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\b[A-Z])[.?!][)\"'”’]*\s+[\"'“(*]*[A-Z\[]")
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]) ")
BREAK = re.compile(r"\s*$|#|\s*[-*+] |\s*\d+[.)] |\||>|:   ")
QUOTED = re.compile(r"(`+).+?\1|\"[^\"]*\"")
END = re.compile(r"[.?!]?(?=[`\"]+$)")
NUMBERED = re.compile(r"^(\**)\d+\. ")
TARGET = re.compile(r"\]\([^)]*\)")


def _plain(text: str) -> str:
    """Give a line without what is quoted in it, save the mark that ends the quotation."""
    short = QUOTED.sub(lambda quote: "quoted" + END.search(quote[0])[0], text)
    return NUMBERED.sub(r"\1", TARGET.sub("]", short))


def paragraphs(path: str):
    """Give the paragraphs of a page: each a list of its lines with their numbers."""
    body, first = body_of(path)
    found: list[list[tuple[int, str]]] = [[]]
    inside_list = False
    for line in lines_of(body, first):
        plain = _plain(line.text)
        if line.fenced or BREAK.match(line.text):
            inside_list = bool(ITEM.match(line.text)) and not line.fenced
            found.append([])
        elif not (inside_list and plain.startswith(" ")):
            found[-1].append((line.number, plain))
    return [paragraph for paragraph in found if paragraph]


@pytest.mark.parametrize("path", PAGES)
def test_no_paragraph_has_more_than_four_sentences(path):
    long = [f"{path}:{rows[0][0]}: {len(rows)} lines" for rows in paragraphs(path) if len(rows) > 4]
    assert long == []


@pytest.mark.parametrize("path", PAGES)
def test_every_line_of_a_paragraph_is_one_sentence(path):
    wrong = [
        f"{path}:{number}: {'two sentences' if INNER.search(text) else 'no end'}: {text}"
        for rows in paragraphs(path)
        for number, text in rows
        if INNER.search(text) or not ENDS.search(text)
    ]
    assert wrong == []


# Commands

CURL = re.compile(r"(?:^|\| )curl ")


def commands(path: str) -> list[list[str]]:
    """Give the ``curl`` lines of a page, those of one fence together."""
    body, first = body_of(path)
    fences = fences_of(lines_of(body, first))
    found = [
        [line for line in fence.text.split("\n") if CURL.search(line)]
        for fence in fences
        if fence.language == "sh"
    ]
    return [lines for lines in found if lines]


COMMANDS = {path: found for path in PAGES if (found := commands(path))}


class _Anything(BaseHTTPRequestHandler):
    """Answers every request with 200, and with 408 when the content does not come."""

    protocol_version = "HTTP/1.1"
    timeout = 0.5

    def _answer(self) -> None:
        status = 200
        try:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
        except TimeoutError:
            status = 408
        self.send_response(status)
        self.send_header("ETag", '"v1"')
        self.send_header("Content-Length", "2")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(b"ok")
        self.close_connection = True

    def __getattr__(self, name: str):
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def handle_expect_100(self) -> bool:
        return self.headers["Expect"] != "100-continue" or super().handle_expect_100()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def anything():
    with running(ThreadingHTTPServer(("127.0.0.1", 0), _Anything)) as address:
        yield address.removeprefix("http://")


# curl, told to go to the local server whatever the address; its exit status goes into a file.
SHELL = r"""
curl() { command curl --connect-to "::$SERVER" "$@"; echo $? >> "$STATUS"; }
proxied() { command curl "$@"; echo $? >> "$STATUS"; }
"""
PROXY = re.compile(r"curl (.*-x )http://\S+")


@pytest.mark.parametrize("path", COMMANDS)
def test_every_curl_line_runs(path, anything, tmp_path):
    """The network and TLS are taken out: all hosts are one local server without TLS."""
    for name in ("batch.json", "body.json", "jar.txt", "cookies.txt"):
        (tmp_path / name).write_text("{}" if name.endswith("json") else "", encoding="utf-8")
    lines = [line for fence in COMMANDS[path] for line in fence]
    script = [SHELL]
    for line in lines:
        local = line.replace("https://", "http://").replace("curl -6 ", "curl ")
        script.append(PROXY.sub(rf"proxied \1http://{anything}", local))
    status = tmp_path / "status"
    done = subprocess.run(
        ["bash", "-u", "-c", "\n".join(script)],
        cwd=tmp_path,
        env={**environment(SERVER=anything, STATUS=str(status)), **NO_PROXY, "TOKEN": "any"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    said = done.stderr.decode("utf-8", "replace")
    codes = status.read_text(encoding="utf-8").split() if status.exists() else []
    failed = [line for line, code in zip(lines, codes, strict=False) if code != "0"]
    assert (failed, len(codes)) == ([], len(lines)), said[-2000:]


NO_PROXY = dict.fromkeys(("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"), "")


def test_pages_are_all_below_the_four_folders():
    assert {Path(path).parts[1] for path in PAGES} == {"categories", "codes", "faq", "guides"}
