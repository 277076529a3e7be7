"""Bodies: headings, fences, links and citations, each mistake with its line and its mend."""

from __future__ import annotations

import pytest
from helpers import edited, mistakes, write

from reasonphrase.bodies import CITATION, REFERENCE, fences_of, lines_of, sections_of, slug

C404 = "content/codes/404.md"
FAQ = "content/faq/404-vs-413.md"

HEADINGS = {
    "unknown heading with its nearest": (
        C404,
        "## If you see it",
        "## If you see this",
        ':50: the heading "If you see this" is none of the fixed ones: write "If you see it"',
    ),
    "unknown heading that is near none": (
        C404,
        "## If you see it",
        "## Zzz",
        ':50: the heading "Zzz" is none of the fixed ones: write one of What it means, '
        "In a REST API, Example, If you see it, By sender, Specification and history",
    ),
    "section in the wrong order": (
        C404,
        "## In a REST API",
        "## Specification and history\n\nIt is old.\n\n## In a REST API",
        ':30: the section "In a REST API" stands below "Specification and history": '
        'move it above "Specification and history"',
        ':34: the section "Example" stands below "Specification and history": '
        'move it above "Specification and history"',
        ':54: the section "If you see it" stands below "Specification and history": '
        'move it above "Specification and history"',
        ':64: the heading "Specification and history" stands here again, first on line 26: '
        "join the two sections",
    ),
    "section twice": (
        C404,
        "## If you see it",
        "## Example",
        ':50: the heading "Example" stands here again, first on line 30: join the two sections',
    ),
    **{
        f"section that is built: {name}": (
            C404,
            "## If you see it",
            f"## {name}",
            f':50: the section "{name}" is made by the build: take it out',
        )
        for name in ("In code", "Related codes", "Questions")
    },
    "heading of level 1": (
        C404,
        "### As a visitor",
        "# As a visitor",
        ':52: a heading of level 1: "As a visitor": '
        'write "##" for a section, "###" or "####" within it',
    ),
    "heading of level 5": (
        C404,
        "### As a visitor",
        "##### As a visitor",
        ':52: a heading of level 5: "As a visitor": '
        'write "##" for a section, "###" or "####" within it',
    ),
    "heading without a space": (
        C404,
        "### As a visitor",
        "###As a visitor",
        ':52: a heading of the form "###As a visitor": write "## " and the words',
    ),
    "heading without words": (
        C404,
        "### As a visitor",
        "###",
        ':52: a heading of the form "###": write "## " and the words',
    ),
    "text above the first heading": (
        C404,
        "## What it means",
        "Not here.\n\n## What it means",
        ':21: text above the first heading: write "## What it means" above it',
    ),
    "part above the first section": (
        C404,
        "## What it means",
        "### Not here\n\n## What it means",
        ':21: "Not here" stands above the first section: write "## What it means" above it',
    ),
    "section that every page has": (
        C404,
        "## What it means\n\nThere is nothing here (RFC 9110, 15.5.5).\n"
        "It is not [413], and [what it means](#meaning) stands above.\n\n",
        "",
        ':20: the section "What it means" is missing: '
        'write "## What it means" below the front matter',
    ),
    "heading twice on another page": (
        FAQ,
        "## Why",
        "## Why\n\nSo.\n\n## Why",
        ':17: the heading "Why" stands here again, first on line 13: join the two sections',
    ),
    "image": (
        C404,
        "Go to the start page.",
        "![A page](page.png)",
        ":54: an image: say it in words or in a table",
    ),
}

