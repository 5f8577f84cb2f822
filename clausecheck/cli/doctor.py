"""``clausecheck doctor``: what works here, and what can be read of a file."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.clauses import ListFormat

if TYPE_CHECKING:
    from clausecheck.cli.installed import Pack, Part
    from clausecheck.model import Outcome, Report, Source

DOCTOR_EPILOG = """\b
Examples:
  clausecheck doctor                  is everything there?
  clausecheck doctor scan.pdf         what can be read of this file, and what not
  clausecheck doctor --format json

Exit codes: 0 fine, 2 a rule pack is faulty, 4 the file or a part of it cannot be read."""

_LABEL = 13  # characters of the first column


def doctor(
    path: Annotated[str | None, typer.Argument(metavar="[FILE]", help='A document, or "-".')] = None,
    format: Annotated[ListFormat, typer.Option(help="How it is written.")] = ListFormat.text,
    password: Annotated[str | None, typer.Option(help="For a locked PDF.")] = None,
) -> None:
    """Show what works here, and what can be read of a file."""
    import json

    from clausecheck.cli import installed
    from clausecheck.errors import EXIT_OK, EXIT_UNREAD, EXIT_USAGE
    from clausecheck.model import Analyzed
    from clausecheck.report.inert import inert

    packs, outcome = installed.packs(), None if path is None else _read(path, password)
    if format is ListFormat.json:
        typer.echo(json.dumps(_record(packs, path, outcome), ensure_ascii=False, indent=2))
    else:
        for line in _lines(packs, path, outcome):
            typer.echo(inert(line))
    if any(pack.problem for pack in packs):
        raise typer.Exit(EXIT_USAGE)
    raise typer.Exit(EXIT_OK if outcome is None or isinstance(outcome, Analyzed) else EXIT_UNREAD)


def _read(path: str, password: str | None) -> Outcome:
    from clausecheck.batch.worker import supervise
    from clausecheck.cli.inputs import one

    return supervise(_reading, one(path, password), path=path)


def _reading(source: Source) -> Outcome:
    """The work of the child process: all is read, nothing is judged."""
    from clausecheck import pipeline

    return pipeline.judged(source, ())


# ---------------------------------------------------------------- for a person


def _lines(packs: tuple[Pack, ...], path: str | None, outcome: Outcome | None) -> Iterator[str]:
    from clausecheck import __version__
    from clausecheck.cli import installed

    yield _row("clausecheck", __version__)
    yield _row("Python", f"{platform.python_version()} on {_system()}")
    for pack in packs:
        yield _row("rules", _pack(pack))
        yield from (_row("", f"{fault.path}:{fault.line}: {fault.message}") for fault in pack.faults)
    for part in installed.readers():
        yield _row("reads" if part.works else "reads not", _part(part))
    spacy = installed.version("spacy")
    yield _row("spaCy", f"{spacy}, loaded when a rule needs it" if spacy else "missing: pip install spacy")
    folder, fault = installed.cache()
    yield _row(
        "cache", f"{folder or 'off'}{f' cannot be written ({fault}): each run is slow' if fault else ''}"
    )
    for name, value in installed.settings().items():
        yield _row("setting", f"{name}={value}")
    if path is not None and outcome is not None:
        yield ""
        yield from _file(path, outcome)


def _row(label: str, words: str) -> str:
    return f"{label:<{_LABEL}}{words}"


def _system() -> str:
    return " ".join(part for part in (platform.system() or sys.platform, platform.machine()) if part)


def _pack(pack: Pack) -> str:
    if pack.problem:
        return f"{pack.id}: FAULTY: {pack.problem}"
    return f"{pack.id} {pack.version}, {pack.rules} rules"


def _part(part: Part) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in part.versions.items())
    return ": ".join(words for words in (part.name, "; ".join(filter(None, (versions, part.note)))) if words)


def _file(path: str, outcome: Outcome) -> Iterator[str]:
    from clausecheck.model import Failed

    yield _row("file", path)
    if (size := _size(path)) is not None:
        yield _row("size", f"{size:,} bytes")
    if isinstance(outcome, Failed):
        problem = outcome.problem
        yield _row("NOT READ", f"{problem.message} ({problem.code})")
        yield from [_row("way out", problem.hint)] if problem.hint else []
        return
    yield from (_row(label, words) for label, words in _about(outcome.report))


def _about(report: Report) -> Iterator[tuple[str, str]]:
    from clausecheck.report.reading import notices

    reading = report.reading
    pages, words = _counted(reading.pages, "page"), _counted(report.words, "word")
    yield "kind", report.format
    yield "read", f"{reading.pages_read} of {pages}, {words}"
    if reading.pages_unread:
        yield "NOT READ", _on(reading.pages_unread)
    if reading.ocr_pages:
        yield "recognised", f"{_on(reading.ocr_pages)}: pictures, read by text recognition"
    english = report.language == "en"
    yield "language", "English" if english else "not English: no rule would be run, and there is no grade"
    yield "hidden text", _counted(reading.hidden_runs, "place") if reading.hidden_runs else "none seen"
    yield "changes", f"{reading.changes} that nobody has accepted" if reading.changes else "none pending"
    yield from (("notice", said) for said in notices(reading))


def _on(pages: tuple[int, ...]) -> str:
    return f"page{'' if len(pages) == 1 else 's'} {', '.join(map(str, pages))}"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _size(path: str) -> int | None:
    try:
        return None if path == "-" else Path(path).stat().st_size
    except (OSError, ValueError):
        return None


# ---------------------------------------------------------------- for a machine


def _record(packs: tuple[Pack, ...], path: str | None, outcome: Outcome | None) -> dict[str, object]:
    from clausecheck import __version__
    from clausecheck.cli import installed

    folder, fault = installed.cache()
    return {
        "schema": "clausecheck/doctor/1",
        "tool": {"name": "clausecheck", "version": __version__},
        "python": platform.python_version(),
        "platform": _system(),
        "packs": [pack._asdict() | {"faults": [fault._asdict() for fault in pack.faults]} for pack in packs],
        "readers": [part._asdict() for part in installed.readers()],
        "spacy": installed.version("spacy") or None,
        "cache": {"folder": str(folder) if folder else None, "problem": fault or None},
        "settings": installed.settings(),
        "file": None if path is None or outcome is None else _file_record(path, outcome),
    }


def _file_record(path: str, outcome: Outcome) -> dict[str, object]:
    from clausecheck.model import Analyzed, Failed

    record: dict[str, object] = {"path": path, "bytes": _size(path)}
    if isinstance(outcome, Failed):
        return record | {"status": "failed", "error": outcome.problem._asdict()}
    report = outcome.report
    reading = report.reading
    return record | {
        "status": "analyzed" if isinstance(outcome, Analyzed) else "partial",
        "error": None,
        "format": report.format,
        "language": report.language,
        "words": report.words,
        "pages": reading.pages,
        "pages_read": reading.pages_read,
        "pages_unread": list(reading.pages_unread),
        "ocr_pages": list(reading.ocr_pages),
        "hidden_runs": reading.hidden_runs,
        "changes": reading.changes,
        "notices": [{"message": notice.message, "page": notice.page} for notice in reading.notices],
    }
