"""Runs the command as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    cache = tmp_path_factory.mktemp("cache")

    def command(
        *arguments: str | Path, stdin: bytes = b"", cwd: Path = root, **env: str
    ) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join((os.environ.get("PYTHONPATH", ""), str(root)))  # also from another folder
        ours = {"CLAUSECHECK_CACHE": str(cache), "COLUMNS": "80", "PYTHONPATH": paths}
        settings = {**os.environ, **ours, **env}
        for name in ("FORCE_COLOR", "NO_COLOR"):
            if name not in env:
                settings.pop(name, None)
        done = subprocess.run(
            [sys.executable, "-m", "clausecheck", *map(str, arguments)],
            input=stdin, cwd=cwd, env=settings, capture_output=True, check=False, timeout=60,
        )  # fmt: skip
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in out + err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return command
