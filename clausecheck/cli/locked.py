"""Locked files: passwords from the command line, from the environment, or typed where a person sits.

Only the file of a run that has one is asked for: nobody wants to be asked 40 times while a folder is checked,
and nothing that is piped, or runs in CI, may wait for an answer. A password is never printed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from clausecheck.model import Outcome, Source

VARIABLE = "CLAUSECHECK_PASSWORD"
_TRIES = 3

Passwords: TypeAlias = Annotated[
    list[str],
    typer.Option(
        "--password",
        metavar="TEXT",
        help=f"For locked PDFs; repeat it to try several. Others on this computer can see it: better set "
        f"{VARIABLE}, or wait to be asked.",
    ),
]


def known(passwords: Sequence[str]) -> str | None:
    """What a source is given: the passwords of the command line, one a line, else the environment's."""
    return "\n".join(passwords) or os.environ.get(VARIABLE) or None


def opened(sources: list[Source], work: Callable[[list[Source]], list[Outcome]]) -> list[Outcome]:
    """The outcomes of the work; a single file that is locked is tried again with what a person types."""
    outcomes = work(sources)
    for _ in range(_TRIES):
        password = _asked(sources, outcomes)
        if not password:
            break
        sources = [sources[0]._replace(password=password)]
        outcomes = work(sources)
    return outcomes


def _asked(sources: Sequence[Source], outcomes: Sequence[Outcome]) -> str:
    from clausecheck.model import Failed

    if len(sources) != 1 or sources[0].path == "-":
        return ""
    (first,) = outcomes
    if not isinstance(first, Failed):
        return ""
    if first.problem.code not in ("encrypted", "wrong-password") or not _person():
        return ""
    from getpass import getpass

    from clausecheck.report.inert import inert

    again = "That is not it. " if first.problem.code == "wrong-password" else ""
    try:
        return getpass(f"{again}Password of {inert(sources[0].path)}: ")
    except EOFError:
        return ""


def _person() -> bool:
    """Whether somebody is there to type."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty() and not os.environ.get("CI")
