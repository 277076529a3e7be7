"""The built site in a browser: on its host with the real fields, and from disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from helpers import DATA
from playwright.sync_api import Browser, Page, Request, Route, expect

from reasonphrase.host import KEPT

# One page of each kind; the first words of a page's body class name its kind.
KINDS = {
    "home": "index.html",
    "code": "codes/404.html",
    "category": "categories/4xx.html",
    "vendor": "categories/cloudflare.html",
    "faq": "faq.html",
    "question": "faq/401-vs-403.html",
    "guides": "guides.html",
    "guide": "guides/error-responses.html",
    "subcodes": "subcodes/iis.html",
    "table": "table.html",
    "search": "search.html",
    "choose": "choose.html",
    "answer": "choose/404.html",
    "tree": "choose/tree.html",
    "compare": "compare.html",
    "tools": "tools.html",
    "styleguide": "styleguide.html",
    "missing": "404.html",
}
HOSTILE = (
    "<img src=qqqqzzzz>",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}",
    "__proto__",
    "a:b^c~d+e-f*",
    "\u202e404",
)
# What moves by itself; results that make room for others do what was asked of them.
SHIFTS = """
  window.shifts = [];
  const within = (node) => (node.closest ? node : node.parentElement).closest("#results");
  const result = ({ node }) => !node || within(node);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.sources.length && entry.sources.every(result)) continue;
      const what = entry.sources.map(({ node }) => node && (node.id || node.nodeName));
      window.shifts.push([entry.value, what]);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest) -> str:
    """The address of the site's root: served with the host's fields, or a folder on disk."""
    if request.param == "http":
        return request.getfixturevalue("base_url_served") + "/"
    return request.getfixturevalue("site_plain").as_uri() + "/"


@pytest.fixture
def served(base_url_served: str) -> str:
    return base_url_served + "/"


@pytest.fixture(scope="session")
def kinds(site) -> dict[str, str]:
    """The kinds of pages that the site has, each with an address."""
    return {kind: address for kind, address in KINDS.items() if (site / address).exists()}


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """A page on a screen of 320 pixels that is touched."""
    context = browser.new_context(viewport={"width": 320, "height": 568}, has_touch=True)
    yield context.new_page()
    context.close()


def field(page: Page):
    return page.locator("#search")


def options(page: Page):
    return page.locator("#results [role=option]")


def search(page: Page, text: str) -> None:
    """Type letter by letter and wait until the results answer the whole of it."""
    field(page).press_sequentially(text)
    expect(page.locator("#results")).to_have_attribute("data-query", text)


def ids(page: Page) -> list[str]:
    return options(page).evaluate_all("all => all.map((one) => one.dataset.id)")


def active(page: Page) -> str | None:
    """The id of the code that arrows have led to."""
    expect(page.locator("#results [aria-selected=true]")).to_have_count(1)
    name = field(page).get_attribute("aria-activedescendant")
    chosen = page.locator("#results [aria-selected=true]")
    assert chosen.get_attribute("id") == name
    return chosen.get_attribute("data-id")


# ---- getting to the search ----------------------------------------------------------------------


@pytest.mark.firefox
@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_key_focuses_the_search_and_types_nothing(page, base, keys):
    page.goto(f"{base}codes/404.html")
    page.keyboard.press(keys)
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("")


def test_slash_is_a_letter_in_another_field(page, base):
    page.goto(f"{base}table.html")
    page.locator("#filter").press("/")
    expect(page.locator("#filter")).to_have_value("/")
    expect(page.locator("#filter")).to_be_focused()


@pytest.mark.parametrize("address", ["index.html", "codes/404.html", "search.html"])
def test_results_answer_what_was_typed(page, base, address):
    page.goto(f"{base}{address}")
    for text, first in (("429", "429"), ("payload too large", "413"), ("4xx", "4xx")):
        field(page).fill("")
        search(page, text)
        assert ids(page)[0] == first


def test_results_of_a_pasted_text_answer_it(page, base):
    page.goto(f"{base}codes/404.html")
    field(page).fill("HTTP/1.1 502 Bad Gateway")
    expect(page.locator("#results")).to_have_attribute("data-query", "HTTP/1.1 502 Bad Gateway")
    assert ids(page)[0] == "502"


def test_composed_text_is_searched_when_it_is_finished(page, served):
    page.goto(f"{served}codes/404.html")
    search(page, "4")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "04", "selectionStart": 2, "selectionEnd": 2})
    expect(field(page)).to_have_value("404")
    expect(page.locator("#results")).to_have_attribute("data-query", "4")
    session.send("Input.insertText", {"text": "04"})
    expect(page.locator("#results")).to_have_attribute("data-query", "404")


