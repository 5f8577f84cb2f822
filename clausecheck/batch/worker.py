"""Work on one document → Outcome, in a child process that may hang, crash or swell without harm.

On Linux the child is forked, with all that is imported already; elsewhere it is a fresh interpreter, and
``work`` must then be a function at the top level of a module. Time is limited everywhere, memory on Linux.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from _thread import allocate_lock
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import NoReturn, Protocol, TypeAlias

from clausecheck.errors import ClausecheckError
from clausecheck.model import Failed, Outcome, Problem

Work: TypeAlias = Callable[..., Outcome]

TIMEOUT = 120.0  # seconds; the slowest of 50 real contracts (154 pages) takes 2
MEMORY = 2 << 30  # bytes
GRACE = 1  # seconds after the timeout at which a child whose parent is gone ends itself
CHUNK = 1 << 20  # bytes read at once
PREFIX = 8  # bytes before an answer that give its length, so that half an answer is none
SERVE = "_CLAUSECHECK_SERVE"  # set for a standalone program that is to be a child: a file name cannot set it
REPRINT = "open it in a PDF viewer, print it to a new PDF and check that"
REPORT = "this is a mistake in clausecheck, not in the file: please report it with the words in brackets"


def supervise(
    work: Work, *args: object, path: str, timeout: float = TIMEOUT, memory: int = MEMORY
) -> Outcome:
    """Run ``work(*args)`` in a child process and return its outcome, whatever happens to the child.

    ``path`` names the document in a failure; ``timeout`` in seconds, ``memory`` in bytes.
    """
    return Worker(work, *args, path=path, timeout=timeout, memory=memory).result()


class Worker:
    """A child at work on one document. It starts when made, so that the caller can do other things first."""

    def __init__(
        self, work: Work, *args: object, path: str, timeout: float = TIMEOUT, memory: int = MEMORY
    ) -> None:
        self._path, self._timeout, self._memory = path, timeout, memory
        self._deadline = time.monotonic() + timeout
        self._child = _START(_Task(work, args, path, timeout, memory))

    def result(self) -> Outcome:
        """Wait for the outcome: the child's own, or Failed with too-slow, crashed, too-big or internal.

        To be called once. On a KeyboardInterrupt the child is ended first.
        """
        data = self._child.read(self._deadline - time.monotonic())
        if data is None or self._child.status in OUT_OF_TIME:
            message = f"Reading took longer than {self._timeout:g} seconds and was stopped"
            hint = f"allow more with `--timeout`, or {REPRINT}"
            return Failed(self._path, Problem("too-slow", message, hint))
        if len(data) > PREFIX and int.from_bytes(data[:PREFIX], "big") == len(data) - PREFIX:
            outcome: Outcome = pickle.loads(memoryview(data)[PREFIX:])
            return outcome
        # A C library that gets no more memory crashes; mapped memory is limited, touched memory is known.
        if self._child.status == KILLED or self._child.peak > self._memory // 2:
            return too_big(self._path, self._memory)
        message = f"Reading crashed ({signal_name(self._child.status)})"
        return Failed(self._path, Problem("crashed", message, REPRINT))

    def stop(self) -> None:
        """End the child, whatever it is doing. Does nothing after ``result``."""
        self._child.stop()

    def kill(self) -> None:
        """End the child while another thread waits for its outcome, which then comes at once."""
        self._child.kill()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


KILLED = -9  # by the system, for its memory: our own kill is known as a timeout
OUT_OF_TIME = tuple(-signal.Signals[name] for name in ("SIGALRM",) if hasattr(signal, name))


def signal_name(status: int) -> str:
    """How a child ended: its exit status, or minus a signal."""
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"exit status {status}"


def too_big(path: str, memory: int) -> Failed:
    """The outcome where the memory (bytes) did not do."""
    message = f"Reading needed more memory than it may have ({memory / (1 << 30):.3g} GiB)"
    return Failed(path, Problem("too-big", message, f"allow more with `--max-memory`, or {REPRINT}"))


class _Task:
    """What the child is to do."""

    __slots__ = ("args", "memory", "path", "timeout", "work")

    def __init__(self, work: Work, args: tuple[object, ...], path: str, timeout: float, memory: int) -> None:
        self.work, self.args, self.path, self.timeout, self.memory = work, args, path, timeout, memory


class _Child(Protocol):
    status: int  # 0, an exit status, or minus a signal
    peak: int  # bytes; 0 where it is not known

    def read(self, timeout: float) -> bytes | None:
        """All that the child sends, once it has ended; None if it had to be ended."""

    def stop(self) -> None:
        """End the child if it runs."""

    def kill(self) -> None:
        """End the child, and leave the rest to who reads from it."""


class _Forked:
    _forking = allocate_lock()  # or a second child would keep the first one's pipe open

    def __init__(self, serve: Callable[[int], NoReturn]) -> None:
        """``serve``: the whole life of the child, which answers on that pipe."""
        self.status = self.peak = 0
        with self._forking:
            self._pipe, far = os.pipe()
            self._pid = os.fork()
            if self._pid == 0:
                serve(far)
            os.close(far)

    def read(self, timeout: float) -> bytes | None:
        import select

        poll, parts = select.poll(), list[bytes]()
        poll.register(self._pipe, select.POLLIN)
        end = time.monotonic() + timeout
        try:
            while poll.poll(max(0.0, end - time.monotonic()) * 1000):
                part = os.read(self._pipe, CHUNK)
                if not part:
                    self._reap()
                    return b"".join(parts)
                parts.append(part)
            return None
        finally:
            self.stop()

    def stop(self) -> None:
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._reap()

    def kill(self) -> None:
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def _reap(self) -> None:
        with suppress(ChildProcessError):  # reaped already, where the caller's SIGCHLD is ignored
            _, status, usage = os.wait4(self._pid, 0)
            self.status, self.peak = os.waitstatus_to_exitcode(status), usage.ru_maxrss * 1024
        self._pid = 0
        os.close(self._pipe)


class _Spawned:
    _code = (
        "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
        "from clausecheck.batch import worker; worker.serve()"
    )

    def __init__(self, task: _Task) -> None:
        import subprocess
        import tempfile

        self.status = self.peak = 0
        command, head = [sys.executable, "-c", self._code], pickle.dumps(sys.path)
        if getattr(sys, "frozen", False):  # a standalone program takes no code, and knows its path
            command, head = [sys.executable], b""
        with tempfile.TemporaryFile() as given:  # a pipe would block until the child has started
            given.write(head + pickle.dumps(task))
            given.seek(0)
            self._process = subprocess.Popen(
                command,
                env={**os.environ, SERVE: "1"},
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def read(self, timeout: float) -> bytes | None:
        import subprocess

        try:
            data, _ = self._process.communicate(timeout=max(0.0, timeout))
        except subprocess.TimeoutExpired:
            return None
        finally:
            self.stop()
        self.status = self._process.returncode
        return data

    def kill(self) -> None:
        self._process.kill()

    def stop(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
            self._process.communicate()


class _Early(_Forked):
    """Forked before its task is known."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        near, self._to = os.pipe()
        super().__init__(partial(_await, prepare, near, self._to))
        os.close(near)

    def takes(self, task: _Task) -> bool:
        """Give it its task; False if it has ended, or could not read it."""
        try:
            with os.fdopen(self._to, "wb") as pipe:
                pickle.dump(task, pipe, pickle.HIGHEST_PROTOCOL)
        except (OSError, pickle.PicklingError, AttributeError, TypeError):
            self.stop()
            return False
        return True


