"""Every snippet of the contract kit is run, or parsed where its framework cannot be had here."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import re
import shutil
import subprocess
import threading
import wsgiref.util
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import flask
import httpx
import pytest
import tree_sitter_c_sharp
import tree_sitter_go
import tree_sitter_java
import tree_sitter_php
import tree_sitter_ruby
import yaml
from django.conf import settings
from django.test.utils import override_settings
from fastapi import FastAPI
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from tree_sitter import Language, Node, Parser

from reasonphrase import kit, kit_check, literals, make
from reasonphrase.model import Content
from reasonphrase.problems import ContentError
from reasonphrase.sources import parse_data, parse_source
from reasonphrase.tables import read_table, read_tables
from reasonphrase.views import language_id

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "content/data/kit.yaml"
FOLDER = ROOT / kit.FOLDER
ENTRIES = {entry["code"]: entry for entry in yaml.safe_load(TABLE.read_text("utf-8"))["codes"]}
NEVER = 407
GRAMMARS = {
    "csharp": tree_sitter_c_sharp.language(),
    "go": tree_sitter_go.language(),
    "java": tree_sitter_java.language(),
    "php": tree_sitter_php.language_php_only(),
    "ruby": tree_sitter_ruby.language(),
}
each_code = pytest.mark.parametrize("number", ENTRIES)
Answer = tuple[int, Mapping[str, str], Any]

if not settings.configured:
    settings.configure()


def _content() -> Content:
    tables = read_tables(ROOT)
    files = sorted((ROOT / "content/codes").glob("*.md"))
    codes = tuple(parse_source(f"content/codes/{f.name}", f.read_text("utf-8")) for f in files)
    sources = {"code": codes, "category": (), "question": (), "guide": ()}
    return make.content(sources, (), tables)


CONTENT = _content()
KITS = {code.number: made for code in CONTENT.codes if (made := kit.kit_of(code, CONTENT, FOLDER))}


def _snippet(number: int, id_: str) -> kit.Snippet | None:
    return next((one for one in KITS[number].snippets if one.id == id_), None)


def _texts(id_: str) -> dict[int, str]:
    return {number: one.text for number in KITS if (one := _snippet(number, id_))}


def _text(number: int, id_: str) -> str:
    return _texts(id_)[number]


def each_code_of(id_: str) -> pytest.MarkDecorator:
    """Give a test each code that the snippet is for."""
    return pytest.mark.parametrize("number", _texts(id_))


# The table and its check


def _mistakes(text: str, folder: Path = FOLDER) -> list[str]:
    constants = CONTENT.data["constants"]
    lists = {
        "kit-languages": tuple({language_id(one["language"]): 1 for one in constants.values()}),
        "kit-constants": tuple(constants),
    }
    codes = {code.number: code.meta for code in CONTENT.codes}
    return [str(p) for p in kit_check.check(parse_data("kit.yaml", text), codes, lists, folder)]


def _line(text: str, place: int) -> int:
    return text[:place].count("\n") + 1


def test_the_table_has_no_mistakes() -> None:
    assert _mistakes(TABLE.read_text("utf-8")) == []


def test_codes_stand_in_number_order_and_each_has_a_kit() -> None:
    assert list(ENTRIES) == sorted(ENTRIES) == list(KITS)


def test_a_code_without_entry_has_no_kit() -> None:
    assert kit.kit_of(CONTENT.code(NEVER), CONTENT, FOLDER) is None


MISTAKES = {
    "unknown code": (
        "code: 402", "code: 499000", '"code" is 499000: write a number from 400 to 599',
    ),
    "code without a page": (
        "code: 402", "code: 439", "code 439 has no page: write the page, or take it out",
    ),
    "code that no API sends": (
        "code: 402", "code: 407", "the page of 407 says that no API sends it: take it out",
    ),
    "code twice": ("code: 402", "code: 400", '"code" is 400 again: take one out'),
    "demanded field": (
        "field: Allow", "field: Allowed",
        'code 405 has no field "Allow": add it: its page says MUST',
    ),
    "content type": (
        "field: Vary", "field: Content-Type",
        '"Content-Type" cannot stand here: write the name of a field; '
        "Content-Type is set by every snippet",
    ),
    "unknown key": ("path: /chat", "paths: /chat", 'unknown key "paths": write "path"'),
    "path": (
        "path: /chat", "path: chat",
        "the path does not begin with a slash: write one before it",
    ),
    "type": (
        '"https://api.example.com/problems/locked"', "locked",
        '"type" is "locked": write an address such as '
        "https://api.example.com/problems/locked, or about:blank",
    ),
    "title of about:blank": (
        "title: Internal Server Error", "title: Oops",
        'about:blank has the title "Oops": write "Internal Server Error"',
    ),
    "member name": (
        "locked_until:", "locked-until:",
        '"locked-until" is no name for a member of its own: '
        "write three characters or more: a letter, then letters, digits and _",
    ),
    "member value": (
        "cost: 2", "cost: true",
        '"cost" has a value that the snippets cannot write: '
        "write a text, a number, or a list of flat records with the same keys",
    ),
    "language": (
        "id: rails, language: ruby", "id: rails, language: rubi",
        '"language" does not know "rubi": write "ruby"',
    ),
    "kind": (
        "kind: send, title: Send it with Rails", "kind: sends, title: Send it with Rails",
        '"kind" does not know "sends": write "send"',
    ),
    "template": (
        "file: rails.rb.jinja", "file: rail.rb.jinja",
        'there is no template "rail.rb.jinja": write "rails.rb.jinja"',
    ),
    "constant": (
        "constant: rack", "constant: rak", '"constant" does not know "rak": write "rack"',
    ),
    "code left out": (
        "without: [426]", "without: [427]", 'code 427 has no kit: take it out of "without"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_its_mend(case: str) -> None:
    right, wrong, told = MISTAKES[case]
    text = TABLE.read_text("utf-8")
    place = text.index(right)
    entry = text.rindex("\n  - ", 0, place) + 1
    told_lines = [
        int(found.split(":")[1])
        for found in _mistakes(text.replace(right, wrong, 1))
        if found.endswith(told)
    ]
    assert len(told_lines) == 1, _mistakes(text.replace(right, wrong, 1))
    assert _line(text, entry) <= told_lines[0] <= _line(text, place)


def test_a_template_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "kit")
    (folder / "fetch.js.jinja").write_text("one\n{{ cod }}\n", "utf-8")
    (folder / "axios.js.jinja").write_text("one\n{% if %}\n", "utf-8")
    (folder / "spare.js.jinja").write_text("one\n", "utf-8")
    assert _mistakes(TABLE.read_text("utf-8"), folder) == [
        "content/data/kit/axios.js.jinja:2: Jinja cannot read this: "
        "Expected an expression, got 'end of statement block': mend it",
        'content/data/kit/fetch.js.jinja:2: unknown variable "cod": write "code"',
        "content/data/kit/spare.js.jinja:1: no snippet uses it: name it in kit.yaml",
    ]


def test_a_template_that_cannot_be_rendered_is_told(tmp_path: Path) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "kit")
    (folder / "fetch.js.jinja").write_text("{{ problem.tite }}\n", "utf-8")
    with pytest.raises(ContentError) as told:
        kit.kit_of(CONTENT.code(404), CONTENT, folder)
    assert str(told.value) == (
        "content/data/kit/fetch.js.jinja:1: the snippet of 404 cannot be written: "
        "'dict object' has no attribute 'tite': mend the template"
    )


def test_members_that_are_no_record_are_told() -> None:
    text = re.sub(
        r"members:\n      balance: 0\n      cost: 2", "members: 2", TABLE.read_text("utf-8")
    )
    found = _mistakes(text)
    assert [one.split(": ", 1)[1] for one in found] == [
        '"members" is no record: write key: value lines below it'
    ]


# The body and the OpenAPI response


@each_code
def test_the_body_is_problem_details(number: int) -> None:
    problem = json.loads(KITS[number].body)
    assert problem["status"] == number
    assert all(
        isinstance(problem[key], str) and problem[key] for key in ("type", "title", "detail")
    )
    assert problem["type"] == "about:blank" or problem["type"].startswith(kit.SERVER)
    own = [key for key in problem if key not in kit.STANDARD]
    assert all(kit_check.MEMBER.fullmatch(key) for key in own)
    pointers = [fault["pointer"] for fault in problem.get("errors", ()) if "pointer" in fault]
    assert all(re.fullmatch(r"#(/[^/]+)+", pointer) for pointer in pointers)


@each_code
def test_the_body_reads_as_json_is_written_by_hand(number: int) -> None:
    body = KITS[number].body
    assert body.startswith('{\n  "type": "')
    assert body.endswith("\n}")
    assert max(map(len, body.splitlines())) <= 110


def _openapi(number: int) -> dict[str, Any]:
    loaded = yaml.safe_load(KITS[number].openapi)
    assert list(loaded) == [str(number)]
    response: dict[str, Any] = loaded[str(number)]
    return response


def test_the_responses_make_a_valid_openapi_document() -> None:
    responses = {str(number): _openapi(number) for number in KITS}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Kit", "version": "1"},
        "paths": {"/": {"get": {"responses": responses}}},
    }
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


@each_code
def test_the_openapi_example_is_the_body_and_fits_its_schema(number: int) -> None:
    media = _openapi(number)["content"][kit.MEDIA_TYPE]
    assert media["example"] == json.loads(KITS[number].body)
    Draft202012Validator.check_schema(media["schema"])
    validator = Draft202012Validator(media["schema"])
    assert [error.message for error in validator.iter_errors(media["example"])] == []
    assert not validator.is_valid(media["example"] | {"status": number + 1})


@each_code
def test_openapi_demands_the_fields_that_the_page_demands(number: int) -> None:
    headers = _openapi(number).get("headers", {})
    must = {tie.field for tie in CONTENT.code(number).headers if tie.level.key == "MUST"}
    assert {name for name, header in headers.items() if header.get("required")} == must
    assert tuple((name, header["example"]) for name, header in headers.items()) == (
        KITS[number].fields
    )


# Sent


def _function(text: str) -> Any:
    names: dict[str, Any] = {}
    exec(compile(text, "<snippet>", "exec"), names)  # noqa: S102
    return names[re.findall(r"^def (\w+)", text, re.MULTILINE)[-1]]


def _agrees(number: int, answer: Answer) -> None:
    """Hold a response to the kit: status, media type, fields, body."""
    status, headers, problem = answer
    assert status == number
    fields = {name.lower(): value for name, value in headers.items()}
    assert fields["content-type"].split(";")[0] == kit.MEDIA_TYPE
    for name, value in KITS[number].fields:
        assert fields[name.lower()] == value
    assert problem == json.loads(KITS[number].body)


@each_code_of("fastapi")
def test_fastapi_sends_it(number: int) -> None:
    app = FastAPI()
    app.get("/")(_function(_text(number, "fastapi")))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://kit") as client:
            return await client.get("/")

    # Another test's browser may have a loop running in this thread.
    with ThreadPoolExecutor(1) as pool:
        response = pool.submit(asyncio.run, ask()).result()
    _agrees(number, (response.status_code, response.headers, response.json()))


@each_code_of("flask")
def test_flask_sends_it(number: int) -> None:
    app = flask.Flask("kit")
    app.get("/")(_function(_text(number, "flask")))
    response = app.test_client().get("/")
    _agrees(number, (response.status_code, dict(response.headers), json.loads(response.data)))


@each_code_of("drf")
def test_django_rest_framework_sends_it(number: int) -> None:
    from rest_framework.decorators import (  # noqa: PLC0415 - reads the settings above
        api_view,
        authentication_classes,
    )
    from rest_framework.test import APIRequestFactory  # noqa: PLC0415

    send = _function(_text(number, "drf"))
    view = api_view(["GET"])(authentication_classes([])(lambda _: send()))
    request = APIRequestFactory().get("/", HTTP_ACCEPT="text/html")
    with override_settings(REST_FRAMEWORK={"UNAUTHENTICATED_USER": None}):
        response = view(request)
    _agrees(number, (response.status_code, response.headers, json.loads(response.content)))


def test_only_what_a_program_cannot_send_is_left_out() -> None:
    left = {one: sorted(set(KITS) - set(_texts(one))) for one in ("fastapi", "flask", "drf")}
    assert left == {"fastapi": [], "flask": [426], "drf": [405, 426]}


@each_code
def test_wsgi_programs_send_no_hop_by_hop_field(number: int) -> None:
    hops = [name for name, _ in KITS[number].fields if wsgiref.util.is_hop_by_hop(name)]
    sending = [one.id for one in KITS[number].snippets if one.id in ("flask", "drf")]
    assert not (hops and sending)


EXPRESS = """
import { readFileSync } from "node:fs";
import { get } from "node:http";
import express from "express";

