"""The search: the index that Python wrote, read and searched by the real scripts in Node."""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lunr
import pytest
import yaml
from bs4 import BeautifulSoup
from helpers import DATA, ROOT

from reasonphrase import search_index
from reasonphrase.search_targets import targets
from reasonphrase.tokens import Language, squash, words_of

sys.path.insert(0, str(ROOT / "scripts"))

from bench_search import judge

SEED = 20261121
MOST_JUDGED = 10  # as the rules of the queries have it
QUERIES, FRESH = (
    [json.loads(row) for row in (DATA / name).read_text("utf-8").splitlines()]
    for name in ("queries.jsonl", "queries-fresh.jsonl")
)
KINDS = tuple(dict.fromkeys(query["kind"] for query in QUERIES))
TYPED = (
    *("4xx", "4XX", "4**", "5**", "4x", "432", "555", "799", "600", "099", "1234"),
    *("client errors", "server errors", "client error", "redirects", "5xx errors"),
    *("401 vs 403", "401 or 403", "403 vs 401", "401/403", "401 versus 403"),
    *("unauthorized or forbidden", "404 vs 504", "301 302 308"),
    *("difference between 502 and 504", "what is the difference between 502 and 504"),
    *("403.14", "H12", "h12", "1020", "UF", "error 1020", "heroku h12"),
    *("payload too large", "client closed request", "I'm a teapot"),
    *("timeout", "time out", "time-out", "Timeout"),
    *("authorisation", "authorization", "unauthorised", "unauthorized"),
    *("unprocesable entity", "forbiden", "teapto", "to many requests", "bad gatway", "notfound"),
    *("Retry-After", "Retry-After: 120", "retry-after: Wed, 21 Oct 2026 07:28:00 GMT"),
    *("WWW-Authenticate: Basic", "site is frozen"),
    *("qqqqzzzz wwwwkkkk", "fprbdqzn", "", "   ", "?!", "日本語"),
    *("not", "404 not", "error 404", "http 502"),
    *("1015", "rfc 7538", "RFC 2324", "４０４", "٤٠٤", "418", "cors error"),
    *("cloudflare 100 second timeout", "upload 500 mb", "404s"),
    *("NGX_HTTP_CLIENT_CLOSED_REQUEST in the log", "HttpRequestMethodNotSupportedException"),
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What the search says to one text."""

    ids: tuple[str, ...]
    urls: tuple[str, ...]
    why: tuple[str, ...]
    panel: dict[str, Any] | None
    error: str = ""

    @property
    def codes(self) -> list[str]:
        return [one for one in self.ids if re.fullmatch(r"\d{3}", one)]


@dataclass(frozen=True)
class Asked:
    """Everything that Node was asked, with the answers."""

    version: str
    serialized: dict[str, Any]
    stems: dict[str, str]
    tokens: dict[str, list[str]]
    answers: dict[str, Answer]
    survived: dict[str, Any]
    asks: dict[str, Any]


@pytest.fixture(scope="module")
def found(content):
    return targets(content)


@pytest.fixture(scope="module")
def language(content) -> Language:
    return Language(content.data["search"])


@pytest.fixture(scope="module")
def rows(found, language):
    return search_index.prepare(found, language)


@pytest.fixture(scope="module")
def asked(site, content, rows) -> Asked:
    """Start Node once for all tests of this file."""
    words = sorted({word for row in rows for word in row.words} | set(vocabulary(content)))
    texts = random_texts()
    judged = [query["q"] for query in (*QUERIES, *FRESH)]
    queries = list(dict.fromkeys([*TYPED, *judged, *named(content), *mistyped(content)]))
    request = {
        "site": str(site),
        "words": words,
        "texts": texts,
        "queries": queries,
        "hostile": [*hostile_file(), *hostile_long(), *hostile_random()],
    }
    said = subprocess.run(
        ["node", str(ROOT / "tests" / "search_node.js")],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert said.returncode == 0, said.stderr
    got = json.loads(said.stdout)
    return Asked(
        got["version"],
        got["serialized"],
        dict(zip(words, got["stems"], strict=True)),
        dict(zip(texts, got["tokens"], strict=True)),
        dict(zip(queries, map(_answer, got["answers"]), strict=True)),
        got["survived"],
        got["asks"],
    )


def _answer(raw: dict[str, Any]) -> Answer:
    results = raw["results"]
    columns = [tuple(one[key] for one in results) for key in ("id", "url", "why")]
    return Answer(*columns, raw["panel"], raw.get("error", ""))


def vocabulary(content) -> list[str]:
    """Every word of the codes' bodies: far more endings than the index has."""
    text = " ".join(section.markdown for code in content.codes for section in code.sections)
    return words_of(text)


def named(content) -> list[str]:
    """Every number, name, former name and constant."""
    names = [text for code in content.codes for text in (code.label, code.name)]
    names += [*"0123456789", *(f"{two:02d}" for two in range(100))]
    for code in content.codes:
        names += [one.name for one in (*code.formerly, *code.outside, *code.senders)]
    return names + [one.expression for code in content.codes for one in code.constants]


def mistyped(content) -> dict[str, str]:
    """Every registered name of five letters and more, 20 times with one mistake; and its code."""
    dice = random.Random(SEED + 2)  # noqa: S311 (the same every time)
    texts = {}
    for code in content.codes:
        if code.registered and len(squash(code.name)) > 4 and not code.name.startswith("("):
            for _ in range(20):
                texts[one_mistake(code.name.lower(), dice)] = code.label
    return texts


def one_mistake(text: str, dice: random.Random) -> str:
    """The text with a letter doubled, lost, changed, or swapped with the next; never the first."""
    at = dice.randrange(1, len(text) - 1)
    before, letter, after = text[:at], text[at], text[at + 1 :]
    put = dice.choice([letter * 2, "", dice.choice("abcdefghijklmnopqrstuvwxyz")])
    swapped = before + after[0] + letter + after[1:]
    return dice.choice([before + put + after, swapped])


def random_texts() -> list[str]:
    """2,000 texts: any assigned characters, letters with marks, and words between them."""
    dice = random.Random(SEED)  # noqa: S311 (the same every time)
    assigned = [
        chr(point)
        for point in range(0x2FFFF)
        if unicodedata.category(chr(point)) not in ("Cn", "Cs", "Co")
    ]
    marks = [letter for letter in assigned if unicodedata.category(letter)[0] == "M"]
    near = [letter for letter in assigned if ord(letter) < 0x250]
    plain = [*"abcdefghijklmnopqrstuvwxyzABCXYZ0123456789", " ", "-", "_", "'", "’", "`", ".", "/"]
    pools = (plain, plain, near, near, marks, assigned)
    texts = {
        "".join(dice.choice(dice.choice(pools)) for _ in range(length)) for length in range(40)
    }
    while len(texts) < 2000:
        texts.add("".join(dice.choice(dice.choice(pools)) for _ in range(dice.randint(1, 60))))
    return sorted(texts)


def hostile_file() -> list[str]:
    return [json.loads(row) for row in (DATA / "hostile.txt").read_text("utf-8").splitlines()]


def hostile_long() -> list[str]:
    parts = (
        "a",
        "4",
        "9 ",
        "not found ",
        "a-",
        "a:",
        "*",
        "é",
        "😀",
        "\ud83d",
        "<b>",
        "401 vs ",
        " or ",
    )
    return [(part * 10_000)[:10_000] for part in parts]


def hostile_random() -> list[str]:
    """50,000 texts of operators, markup, names of JavaScript, words and any character at all."""
    dice = random.Random(SEED + 1)  # noqa: S311 (the same every time)
    pieces = [*hostile_file(), *"+-*:^~\"'()[]{}/\\|&=<>#%", " ", " ", " vs ", " or ", ": ", "\n"]
    pieces += ["404", "502", "4xx", "not", "found", "gateway", "timeout", "Retry-After", "nginx"]
    texts = []
    for _ in range(50_000):
        parts = [
            dice.choice(pieces) if dice.random() < 0.7 else chr(dice.randrange(0x110000))
            for _ in range(dice.randint(1, 12))
        ]
        texts.append("".join(parts))
    return texts


# ---- versions and the index ---------------------------------------------------------------------


def test_lunr_js_is_the_version_that_python_lunr_writes_for(asked, root):
    package = json.loads((root / "package.json").read_text(encoding="utf-8"))
    wanted = lunr.__TARGET_JS_VERSION__
    assert (asked.version, package["dependencies"]["lunr"]) == (wanted, wanted)


def test_unpacked_index_has_the_postings_of_python_lunr(asked, rows):
    wanted = search_index.lunr_index(rows)["invertedIndex"]
    assert postings(asked.serialized["invertedIndex"]) == postings(wanted)


def test_unpacked_index_has_the_weights_of_python_lunr(asked, rows):
    wanted = weights(search_index.lunr_index(rows))
    got = weights(asked.serialized)
    assert got.keys() == wanted.keys()
    far = {
        key: (got[key], value)
        for key, value in wanted.items()
        if got[key].keys() != value.keys()
        or any(abs(got[key][term] - weight) > 0.001 + 1e-9 for term, weight in value.items())
    }
    assert far == {}


def test_unpacked_index_has_its_terms_in_the_order_that_lunr_needs(asked):
    terms = [term for term, _ in asked.serialized["invertedIndex"]]
    assert terms == sorted(terms)


def test_unpacked_index_says_nothing_of_a_pipeline(asked):
    assert asked.serialized["pipeline"] == []


def postings(inverted) -> dict[str, list[int]]:
    return {term: sorted(int(number) for number in entry["t"]) for term, entry in inverted}


def weights(index) -> dict[str, dict[str, float]]:
    """The weights of each phrase by term: the numbers of terms may differ."""
    term_of = {entry["_index"]: term for term, entry in index["invertedIndex"]}
    return {
        key: {term_of[number]: weight for number, weight in zip(row[::2], row[1::2], strict=True)}
        for key, row in index["fieldVectors"]
    }


def test_stems_are_the_same_in_python_and_in_the_browser(asked, language):
    wrong = {
        word: (language.stem(word), got)
        for word, got in asked.stems.items()
        if language.stem(word) != got
    }
    assert wrong == {}


def test_words_are_the_same_in_python_and_in_the_browser(asked):
    wrong = {
        text: (words_of(text), got) for text, got in asked.tokens.items() if words_of(text) != got
    }
    assert len(asked.tokens) >= 2000
    assert wrong == {}


def test_index_and_lunr_fit_the_budget(site):
    """By the zlib of Python and by the gzip program: they differ by some hundred bytes."""
    texts = [(site / name).read_bytes() for name in ("lunr.min.js", "search-index.js")]
    program = [
        subprocess.run(["gzip", "-9", "-c"], input=text, capture_output=True, check=True).stdout
        for text in texts
    ]
    assert sum(len(gzip.compress(text, 9)) for text in texts) <= 45_000
    assert sum(map(len, program)) <= 45_000


# ---- quality ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def verdicts(asked):
    """Each judged query with its verdict, by the rules of the measuring script."""
    return judged(asked, QUERIES)


def judged(asked, queries):
    return [judge(query, asked.answers[query["q"]].ids[:MOST_JUDGED]) for query in queries]


def share(verdicts, field: str) -> float:
    return 100 * sum(getattr(verdict, field) for verdict in verdicts) / len(verdicts)


def missed(verdicts, field: str) -> list[tuple[str, list[str]]]:
    return [(v.query["q"], list(v.answers[:4])) for v in verdicts if not getattr(v, field)]


def test_judged_queries_are_answered_at_rank_one_97_times_of_100(verdicts):
    assert share(verdicts, "first") >= 97, missed(verdicts, "first")


def test_judged_queries_are_answered_in_the_first_three_every_time(verdicts):
    assert share(verdicts, "third") == 100, missed(verdicts, "third")


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_query_is_answered_at_rank_one_less_than_90_times_of_100(verdicts, kind):
    own = [verdict for verdict in verdicts if verdict.query["kind"] == kind]
    assert share(own, "first") >= 90, missed(own, "first")


def test_queries_that_nobody_prepared_for_are_answered_nearly_as_well(asked):
    verdicts = judged(asked, FRESH)
    assert share(verdicts, "first") >= 97, missed(verdicts, "first")
    assert share(verdicts, "third") >= 99, missed(verdicts, "third")


def test_no_judged_query_stands_whole_in_the_rules_of_the_search(root):
    said = yaml.safe_load((root / "content" / "data" / "search.yaml").read_text(encoding="utf-8"))
    texts = [" ".join(words_of(text)) for text in strings(said)]
    queries = [" ".join(words_of(query["q"])) for query in QUERIES]
    copied = [q for q in queries if " " in q and any(f" {q} " in f" {text} " for text in texts)]
    assert copied == []


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [str(value)]


# ---- nothing raises -----------------------------------------------------------------------------


def test_no_input_raises(asked):
    raised = {text: answer.error for text, answer in asked.answers.items() if answer.error}
    assert raised == {}
    assert asked.survived["errors"] == []


def test_every_input_that_is_not_blank_gets_results_or_says_why_not(asked):
    assert asked.survived["silent"] == []


def test_lunr_is_asked_for_a_term_once_and_for_nothing_else(asked):
    """Its answers are kept: a key press costs no query that was made before."""
    assert asked.asks["terms"] > 500
    assert asked.asks["again"] == []
    assert asked.asks["clauses"] == 1


def test_lunr_is_never_asked_for_a_long_word_or_for_mistakes(asked):
    assert asked.asks["letters"] <= 30
    assert asked.asks["distance"] == 0


def test_only_the_beginning_of_a_long_query_counts(site, content):
    long = "not found " * 400 + "502"
    said = subprocess.run(
        ["node", str(ROOT / "tests" / "search_node.js")],
        input=json.dumps({"site": str(site), "words": [], "texts": [], "hostile": [],
                          "queries": [long, long[:300]]}),
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    one, other = json.loads(said.stdout)["answers"]
    assert one == other


# ---- the order of answers -----------------------------------------------------------------------


def test_exact_number_comes_first(asked, content):
    first = {code.label: asked.answers[code.label].ids[:1] for code in content.codes}
    assert first == {code.label: (code.label,) for code in content.codes}


@pytest.mark.parametrize("text", ["error 404", "http 502", "404 not"])
def test_number_among_words_comes_first(asked, text):
    assert asked.answers[text].ids[0] == re.search(r"\d+", text)[0]


def test_prefix_of_a_number_gives_its_codes_in_number_order_and_nothing_else(asked, content):
    wrong = {}
    for prefix in [*"12345", *(f"{two:02d}" for two in range(10, 60))]:
        wanted = [code.label for code in content.codes if code.label.startswith(prefix)]
        if wanted and list(asked.answers[prefix].ids) != wanted:
            wrong[prefix] = asked.answers[prefix].ids
    assert wrong == {}


@pytest.mark.parametrize(
    "text", ["4xx", "4XX", "4**", "4x", "5**", "client errors", "client error", "server errors"]
)
def test_class_comes_before_its_codes_in_number_order(asked, content, text):
    key = "5xx" if text[0] in "5s" else "4xx"
    wanted = [key, *(code.label for code in content.codes if code.class_ == key)]
    assert list(asked.answers[text].ids[: len(wanted)]) == wanted


@pytest.mark.parametrize("number", ["432", "555"])
def test_unassigned_number_is_told_with_its_class_and_neighbours(asked, number):
    """555 is a vendor's sub-code: that is given too, but does not make it a status code."""
    answer = asked.answers[number]
    assert answer.panel, "nothing says that it is not registered"
    assert f"{number} is not registered" in answer.panel["text"]
    assert f"{number[0]}00" in answer.panel["text"]
    assert f"{number[0]}xx" in answer.ids[:10]
    near = [int(code) for code in answer.codes if code != number][:4]
    assert len(near) == 4
    assert all(code // 100 == int(number[0]) for code in near)


def test_number_with_a_page_gets_no_panel(asked, content):
    told = [code.label for code in content.codes if asked.answers[code.label].panel]
    assert told == []


@pytest.mark.parametrize("number", ["799", "600", "099"])
def test_number_outside_the_range_says_what_the_range_is(asked, number):
    panel = asked.answers[number].panel
    assert number in panel["text"]
    assert "100 to 599" in panel["text"]


COMPARED = {
    ("401", "403"): ("401 vs 403", "401 or 403", "403 vs 401", "401/403", "401 versus 403",
                     "unauthorized or forbidden"),
    ("502", "504"): ("difference between 502 and 504",
                     "what is the difference between 502 and 504"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("codes", "text"), [(codes, text) for codes, texts in COMPARED.items() for text in texts]
)
def test_comparison_comes_first_and_then_both_codes(asked, codes, text):
    first, *others = asked.answers[text].ids
    assert set(codes) <= set(re.findall(r"\d{3}", first))
    assert first.startswith("faq-")
    assert set(codes) <= set(others[:5])


def test_two_codes_without_a_page_about_them_are_laid_side_by_side(asked):
    answer = asked.answers["404 vs 504"]
    assert answer.urls[0] == "compare.html?a=404&b=504"
    assert answer.ids[1:3] == ("404", "504")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("403.14", "subcodes/iis.html#403.14"),
        ("H12", "subcodes/heroku.html#H12"),
        ("h12", "subcodes/heroku.html#H12"),
        ("heroku h12", "subcodes/heroku.html#H12"),
        ("1020", "subcodes/cloudflare.html#1020"),
        ("error 1020", "subcodes/cloudflare.html#1020"),
        ("UF", "subcodes/envoy.html#UF"),
    ],
)
def test_sub_code_comes_first(asked, text, url):
    assert asked.answers[text].urls[0] == url


def test_every_registered_name_gives_its_code_first(asked, content):
    wrong = {
        code.name: asked.answers[code.name].ids[:3]
        for code in content.codes
        if code.registered
        and not code.name.startswith("(")
        and asked.answers[code.name].ids[:1] != (code.label,)
    }
    assert wrong == {}


def test_former_name_gives_its_code_in_the_first_three_and_says_why(asked, content):
    wrong = {}
    current = {squash(code.name) for code in content.codes}
    for code in content.codes:
        for former in code.formerly:
            answer = asked.answers[former.name]
            place = answer.ids.index(code.label) if code.label in answer.ids[:3] else None
            silent = place is not None and squash(former.name) not in squash(answer.why[place])
            if place is None or (silent and squash(former.name) not in current):
                wrong[former.name] = (answer.ids[:3], answer.why[:3])
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [("payload too large", "413", "formerly"), ("site is frozen", "530", "site is frozen")],
)
def test_code_found_by_another_name_says_so(asked, text, code, why):
    answer = asked.answers[text]
    assert answer.ids[0] == code
    assert why in answer.why[0].lower()


def test_every_constant_gives_its_code_first(asked, content):
    """Unless it is written like a constant, or a name, of another code: that may be first too."""
    users: dict[str, set[str]] = {}
    for code in content.codes:
        printed = content.data["phrases"].get(str(code.number), {})
        names = [other.name for other in (code, *code.formerly, *code.outside)]
        for name in (*names, *printed):
            users.setdefault(squash(name), set()).add(code.label)
        for constant in code.constants:
            for text in (constant.expression, constant.name):
                users.setdefault(squash(text), set()).add(code.label)
    wrong = {}
    for code in content.codes:
        for constant in code.constants:
            alike = (squash(constant.expression), squash(constant.name))
            right = set().union(*(users.get(text, set()) for text in alike))
            found = asked.answers[constant.expression].ids[:3]
            if not right.intersection(found[:1]):
                wrong[constant.expression] = (code.label, found)
    assert wrong == {}


@pytest.mark.parametrize("text", [text for text in TYPED if text.lower().startswith("retry-after")])
def test_header_field_with_or_without_value_gives_a_code_that_has_it(asked, content, text):
    first = content.code(int(asked.answers[text].ids[0]))
    assert "Retry-After" in {header.field for header in first.headers}


def test_challenge_gives_the_code_that_must_carry_it(asked):
    assert asked.answers["WWW-Authenticate: Basic"].ids[0] == "401"


@pytest.mark.parametrize(
    "alike",
    [
        ("timeout", "time out", "time-out", "Timeout"),
        ("authorisation", "authorization"),
        ("unauthorised", "unauthorized"),
        ("H12", "h12"),
        ("4xx", "4XX"),
    ],
    ids=lambda alike: alike[0],
)
def test_spellings_of_one_word_give_the_same_answers(asked, alike):
    assert len({asked.answers[text].ids[:3] for text in alike}) == 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("unprocesable entity", "422"),
        ("forbiden", "403"),
        ("teapto", "418"),
        ("to many requests", "429"),
        ("bad gatway", "502"),
        ("notfound", "404"),
    ],
)
def test_one_or_two_wrong_letters_do_not_matter(asked, typed, code):
    assert asked.answers[typed].ids[0] == code


