"""The HTML report for every reader: axe-core finds nothing, by day and by night, wide and narrow."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Show
from tests.report.cases import outcomes

CASES = outcomes()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = """rules => axe.run(document, {runOnly: rules}).then(result => result.violations.flatMap(
    one => one.nodes.map(node => `${one.id}: ${node.html} ${node.failureSummary}`)))"""


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("case", ["study", "partial", "several", "hostile", "nothing"])
def test_axe_finds_nothing(show: Show, axe: str, case: str, width: int, dark: bool) -> None:
    page = show(CASES[case], width=width, dark=dark, redacted=case == "nothing").page
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate(axe)
    assert page.evaluate(FOUND, RULES) == []


def test_the_reading_order_is_verdict_exchange_filters_findings_law_contract(show: Show) -> None:
    page = show(CASES["study"]).page
    order = ".verdict .gives .filters .group .law .paper".split()
    tops = page.evaluate(
        """what => { const all = [...document.querySelectorAll('*')];
        return what.map(one => all.indexOf(document.querySelector(one))); }""",
        order,
    )
    assert -1 not in tops
    assert tops == sorted(tops)


def test_every_control_has_a_name(show: Show) -> None:
    page = show(CASES["several"]).page
    names = page.evaluate(
        """() => [...document.querySelectorAll('input, select, button')].map(
        one => (one.labels && one.labels.length ? one.labels[0].textContent : one.textContent).trim())"""
    )
    assert all(names)


def test_marked_words_are_told_with_what_they_mean(show: Show) -> None:
    page = show(CASES["study"]).page
    mark = page.locator("a.m.critical").first
    said = [
        page.locator(f"#{id}").text_content() or ""
        for id in (mark.get_attribute("aria-describedby") or "").split()
    ]
    assert said
    assert said[0].startswith("critical: ")
