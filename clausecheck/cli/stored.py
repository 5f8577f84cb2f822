"""``clausecheck batch query|show|export|schema``: what the results of a batch say."""

from __future__ import annotations

import enum
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausecheck.cli.clauses import ListFormat

if TYPE_CHECKING:
    from clausecheck.batch.query import Answer
    from clausecheck.batch.summary import Summary
    from clausecheck.batch.tasks import Value

FAILED = "failed.txt"  # in the folder of the results

QUERY_EPILOG = """\b
Examples:
  clausecheck batch query results/ "SELECT * FROM prevalence"
  clausecheck batch query results/ "SELECT * FROM by_counterparty LIMIT 20"
  clausecheck batch query results/ "SELECT path, quote FROM all_findings WHERE rule = 'scope.perpetual'"
  clausecheck batch query results/ "SELECT * FROM missing_by_counterparty" --format csv > missing.csv"""
SHOW_EPILOG = """\b
Examples:
  clausecheck batch show results/ release.pdf
  clausecheck batch show results/ 17 --format json"""
EXPORT_EPILOG = """\b
Examples:
  clausecheck batch export results/ csv=findings.csv xlsx=agreements.xlsx
  clausecheck batch export results/ parquet=tables/"""
SCHEMA_EPILOG = """\b
Examples:
  clausecheck batch schema"""

_Results = Annotated[Path, typer.Argument(metavar="DIR", help="The folder that was given as --out.")]
_WIDEST = 60  # characters of a column on the terminal
_MEASURED = 200  # rows that decide how wide a column is


class TableFormat(enum.StrEnum):
    """Forms of a table."""

    text = "text"
    csv = "csv"
    json = "json"


def query(
    results: _Results,
    question: Annotated[str, typer.Argument(metavar="SQL", help="A question: SELECT …")],
    format: Annotated[TableFormat, typer.Option(help="How the answer is written.")] = TableFormat.text,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that it may take.")] = 60.0,
) -> None:
    """Ask the results a question in SQL; nothing can be changed this way."""
    from clausecheck.batch import query as asking

    with asking.opened(results, timeout) as db:
        answer = asking.ask(db, question)
        for line in WRITERS[format.value](answer):
            sys.stdout.write(line + "\n")


def show(
    results: _Results,
    document: Annotated[str, typer.Argument(metavar="PATH|ID", help="A document, or the end of its path.")],
    format: Annotated[ListFormat, typer.Option(help="How it is written.")] = ListFormat.text,
) -> None:
    """Show what is stored of one document."""
    from clausecheck.batch import query as asking
    from clausecheck.report.json import dumps

    with asking.opened(results) as db:
        identity = asking.find(db, document)
        (row,) = _records(asking.ask(db, "SELECT * FROM documents WHERE id = ?", (identity,)))
        told = (
            "SELECT f.*, r.why, r.ask FROM findings f LEFT JOIN rules r ON r.id = f.rule "
            "WHERE document = ? ORDER BY ordinal"
        )
        findings = list(_records(asking.ask(db, told, (identity,))))
        if format is ListFormat.json:
            details = {
                table: list(
                    _records(
                        asking.ask(
                            db, f"SELECT * FROM {table} WHERE document = ? ORDER BY ordinal", (identity,)
                        )
                    )
                )
                for table in ("grants", "parties", "payments", "laws")
            }
            sys.stdout.write(dumps(row | {"findings": findings} | details))
            return
    for line in _document(row, findings):
        typer.echo(line)


def export(
    results: _Results,
    files: Annotated[list[str], typer.Argument(metavar="FORMAT=FILE...", help="csv, xlsx, jsonl, parquet.")],
) -> None:
    """Write all results to files: the same bytes for the same results."""
    write(results, wanted(files))


def schema() -> None:
    """Print every table, view and column of the results."""
    from clausecheck.batch.schema import SCHEMA

    typer.echo(SCHEMA)


# ---------------------------------------------------------------- at the end of a run


def wanted(given: Sequence[str]) -> list[tuple[str, Path]]:
    """``["csv=all.csv"]`` → format and file.

    Raises:
        UsageError: no such format, or no such folder.
    """
    from clausecheck.batch.exports import FORMATS
    from clausecheck.errors import UsageError, nearest

    found = []
    for text in given:
        format, sign, name = text.partition("=")
        if not sign or not name:
            raise UsageError(f"{text!r} is not FORMAT=FILE", "for example csv=findings.csv")
        if format not in FORMATS:
            hint = nearest(format, FORMATS) or f"choose one of {', '.join(FORMATS)}"
            raise UsageError(f"no format {format!r}", hint)
        if not Path(name).absolute().parent.is_dir():
            raise UsageError(f"there is no folder {str(Path(name).parent)!r}", "make it first", name)
        found.append((format, Path(name)))
    return found


def write(results: Path, files: Sequence[tuple[str, Path]]) -> None:
    """Export to each file."""
    from clausecheck.batch import query as asking
    from clausecheck.batch.exports import export as exported

    for format, path in files:
        with asking.opened(results, seconds=3600) as db:
            exported(db, format, path)


def list_unread(out: Path) -> None:
    """Write the list of what is unread, or take it away where all is read."""
    from clausecheck.batch import query as asking
    from clausecheck.batch.summary import unread
    from clausecheck.cli.output import replace

    with asking.opened(out) as db:
        lines = list(unread(db))
    if len(lines) > 1:
        replace(out / FAILED, "".join(lines).encode("utf-8", "surrogateescape"))
        (out / FAILED).chmod(0o600)
    else:
        (out / FAILED).unlink(missing_ok=True)


