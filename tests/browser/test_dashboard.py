"""The dashboard of a small batch in a real browser: figures, filters, agreements, words that mean harm."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.batch.deals import deals, harm, page
from tests.browser.conftest import Show
from tests.browser.test_access import FOUND, RULES

LISTED = "document.querySelectorAll('#papers li').length"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return deals(tmp_path_factory.mktemp("deals"))


@pytest.fixture(scope="module")
def html(out: Path) -> str:
    return page(out).html


@pytest.mark.parametrize("width", [360, 1400])
def test_it_fits_asks_for_nothing_and_does_not_complain(show: Show, html: str, width: int) -> None:
    shown = show(html, width=width)
    assert shown.tell("document.documentElement.scrollWidth") == width
    assert shown.tell("document.querySelectorAll('#scores rect').length") > 5  # type: ignore[operator]
    assert shown.tell("document.querySelectorAll('.bars .share .full').length") >= 20  # type: ignore[operator]
    assert shown.tell("document.querySelectorAll('.strip path').length") == 1  # the outlier
    assert shown.tell("document.querySelector('.bars .full').getBoundingClientRect().width") > 20  # type: ignore[operator]
    assert len(shown.asked) == 1
    assert shown.said == []


def test_from_a_figure_to_an_agreement_and_its_findings(show: Show, html: str) -> None:
    shown = show(html)
    sheet = shown.page
    sheet.locator("#worst ~ table a").first.focus()
    sheet.keyboard.press("Enter")
    panel = sheet.locator("#paper")
    assert shown.soon("document.activeElement.id", "paper")
    assert panel.is_visible()
    text = panel.inner_text()
    assert "in perpetuity" in text
    assert "page 1 · line " in text
    assert "\nWhy\n" in text and "\nAsk\n" in text
    assert "clausecheck batch show results " in text
    number = (sheet.evaluate("location.hash") or "").removeprefix("#d")
    assert f"results {number}" in text
    sheet.get_by_role("link", name="Back to the list").click()
    sheet.go_back()
    assert shown.soon("document.activeElement.id", "paper")
    assert shown.said == []


def test_filters_meet_all(show: Show, html: str) -> None:
    shown = show(html)
    sheet = shown.page
    total = shown.tell(LISTED)
    status = sheet.get_by_role("status")
    assert status.inner_text() == f"{total} of {total} agreements"
    name = sheet.locator("[data-who]").first.get_attribute("data-who") or ""
    sheet.locator("[data-who]").first.click()
    assert sheet.get_by_role("combobox", name="Employer").input_value() == name
    count = int(str(shown.tell(LISTED)))
    assert 0 < count < int(str(total))
    assert status.inner_text() == f"{count} of {total} agreements"
    assert all(name in line for line in sheet.locator("#papers li").all_inner_texts())
    assert f"{count} of {count}" in sheet.locator("#selection").inner_text()
    sheet.get_by_role("searchbox").fill("no such path")
    assert shown.tell(LISTED) == 0
    sheet.get_by_role("button", name="Show all").click()
    assert shown.soon(LISTED, total)
    sheet.get_by_role("combobox", name="Folder").select_option(index=1)
    sheet.locator("[data-risk='scope.perpetual']").click()  # another figure begins anew
    assert shown.tell(LISTED) == total
    sheet.get_by_role("searchbox").fill("COPY")
    assert shown.tell(LISTED) == 1  # by the path of a copy, too
    assert shown.said == []


def test_words_that_mean_harm_are_words(show: Show, out: Path, tmp_path: Path) -> None:
    shutil.copytree(out, tmp_path / "out")
    harm(tmp_path / "out")
    shown = show(page(tmp_path / "out").html, width=360)
    shown.page.locator("#papers a").first.click()
    assert shown.soon("document.activeElement.id", "paper")
    shown.page.locator("[data-who]").first.click()
    assert "</script><img src=x" not in shown.page.locator("#paper").inner_html()
    assert "<img src=x onerror=owned=2>\\u202e" in (shown.page.locator("#paper").text_content() or "")
    assert shown.tell("typeof owned") == "undefined"
    assert shown.tell("document.querySelectorAll('img').length") == 0
    assert shown.tell("document.documentElement.scrollWidth") == 360
    assert len(shown.asked) == 1
    assert shown.said == []


def test_without_its_script_the_figures_can_be_read(show: Show, html: str) -> None:
    sheet = show(html, script=False).page
    text = sheet.locator("main").inner_text()
    assert "broken.pdf" in text
    assert "clausecheck batch show results PATH" in text
    assert not sheet.locator("form.filters").is_visible()


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1400, False)])
def test_axe_finds_nothing(show: Show, axe: str, html: str, width: int, dark: bool) -> None:
    shown = show(html, width=width, dark=dark)
    sheet = shown.page
    sheet.locator("[data-risk]").first.click()
    sheet.locator("#papers a").first.click()
    assert shown.soon("document.activeElement.id", "paper")
    sheet.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    sheet.evaluate(axe)
    assert sheet.evaluate(FOUND, RULES) == []
