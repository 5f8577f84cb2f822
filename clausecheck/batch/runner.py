"""Documents → results in the store, as they come: nothing is read twice, and a stop loses nothing."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from clausecheck.batch import reading, remote
from clausecheck.batch.gather import Found, Gathered
from clausecheck.batch.store import Known, Store, path_text
from clausecheck.batch.tasks import PASSING, Aim, Result, Task
from clausecheck.errors import Stopped

EVERY = 0.5  # seconds after which results are written, and who watches is told
MOST = 50  # results that are written at once
AHEAD = 4  # tasks a process that are handed out: an executor far away needs some to do meanwhile


class Plan(NamedTuple):
    """What a run has to do."""

    todo: tuple[tuple[Task, Found], ...]
    unchanged: int  # documents that are not read again
    gone: int  # that were there at an earlier run
    again: int = 0  # of those to read, that were read before
    asked: frozenset[tuple[tuple[str, ...], str]] = frozenset()  # packs and side of each document


class Step(NamedTuple):
    """What came since the last step; often nothing but time."""

    results: tuple[tuple[Result, Found], ...] = ()


def plan(
    store: Store, gathered: Gathered, aim_of: Callable[[str], Aim], version: str, *, verify: bool = False
) -> Plan:
    """Compare what was found with what is stored, and enter it there.

    ``aim_of``: how the document at a path is to be judged. ``verify``: look at the bytes of every file, not
    only where its size or time changed.
    """
    known, key_of = store.known(), lru_cache(lambda aim: aim.key(version))
    new: list[Found] = []
    changed: list[int] = []
    todo: list[tuple[Found, Aim, str]] = []
    back: list[int] = []
    asked: set[tuple[tuple[str, ...], str]] = set()
    for found in gathered.documents:
        aim = aim_of(found.name)
        asked.add((aim.packs, aim.side))
        stored = known.get(path_text(found.name))
        if stored is None:
            new.append(found)
            todo.append((found, aim, ""))
            continue
        if stored.gone:
            back.append(stored.id)
        why = _why(stored, found, aim, key_of(aim), verify=verify)
        if why:
            changed.append(stored.id)
            todo.append((found, aim, stored.sha256 or "" if why == "bytes" else ""))
    gone = _gone(known, gathered)
    store.register(new, changed, back)
    store.lose(gone)
    ids = store.ids()
    tasks = tuple(
        (Task(ids[path_text(found.name)], found.path, aim, found.member, sha256), found)
        for found, aim, sha256 in todo
    )
    return Plan(tasks, len(gathered.documents) - len(tasks), len(gone), len(changed), frozenset(asked))


def _why(stored: Known, found: Found, aim: Aim, key: str, *, verify: bool) -> str:
    """Why a document is to be read again: "" not at all, "bytes" if its bytes changed, "all" anyway."""
    if stored.key != key or stored.status == "waiting":
        return "all"
    if stored.status != "analyzed" and (not found.root or stored.limits != aim.limits):
        return "all"
    if stored.stale or verify or (stored.size, stored.mtime_ns) != (found.size, found.mtime_ns):
        return "bytes"
    return "" if found.mtime_ns is not None else "bytes"  # a web server need not say when a file changed


def _gone(known: Mapping[str, Known], gathered: Gathered) -> list[int]:
    """What lay in a folder that was looked through now, and what never could be looked at (a wrong name)."""
    found = {path_text(one.name) for one in gathered.documents}
    below = tuple(
        f"{path_text(root).rstrip(os.sep)}{end}" for root in gathered.roots for end in (os.sep, "/", "!")
    )

    def never(stored: Known) -> bool:
        return stored.status == "failed" and stored.size is None

    return [
        stored.id
        for path, stored in known.items()
        if not stored.gone and path not in found and (never(stored) or path.startswith(below))
    ]


def work(
    store: Store,
    todo: Sequence[tuple[Task, Found]],
    version: str,
    *,
    jobs: int | Callable[[], int],
    executor: Executor | None = None,
    read: Callable[[Task], Result] = reading.read,
) -> Generator[Step, None, None]:
    """Read the documents and store what comes; a step every half second at least.

    ``executor``: where they are read; by default threads, each with a child process. ``jobs``: documents at
    a time; a function where that changes meanwhile. Who stops listening ends all work; what came until then
    is stored.

    Raises:
        Stopped: the disk is full, a folder is lost, or the executor is; what was done until then is stored.
    """
    width = jobs if callable(jobs) else lambda: jobs
    own = None if executor else ThreadPoolExecutor(width(), "clausecheck")
    pool = executor or own
    assert pool is not None
    if own and sys.platform == "linux" and todo:
        reading.prime()
        reading.loaded(todo[0][0].aim.packs)
    writer = _Writer(store, version)
    waiting, left = dict[Future[Result], tuple[Task, Found]](), iter(todo)
    try:
        while True:
            for task, found in islice(left, max(0, AHEAD * width() - len(waiting))):
                waiting[pool.submit(read, task)] = task, found
            if not waiting:
                break
            done, _ = wait(waiting, EVERY, FIRST_COMPLETED)
            came = []
            for future in done:
                task, found = waiting.pop(future)
                came.append((_checked(future.result(), found), found))
                writer.add(came[-1][0], found, task.aim)
            writer.flush()
            yield Step(tuple(came))
    finally:
        running = [future for future in waiting if not future.cancel()]
        if own:
            while running:  # more than once: who was killed may be trying again
                reading.stop()
                running = list(wait(running, 0.05).not_done)
            own.shutdown()
            reading.end()
        writer.flush(now=True)


def _checked(result: Result, found: Found) -> Result:
    """The result, but for one that tells of a folder that is not there any more, not of a document.

    Raises:
        Stopped: the folder or archive that the document was found in is lost.
    """
    if result.columns.get("error") in PASSING and found.root and not _there(found.root):
        message = "this folder was there and is not any more"
        hint = (
            "bring it back (a disk that was unplugged?) and run the same command again: what was done is kept"
        )
        raise Stopped(message, hint, found.root)
    return result


def _there(root: str) -> bool:
    """A disk that was taken away often leaves an empty folder behind."""
    if remote.is_url(root):
        return remote.there(root)
    try:
        if os.path.isfile(root):  # noqa: PTH113
            return True
        with os.scandir(root) as inside:
            return any(True for _ in inside)
    except OSError:
        return False


class _Writer:
    """Gathers results until there are enough of them to be written, or it is time to."""

    def __init__(self, store: Store, version: str) -> None:
        self._store, self._version, self._last = store, version, time.monotonic()
        self._held: list[tuple[Result, Found, Aim]] = []

    def add(self, result: Result, found: Found, aim: Aim) -> None:
        self._held.append((result, found, aim))

    def flush(self, *, now: bool = False) -> None:
        """Write what is held, if it is time. What was not written is held on to."""
        due = now or len(self._held) >= MOST or time.monotonic() - self._last >= EVERY
        if due and self._held:
            self._store.save(self._held, self._version)
            self._held = []
            self._last = time.monotonic()
