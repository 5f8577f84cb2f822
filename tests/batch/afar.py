"""What the tests let a Dask worker do; it is imported there, too."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from pathlib import Path

from clausecheck.batch.tasks import Result, Task, Value


def quick(task: Task) -> Result:
    """Counts words, in a moment in which somebody may be killed."""
    time.sleep(0.05)
    data = Path(task.path).read_bytes()
    told: dict[str, Value] = {"status": "analyzed", "words": len(data.split()), "pages": 1}
    return Result(task.id, told, sha256=hashlib.sha256(data).hexdigest())


def poisoned(task: Task) -> Result:
    """Kills the worker that reads a file of that name."""
    if "poison" in task.path:
        os.kill(os.getpid(), signal.SIGKILL)
    return quick(task)


def wrong(task: Task) -> Result:
    """Has a bug."""
    raise ValueError(f"no answer for {task.path}")
