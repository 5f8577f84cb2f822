"""The pictures of the README say what the command says today: else `make pictures`, and look at them."""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def words(drawn: str) -> list[str]:
    """The words of an SVG, in order."""
    return unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawn))).split()


def test_the_terminal_shows_a_real_run() -> None:
    make_pictures = pytest.importorskip("docs.make_pictures")
    now, file = make_pictures.terminal(), PICTURES / "terminal.svg"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(now, "utf-8")
    assert words(file.read_text("utf-8")) == words(now)


def test_the_terminal_asks_for_nothing() -> None:
    drawn = (PICTURES / "terminal.svg").read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|@import|@font-face|<script|url\((?!#)", drawn)
    assert "<title" in drawn


def test_the_pictures_are_small() -> None:
    with Image.open(PICTURES / "report.webp") as seen:
        assert seen.width == 1200
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 200_000  # bytes
