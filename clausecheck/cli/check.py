"""``clausecheck check`` and ``clausecheck demo``."""

from __future__ import annotations

import enum
import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.settings import ConfigFile, Used

if TYPE_CHECKING:
    from collections.abc import Callable

    from clausecheck.cli.aim import Aim, Law
    from clausecheck.model import Outcome, RulePack, Source

CHECK_EPILOG = """\b
Examples:
  clausecheck check agreement.pdf
  clausecheck check agreement.pdf --format full --explain-score
  cat agreement.txt | clausecheck check -
  clausecheck check contracts/ --format concise --fail-on medium
  clausecheck check licence.pdf --as "Bell Film LLC"
  clausecheck check agreement.pdf rider.docx --together
  clausecheck check rider.pdf --jurisdiction US-CA --answer lawyer=no --answer union=no
  clausecheck check contracts/ --changed-since origin/main

Each option can be set in clausecheck.toml (see `clausecheck init`), or as a variable: CLAUSECHECK_FAIL_ON."""


class Level(enum.StrEnum):
    """Severity words of the command line."""

    info = "info"
    low = "low"
    medium = "medium"
    high = "high"
    critical = "critical"


class FailOn(enum.StrEnum):
    """When findings make the exit code 1."""

    low = "low"
    medium = "medium"
    high = "high"
    critical = "critical"
    never = "never"


class Sureness(enum.StrEnum):
    """Confidence words of the command line."""

    low = "low"
    medium = "medium"
    high = "high"


class Format(enum.StrEnum):
    """Forms of the report."""

    auto = "auto"
    full = "full"
    concise = "concise"
    json = "json"


class Engine(enum.StrEnum):
    """PDF readers."""

    pdfium = "pdfium"
    pdfplumber = "pdfplumber"


_Format = Annotated[Format, typer.Option("--format", help="How the report is written.")]
_FailOn = Annotated[FailOn, typer.Option("--fail-on", help="Exit with 1 from this severity on.")]
_Explain = Annotated[bool, typer.Option("--explain-score", help="Show where each point comes from.")]
_Suppressed = Annotated[bool, typer.Option("--show-suppressed", help="Show what was not counted, and why.")]


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", is_eager=True, help='Files, folders, or "-" for standard input.'),
    ],
    side: Annotated[
        str, typer.Option("--as", metavar="SIDE", help="Your side: us, them, any, or a party's name.")
    ] = "us",
    pack: Annotated[list[str], typer.Option(help="Rule packs, by name or folder; core always runs.")] = [  # noqa: B006
        "performer"
    ],
    select: Annotated[list[str], typer.Option(help="Only these rules, categories or packs.")] = [],  # noqa: B006
    ignore: Annotated[list[str], typer.Option(help="Without these rules, categories or packs.")] = [],  # noqa: B006
    jurisdiction: Annotated[
        str, typer.Option(metavar="US-CA,EU", help="Only the laws of these places; all by default.")
    ] = "",
    answer: Annotated[
        list[str],
        typer.Option(metavar="QUESTION=yes|no", help="What the contract cannot tell the law checks."),
    ] = [],  # noqa: B006
    together: Annotated[
        bool, typer.Option("--together", help="The paths are one deal: read them as one contract.")
    ] = False,
    excerpt: Annotated[bool, typer.Option("--excerpt", help="Only part of a contract: no letter.")] = False,
    min_severity: Annotated[Level, typer.Option(help="Hide findings below this.")] = Level.info,
    min_confidence: Annotated[Sureness, typer.Option(help="Leave out less certain findings.")] = Sureness.low,
    fail_on: _FailOn = FailOn.high,
    max_score: Annotated[
        float | None, typer.Option(min=0, max=100, help="Exit with 1 above this score.")
    ] = None,
    format: _Format = Format.auto,
    include: Annotated[str, typer.Option(metavar="clauses,text", help="More in the JSON report.")] = "",
    show_suppressed: _Suppressed = False,
    explain_score: _Explain = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The verdict alone.")] = False,
    password: Annotated[str | None, typer.Option(help="For a locked PDF.")] = None,
    pdf_engine: Annotated[Engine, typer.Option(help="How PDFs are read.")] = Engine.pdfium,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds for one document.")] = 120.0,
    max_memory: Annotated[int, typer.Option(min=64, help="Megabytes for one document.")] = 2048,
    changed_since: Annotated[
        str | None, typer.Option(metavar="REV", help="Only what changed since this branch left REV (git).")
    ] = None,
    config: ConfigFile = None,
) -> None:
    """Check agreements: what you give away and what to ask.

    PATH is a PDF, Word, HTML, e-mail, picture, text or Markdown file, a folder with all its folders, or "-".
    """
    from clausecheck.cli.aim import Aims
    from clausecheck.cli.changed import since
    from clausecheck.cli.inputs import sources
    from clausecheck.cli.verdict import exit_code
    from clausecheck.report import FORMATS

    used = Used(ctx)
    used.announce()
    wanted = _include(include, used.where("include"))
    packs = _packs(pack)
    options: dict[str, object] = {
        "as": side,
        "select": select,
        "ignore": ignore,
        "jurisdiction": jurisdiction,
        "answer": answer,
        "excerpt": excerpt,
        "min-confidence": min_confidence.value,
    }
    aims = Aims(options, packs, used)
    given = sources(
        paths, password=password, engine=pdf_engine.value, excerpt=excerpt, boxes=format is Format.json
    )
    given = since(given, changed_since, together=together)
    if together and given:
        given = [given[0]._replace(others=tuple(given[1:]))]
    found = _outcomes(given, packs, aims.of, timeout, max_memory << 20, FORMATS[format.value])
    outcomes = [aims.of(source.path).choose(each) for source, each in zip(given, found, strict=True)]
    used.tell_hidden(found, outcomes)
    settings = {
        "as": side,
        "pack": pack,
        "select": select,
        "ignore": ignore,
        "jurisdiction": aims.all.law[0],
        "answers": aims.all.law[1],
        "excerpt": excerpt,
        "together": together,
        "min_severity": min_severity.value,
        "min_confidence": min_confidence.value,
        "pdf_engine": pdf_engine.value,
        "changed_since": changed_since,
        **used.report(),
    }
    show(
        outcomes,
        format.value,
        settings,
        min_severity=min_severity.value,
        include=wanted,
        show_suppressed=show_suppressed,
        explain_score=explain_score,
        quiet=quiet,
    )
    raise typer.Exit(exit_code(outcomes, fail_on.value, max_score))