FENCES = {
    "fence without an end": (
        C404,
        "orders/4711\n```\n\n## Specification and history",
        "orders/4711\n\n## Specification and history",
        ':56: the code fence has no end: write "```" below the example',
    ),
    "fence without a language": (
        C404,
        "```sh",
        "```",
        ':56: the fence has no language: write "```http", or "```text" for plain text',
    ),
    "fence with an unknown language": (
        C404,
        "```sh",
        "```pythn",
        ':56: the fence has the unknown language "pythn": write "python"',
    ),
    "indented fence": (
        C404,
        "```sh\ncurl -i https://api.example.com/orders/4711\n```",
        "  ```sh\n  curl -i https://api.example.com/orders/4711\n  ```",
        ':56: a fence of the form "  ```sh": write "```http" unindented',
        ':58: a fence of the form "  ```": write "```" and nothing else',
    ),
    "fence of tildes": (
        C404,
        "```sh\ncurl -i https://api.example.com/orders/4711\n```",
        "~~~sh\ncurl -i https://api.example.com/orders/4711\n~~~",
        ':56: a fence of the form "~~~sh": write "```http" unindented',
    ),
    "fence of four backticks": (
        C404,
        "```sh\ncurl -i https://api.example.com/orders/4711\n```",
        "````sh\ncurl -i https://api.example.com/orders/4711\n````",
        ':56: a fence of the form "````sh": write "```http" unindented',
        ':58: a fence of the form "````": write "```" and nothing else',
    ),
    "space before the language": (
        C404,
        "```sh",
        "``` sh",
        ':56: a fence of the form "``` sh": write "```http" unindented',
    ),
    "space behind the language": (
        C404,
        "```sh",
        "```sh ",
        ':56: a fence of the form "```sh ": write "```http" unindented',
    ),
    "space behind the end of a fence": (
        C404,
        "orders/4711\n```\n\n## Specification",
        "orders/4711\n``` \n\n## Specification",
        ':58: a fence of the form "``` ": write "```" and nothing else',
    ),
    "space before the end of a fence": (
        C404,
        "orders/4711\n```\n\n## Specification",
        "orders/4711\n  ```\n\n## Specification",
        ':58: a fence of the form "  ```": write "```" and nothing else',
    ),
}

LINKS = {
    "dead link": (
        C404,
        "guides/problems.html",
        "guides/problem.html",
        ':28: no page has the address "guides/problem.html": write "guides/problems.html"',
    ),
    "link from where the page stands": (
        C404,
        "guides/problems.html",
        "../guides/problems.html",
        ':28: no page has the address "../guides/problems.html": write "guides/problems.html"',
    ),
    "dead fragment of another page": (
        C404,
        "faq/404-vs-413.html#why",
        "faq/404-vs-413.html#whys",
        ':28: "faq/404-vs-413.html" has no part "#whys": write "why"',
    ),
    "dead fragment of the same page": (
        C404,
        "(#meaning)",
        "(#meanings)",
        ':24: "this page" has no part "#meanings": write "meaning"',
    ),
    "reference to a code without a page": (
        C404,
        "[413]",
        "[432]",
        ":24: [432] has no page: write content/codes/432.md, or take the brackets out",
    ),
    "reference with words of its own": (
        C404,
        "[413]",
        "[a missing page][432]",
        ":24: [432] has no page: write content/codes/432.md, or take the brackets out",
    ),
    "citation of an unknown RFC": (
        C404,
        "(RFC 1945, 9.4)",
        "(RFC 1954, 9.4)",
        ":62: RFC 1954 is not in content/data/rfcs.yaml: mend the number, or add the RFC",
    ),
    "citation of an unknown section": (
        C404,
        "(RFC 1945, 9.4)",
        "(RFC 1945, 9.9)",
        ':62: RFC 1945 has no section 9.9: write "9" or another that is there',
    ),
    "citation of an unknown section at the end of a sentence": (
        C404,
        "It is as old as HTTP/1.0 (RFC 1945, 9.4).",
        "It is as old as RFC 1945, 9.9.",
        ':62: RFC 1945 has no section 9.9: write "9" or another that is there',
    ),
    "citation of an unknown appendix": (
        C404,
        "(RFC 1945, 9.4)",
        "(RFC 9110, B.9)",
        ':62: RFC 9110 has no section B.9: write "B" or another that is there',
    ),
    "dead link in a question": (
        FAQ,
        "They have nothing in common.",
        "They have [nothing](codes/200.html#nothing) in common.",
        ':15: "codes/200.html" has no part "#nothing": '
        "write one of in-code, meaning, questions, related",
    ),
}