# ---- keys ---------------------------------------------------------------------------------------


@pytest.mark.firefox
def test_arrows_home_and_end_choose_a_result(page, base):
    page.goto(f"{base}faq.html")
    search(page, "40")
    shown = ids(page)
    expect(field(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    for key, wanted in (
        ("ArrowDown", shown[0]),
        ("ArrowDown", shown[1]),
        ("End", shown[-1]),
        ("ArrowDown", shown[0]),
        ("ArrowUp", shown[-1]),
        ("Home", shown[0]),
    ):
        page.keyboard.press(key)
        assert active(page) == wanted, key
    expect(field(page)).to_be_focused()


def test_home_and_end_move_in_the_text_while_no_result_is_chosen(page, base):
    page.goto(f"{base}faq.html")
    search(page, "40")
    page.keyboard.press("Home")
    assert field(page).evaluate("field => field.selectionStart") == 0
    expect(page.locator("#results [aria-selected=true]")).to_have_count(0)


def test_arrow_up_begins_with_the_last_result(page, base):
    page.goto(f"{base}faq.html")
    search(page, "40")
    page.keyboard.press("ArrowUp")
    assert active(page) == ids(page)[-1]


def test_chosen_result_is_let_go_when_the_text_changes(page, base):
    page.goto(f"{base}faq.html")
    search(page, "40")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("1")
    expect(page.locator("#results")).to_have_attribute("data-query", "401")
    expect(field(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))


def test_escape_closes_the_results_and_then_leaves(page, base):
    page.goto(f"{base}faq.html")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    search(page, "teapot")
    expect(page.locator("#results")).to_be_visible()
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#results")).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(field(page)).not_to_be_focused()
    expect(field(page)).to_have_value("")


def test_results_close_when_the_focus_leaves(page, base):
    page.goto(f"{base}faq.html")
    search(page, "teapot")
    page.keyboard.press("Tab")
    expect(page.locator("#results")).to_be_hidden()


@pytest.mark.firefox
@pytest.mark.parametrize("address", ["index.html", "faq/401-vs-403.html", "search.html"])
def test_enter_on_a_number_goes_to_its_page(page, base, address):
    page.goto(f"{base}{address}")
    search(page, "404")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base}codes/404.html")


def test_enter_goes_to_the_chosen_result(page, base):
    page.goto(f"{base}index.html")
    search(page, "50")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base}codes/501.html")


def test_enter_before_the_index_is_there_waits_for_it(page, served):
    held = hold(page, "**/search-index.js*")
    page.goto(f"{served}faq.html")
    field(page).press_sequentially("404")
    page.keyboard.press("Enter")
    let_go(page, held)
    expect(page).to_have_url(f"{served}codes/404.html")


def test_click_on_a_result_opens_it(page, base):
    page.goto(f"{base}codes/200.html")
    search(page, "H12")
    options(page).first.click()
    expect(page).to_have_url(f"{base}subcodes/heroku.html#H12")


# ---- what a screen reader hears -----------------------------------------------------------------


@pytest.mark.parametrize("address", ["index.html", "codes/404.html"])
def test_search_is_a_combobox_with_a_listbox_of_options(page, base, address):
    page.goto(f"{base}{address}")
    search(page, "50")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("search")).to_match_aria_snapshot(
        """
        - search:
          - combobox "Search status codes" [expanded]: "50"
          - listbox "Results":
            - option "500 Internal Server Error 5xx code" [selected]
            - option "501 Not Implemented 5xx code"
          - status: /[0-9]+ results/
        """
    )


def test_class_and_kind_of_a_result_are_said_in_words(page, base):
    page.goto(f"{base}codes/404.html")
    for text, wanted in (
        ("499", r"499 Client Closed Request 4xx unofficial code"),
        ("4xx", r"4xx .*"),
        ("401 vs 403", r".* comparison"),
        ("payload too large", r"413 Content Too Large 4xx code formerly .*Payload Too Large"),
        ("H12", r"H12 .* sub-code"),
    ):
        field(page).fill("")
        search(page, text)
        expect(page.get_by_role("option", name=re.compile(wanted)).first).to_be_visible()


@pytest.mark.parametrize("text", ["418", "teapot", "4xx"])
def test_number_of_results_is_announced(page, base, text):
    page.goto(f"{base}codes/404.html")
    status = page.locator("#search-status")
    expect(status).to_have_attribute("role", "status")
    expect(status).to_have_text("")
    search(page, text)
    expect(status).to_have_text(re.compile(r"^[1-9]\d* results?$"))


