"""The report → standard output and files: each file whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.errors import UsageError, nearest

if TYPE_CHECKING:
    from clausecheck.model import Outcome, RulePack
    from clausecheck.report import Options

BOXED = frozenset(("json", "jsonl", "sarif"))  # formats that say where on a page a quote stands

SUMMARY = 1 << 20  # bytes that GitHub takes as the summary of a step


def wanted(given: Sequence[str]) -> tuple[tuple[str, Path], ...]:
    """``["sarif=out.sarif"]`` → format and file.

    Raises:
        UsageError: no such format, no such folder, or a file that is named twice.
    """
    from clausecheck.report import FORMATS

    found: list[tuple[str, Path]] = []
    for text in given:
        format, sign, name = text.partition("=")
        if not sign or not name:
            hint = "for example --output sarif=report.sarif"
            raise UsageError(f"--output {text!r} is not FORMAT=FILE", hint)
        if format not in FORMATS:
            hint = nearest(format, FORMATS) or f"choose one of {', '.join(FORMATS)}"
            raise UsageError(f"no format {format!r}", hint)
        if name == "-":
            raise UsageError("a file cannot be called -", f"--format {format} writes to standard output")
        path = Path(name)
        if not path.parent.is_dir():
            raise UsageError(f"there is no folder {str(path.parent)!r}", "make it first", name)
        if any(path == other for _, other in found):
            raise UsageError("two reports would go to one file", "give each a name of its own", name)
        found.append((format, path))
    return tuple(found)


def spare(files: Sequence[tuple[str, Path]], taken: Sequence[str]) -> None:
    """See to it that no report is written over what is read for it.

    Raises:
        UsageError: one would be.
    """
    for _, path in files:
        for other in taken:
            with suppress(OSError):
                if path.exists() and path.samefile(other):
                    hint = "name another file"
                    raise UsageError("a report would replace what it is about", hint, str(path))


def options(
    packs: Sequence[RulePack],
    settings: Mapping[str, object],
    *,
    fail_on: str = "never",
    min_severity: str = "info",
    include: frozenset[str] = frozenset(),
    show_suppressed: bool = False,
    explain_score: bool = False,
    quiet: bool = False,
    redact: bool = False,
) -> Options:
    """The reader's choices, with what the terminal and the current folder add to them."""
    import shutil

    from clausecheck import __version__, report
    from clausecheck.model import Severity

    return report.Options(
        width=shutil.get_terminal_size((80, 24)).columns,
        colour=_colour(),
        quiet=quiet,
        show_suppressed=show_suppressed,
        explain_score=explain_score,
        include=include,  # type: ignore[arg-type]
        min_severity=Severity[min_severity.upper()],
        version=__version__,
        settings={"redact": True} if redact else settings,  # a party's name may be among the settings
        redacted=redact,
        root="" if redact else str(Path.cwd()),
        rules=tuple((rule.id, rule.title) for pack in packs for rule in pack.rules),
        fail_on=None if fail_on == "never" else Severity[fail_on.upper()],
    )


def publish(
    outcomes: Sequence[Outcome], format: str, files: Sequence[tuple[str, Path]], options: Options
) -> None:
    """Write the files that were asked for, then the report itself on standard output.

    Raises:
        UsageError: a file cannot be written; a workbook would go to the terminal.
    """
    from clausecheck.report import FORMATS, encode, render

    write(outcomes, files, options)
    if format == "github":
        step_summary(outcomes, options)
    try:
        if FORMATS[format] == "xlsx":
            if sys.stdout.isatty():
                hint = "write it to a file: -o xlsx=report.xlsx"
                raise UsageError("a workbook is not for the terminal", hint)
            sys.stdout.buffer.write(encode(outcomes, format, options))
        else:
            sys.stdout.write(render(outcomes, format, options))
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


def write(outcomes: Sequence[Outcome], files: Sequence[tuple[str, Path]], options: Options) -> None:
    """Write every report to its file.

    Raises:
        UsageError: a file cannot be written.
    """
    from clausecheck.report import encode

    for format, path in files:
        replace(path, encode(outcomes, format, options._replace(colour=False)))


def replace(path: Path, data: bytes) -> None:
    """Write a file so that it holds all of ``data`` or what it held before.

    Raises:
        UsageError: it cannot be written.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        if isinstance(error, OSError):
            reason = error.strerror or type(error).__name__
            hint = "choose another place that you may write to"
            raise UsageError(f"this file cannot be written: {reason}", hint, str(path)) from error
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def step_summary(outcomes: Sequence[Outcome], options: Options) -> None:
    """Add the report to the summary of a step of GitHub's CI, if this is one.

    Raises:
        UsageError: it cannot be written.
    """
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place:
        return
    from clausecheck.report import encode

    data = encode(outcomes, "markdown", options)
    if len(data) > SUMMARY:
        cut = data[:SUMMARY].rpartition(b"\n")[0]
        data = cut[: SUMMARY - 200] + b"\n\n**There is more:** write the whole report with --output.\n"
    try:
        with Path(place).open("ab") as file:
            file.write(data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "unset GITHUB_STEP_SUMMARY to do without"
        raise UsageError(f"the step summary cannot be written: {reason}", hint, place) from error
