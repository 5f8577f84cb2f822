"""Work on several documents → a progress bar on standard error, where a person looks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausecheck.model import Source


def steps(sources: Sequence[Source]) -> Iterator[Source]:
    """The sources one by one, the bar moving as they are done."""
    if len(sources) < 2 or not sys.stderr.isatty() or os.environ.get("CI"):
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
