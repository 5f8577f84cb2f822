"""The action for GitHub and the hooks for pre-commit: their own commands, run as those programs run them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

GRAVE = "1. Grant. You grant us the right to use your voice in perpetuity.\n"
MILD = "1. Talks. The Studio and the Performer will talk about dates.\n"
bash = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


def steps(root: Path) -> dict[str, str]:
    action: Any = yaml.safe_load((root / "action.yml").read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    return {step["name"]: step["run"] for step in action["runs"]["steps"]}


@bash
def test_every_step_is_a_script_that_bash_understands(root: Path) -> None:
    for script in steps(root).values():
        assert subprocess.run(["bash", "-n"], input=script.encode(), check=False).returncode == 0


@bash
@pytest.mark.parametrize(
    ("text", "args", "code"),
    [(GRAVE, "", 1), (GRAVE, "--fail-on never", 0), (MILD, "", 0), (None, "", 3), (GRAVE, "--no-such", 2)],
)
def test_the_check_step(root: Path, tmp_path: Path, text: str | None, args: str, code: int) -> None:
    tools = tmp_path / "temp" / "clausecheck" / "bin"
    tools.mkdir(parents=True)
    command = tools / "clausecheck"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m clausecheck "$@"\n')
    command.chmod(0o755)
    (tmp_path / "work" / "contracts").mkdir(parents=True)
    if text is not None:
        (tmp_path / "work" / "contracts" / "a.txt").write_text(text, "utf-8")
    output, summary = tmp_path / "output", tmp_path / "summary"
    env = os.environ | {
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
        "PYTHONPATH": os.pathsep.join((str(root), os.environ.get("PYTHONPATH", ""))),
        "PATHS": "contracts",
        "ARGS": args,
        "SARIF": "out.sarif",
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps(root)["Check"]],
        env=env, cwd=tmp_path / "work", capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == code, done.stderr.decode()
    assert output.read_text().strip() == f"exit-code={code}"
    if text is not None and code != 2:
        assert (tmp_path / "work" / "out.sarif").stat().st_size > 500
        assert summary.read_text("utf-8").startswith("## contracts/a")
        assert done.stdout.startswith(b"::error" if text is GRAVE else b"")


def test_the_hooks_call_commands_that_are_there(root: Path, tmp_path: Path) -> None:
    hooks: Any = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in hooks} == {"clausecheck", "clausecheck-rules"}
    assert all(hook["require_serial"] for hook in hooks)
    (contracts,) = [hook for hook in hooks if hook["id"] == "clausecheck"]
    path = tmp_path / "a.txt"
    path.write_text(GRAVE, "utf-8")
    _, *words = shlex.split(contracts["entry"])
    done = subprocess.run(
        [sys.executable, "-m", "clausecheck", *words, str(path)], cwd=root, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"scope.perpetual" in done.stdout
