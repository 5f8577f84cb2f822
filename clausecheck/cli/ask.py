"""``clausecheck ask``: the questions to send, a message that is ready, and what it would bring."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.locked import Passwords, known, opened

if TYPE_CHECKING:
    from clausecheck.model import Asking, Law, Report, RulePack
    from clausecheck.report import Options

ASK_EPILOG = """\b
Examples:
  clausecheck ask agreement.pdf                        what to ask, and what it would bring
  clausecheck ask agreement.pdf --format text          the message alone
  clausecheck ask agreement.pdf -o message.md          the message in a file, as Markdown
  clausecheck ask agreement.pdf --top 3 --sources
  clausecheck ask agreement.pdf --if scope.perpetual --if ai.training

Exit codes: 0 written, 2 wrong usage, 4 the file or a part of it could not be read."""


class Form(enum.StrEnum):
    """Forms of what is to be asked."""

    auto = "auto"
    text = "text"
    markdown = "markdown"
    json = "json"


_SUFFIXES = {".md": Form.markdown, ".markdown": Form.markdown, ".json": Form.json}


def ask(
    path: Annotated[str, typer.Argument(metavar="FILE", help='An agreement, or "-".')],
    side: Annotated[
        str, typer.Option("--as", metavar="SIDE", help="Your side: us, them, any, or a party's name.")
    ] = "us",
    pack: Annotated[list[str], typer.Option(help="Rule packs, by name or folder; core always runs.")] = [  # noqa: B006
        "performer"
    ],
    top: Annotated[
        int | None,
        typer.Option(
            min=1, help="So many points; by default those that reach B and all that is grave, at most 7."
        ),
    ] = None,
    changed: Annotated[
        list[str],
        typer.Option(
            "--if", "--without", metavar="RULE", help="Ask for this, and show the score then; repeat."
        ),
    ] = [],  # noqa: B006
    sources: Annotated[bool, typer.Option("--sources", help="With the laws and guides behind it.")] = False,
    excerpt: Annotated[bool, typer.Option("--excerpt", help="Only part of a contract: no letter.")] = False,
    format: Annotated[
        Form, typer.Option("--format", help="auto: for you; text and markdown: the message alone.")
    ] = Form.auto,
    out: Annotated[
        str | None, typer.Option("--out", "-o", metavar="FILE", help="Write the message to a file, too.")
    ] = None,
    password: Passwords = [],  # noqa: B006
) -> None:
    """Write the questions to send, and show what they would bring."""
    from clausecheck import load_packs
    from clausecheck.batch.judging import Wish
    from clausecheck.cli.inputs import one
    from clausecheck.cli.judging import outcomes
    from clausecheck.cli.output import options
    from clausecheck.compare import ask as asking
    from clausecheck.errors import EXIT_OK, EXIT_UNREAD, ReadError
    from clausecheck.model import Analyzed, Failed

    packs = load_packs(*pack)
    target = _target(out, path)
    source = one(path, known(password))._replace(excerpt=excerpt)
    (outcome,) = opened([source], lambda files: outcomes(files, Wish(packs, side)))
    if isinstance(outcome, Failed):
        raise ReadError(outcome.problem.code, outcome.problem.message, outcome.problem.hint, path)
    report = outcome.report
    found = asking.ask(report, _laws(packs), top=top, rules=changed)
    choices = options(packs, {})
    if target:
        form = format if format is not Form.auto else _SUFFIXES.get(target.suffix.lower(), Form.text)
        _write(target, _written(report, found, form, choices, sources))
    if not target or format is Form.auto:
        sys.stdout.write(_written(report, found, format, choices, sources))
    _say(report, found, format)
    raise typer.Exit(EXIT_OK if isinstance(outcome, Analyzed) else EXIT_UNREAD)


def _target(out: str | None, path: str) -> Path | None:
    """The file of the message.

    Raises:
        UsageError: it is no place for one, or the agreement itself.
    """
    from clausecheck.cli.output import spare
    from clausecheck.errors import UsageError

    if out is None:
        return None
    target = Path(out)
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError(f"'{target}' is no place for a file", "name a file in a folder that is there")
    spare([("message", target)], [path])
    return target


def _laws(packs: tuple[RulePack, ...]) -> list[Law]:
    return [law for pack in packs for law in pack.laws]


def _written(report: Report, found: Asking, form: Form, choices: Options, sources: bool) -> str:
    from clausecheck.report import asked, letter, questions

    if form is Form.json:
        return asked.render(report, found, choices, sources=sources)
    if form is Form.auto:
        return questions.screen(report, found, choices, sources=sources)
    write = letter.markdown if form is Form.markdown else letter.text
    return write(report, found, sources=sources)


def _write(target: Path, words: str) -> None:
    from clausecheck.cli.output import replace
    from clausecheck.report.inert import inert

    replace(target, words.encode("utf-8", "backslashreplace"))
    typer.echo(f"wrote {inert(str(target))}", err=True)


def _say(report: Report, found: Asking, format: Form) -> None:
    """What the message alone does not say, on standard error."""
    from clausecheck.report.digest import nothing
    from clausecheck.report.inert import inert
    from clausecheck.report.reading import notices

    if format is Form.auto:
        return
    if not found.points:
        typer.echo(f"there is nothing to ask. {nothing(report)}", err=True)
    for words in notices(report.reading):
        typer.echo(inert(f"note: {words}"), err=True)
