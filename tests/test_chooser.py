"""The chooser: its data, what is said of broken data, and the pages that are made from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from reasonphrase.chooser import MOST_STEPS, check, leaves_of, steps_of, tree_of
from reasonphrase.sources import parse_data

PATH = "content/data/chooser.yaml"
GOOD = """outcomes:
  - {id: done, label: "Done"}
  - {id: missing, label: "Missing", code: 404, says: "Nothing is there."}
methods:
  - id: get
    label: GET
    cells:
      - {outcome: done, code: 200, says: "The representation."}
steps:
  - id: start
    question: "What happened?"
    options:
      - {text: "It worked", code: 200}
      - {text: "It failed", next: failed}
  - id: failed
    question: "Why?"
    options:
      - {text: "Nothing is there", code: 404}
      - {text: "It broke", code: 500}
"""
NUMBERS = {200, 404, 500}

BROKEN = {
    "code without a page": (
        '{text: "It broke", code: 500}',
        '{text: "It broke", code: 555}',
        ":19: 555 has no page: mend the number, or write content/codes/555.md",
    ),
    "step that is not there": (
        "next: failed",
        "next: fialed",
        ':14: there is no step "fialed": write "failed"',
    ),
    "loop": (
        '{text: "It broke", code: 500}',
        '{text: "It broke", next: start}',
        ':19: the step "start" leads back to itself: lead on to another step, or to a code',
    ),
    "answer that leads nowhere": (
        ", code: 500}",
        "}",
        ":19: the answer has neither next nor code: write one of the two",
    ),
    "answer that leads to two places": (
        '{text: "It worked", code: 200}',
        '{text: "It worked", next: failed, code: 200}',
        ":13: the answer has both next and code: write one of the two",
    ),
    "step that nothing leads to": (
        "next: failed",
        "code: 500",
        ':15: no answer leads to the step "failed": '
        "write next: failed at one, or take the step out",
    ),
    "cell for an outcome that is not there": (
        "{outcome: done,",
        "{outcome: doen,",
        ':8: there is no outcome "doen": write "done"',
    ),
}


def told(text: str) -> list[str]:
    source = parse_data(PATH, text)
    return [str(problem).removeprefix(PATH) for problem in check(source, NUMBERS)]


def test_a_tree_that_is_right_has_no_mistake():
    assert told(GOOD) == []


@pytest.mark.parametrize("name", BROKEN)
def test_mistake_names_line_and_mend(name):
    old, new, message = BROKEN[name]
    assert old in GOOD
    assert message in told(GOOD.replace(old, new))


def test_every_way_through_the_real_tree_ends_at_a_code_in_few_steps(content):
    first = tree_of(content.data["chooser"])

    def longest(step) -> int:
        return 1 + max((longest(option.next) for option in step.options if option.next), default=0)

    assert longest(first) <= MOST_STEPS == 6
    for step in steps_of(first):
        for option in step.options:
            assert option.next or option.code in content.by_number


def test_every_code_that_an_api_sends_can_be_reached(content):
    reached = set(leaves_of(tree_of(content.data["chooser"])))
    kit = {entry["code"] for entry in content.data["kit"]["codes"]}
    assert kit - reached <= {402, 416, 426, 451, 507} or kit <= reached
    assert {200, 201, 202, 204, 301, 303, 304, 307, 308} <= reached


def test_every_question_has_an_address_and_leads_on(site: Path):
    page = BeautifulSoup((site / "choose.html").read_text(encoding="utf-8"), "html.parser")
    steps = page.select("section.step")
    assert len(steps) > 10
    for step in steps:
        for link in step.select("ol a"):
            target = link["href"]
            if target.startswith("#"):
                assert page.find(id=target[1:])
            else:
                assert (site / target).is_file()


def test_every_answer_shows_code_fields_and_near_misses(site: Path, content):
    for number in leaves_of(tree_of(content.data["chooser"])):
        text = (site / f"choose/{number:03d}.html").read_text(encoding="utf-8")
        page = BeautifulSoup(text, "html.parser")
        code = content.code(number)
        assert page.h1.get_text(" ", strip=True) == f"Send {code.label} {code.name}"
        shown = page.select("[aria-labelledby=near] li")
        assert len(shown) == len(code.related)
        for header in code.headers:
            assert header.field in page.select_one("[aria-labelledby=fields]").get_text()


def test_an_error_body_is_the_one_of_the_codes_own_page(site: Path):
    body = BeautifulSoup((site / "choose/409.html").read_text(encoding="utf-8"), "html.parser")
    shown = json.loads(body.select_one("[aria-labelledby=body] pre").get_text())
    assert shown["status"] == 409
    code_page = (site / "codes/409.html").read_text(encoding="utf-8")
    contract = BeautifulSoup(code_page, "html.parser").select("[data-language=openapi] pre")
    assert json.loads(contract[0].get_text()) == shown


def test_the_picture_links_every_answer(site: Path, content):
    page = BeautifulSoup((site / "choose/tree.html").read_text(encoding="utf-8"), "html.parser")
    linked = {link["href"].split("/")[-1] for link in page.select("svg a")}
    wanted = {f"{n:03d}.html" for n in leaves_of(tree_of(content.data["chooser"]))}
    assert linked == wanted
    assert page.select_one("svg.tree title").get_text()
    assert page.select_one("svg.tree desc").get_text()