def test_no_result_is_announced_and_the_classes_are_offered(page, base):
    page.goto(f"{base}codes/404.html")
    search(page, "qqqqzzzz")
    expect(page.locator("#search-status")).to_have_text("No result")
    expect(page.locator("#results")).to_contain_text("Nothing found for “qqqqzzzz”")
    links = page.locator("#results a.plain")
    expect(links).to_have_text(["1xx", "2xx", "3xx", "4xx", "5xx"])


def test_matching_part_of_a_result_is_marked(page, base):
    page.goto(f"{base}codes/404.html")
    search(page, "teap")
    expect(options(page).first.locator("mark").first).to_have_text(
        re.compile("^teap$", re.IGNORECASE)
    )


# ---- loading ------------------------------------------------------------------------------------


def requests_of(page: Page) -> list[str]:
    seen: list[str] = []

    def note(request: Request) -> None:
        seen.append(request.url)

    page.on("request", note)
    return seen


def hold(page: Page, pattern: str) -> list[Route]:
    """Keep the answers to some requests back."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(pattern, keep)
    return held


def let_go(page: Page, held: list[Route]) -> None:
    """Wait until the request is there, and answer it."""
    for _ in range(500):
        if not held:
            page.evaluate(TWO_FRAMES)
    assert held, "it was never asked for"
    for route in list(held):
        route.continue_()
    page.unroute_all()


@pytest.mark.parametrize("address", ["index.html", "codes/404.html", "table.html"])
def test_page_asks_for_its_script_only_until_the_search_is_used(page, served, address):
    seen = requests_of(page)
    page.goto(served + address, wait_until="load")
    page.evaluate(TWO_FRAMES)
    asked = {url.partition("?")[0] for url in seen}
    assert asked - {served + "icon.svg"} == {served + address, served + "site.js"}


def test_index_is_asked_for_once(page, base):
    seen = requests_of(page)
    page.goto(f"{base}codes/404.html")
    for text in ("404", "teapot", "502"):
        field(page).blur()
        field(page).focus()
        field(page).fill("")
        search(page, text)
    scripts = [url.removeprefix(base).partition(".js") for url in seen if ".js" in url]
    loaded = [f"/{name}.js" for name, _, _ in scripts]
    assert sorted(loaded) == sorted(["/site.js", *KEPT])
    versions = {version for _, _, version in scripts}
    assert len(versions) == 1, "scripts of two versions may not fit"
    assert re.fullmatch(r"\?[0-9a-f]{6}", versions.pop())


def test_failed_load_is_told_and_tried_again(page, base):
    page.route("**/search-index.js*", lambda route: route.abort())
    page.goto(f"{base}codes/404.html")
    field(page).press_sequentially("40")
    expect(page.locator("#search-status")).to_contain_text("could not be loaded")
    page.unroute_all()
    field(page).press_sequentially("4")
    expect(page.locator("#results")).to_have_attribute("data-query", "404")
    expect(page.locator("#search-status")).to_contain_text("result")


def test_search_that_cannot_be_loaded_offline_says_so(page, served):
    page.goto(f"{served}codes/404.html")
    page.context.set_offline(True)
    field(page).press_sequentially("4")
    expect(page.locator("#search-status")).to_contain_text("could not be loaded")


def test_results_of_an_older_query_never_stand_after_a_newer_one(page, base):
    page.add_init_script(
        """
        window.told = [];
        addEventListener("DOMContentLoaded", () => {
          const list = document.getElementById("results");
          const field = document.getElementById("search");
          new MutationObserver(() => { window.told.push([list.dataset.query, field.value]); })
            .observe(list, { childList: true, attributes: true, attributeFilter: ["data-query"] });
        });
        """
    )
    held = hold(page, "**/search-index.js*")
    page.goto(f"{base}codes/404.html")
    field(page).press_sequentially("40")
    field(page).press_sequentially("1")
    let_go(page, held)
    expect(page.locator("#results")).to_have_attribute("data-query", "401")
    assert ids(page)[0] == "401"
    field(page).press_sequentially(" vs 403")
    expect(page.locator("#results")).to_have_attribute("data-query", "401 vs 403")
    told = page.evaluate("window.told")
    assert told
    assert [pair for pair in told if pair[0] != pair[1]] == []


# ---- what was typed is only ever text -----------------------------------------------------------


def watch(page: Page) -> list[str]:
    """Everything that a clean page has none of."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on(
        "console",
        lambda message: said.append(message.text) if message.type in ("error", "warning") else None,
    )
    return said


