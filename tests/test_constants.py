"""The table of constants, held against the programs themselves."""

from __future__ import annotations

import http
import importlib
import json
import re
import subprocess

import pytest
from helpers import ROOT


@pytest.fixture(scope="module")
def table(tables):
    return tables.raw["constants"]


def names_of(entry) -> dict[int, dict[str, bool]]:
    """Give the names of each code, each with whether it is marked as deprecated."""
    return {
        int(code): {
            name.removesuffix(" (deprecated)"): name.endswith(" (deprecated)")
            for name in names.split(", ")
        }
        for code, names in entry["names"].items()
    }


def differences(entry, real: dict[str, int]) -> list[str]:
    """Give where table and program differ. ``real`` has every name of the program."""
    ours = {(name, code) for code, names in names_of(entry).items() for name in names}
    return sorted(map(str, ours ^ set(real.items())))


def test_python_has_every_name_that_it_knows_under_the_same_number(table):
    """Python 3.13 gave four codes new names; an older one does not know them yet."""
    ours = {n: code for code, names in names_of(table["python"]).items() for n in names}
    real = {name: status.value for name, status in http.HTTPStatus.__members__.items()}
    assert {name: ours.get(name) for name in real} == real
    newer = {"CONTENT_TOO_LARGE", "URI_TOO_LONG", "RANGE_NOT_SATISFIABLE", "UNPROCESSABLE_CONTENT"}
    assert set(ours) - set(real) <= newer


def _constants(module: str, pattern: str) -> dict[str, int]:
    found = vars(importlib.import_module(module)).items()
    return {n: int(v) for n, v in found if re.fullmatch(pattern, n) and isinstance(v, int)}


def test_starlette(table):
    module = importlib.import_module("starlette.status")
    names = {name for name in module.__all__ if name.startswith("HTTP_")}
    real = {name: int(name.split("_")[1]) for name in names}
    current = {
        name: code
        for code, names in names_of(table["starlette"]).items()
        for name, deprecated in names.items()
        if not deprecated
    }
    assert current == real


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_deprecated_names_of_starlette_still_work(table):
    module = importlib.import_module("starlette.status")
    old = [
        (name, code)
        for code, names in names_of(table["starlette"]).items()
        for name, deprecated in names.items()
        if deprecated
    ]
    assert old
    assert [getattr(module, name) for name, _ in old] == [code for _, code in old]


def test_django_rest_framework(table):
    assert differences(table["drf"], _constants("rest_framework.status", r"HTTP_\d{3}_\w+")) == []


def test_httpx(table):
    codes = importlib.import_module("httpx").codes
    real = {name: int(code) for name, code in codes.__members__.items()}
    assert differences(table["httpx"], real) == []


def _classes(module: str, base: str, attribute: str) -> dict[str, int]:
    library = importlib.import_module(module)
    root = getattr(library, base)
    return {
        name: int(value)
        for name, thing in vars(library).items()
        if isinstance(thing, type)
        and issubclass(thing, root)
        and isinstance(value := getattr(thing, attribute, None), int)
    }


@pytest.mark.parametrize(
    ("key", "module", "base", "attribute"),
    [
        ("aiohttp", "aiohttp.web", "HTTPException", "status_code"),
        ("werkzeug", "werkzeug.exceptions", "HTTPException", "code"),
        ("django", "django.http", "HttpResponse", "status_code"),
    ],
)
def test_classes_of_a_framework(table, key, module, base, attribute):
    real = _classes(module, base, attribute)
    ours = {n: code for code, names in names_of(table[key]).items() for n in names}
    assert {name: real.get(name) for name in ours} == ours
    listed = set(ours.values())
    missing = {code for code in real.values() if code >= 100} - listed
    assert missing - {200} == set()


@pytest.fixture(scope="module")
def node():
    script = (
        "const { StatusCodes } = require('http-status-codes');"
        "console.log(JSON.stringify([require('http').STATUS_CODES, StatusCodes]))"
    )
    done = subprocess.run(
        ["node", "-e", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


def test_npm_http_status_codes(table, node):
    real = {name: value for name, value in node[1].items() if isinstance(value, int)}
    assert differences(table["node"], real) == []


def test_phrases_of_node(table, node):
    ours = {code: list(names) for code, names in names_of(table["node-phrase"]).items()}
    assert ours == {int(code): [phrase] for code, phrase in node[0].items()}


def test_every_code_of_the_table_has_a_page(table, content):
    codes = {int(code) for entry in table.values() for code in entry["names"]}
    assert sorted(codes - set(content.by_number)) == []


def test_every_expression_has_the_name_or_the_number_in_it(table):
    assert [
        key
        for key, entry in table.items()
        if not re.search(r"\{(name|code)\}", entry["write"]) or not entry["source"]
    ] == []


def test_expression_is_made_from_the_first_name(content):
    expressions = {c.id: c.expression for c in content.code(413).constants}
    assert expressions["python"] == "http.HTTPStatus.CONTENT_TOO_LARGE"


def test_what_is_pasted_never_says_that_a_name_is_deprecated(content, table):
    pasted = [c.expression for code in content.codes for c in code.constants]
    firsts = [n.split(", ")[0] for entry in table.values() for n in entry["names"].values()]
    assert any("deprecated" in first for first in firsts)
    assert [expression for expression in pasted if "deprecated" in expression] == []
