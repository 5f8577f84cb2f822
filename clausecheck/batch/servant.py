"""A child that works on one task after the other, each within limits of time and memory. Linux only.

A child a document, as ``worker`` has it, took 7 ms more a document in the parent, and 5 to 40 % more in the
children, over 80 real papers: a fork copies the pages of all that is imported, and each child fills its
caches anew.
"""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn, TypeVar

from clausecheck.batch import worker
from clausecheck.errors import ClausecheckError
from clausecheck.model import Failed, Problem

HEAD = 9  # bytes before an answer: its length, and whether it is the child's last
TASKS = 500  # that one child works on: what a library leaks is gone then
GROWN = 160 << 20  # bytes by which a child may have grown before it ends: 50 of 50 real PDFs took less

T = TypeVar("T")


class Servant:
    """A child, and the pipes to it. For one thread; ``kill`` may be called from another."""

    def __init__(self, work: Callable[[T], object], memory: int) -> None:
        """``memory`` in bytes, beside what the parent has."""
        self.memory, self.alive, self.doomed, self._parents = memory, True, False, _pages(1)
        near, self._to = os.pipe()
        self._from, far = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _serve(work, near, far, memory)
        os.close(near)
        os.close(far)

    def ask(self, task: object, path: str, timeout: float) -> object:
        """What the work makes of the task, or Failed: too-slow, too-big, crashed or internal.

        ``path`` names the document in a failure, ``timeout`` in seconds. After any but the last of these the
        child is not alive any more.
        """
        end = time.monotonic() + timeout
        try:
            _write(self._to, pickle.dumps((timeout, path, task), pickle.HIGHEST_PROTOCOL))
            head = self._read(HEAD, end)
            data = self._read(int.from_bytes(head[:-1], "big"), end) if len(head) == HEAD else b""
        except TimeoutError:
            self.stop()
            message = f"Reading took longer than {timeout:g} seconds and was stopped"
            hint = f"allow more with `--timeout`, or {worker.REPRINT}"
            return Failed(path, Problem("too-slow", message, hint))
        except BaseException:
            self.stop()
            raise
        if len(head) < HEAD or len(data) < int.from_bytes(head[:-1], "big"):
            return self._ended(path)
        if head[-1]:
            self.stop()
        return pickle.loads(data)

    def _read(self, size: int, end: float) -> bytes:
        poll, parts = select.poll(), list[bytes]()
        poll.register(self._from, select.POLLIN)
        while size:
            if not poll.poll(max(0.0, end - time.monotonic()) * 1000):
                raise TimeoutError
            part = os.read(self._from, min(size, worker.CHUNK))
            if not part:
                break
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _ended(self, path: str) -> Failed:
        """It ended by itself: why?"""
        status, peak = self._reap(0)
        # As in worker: a C library that gets no more memory crashes.
        if peak - self._parents > self.memory // 2:
            return worker.too_big(path, self.memory)
        message = f"Reading crashed ({worker.signal_name(status)})"
        return Failed(path, Problem("crashed", message, worker.REPRINT))

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        self.kill()
        self._reap(0)

    def kill(self) -> None:
        """End the child while another thread waits for its answer, which then comes at once."""
        self.doomed = True
        if self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def _reap(self, options: int) -> tuple[int, int]:
        """Exit status and peak memory in bytes; 0 where they are not known."""
        if not self.alive:
            return 0, 0
        self.alive = False
        os.close(self._to)
        os.close(self._from)
        with suppress(ChildProcessError):  # reaped already, where the caller's SIGCHLD is ignored
            _, status, usage = os.wait4(self.pid, options)
            return os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024
        return 0, 0


def _write(pipe: int, data: bytes) -> None:
    left = memoryview(len(data).to_bytes(8, "big") + data)
    with suppress(BrokenPipeError):  # it ended: the answer will tell
        while left:
            left = left[os.write(pipe, left) :]


# ---------------------------------------------------------------- in the child


def _serve(work: Callable[[T], object], near: int, far: int, memory: int) -> NoReturn:
    try:
        while near < 3:  # standard streams had been closed
            near = os.dup(near)
        far = worker.silence(far)
        _close_but(near, far)
        _limit(memory)
        gc.collect()
        gc.freeze()
        began = _pages(1)  # what the parent had, which may be much
        with os.fdopen(near, "rb") as tasks:
            for done in range(1, TASKS + 1):
                size = tasks.read(8)
                if len(size) < 8:
                    break
                timeout, path, task = pickle.loads(tasks.read(int.from_bytes(size, "big")))
                signal.setitimer(signal.ITIMER_REAL, timeout + worker.GRACE)
                answer, sound = _answer(work, task, path, memory)
                last = done == TASKS or not sound or _pages(1) - began > GROWN
                left = memoryview(len(answer).to_bytes(8, "big") + bytes((last,)) + answer)
                while left:
                    left = left[os.write(far, left) :]
                signal.setitimer(signal.ITIMER_REAL, 0)
        os._exit(0)
    finally:
        os._exit(1)


def _close_but(*kept: int) -> None:
    """Close what the parent had open: the store, other children's pipes."""
    low = 3
    for each in sorted(kept):
        os.closerange(low, each)
        low = each + 1
    os.closerange(low, os.sysconf("SC_OPEN_MAX"))


def _limit(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent decides
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = _pages(5) + memory
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))


def _answer(work: Callable[[T], object], task: T, path: str, memory: int) -> tuple[bytes, bool]:
    """The answer, and whether the child may go on after it."""
    try:
        return pickle.dumps(work(task), pickle.HIGHEST_PROTOCOL), True
    except MemoryError:
        failed = None  # go on outside, where what filled the memory is freed
    except ClausecheckError as error:
        code = getattr(error, "code", "refused")
        return pickle.dumps(Failed(path, Problem(code, error.message, error.hint))), True
    except BaseException as error:
        message = f"Something went wrong inside ({worker.cause(error)})"
        failed = Failed(path, Problem("internal", message, worker.REPORT))
    return pickle.dumps(failed or worker.too_big(path, memory)), False


def _pages(which: int) -> int:
    """Memory that this process has now, in bytes. ``which``: 1 what lies in memory, 5 its data and stack."""
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - once a document
        return int(file.read().split()[which]) * os.sysconf("SC_PAGE_SIZE")
