"""What a Dask worker does: take the rules once, then one task after the other, each in its child process."""

from __future__ import annotations

import pickle
import sys
from uuid import uuid4

from distributed import WorkerPlugin

from clausecheck import __version__
from clausecheck.batch import reading
from clausecheck.batch.tasks import Result, Task
from clausecheck.errors import Stopped
from clausecheck.model import RulePack


class Rules(WorkerPlugin):  # type: ignore[misc]
    """Brings the packs to each worker, also to one that joins later, or starts again after a crash."""

    def __init__(self, packs: tuple[RulePack, ...]) -> None:
        self.name = f"clausecheck-{uuid4().hex}"  # of this run: others may use the same packs
        self._data = pickle.dumps((what(), packs), pickle.HIGHEST_PROTOCOL)

    def setup(self, worker: object) -> None:
        """Take the packs, and import all that reading needs.

        Raises:
            Stopped: the worker runs another clausecheck.
        """
        wanted, packs = pickle.loads(self._data)
        same(wanted)
        if sys.platform == "linux":
            reading.prime()
        reading.give(packs)

    def teardown(self, worker: object) -> None:
        """The run is over: drop the packs, and end the children unless another run is at work."""
        _, packs = pickle.loads(self._data)
        reading.forget(packs)
        state = getattr(worker, "state", None)
        if not getattr(state, "executing_count", 0):
            reading.end()


def what() -> tuple[str, str]:
    """Version of clausecheck and of Python: with the same of both, two machines give the same results."""
    return __version__, f"{sys.version_info.major}.{sys.version_info.minor}"


def same(wanted: tuple[str, str]) -> None:
    """See to it that this worker runs what is wanted.

    Raises:
        Stopped: it does not.
    """
    if what() != wanted:
        (ours, python), (theirs, their_python) = what(), wanted
        message = (
            f"a worker runs clausecheck {ours} on Python {python}, "
            f"and this is clausecheck {theirs} on Python {their_python}"
        )
        hint = f"install the same on all: pip install 'clausecheck[dask]=={theirs}'; what was done is kept"
        raise Stopped(message, hint)


def read(wanted: tuple[str, str], task: Task) -> Result:
    """``reading.read``, where the program and the rules are those that are meant.

    Raises:
        Stopped: they are not.
    """
    same(wanted)
    if not reading.has(task.aim.packs_sha256):
        hint = "restart that worker, and run the same command again: what was done is kept"
        raise Stopped("a worker did not get the rules", hint)
    return reading.read(task)


def call(data: bytes) -> object:
    """A pickled function and what it is given → what it returns. As bytes Dask looks not into it."""
    function, given = pickle.loads(data)
    return function(*given)
