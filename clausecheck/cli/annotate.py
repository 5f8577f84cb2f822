"""``clausecheck annotate``: the same document, with highlights and notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from clausecheck.model import Outcome, RulePack, Source

ANNOTATE_EPILOG = """\b
Examples:
  clausecheck annotate agreement.pdf              writes agreement.checked.pdf
  clausecheck annotate agreement.docx             the same, with comments, for Word
  clausecheck annotate agreement.pdf -o marked.pdf --force
  clausecheck annotate licence.pdf --as "Bell Film LLC" -o - > marked.pdf

The original is never changed. The copy of a locked file has the same password.

Exit codes: 0 written, 2 wrong usage, 4 the file or a part of it could not be read."""


def annotate(
    path: Annotated[str, typer.Argument(metavar="FILE", help='A PDF or Word file, or "-".')],
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", metavar="OUT", help='The copy, or "-"; by default beside FILE.'),
    ] = None,
    force: Annotated[bool, typer.Option("--force", "-f", help="Replace OUT if it is there already.")] = False,
    side: Annotated[
        str, typer.Option("--as", metavar="SIDE", help="Your side: us, them, any, or a party's name.")
    ] = "us",
    pack: Annotated[list[str], typer.Option(help="Rule packs, by name or folder; core always runs.")] = [  # noqa: B006
        "performer"
    ],
    password: Annotated[str | None, typer.Option(help="For a locked PDF.")] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for the document.")] = 120.0,
    max_memory: Annotated[int, typer.Option(min=64, help="Megabytes for the document.")] = 2048,
) -> None:
    """Write a copy of a PDF or Word file with notes in it."""
    from clausecheck import load_packs
    from clausecheck.batch.worker import Worker
    from clausecheck.cli.inputs import one
    from clausecheck.cli.outfile import draft, place
    from clausecheck.errors import EXIT_OK, EXIT_UNREAD, ReadError
    from clausecheck.model import Analyzed, Failed

    target = place(path, out, force=force)
    packs = load_packs(*pack)
    with draft(target, path) as copy:
        work = one(path, password), packs, side, str(copy)
        with Worker(_write, *work, path=path, timeout=timeout, memory=max_memory << 20) as worker:
            outcome = worker.result()
        if isinstance(outcome, Failed):
            raise ReadError(outcome.problem.code, outcome.problem.message, outcome.problem.hint, path)
    _say(outcome, target)
    raise typer.Exit(EXIT_OK if isinstance(outcome, Analyzed) else EXIT_UNREAD)


def _write(source: Source, packs: tuple[RulePack, ...], side: str, copy: str) -> Outcome:
    """The work of the child process, which writes the copy itself."""
    from clausecheck.batch import judging
    from clausecheck.errors import UsageError

    judging.prime()
    from clausecheck import pipeline

    outcome, data = pipeline.annotated(source, packs, side)
    try:
        Path(copy).write_bytes(data)
    except OSError as error:
        raise UsageError(f"the copy cannot be written: {error.strerror}", "make room for it") from error
    return outcome


def _say(outcome: Outcome, target: Path | None) -> None:
    """What was written, and what was not read, on standard error."""
    from clausecheck.model import Failed
    from clausecheck.report.digest import active, counts, nothing
    from clausecheck.report.inert import inert
    from clausecheck.report.reading import notices

    if isinstance(outcome, Failed):
        return
    report = outcome.report
    grade = f"Grade {report.score.grade}" if report.score.grade else f"no grade: {report.score.reason}"
    found = counts(active(report)) or nothing(report)
    typer.echo(inert(f"wrote {target or 'standard output'}: {grade}; {found}"), err=True)
    for words in notices(report.reading):
        typer.echo(inert(f"  {words}"), err=True)
