"""The page of tools: how it is rendered, what its script is given, and how its data is checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from reasonphrase.check import Checker
from reasonphrase.machine import as_script
from reasonphrase.model import Content
from reasonphrase.problems import Problem
from reasonphrase.site import Site
from reasonphrase.sources import Source
from reasonphrase.tables import DATA, Tables, read_table
from reasonphrase.views import sense_anchor

FILE = f"{DATA}/fingerprints.yaml"
PLACES = ("edge", "balancer", "server", "app")
PROVES = ("made", "behind", "passed")
LISTS = {"place": PLACES, "proves": PROVES, "evidence": ("secondary",)}

LAYER = {
    "label": {"type": "text", "max": 90, "required": True, "says": "How the page names it."},
    "sender": {"type": "choice", "values": "senders", "says": "Its key in senders.yaml."},
    "place": {"type": "choice", "values": "place", "required": True, "says": "Where it stands."},
}
FINGERPRINT = {
    "id": {"type": "text", "max": 40, "required": True, "says": "A name of its own."},
    "layer": {"type": "choice", "values": "layers", "required": True, "says": "Whose it is."},
    "where": {"type": "text", "max": 40, "required": True, "says": "body, log or a field."},
    "proves": {
        "type": "choice",
        "values": "proves",
        "required": True,
        "says": "Made, behind or passed.",
    },
    "weight": {"type": "integer", "min": 1, "max": 3, "required": True, "says": "How much."},
    "code": {"type": "integer", "min": 100, "max": 999, "says": "The status that goes with it."},
    "only": {"type": "text", "says": "The status codes with which it counts."},
    "look": {"type": "text", "max": 90, "required": True, "says": "What to look for."},
    "pattern": {"type": "text", "required": True, "says": "A regular expression."},
    "says": {"type": "text", "max": 160, "required": True, "says": "What it proves."},
    "source": {"type": "url", "says": "What was read for it."},
    "evidence": {"type": "choice", "values": "evidence", "says": "secondary, without a source."},
}

ARTICLE = re.compile(r"^(?:the|a) ")
FIELD_NAME = re.compile(r"[a-z][a-z0-9-]*")
# What Python and JavaScript read in different ways, and what may take too long.
FOREIGN = re.compile(r"\(\?P|\(\?<|\(\?[aiLmsux]+[:)]|\\[AZz]|[*+?}]\+")
NESTED = re.compile(r"\((?:[^()\\]|\\.)*(?<!\\)[*+](?:[^()\\]|\\.)*\)(?:[*+]|\{\d+,\})")
UNBOUNDED = re.compile(r"(?<!\\)(?:\.|\]|\\[sSwWdD])[*+]")


def check(root: Path, tables: Tables) -> list[Problem]:
    """Give every mistake in the table of fingerprints below ``root``."""
    source = read_table(root / FILE, FILE)
    return list(source.problems) or list(_checked(source, tuple(tables.raw["senders"])))


@lru_cache(maxsize=4)
def _checked(source: Source, senders: tuple[str, ...]) -> tuple[Problem, ...]:
    return tuple(check_source(source, senders))


def check_source(source: Source, senders: tuple[str, ...]) -> Iterator[Problem]:
    """Give every mistake in the table of fingerprints; ``senders`` are the keys that exist."""
    layers = source.meta.get("layers")
    known = tuple(layers) if isinstance(layers, dict) else ()
    one = {"type": "record", "required": True, "fields": LAYER}
    fields = {
        "layers": {"type": "record", "required": True, "fields": dict.fromkeys(known, one)},
        "fingerprints": {
            "type": "list",
            "required": True,
            "of": {"type": "record", "fields": FINGERPRINT},
        },
    }
    found = Checker(fields, {**LISTS, "senders": senders, "layers": known}).check(source)
    yield from found
    if not found:
        yield from _unused(source, known)
        yield from _rows(source)


def _unused(source: Source, layers: tuple[str, ...]) -> Iterator[Problem]:
    used = {row["layer"] for row in source.meta["fingerprints"]}
    for layer in layers:
        if layer not in used:
            what = f'the layer "{layer}" has no fingerprint'
            yield source.problem(("layers", layer), what, "write one, or take the layer out")


def _rows(source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, row in enumerate(source.meta["fingerprints"]):
        at = ("fingerprints", number)
        if row["id"] in seen:
            yield source.problem((*at, "id"), f'the id "{row["id"]}" stands twice', "rename one")
        seen.add(row["id"])
        if not FIELD_NAME.fullmatch(row["where"]):
            what = f'"where" is "{row["where"]}"'
            mend = "write body, log, or the name of a field in small letters"
            yield source.problem((*at, "where"), what, mend)
        if ("source" in row) == ("evidence" in row):
            both = "both source and evidence" if "source" in row else "neither source nor evidence"
            mend = "write the source, or evidence: secondary without one"
            yield source.problem(at, f'"{row["id"]}" has {both}', mend)
        for what, mend in _pattern(row):
            yield source.problem((*at, "pattern"), what, mend)


def _pattern(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give what is wrong with a pattern, and the mend."""
    pattern = str(row["pattern"])
    try:
        groups = re.compile(pattern).groups
    except re.error as error:
        yield f'"pattern" is no regular expression ({error.msg})', "mend the pattern"
        return
    if FOREIGN.search(pattern):
        yield (
            '"pattern" has what JavaScript and Python read in different ways',
            "write it without named groups, flags, look-behind, \\A and \\Z",
        )
    if NESTED.search(pattern):
        yield '"pattern" repeats a repetition and may never end', "give the inner part a bound"
    if row["where"] == "body" and UNBOUNDED.search(pattern):
        yield '"pattern" has no bound and may be slow in a long body', "write {0,90} for * and +"
    if row["where"] == "log" and not groups and "code" not in row and row["proves"] == "made":
        yield '"pattern" of a log line has no group for the status', "add (\\d{3}), or write code"


