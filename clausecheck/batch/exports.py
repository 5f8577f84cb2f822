"""A store → CSV, a workbook, JSON lines or Parquet.

Sorted by path and without a clock: two runs over the same documents give the same.
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from clausecheck.batch import query
from clausecheck.batch.tasks import Row, Value
from clausecheck.errors import UsageError
from clausecheck.report.inert import inert
from clausecheck.report.rows import neutral

if TYPE_CHECKING:
    from xlsxwriter import Workbook

SHEET: Final = 1_048_000  # rows that Excel takes are 1,048,576
CELL: Final = 32_000  # characters that a cell holds, by Excel's limits 32,767

_DOCUMENTS = (
    "path status grade risk critical high medium low info pages pages_unread words format language error "
    "message hint reason exchange sha256 words_sha256"
)
_FINDINGS = (
    "path status severity confidence rule category message clause heading page line quote why ask fingerprint"
)
# Table → its question. Every document has a row in "documents", also where nothing was found in it.
TABLES: Final[Mapping[str, str]] = {
    "documents": f"SELECT {', '.join(_DOCUMENTS.split())} FROM documents WHERE NOT gone ORDER BY path",
    "findings": f"SELECT {', '.join(_FINDINGS.split())} FROM all_findings ORDER BY path, document, ordinal",
    **{
        name: f"SELECT d.path, t.* FROM {name} t JOIN read_documents d ON d.id = t.document "
        "ORDER BY path, ordinal"
        for name in ("grants", "parties", "payments", "laws")
    },
}
# A sheet of findings alone would hide the documents that were not read: they stand at its end.
_UNREAD = (
    "SELECT path, status, NULL, NULL, error, NULL, coalesce(message, 'not read yet'), NULL, NULL, NULL, "
    "NULL, NULL, NULL, hint, NULL FROM unread WHERE status <> 'partial' ORDER BY path"
)
_NUMBERED = frozenset(("document", "ordinal"))  # another store may number otherwise
_LISTS = frozenset(("to", "subject", "acts", "aliases", "pages_unread"))


def export(db: sqlite3.Connection, format: str, path: Path) -> None:
    """Write all that is stored and not gone.

    Raises:
        UsageError: there is no such format, or it cannot be written.
    """
    if format not in FORMATS:
        raise UsageError(f"no format {format!r}", f"choose one of {', '.join(FORMATS)}")
    try:
        FORMATS[format](db, path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "choose another place that you may write to"
        raise UsageError(f"this file cannot be written: {reason}", hint, str(path)) from error


def table(db: sqlite3.Connection, name: str) -> query.Answer:
    """One of ``TABLES`` without the numbers of its rows."""
    answer = query.ask(db, TABLES[name])
    kept = [i for i, column in enumerate(answer.columns) if column not in _NUMBERED]
    columns = tuple(answer.columns[i] for i in kept)
    return query.Answer(columns, (tuple(row[i] for i in kept) for row in answer.rows))


def _csv(db: sqlite3.Connection, path: Path) -> None:
    answer = table(db, "findings")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(answer.columns)
        for rows in (answer.rows, db.execute(_UNREAD)):
            writer.writerows([cell(value) for value in row] for row in rows)


def cell(value: Value) -> str | int | float | None:
    """A value as a sheet may hold it: shown, never run."""
    if isinstance(value, bytes):
        return value.hex()
    return neutral(inert(value)) if isinstance(value, str) else value


def _jsonl(db: sqlite3.Connection, path: Path) -> None:
    """A line a document, with all that is known of it."""
    details = {name: _grouped(table(db, name)) for name in TABLES if name != "documents"}
    with path.open("w", encoding="utf-8") as file:
        for record in _records(table(db, "documents")):
            own = {name: next_of(str(record["path"])) for name, next_of in details.items()}
            file.write(json.dumps(record | own) + "\n")


def _records(answer: query.Answer) -> Iterator[dict[str, object]]:
    for row in answer.rows:
        yield {
            name: json.loads(value) if name in _LISTS and isinstance(value, str) else value
            for name, value in zip(answer.columns, row, strict=True)
        }


def _grouped(answer: query.Answer) -> Callable[[str], list[dict[str, object]]]:
    """The records of a path; paths must be asked for in their order."""
    rows = _records(answer)
    held: list[dict[str, object]] = []

    def next_of(path: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        while True:
            record = held.pop() if held else next(rows, None)
            if record is None:
                return found
            if record["path"] != path:
                held.append(record)
                return found
            found.append({name: value for name, value in record.items() if name not in ("path", "status")})

    return next_of


def _xlsx(db: sqlite3.Connection, path: Path) -> None:
    from xlsxwriter import Workbook

    from clausecheck.report.xlsx import CREATED

    with Workbook(path, {"constant_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": CREATED, "author": "clausecheck"})
        _sheets(book, "Documents", table(db, "documents"))
        _sheets(book, "Findings", table(db, "findings"))
        _sheets(book, "Grants", table(db, "grants"))
        for view, title in (
            ("prevalence", "Risks"),
            ("by_counterparty", "Counterparties"),
            ("by_folder", "Folders"),
        ):
            _sheets(book, title, query.ask(db, f"SELECT * FROM {view}"))


def _sheets(book: Workbook, title: str, answer: query.Answer) -> None:
    """A table as a sheet, or as several where one is too small."""
    bold, number, done = book.add_format({"bold": True}), 1, False
    rows = answer.rows
    while not done:
        sheet = book.add_worksheet(title if number == 1 else f"{title} {number}")
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(answer.columns):
            sheet.set_column(column, column, {"path": 40, "message": 40, "quote": 60}.get(name, 12))
        sheet.write_row(0, 0, answer.columns, bold)
        line, done = 0, True
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, int | float):
                    sheet.write_number(line, column, value)
                elif value is not None:
                    text = value.hex() if isinstance(value, bytes) else inert(value)
                    sheet.write_string(line, column, text[:CELL])
            if line == SHEET:
                done = False
                break
        sheet.autofilter(0, 0, max(line, 1), len(answer.columns) - 1)
        number += 1


def _parquet(db: sqlite3.Connection, path: Path) -> None:
    """A folder with a file for each table."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        hint = 'install it: pip install "clausecheck[parquet]"'
        raise UsageError("Parquet needs a library that is not installed", hint) from error

    path.mkdir(exist_ok=True)
    kinds = {int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
    for name in TABLES:
        answer = table(db, name)
        types = [kinds[_KINDS.get(column, str)] for column in answer.columns]
        shape = pyarrow.schema(list(zip(answer.columns, types, strict=True)))
        with parquet.ParquetWriter(path / f"{name}.parquet", shape) as writer:
            for rows in _chunks(answer.rows, 50_000):
                columns = [list(values) for values in zip(*rows, strict=True)]
                arrays = [pyarrow.array(c, t, from_pandas=False) for c, t in zip(columns, types, strict=True)]
                writer.write_table(pyarrow.Table.from_arrays(arrays, schema=shape))


_KINDS: Mapping[str, type] = {
    **dict.fromkeys(("critical", "high", "medium", "low", "info", "pages", "words", "page", "line"), int),
    **dict.fromkeys(("risk", "amount", "least"), float),
}


def _chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


FORMATS: Final[Mapping[str, Callable[[sqlite3.Connection, Path], None]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": _jsonl,
    "parquet": _parquet,
}
