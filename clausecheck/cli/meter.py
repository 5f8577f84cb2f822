"""A batch at work → a live display on a terminal, a line now and then where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clausecheck.cli.progress import watched
from clausecheck.report.inert import inert

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from clausecheck.batch.runner import Plan, Step

LINE = 10.0  # seconds between two plain lines
_REMARKS = 5  # that are shown one by one
_NAME = 40  # characters of the worst document's name


class Meter:
    """What a person sees while a batch is at work."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._total = self._done = self._failed = self._pages = 0
        self._worst: tuple[float, str] = (0.0, "")
        self._start = self._last = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def remark(self, remarks: Sequence[str]) -> None:
        """Say what was passed over."""
        for each in remarks[:_REMARKS]:
            print(inert(f"note: {each}"), file=sys.stderr)
        if len(remarks) > _REMARKS:
            print(f"note: and {len(remarks) - _REMARKS} more like these", file=sys.stderr)

    @contextmanager
    def over(self, planned: Plan, jobs: int) -> Iterator[None]:
        """While the plan is carried out. On a stop, say how to go on."""
        self._total = len(planned.todo)
        if not self._quiet:
            unchanged = f", {planned.unchanged:,} unchanged" if planned.unchanged else ""
            gone = f", {planned.gone:,} gone" if planned.gone else ""
            print(f"{self._total:,} to read{unchanged}{gone}; {jobs} at a time", file=sys.stderr)
        try:
            if self._quiet or not self._total or not watched():
                yield
            else:
                with self._live():
                    yield
        except BaseException:
            left = f"{self._done:,} of {self._total:,} read and kept; run the same command again to go on"
            print(left, file=sys.stderr)
            raise

    @contextmanager
    def _live(self) -> Iterator[None]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.table import Column

        words = Column(ratio=1, no_wrap=True, overflow="ellipsis")
        columns = (
            BarColumn(bar_width=10, table_column=Column(min_width=10)),
            MofNCompleteColumn(table_column=Column(min_width=2 * len(str(self._total)) + 1)),
            TextColumn("{task.description}", markup=False, table_column=words),
            TimeRemainingColumn(table_column=Column(min_width=7)),
        )
        # No refresh thread: children are forked meanwhile, and a fork copies the locks of threads.
        bar = Progress(
            *columns, console=Console(stderr=True), transient=True, auto_refresh=False, expand=True
        )
        with bar:
            self._bar, self._task = bar, bar.add_task(self._words(), total=self._total)
            yield
        self._bar = None

    def show(self, step: Step) -> None:
        """Take in what came, and show where things stand."""
        for result, found in step.results:
            self._done += 1
            self._failed += result.status == "failed"
            pages, risk = result.columns.get("pages"), result.columns.get("risk")
            self._pages += pages if isinstance(pages, int) else 0
            if isinstance(risk, float | int) and risk > self._worst[0]:
                self._worst = float(risk), found.name
        now = time.monotonic()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, description=self._words(), refresh=True)
        elif not self._quiet and now - self._last >= LINE:
            self._last = now
            rest = (now - self._start) * (self._total - self._done) / max(1, self._done)
            line = f"{self._done:,} of {self._total:,}, {self._words()}, {_minutes(rest)} left"
            print(line, file=sys.stderr, flush=True)

    def _words(self) -> str:
        speed = self._pages / max(0.001, time.monotonic() - self._start)
        failed = f"{self._failed:,} failed, " if self._failed else ""
        risk, path = self._worst
        name = inert(path.rpartition("/")[2])
        worst = f", worst {risk:.0f}: {name[:_NAME]}" if path else ""
        return f"{failed}{speed:.0f} pages/s{worst}"


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
