"""Sources → outcomes: each document judged in a child process, with a bar on the terminal for long work."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext
from typing import TYPE_CHECKING

import typer

from clausecheck.batch.judging import Wish, judge

if TYPE_CHECKING:
    from clausecheck.model import Outcome, RulePack, Source


def outcomes(
    sources: Sequence[Source],
    wish: Wish,
    writer: str = "",
    own: Callable[[str], Wish] | None = None,
) -> list[Outcome]:
    """One outcome a source, in their order.

    ``writer``: the module of the report, imported meanwhile. ``own``: the wish for a path, where they differ.
    """
    from functools import partial
    from importlib import import_module

    from clausecheck.batch.worker import Worker
    from clausecheck.cli.progress import patience, steps

    def start(source: Source) -> Worker:
        asked, limit = own(source.path) if own else wish, wish.memory << 20
        return Worker(judge, source, asked, path=source.path, timeout=wish.timeout, memory=limit)

    if len(sources) > 1:
        import clausecheck.pipeline  # noqa: F401 - once here, not once in each child
    if len(sources) > 1 and (jobs := wish.jobs or os.cpu_count() or 1) > 1:
        from clausecheck.batch import crew

        waiting = crew.outcomes([partial(start, source) for source in sources], jobs)
        with closing(waiting):
            return [next(waiting) for _ in steps(sources)]
    found: list[Outcome] = []
    for source in steps(sources):
        with start(source) as worker:
            if not found and writer:
                import_module(f"clausecheck.report.{writer}")  # while the child reads: 40 ms for rich
            with patience(source.path) if len(sources) == 1 else nullcontext():
                found.append(worker.result())
    return found


def together(sources: Sequence[Source], wish: Wish, meanwhile: Sequence[str]) -> list[Outcome]:
    """As ``outcomes``, for the few that one answer needs: all at once. ``meanwhile``: modules to import."""
    from contextlib import ExitStack
    from importlib import import_module

    import clausecheck.pipeline  # noqa: F401 - once here, not once in each child
    from clausecheck.batch.worker import Worker
    from clausecheck.cli.progress import patience

    with ExitStack() as stack:
        workers = [
            stack.enter_context(
                Worker(judge, each, wish, path=each.path, timeout=wish.timeout, memory=wish.memory << 20)
            )
            for each in sources
        ]
        for module in meanwhile:
            import_module(module)
        with patience(sources[0].path):
            return [worker.result() for worker in workers]


def places(text: str) -> tuple[str, ...]:
    """``"us-ca, eu"`` → ``("US-CA", "EU")``."""
    return tuple(word.strip().upper() for word in text.split(",") if word.strip())


def answers(given: Sequence[str], packs: Sequence[RulePack], where: str = "") -> dict[str, bool]:
    """``lawyer=no`` → ``{"lawyer": False}``; ``where`` it was set, if nobody typed it."""
    known = {question.id: question.text for pack in packs for question in pack.questions}
    found = {}
    for text in given:
        name, _, said = text.partition("=")
        if said.lower() not in ("yes", "no"):
            raise typer.BadParameter(f"'{text}' is not NAME=yes or NAME=no", param_hint=where or "--answer")
        if name not in known:
            asked = "; ".join(f"{one}: {words}" for one, words in known.items()) or "these packs ask nothing"
            raise typer.BadParameter(f"nobody asks '{name}'. {asked}", param_hint=where or "--answer")
        found[name] = said.lower() == "yes"
    return found
