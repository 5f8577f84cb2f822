"""Errors → words on standard error: what is wrong, where, and the way out."""

from __future__ import annotations

import typer

from clausecheck.errors import ClausecheckError, Fault, PackError


def problem(error: ClausecheckError) -> None:
    """Print one error; for a rule pack each of its mistakes, with the line and a caret."""
    from clausecheck.report.inert import inert

    if isinstance(error, PackError):
        for fault in error.faults:
            _fault(fault)
    where = f"{error.where}: " if error.where else ""
    typer.secho("error: ", fg="red", bold=True, err=True, nl=False)
    typer.echo(inert(f"{where}{error.message}"), err=True)
    if error.hint:
        typer.echo(inert(f"  hint: {error.hint}"), err=True)


def _fault(fault: Fault) -> None:
    from clausecheck.report.inert import inert

    place = f"{fault.path}:{fault.line}:{fault.column}"
    typer.secho(inert(place), bold=True, err=True, nl=False)
    typer.echo(inert(f": {fault.message}"), err=True)
    if fault.source.strip():
        gutter = f"{fault.line:>5} | "
        typer.echo(gutter + inert(fault.source), err=True)
        typer.secho(" " * (len(gutter) + fault.column - 1) + "^", fg="red", err=True)
    if fault.hint:
        typer.echo(inert(f"  hint: {fault.hint}"), err=True)
    typer.echo(err=True)
