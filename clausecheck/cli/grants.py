"""``clausecheck grants``: who gives what to whom, for what, how long, where, at what price."""

from __future__ import annotations

import sys
from shutil import get_terminal_size
from typing import Annotated

import typer

from clausecheck.cli.clauses import ListFormat
from clausecheck.cli.locked import Passwords, known, opened

GRANTS_EPILOG = """\b
Examples:
  clausecheck grants agreement.pdf
  clausecheck grants agreement.pdf --all         what you get, too
  clausecheck grants licence.pdf --as "Bell Film LLC"
  clausecheck grants agreement.pdf --format json > grants.json

Exit codes: 0 listed, 2 wrong usage, 4 the file or a part of it could not be read."""


def grants(
    path: Annotated[str, typer.Argument(metavar="FILE", help='An agreement of any kind, or "-".')],
    full: Annotated[
        bool, typer.Option("--all", help="Also what you get, and rights that are nobody's by name.")
    ] = False,
    side: Annotated[
        str, typer.Option("--as", metavar="SIDE", help="Your side: us, them, any, or a party's name.")
    ] = "us",
    pack: Annotated[list[str], typer.Option(help="Rule packs, by name or folder; core always runs.")] = [  # noqa: B006
        "performer"
    ],
    format: Annotated[ListFormat, typer.Option(help="How the list is written.")] = ListFormat.text,
    password: Passwords = [],  # noqa: B006
) -> None:
    """Show who gives what to whom, with the words of each point."""
    from clausecheck import __version__, load_packs
    from clausecheck.batch.judging import Wish, judge
    from clausecheck.batch.worker import supervise
    from clausecheck.cli.inputs import one
    from clausecheck.errors import EXIT_OK, EXIT_UNREAD, ReadError
    from clausecheck.model import Analyzed, Failed
    from clausecheck.report import granted

    packs = load_packs(*pack)
    wish = Wish(packs, side)
    (outcome,) = opened(
        [one(path, known(password))], lambda files: [supervise(judge, files[0], wish, path=path)]
    )
    if isinstance(outcome, Failed):
        raise ReadError(outcome.problem.code, outcome.problem.message, outcome.problem.hint, path)
    if format is ListFormat.json:
        sys.stdout.write(granted.machine(outcome, __version__))
    else:
        settings: dict[str, object] = {"pack": pack, "as": side}
        sys.stdout.write(granted.render(outcome, get_terminal_size((80, 24)).columns, full, settings))
    raise typer.Exit(EXIT_OK if isinstance(outcome, Analyzed) else EXIT_UNREAD)
