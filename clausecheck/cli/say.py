"""Errors → words on standard error: what is wrong, where, and the way out."""

from __future__ import annotations

import typer

from clausecheck.errors import ClausecheckError, Fault, Faulty


def problem(error: ClausecheckError) -> None:
    """Print one error; for a rule pack or settings each of the mistakes, with the line and a caret."""
    from clausecheck.report.inert import inert

    if isinstance(error, Faulty):
        for fault in error.faults:
            show(fault)
    where = f"{error.where}: " if error.where else ""
    typer.secho("error: ", fg="red", bold=True, err=True, nl=False)
    typer.echo(inert(f"{where}{error.message}"), err=True)
    if error.hint:
        typer.echo(inert(f"  hint: {error.hint}"), err=True)


def show(fault: Fault, level: str = "", *, err: bool = True) -> None:
    """Print one mistake in a file: its place, the line and a caret."""
    from clausecheck.report.inert import inert

    place = f"{fault.path}:{fault.line}:{fault.column}"
    typer.secho(inert(place), bold=True, err=err, nl=False)
    typer.echo(inert(f": {level}{': ' if level else ''}{fault.message}"), err=err)
    if fault.source.strip():
        gutter = f"{fault.line:>5} | "
        typer.echo(gutter + inert(fault.source), err=err)
        typer.secho(" " * (len(gutter) + fault.column - 1) + "^", fg="red", err=err)
    if fault.hint:
        typer.echo(inert(f"  hint: {fault.hint}"), err=err)
    typer.echo(err=err)
