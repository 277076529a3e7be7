"""Front matter: every mistake is told with its line and its mend."""

from __future__ import annotations

import random
import re

import pytest
from helpers import ROOT, TINY, build, digest, edited, mistakes, with_looks, write

from reasonphrase.cli import main

C404 = "content/codes/404.md"
C413 = "content/codes/413.md"
C520 = "content/codes/520.md"
FAQ = "content/faq/404-vs-413.md"
LIST = "content/data/subcodes/heroku.yaml"
SHAPE = re.compile(r"content/[\w./-]+:[1-9]\d*: [^\n]+: [^\n]+")


def test_tiny_site_has_no_mistake(tiny):
    assert mistakes(tiny) == []


SUMMARY = "summary: The content is larger than the server is willing to process.\n"
NGINX = '"https://nginx.org/en/docs/http/ngx_http_core_module.html"'

FRONT_MATTER = {
    # keys
    "unknown key with its nearest": (
        C413,
        "summary: The",
        "sumary: The",
        ':5: unknown key "sumary": write "summary"',
        ':2: the key "summary" is missing: write summary: … (One sentence: what the code means)',
    ),
    "unknown key in a record": (
        C413,
        "    why: when",
        "    because: when",
        ':23: unknown key "because": take it out; the fields are field, level, why, rfc, section,'
        " draft",
        ':21: the key "why" is missing: write why: … (One clause: when and why)',
    ),
    "unknown key that is near none": (
        C404,
        "checked: 2026",
        "zzz: 1\nchecked: 2026",
        ':18: unknown key "zzz": take it out; the fields are code, name, standing, summary, use,'
        " formerly, specification, keywords, body, cacheable, retry, headers, related, outside,"
        " senders, sources, checked",
    ),
    "missing key": (
        C413,
        "retry: change\n",
        "",
        ':2: the key "retry" is missing: write retry: … (What the client does next)',
    ),
    "missing key in a record": (
        C413,
        "    by: a program that nobody uses\n",
        "",
        ':32: the key "by" is missing: write by: … (Who uses it)',
    ),
    "repeated key": (
        C413,
        "use: The upload",
        "name: Again\nuse: The upload",
        ':6: the key "name" stands here again, first on line 3: write it once',
    ),
    "repeated key in a record": (
        C413,
        "    by: a program",
        "    name: Bigger\n    by: a program",
        ':33: the key "name" stands here again, first on line 32: write it once',
    ),
    "missing key of a page that has a contract kit": (
        C404,
        "use: The resource does not exist\n",
        "",
        ':2: the key "use" is missing: '
        "write use: … (When a REST API sends it, as a clause for the quick-reference table)",
    ),
    "misordered key": (
        C413,
        "standing: standard\n" + SUMMARY,
        SUMMARY + "standing: standard\n",
        ':5: the key "standing" stands after "summary": write it before "summary"',
    ),
    "misordered key in a record": (
        C413,
        "  - name: Too Big\n    by: a program that nobody uses",
        "  - by: a program that nobody uses\n    name: Too Big",
        ':33: the key "name" stands after "by": write it before "by"',
    ),
    "misordered key in a record of records": (
        C404,
        '  rfc: 9110\n  section: "15.5.5"',
        '  section: "15.5.5"\n  rfc: 9110',
        ':9: the key "rfc" stands after "section": write it before "section"',
    ),
    # types
    "text for a number": (
        C413,
        "code: 413",
        'code: "413"',
        ':2: "code" is the text "413", not a number: write a number',
    ),
    "number for text": (
        C413,
        "name: Content Too Large",
        "name: 413",
        ':3: "name" is 413, not text: write text',
    ),
    "list for text": (
        C413,
        "name: Content Too Large",
        "name: [Content, Too, Large]",
        ':3: "name" is a list, not text: write text',
    ),
    "truth for text": (
        C413,
        "name: Content Too Large",
        "name: true",
        ':3: "name" is true, not text: write text',
    ),
    "null for text": (
        C413,
        "name: Content Too Large",
        "name: null",
        ':3: "name" is nothing, not text: write text',
    ),
    "text for a list": (
        C413,
        "keywords:\n  - upload too big\n  - file size limit",
        "keywords: upload too big",
        ':14: "keywords" is the text "upload too big", not a list: write a list',
    ),
    "record for text in a list": (
        C413,
        "  - upload too big",
        "  - upload: too big",
        ':15: "keywords" is a record, not text: write text',
    ),
    "text for a record": (
        C413,
        '  rfc: 9110\n  section: "15.5.14"\nkeywords',
        "  - RFC 9110\nkeywords",
        ':11: "specification" is a list, not a record of key: value lines: '
        "write a record of key: value lines",
    ),
    "text for a record in a list": (
        C413,
        "  - name: Too Big\n    by: a program that nobody uses",
        "  - Too Big",
        ':32: "outside" is the text "Too Big", not a record of key: value lines: '
        "write a record of key: value lines",
    ),
    "address without its scheme": (
        C413,
        NGINX,
        '"nginx.org/en"',
        ':39: "source" is the text "nginx.org/en": write an address that begins with https://',
    ),
    "date in another form": (
        C413,
        "checked: 2026-11-21",
        "checked: 21 November 2026",
        ':50: "checked" is the text "21 November 2026": write a date such as 2026-11-21',
    ),
    "date that no calendar has": (
        C413,
        "checked: 2026-11-21",
        'checked: "2026-02-30"',
        ':50: "checked" is the text "2026-02-30": write a date such as 2026-11-21',
    ),
    "number out of range": (
        C413,
        "  - code: 404",
        "  - code: 1000",
        ':27: "code" is 1000: write a number from 0 to 999',
    ),
    "value outside its closed list, with the nearest": (
        C413,
        "cacheable: explicit",
        "cacheable: explicitly",
        ':18: "cacheable" does not know "explicitly": write "explicit"',
    ),
    "value outside its closed list, near none": (
        C413,
        "level: SHOULD",
        "level: perhaps",
        ':22: "level" does not know "perhaps": write one of MUST, SHOULD, MAY, MUST NOT, ought to,'
        " can, as defined, typical",
    ),
    "unknown sender": (
        C413,
        "sender: nginx",
        "sender: ngnix",
        ':35: "sender" does not know "ngnix": write "nginx"',
    ),
    "summary that is too long": (
        C413,
        SUMMARY,
        f"summary: {'x' * 160}.\n",
        ':5: "summary" has 161 characters: write at most 160',
    ),
    "summary that is no sentence": (
        C413,
        "willing to process.",
        "willing to process",
        ':5: "summary" is not a sentence: end it with a full stop',
    ),
    "empty list": (
        C413,
        "keywords:\n  - upload too big\n  - file size limit",
        "keywords: []",
        ':14: "keywords" is an empty list: write an item, or take the key out',
    ),
    "item twice in a list": (
        C413,
        "  - file size limit",
        "  - upload too big",
        ':16: "keywords" has the text "upload too big" twice: take one out',
    ),
    "keyword twice in another case": (
        C413,
        "  - file size limit",
        "  - Upload too big",
        ':16: the keyword "Upload too big" stands twice: take one out',
    ),
    "record twice in a list": (
        C413,
        "    by: a program that nobody uses\n",
        "    by: a program that nobody uses\n"
        "  - name: Too Big\n    by: a program that nobody uses\n",
        ':34: "outside" has an item twice: take one out',
    ),
    "text of spaces": (
        C413,
        "use: The upload is over the limit",
        'use: "  "',
        ':6: "use" is the text "  ": write it, or take the line out',
    ),
    "space around a text": (
        C413,
        "use: The upload is over the limit",
        'use: "The upload "',
        ':6: "use" is the text "The upload ": write it without spaces or breaks around it',
    ),
    # what YAML makes of plain text
    **{
        f"YAML trap {word}": (
            C413,
            "use: The upload is over the limit",
            f"use: {word}",
            f':6: YAML reads {word} as {reads}, not as text: write "{word}" in quotes',
        )
        for word, reads in {
            "No": "false",
            "Off": "false",
            "yes": "true",
            "0404": "260",
            "0x1F": "31",
            "1_000": "1000",
            "12:30": "750",
            "15.5": "15.5",
            ".inf": "inf",
            "2026-11-21 10:00:00": "2026-11-21 10:00:00",
        }.items()
    },
    "YAML trap ~": (
        C413,
        "use: The upload is over the limit",
        "use: ~",
        ':6: "use" has no value: write one, or take the line out',
    ),
    "YAML trap: no value": (
        C413,
        "use: The upload is over the limit",
        "use:",
        ':6: "use" has no value: write one, or take the line out',
    ),
    "YAML trap: a date that no calendar has": (
        C413,
        "checked: 2026-11-21",
        "checked: 2026-02-30",
        ':50: "checked" is the text "2026-02-30": write a date such as 2026-11-21',
    ),
    "YAML trap: a binary number without digits": (
        C413,
        "use: The upload is over the limit",
        "use: 0b_",
        ':6: YAML reads 0b_ as a number, not as text: write "0b_" in quotes',
    ),
    "YAML alias": (
        C413,
        "  - upload too big",
        "  - *other",
        ":15: YAML cannot read this line: an alias (*) is not used here: "
        "mend the quotes or the indent",
    ),
    "YAML anchor": (
        C413,
        "  - upload too big",
        "  - &big upload too big",
        ":15: YAML cannot read this line: an anchor (&) is not used here: "
        "mend the quotes or the indent",
    ),
    "YAML tag": (
        C413,
        "  - upload too big",
        "  - !!binary upload",
        ':15: YAML reads "keywords" as a binary: write plain text, in quotes',
    ),
    "YAML merge key": (
        C413,
        "outside:\n",
        "<<: {name: OK}\noutside:\n",
        ':31: unknown key "<<": take it out; the fields are code, name, standing, summary, use,'
        " formerly, specification, keywords, body, cacheable, retry, headers, related, outside,"
        " senders, sources, checked",
    ),
    "tab": (
        C413,
        "  - upload too big",
        "\t- upload too big",
        ":15: YAML cannot read this line: found character '\\t' that cannot start any token: "
        "mend the quotes or the indent",
    ),
    "quote without its end": (
        C413,
        "name: Content Too Large",
        'name: "Content Too Large',
        None,
    ),
    "second colon": (
        C413,
        "name: Content Too Large",
        "name: Content: Too Large",
        ":3: YAML cannot read this line: mapping values are not allowed here: "
        "mend the quotes or the indent",
    ),
}