@pytest.mark.parametrize("address", ["codes/404.html", "search.html"])
def test_hostile_text_in_the_field_stays_text(page, base, address):
    said = watch(page)
    page.goto(base + address)
    for text in HOSTILE:
        field(page).fill(text)
        expect(page.locator("#results")).to_have_attribute("data-query", text)
        expect(page.locator("#results :is(img, svg, script, iframe)")).to_have_count(0)
    assert said == []


@pytest.mark.parametrize("address", ["index.html", "search.html"])
def test_hostile_text_in_the_address_stays_text(page, base, address):
    said = watch(page)
    for text in HOSTILE:
        query = "".join(f"%{byte:02x}" for byte in text.encode())
        page.goto(f"{base}{address}?q={query}&class={query}&standing={query}")
        expect(page.locator("#results")).to_have_attribute("data-query", text)
        expect(page.locator("#results :is(img, svg, script, iframe)")).to_have_count(0)
    assert said == []


def test_markup_that_finds_nothing_is_shown_as_it_was_typed(page, base):
    page.goto(f"{base}codes/404.html")
    field(page).fill("<img src=qqqqzzzz>")
    expect(page.locator("#results")).to_contain_text("Nothing found for “<img src=qqqqzzzz>”")


def test_hostile_texts_raise_nothing_in_the_page(page, base):
    said = watch(page)
    page.goto(f"{base}codes/404.html")
    search(page, "404")
    texts = [json.loads(row) for row in (DATA / "hostile.txt").read_text("utf-8").splitlines()]
    wrong = page.evaluate(
        """texts => {
          const field = document.getElementById("search");
          const list = document.getElementById("results");
          return texts.filter((text) => {
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
            return list.dataset.query !== field.value;
          });
        }""",
        texts,
    )
    assert (wrong, said) == ([], [])


# ---- home ---------------------------------------------------------------------------------------


def cells(page: Page):
    return page.locator(".map li:visible")


@pytest.mark.parametrize("name", ["class", "standing"])
def test_filter_shows_as_many_codes_as_it_says(page, base, name):
    page.goto(f"{base}index.html")
    for label in page.locator(f".filters label:has([name={name}])").all():
        label.click()
        count = label.locator(".count").inner_text()
        expect(page.locator("#shown")).to_have_text(count)
        expect(cells(page)).to_have_count(int(count))
        value = label.locator("input").get_attribute("value")
        wanted = f"?{name}={value}" if value else ""
        expect(page).to_have_url(f"{base}index.html{wanted}")


def test_filters_and_query_are_joined(page, base):
    page.goto(f"{base}index.html")
    search(page, "40")
    expect(page.locator("#shown")).to_have_text("10")
    page.locator(".filters label:has([value=unused])").click()
    expect(page.locator("#shown")).to_have_text("0")
    page.locator(".filters label:has([name=standing][value=''])").click()
    expect(page.locator("#shown")).to_have_text("10")


def test_address_restores_query_and_filters(page, base):
    page.goto(f"{base}index.html?q=gateway&class=5xx&standing=standard")
    expect(field(page)).to_have_value("gateway")
    expect(page.locator("#results")).to_have_attribute("data-query", "gateway")
    expect(page.locator("[name=class]:checked")).to_have_value("5xx")
    expect(page.locator("[name=standing]:checked")).to_have_value("standard")
    expect(page.locator(".map li:visible", has_text="502")).to_have_count(1)
    assert {text.strip()[0] for text in cells(page).locator("b").all_inner_texts()} == {"5"}


def test_back_leads_to_what_was_typed_in_the_moment_before_the_page_was_left(page, base):
    """The address waits for a pause in the typing, but not for one that never comes."""
    page.goto(f"{base}index.html")
    search(page, "gateway")
    page.evaluate(
        """() => {
          const field = document.getElementById("search");
          field.value = "teapot";
          field.dispatchEvent(new Event("input", { bubbles: true }));
          document.querySelector("#results [data-id='418']").click();
        }"""
    )
    page.wait_for_url("**/codes/418.html")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=teapot$"))
    expect(options(page).first).to_contain_text("418")


def test_back_brings_the_search_back(page, base):
    page.goto(f"{base}index.html")
    search(page, "gateway")
    page.locator(".filters label:has([value='5xx'])").click()
    expect(page).to_have_url(f"{base}index.html?q=gateway&class=5xx")
    shown = page.locator("#shown").inner_text()
    cells(page).first.locator("a").click()
    expect(page).to_have_url(re.compile(r"/codes/\d+\.html$"))
    page.go_back()
    expect(page).to_have_url(f"{base}index.html?q=gateway&class=5xx")
    expect(field(page)).to_have_value("gateway")
    expect(page.locator("[name=class]:checked")).to_have_value("5xx")
    expect(page.locator("#shown")).to_have_text(shown)