const app = express();
const texts = JSON.parse(readFileSync("express.json"));
for (const [code, text] of Object.entries(texts)) {
  app.get("/" + code, new Function("return " + text)());
}
const ask = (port, code) => new Promise((resolve) => {
  get({ port, path: "/" + code }, async (response) => {
    const body = Buffer.concat(await response.toArray()).toString();
    resolve([code, [response.statusCode, response.headers, JSON.parse(body)]]);
  });
});
const server = app.listen(0, async () => {
  const { port } = server.address();
  const answers = await Promise.all(Object.keys(texts).map((code) => ask(port, code)));
  console.log(JSON.stringify(Object.fromEntries(answers)));
  server.close();
});
"""


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _node(folder: Path, script: str) -> dict[str, Any]:
    """Run a script as a module that finds the project's packages; give the JSON it prints."""
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "run.mjs").write_text(script, "utf-8")
    answers: dict[str, Any] = json.loads(_run(["node", "run.mjs"], folder))
    return answers


@pytest.fixture(scope="session")
def express(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("express")
    (folder / "express.json").write_text(json.dumps(_texts("express")), "utf-8")
    return _node(folder, EXPRESS)


@each_code
def test_express_sends_it(number: int, express: dict[str, Any]) -> None:
    _agrees(number, tuple(express[str(number)]))


# Caught


class _Handler(BaseHTTPRequestHandler):
    """Answers ``/404/orders`` with the kit of 404, whatever the method."""

    def _answer(self) -> None:
        made = KITS[int(self.path.split("/")[1])]
        body = made.body.encode()
        self.send_response(json.loads(body)["status"])
        self.send_header("Content-Type", kit.MEDIA_TYPE)
        self.send_header("Content-Length", str(len(body)))
        for name, value in made.fields:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    thread.join()
    httpd.server_close()


def _local(text: str, server: str, number: int) -> str:
    local = text.replace(kit.SERVER + "/", f"{server}/{number}/")
    assert local != text
    return local


def _says(number: int) -> list[str]:
    """Give what a catching snippet prints: the title, then the value of each field."""
    title: str = json.loads(KITS[number].body)["title"]
    return [title, *(value for _, value in KITS[number].fields)]


@each_code
@pytest.mark.parametrize("client", ["requests", "httpx"])
def test_python_clients_catch_it(number: int, client: str, server: str) -> None:
    text = _local(_text(number, client), server, number)
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(text, "<snippet>", "exec"), {})  # noqa: S102
    assert out.getvalue().splitlines() == _says(number)


