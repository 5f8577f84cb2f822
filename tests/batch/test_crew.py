"""Several children at work at once: outcomes in order, each task once, nobody left behind."""

from __future__ import annotations

import os
import time
from functools import partial

import pytest

from clausecheck.batch import crew
from clausecheck.batch.worker import Worker
from clausecheck.model import Failed, Outcome, Problem


def wait(name: str, seconds: float) -> Outcome:
    time.sleep(seconds)
    return Failed(name, Problem("done", str(os.getpid()), ""))


def crash(name: str) -> Outcome:
    os.abort()


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_outcomes_come_in_order_whoever_is_first(jobs: int) -> None:
    tasks = [(str(i), 0.2 if i % 3 == 0 else 0.0) for i in range(7)]
    starts = [partial(Worker, wait, name, seconds, path=name) for name, seconds in tasks]
    found = list(crew.outcomes(starts, jobs))
    assert [outcome.path for outcome in found] == [name for name, _ in tasks]
    assert len({outcome.problem.message for outcome in found if isinstance(outcome, Failed)}) == len(tasks)


def test_one_that_crashes_costs_itself() -> None:
    starts = [
        partial(Worker, wait, "a", 0.0, path="a"),
        partial(Worker, crash, "b", path="b"),
        partial(Worker, wait, "c", 0.0, path="c"),
        partial(Worker, wait, "d", 60.0, path="d", timeout=0.3),
    ]
    codes = [outcome.problem.code for outcome in crew.outcomes(starts, 2) if isinstance(outcome, Failed)]
    assert codes == ["done", "crashed", "done", "too-slow"]


def test_who_stops_listening_ends_all() -> None:
    started: list[Worker] = []

    def start(seconds: float) -> Worker:
        started.append(Worker(wait, "x", seconds, path="x"))
        return started[-1]

    waiting = crew.outcomes([partial(start, 0.0), *(partial(start, 600.0) for _ in range(4))], 2)
    next(waiting)
    waiting.close()  # returns at once, or this test never ends
    assert len(started) < 5