def test_names_with_one_mistake_give_their_code_first(asked, content):
    texts = mistyped(content)
    wrong = {t: asked.answers[t].ids[:3] for t in texts if asked.answers[t].ids[:1] != (texts[t],)}
    assert len(texts) > 900
    assert len(wrong) <= len(texts) / 200, wrong


def test_word_that_is_known_is_not_taken_for_a_mistake(asked):
    """A "cors error" is no "cert error", although one letter makes the one of the other."""
    assert "495" not in asked.answers["cors error"].ids[:3]


@pytest.mark.parametrize(("text", "code"), [("1015", "429"), ("H12", "503"), ("403.14", "403")])
def test_sub_code_is_followed_by_the_code_that_it_stands_under(asked, text, code):
    assert asked.answers[text].ids[1] == code


@pytest.mark.parametrize(("text", "code"), [("rfc 7538", "308"), ("RFC 2324", "418")])
def test_rfc_gives_the_code_whose_history_names_it(asked, text, code):
    assert asked.answers[text].ids[0] == code


@pytest.mark.parametrize("text", ["４０４", "٤٠٤", "404s"])
def test_number_in_other_digits_or_in_the_plural_is_the_same_number(asked, text):
    assert asked.answers[text].ids[0] == "404"


@pytest.mark.parametrize(
    ("text", "wrong"), [("cloudflare 100 second timeout", "100"), ("upload 500 mb", "500")]
)
def test_number_with_a_unit_is_no_code(asked, text, wrong):
    assert asked.answers[text].ids[0] != wrong


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NGX_HTTP_CLIENT_CLOSED_REQUEST in the log", "499"),
        ("HttpRequestMethodNotSupportedException", "405"),
    ],
)
def test_identifier_is_read_as_words(asked, text, code):
    assert asked.answers[text].ids[0] == code


