"""The rules that CONTRIBUTING.md shows pass their own examples and the lint."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("command", ["test", "lint"])
def test_the_pack_shown_is_a_good_one(root: Path, tmp_path: Path, command: str) -> None:
    text = (root / "CONTRIBUTING.md").read_text("utf-8")
    pack, rules = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "pack.yaml").write_text(pack, encoding="utf-8")
    (tmp_path / "dub.yaml").write_text(rules, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "clausecheck", "rules", command, tmp_path],
        capture_output=True, check=False, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert command == "lint" or re.match(r"[1-9]\d* passed, 0 failed", done.stdout)
