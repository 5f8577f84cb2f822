"""Work on several documents → a progress bar on standard error, where a person looks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausecheck.model import Source


PATIENCE = 1.0  # seconds after which a person wants to know that something happens


@contextmanager
def patience(path: str) -> Iterator[None]:
    """A line about one document that takes its time, gone when it is done. Fork no child within it."""
    if not watched():
        yield
        return
    from threading import Timer

    from clausecheck.report.inert import inert

    def say() -> None:
        print(f"reading {inert(path)} …", end="\r", file=sys.stderr, flush=True)

    timer = Timer(PATIENCE, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        print("\x1b[2K", end="\r", file=sys.stderr, flush=True)


def watched() -> bool:
    """Whether a person sees standard error."""
    return sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


def steps(sources: Sequence[Source]) -> Iterator[Source]:
    """The sources one by one, the bar moving as they are done."""
    if len(sources) < 2 or not watched():
        yield from sources
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No refresh thread: a child is forked for each document, and a fork copies the locks of threads.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("reading", total=len(sources))
        for source in sources:
            bar.refresh()
            yield source
            bar.advance(task)