def demo(
    ctx: typer.Context,
    format: _Format = Format.auto,
    fail_on: _FailOn = FailOn.never,
    explain_score: _Explain = False,
    show_suppressed: _Suppressed = False,
) -> None:
    """Check the sample agreement that comes with clausecheck."""
    from pathlib import Path

    home = Path(__file__).resolve().parent.parent
    inside = home / "_data" / "samples"
    sample = (inside if inside.is_dir() else home.parent / "samples") / "emotion-study" / "agreement.pdf"
    check(
        ctx,
        [os.path.relpath(sample) if sample.is_relative_to(Path.cwd()) else str(sample)],
        fail_on=fail_on,
        format=format,
        explain_score=explain_score,
        show_suppressed=show_suppressed,
    )


def _packs(names: list[str]) -> tuple[RulePack, ...]:
    from clausecheck import load_packs

    return load_packs(*names)


def _include(text: str, where: str = "") -> frozenset[str]:
    wanted = frozenset(word.strip() for word in text.split(",") if word.strip())
    unknown = sorted(wanted - {"clauses", "text"})
    if unknown:
        raise typer.BadParameter(
            f"'{unknown[0]}' is not one of clauses, text", param_hint=where or "--include"
        )
    return wanted


def _judge(source: Source, packs: tuple[RulePack, ...], side: str, law: Law) -> Outcome:
    """The work of the child process: only there are the readers and the matcher imported."""
    from clausecheck.rulepack import warm

    warm.prime()
    from clausecheck import pipeline

    warm.remember()
    return pipeline.judged(source, packs, side, jurisdictions=law[0], answers=law[1])


def _outcomes(
    sources: list[Source],
    packs: tuple[RulePack, ...],
    aim: Callable[[str], Aim],
    timeout: float,
    memory: int,
    writer: str,
) -> list[Outcome]:
    from importlib import import_module

    from clausecheck.batch.worker import Worker
    from clausecheck.cli.progress import steps

    if len(sources) > 1:
        import clausecheck.pipeline  # noqa: F401 - once here, not once in each child
    found: list[Outcome] = []
    for source in steps(sources):
        side, law, excerpt, _ = aim(source.path)
        task = source._replace(excerpt=excerpt), packs, side, law
        with Worker(_judge, *task, path=source.path, timeout=timeout, memory=memory) as worker:
            if not found:
                import_module(f"clausecheck.report.{writer}")  # while the child reads: 40 ms for rich
            found.append(worker.result())
    return found


def show(
    outcomes: list[Outcome],
    format: str,
    settings: dict[str, object],
    *,
    min_severity: str = "info",
    include: frozenset[str] = frozenset(),
    show_suppressed: bool = False,
    explain_score: bool = False,
    quiet: bool = False,
) -> None:
    """Print the report of all outcomes on standard output."""
    import shutil

    from clausecheck import __version__, report
    from clausecheck.model import Severity

    options = report.Options(
        width=shutil.get_terminal_size((80, 24)).columns,
        colour=_colour(),
        quiet=quiet,
        show_suppressed=show_suppressed,
        explain_score=explain_score,
        include=include,  # type: ignore[arg-type]
        min_severity=Severity[min_severity.upper()],
        version=__version__,
        settings=settings,
    )
    text = report.render(outcomes, format, options)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output went away (head, less): the verdict stays what it is
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _colour() -> bool:
    """NO_COLOR and FORCE_COLOR as no-color.org and force-color.org say; else where a person looks."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
