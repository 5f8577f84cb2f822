"""Many tasks → their outcomes in order, some at a time: a thread waits for each child at work."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait

from clausecheck.batch.worker import Worker
from clausecheck.model import Outcome


def outcomes(starts: Sequence[Callable[[], Worker]], jobs: int) -> Generator[Outcome, None, None]:
    """The outcome of each worker, ``jobs`` of them at a time. Whoever stops listening ends them all."""
    live: set[Worker] = set()

    def run(start: Callable[[], Worker]) -> Outcome:
        worker = start()
        live.add(worker)
        try:
            return worker.result()
        finally:
            live.discard(worker)

    pool = ThreadPoolExecutor(jobs)
    waiting = [pool.submit(run, start) for start in starts]
    try:
        for each in waiting:
            yield each.result()
    finally:
        running = [each for each in waiting if not each.cancel()]
        while running:  # more than once: a worker may be just about to start
            for worker in tuple(live):
                worker.kill()
            running = list(wait(running, 0.05).not_done)
        pool.shutdown()
