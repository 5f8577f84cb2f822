"""A store, and what this run asks → what there was asked with other packs, or for another side."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator
from typing import Final

from clausecheck.batch.store import Store

_APART: Final = "give another folder for --out"


def remarks(store: Store, asked: Collection[tuple[tuple[str, ...], str]]) -> Iterator[str]:
    """Of each other question, before its results are replaced. ``asked``: packs and side of this run."""
    for other in store.asked():
        if (other.packs, other.side) in asked:
            continue
        side = shlex.quote(other.side) if other.side.isprintable() else "NAME"
        flags = " ".join((*(f"--pack {shlex.quote(pack)}" for pack in other.packs), f"--as {side}"))
        if other.again:
            yield f"{_are(other.again, 'replaced by this run', flags)}; to keep both, {_APART}"
        if other.kept:
            yield f"{_are(other.kept, 'kept, and counted with those of this run', flags)}; else {_APART}"


def _are(number: int, what: str, flags: str) -> str:
    results, are = ("result", "is") if number == 1 else ("results", "are")
    return f"{number:,} {results} of {flags} {are} {what}"
