"""The pages for actors are easy to read, and none of them plays the lawyer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausecheck.rulepack.lint.reading_grade import grade
from tests.docs.blocks import pages

ROOT = Path(__file__).resolve().parents[2]
EASY = 8  # school grade, as for the words of a rule


def prose(text: str) -> str:
    """The running text: no blocks, tables, headings, pictures or code."""
    for taken in (
        r"^```.*?^```$",
        r"^[|#<!].*$",
        r"^- \*\*",
        r"`[^`\n]+`",
        r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?",
    ):
        text = re.sub(taken, "", text, flags=re.M | re.S if "```" in taken else re.M)
    return re.sub(r"\]\([^)]*\)|[*\[]", "", text)


@pytest.mark.parametrize("name", ["index", "actors", "limits", "privacy", "score"])
def test_an_actor_can_read_it(name: str) -> None:
    parts = re.split(r"\n\s*\n", prose((ROOT / "docs" / f"{name}.md").read_text("utf-8")))
    long = [part for part in parts if len(part.split()) >= 20]
    assert long
    assert sum(map(grade, long)) / len(long) <= EASY


@pytest.mark.parametrize("page", pages(ROOT), ids=lambda page: page.name)
def test_no_page_says_illegal(page: Path) -> None:
    assert not re.search(r"\billegal|\bunlawful|\bvoid\b", page.read_text("utf-8"), re.I)