def test_code_without_a_name_is_shown_with_the_one_that_people_know(asked):
    assert "teapot" in asked.answers["418"].why[0].lower()


@pytest.mark.parametrize("text", ["", "   "])
def test_blank_query_gives_nothing_and_says_nothing(asked, text):
    assert (asked.answers[text].ids, asked.answers[text].panel) == ((), None)


@pytest.mark.parametrize("text", ["qqqqzzzz wwwwkkkk", "?!", "日本語"])
def test_nothing_found_offers_the_classes(asked, text):
    answer = asked.answers[text]
    assert text in answer.panel["text"]
    assert answer.panel["classes"] == ["1xx", "2xx", "3xx", "4xx", "5xx"]


def test_nothing_found_offers_the_names_that_look_most_like_it(asked, content):
    near = asked.answers["fprbdqzn"].panel["near"]
    assert near[0] == "403"
    assert len(near) <= 3
    assert all(content.code(int(number)).registered for number in near)
    assert asked.answers["qqqqzzzz wwwwkkkk"].panel["near"] == []


def test_every_answer_leads_to_a_page_and_a_place_in_it(asked, site):
    urls = {url for answer in asked.answers.values() for url in answer.urls}
    wrong = []
    ids: dict[str, set[str]] = {}
    for url in sorted(urls):
        path, _, place = url.partition("#")
        file: Path = site / path.partition("?")[0]
        if not file.is_file():
            wrong.append(url)
        elif place:
            if path not in ids:
                soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
                ids[path] = {tag["id"] for tag in soup.find_all(id=True)}
            if place not in ids[path]:
                wrong.append(url)
    assert wrong == []
