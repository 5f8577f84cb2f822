from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from clausecheck.batch import worker
from clausecheck.batch.worker import Worker, supervise
from clausecheck.model import Failed, Outcome, Problem
from tests.batch import works

LINUX = sys.platform == "linux"
QUARTER = 256 << 20  # bytes: enough for Python, little enough to fill at once


def problem(outcome: Outcome) -> Problem:
    assert isinstance(outcome, Failed)
    return outcome.problem


@pytest.fixture(
    params=[
        pytest.param("_forked", marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="cannot fork here")),
        "_Spawned",
    ]
)
def child(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test that asks for it runs with both kinds of child."""
    monkeypatch.setattr(worker, "_START", getattr(worker, request.param))
    return str(request.param)


def test_the_outcome_is_the_child_s_own(child: str) -> None:
    assert supervise(works.fine, "well", path="x") == works.fine("well")


def test_a_result_larger_than_a_pipe_holds(child: str) -> None:
    assert len(problem(supervise(works.fine, "0123456789", 800_000, path="x")).message) == 8_000_000


@pytest.mark.parametrize(
    ("work", "code", "says"),
    [
        (works.leave, "internal", "(SystemExit: bye)"),
        (works.vanish, "crashed", "(exit status 0)"),
        (works.abort, "crashed", "(SIGABRT)"),
        (works.fault, "crashed", "(SIGSEGV)"),
        (works.wrong, "internal", "(ValueError: first?[31m line second line)"),
        (works.endless, "internal", "RecursionError"),
        (works.unsendable, "internal", "pickle"),
        (works.locked, "encrypted", "The PDF is locked"),
        (works.misused, "refused", "There is no such party"),
    ],
)
@pytest.mark.skipif(not LINUX, reason="the names of signals")
def test_whatever_happens_is_one_sentence(
    child: str, work: Callable[[], Outcome], code: str, says: str
) -> None:
    outcome = supervise(work, path="a.pdf")
    found = problem(outcome)
    assert outcome.path == "a.pdf"
    assert found.code == code
    assert says in found.message
    assert found.message.isprintable()
    assert found.hint


@pytest.mark.parametrize("work", [works.spin, works.slow])
def test_a_hang_ends_at_the_timeout(child: str, work: Callable[..., Outcome]) -> None:
    arguments = (60,) if work is works.slow else ()
    begin = time.monotonic()
    found = problem(supervise(work, *arguments, path="x", timeout=0.5))
    assert found.code == "too-slow"
    assert "0.5 seconds" in found.message
    assert time.monotonic() - begin < 3


@pytest.mark.skipif(not LINUX, reason="memory is limited on Linux")
def test_memory_is_limited(child: str) -> None:
    found = problem(supervise(works.swell, path="x", memory=QUARTER))
    assert found.code == "too-big"
    assert "0.25 GiB" in found.message


@pytest.mark.skipif(not LINUX, reason="memory is limited on Linux")
def test_memory_that_a_c_library_takes_is_limited() -> None:
    assert problem(supervise(works.swell_in_c, path="x", memory=QUARTER)).code == "too-big"


def test_the_caller_can_work_while_the_child_does(child: str) -> None:
    begin = time.monotonic()
    with Worker(works.slow, 0.4, path="x") as at_work:
        time.sleep(0.4)
        assert at_work.result() == works.fine()
    assert time.monotonic() - begin < 0.75 + (child == "_Spawned")


def test_the_time_runs_from_the_start(child: str) -> None:
    at_work = Worker(works.slow, 60, path="x", timeout=0.3)
    time.sleep(0.4)
    assert problem(at_work.result()).code == "too-slow"


def test_two_at_once_do_not_wait_for_each_other(child: str) -> None:
    with Worker(works.slow, 0.1, path="x") as first, Worker(works.slow, 60, path="y"):
        begin = time.monotonic()
        assert first.result() == works.fine()
        assert time.monotonic() - begin < 3


def test_stopping_twice_does_nothing(child: str) -> None:
    at_work = Worker(works.spin, path="x")
    at_work.stop()
    at_work.stop()


@pytest.mark.skipif(not LINUX, reason="waits for any child")
def test_no_zombie_stays(child: str) -> None:
    supervise(works.fault, path="x")
    supervise(works.spin, path="x", timeout=0.1)
    Worker(works.spin, path="x").stop()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.skipif(not LINUX, reason="SIGCHLD")
def test_a_parent_that_ignores_its_children() -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert supervise(works.fine, path="x") == works.fine()
        assert problem(supervise(works.spin, path="x", timeout=0.2)).code == "too-slow"
    finally:
        signal.signal(signal.SIGCHLD, before)


CALL = """
import pathlib, sys
from clausecheck.batch.worker import supervise
from tests.batch import works
outcome = supervise(works.{work}, path="x")
pathlib.Path(sys.argv[1]).write_text(outcome.problem.code)
"""


def run(root: Path, work: str, note: Path, shell: str = "") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", CALL.format(work=work), str(note)]
    if shell:
        command = ["sh", "-c", f'exec "$@" {shell}', "sh", *command]
    path = os.pathsep.join((str(root), os.environ.get("PYTHONPATH", "")))
    return subprocess.Popen(
        command,
        cwd=root,
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_nothing_of_the_child_reaches_the_terminal(root: Path, tmp_path: Path) -> None:
    note = tmp_path / "note"
    assert run(root, "abort", note).communicate(timeout=30) == (b"", b"")
    assert note.read_text() == "crashed"


@pytest.mark.skipif(not LINUX, reason="a shell that closes descriptors")
def test_without_any_standard_stream(root: Path, tmp_path: Path) -> None:
    note = tmp_path / "note"
    run(root, "fine", note, "<&- >&- 2>&-").communicate(timeout=30)
    assert note.read_text() == "fine"


@pytest.mark.skipif(not LINUX, reason="signals")
def test_an_interrupt_ends_the_child_too(root: Path, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    parent = run(root, f"slow, 60, {str(note)!r}", tmp_path / "never")
    while not (note.exists() and note.read_text()):
        time.sleep(0.02)
    parent.send_signal(signal.SIGINT)
    parent.communicate(timeout=30)
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)