@pytest.mark.parametrize("case", FRONT_MATTER.values(), ids=FRONT_MATTER.keys())
def test_mistake_in_front_matter_names_line_and_mend(tiny, case):
    path, old, new, *expected = case
    write(tiny, {path: edited(path, old, new)})
    told = mistakes(tiny)
    if expected == [None]:  # the words are PyYAML's and change with it
        assert [line for line in told if SHAPE.fullmatch(line)] == told != []
    else:
        assert sorted(told) == sorted(f"{path}{line}" for line in expected)


FILES = {
    "no front matter": (
        "## What it means\n",
        ':1: the file has no front matter: write "---" as its first line',
    ),
    "empty file": (b"", ':1: the file has no front matter: write "---" as its first line'),
    "front matter without an end": (
        "---\ncode: 404\n",
        ':1: the front matter has no end: write "---" below its last field',
    ),
    "front matter without fields": (
        "---\n---\n",
        ":2: there are no fields here: write key: value lines",
    ),
    "front matter that is a list": (
        "---\n- code\n---\n",
        ":2: there are no fields here: write key: value lines",
    ),
    "not UTF-8": (
        b"---\ncode: 404\nname: \xe9t\xe9\n---\n",
        ":3: the file is not UTF-8: save it as UTF-8",
    ),
    "CRLF": (
        b"---\ncode: 404\r\nname: Not Found\r\n",
        ":2: the line ends with a carriage return: save the file with \\n",
    ),
    "control character": (
        b"---\ncode: 404\nname: Not\x0bFound\n---\n",
        ":3: the character U+000B is not printable: take it out",
    ),
    "byte order mark": (
        b"\xef\xbb\xbf---\ncode: 404\n---\n",
        ":1: the character U+FEFF is not printable: take it out",
    ),
    "line separator, which YAML counts as a line": (
        "---\ncode: 404\nname: Not\u2028Found\n---\n",
        ":3: the character U+2028 is not printable: take it out",
    ),
    "mark that turns the direction of the text": (
        "---\ncode: 404\nname: Not \u202eFound\n---\n",
        ":3: the character U+202E is not printable: take it out",
    ),
}