def test_emptied_search_shows_all_codes_again(page, base):
    page.goto(f"{base}index.html")
    every = page.locator("#shown").inner_text()
    search(page, "teapot")
    expect(page.locator("#shown")).not_to_have_text(every)
    page.keyboard.press("Escape")
    expect(page.locator("#shown")).to_have_text(every)
    expect(page.locator("#results")).to_be_hidden()
    expect(page).to_have_url(f"{base}index.html")


def test_link_of_a_code_says_what_it_means(page, base, content):
    page.goto(f"{base}index.html")
    link = page.locator(".map li a[href='codes/404.html']")
    expect(link).to_have_attribute("title", content.code(404).summary)


# ---- search.html --------------------------------------------------------------------------------


def test_search_page_with_a_number_goes_straight_to_its_page(page, base):
    page.goto(f"{base}search.html?q=404")
    expect(page).to_have_url(f"{base}codes/404.html")


def test_search_page_that_went_straight_on_is_not_in_the_way_of_back(page, base):
    page.goto(f"{base}faq.html")
    page.goto(f"{base}search.html?q=404")
    expect(page).to_have_url(f"{base}codes/404.html")
    page.go_back()
    expect(page).to_have_url(f"{base}faq.html")


def test_search_page_with_words_lists_the_results(page, base):
    page.goto(f"{base}search.html?q=teapot")
    expect(field(page)).to_have_value("teapot")
    expect(options(page).first).to_contain_text("418")
    expect(page).to_have_url(f"{base}search.html?q=teapot")


@pytest.mark.parametrize("address", ["index.html", "codes/404.html"])
def test_results_without_room_stand_on_the_page_of_the_search(page, base, address):
    page.goto(base + address)
    search(page, "cloudflare")
    link = page.get_by_role("link", name=re.compile(r"^All [0-9]+ results$"))
    expect(link).to_be_visible()
    expect(page.locator("#results a")).to_have_count(8)
    number = int(re.findall(r"[0-9]+", link.inner_text())[0])
    assert number > 8
    link.click()
    expect(page).to_have_url(f"{base}search.html?q=cloudflare")
    expect(options(page)).to_have_count(number)


def test_few_results_lead_nowhere_else(page, base):
    page.goto(f"{base}codes/404.html")
    search(page, "teapot")
    expect(page.locator("#search-status")).to_have_text(re.compile("^[0-9] results$"))
    expect(page.locator("#more")).to_be_hidden()


def test_search_page_keeps_its_address_up_to_date(page, base):
    page.goto(f"{base}search.html")
    search(page, "bad gateway")
    expect(page).to_have_url(f"{base}search.html?q=bad+gateway")


def test_search_page_says_of_an_unknown_number_that_it_is_not_registered(page, base):
    page.goto(f"{base}search.html?q=432")
    expect(page.locator("#results")).to_contain_text("432 is not registered")
    expect(page).to_have_url(f"{base}search.html?q=432")


# ---- tables, tabs, small helps ------------------------------------------------------------------


def column(page: Page, number: int) -> list[str]:
    return page.locator(f"tbody tr > :nth-child({number})").all_inner_texts()


def test_table_sorts_by_each_column_up_and_down(page, base):
    page.goto(f"{base}table.html")
    head = page.get_by_role("columnheader", name="Name")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    up = column(page, 2)
    assert [text.lower() for text in up if text.isalpha()] == sorted(
        text.lower() for text in up if text.isalpha()
    )
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    down = [text for text in column(page, 2) if text.isalpha()]
    assert down == sorted(down, key=str.lower, reverse=True)
    number = page.get_by_role("columnheader", name="Code")
    number.get_by_role("button").click()
    expect(head).not_to_have_attribute("aria-sort", re.compile("."))
    assert column(page, 1) == sorted(column(page, 1))


def test_table_shows_only_rows_with_every_word(page, base, content):
    page.goto(f"{base}table.html")
    page.locator("#filter").press_sequentially("gateway time")
    rows = page.locator("tbody tr:visible")
    expect(page.locator("#filtered")).to_have_text(
        re.compile(rf"^[1-9]\d* of {len(content.codes)}$")
    )
    texts = [text.lower() for text in rows.all_inner_texts()]
    assert texts
    assert all("gateway" in text and "time" in text for text in texts)
    page.locator("#filter").fill("")
    expect(rows).to_have_count(len(content.codes))