_early: list[_Early] = []


def expect(prepare: Callable[[], None]) -> None:
    """Fork a child now. It runs ``prepare``, then takes the first task whose work is at home below cli."""
    _early.append(_Early(prepare))


def _forked(task: _Task) -> _Child:
    if _early and not task.work.__module__.startswith("clausecheck.cli"):  # which it would have to import
        with suppress(IndexError):  # another thread was faster
            early = _early.pop()
            if early.takes(task):
                return early
    return _Forked(partial(_serve, task))


_START: Callable[[_Task], _Child] = _forked if sys.platform == "linux" else _Spawned


# ---------------------------------------------------------------- in the child


def serve() -> NoReturn:
    """The whole life of a spawned child: a task on standard input, its outcome on standard output."""
    _serve(pickle.load(sys.stdin.buffer), os.dup(1))


def _await(prepare: Callable[[], None], near: int, parents: int, out: int) -> NoReturn:
    try:
        os.close(parents)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        prepare()
        with os.fdopen(near, "rb") as pipe:
            given = pipe.read()
        if given:
            _serve(pickle.loads(given), out)
        os._exit(0)  # the parent has ended without a task
    finally:
        os._exit(1)


def _serve(task: _Task, out: int) -> NoReturn:
    try:
        out = silence(out)
        _limit(task)
        answer = _answer(task)
        left = memoryview(len(answer).to_bytes(PREFIX, "big") + answer)
        while left:
            left = left[os.write(out, left) :]
        os._exit(0)
    finally:
        os._exit(1)


def silence(out: int) -> int:
    """Cut the child off from the terminal; ``out`` may move, should standard streams have been closed."""
    while out < 3:
        out = os.dup(out)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(null, standard)
    sys.stdout = sys.stderr = os.fdopen(null, "w", encoding="utf-8")
    if "faulthandler" in sys.modules:
        sys.modules["faulthandler"].disable()
    return out


def _limit(task: _Task) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "win32":
        return
    import resource

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, task.timeout + GRACE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = task.memory if hard == resource.RLIM_INFINITY else min(task.memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))


def _answer(task: _Task) -> bytes:
    failed = None
    try:
        return pickle.dumps(task.work(*task.args), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        pass  # go on outside, where what filled the memory is freed
    except ClausecheckError as error:
        code = getattr(error, "code", "refused")
        failed = Failed(task.path, Problem(code, error.message, error.hint))
    except BaseException as error:
        message = f"Something went wrong inside ({cause(error)})"
        failed = Failed(task.path, Problem("internal", message, REPORT))
    return pickle.dumps(failed or too_big(task.path, task.memory))


def cause(error: BaseException) -> str:
    """One printable line: the words of an error may come from a hostile file."""
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200].removesuffix(":")
    return "".join(char if char.isprintable() else "?" for char in said)