@pytest.mark.parametrize("case", FILES.values(), ids=FILES.keys())
def test_file_that_cannot_be_read_names_line_and_mend(tiny, case):
    text, expected = case
    path = "content/codes/429.md"
    write(tiny, {path: text})
    assert mistakes(tiny)[0] == f"{path}{expected}"


UNREADABLE = {
    "front matter": edited(C413, "name: Content Too", "name: Content: Too"),
    "bytes": edited(C413, "Content Too", "Content\x00Too"),
    "number": edited(C413, "code: 413", 'code: "413"'),
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_links_to_a_page_that_cannot_be_read_are_not_called_dead(tiny, text):
    link = edited(C520, "in front of the site.", "before [413] and [it](codes/413.html#meaning).")
    write(tiny, {C413: text, C520: link})
    assert [line for line in mistakes(tiny) if not line.startswith(C413)] == []


@pytest.mark.parametrize("name", ["notes.txt", "404.markdown"])
def test_file_of_another_kind_is_told(tiny, name):
    write(tiny, {f"content/codes/{name}": "text\n"})
    assert mistakes(tiny) == [
        f"content/codes/{name}:1: this is no Markdown file: name it .md, or move it elsewhere"
    ]


ACROSS = {
    "file name against code": (
        C404,
        "code: 404",
        "code: 405",
        ':2: "code" is 405, but the file is named 404.md: write code: 404',
        ...,
    ),
    "name against the registry": (
        C404,
        "name: Not Found",
        "name: Page Not Found",
        ':3: "Page Not Found" is not the registered name of 404: write "Not Found"',
    ),
    "standing against the registry": (
        C404,
        "standing: standard",
        "standing: unofficial",
        ":4: 404 is in the IANA registry: "
        "write standard, experimental, temporary, deprecated, historic or unused",
    ),
    "RFC against the registry": (
        C404,
        '  rfc: 9110\n  section: "15.5.5"',
        '  rfc: 7231\n  section: "6.5"',
        ":7: the registry gives RFC 9110: write rfc: 9110",
    ),
    "section against the registry": (
        C404,
        'section: "15.5.5"',
        'section: "15.5.14"',
        ':9: the registry gives section 15.5.5: write section: "15.5.5"',
    ),
    "registered code without specification": (
        C404,
        'specification:\n  rfc: 9110\n  section: "15.5.5"\n',
        "",
        ':2: the key "specification" is missing: write it with rfc, section',
    ),
    "unregistered code with a specification": (
        C520,
        "keywords:\n",
        'specification:\n  rfc: 9110\n  section: "15.5"\nkeywords:\n',
        ":7: an unofficial code has no specification: take it out",
    ),
    "unregistered code that claims to be standard": (
        C520,
        "standing: unofficial",
        "standing: standard",
        ":4: 520 is not in the IANA registry: write unofficial, or folklore",
    ),
    "related code without a file": (
        C404,
        "  - code: 413",
        "  - code: 432",
        ":16: the related code 432 has no file: write content/codes/432.md, or take the entry out",
    ),
    "related to itself": (
        C404,
        "  - code: 413",
        "  - code: 404",
        ":16: a code is not related to itself: take it out",
    ),
    "related twice": (
        C413,
        "  - code: 200",
        "  - code: 404",
        ":29: 404 stands here twice: join the two entries",
    ),
    "earlier name that is the name of today": (
        C413,
        "  - name: Payload Too Large",
        "  - name: Content Too Large",
        ':8: "Content Too Large" is the name of today: take it out',
        ...,
    ),
    "sender without its part of the body": (
        C413,
        "### nginx\n\nThe limit is `client_max_body_size`.\n",
        "",
        ':35: "By sender" has no part for nginx: write "### nginx" below "## By sender"',
    ),
    "part of the body without its sender": (
        C413,
        "### Microsoft IIS",
        "### Microsoft II",
        ':41: "By sender" has no part for Microsoft IIS: '
        'write "### Microsoft IIS" below "## By sender"',
        ':63: "Microsoft II" is no label under "senders": write "Microsoft IIS"',
    ),
    "part of the body where no sender is named": (
        C520,
        "stands in front of the site.\n",
        "stands in front of the site.\n\n## By sender\n\n### Cloudflare\n\nIt is it.\n",
        ':24: "Cloudflare" is no label under "senders": write it under "senders" too',
    ),
    "parts of the body in another order": (
        C413,
        "### nginx\n\nThe limit is `client_max_body_size`.\n\n### Microsoft IIS\n",
        "### Microsoft IIS\n\nThe limit is `client_max_body_size`.\n\n### nginx\n",
        ':59: the parts of "By sender" stand in another order than "senders": '
        "write them in the order nginx, Microsoft IIS",
    ),
    "sender twice": (
        C413,
        "sender: iis",
        "sender: nginx",
        ":41: nginx stands here twice: join the two entries",
        ...,
    ),
    "earlier name in an unknown RFC": (
        C413,
        "rfc: 7231",
        "rfc: 7232",
        ":9: RFC 7232 is not in content/data/rfcs.yaml: mend the number, or add the RFC",
    ),
    "earlier name in an unknown section": (
        C413,
        '"6.5.11"',
        '"6.5.99"',
        ':10: RFC 7231 has no section 6.5.99: write "6.5" or another that is there',
    ),
    "field in an unknown RFC": (
        C413,
        '    rfc: 9110\n    section: "15.5.14"\nrelated',
        '    rfc: 9119\n    section: "15.5.14"\nrelated',
        ":24: RFC 9119 is not in content/data/rfcs.yaml: mend the number, or add the RFC",
    ),
    "field in an unknown section": (
        C413,
        '    rfc: 9110\n    section: "15.5.14"\nrelated',
        '    rfc: 9110\n    section: "99"\nrelated',
        ":25: RFC 9110 has no section 99: write one that is there",
    ),
    "field without RFC or draft": (
        C413,
        '    rfc: 9110\n    section: "15.5.14"\nrelated',
        "related",
        ":21: neither RFC nor draft is named: write rfc: and section:",
    ),
    "question about a code without a page": (
        FAQ,
        "codes: [404, 413]",
        "codes: [404, 432]",
        ":5: 432 has no page: mend the number, or take it out",
    ),
    "comparison of one code": (
        FAQ,
        "compare: [404, 413]",
        "compare: [404]",
        ":6: a comparison is of two to five codes: write that many",
    ),
    "comparison without its question": (
        FAQ,
        'deciding: "Is the address at fault?"\n',
        "",
        ':6: "compare" stands without "deciding": write deciding: too',
    ),
    "deciding question without its comparison": (
        FAQ,
        "compare: [404, 413]\n",
        "",
        ':6: "deciding" stands without "compare": write compare: too',
    ),
    "category of a class that is none": (
        "content/categories/4xx.md",
        "class: 4xx",
        "class: 4XX",
        ':4: "class" does not know "4XX": write "4xx"',
    ),
    "sub-code twice": (
        LIST,
        "id: H12",
        "id: H10",
        ':12: the id "H10" is taken or has a space: mend it',
    ),
    "sub-code with a space": (
        LIST,
        "id: H12",
        "id: H 12",
        ':12: the id "H 12" is taken or has a space: mend it',
    ),
    "rows that are no list": (
        LIST,
        "rows:\n",
        "rows: 5\nmore:\n",
        ':10: "rows" is 5, not a list: write a list',
        ':11: unknown key "more": take it out; the fields are title, sender, summary, where, '
        "sources, evidence, checked, rows",
    ),
    "id that is a list": (
        LIST,
        "id: H12",
        "id: [H, 12]",
        ':12: "id" is a list, not text: write text',
    ),
}


@pytest.mark.parametrize("case", ACROSS.values(), ids=ACROSS.keys())
def test_mistake_across_files_names_line_and_mend(tiny, case):
    """An ``...`` at the end of a case: the mistake brings others with it."""
    path, old, new, *expected = case
    write(tiny, {path: edited(path, old, new)})
    told = mistakes(tiny)
    wanted = [f"{path}{line}" for line in expected if line is not ...]
    if ... in expected:
        assert set(wanted) <= set(told)
    else:
        assert sorted(told) == sorted(wanted)


def test_sender_needs_its_label(tiny):
    path = "content/data/senders.yaml"
    text = (ROOT / path).read_text(encoding="utf-8")
    row = next(row for row in text.split("\n") if row.startswith("nginx:"))
    write(tiny, {path: text.replace(row, 'nginx: {what: "web server and proxy"}')})
    line = text.split("\n").index(row) + 1
    told = [line for line in mistakes(tiny) if line.startswith(path)]
    assert len(told) == 1
    assert told[0].startswith(f'{path}:{line}: the key "label" is missing: ')


@pytest.mark.parametrize("name", ["fields", "values", "senders", "rfcs"])
def test_missing_table_is_told_by_its_name(tiny, name):
    path = f"content/data/{name}.yaml"
    write(tiny, {path: None})
    assert any(line.startswith(f"{path}:1: ") for line in mistakes(tiny))


def test_line_that_yaml_cannot_read_in_a_table_is_told(tiny):
    path = "content/data/methods.yaml"
    write(tiny, {path: 'default: {value: "Any"}\n404: {value: No}\n'})
    assert mistakes(tiny) == [
        f'{path}:2: YAML reads No as false, not as text: write "No" in quotes'
    ]


BROKEN = {
    C404: [
        ("name: Not Found", "name: Nowhere"),
        ("## Example", "## Exmaple"),
        ("Length: 47", "Length: 48"),
    ],
    C413: [("use: The upload is over the limit", "use: No"), ("cacheable:", "cachable:")],
    C520: [("in front of the site.", "in front of [a site](sites.html).")],
}
TOLD = [
    f'{C404}:3: "Nowhere" is not the registered name of 404: write "Not Found"',
    f'{C404}:30: the heading "Exmaple" is none of the fixed ones: write "Example"',
    f"{C404}:38: Content-Length is 48, the content has 47 bytes: write Content-Length: 47",
    f'{C413}:2: the key "cacheable" is missing: write cacheable: … (Whether a cache may keep it)',
    f'{C413}:6: YAML reads No as false, not as text: write "No" in quotes',
    f'{C413}:18: unknown key "cachable": write "cacheable"',
    f'{C520}:20: no page has the address "sites.html"',
]


def _break(folder) -> None:
    for path, changes in BROKEN.items():
        text = (folder / path).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        (folder / path).write_text(text, encoding="utf-8")


def test_all_mistakes_of_all_files_are_told_at_once(tiny):
    _break(tiny)
    told = [re.sub(r': write "[a-z]+\.html"$', "", line) for line in mistakes(tiny)]
    assert told == TOLD


def test_mistakes_are_sorted_by_path_and_line(tiny):
    _break(tiny)
    places = [(line.split(":")[0], int(line.split(":")[1])) for line in mistakes(tiny)]
    assert places == sorted(places)
    assert len({path for path, _ in places}) == 3


def test_mistakes_end_with_their_count_and_status_1_and_leave_the_old_site(tiny, capsys):
    with_looks(tiny)
    out = tiny / "site"
    write(tiny, {"site/index.html": "old", "site/codes/404.html": "old too"})
    before = digest(out)
    _break(tiny)
    status = main(["--root", str(tiny), "--out", str(out)])
    said = capsys.readouterr()
    *lines, count = said.err.rstrip("\n").split("\n")
    assert (status, said.out) == (1, "")
    assert count == f"{len(lines)} mistakes; nothing was built"
    assert lines == mistakes(tiny)
    assert digest(out) == before
    assert sorted(path.name for path in tiny.iterdir() if path.name.startswith(".")) == []


def test_one_mistake_is_counted_as_one(tiny, capsys):
    write(tiny, {C404: edited(C404, "name: Not Found", "name: Nowhere")})
    assert main(["--root", str(tiny), "--check"]) == 1
    assert capsys.readouterr().err.endswith("\n1 mistake; nothing was built\n")


def test_mistakes_come_without_a_traceback_from_the_command_line(tiny):
    _break(tiny)
    done = build("--root", tiny, "--check")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert all(SHAPE.fullmatch(line) for line in done.stderr.splitlines()[:-1])


def _mutate(text: str, chance: random.Random) -> str:
    rows = text.split("\n")
    place = chance.randrange(len(rows))
    row = rows[place]
    spot = chance.randrange(len(row) + 1)
    kind = chance.randrange(8)
    if kind == 0:
        del rows[place]
    elif kind == 1:
        rows.insert(place, rows[chance.randrange(len(rows))])
    elif kind == 2:
        rows[place] = (
            row[:spot] + chance.choice("\t:#-[]{}*&!|>'\"%@`~\\\u00e9\u2028 ") + row[spot:]
        )
    elif kind == 3:
        rows[place] = row[:spot] + row[spot + 1 :]
    elif kind == 4:
        rows[place] = (
            row.partition(":")[0]
            + ": "
            + chance.choice(
                [
                    "No",
                    "0404",
                    "12:30",
                    "~",
                    "[]",
                    "{}",
                    "-1",
                    "1e9",
                    "2026-02-30",
                    "0b_",
                    "'",
                    "null",
                ]
            )
        )
    elif kind == 5:
        rows[place] = chance.choice(["```", "```http", "~~~", "---", "...", "# x", "### ", "  ```"])
    elif kind == 6:
        rows[place] = " " * chance.randrange(5) + row.lstrip()
    else:
        other = chance.randrange(len(rows))
        rows[place], rows[other] = rows[other], row
    return "\n".join(rows)


@pytest.mark.parametrize("seed", range(6))
def test_fifty_mutations_of_a_page_never_raise_and_always_say_where(tiny, seed):
    chance = random.Random(seed)  # noqa: S311 (it has to repeat itself)
    path = (C404, C404, C404, C413, LIST, FAQ)[seed]
    real = path == C404
    text = ((ROOT if real else TINY) / path).read_text(encoding="utf-8")
    for _ in range(50):
        changed = _mutate(text, chance)
        for _ in range(chance.randrange(3)):
            changed = _mutate(changed, chance)
        write(tiny, {path: changed})
        odd = [line for line in mistakes(tiny) if not SHAPE.fullmatch(line)]
        assert odd == [], changed
