"""The HTML report in a real browser: what a reader does with it, and what it must never do."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from clausecheck.model import Outline
from clausecheck.report.digest import active
from tests.browser.conftest import SIZES, Show
from tests.report.build import CRITICAL, HIGH, analyzed, evidence, failed, found, report, rule
from tests.report.cases import outcomes, study

CASES = outcomes()
FOCUS = "document.activeElement.id"
WHOLE = "() => [...document.querySelectorAll('{}')].filter(e => e.checkVisibility()).length"


def visible(what: str) -> str:
    return WHOLE.replace("{}", what)


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("case", CASES)
def test_it_fits_asks_for_nothing_and_does_not_complain(show: Show, case: str, width: int) -> None:
    shown = show(CASES[case], width=width)
    assert shown.tell("document.documentElement.scrollWidth") == width
    assert [url for url in shown.asked if not url.startswith("file:")] == []
    assert len(shown.asked) == 1
    assert shown.said == []


@pytest.mark.parametrize("script", [True, False])
def test_findings_stand_beside_the_contract_or_above_it(show: Show, script: bool) -> None:
    def place(width: int) -> tuple[float, float]:
        page = show(CASES["study"], width=width, script=script).page
        story, paper = (page.locator(what).bounding_box() for what in (".story", ".paper"))
        assert story
        assert paper
        return paper["x"] - story["x"] - story["width"], paper["y"] - story["y"] - story["height"]

    assert place(1400)[0] > 0
    assert place(360)[1] > 0
    assert place(800)[1] > 0


# ---------------------------------------------------------------- from finding to place and back


def test_a_click_leads_to_the_words_and_another_one_back(show: Show) -> None:
    page = show(CASES["study"]).page
    card = page.locator(".card").nth(6)
    link = card.locator("a.where").first
    there = (link.get_attribute("href") or "").lstrip("#")
    link.click()
    assert page.evaluate(FOCUS) == there
    mark = page.locator(f"#{there}")
    box, paper = mark.bounding_box(), page.locator(".paper").bounding_box()
    assert box
    assert paper
    assert paper["y"] < box["y"] < paper["y"] + paper["height"]
    mark.click()
    assert page.evaluate(FOCUS) == card.locator(".hit").first.get_attribute("id")


def test_words_of_two_findings_lead_back_to_the_one_that_was_left(show: Show) -> None:
    words = "worldwide, irrevocably"
    worse = found(rule("scope.a", CRITICAL, "Worse"), words)
    milder = found(rule("scope.b", HIGH, "Milder"), words)
    page = show([analyzed(report([worse, milder]))]).page
    for i in (1, 0):
        page.locator("a.where").nth(i).click()
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUS) == f"d1f{i + 1}"


@pytest.mark.parametrize("script", [True, False])
def test_enter_leads_there_and_back(show: Show, script: bool) -> None:
    page = show(CASES["study"], width=360, script=script).page
    first = page.locator("a.where").first
    there = first.get_attribute("href") or "?"
    own = page.locator(".hit:has(a.where)").first.get_attribute("id")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{there}")
    worst = page.locator(there).get_attribute("href") or "?"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{own}" if script else f"**{worst}")
    page.go_back()
    page.wait_for_url(f"**{there}")


def test_n_and_p_go_through_the_findings_that_are_shown(show: Show) -> None:
    page = show(CASES["study"]).page
    page.keyboard.press("n")
    assert page.evaluate(FOCUS) == ""  # only while a finding has the focus
    page.locator("a.where").first.focus()
    page.keyboard.press("n")
    page.keyboard.press("n")
    third = page.evaluate(FOCUS)
    page.keyboard.press("p")
    second = page.evaluate(FOCUS)
    cards = page.locator(".card")
    assert [second, third] == [cards.nth(i).locator(".hit").first.get_attribute("id") for i in (1, 2)]


def test_the_skip_link_comes_first(show: Show) -> None:
    shown = show(CASES["study"])
    shown.page.keyboard.press("Tab")
    assert shown.tell("document.activeElement.textContent") == "Skip to the report"
    shown.page.keyboard.press("Enter")
    assert shown.soon(FOCUS, "main")


# ---------------------------------------------------------------- filters


def test_filters_show_what_meets_all_three(show: Show) -> None:
    shown = show(CASES["study"])
    page = shown.page
    findings = active(study())
    status, hits = page.get_by_role("status"), visible(".card > .hit, details[open] > .hit")
    assert status.text_content() == f"{len(findings)} findings"
    for box in ("high", "medium", "low", "info"):
        page.get_by_label(box, exact=True).uncheck()
    grave = [finding for finding in findings if finding.severity == CRITICAL]
    assert status.text_content() == f"{len(grave)} of {len(findings)} findings"
    assert page.evaluate(hits) == len(grave)
    page.get_by_role("combobox", name="Clause").select_option("2.2")
    here = [finding for finding in grave if finding.clause == "2.2"]
    assert page.evaluate(hits) == len(here)
    page.get_by_role("combobox", name="About").select_option("scope")
    assert page.evaluate(hits) == len([f for f in here if f.rule.category == "scope"])
    assert page.evaluate(visible(".group")) == 1
    page.get_by_role("button", name="Show all").click()
    assert shown.soon("document.querySelector('[role=status]').textContent", f"{len(findings)} findings")
    assert page.evaluate(visible(".card.off")) == 0


def test_words_of_findings_that_are_not_shown_are_not_marked(show: Show) -> None:
    page = show(CASES["study"]).page
    mark = page.locator(".m.low").first
    assert "gone" not in (mark.get_attribute("class") or "")
    page.get_by_label("low", exact=True).uncheck()
    assert "gone" in (mark.get_attribute("class") or "")


def test_a_finding_further_down_a_card_is_brought_out(show: Show) -> None:
    sold = rule("third.sell", HIGH, "They can sell it")
    hits = [found(sold, "worldwide", clause="2.2"), found(sold, "sublicense", clause="2.3")]
    page = show([analyzed(report(hits))]).page
    second = page.locator(".hit").nth(1)
    assert not second.is_visible()
    page.get_by_role("combobox", name="Clause").select_option("2.3")
    assert second.is_visible()
    assert not page.locator(".hit").nth(0).is_visible()


# ---------------------------------------------------------------- without its script, and on paper


def test_without_its_script_everything_can_be_read(show: Show) -> None:
    page = show(CASES["study"], script=False).page
    text = page.locator("body").inner_text()
    assert not page.locator(".filters").is_visible()
    for finding in active(study()):
        assert finding.rule.title in text
        assert finding.rule.why in text
    assert "THE STUDY" in page.locator(".paper").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_on_paper_nothing_is_folded_away(show: Show, tmp_path: Path, script: bool) -> None:
    import pdfplumber

    page = show(CASES["study"], script=script).page
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        pages = [sheet.extract_text() for sheet in pdf.pages]
    text = " ".join("\n".join(pages).split())
    for finding in active(study()):
        assert finding.rule.title in text
    assert "Illinois Biometric" in text or "Biometric Information Privacy Act" in text
    assert "Severity" not in text
    assert "Show all" not in text
    assert f"1 / {len(pages)}" in pages[0]
    assert all(len(sheet.split()) > 20 for sheet in pages)
    assert "THE STUDY" in text
    if script:
        assert page.evaluate("document.querySelectorAll('details[open]').length") == 0


# ---------------------------------------------------------------- a contract that means harm


# Milliseconds from the start until the second picture is drawn.
FRAME = """new Promise(done => requestAnimationFrame(() => requestAnimationFrame(
    () => done(performance.now()))))"""
EVIL = (
    "</script><script>owned=1</script><img src=x onerror='owned=2'><svg onload=owned=3>"
    "<b onclick=owned=4>\u202enot\u202c <style>body{display:none}</style><base href=https://evil.example/>"
    "<meta http-equiv=refresh content=0;url=//evil> "
)


def test_a_contract_full_of_scripts_is_inert(show: Show) -> None:
    text = f"1. GRANT {EVIL}\n{EVIL}\nin perpetuity\n"
    bad = rule("scope.x", CRITICAL, EVIL, EVIL, EVIL, what=EVIL)
    finding = found(bad, evidence("in perpetuity", text=text), clause=EVIL)
    clauses = (Outline("1", "GRANT", 1, 1, 0, len(text)),)
    shown = show([analyzed(report([finding], text=text, path=f"{EVIL}.txt", clauses=clauses)), failed(EVIL)])
    shown.page.locator("a.where").click()
    shown.page.locator("a.m").click()
    shown.page.locator("a.m").hover()
    assert shown.tell("typeof owned") == "undefined"
    assert shown.tell("document.querySelectorAll('img, base, b[onclick], svg[onload]').length") == 0
    assert len(shown.asked) == 1
    assert shown.said == []
    assert "\\u202enot\\u202c" in shown.page.locator(".paper").inner_text()


@pytest.mark.slow
def test_ten_megabytes_open_no_slower_than_their_bare_words(show: Show) -> None:
    clause = f"GRANT\n{EVIL}You give all that you have, worldwide and in perpetuity.\n" * 4
    count = 10_000_000 // len(clause)
    text = clause * count
    size = len(clause)
    clauses = tuple(Outline(str(i), "GRANT", 1, 1, i * size, i * size + size) for i in range(count))
    forever = evidence("in perpetuity", text=text)
    spots = [forever.parts[0].start + i * size for i in range(0, count, 40)]
    proofs = [forever._replace(parts=(forever.parts[0]._replace(start=at, end=at + 13),)) for at in spots]
    finding = found(rule("scope.x", CRITICAL, "For ever"), *proofs)
    shown = show([analyzed(report([finding], text=text, clauses=clauses))])
    ours = shown.tell(FRAME)
    bare = show(f"<!doctype html><p>{text[: len(text) // 5].replace('<', '&lt;')}").tell(FRAME)
    assert isinstance(ours, int | float)
    assert isinstance(bare, int | float)
    assert ours < bare * 5
    assert shown.tell("typeof owned") == "undefined"
    assert shown.said == []
