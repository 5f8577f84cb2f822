"""Commands and functions → seconds, measured in turns so that a busy moment hits all of them alike."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

Command = Sequence[str | Path]

# Without byte code, each start would compile the package anew; a user's second run does not.
_ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

_PEAK = (
    "import resource, subprocess, sys\n"
    "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def output(command: Command) -> str:
    """Run a command; what it wrote. Exit codes of a judged contract (0 and 1) are both fine."""
    done = subprocess.run(command, capture_output=True, text=True, env=_ENVIRONMENT, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def in_turns(rounds: int, *works: Callable[[], object]) -> tuple[float, ...]:
    """Median wall-clock seconds of each work, run one after the other in each round, after one trial."""
    taken: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + 1):
        for work, times in zip(works, taken, strict=True):
            start = time.perf_counter()
            work()
            if turn:
                times.append(time.perf_counter() - start)
    return tuple(map(median, taken))


def commands_in_turns(rounds: int, *commands: Command) -> tuple[float, ...]:
    """Median wall-clock seconds of each command, start-up included."""
    return in_turns(rounds, *(partial(output, command) for command in commands))


def peak_megabytes(command: Command) -> float:
    """Peak resident memory of the largest process that a command needs, its workers included."""
    said = subprocess.run(
        [sys.executable, "-c", _PEAK, *command], capture_output=True, text=True, env=_ENVIRONMENT, check=True
    )
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return int(said.stdout) * unit / 1e6