def test_table_is_complete_without_script(plain, base, content):
    plain.goto(f"{base}table.html")
    expect(plain.locator("tbody tr:visible")).to_have_count(len(content.codes))
    expect(plain.locator("thead button")).to_have_count(0)


@pytest.mark.firefox
def test_language_chosen_on_one_page_is_chosen_on_the_next(page, served):
    page.goto(f"{served}codes/404.html")
    expect(page.locator(".panel[data-language=go]")).to_be_hidden()
    page.locator("label[for=lang-go]").click()
    expect(page.locator(".panel[data-language=go]")).to_be_visible()
    page.goto(f"{served}codes/500.html")
    expect(page.locator("#lang-go")).to_be_checked()
    expect(page.locator(".panel[data-language=go]")).to_be_visible()
    expect(page.locator(".panel:visible")).to_have_count(1)


def test_language_is_remembered_from_disk_too(page, site_plain):
    page.goto((site_plain / "codes/404.html").as_uri())
    page.locator("label[for=lang-rust]").click()
    page.goto((site_plain / "codes/502.html").as_uri())
    expect(page.locator("#lang-rust")).to_be_checked()


def test_every_language_has_its_panel(page, base):
    page.goto(f"{base}codes/404.html")
    for label in page.locator(".tabs > label").all():
        label.click()
        name = label.get_attribute("for").removeprefix("lang-")
        expect(page.locator(".panel:visible")).to_have_attribute("data-language", name)


def test_languages_can_be_chosen_without_script(plain, base):
    plain.goto(f"{base}codes/404.html")
    plain.locator("label[for=lang-go]").click()
    expect(plain.locator(".panel:visible")).to_have_attribute("data-language", "go")


def test_language_is_not_remembered_where_nothing_may_be_stored(page, served):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } });"
    )
    said = watch(page)
    page.goto(f"{served}codes/404.html")
    page.locator("label[for=lang-go]").click()
    expect(page.locator(".panel[data-language=go]")).to_be_visible()
    assert said == []


