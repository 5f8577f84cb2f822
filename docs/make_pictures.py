"""Real runs → the two pictures of the README: the report in a terminal, and the page to show an agent.

``make pictures`` makes both. The first is made of the words that ``clausecheck demo`` prints; a test holds
it against them. The second is what Chromium shows of ``-o html=…``.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import async_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SAMPLE = "samples/emotion-study/agreement.pdf"
WIDTH = 80  # columns
PAGE = (1200, 900)  # pixels
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Colours with a contrast of 4.5 and more on the paper; white is for words on red.
_BLACK, _GREY, _WHITE = (32, 33, 36), (95, 99, 104), (255, 255, 255)
_RED, _GREEN, _BROWN, _BLUE = (179, 38, 30), (24, 106, 59), (138, 83, 0), (25, 84, 166)
_HUES = [_RED, _GREEN, _BROWN, _BLUE, (123, 31, 162), (0, 104, 116)]
_PAPER = TerminalTheme(_WHITE, _BLACK, [_BLACK, *_HUES, _WHITE], [_GREY, *_HUES, _WHITE])
# rich's own frame asks another server for a font; this one takes what the reader has.
_FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"
 role="img" aria-labelledby="title">
<title id="title">The report of clausecheck in a terminal</title>
<style>
.{unique_id}-matrix {{ line-height: {line_height}px;
font: {char_height}px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect fill="#fff" stroke="#c4c7c5" x="1" y="1" width="992" height="99.8%" rx="8"/>
<g transform="translate(9, 20)" clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def terminal() -> str:
    """``clausecheck demo`` as an SVG."""
    done = subprocess.run(
        [sys.executable, "-m", "clausecheck", "demo"], cwd=ROOT, check=True, capture_output=True,
        encoding="utf-8", env={**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm"},
    )  # fmt: skip
    console = Console(record=True, width=WIDTH, file=io.StringIO(), legacy_windows=False)
    console.print(Text("$ clausecheck demo", style="bold"))
    console.print(Text.from_ansi(done.stdout.strip("\n")))
    drawn = console.export_svg(title="", theme=_PAPER, code_format=_FRAME, unique_id="t")
    return re.sub(r"[ \t]+$", "", drawn, flags=re.M)


async def shot(page: Path, picture: Path) -> None:
    """The top of an HTML file, as a WebP."""
    program = os.environ.get("CLAUSECHECK_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        window = await browser.new_page(
            viewport={"width": PAGE[0], "height": PAGE[1]}, color_scheme="light", reduced_motion="reduce"
        )
        await window.goto(page.as_uri())
        seen = await window.screenshot()
        await browser.close()
    Image.open(io.BytesIO(seen)).convert("RGB").save(picture, "WEBP", quality=80, method=6)


def report(folder: Path) -> Path:
    """The HTML report of the sample."""
    page = folder / "report.html"
    subprocess.run(
        [sys.executable, "-m", "clausecheck", SAMPLE, "-o", f"html={page}", "-q", "--fail-on", "never"],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return page


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "terminal.svg").write_text(terminal(), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(shot(report(Path(folder)), PICTURES / "report.webp"))
