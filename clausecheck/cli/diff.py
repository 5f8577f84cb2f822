"""``clausecheck diff``: rights gained and lost between two drafts."""

from __future__ import annotations

import enum
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.check import Recognition
from clausecheck.cli.locked import Passwords, known

if TYPE_CHECKING:
    from clausecheck.model import DraftDiff, Outcome, Report

DIFF_EPILOG = """\b
Examples:
  clausecheck diff first.pdf second.docx
  clausecheck diff contract.docx                   a Word file with tracked changes
  clausecheck diff first.pdf second.pdf --words    with every word that changed
  clausecheck diff old.txt new.txt --format markdown --fail-on gained:medium,figures

\b
--fail-on WHAT[:SEVERITY], several with commas:
  gained, lost, unclear   rights that the other side gained or lost; who gains is unclear
  new                     only what a rule finds now and did not find before, or finds graver
  figures                 a sum, a date or a period changed
  any, never              any word changed; nothing fails the run

Exit codes: 0 nothing of --fail-on, 1 something, 2 wrong usage, 4 a draft or a part of it could
not be read."""


class Form(enum.StrEnum):
    """Forms of a comparison: those of ``report.comparison.FORMS``."""

    auto = "auto"
    json = "json"
    markdown = "markdown"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help='The older draft, or "-".')],
    new: Annotated[
        str | None,
        typer.Argument(metavar="NEW", help='The newer draft, or "-"; without it: OLD\'s tracked changes.'),
    ] = None,
    side: Annotated[
        str, typer.Option("--as", metavar="SIDE", help="Your side: us, them, any, or a party's name.")
    ] = "us",
    pack: Annotated[list[str], typer.Option(help="Rule packs, by name or folder; core always runs.")] = [  # noqa: B006
        "performer"
    ],
    fail_on: Annotated[
        list[str], typer.Option(metavar="WHAT", help="Exit with 1 if there is any of this; see below.")
    ] = ["gained:high", "unclear:high"],  # noqa: B006
    format: Annotated[Form, typer.Option("--format", help="How the comparison is written.")] = Form.auto,
    words: Annotated[bool, typer.Option("--words", help="Show every word that changed.")] = False,
    password: Passwords = [],  # noqa: B006
    ocr: Annotated[
        Recognition, typer.Option(help="Text recognition: of pages that are pictures, of none, of all.")
    ] = Recognition.auto,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for one document.")] = 120.0,
    max_memory: Annotated[int, typer.Option(min=64, help="Megabytes for one document.")] = 2048,
) -> None:
    """Show what they gain and you get back between two drafts."""
    from clausecheck import load_packs
    from clausecheck.batch.judging import Wish
    from clausecheck.cli.inputs import one
    from clausecheck.cli.judging import together
    from clausecheck.cli.output import options
    from clausecheck.compare import gate
    from clausecheck.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNREAD, UsageError
    from clausecheck.model import Analyzed
    from clausecheck.report import comparison

    limits = gate.limits(fail_on)
    if old == new == "-":
        raise UsageError("both drafts cannot come from standard input", "give one of them as a file")
    packs = load_packs(*pack)
    wish = Wish(packs, side, timeout=timeout, memory=max_memory)
    first = one(old, known(password))._replace(ocr=ocr.value, wordings=True)
    second = one(new, known(password)) if new is not None else first
    pair = [first._replace(before=new is None), second._replace(ocr=ocr.value, wordings=True)]
    writer = f"clausecheck.report.comparison.{comparison.FORMS[format.value]}"
    read = together(pair, wish, ("clausecheck.compare.diff", writer))
    found = _compared(read, tracked=new is None)
    settings = {"as": side, "pack": pack, "fail_on": fail_on, "ocr": ocr.value}
    _write(comparison.render(found, format.value, options(packs, settings), words=words))
    if any(not isinstance(outcome, Analyzed) for outcome in read):
        raise typer.Exit(EXIT_UNREAD)
    raise typer.Exit(EXIT_FINDINGS if any(limit.holds(found) for limit in limits) else EXIT_OK)


def _compared(read: list[Outcome], *, tracked: bool) -> DraftDiff:
    from clausecheck.compare.diff import diff as compare
    from clausecheck.errors import UsageError

    old, new = (_report(outcome) for outcome in read)
    if tracked and not new.reading.changes:
        hint = "name the other draft: clausecheck diff OLD NEW"
        raise UsageError("there are no tracked changes in this document", hint, new.path)
    return compare(old, new, tracked=tracked)


def _report(outcome: Outcome) -> Report:
    from clausecheck.errors import ReadError
    from clausecheck.model import Failed

    if isinstance(outcome, Failed):
        problem = outcome.problem
        raise ReadError(problem.code, problem.message, problem.hint, outcome.path)
    return outcome.report


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
