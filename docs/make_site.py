"""docs/, the packs and the commands → build/docs, which `zensical build` makes into site/."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from clausecheck.rulepack import folders
from clausecheck.rulepack.load import load
from docs.rule_pages import pages

ROOT = Path(__file__).resolve().parent.parent
STAGE = ROOT / "build" / "docs"
PACKS = ("performer", "consumer", "commercial")  # core comes with them
SCHEMAS = ROOT / "clausecheck" / "report"


def printed(*words: str) -> str:
    """What the command prints, 80 columns wide."""
    done = subprocess.run(
        [sys.executable, "-m", "clausecheck", *words],
        env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1"},
        check=True, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    return done.stdout


def listed(text: str) -> list[str]:
    """The names under "Commands:" of a help text."""
    part = re.search(r"^Commands:\n((?:  .*\n)+)", text, re.M)
    return re.findall(r"^  ([a-z]+)  ", part[1], re.M) if part else []


def helps(*above: str) -> Iterator[str]:
    """A section for each command below, and for its own commands."""
    for name in listed(printed(*above, "--help")):
        words = (*above, name)
        text = printed(*words, "--help").strip("\n")
        yield f"\n{'#' * (len(words) + 1)} {' '.join(words)}\n\n```text\n{text}\n```\n"
        if listed(text + "\n"):
            yield from helps(*words)


def commands() -> str:
    """The page with every help text."""
    about = (
        "`clausecheck COMMAND --help` shows each of these. `clausecheck FILE` is `clausecheck check FILE`.\n"
    )
    return "".join((f"# Commands\n\n{about}", *helps()))


def stage(place: Path = STAGE) -> None:
    """Lay out all pages in a folder, those that are made among them."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ROOT / "docs", place, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(ROOT / "CHANGELOG.md", place / "changes.md")
    for folder in ("rules", "schemas"):
        (place / folder).mkdir()
    for name, text in pages(load(folders(PACKS))).items():
        (place / "rules" / name).write_text(text, "utf-8")
    for schema in SCHEMAS.glob("*.schema.json"):
        shutil.copy(schema, place / "schemas")
    (place / "schemas" / "rules-1.schema.json").write_text(printed("rules", "schema"), "utf-8")
    (place / "commands.md").write_text(commands(), "utf-8")


if __name__ == "__main__":
    stage()
