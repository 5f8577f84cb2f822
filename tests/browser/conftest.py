"""Chromium, driven by Playwright: one a test process, with no network; skipped where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from clausecheck.model import Outcome
from clausecheck.report import Options, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZES = {360: 780, 800: 1000, 1400: 900}  # width → height, pixels


class Shown(NamedTuple):
    """A page as it is shown, with all that it asked for and complained about since."""

    page: Page
    asked: list[str]  # addresses
    said: list[str]  # on the console, errors among it

    def tell(self, script: str) -> object:
        """What an expression comes to in the page."""
        return self.page.evaluate(script)

    def soon(self, script: str, value: object, tries: int = 500) -> bool:
        """Whether it comes to this value within ten seconds: asked anew each time from out here, as the
        pages' own policy forbids that a script in them is given a text to run.
        """
        for _ in range(tries):
            if self.tell(script) == value:
                return True
            self.page.wait_for_timeout(20)
        return False


Show = Callable[..., Shown]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    program = os.environ.get("CLAUSECHECK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip("no Chromium here")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"] if root else [])
        yield browser
        browser.close()


def closed(dialog: Dialog, shown: Shown) -> None:
    shown.said.append(dialog.message)
    dialog.dismiss()


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Show]:
    """``show(outcomes, width=360, dark=True, script=False)``: the report of these in a window."""
    contexts: list[BrowserContext] = []

    def window(
        given: list[Outcome] | str,
        *,
        width: int = 1400,
        dark: bool = False,
        script: bool = True,
        **choices: object,
    ) -> Shown:
        file = tmp_path / f"report-{len(contexts)}.html"
        text = given if isinstance(given, str) else render(given, "html", Options(**choices))  # type: ignore[arg-type]
        file.write_text(text, "utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": SIZES.get(width, 900)},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
            offline=True,
        )
        contexts.append(context)
        page = context.new_page()
        shown = Shown(page, [], [])
        page.on("request", lambda request: shown.asked.append(request.url))
        page.on("console", lambda message: shown.said.append(message.text))
        page.on("pageerror", lambda error: shown.said.append(str(error)))
        page.on("dialog", lambda dialog: closed(dialog, shown))
        page.goto(file.as_uri())
        return shown

    yield window
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    spec = find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("axe-core is not installed")
    return (Path(spec.origin).parent / "axe.min.js").read_text("utf-8")
