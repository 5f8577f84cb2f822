"""``clausecheck check`` and ``clausecheck demo``."""

from __future__ import annotations

import enum
import os
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.locked import Passwords, known, opened
from clausecheck.cli.settings import ConfigFile, Used

if TYPE_CHECKING:
    from clausecheck.model import Outcome

CHECK_EPILOG = """\b
Examples:
  clausecheck check agreement.pdf
  clausecheck check agreement.pdf --format full --explain-score
  cat agreement.txt | clausecheck check -
  clausecheck check contracts/ --format concise --fail-on medium
  clausecheck check licence.pdf --as "Bell Film LLC"
  clausecheck check agreement.pdf rider.docx --together
  clausecheck check rider.pdf --jurisdiction US-CA --answer lawyer=no --answer union=no
  clausecheck check templates/ -o sarif=report.sarif -o xlsx=report.xlsx --baseline known.json
  clausecheck check agreement.pdf -o html=report.html --redact
  clausecheck check templates/ --changed-since origin/main

Options can be set in clausecheck.toml (`clausecheck init`) or as variables: CLAUSECHECK_FAIL_ON."""

DEMO_EPILOG = """\b
Examples:
  clausecheck demo
  clausecheck demo --format full --explain-score"""


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
    """Forms of the report: those of ``report.FORMATS``."""

    auto = "auto"
    full = "full"
    concise = "concise"
    json = "json"
    jsonl = "jsonl"
    sarif = "sarif"
    github = "github"
    gitlab = "gitlab"
    junit = "junit"
    csv = "csv"
    xlsx = "xlsx"
    markdown = "markdown"
    html = "html"


class Engine(enum.StrEnum):
    """PDF readers."""

    pdfium = "pdfium"
    pdfplumber = "pdfplumber"


class Recognition(enum.StrEnum):
    """Which pages text recognition reads."""

    auto = "auto"
    never = "never"
    always = "always"


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
    max_missing: Annotated[
        int | None, typer.Option(min=0, help="Exit with 1 if more protections are missing.")
    ] = None,
    format: _Format = Format.auto,
    output: Annotated[
        list[str],
        typer.Option("--output", "-o", metavar="FORMAT=FILE", help="Write a report to a file, too; repeat."),
    ] = [],  # noqa: B006
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Findings that are known do not count.")
    ] = None,
    waivers: Annotated[
        str | None, typer.Option(metavar="FILE", help="Findings that were agreed to do not count.")
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="Replace names, sums and addresses, to share the report.")
    ] = False,
    include: Annotated[str, typer.Option(metavar="clauses,text", help="More in the JSON report.")] = "",
    show_suppressed: _Suppressed = False,
    explain_score: _Explain = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The verdict alone.")] = False,
    password: Passwords = [],  # noqa: B006
    ocr: Annotated[
        Recognition, typer.Option(help="Text recognition: of pages that are pictures, of none, of all.")
    ] = Recognition.auto,
    pdf_engine: Annotated[Engine, typer.Option(help="How PDFs are read.")] = Engine.pdfium,
    jobs: Annotated[
        int, typer.Option(min=0, show_default="as many as there are cores", help="Documents at a time.")
    ] = 0,
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
    from clausecheck import load_packs
    from clausecheck.batch.judging import Wish
    from clausecheck.cli.aim import Aims, Asked
    from clausecheck.cli.changed import since
    from clausecheck.cli.inputs import sources
    from clausecheck.cli.judging import outcomes
    from clausecheck.cli.output import BOXED, options, publish, spare, wanted
    from clausecheck.cli.verdict import exit_code, limits
    from clausecheck.report import FORMATS

    used = Used(ctx)
    used.announce()
    files = wanted(output)
    more = _include(include, used.where("include"))
    packs = load_packs(*pack)
    asked = Asked(side, select, ignore, jurisdiction, answer, excerpt, min_confidence.value)
    aims = Aims(used, Wish(packs, timeout=timeout, memory=max_memory, jobs=jobs), asked)
    boxed = {format.value, *(kind for kind, _ in files)} & BOXED
    given = sources(
        paths,
        password=known(password),
        engine=pdf_engine.value,
        ocr=ocr.value,
        excerpt=excerpt,
        boxes=bool(boxed),
    )
    spare(files, [*(source.path for source in given), *filter(None, (baseline, waivers))])
    given = aims.excerpts(since(given, changed_since, together=together))
    if together and given:
        given = [given[0]._replace(others=tuple(given[1:]))]
    read = opened(given, lambda files: outcomes(files, aims.all.wish, FORMATS[format.value], aims.wish))
    found = _settled(aims.choose(given, read), baseline, waivers)
    settings = {
        "pack": pack,
        "together": together,
        "min_severity": min_severity.value,
        "ocr": ocr.value,
        "pdf_engine": pdf_engine.value,
        "changed_since": changed_since,
        **aims.settings(),
    }
    choices = options(
        packs,
        settings,
        fail_on=fail_on.value,
        min_severity=min_severity.value,
        include=more,
        show_suppressed=show_suppressed,
        explain_score=explain_score,
        quiet=quiet,
        redact=redact,
    )
    told = _redacted(found) if redact else found
    publish(told, format.value, files, choices)
    typer.echo("".join(f"{line}\n" for line in limits(told, max_score, max_missing)), err=True, nl=False)
    raise typer.Exit(exit_code(found, fail_on.value, max_score, max_missing))


def _settled(outcomes: list[Outcome], baseline: str | None, waivers: str | None) -> list[Outcome]:
    if not (baseline or waivers):
        return outcomes
    from clausecheck.cli.ledger import settle

    return settle(outcomes, baseline, waivers)


def _redacted(outcomes: list[Outcome]) -> list[Outcome]:
    from clausecheck.report.redact import WARNING, redacted

    typer.echo(f"{WARNING}.", err=True)
    return redacted(outcomes)


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


def _include(text: str, where: str = "") -> frozenset[str]:
    wanted = frozenset(word.strip() for word in text.split(",") if word.strip())
    unknown = sorted(wanted - {"clauses", "text"})
    if unknown:
        raise typer.BadParameter(
            f"'{unknown[0]}' is not one of clauses, text", param_hint=where or "--include"
        )
    return wanted
