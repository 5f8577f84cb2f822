"""Locked files on the command line: option, environment, and the question that only a person is asked."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.ingest.build import agreement


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.pdf"
    path.write_bytes(agreement(password="se cret"))
    return path


def test_the_option_and_the_environment(run: Run, locked: Path) -> None:
    for done in (
        run("check", locked, "--format", "json", "--password", "no", "--password", "se cret"),
        run("check", locked, "--format", "json", CLAUSECHECK_PASSWORD="se cret"),
    ):
        (document,) = json.loads(done.stdout)["documents"]
        assert document["status"] == "analyzed"
        assert "se cret" not in done.stdout + done.stderr
    assert run("clauses", locked, CLAUSECHECK_PASSWORD="se cret").returncode == 0


def test_without_a_password_nobody_is_asked_who_is_not_there(run: Run, locked: Path) -> None:
    done = run("check", locked, stdin=b"se cret\n")
    assert done.returncode == 4
    assert "Password" not in done.stderr
    assert "CLAUSECHECK_PASSWORD" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
@pytest.mark.parametrize("command", ["check", "clauses"])
def test_a_person_is_asked_and_asked_again(root: Path, locked: Path, command: str) -> None:
    shown, code = on_a_terminal(root, [command, str(locked)], ["wrong", "se cret"])
    assert "Password of" in shown
    assert "That is not it. " in shown
    assert "se cret" not in shown
    assert "wrong\r" not in shown
    assert "Use of the recordings" in shown or "words read" in shown
    assert code in (0, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_nobody_is_asked_for_several_files_or_in_ci(root: Path, locked: Path) -> None:
    other = locked.with_name("b.pdf")
    other.write_bytes(locked.read_bytes())
    shown, code = on_a_terminal(root, ["check", str(locked), str(other)], [])
    assert "Password" not in shown.replace("password", "")
    assert code == 4
    shown, code = on_a_terminal(root, ["check", str(locked)], [], CI="1")
    assert "Password of" not in shown
    assert code == 4


def on_a_terminal(root: Path, arguments: list[str], typed: list[str], **env: str) -> tuple[str, int]:
    """What the command shows on a terminal where somebody answers each question, and its exit code."""
    import pty

    settings = {name: value for name, value in os.environ.items() if name != "CI"} | env
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(root)
        os.execve(sys.executable, [sys.executable, "-m", "clausecheck", *arguments], settings)
    shown, answers, end = "", list(typed), time.monotonic() + 60
    try:
        while time.monotonic() < end:
            if not select.select([terminal], [], [], 1)[0]:
                continue
            try:
                part = os.read(terminal, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part.decode("utf-8", "replace")
            if answers and shown.rstrip("\0").endswith(": ") and "assword of" in shown[-400:]:
                os.write(terminal, answers.pop(0).encode() + b"\n")
    finally:
        os.close(terminal)
    if time.monotonic() >= end:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return shown, os.waitstatus_to_exitcode(status)
