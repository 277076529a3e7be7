"""Every page of the built site, as its host gets it and as it lies on a disk."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from helpers import ROOT, URL

from reasonphrase.assemble import assemble
from reasonphrase.site import Settings

FIXED = ("meaning", "rest", "example", "seen", "senders", "in-code", "related", "questions",
         "specification")  # fmt: skip
HIDDEN = {"404.html", "search.html", "styleguide.html"}
LOADS = (("link", "href"), ("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"),
         ("source", "srcset"), ("iframe", "src"), ("video", "src"), ("audio", "src"),
         ("embed", "src"), ("object", "data"), ("input", "src"), ("form", "action"),
         ("use", "href"), ("image", "href"))  # fmt: skip
REFERRING = {"aria-labelledby", "aria-describedby", "aria-controls", "for"}
LINKING = {"href", "src", "action"}
ISO = re.compile(r"\b20\d\d-[01]\d-[0-3]\d\b")
MONTHS = "January February March April May June July August September October November December"
LONG_DATE = re.compile(rf"[1-9]\d? (?:{MONTHS.replace(' ', '|')}) 20\d\d")


class Page:
    """A page with its address from the site's root."""

    def __init__(self, address: str, text: str) -> None:
        self.address = address
        self.text = text

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")

    @cached_property
    def ids(self) -> list[str]:
        return [tag["id"] for tag in self.soup.find_all(id=True)]

    def one(self, selector: str) -> Tag:
        found = self.soup.select(selector)
        assert len(found) == 1, f"{self.address} has {len(found)} of {selector}"
        return found[0]

    def words(self, selector: str) -> list[str]:
        return [shown(tag) for tag in self.soup.select(selector)]

    @cached_property
    def links(self) -> list[str]:
        """The address of every link and of everything that the page loads, but not its own."""
        return [
            tag.get("href") or tag.get("src") or tag.get("action") or ""
            for tag in self.soup.find_all(lambda tag: not LINKING.isdisjoint(tag.attrs))
            if tag.get("rel") != ["canonical"]
        ]


@dataclass(frozen=True)
class Built:
    """A built site. ``url`` is the address that it was told, or empty."""

    folder: Path
    url: str
    pages: dict[str, Page]

    def __iter__(self) -> Iterator[Page]:
        return iter(self.pages.values())

    def __getitem__(self, address: str) -> Page:
        return self.pages[address]

    def resolve(self, page: Page, link: str) -> tuple[str, str]:
        """The file from the site's root and the fragment that a link in a page leads to."""
        path, fragment = urldefrag(link)
        path = unquote(urlsplit(path).path)
        if not path:
            return page.address, fragment
        start = self.folder / page.address
        target = self.folder / path.lstrip("/") if path.startswith("/") else start.parent / path
        try:
            found = target.resolve().relative_to(self.folder.resolve())
        except ValueError:
            return f"outside the site: {path}", fragment
        return found.as_posix(), fragment


