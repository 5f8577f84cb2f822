"""Task → Result, whatever the document does: the one function that every executor runs.

On Linux each thread has a child of its own that reads one document after the other, and is replaced where one
of them kills it; elsewhere each document has a child of its own.
"""

from __future__ import annotations

import sys
import threading
import time
from functools import lru_cache
from typing import cast

from clausecheck.batch.servant import Servant
from clausecheck.batch.tasks import Result, Task
from clausecheck.batch.worker import supervise
from clausecheck.errors import ReadError
from clausecheck.model import Failed, Outcome, Problem, RulePack, Source

AGAIN = frozenset(("crashed", "too-slow", "too-big"))  # may be bad luck: tried once more, in a new child

_mine = threading.local()
_all: set[Servant] = set()
_given: dict[str, tuple[tuple[RulePack, ...], int]] = {}  # by hash: packs from elsewhere, how often given


def read(task: Task) -> Result:
    """Read and judge one document in a supervised child. Never raises for what a document does."""
    start = time.monotonic()
    result, attempts = _try(task), 1
    if isinstance(result, Failed) and result.problem.code in AGAIN:
        result, attempts = _try(task), 2
    if isinstance(result, Failed):
        from clausecheck.batch import rows

        result = Result(task.id, rows.columns(result, task.aim.limits))
    return result._replace(seconds=time.monotonic() - start, attempts=attempts)


def stop() -> None:
    """End all children of this process, at work or not; who waits for one gets a failure at once."""
    for servant in tuple(_all):
        servant.kill()


def end() -> None:
    """As ``stop``, once no thread waits for an answer any more: nothing of the children is left."""
    while _all:
        _all.pop().stop()


def prime() -> None:
    """Import what all children need, so that a forked one has it."""
    from clausecheck.batch import judging, rows  # noqa: F401

    judging.prime()


def give(packs: tuple[RulePack, ...]) -> None:
    """From now on, use these for tasks that mean them, whatever lies on this machine."""
    sha256 = packs_hash(packs)
    _given[sha256] = packs, _given.get(sha256, (packs, 0))[1] + 1
    for servant in tuple(_all):
        servant.doomed = True  # it has them not; the next task gets a new one


def has(packs_sha256: str) -> bool:
    """Whether these packs were given."""
    return packs_sha256 in _given


def forget(packs: tuple[RulePack, ...]) -> None:
    """Undo one ``give``."""
    sha256 = packs_hash(packs)
    _, times = _given.pop(sha256, (packs, 0))
    if times > 1:
        _given[sha256] = packs, times - 1


@lru_cache(maxsize=8)
def loaded(names: tuple[str, ...]) -> tuple[RulePack, ...]:
    """The packs of these names, once a process."""
    from clausecheck import load_packs

    return load_packs(*names)


def _try(task: Task) -> Result | Failed:
    timeout, memory = task.aim.timeout, task.aim.memory
    if sys.platform != "linux":
        return cast(
            "Result | Failed", supervise(_alone, task, path=task.name, timeout=timeout, memory=memory)
        )
    servant: Servant | None = getattr(_mine, "servant", None)
    if servant is None or not servant.alive or servant.doomed or servant.memory != memory:
        if servant is not None:
            _end(servant)
        servant = _mine.servant = Servant(judge, memory)
        _all.add(servant)
    answer = cast("Result | Failed", servant.ask(task, task.name, timeout))
    if not servant.alive:
        _end(servant)
    return answer


def _end(servant: Servant) -> None:
    servant.stop()
    _all.discard(servant)
    _mine.servant = None


def _alone(task: Task) -> Outcome:
    """For the supervisor of single documents, which passes on whatever it is given."""
    return cast("Outcome", judge(task))


def judge(task: Task) -> Result:
    """The work of the child. Two runs give the same, wherever they are.

    Raises:
        ClausecheckError: there are no such packs, or an archive cannot be read.
    """
    from clausecheck.batch import rows
    from clausecheck.ingest import source

    try:
        data = _bytes(task)
    except ReadError as error:
        return Result(task.id, rows.columns(_failed(task, error), task.aim.limits))
    sha256 = source.digest(data)
    if sha256 == task.known:
        return Result(task.id, {}, sha256=sha256)
    outcome = _judged(task, data)
    return Result(task.id, rows.columns(outcome, task.aim.limits), rows.details(task.id, outcome), sha256)


def _bytes(task: Task) -> bytes:
    from clausecheck.batch import archive, remote
    from clausecheck.ingest import source

    if remote.is_url(task.path):
        return remote.load(task.path)
    if task.member:
        return archive.load(task.path, task.member)
    archive.refuse(task.path)
    return source.load(task.path)


def _judged(task: Task, data: bytes) -> Outcome:
    from clausecheck import pipeline

    aim = task.aim
    packs = _given[aim.packs_sha256][0] if has(aim.packs_sha256) else loaded(aim.packs)
    if packs_hash(packs) != aim.packs_sha256:
        message = "The rules changed while the batch was at work, or are others on this machine"
        return Failed(task.name, Problem("other-rules", message, "run the batch again"))
    given = Source(
        task.name,
        data,
        aim.password,
        aim.engine,
        aim.ocr,
        excerpt=aim.excerpt,
        clauses=True,
    )
    try:
        return pipeline.judged(
            given, packs, aim.side, jurisdictions=aim.jurisdictions, answers=dict(aim.answers)
        )
    except ReadError as error:
        return _failed(task, error)


def _failed(task: Task, error: ReadError) -> Failed:
    return Failed(task.name, Problem(error.code, error.message, error.hint))


def packs_hash(packs: tuple[RulePack, ...]) -> str:
    """One hash over all packs."""
    import hashlib

    return hashlib.sha256(" ".join(pack.sha256 for pack in packs).encode()).hexdigest()
