"""Any two or three codes side by side, in Chromium from disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

HOSTILE = ("<img src=x onerror=alert(1)>", "__proto__", "constructor", "4040", "-1", "💥", "40 4")


@pytest.fixture
def compare(site_plain: Path) -> str:
    return (site_plain / "compare.html").as_uri()


def test_two_codes_stand_side_by_side(page: Page, compare: str):
    page.goto(f"{compare}?a=401&b=403")
    expect(page.locator("#compared thead th")).to_have_text(["401 Unauthorized", "403 Forbidden"])
    expect(page.locator("#compared tbody th").first).to_have_text("Means")
    expect(page.locator("#compare-status")).to_have_text(
        "401 Unauthorized, 403 Forbidden side by side."
    )


def test_the_comparison_that_is_written_out_is_named_first(page: Page, compare: str):
    page.goto(f"{compare}?a=403&b=401")
    link = page.locator("#compared .deciding a")
    expect(link).to_have_text("Read the whole comparison")
    assert (link.get_attribute("href") or "").endswith("/faq/401-vs-403.html")


def test_the_deciding_difference_comes_from_the_codes(page: Page, compare: str, content):
    page.goto(f"{compare}?a=404&b=410")
    wanted = next(r.difference for r in content.code(404).related if r.code == 410)
    expect(page.locator("#compared")).to_contain_text(wanted)


def test_three_codes_fit(page: Page, compare: str):
    page.goto(f"{compare}?a=502&b=503&c=504")
    expect(page.locator("#compared thead th")).to_have_count(3)
    expect(page).to_have_title("502 and 503 and 504 compared · Reason Phrase")


def test_typing_changes_the_address(page: Page, compare: str):
    page.goto(compare)
    expect(page.locator("#compare-status")).to_have_text("Write two codes.")
    page.get_by_label("First code").fill("200")
    page.get_by_label("Second code").fill("204")
    expect(page.locator("#compared thead th")).to_have_count(2)
    assert page.url == f"{compare}?a=200&b=204"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_code_is_only_text(page: Page, compare: str, text: str):
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(compare)
    page.get_by_label("First code").fill("200")
    page.get_by_label("Second code").fill(text)
    status = page.locator("#compare-status")
    expect(status).to_contain_text("there is no page of this code")
    assert status.locator("*").count() == 0
    assert page.locator("#compared *").count() == 0
    assert errors == []


def test_without_script_the_written_comparisons_are_there(browser, compare: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(compare)
    expect(page.locator(".compare-form")).to_be_hidden()
    expect(page.get_by_text("needs script")).to_be_visible()
    assert page.locator("section .cards a").count() > 20
    context.close()