def shown(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def is_outside(link: str) -> bool:
    return bool(urlsplit(link).scheme or urlsplit(link).netloc)


@pytest.fixture(scope="session")
def host(site) -> Built:
    return _read(site, URL)


@pytest.fixture(scope="session")
def disk(site_plain) -> Built:
    return _read(site_plain, "")


@pytest.fixture(scope="session", params=["host", "disk"])
def built(request: pytest.FixtureRequest) -> Built:
    return request.getfixturevalue(request.param)


def _read(folder: Path, url: str) -> Built:
    files = sorted(folder.rglob("*.html"))
    found = {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}
    assert len(found) > 200
    return Built(folder, url, {address: Page(address, text) for address, text in found.items()})


@pytest.fixture(scope="session")
def code_pages(host, content) -> list[tuple]:
    return [(code, host[code.url]) for code in content.codes]


# ---- the frame ----------------------------------------------------------------------------------


def test_every_page_has_one_h1_with_words(built):
    wrong = {page.address: page.words("h1") for page in built if len(page.words("h1")) != 1}
    assert wrong == {}
    assert [page.address for page in built if not page.words("h1")[0]] == []


def test_titles_are_unique(built):
    assert repeated(shown(page.one("head > title")) for page in built) == []


def test_titles_name_the_site(built):
    wrong = [page.address for page in built if "Reason Phrase" not in page.one("head > title").text]
    assert wrong == []


def test_descriptions_are_unique_sentences(built):
    said = {page.address: page.one("meta[name=description]")["content"] for page in built}
    assert repeated(said.values()) == []
    assert [address for address, text in said.items() if not re.match(r"\S.{10,}", text)] == []


def repeated(values) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def test_every_page_says_its_language(built):
    assert {page.one("html")["lang"] for page in built} == {"en-GB"}


def test_canonical_address_is_the_pages_own_on_the_host(host):
    said = {page.address: page.one("link[rel=canonical]")["href"] for page in host}
    assert said == {address: f"{URL}/{address}" for address in host.pages}


def test_no_page_claims_an_absolute_address_without_one(disk):
    claims = [page.address for page in disk
              if page.soup.select("link[rel=canonical], meta[property='og:url']")]  # fmt: skip
    assert claims == []


def test_social_cards_say_what_the_page_says(built):
    wrong = [
        page.address
        for page in built
        if page.one("meta[property='og:description']")["content"]
        != page.one("meta[name=description]")["content"]
        or not page.one("meta[property='og:title']")["content"]
    ]
    assert wrong == []


LANDMARKS = {"banner": "body > header", "main": "body > main#main", "contentinfo": "body > footer",
             "search": "form[role=search]", "site navigation": "body > header nav"}  # fmt: skip


@pytest.mark.parametrize("selector", LANDMARKS.values(), ids=LANDMARKS)
def test_every_page_has_each_landmark_once(built, selector):
    wrong = {
        p.address: len(p.soup.select(selector)) for p in built if len(p.soup.select(selector)) != 1
    }
    assert wrong == {}


def test_navigations_of_a_page_have_different_names(built):
    wrong = {}
    for page in built:
        names = [tag.get("aria-label") for tag in page.soup.find_all("nav")]
        if None in names or repeated(names):
            wrong[page.address] = names
    assert wrong == {}


def test_first_link_skips_to_the_content(built):
    wrong = [p.address for p in built if p.soup.body.find("a")["href"] != "#main"]
    assert wrong == []


def test_navigation_marks_the_page_that_it_leads_to(host):
    for entry in host["index.html"].soup.select("nav.site a"):
        page = host[entry["href"]]
        assert page.words("nav.site [aria-current=page]") == [shown(entry)]


def test_ids_are_unique(built):
    wrong = {p.address: repeated(p.ids) for p in built if repeated(p.ids)}
    assert wrong == {}


def test_every_name_that_a_page_refers_to_is_an_id_of_it(built):
    wrong = [
        (page.address, attribute, one)
        for page in built
        for tag in page.soup.find_all(lambda tag: not REFERRING.isdisjoint(tag.attrs))
        for attribute in REFERRING.intersection(tag.attrs)
        for one in " ".join(tag.get_attribute_list(attribute)).split()
        if one not in page.ids
    ]
    assert wrong == []


def test_headings_have_ids_where_they_can_be_linked_to(built):
    wrong = [(p.address, shown(h)) for p in built for h in p.soup.select(".prose h2:not([id])")]
    assert wrong == []


# ---- links --------------------------------------------------------------------------------------


def test_every_internal_link_leads_to_a_file_and_a_place_in_it(built):
    wrong = []
    for page in built:
        for link in sorted(set(page.links)):
            if is_outside(link):
                continue
            path, fragment = built.resolve(page, link)
            place = built[path].ids if path in built.pages and fragment else [unquote(fragment)]
            if not (built.folder / path).is_file() or unquote(fragment) not in place:
                wrong.append((page.address, link))
    assert wrong == []


def test_every_internal_link_is_relative(built):
    rooted = {"404.html"} if built.url else set()  # served at any depth
    wrong = [
        (page.address, link)
        for page in built
        if page.address not in rooted
        for link in page.links
        if not is_outside(link) and (not link or link.startswith("/"))
    ]
    assert wrong == []


def test_every_internal_link_ends_in_a_file_name(built):
    wrong = [
        (page.address, link)
        for page in built
        for link in page.links
        if not is_outside(link)
        and not link.startswith("#")
        and "." not in urlsplit(link).path.rsplit("/", 1)[-1].strip(".")
    ]
    assert wrong == []


def test_no_link_names_the_sites_own_address(host):
    wrong = [(p.address, link) for p in host for link in p.links if link.startswith(URL)]
    assert wrong == []


def test_links_of_the_hosts_404_page_begin_at_the_root(host):
    links = [link for link in host["404.html"].links if not is_outside(link) and link[0] != "#"]
    assert links
    assert [link for link in links if not link.startswith("/")] == []


def test_links_of_the_hosts_404_page_begin_at_the_sites_folder_on_a_host_that_has_several(model):
    files = assemble(*model, Settings(ROOT, f"{URL}/docs"))
    page = Page("404.html", files["404.html"]().decode())
    links = [link for link in page.links if not is_outside(link) and link[0] != "#"]
    assert [link for link in links if not link.startswith("/docs/")] == []


def test_every_page_is_reached_from_the_home_page(built):
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = built[waiting.pop()]
        for tag in page.soup.select("a[href]"):
            path, _ = built.resolve(page, tag["href"])
            if not is_outside(tag["href"]) and path in built.pages and path not in seen:
                seen.add(path)
                waiting.append(path)
    assert set(built.pages) - seen - HIDDEN == set()


# ---- safety -------------------------------------------------------------------------------------


def test_no_page_has_an_inline_script(built):
    wrong = [p.address for p in built for tag in p.soup.find_all("script")
             if not tag.get("src") and tag.get("type") != "application/ld+json"]  # fmt: skip
    assert wrong == []


def test_every_script_is_deferred_and_classic(built):
    wrong = [(p.address, tag["src"]) for p in built for tag in p.soup.select("script[src]")
             if not tag.has_attr("defer") or tag.get("type") or tag.get("integrity")]  # fmt: skip
    assert wrong == []


def test_no_page_has_a_handler_or_a_style_in_an_attribute(built):
    wrong = [
        (page.address, tag.name, name)
        for page in built
        for tag in page.soup.find_all(lambda tag: any(_inline(name) for name in tag.attrs))
        for name in tag.attrs
        if _inline(name)
    ]
    assert wrong == []


def _inline(attribute: str) -> bool:
    return attribute == "style" or attribute.startswith("on")


def test_no_link_runs_a_script(built):
    wrong = [(p.address, link) for p in built for link in p.links
             if re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE)]  # fmt: skip
    assert wrong == []


