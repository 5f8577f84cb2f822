"""A child that starts before the command line is read: what it must import is there when its task comes.

Options and rules take the parent as long as the readers and the matcher take the child, so that a cold check
of a short paper is a quarter faster on two cores. Linux only; a child that gets no task ends with its parent.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from itertools import pairwise

from clausecheck.errors import ClausecheckError

_COMMANDS = frozenset(("check", "ask", "diff", "grants"))  # whose work is ``judging.judge``
_PACKS = ("performer",)  # where none is named; a wrong guess costs nothing but its time


def start(words: Sequence[str]) -> None:
    """Start the child, if a command line of these ``words`` will want one."""
    files = [word for word in words if os.path.isfile(word)]  # noqa: PTH113 - pathlib takes 10 ms
    known = bool(files) and (words[0] in _COMMANDS or words[0] in files)
    if sys.platform == "linux" and (known or words[:1] == ["demo"]) and not {"-h", "--help"} & set(words):
        from clausecheck.batch import worker  # which takes as long as --help may

        worker.expect(partial(_prepare, words))


def _prepare(words: Sequence[str]) -> None:
    from clausecheck.batch import judging

    judging.prime()
    from clausecheck import load_packs, match

    if any(word.lower().endswith(".pdf") for word in words):
        from clausecheck.ingest import pdf  # noqa: F401
        from clausecheck.rulepack import warm

        warm.remember()  # its expressions, too
    with suppress(ClausecheckError):  # the parent will say so
        match.ready(load_packs(*(_named(words) or _PACKS)))


def _named(words: Sequence[str]) -> list[str]:
    after = [after for word, after in pairwise(words) if word == "--pack"]
    return after + [word.removeprefix("--pack=") for word in words if word.startswith("--pack=")]
