"""``clausecheck batch --engine dask``: here, at a scheduler, and when either of them dies."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch.papers import agreements, rows, statuses
from tests.cli.conftest import Run
from tests.offline.sitecustomize import LOOPBACK

linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
pytestmark = [linux, pytest.mark.slow]
KILLS = 4
DASK = ("--engine", "dask")
PACK = """schema: 1
pack: mine
version: 1.0.0
title: Ours
maintainer: us
license: Apache-2.0
language: en
"""
RULE = """schema: 1
rules:
  - id: mine.session
    title: It says session
    severity: high
    confidence: high
    match: {phrase: for the session}
    why: You are paid once.
    ask: Is that all?
    examples:
      match: ["They pay you for the session."]
      no-match: ["They pay you for the day."]
"""


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOOPBACK, "1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("agreements")
    agreements(made, 40)
    return made


@pytest.fixture(scope="module")
def whole(run: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The export of a run on this machine that nothing disturbed."""
    out = tmp_path_factory.mktemp("whole") / "out"
    assert run("batch", folder, "--out", out, "-q").returncode == 0
    return exported(run, out)


def exported(run: Run, out: Path) -> str:
    assert run("batch", "export", out, f"jsonl={out}.jsonl").returncode == 0
    return Path(f"{out}.jsonl").read_text("utf-8")


def start(root: Path, *command: str | Path, cwd: Path, errors: Path) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join((os.environ.get("PYTHONPATH", ""), str(root)))
    with errors.open("wb") as file:
        return subprocess.Popen(
            [sys.executable, "-m", *map(str, command)], cwd=cwd, stdout=subprocess.DEVNULL, stderr=file,
            env={**os.environ, "PYTHONPATH": paths}, start_new_session=True,
        )  # fmt: skip


def family(pid: int) -> dict[int, str]:
    """Its children, and theirs, by process id: how they were called."""
    found: dict[int, str] = {}
    for task in Path("/proc").glob(f"{pid}/task/*/children"):
        with suppress(OSError):  # a thread that has just ended
            for child in map(int, task.read_text("utf-8").split()):
                found[child] = Path(f"/proc/{child}/cmdline").read_text("utf-8")
                found |= family(child)
    return found


def done_so_far(out: Path) -> int:
    with suppress(Exception):  # not there yet
        return int(str(rows(out, "SELECT count(*) FROM documents WHERE status <> 'waiting'")[0][0]))
    return 0


def alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    return False


def test_workers_and_then_the_parent_are_killed(
    run: Run, root: Path, folder: Path, tmp_path: Path, whole: str
) -> None:
    seed, out, errors = 12, tmp_path / "out", tmp_path / "errors"
    print(f"seed {seed}")
    chance, killed = random.Random(seed), 0
    command = ("clausecheck", "batch", folder, "--out", out, "--jobs", "2", *DASK)
    process = start(root, *command, cwd=tmp_path, errors=errors)
    while process.poll() is None and killed < KILLS:
        time.sleep(chance.uniform(0.1, 0.4))
        if done_so_far(out):
            workers = [pid for pid, name in family(process.pid).items() if "spawn_main" in name]
            if workers:
                os.kill(chance.choice(workers), signal.SIGKILL)  # a worker, or the child that reads for it
                killed += 1
    below = family(process.pid)
    process.kill()
    process.wait()
    assert killed >= 2
    end = time.monotonic() + 30
    while any(map(alive, below)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not [name for pid, name in below.items() if alive(pid)], "nobody goes on without a parent"
    done = run("batch", folder, "--out", out, *DASK)
    assert re.match(r"\d+ to read(, \d+ unchanged)?; \d+ at a time\n", done.stderr)
    if done.returncode == 4:  # a document was hit twice: it is named, and fed back
        assert set(statuses(out).values()) == {"analyzed", "crashed"}
        done = run("batch", "--from", out / "failed.txt", "--out", out, *DASK)
    assert done.returncode == 0
    assert exported(run, out) == whole
    # A worker that starts as its parent is killed cannot read what it was to do: that is Python's own trace.
    assert b"/clausecheck/" not in errors.read_bytes().partition(b"Traceback")[2]


@pytest.fixture
def scheduler(root: Path, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """One with a single worker, somewhere else."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    quiet = ("--dashboard-address", "127.0.0.1:0")
    log = tmp_path / "scheduler.log"
    command = ("dask", "scheduler", "--host", "127.0.0.1", "--port", "0", *quiet)
    first = start(root, *command, cwd=elsewhere, errors=log)
    address = ""
    while not address and first.poll() is None:
        time.sleep(0.1)
        found = re.search(r"tcp://127\.0\.0\.1:\d+", log.read_text("utf-8"))
        address = found[0] if found else ""
    worker = ("dask", "worker", address, "--host", "127.0.0.1", "--nthreads", "1", *quiet)
    second = start(root, *worker, cwd=elsewhere, errors=tmp_path / "worker.log")
    try:
        yield address, first
    finally:
        for process in (second, first):
            for pid in (*family(process.pid), process.pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()


def test_a_scheduler_elsewhere_gets_the_rules_and_may_die(
    run: Run, root: Path, tmp_path: Path, scheduler: tuple[str, subprocess.Popen[bytes]]
) -> None:
    address, process = scheduler
    agreements(tmp_path / "in", 60)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "pack.yaml").write_text(PACK, "utf-8")
    (tmp_path / "mine" / "rules.yaml").write_text(RULE, "utf-8")
    far = (*DASK, "--scheduler", address)
    out, errors = tmp_path / "out", tmp_path / "errors"
    begun = ("clausecheck", "batch", "in", "--out", out, "--pack", "./mine", *far)
    ours = start(root, *begun, cwd=tmp_path, errors=errors)
    while done_so_far(out) < 2 and ours.poll() is None:
        time.sleep(0.05)
    process.kill()
    assert ours.wait(60) == 4
    said = errors.read_text("utf-8")
    assert "the scheduler is gone" in said and "Traceback" not in said
    kept = done_so_far(out)
    assert 2 <= kept < 60
    done = run("batch", "in", "--out", out, "--pack", "./mine", cwd=tmp_path)
    assert f"{kept} unchanged" in done.stderr
    assert set(statuses(out).values()) == {"analyzed"}
    assert rows(out, "SELECT documents FROM prevalence WHERE rule = 'mine.session'") == [(60,)]


def test_wrong_addresses_are_told_at_once(run: Run, folder: Path, tmp_path: Path) -> None:
    for address, words in (("tcp://127.0.0.1:9", "no Dask scheduler answers"), ("here", "no address")):
        done = run("batch", folder, "--out", tmp_path / "out", *DASK, "--scheduler", address)
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr and address in done.stderr
    alone = run("batch", folder, "--out", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")
    both = run("batch", folder, "--out", tmp_path / "out", *DASK, "--scheduler", "tcp://h:1", "--jobs", "3")
    assert (alone.returncode, both.returncode) == (2, 2)
    assert "give both" in alone.stderr and "--jobs" in both.stderr