CASES = HEADINGS | FENCES | LINKS


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_mistake_in_a_body_names_line_and_mend(tiny, case):
    path, old, new, *expected = case
    write(tiny, {path: edited(path, old, new)})
    assert mistakes(tiny) == [f"{path}{line}" for line in expected]


RIGHT = {
    "link to the same page": "See [here](#meaning).",
    "link to a section that is built": "See [the others](codes/413.html#related).",
    "link to a part of a section": "See [nginx](codes/413.html#senders-nginx).",
    "link to a row of a table": "See [H12](subcodes/heroku.html#H12).",
    "link with a query": "See [all](search.html?q=404).",
    "link to another site": "See [it](https://example.com/nowhere#at-all).",
    "link in code": "It says `[x](nowhere.html)`.",
    "reference in code": "It says `a[432]`.",
    "citation without a section": "See RFC 9457.",
    "citation of an RFC whose sections are not known": "See RFC 9457, 3.1.",
    "citation of an appendix": "See RFC 9110, B.3.",
    "a number that goes on": "HTTP/1.1 is RFC 9110, 15.5.5, and 432 is free.",
    "a fence with a heading in it": "```text\n# not a heading\n[432]\n```",
    "a fence with a fence of another kind in it": "```text\n~~~\n```",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_what_is_right_is_let_through(tiny, text):
    write(tiny, {C404: edited(C404, "Go to the start page.", text)})
    assert mistakes(tiny) == []


def test_other_pages_may_have_headings_of_their_own(tiny):
    write(tiny, {FAQ: edited(FAQ, "## Why", "## Whatever\n\n### Why\n\n#### So")})
    assert mistakes(tiny) == [
        f'{C404}:28: "faq/404-vs-413.html" has no part "#why": write one of whatever, whatever-why'
    ]


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("As a visitor", "as-a-visitor"),
        ("I'm a teapot", "im-a-teapot"),
        ("HTTP/1.1", "http-1.1"),
        ("`Retry-After` twice", "retry-after-twice"),
        ("  ", ""),
    ],
)
def test_id_of_a_heading_is_its_words_in_kebab_case(text, id_):
    assert slug(text) == id_


def test_sections_get_fixed_ids_and_text_above_them_becomes_the_introduction():
    body = "Above.\n\n## What it means\n\nIt.\n\n```text\n## no heading\n```\n"
    sections = sections_of(body, 10, fixed=True)
    assert [(part.id, part.heading, part.line) for part in sections] == [
        ("intro", "", 10),
        ("meaning", "What it means", 12),
    ]
    assert sections[1].markdown == "It.\n\n```text\n## no heading\n```"


def test_fence_knows_language_text_and_line():
    fences = list(fences_of(lines_of("a\n\n```http\nGET / HTTP/1.1\n\n```\n", 5)))
    assert [(fence.language, fence.text, fence.line) for fence in fences] == [
        ("http", "GET / HTTP/1.1\n", 7)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RFC 9110, 15.5.5", [("9110", "15.5.5")]),
        ("(RFC 9110, B.3)", [("9110", "B.3")]),
        ("RFC 9110.", [("9110", "")]),
        ("RFC 9110, 15.5.5.", [("9110", "15.5.5")]),
        ("RFC 9110, 404 says", [("9110", "404")]),
        ("RFCs and XRFC 9110", []),
    ],
)
def test_citation_is_found_in_prose(text, found):
    assert CITATION.findall(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[404]", ["404"]),
        ("[a page][404]", ["404"]),
        ("[404](codes/404.html)", []),
        ("[404][410]", ["410"]),
        ("[44]", []),
    ],
)
def test_reference_to_a_code_is_found_in_prose(text, found):
    assert REFERENCE.findall(text) == found
