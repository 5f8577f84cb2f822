"""The child that works on many tasks: whatever one of them does, it costs that one."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clausecheck.batch import servant
from clausecheck.batch.servant import Servant
from clausecheck.model import Failed
from tests.batch import works

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each document has its own child")

MEMORY = 1 << 30
Work = Callable[[], object]


def call(work: Work) -> object:
    return work()


@pytest.fixture
def child() -> Iterator[Servant]:
    made = Servant(call, MEMORY)
    yield made
    made.stop()


def code(answer: object) -> str:
    assert isinstance(answer, Failed)
    assert answer.path == "a.pdf"
    return answer.problem.code


def test_many_tasks_one_child(child: Servant) -> None:
    assert {child.ask(os.getpid, "a.pdf", 10) for _ in range(5)} == {child.pid}


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (works.vanish, "crashed"),
        (works.abort, "crashed"),
        (works.fault, "crashed"),
        (works.wrong, "internal"),
        (works.leave, "internal"),
        (works.endless, "internal"),
        (works.unsendable, "internal"),
        (works.swell, "too-big"),
    ],
)
def test_a_task_that_ends_its_child(child: Servant, work: Work, expected: str) -> None:
    assert code(child.ask(work, "a.pdf", 30)) == expected
    assert not child.alive
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_a_refusal_is_no_end(child: Servant) -> None:
    assert code(child.ask(works.locked, "a.pdf", 10)) == "encrypted"
    assert child.alive


def test_a_hang_is_ended(child: Servant) -> None:
    assert code(child.ask(works.spin, "a.pdf", 0.3)) == "too-slow"
    assert not child.alive


def test_a_large_answer_comes_whole(child: Servant) -> None:
    answer = child.ask(large, "a.pdf", 30)
    assert answer == large()


def large() -> object:
    return "é" * 3_000_000


def test_killed_from_outside_at_work_or_idle() -> None:
    for busy in (True, False):
        made = Servant(call, MEMORY)
        if busy:
            timer = threading.Timer(0.2, os.kill, (made.pid, signal.SIGKILL))
            timer.start()
            assert code(made.ask(works.spin, "a.pdf", 30)) == "crashed"
            timer.join()
        else:
            os.kill(made.pid, signal.SIGKILL)
            assert code(made.ask(os.getpid, "a.pdf", 30)) == "crashed"
        assert not made.alive


def test_a_child_ends_when_it_has_done_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servant, "TASKS", 2)
    made = Servant(call, MEMORY)
    assert [made.ask(os.getpid, "a.pdf", 10) for _ in range(2)] == [made.pid] * 2
    assert not made.alive


def test_a_child_ends_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servant, "GROWN", -(1 << 40))
    made = Servant(call, MEMORY)
    assert made.ask(os.getpid, "a.pdf", 10) == made.pid
    assert not made.alive


def test_a_child_has_nothing_of_the_parents_open(child: Servant, tmp_path: Path) -> None:
    with (tmp_path / "secret").open("w") as file:
        made = Servant(call, MEMORY)
        names = made.ask(open_files, "a.pdf", 10)
        assert isinstance(names, list)
        assert file.name not in names
        made.stop()


def open_files() -> list[str]:
    found = []
    for path in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(path.readlink()))
        except OSError:
            continue
    return found


def test_a_child_does_not_outlive_its_parent() -> None:
    near, far = os.pipe()
    parent = os.fork()
    if parent == 0:
        made = Servant(call, MEMORY)
        os.write(far, made.pid.to_bytes(8, "big"))
        os.kill(os.getpid(), signal.SIGKILL)
    pid = int.from_bytes(os.read(near, 8), "big")
    os.waitpid(parent, 0)
    for _ in range(200):
        if not runs(pid):
            break
        time.sleep(0.02)
    assert not runs(pid)


def runs(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
