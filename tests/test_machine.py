"""What machines read: JSON, its schemas, sitemap, OpenSearch."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from helpers import URL
from jsonschema import Draft202012Validator

from reasonphrase.bodies import CODE_SECTIONS

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def _json(site, name: str):
    return json.loads((site / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def codes(site):
    return _json(site, "codes.json")["codes"]


@pytest.mark.parametrize("name", ["codes", "code", "front-matter"])
def test_published_schema_is_a_schema(site, name):
    schema = _json(site, f"{name}.schema.json")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_codes_json_keeps_its_schema(site):
    validator = Draft202012Validator(_json(site, "codes.schema.json"))
    errors = [error.message for error in validator.iter_errors(_json(site, "codes.json"))]
    assert errors == []


def test_each_code_json_keeps_its_schema(site, content):
    validator = Draft202012Validator(_json(site, "code.schema.json"))
    files = sorted((site / "codes").glob("*.json"))
    errors = [
        (file.name, error.message)
        for file in files
        for error in validator.iter_errors(json.loads(file.read_text(encoding="utf-8")))
    ]
    assert [file.stem for file in files] == [code.label for code in content.codes]
    assert errors == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda code: code.pop("url"), "'url' is a required property"),
        (lambda code: code.update(extra=1), "'extra' was unexpected"),
        (lambda code: code.update(standing="great"), "'great' is not one of"),
        (lambda code: code.update({"class": "9xx"}), "'9xx' is not one of"),
        (lambda code: code.pop("sections"), "'sections' is a required property"),
    ],
    ids=["missing", "unknown", "closed list", "class", "sections"],
)
def test_schema_refuses_what_is_wrong(site, change, says):
    code = _json(site, "codes/404.json")
    change(code)
    validator = Draft202012Validator(_json(site, "code.schema.json"))
    assert any(says in error.message for error in validator.iter_errors(code))


def test_codes_stand_in_number_order(codes, content):
    numbers = [code["code"] for code in codes]
    assert numbers == sorted(numbers)
    assert numbers == [code.number for code in content.codes]


def test_entry_has_the_fields_of_its_file_and_three_more(codes, content):
    for entry, code in zip(codes, content.codes, strict=True):
        made = {key: entry[key] for key in ("class", "url", "constants")}
        own = {key: value for key, value in entry.items() if key not in made}
        assert own == code.meta
        assert made == {
            "class": f"{code.number // 100}xx" if 100 <= code.number < 600 else None,
            "url": f"codes/{code.number:03d}.html",
            "constants": {constant.id: constant.expression for constant in code.constants},
        }


def test_constants_are_written_as_they_are_pasted(codes):
    constants = {code["code"]: code["constants"] for code in codes}
    assert constants[404]["python"] == "http.HTTPStatus.NOT_FOUND"
    assert constants[404]["go"] == "http.StatusNotFound"


def test_entry_of_one_code_is_that_of_the_list_and_its_sections(site, codes):
    for entry in codes:
        whole = _json(site, f"codes/{entry['code']:03d}.json")
        sections = whole.pop("sections")
        assert whole == entry
        ids = [section["id"] for section in sections]
        assert ids == [id_ for id_ in CODE_SECTIONS.values() if id_ in ids]
        assert "meaning" in ids


def test_html_of_a_section_links_to_pages_that_are_there(site, codes):
    dead = []
    for entry in codes:
        for section in _json(site, f"codes/{entry['code']:03d}.json")["sections"]:
            for target in re.findall(r'href="([^"#?]+)', section["html"]):
                if "://" not in target and not (site / "codes" / target).exists():
                    dead.append((entry["code"], target))
    assert dead == []


def test_addresses_in_the_list_are_pages(site, codes):
    assert [code["url"] for code in codes if not (site / code["url"]).exists()] == []


def test_sitemap_names_every_page_that_may_be_found_and_no_other(site):
    root = ElementTree.parse(site / "sitemap.xml").getroot()  # noqa: S314 (our own file)
    named = [loc.text for loc in root.iter(f"{SITEMAP}loc")]
    pages = {
        f"{URL}/{file.relative_to(site).as_posix()}"
        for file in site.rglob("*.html")
        if b'content="noindex' not in file.read_bytes()
    }
    assert root.tag == f"{SITEMAP}urlset"
    assert named == sorted(set(named))
    assert set(named) == pages
    assert f"{URL}/404.html" not in named


def test_robots_txt_names_the_sitemap_where_there_is_one(site, site_plain):
    assert (site / "robots.txt").read_text() == (
        f"User-agent: *\nAllow: /\nSitemap: {URL}/sitemap.xml\n"
    )
    assert (site_plain / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"


def test_opensearch_leads_to_the_search_page(site):
    root = ElementTree.parse(site / "opensearch.xml").getroot()  # noqa: S314 (our own file)
    url = root.find(f"{SEARCH}Url")
    assert root.tag == f"{SEARCH}OpenSearchDescription"
    assert len(root.findtext(f"{SEARCH}ShortName")) <= 16
    assert url.attrib == {
        "type": "text/html",
        "template": f"{URL}/search.html?q={{searchTerms}}",
    }
    assert (site / "search.html").exists()


def test_json_is_sorted_and_ends_with_a_line_end(site):
    text = (site / "codes/404.json").read_text(encoding="utf-8")
    entry = json.loads(text)
    assert list(entry) == sorted(entry)
    assert text.endswith("}\n")
    assert "\\u" not in text
