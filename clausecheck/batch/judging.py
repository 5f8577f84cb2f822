"""One document and what is asked of it → Outcome: the work of a child process for one paper or a few.

Only there are the readers and the matcher imported, on first use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from clausecheck.model import Outcome, RulePack, Source

TIMEOUT = 120.0  # seconds for one document
MEMORY = 2048  # megabytes for one document


class Wish(NamedTuple):
    """What is asked of every document."""

    packs: tuple[RulePack, ...]
    side: str = "us"
    jurisdictions: tuple[str, ...] = ()
    answers: Mapping[str, bool] = {}
    timeout: float = TIMEOUT
    memory: int = MEMORY
    jobs: int = 1  # documents at a time; 0: as many as there are cores

    def __reduce__(self) -> tuple[Callable[..., Wish], tuple[object, ...]]:
        """To another process, packs that it can load itself go by their folders: 3 MB and 30 ms less."""
        from clausecheck.rulepack import cache as kept

        origin = kept.origin(self.packs)
        return (_loaded, (*origin, *self[1:])) if origin else (Wish, tuple(self))


def _loaded(folders: tuple[str, ...], version: str, *rest: object) -> Wish:
    from pathlib import Path

    from clausecheck.rulepack import cached

    return Wish(cached([Path(folder) for folder in folders], version), *rest)  # type: ignore[arg-type]


@cache
def prime() -> None:
    """Import all that a judgement needs, with the expressions that are kept; once a process."""
    from clausecheck.rulepack import warm

    warm.prime()
    from clausecheck import pipeline  # noqa: F401

    warm.remember()


def judge(source: Source, wish: Wish) -> Outcome:
    """The work itself.

    Raises:
        ReadError: the document could not be read.
    """
    prime()
    from clausecheck import pipeline

    return pipeline.judged(
        source, wish.packs, wish.side, jurisdictions=wish.jurisdictions, answers=wish.answers
    )