def tools_page(site: Site) -> str:
    """Render the page of tools."""
    page = site.page(
        "tools.html",
        "tools",
        "Tools",
        "Find out who sent a status code from a pasted response or log line, convert HTTP dates, "
        "make request ids, and build problem details. Nothing leaves the page.",
    )
    data = site.content.data["fingerprints"]
    return site.render("tools.html", page, groups=_groups(data), count=len(data["fingerprints"]))


def _groups(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give the layers by place, each with its fingerprints."""
    return [
        {
            "label": ARTICLE.sub(lambda found: found[0].capitalize(), layer["label"]),
            "rows": [row for row in data["fingerprints"] if row["layer"] == key],
        }
        for place in PLACES
        for key, layer in data["layers"].items()
        if layer["place"] == place
    ]


def fingerprints_script(site: Site) -> str:
    """Give the fingerprints as a classic script that sets ``reasonPhraseFingerprints``."""
    content = site.content
    data = content.data["fingerprints"]
    packed = {
        "codes": {code.label: code.name for code in content.codes},
        "layers": {key: _layer(layer, content) for key, layer in data["layers"].items()},
        "fingerprints": data["fingerprints"],
    }
    text = json.dumps(packed, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return as_script("reasonPhraseFingerprints", text)


def _layer(layer: Mapping[str, Any], content: Content) -> dict[str, Any]:
    """Give a layer with the addresses of what the site says about it."""
    sender = layer.get("sender")
    packed: dict[str, Any] = {"label": layer["label"], "place": PLACES.index(layer["place"])}
    if not sender:
        return packed
    senses = [(c, s) for c in content.codes for s in c.senders if s.sender.key == sender]
    packed["codes"] = {code.label: f"{code.url}#{sense_anchor(sense)}" for code, sense in senses}
    vendors = [c for c in content.categories if not c.class_ and sender in c.senders]
    tables = [table for table in content.subcodes if table.sender == sender]
    packed["page"] = [vendors[0].url, vendors[0].title] if vendors else []
    packed["tables"] = [[table.url, [row.id for row in table.rows]] for table in tables]
    return packed