def told(out: Path, files: Sequence[tuple[str, Path]], fail_on: str, *, quiet: bool) -> int:
    """Exports and the summary; the exit code."""
    from clausecheck.batch import query as asking
    from clausecheck.batch.summary import reaches, summary
    from clausecheck.errors import EXIT_FINDINGS, EXIT_OK, EXIT_UNREAD

    write(out, files)
    with asking.opened(out) as db:
        found = summary(db)
        above = fail_on != "never" and reaches(db, fail_on)
    if not quiet:
        for line in _summary(found, out):
            typer.echo(line)
    return EXIT_UNREAD if found.unread else EXIT_FINDINGS if above else EXIT_OK


def _summary(found: Summary, out: Path) -> Iterator[str]:
    counts = [(found.partial, "read in part"), (found.failed, "failed"), (found.waiting, "not read yet")]
    more = "".join(f", {count:,} {what}" for count, what in counts if count)
    yield f"{found.documents:,} documents: {found.analyzed:,} read{more}"
    if found.duplicates:
        yield f"{found.duplicates:,} have the same words as another one (view duplicates)"
    if found.gone:
        yield f"{found.gone:,} more were there at an earlier run and are not counted"
    if found.errors:
        yield "Failed: " + ", ".join(f"{count:,} {code}" for code, count in found.errors)
    if found.worst:
        yield "\nWorst"
        for one in found.worst:
            yield f"  {one.grade or '-'} {one.risk or 0:5.1f}  {_place(one.path)}"
    if found.common:
        yield "\nMost common risks"
        for each in found.common:
            yield _shown(f"  {each.percent:5.1f} %  {each.severity:<8} {each.title}  ({each.rule})")
    yield ""
    if found.unread:
        yield _shown(f"Unread, and why: {out / FAILED}")
    yield _shown(f'More: clausecheck batch query {out} "SELECT * FROM worst"')


# ---------------------------------------------------------------- tables


def _place(path: str) -> str:
    """From here, where it lies below."""
    from clausecheck.report.places import relative

    return _shown(path if "://" in path else relative(path, str(Path.cwd())))


def _shown(value: Value) -> str:
    from clausecheck.report.inert import inert

    return "" if value is None else value.hex() if isinstance(value, bytes) else inert(str(value))


def _records(answer: Answer) -> Iterator[dict[str, object]]:
    for row in answer.rows:
        yield {
            name: value.hex() if isinstance(value, bytes) else value
            for name, value in zip(answer.columns, row, strict=True)
        }


def _text(answer: Answer) -> Iterator[str]:
    from itertools import chain, islice

    first = [[_shown(value) for value in row] for row in islice(answer.rows, _MEASURED)]
    rest = ([_shown(value) for value in row] for row in answer.rows)
    widths = [
        min(_WIDEST, max(len(cells[i]) for cells in (answer.columns, *first)))
        for i in range(len(answer.columns))
    ]
    yield _aligned(answer.columns, widths)
    yield _aligned(["-" * width for width in widths], widths)
    for row in chain(first, rest):
        yield _aligned(row, widths)


def _aligned(cells: Iterable[str], widths: Sequence[int]) -> str:
    short = (
        (cell if len(cell) <= width else f"{cell[: width - 1]}…").ljust(width)
        for cell, width in zip(cells, widths, strict=True)
    )
    return "  ".join(short).rstrip()


def _csv(answer: Answer) -> Iterator[str]:
    import csv
    import io
    from itertools import chain

    from clausecheck.batch.exports import cell

    for values in chain((answer.columns,), answer.rows):
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow([cell(value) for value in values])
        yield out.getvalue()


def _json(answer: Answer) -> Iterator[str]:
    """A record a line."""
    for record in _records(answer):
        yield json.dumps(record)


WRITERS = {"text": _text, "csv": _csv, "json": _json}


def _document(row: dict[str, object], findings: Sequence[dict[str, object]]) -> Iterator[str]:
    def cell(record: dict[str, object], name: str) -> str:
        value = record[name]
        return "" if value is None else _shown(str(value))

    yield cell(row, "path")
    if row["status"] == "failed":
        yield f"  not read: {cell(row, 'message')} ({cell(row, 'error')})"
        yield f"  hint: {cell(row, 'hint')}"
        return
    if row["status"] == "waiting":
        yield "  not read yet: run the batch again"
        return
    old = "; read again at the next run: it has changed" if row["stale"] else ""
    grade = f"grade {cell(row, 'grade')}" if row["grade"] else f"no grade: {cell(row, 'reason')}"
    unread = f", pages {cell(row, 'pages_unread')} UNREAD" if row["pages_unread"] != "[]" else ""
    yield f"  {grade}, risk {cell(row, 'risk')}, {cell(row, 'pages')} pages{unread}{old}"
    if row["exchange"]:
        yield f"  {cell(row, 'exchange')}"
    for one in findings:
        place = " ".join(
            f"{word} {cell(one, key)}"
            for word, key in (("clause", "clause"), ("page", "page"), ("line", "line"))
            if one[key]
        )
        yield f"\n  {cell(one, 'severity')}: {cell(one, 'message')}  ({cell(one, 'rule')})"
        yield f"    {place}: “{cell(one, 'quote')}”" if one["quote"] else f"    {place}"