def test_no_page_loads_anything_of_a_third_party(built):
    wrong = [
        (page.address, tag[attribute])
        for page in built
        for name, attribute in LOADS
        for tag in page.soup.find_all(name, attrs={attribute: True})
        if is_outside(tag[attribute]) and tag.get("rel") != ["canonical"]
    ]
    assert wrong == []


def test_no_style_loads_anything(built):
    styles = {style.text for page in built for style in page.soup.find_all("style")}
    assert styles
    assert [style[:80] for style in styles if re.search(r"@import|url\(|image-set\(", style)] == []


def test_every_page_has_an_icon_and_the_search_of_the_address_bar(built):
    for page in built:
        for relation, name in (("icon", "icon.svg"), ("search", "opensearch.xml")):
            link = page.one(f"head link[rel~={relation}]")["href"]
            assert built.resolve(page, link)[0] == name


def test_pages_for_no_one_to_find_are_not_indexed(host):
    said = {
        page.address for page in host if page.soup.select("meta[name=robots][content~=noindex]")
    }
    assert said == HIDDEN & set(host.pages)


def test_sitemap_lists_every_page_that_may_be_found(host):
    text = (host.folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>([^<]+)</loc>", text)
    assert sorted(listed) == sorted(f"{URL}/{page}" for page in set(host.pages) - HIDDEN)


def test_form_that_needs_the_host_stands_only_there(host, disk):
    assert host["codes/404.html"].soup.select("form[method=post]")
    assert [page.address for page in disk if page.soup.select("form[method=post]")] == []


@pytest.mark.parametrize("repository", ["", "https://github.com/reasonphrase/site"])
def test_edit_link_stands_only_where_a_repository_is_known(model, repository):
    files = assemble(*model, Settings(ROOT, "", repository))
    for address, source in (
        ("codes/404.html", "codes/404"),
        ("faq/401-vs-403.html", "faq/401-vs-403"),
    ):
        page = Page(address, files[address]().decode())
        links = [tag["href"] for tag in page.soup.select("footer a") if "Edit" in tag.text]
        wanted = [f"{repository}/edit/main/content/{source}.md"] if repository else []
        assert links == wanted


# ---- words --------------------------------------------------------------------------------------


def test_dates_are_written_as_in_a_letter(built, content):
    wrong = []
    for page in built:
        for tag in page.soup.find_all("time"):
            date = datetime.date.fromisoformat(tag["datetime"])
            if shown(tag) != f"{date.day} {date:%B} {date.year}":
                wrong.append((page.address, shown(tag)))
    assert wrong == []


def test_every_page_of_content_says_when_it_was_checked(host, content):
    entries = (
        *content.codes,
        *content.categories,
        *content.questions,
        *content.guides,
        *content.subcodes,
    )
    wrong = {
        entry.url: entry.checked
        for entry in entries
        if host[entry.url].one(".sources time")["datetime"] != entry.checked
        or not LONG_DATE.fullmatch(shown(host[entry.url].one(".sources time")))
    }
    assert wrong == {}


def test_no_date_in_running_text_is_written_in_digits(host):
    wrong = []
    for page in host:
        for tag in page.soup.select("main p, main dd, main li, main td"):
            own = "".join(
                text for text in tag.find_all(string=True) if not text.find_parent(["code", "pre"])
            )
            if ISO.search(own):
                wrong.append((page.address, ISO.search(own)[0]))
    assert wrong == []


def test_nothing_of_a_template_is_left_in_a_page(built):
    left = re.compile(r"\{%|\{\{ |^\s*(None|undefined)\s*$|<built-in|Markup\(")
    wrong = [
        (page.address, text.strip()[:60])
        for page in built
        for text in page.soup.main.find_all(string=left)
        if not text.find_parent(["code", "pre"])
    ]
    assert wrong == []


# ---- code pages ---------------------------------------------------------------------------------


def test_fixed_sections_of_code_pages_stand_in_their_order(code_pages):
    wrong = {}
    for code, page in code_pages:
        found = [tag["id"] for tag in page.soup.select("main section > h2[id]")]
        places = [FIXED.index(one) if one in FIXED else -1 for one in found]
        if places != sorted(places) or -1 in places:
            wrong[code.label] = found
    assert wrong == {}


def test_every_section_of_a_codes_file_stands_on_its_page(code_pages):
    wrong = {}
    for code, page in code_pages:
        wanted = {section.id for section in code.sections if section.heading}
        missing = (wanted | {"meaning"}) - set(page.ids)
        if missing:
            wrong[code.label] = missing
    assert wrong == {}


def test_made_sections_stand_where_there_is_something_to_say(code_pages, content):
    wrong = {}
    for code, page in code_pages:
        asked = any(code in entry.codes for entry in (*content.questions, *content.guides))
        wanted = {
            "in-code": bool(code.constants),
            "related": bool(code.related),
            "questions": asked,
        }
        got = {key: key in page.ids for key in wanted}
        if any(wanted[key] and not got[key] for key in wanted) or got["questions"] != asked:
            wrong[code.label] = got
    assert wrong == {}


def test_table_of_contents_lists_the_sections_in_their_order(code_pages):
    wrong = {}
    for code, page in code_pages:
        listed = [tag["href"].lstrip("#") for tag in page.soup.select("nav.contents a")]
        found = [tag["id"] for tag in page.soup.select("main section > h2[id]")]
        if listed != found:
            wrong[code.label] = (listed, found)
    assert wrong == {}


def test_hero_says_number_name_class_standing_and_meaning(code_pages):
    wrong = {}
    for code, page in code_pages:
        hero = shown(page.one("main .hero"))
        parts = (
            code.label,
            code.name,
            code.class_ or "no class",
            code.standing.label,
            code.summary,
        )
        missing = [part for part in parts if " ".join(part.split()) not in hero]
        if missing:
            wrong[code.label] = missing
    assert wrong == {}


def test_former_and_other_names_stand_in_the_hero(code_pages):
    wrong = {}
    for code, page in code_pages:
        hero = shown(page.one("main .hero")).lower()
        names = [name.name for name in (*code.formerly, *code.outside)]
        missing = [name for name in names if name.lower() not in hero]
        if missing:
            wrong[code.label] = missing
    assert wrong == {}


def facts(page: Page) -> dict[str, tuple[str, str]]:
    """The fact strip: each term with its value and its explanation."""
    return {
        shown(tag.select_one(".term")): (
            shown(tag.select_one(".value")),
            shown(tag.select_one("div")),
        )
        for tag in page.soup.select(".facts details")
    }


def test_fact_strip_has_its_six_terms(code_pages):
    wanted = ["Retry", "Cache", "Content", "Method", "Fields", "Section"]
    wrong = {
        code.label: list(facts(page)) for code, page in code_pages if list(facts(page)) != wanted
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("term", "key"), [("Retry", "retry"), ("Cache", "cacheable"), ("Content", "body")]
)
def test_fact_is_what_the_front_matter_says(code_pages, content, term, key):
    values = content.data["values"][key]
    wrong = {}
    for code, page in code_pages:
        entry = values[code.meta[key]]
        value, says = facts(page)[term]
        if value != entry["label"] or entry["says"] not in says:
            wrong[code.label] = (value, entry["label"])
    assert wrong == {}


def test_fields_of_the_fact_strip_are_those_of_the_front_matter(code_pages):
    wrong = {}
    for code, page in code_pages:
        said = [
            " ".join(li.get_text().split())
            for li in page.soup.select(".facts details")[4].select("li")
        ]
        wanted = [
            f"{header['field']} {header['level']}:" for header in code.meta.get("headers") or []
        ]
        if len(said) != len(wanted) or not all(
            a.startswith(b) for a, b in zip(said, wanted, strict=True)
        ):
            wrong[code.label] = (said, wanted)
    assert wrong == {}


def test_section_of_the_fact_strip_is_that_of_the_front_matter(code_pages):
    wrong = {}
    for code, page in code_pages:
        value, _ = facts(page)["Section"]
        said = code.meta.get("specification")
        wanted = (
            ["Not registered"]
            if not said
            else [str(said.get("section") or ""), str(said.get("rfc") or "")]
        )
        if not all(part in value for part in wanted):
            wrong[code.label] = (value, wanted)
    assert wrong == {}


def test_every_constant_is_shown(code_pages):
    wrong = {}
    for code, page in code_pages:
        said = set(page.words(".constants code"))
        missing = [
            one.expression for one in code.constants if " ".join(one.expression.split()) not in said
        ]
        if missing:
            wrong[code.label] = missing
    assert wrong == {}


def test_every_related_code_stands_with_its_difference(code_pages):
    wrong = {}
    for code, page in code_pages:
        said = [shown(tag) for tag in page.soup.select("dl.related > div")]
        wanted = [(f"{one.code:03d}", " ".join(one.difference.split())) for one in code.related]
        if len(said) != len(wanted) or not all(
            number in text and bare(difference) in bare(text)
            for text, (number, difference) in zip(said, wanted, strict=True)
        ):
            wrong[code.label] = said
    assert wrong == {}


def bare(text: str) -> str:
    return text.replace("`", "").replace("*", "")


def test_every_source_is_linked(host, content):
    entries = (*content.codes, *content.categories, *content.guides, *content.subcodes)
    wrong = {}
    for entry in entries:
        said = {tag["href"] for tag in host[entry.url].soup.select(".sources a")}
        missing = {source.url for source in entry.sources} - said
        if missing:
            wrong[entry.url] = missing
    assert wrong == {}


def test_code_page_leads_to_its_data(code_pages):
    wrong = [code.label for code, page in code_pages
             if page.one("link[rel=alternate][type='application/json']")["href"]
             != f"../codes/{code.label}.json"]  # fmt: skip
    assert wrong == []


def test_previous_and_next_lead_through_all_codes(code_pages):
    urls = [code.url for code, _ in code_pages]
    forward, back = urls[:1], urls[-1:]
    pages = {code.url: page for code, page in code_pages}
    while step := pages[forward[-1]].soup.select_one("a[rel=next]"):
        forward.append(step["href"].removeprefix("../"))
    while step := pages[back[-1]].soup.select_one("a[rel=prev]"):
        back.append(step["href"].removeprefix("../"))
    assert (forward, back[::-1]) == (urls, urls)


# ---- lists --------------------------------------------------------------------------------------


def targets_of(built: Built, address: str, selector: str) -> list[str]:
    page = built[address]
    return [built.resolve(page, tag["href"])[0] for tag in page.soup.select(selector)]


def test_home_shows_every_code_once_by_class(built, content):
    wanted = [code.url for code in sorted(content.codes, key=lambda c: (c.class_ or "9", c.number))]
    assert targets_of(built, "index.html", ".map li a") == wanted


def test_home_marks_codes_that_are_not_registered(host, content):
    marked = {shown(tag) for tag in host["index.html"].soup.select(".map .unofficial b")}
    assert marked == {code.label for code in content.codes if not code.registered}


def test_counts_of_the_filters_add_up(host, content):
    for name in ("class", "standing"):
        counts = {}
        for tag in host["index.html"].soup.select(f".filters input[name={name}]"):
            counts[tag["value"]] = int(shown(tag.find_parent("label").select_one(".count")))
        assert counts.pop("") == len(content.codes)
        outside = sum(code.class_ is None for code in content.codes) if name == "class" else 0
        assert sum(counts.values()) + outside == len(content.codes)


def test_table_has_a_whole_row_for_every_code(host, content):
    rows = [
        [shown(cell) for cell in row.find_all(["td", "th"])]
        for row in host["table.html"].soup.select("tbody tr")
    ]
    wanted = [[c.label, c.name, c.summary, c.use] for c in content.codes]
    assert [row[:4] for row in rows] == [[" ".join(cell.split()) for cell in row] for row in wanted]


def test_class_page_lists_its_codes_in_order(host, content):
    for category in content.categories:
        if category.class_ and not category.senders:
            wanted = [code.url for code in content.codes if code.class_ == category.class_]
            assert targets_of(host, category.url, "table.codes td .number") == wanted


def test_vendor_page_lists_every_code_of_its_senders(host, content):
    wrong = {}
    for category in content.categories:
        if category.senders:
            wanted = {
                c.url for c in content.codes for s in c.senders if s.sender.key in category.senders
            }
            missing = wanted - set(targets_of(host, category.url, "main a[href]"))
            if missing:
                wrong[category.url] = missing
    assert wrong == {}


@pytest.mark.parametrize(
    ("address", "listed"),
    [("faq.html", "questions"), ("guides.html", "guides"), ("guides.html", "subcodes")],
)
def test_list_leads_to_every_page_of_its_kind(built, content, address, listed):
    wanted = {entry.url for entry in getattr(content, listed)}
    assert wanted - set(targets_of(built, address, "main a[href]")) == set()


def test_every_category_is_listed_on_home_or_guides_or_beside_its_kind(built, content):
    listed = {
        path
        for address in ("index.html", "guides.html", "search.html", "categories/unofficial.html")
        for path in targets_of(built, address, "main a[href]")
    }
    assert {category.url for category in content.categories} - listed == set()


def test_every_question_leads_to_its_codes(host, content):
    wrong = {}
    for question in content.questions:
        missing = {c.url for c in question.codes} - set(
            targets_of(host, question.url, "main a[href]")
        )
        if missing:
            wrong[question.key] = missing
    assert wrong == {}


def test_every_row_of_a_table_of_sub_codes_can_be_linked_to(host, content):
    wrong = {}
    for table in content.subcodes:
        ids = [tag.get("id") for tag in host[table.url].soup.select("tbody tr")]
        if ids != [row.id for row in table.rows]:
            wrong[table.key] = ids
    assert wrong == {}


def test_hosts_404_page_says_that_it_is_not_the_page_of_code_404(built):
    page = built["404.html"]
    assert "no page at this address" in page.words("h1")[0]
    links = targets_of(built, "404.html", "main a[href]")
    assert {"codes/404.html", "index.html"} <= set(links)
    assert page.soup.select("form[role=search] #search")
