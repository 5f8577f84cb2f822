"""What the README shows is what the command prints. UPDATE_GOLDEN=1 writes it anew, for a person to read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SHOWN = ("clausecheck --help",)


def printed(command: str, root: Path) -> str:
    arguments = command.split()[1:]
    plain = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "NO_COLOR")}
    done = subprocess.run(
        [sys.executable, "-m", "clausecheck", *arguments],
        cwd=root, env={**plain, "COLUMNS": "80"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    text = re.sub(r"^Usage: python -m clausecheck", "Usage: clausecheck", done.stdout)
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n"))


@pytest.mark.parametrize("command", SHOWN)
def test_the_readme_shows_the_real_output(root: Path, command: str) -> None:
    readme = root / "README.md"
    block = re.compile(rf"(?<=^```\n\$ {re.escape(command)}\n)(.*?)(?=\n```$)", re.M | re.S)
    real = printed(command, root)
    shown = readme.read_text("utf-8")
    if os.environ.get("UPDATE_GOLDEN"):
        readme.write_text(block.sub(lambda _: real, shown), "utf-8")
        shown = readme.read_text("utf-8")
    found = block.search(shown)
    assert found and found[0] == real
