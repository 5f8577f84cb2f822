"""``clausecheck batch dashboard``: the results of a batch as one page."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from clausecheck.cli.batch_families import Results

DASHBOARD_EPILOG = """\b
Examples:
  clausecheck batch dashboard results/
  clausecheck batch dashboard results/ -o agreements.html

The page needs no network. Anyone who gets it can read the quotes in it."""

_NAME = "dashboard.html"  # in the folder of the results


def dashboard(
    results: Results,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            show_default=f"DIR/{_NAME}",
            help="The page; - for standard output.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is no dashboard.")] = False,
) -> None:
    """Write one page: risks, employers, forms, outliers, what was not read.

    A small batch is compared for it; a large one by `clausecheck batch templates DIR`.
    """
    from clausecheck import __version__
    from clausecheck.batch import comparing, query
    from clausecheck.batch import dashboard as room
    from clausecheck.cli.output import replace

    folder = results if results.is_dir() else results.parent
    path = None if out == "-" else Path(out) if out else folder / _NAME
    _spare(path, room.MARK, force=force or not out)
    comparing.fresh_if_small(results)
    with query.opened(results) as db:
        page = room.dashboard(db, shlex.quote(str(folder)), __version__)
    data = page.html.encode("utf-8", "backslashreplace")
    if path is None:
        sys.stdout.buffer.write(data)
        return
    replace(path, data)
    if not out:
        path.chmod(0o600)  # as all in that folder
    doubtful = f"; documents that nobody may take for clean: {page.doubtful:,}" if page.doubtful else ""
    typer.echo(f"{path}: agreements: {page.agreements:,}{doubtful}")


def _spare(path: Path | None, mark: str, *, force: bool) -> None:
    """See to it that nothing but an older dashboard is replaced.

    Raises:
        UsageError: something else would be; or there is no such folder.
    """
    from clausecheck.errors import UsageError

    if path is None:
        return
    if path.is_dir():
        raise UsageError(f"'{path}' is a folder", "name the file to write: `-o dashboard.html`")
    if not path.parent.is_dir():
        raise UsageError(
            f"there is no folder '{path.parent}'", "make it first, or name another place with `-o`"
        )
    if force or not path.exists():
        return
    try:
        with path.open("rb") as file:
            ours = mark.encode() in file.read(1000)
    except OSError:
        ours = False
    if not ours:
        hint = "`--force` replaces it; or name another place with `-o`"
        raise UsageError(f"'{path}' is there already, and is no dashboard", hint)