def test_example_is_copied_as_it_stands(page, served, browser_name):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served}codes/404.html")
    block = page.locator("#example ~ .block, section:has(> #example) .block").first
    block.get_by_role("button", name="Copy").click()
    expect(block.get_by_role("button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == block.locator("pre").text_content()


def test_copy_that_is_refused_says_so(page, served):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
    page.goto(f"{served}codes/404.html")
    block = page.locator(".block").first
    block.get_by_role("button").click()
    expect(block.get_by_role("button")).to_have_text("Not copied")


def test_every_example_has_a_button_to_copy_it(page, base):
    page.goto(f"{base}codes/404.html")
    blocks = page.locator("pre").count()
    assert blocks > 0
    expect(page.get_by_role("button", name="Copy", include_hidden=True)).to_have_count(blocks)


def test_heading_has_a_link_to_itself_that_is_copied(page, served):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served}codes/404.html")
    page.get_by_role("link", name="Copy the link to What it means").click()
    expect(page).to_have_url(f"{served}codes/404.html#meaning")
    expect(page.locator("#meaning .anchor")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{served}codes/404.html#meaning"


def test_name_of_a_heading_is_without_its_link(page, base):
    page.goto(f"{base}codes/404.html")
    expect(page.get_by_role("link", name="Copy the link to What it means")).to_have_count(1)
    expect(page.get_by_role("heading", name="What it means", exact=True)).to_have_count(1)


def test_each_fact_is_explained_on_a_click_one_at_a_time(page, base):
    page.goto(f"{base}codes/404.html")
    facts = page.locator(".facts details")
    expect(facts).to_have_count(6)
    for fact in facts.all():
        expect(fact.locator("div")).to_be_hidden()
        fact.locator("summary").click()
        expect(fact.locator("div")).to_be_visible()
        expect(page.locator(".facts details[open]")).to_have_count(1)


def test_each_fact_is_explained_without_script(plain, base):
    plain.goto(f"{base}codes/404.html")
    for fact in plain.locator(".facts details").all():
        fact.locator("summary").click()
        expect(fact.locator("div")).to_be_visible()


# ---- the host's page for what is not there ------------------------------------------------------


def test_short_form_leads_to_the_page_of_its_code(page, served):
    answer = page.goto(f"{served}499")
    assert answer.request.redirected_from is not None
    expect(page).to_have_url(f"{served}codes/499.html")


def test_number_below_a_folder_leads_to_the_page_of_its_code(page, served):
    answer = page.goto(f"{served}status/499")
    assert answer.status == 404
    expect(page).to_have_url(f"{served}codes/499.html")


@pytest.mark.parametrize("number", ["432", "555"])
def test_number_without_a_page_is_told_to_be_unregistered(page, served, number):
    answer = page.goto(served + number)
    assert answer.status == 404
    expect(page.locator("#missing")).to_contain_text(f"{number} is not registered")
    near = page.locator(f'#missing li a[href*="/codes/{number[0]}"]')
    expect(near.first).to_be_visible()
    assert near.count() >= 3
    expect(page).to_have_url(served + number)


def test_missing_page_at_any_depth_has_its_search_and_its_links(page, served):
    # On a busy machine Chromium drops the animation between two pages, and calls that an error.
    page.emulate_media(reduced_motion="reduce")
    said = watch(page)
    page.goto(f"{served}some/where/deep")
    search(page, "404")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}codes/404.html")
    assert [text for text in said if "404 (Not Found)" not in text] == []


def test_missing_page_opened_by_its_own_name_is_not_taken_for_code_404(page, base):
    page.goto(f"{base}404.html", wait_until="load")
    page.evaluate(TWO_FRAMES)
    assert page.locator("script[src*='search-index.js']").count() == 0
    expect(page).to_have_url(f"{base}404.html")


def test_missing_page_without_a_number_says_nothing_of_codes(page, served):
    page.goto(f"{served}nothing-here")
    expect(page.locator("h1")).to_have_text("There is no page at this address")
    expect(page.locator("#missing ul")).to_have_count(0)


# ---- without script -----------------------------------------------------------------------------


def test_no_visible_control_does_nothing_without_script(plain, base, kinds):
    """Tabs work by style alone, and a form that is sent by POST is the host's."""
    dead = {}
    for kind, address in kinds.items():
        plain.goto(base + address)
        controls = plain.locator(":is(button, select, textarea, input):visible")
        idle = controls.evaluate_all(
            """all => all.filter((one) => !one.closest("form[method=post], .tabs"))
              .map((one) => one.outerHTML.slice(0, 80))"""
        )
        if idle and kind != "styleguide":
            dead[address] = idle
    assert dead == {}


def test_all_codes_are_listed_and_linked_without_script(plain, base, content):
    plain.goto(f"{base}index.html")
    links = plain.locator(".map li a:visible")
    expect(links).to_have_count(len(content.codes))
    links.filter(has_text="429").first.click()
    expect(plain).to_have_url(f"{base}codes/429.html")
    expect(plain.get_by_text("Retry-After").first).to_be_attached()


def test_every_page_leads_to_all_codes_without_script(plain, base, kinds):
    stuck = []
    for address in kinds.values():
        plain.goto(base + address)
        if not plain.locator("a[href$='index.html']:visible").count():
            stuck.append(address)
    assert stuck == []


# ---- nothing breaks, nothing moves --------------------------------------------------------------


@pytest.mark.firefox
def test_console_is_clean_on_every_kind_of_page(page, base, kinds):
    said = watch(page)
    wrong = {}
    for address in kinds.values():
        page.goto(base + address)
        page.evaluate(TWO_FRAMES)
        if said:
            wrong[address] = list(said)
            said.clear()
    assert wrong == {}


def test_console_is_clean_while_searching(page, base):
    said = watch(page)
    page.goto(f"{base}codes/404.html")
    for text in ("404", "4xx", "432", "401 vs 403", "qqqqzzzz", "H12"):
        field(page).fill("")
        search(page, text)
    assert said == []


@dataclass(frozen=True)
class Size:
    """A window, by its sides in CSS pixels."""

    width: int
    height: int

    def page(self, browser: Browser, **more) -> Page:
        return browser.new_context(viewport=vars(self), **more).new_page()


@pytest.mark.parametrize("size", [Size(1280, 720), Size(320, 568)], ids=["wide", "narrow"])
def test_nothing_moves_when_the_script_comes_after_the_first_paint(browser, base, kinds, size):
    page = size.page(browser)
    page.add_init_script(SHIFTS)
    moved = {}
    for address in kinds.values():
        held = hold(page, "**/site.js*")
        page.goto(base + address, wait_until="commit")
        expect(page.locator("footer.foot")).to_be_attached()
        page.evaluate(TWO_FRAMES)
        let_go(page, held)
        page.wait_for_load_state("load")
        page.evaluate(TWO_FRAMES)
        if shifts := page.evaluate("window.shifts"):
            moved[address] = shifts
    page.context.close()
    assert moved == {}


@pytest.mark.parametrize("size", [Size(1280, 720), Size(320, 568)], ids=["wide", "narrow"])
def test_nothing_moves_when_the_search_opens_over_a_page(browser, base, size):
    page = size.page(browser)
    page.add_init_script(SHIFTS)
    page.goto(f"{base}codes/404.html")
    before = page.locator("main").bounding_box()
    search(page, "gateway")
    expect(page.locator("#results")).to_be_visible()
    page.evaluate(TWO_FRAMES)
    assert (page.locator("main").bounding_box(), page.evaluate("window.shifts")) == (before, [])
    page.context.close()


@pytest.mark.parametrize(
    ("size", "scale"),
    [(Size(320, 568), 1), (Size(320, 256), 4)],
    ids=["screen of 320 px", "window of 1280 px at 400 %"],
)
def test_no_page_scrolls_sideways(browser, served, kinds, size, scale):
    page = size.page(browser, device_scale_factor=scale)
    wide = {}
    for address in kinds.values():
        page.goto(served + address)
        inner, outer = page.evaluate(WIDTHS)
        if inner > outer:
            wide[address] = (inner, outer)
    page.context.close()
    assert wide == {}


def test_no_page_of_the_whole_site_scrolls_sideways_on_a_narrow_screen(plain, site_plain):
    wide = {}
    plain.set_viewport_size({"width": 320, "height": 568})
    for file in sorted(site_plain.rglob("*.html")):
        address = file.relative_to(site_plain).as_posix()
        plain.goto(file.as_uri(), wait_until="domcontentloaded")
        inner, outer = plain.evaluate(WIDTHS)
        if inner > outer:
            wide[address] = (inner, outer)
    assert wide == {}


def test_text_of_twice_the_size_does_not_scroll_sideways(page, served, kinds):
    page.set_viewport_size({"width": 640, "height": 720})
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    wide = {}
    for address in kinds.values():
        page.goto(served + address)
        inner, outer = page.evaluate(WIDTHS)
        if inner > outer:
            wide[address] = (inner, outer)
    assert wide == {}


@pytest.mark.parametrize("address", ["index.html", "codes/404.html"])
def test_results_fit_a_narrow_screen_and_a_finger(narrow, base, address):
    narrow.goto(base + address)
    search(narrow, "timeout")
    boxes = [option.bounding_box() for option in options(narrow).all()]
    assert len(boxes) > 3
    assert [box for box in boxes if box["height"] < 44] == []
    assert [box for box in boxes if box["x"] < 0 or box["x"] + box["width"] > 320] == []
    inner, outer = narrow.evaluate(WIDTHS)
    assert inner <= outer


def test_filters_fit_a_finger(narrow, base):
    narrow.goto(f"{base}index.html")
    boxes = [label.bounding_box() for label in narrow.locator(".filters label").all()]
    assert len(boxes) > 5
    assert [box for box in boxes if box["height"] < 44] == []


def test_what_is_offered_where_nothing_is_found_fits_a_finger(narrow, base):
    narrow.goto(f"{base}codes/404.html")
    field(narrow).fill("fprbdqzn")
    links = narrow.locator("#panel a")
    expect(links.first).to_have_text("403 Forbidden")
    boxes = [link.bounding_box() for link in links.all()]
    assert [box for box in boxes if box["height"] < 44 or box["width"] < 44] == []


def test_rule_of_retry_after_is_found_by_touch_on_a_narrow_screen(narrow, base):
    narrow.goto(f"{base}index.html")
    field(narrow).tap()
    search(narrow, "429")
    options(narrow).first.tap()
    expect(narrow).to_have_url(f"{base}codes/429.html")
    narrow.locator(".facts summary", has_text="Fields").tap()
    expect(narrow.locator(".facts [open]")).to_contain_text("Retry-After")


def test_rule_of_retry_after_is_found_by_keyboard_alone(page, base):
    page.goto(f"{base}index.html")
    for key in ("/", "4", "2", "9"):
        page.keyboard.press(key)
    expect(page.locator("#results")).to_have_attribute("data-query", "429")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base}codes/429.html")
    facts = page.locator(".facts summary", has_text="Fields")
    for _ in range(40):
        page.keyboard.press("Tab")
        if facts.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".facts [open]")).to_contain_text("Retry-After")


def test_skip_link_leads_to_the_content(page, base):
    page.goto(f"{base}codes/404.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


# ---- on paper -----------------------------------------------------------------------------------


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_table_prints_on_one_sheet(page, base, paper):
    page.goto(f"{base}table.html")
    assert sheets(page.pdf(format=paper)) == 1


def test_nothing_that_only_a_screen_needs_is_printed(page, base):
    page.goto(f"{base}codes/404.html")
    page.emulate_media(media="print")
    for selector in ("nav.site", "form.search", ".copy", "nav.contents", "nav.pager", ".skip"):
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
