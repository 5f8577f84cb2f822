"""``clausecheck clauses``: how a document was split."""

from __future__ import annotations

import enum
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.locked import Passwords, known, opened

if TYPE_CHECKING:
    from clausecheck.model import Outcome, Source

CLAUSES_EPILOG = """\b
Examples:
  clausecheck clauses agreement.pdf
  clausecheck clauses agreement.pdf --format json"""

_WORDS = 60  # characters of the first words


class ListFormat(enum.StrEnum):
    """Forms of a list."""

    text = "text"
    json = "json"


def clauses(
    path: Annotated[str, typer.Argument(metavar="FILE", help='A PDF, text or Markdown file, or "-".')],
    format: Annotated[ListFormat, typer.Option(help="How the list is written.")] = ListFormat.text,
    password: Passwords = [],  # noqa: B006
) -> None:
    """Show how a document is split into clauses."""
    import json

    from clausecheck.batch.worker import supervise
    from clausecheck.cli.inputs import one
    from clausecheck.errors import ReadError
    from clausecheck.model import Failed
    from clausecheck.report.excerpt import shortened
    from clausecheck.report.inert import inert

    (outcome,) = opened([one(path, known(password))], lambda files: [supervise(_split, files[0], path=path)])
    if isinstance(outcome, Failed):
        raise ReadError(outcome.problem.code, outcome.problem.message, outcome.problem.hint, path)
    found = outcome.report.clauses
    if format is ListFormat.json:
        keys = ("number", "heading", "level", "page", "start", "end")
        listed = [{key: getattr(clause, key) for key in keys} for clause in found]
        sys.stdout.write(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
        return
    for clause in found:
        indent = "  " * (clause.level - 1)
        name = indent + (" ".join(part for part in (clause.number, clause.heading) if part) or "·")
        typer.echo(inert(f"page {clause.page:<4} {name[:40]:<40}  {shortened(clause.words, _WORDS)}"))


def _split(source: Source) -> Outcome:
    from clausecheck import pipeline

    return pipeline.judged(source, ())
