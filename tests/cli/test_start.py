"""The first moments of the command: streams that are closed, and Ctrl-C while it is still importing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "clausecheck", "demo", "--fail-on", "never"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell and process groups")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(closed: str, root: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *COMMAND], cwd=root, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (b"Grade" in done.stdout) == (">&-" not in closed.split())


@pytest.mark.parametrize("seconds", [0.03, 0.08, 0.2, 0.4])
def test_ctrl_c_at_any_moment_shows_no_traceback(seconds: float, root: Path) -> None:
    started = subprocess.Popen(
        COMMAND, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(started.pid, signal.SIGINT)
    _, said = started.communicate(timeout=60)
    assert b"clausecheck/cli" not in said, "only while Python itself starts is there nobody to catch it"
    assert b"clausecheck/batch" not in said
    assert b"bug" not in said
    assert started.returncode in (0, 130, -signal.SIGINT, 1), "1 where Python itself was starting"