CATCH = """
const log = console.log;
const said = {};
for (const name of %s) {
  said[name] = [];
  console.log = (line) => said[name].push(line);
  await import(`./${name}.mjs`);
}
log(JSON.stringify(said));
"""


@pytest.fixture(scope="session")
def node_said(tmp_path_factory: pytest.TempPathFactory, server: str) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("catch")
    names = []
    for client in ("fetch", "axios"):
        for number, text in _texts(client).items():
            names.append(f"{client}-{number}")
            (folder / f"{names[-1]}.mjs").write_text(_local(text, server, number), "utf-8")
    return _node(folder, CATCH % json.dumps(names))


@each_code
@pytest.mark.parametrize("client", ["fetch", "axios"])
def test_javascript_clients_catch_it(number: int, client: str, node_said: dict[str, Any]) -> None:
    assert node_said[f"{client}-{number}"] == _says(number)


@pytest.fixture(scope="session")
def java_said(tmp_path_factory: pytest.TempPathFactory, server: str) -> dict[int, list[str]]:
    folder = tmp_path_factory.mktemp("java")
    texts = _texts("java-http")
    methods = "".join(
        f"static void m{number}() throws Exception {{\n{_local(text, server, number)}\n}}\n"
        for number, text in texts.items()
    )
    calls = "".join(f'System.out.println("#{number}"); m{number}();\n' for number in texts)
    (folder / "Kit.java").write_text(
        "import java.net.URI;\nimport java.net.http.*;\n\nclass Kit {\n"
        f"public static void main(String[] a) throws Exception {{\n{calls}}}\n{methods}}}\n",
        "utf-8",
    )
    parts = re.split(r"^#", _run(["java", "Kit.java"], folder), flags=re.MULTILINE)
    lines = [part.splitlines() for part in parts]
    return {int(said[0]): said[1:] for said in lines if said}


