"""``clausecheck promises``: what was promised before, against what is signed."""

from __future__ import annotations

import enum
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from clausecheck.batch.judging import MEMORY, TIMEOUT, prime
from clausecheck.cli.locked import Passwords, known

if TYPE_CHECKING:
    from clausecheck.model import Comparison, Outcome, RulePack, Source

PROMISES_EPILOG = """\b
Examples:
  clausecheck promises posting.txt agreement.pdf
  clausecheck promises posting.html email.eml agreement.pdf    several, the agreement last
  clausecheck promises posting.txt agreement.pdf --format json

A posting can be any file that clausecheck reads: text, e-mail, HTML, Word, PDF, a picture.
A promise that we are not sure of does not fail by itself: look at it yourself.
Exit codes: 0 nothing at or above --fail-on, 1 something is, 4 something could not be read."""


class Form(enum.StrEnum):
    """Forms of the report."""

    text = "text"
    json = "json"


class Fails(enum.StrEnum):
    """From where on a comparison fails."""

    contradicted = "contradicted"
    weaker = "weaker"
    silent = "silent"
    never = "never"


def promises(
    files: Annotated[
        list[str],
        typer.Argument(metavar="POSTING... AGREEMENT", help='The agreement comes last; "-" is stdin.'),
    ],
    pack: Annotated[list[str], typer.Option(help="Rule pack, by name or folder; repeat it.")] = ["performer"],  # noqa: B006
    format: Annotated[Form, typer.Option(help="How the report is written.")] = Form.text,
    fail_on: Annotated[
        Fails, typer.Option(help="Exit 1 from this on: broken, with a hole, or left out.")
    ] = Fails.weaker,
    password: Passwords = [],  # noqa: B006
    timeout: Annotated[float, typer.Option(min=1, help="Seconds for one document.")] = TIMEOUT,
    max_memory: Annotated[int, typer.Option(min=64, help="Megabytes for one document.")] = MEMORY,
) -> None:
    """Compare what a posting promised with the agreement."""
    from clausecheck import load_packs
    from clausecheck.cli.inputs import one
    from clausecheck.errors import UsageError

    if len(files) < 2:
        hint = "for example: clausecheck promises posting.txt agreement.pdf"
        raise UsageError("a posting and an agreement are needed", hint)
    if files.count("-") > 1:
        raise UsageError("only one of the files can be standard input", "give the others by name")
    packs = load_packs(*pack)
    if not any(each.promises for each in packs):
        raise UsageError("no kinds of promises are in these packs", "use --pack performer")
    sources = [one(path, known(password)) for path in files]
    *postings, agreement = _read(sources, packs, timeout, max_memory << 20)
    found = _compared(postings, agreement, packs)
    _show(found, postings, agreement, packs, format)
    raise typer.Exit(_verdict(found, (*postings, agreement), fail_on))


def _read(
    sources: Sequence[Source], packs: tuple[RulePack, ...], timeout: float, memory: int
) -> list[Outcome]:
    """Each document in a child process of its own."""
    from clausecheck.batch.worker import Worker
    from clausecheck.cli.progress import patience

    prime()  # once here, not once in each child
    outcomes: list[Outcome] = []
    for source in sources:
        part = "agreement" if source is sources[-1] else "posting"
        work = source, packs, part
        worker = Worker(_promised, *work, path=source.path, timeout=timeout, memory=memory)
        with worker, patience(source.path):
            outcomes.append(worker.result())
    return outcomes


def _promised(source: Source, packs: tuple[RulePack, ...], part: Literal["posting", "agreement"]) -> Outcome:
    """The work of the child process."""
    from clausecheck import pipeline

    return pipeline.promised(source, packs, part)


def _compared(
    postings: Sequence[Outcome], agreement: Outcome, packs: Sequence[RulePack]
) -> Comparison | None:
    """None where the agreement, or every posting, could not be read."""
    from clausecheck.compare.promises import compare
    from clausecheck.model import Failed

    read = [one for one in postings if not isinstance(one, Failed)]
    if isinstance(agreement, Failed) or not read:
        return None
    found = compare(read, agreement, packs)
    return found if len(read) == len(postings) else found._replace(whole=False)


def _show(
    found: Comparison | None,
    postings: Sequence[Outcome],
    agreement: Outcome,
    packs: Sequence[RulePack],
    format: Form,
) -> None:
    """The report on standard output; what could not be read on standard error."""
    from clausecheck.cli.output import options
    from clausecheck.cli.say import problem
    from clausecheck.errors import ReadError
    from clausecheck.model import Failed
    from clausecheck.report import promised, promised_json

    for one in (*postings, agreement):
        if isinstance(one, Failed):
            problem(ReadError(one.problem.code, one.problem.message, one.problem.hint, one.path))
    chosen = options(packs, {})
    if format is Form.json:
        sys.stdout.write(promised_json.render(found, postings, agreement, chosen))
    elif found is not None and not isinstance(agreement, Failed):
        read = [one.report for one in postings if not isinstance(one, Failed)]
        sys.stdout.write(promised.render(found, read, agreement.report, chosen))


def _verdict(found: Comparison | None, outcomes: Sequence[Outcome], fail_on: Fails) -> int:
    from clausecheck.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNREAD
    from clausecheck.model import Analyzed

    if found is None or not all(isinstance(one, Analyzed) for one in outcomes):
        return EXIT_UNREAD
    order = {"contradicted": 1, "weaker": 2, "silent": 3, "never": 0}
    there = {pair.verdict for pair in found.pairs}
    failing = {word for word, place in order.items() if 0 < place <= order[fail_on]}
    return EXIT_FINDINGS if there & failing else EXIT_OK