@each_code
def test_java_catches_it(number: int, java_said: dict[int, list[str]]) -> None:
    body = KITS[number].body.splitlines()
    assert java_said[number] == [*body, *(value for _, value in KITS[number].fields)]


# Compiled or parsed


SPRING = {
    "HttpStatusCode": "public interface HttpStatusCode {}",
    "HttpStatus": "public enum HttpStatus implements HttpStatusCode { %s }",
    "ProblemDetail": """public class ProblemDetail {
        public static ProblemDetail forStatus(int status) { return null; }
        public static ProblemDetail forStatus(HttpStatusCode status) { return null; }
        public void setType(java.net.URI type) {}
        public void setTitle(String title) {}
        public void setDetail(String detail) {}
        public void setInstance(java.net.URI instance) {}
        public void setProperty(String name, Object value) {}
    }""",
    "ResponseEntity": """public class ResponseEntity<T> {
        public interface HeadersBuilder<B extends HeadersBuilder<B>> {
            B header(String name, String... values);
            <T> ResponseEntity<T> build();
        }
        public static HeadersBuilder<?> of(ProblemDetail body) { return null; }
    }""",
}


def test_spring_compiles_against_the_signatures_that_it_uses(tmp_path: Path) -> None:
    written = [one.expression for code in CONTENT.codes for one in code.constants]
    names = {
        one.split("HttpStatus.")[1] for one in written if one.startswith("org.springframework")
    }
    package = tmp_path / "org/springframework/http"
    package.mkdir(parents=True)
    for name, text in SPRING.items():
        stub = text.replace("%s", ", ".join(sorted(names)))
        (package / f"{name}.java").write_text(f"package org.springframework.http;\n{stub}\n")
    texts = "".join(
        f"class Kit{number} {{\n{text}\n}}\n" for number, text in _texts("spring").items()
    )
    imports = "import java.net.URI;\nimport java.util.*;\nimport org.springframework.http.*;\n"
    (tmp_path / "Kit.java").write_text(imports + texts, "utf-8")
    files = sorted(str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.java"))
    _run(["javac", "-proc:none", "-Xlint:all", "-Werror", "-d", "out", *files], tmp_path)


def _broken(node: Node) -> list[str]:
    if not node.has_error:
        return []
    here = [str(node)] if node.is_error or node.is_missing else []
    return here + [told for child in node.children for told in _broken(child)]


@each_code
@pytest.mark.parametrize("language", GRAMMARS)
def test_the_grammar_reads_it(number: int, language: str) -> None:
    parser = Parser(Language(GRAMMARS[language]))
    for snippet in KITS[number].snippets:
        if snippet.language == language:
            wrapped = f"class Kit {{ void m() {{ {snippet.text} }} }}"
            alone = language != "java" or snippet.kind == "send"
            tree = parser.parse((snippet.text if alone else wrapped).encode())
            assert _broken(tree.root_node) == [], snippet.text


def test_the_grammars_see_a_missing_brace() -> None:
    for language, grammar in GRAMMARS.items():
        parser = Parser(Language(grammar))
        sent = next(one for one in KITS[429].snippets if one.language == language)
        assert parser.parse(sent.text[:-1].encode()).root_node.has_error, language


@each_code
def test_every_snippet_is_terse_and_stays_within_the_page(number: int) -> None:
    for snippet in KITS[number].snippets:
        lines = snippet.text.split("\n")
        assert len(lines) <= 28, snippet.text
        assert max(map(len, lines)) <= 110, snippet.text
        assert not any(line != line.rstrip() for line in lines), snippet.text


@each_code
def test_a_framework_with_a_name_for_the_code_uses_it(number: int) -> None:
    assert ("HttpStatus." in _text(number, "spring")) == (number not in (413, 422))
    assert (" :" in _text(number, "rails").split("status:")[-1]) == (number not in (413, 422))
    assert ("StatusCodes." in _text(number, "aspnetcore")) == (number != 425)
    assert "http.Status" in _text(number, "go")
    assert "Response::HTTP_" in _text(number, "symfony")


def test_texts_are_quoted_for_each_language() -> None:
    text = """say "it's" \\ #{now}"""
    assert literals.inline(text, "ruby") == '"say \\"it\'s\\" \\\\ \\#{now}"'
    assert literals.inline(text, "php") == """'say "it\\'s" \\\\ #{now}'"""
    assert literals.inline(text, "go") == f"`{text}`"
    assert literals.inline('a "b"', "python") == """'a "b"'"""


def test_a_kit_is_the_same_twice() -> None:
    again = {n: kit.kit_of(replace(CONTENT.code(n)), CONTENT, FOLDER) for n in KITS}
    assert again == KITS


def test_every_key_of_the_table_is_explained() -> None:
    source = read_table(FOLDER / "fields.yaml", "fields.yaml")
    assert not source.problems
    snippets = source.meta["kit"]["snippets"]["of"]["fields"]
    assert all(field.get("says") or "of" in field for field in snippets.values())
