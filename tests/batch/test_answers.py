"""What a store answers: views, questions, exports, the list of what is unread."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import openpyxl
import pytest

from clausecheck.batch import exports, gather, query, schema, summary
from clausecheck.errors import UsageError
from tests.batch.papers import AGREEMENT, agreements, batch, rows

FORMULA = "=HYPERLINK(evil).txt"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of eight agreements, two of them alike, a file that failed, and one that is gone."""
    folder = tmp_path_factory.mktemp("batch")
    agreements(folder / "in", 6)
    (folder / "in" / FORMULA).write_text(
        AGREEMENT.format(company="Bell Film LLC", how="sole", fee=1), "utf-8"
    )
    (folder / "in" / "copy.txt").write_bytes((folder / "in" / "release-000.txt").read_bytes())
    (folder / "in" / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    gone = agreements(folder / "in" / "gone", 1)[0]
    batch([folder / "in"], folder / "out")
    gone.unlink()
    batch([folder / "in"], folder / "out")
    return folder / "out"


@pytest.fixture
def db(results: Path) -> Iterator[sqlite3.Connection]:
    with query.opened(results) as opened:
        yield opened


def test_every_document_has_exactly_one_outcome(results: Path) -> None:
    assert rows(results, "SELECT status, gone, count(*) FROM documents GROUP BY 1, 2 ORDER BY 1, 2") == [
        ("analyzed", 0, 8),
        ("analyzed", 1, 1),
        ("failed", 0, 1),
    ]


def test_views(db: sqlite3.Connection) -> None:
    common = {row[0]: row for row in query.ask(db, "SELECT rule, documents, percent FROM prevalence").rows}
    assert common["scope.perpetual"] == ("scope.perpetual", 8, 100.0)
    sides = list(query.ask(db, "SELECT sum(documents) FROM by_counterparty").rows)
    assert sides == [(8,)]
    alike = list(query.ask(db, "SELECT path, identical FROM duplicates").rows)
    assert any(str(path).endswith("release-000.txt") and same for path, same in alike)
    missing = list(query.ask(db, "SELECT * FROM missing_by_counterparty").rows)
    assert missing and all(str(rule).startswith("missing.") for _, rule, _, _ in missing)
    ((folder, documents, unread),) = query.ask(db, "SELECT folder, documents, unread FROM by_folder").rows
    assert str(folder).endswith("/in") and (documents, unread) == (9, 1)
    ((path, error),) = query.ask(db, "SELECT path, error FROM unread").rows
    assert (Path(str(path)).name, error) == ("broken.pdf", "damaged")


def test_clauses_share_their_texts(db: sqlite3.Connection) -> None:
    told = (
        "SELECT count(DISTINCT c.document), count(DISTINCT t.id) FROM clauses c "
        "JOIN texts t ON t.id = c.text WHERE t.text LIKE '3. Entire%'"
    )
    assert list(query.ask(db, told).rows) == [(9, 1)]


@pytest.mark.parametrize(
    "question",
    [
        "DELETE FROM documents", "DROP TABLE runs", "ATTACH 'x' AS y", "PRAGMA journal_mode = DELETE",
        "PRAGMA user_version", "CREATE TEMP TABLE t (x)", "VACUUM INTO 'x'", "SELECT load_extension('x')",
        "SELECT 1; SELECT 2", "BEGIN", "no SQL", "SELECT hex(zeroblob(900000000))",
    ],
)  # fmt: skip
def test_nothing_but_questions(results: Path, question: str) -> None:
    before = (results / "clausecheck.db").read_bytes()
    with pytest.raises(UsageError), query.opened(results) as opened:
        list(query.ask(opened, question).rows)
    assert (results / "clausecheck.db").read_bytes() == before


def test_a_question_without_end_is_ended(results: Path) -> None:
    endless = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
    with pytest.raises(UsageError, match=r"longer than 0\.2 seconds"), query.opened(results, 0.2) as opened:
        list(query.ask(opened, endless).rows)


def test_no_store_no_answer(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no results"), query.opened(tmp_path):
        pass


def test_a_document_is_found_by_id_path_and_end(db: sqlite3.Connection, results: Path) -> None:
    whole = str(results.parent / "in" / "copy.txt")
    identity = query.find(db, whole)
    assert query.find(db, str(identity)) == query.find(db, "copy.txt") == identity
    with pytest.raises(UsageError, match="several"):
        query.find(db, "release-")
    with pytest.raises(UsageError, match="no document"):
        query.find(db, "nothing.txt")


def test_summary(db: sqlite3.Connection) -> None:
    found = summary.summary(db)
    assert (found.documents, found.analyzed, found.failed, found.waiting, found.gone) == (9, 8, 1, 0, 1)
    assert found.unread == 1 and found.duplicates >= 1
    assert found.errors == (("damaged", 1),)
    assert [one.risk for one in found.worst] == sorted((one.risk for one in found.worst), reverse=True)  # type: ignore[type-var]
    assert found.common[0].percent == 100.0
    assert summary.reaches(db, "high") and summary.reaches(db, "low")


def test_the_list_of_what_is_unread_can_be_fed_back(
    db: sqlite3.Connection, results: Path, tmp_path: Path
) -> None:
    path = tmp_path / "failed.txt"
    path.write_text("".join(summary.unread(db)), "utf-8")
    assert "# damaged: " in path.read_text("utf-8")
    assert gather.listed(str(path)) == [str(results.parent / "in" / "broken.pdf")]


def test_csv_names_all_and_runs_nothing(db: sqlite3.Connection, tmp_path: Path) -> None:
    exports.export(db, "csv", tmp_path / "a.csv")
    found = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))))
    assert {row["status"] for row in found} == {"analyzed", "failed"}
    assert len({row["path"] for row in found}) == 9
    assert not any(cell.startswith("=") for row in found for cell in row.values())
    assert any(row["rule"] == "scope.perpetual" and "perpetuity" in row["quote"] for row in found)


def test_xlsx(db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "SHEET", 60)
    exports.export(db, "xlsx", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert {"Documents", "Findings", "Findings 2", "Grants", "Risks", "Counterparties"} <= set(
        book.sheetnames
    )
    assert book["Documents"].max_row == 10
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_jsonl(db: sqlite3.Connection, tmp_path: Path) -> None:
    exports.export(db, "jsonl", tmp_path / "a.jsonl")
    found = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert [one["path"] for one in found] == sorted(one["path"] for one in found)
    assert len(found) == 9
    for one in found:
        assert bool(one["findings"]) == bool(one["grants"]) == (one["status"] == "analyzed")
    assert {"voice", "likeness"} <= {s for one in found for grant in one["grants"] for s in grant["subject"]}


@pytest.mark.skipif(not find_spec("pyarrow"), reason="an extra")
def test_parquet(db: sqlite3.Connection, tmp_path: Path) -> None:
    from pyarrow import parquet

    exports.export(db, "parquet", tmp_path / "tables")
    found = parquet.read_table(tmp_path / "tables" / "documents.parquet").to_pylist()
    assert len(found) == 9
    assert {type(one["risk"]) for one in found} == {float, type(None)}
    assert parquet.read_table(tmp_path / "tables" / "findings.parquet").num_rows > 8


def test_exports_are_the_same_in_any_order_of_reading(results: Path, tmp_path: Path) -> None:
    given = sorted((results.parent / "in").iterdir(), reverse=True)
    for path in given:  # one run each: other ids, other order
        batch([path], tmp_path / "other", jobs=1) if path.is_file() else None
    for format in ("csv", "jsonl", "xlsx"):
        for place, name in ((results, "one"), (tmp_path / "other", "two")):
            with query.opened(place) as opened:
                exports.export(opened, format, tmp_path / f"{name}.{format}")
        if format != "xlsx":
            assert (tmp_path / f"one.{format}").read_bytes() == (tmp_path / f"two.{format}").read_bytes()


def test_a_place_that_cannot_be_written(db: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        exports.export(db, "csv", tmp_path)
    with pytest.raises(UsageError):
        exports.export(db, "docx", tmp_path / "a")


def test_every_column_is_explained() -> None:
    """A table's columns each have words beside them, or stand beside one that has."""
    made = sqlite3.connect(":memory:")
    made.executescript(schema.SCHEMA)
    for (table,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        assert f"CREATE TABLE {table} (" in schema.TABLES
        before = schema.TABLES.partition(f"CREATE TABLE {table} (")[0].rstrip().splitlines()[-1]
        assert before.startswith("-- "), table
    made.close()


def test_the_store_answers_where_nobody_may_write(results: Path, tmp_path: Path) -> None:
    (tmp_path / "clausecheck.db").write_bytes((results / "clausecheck.db").read_bytes())
    (tmp_path / "clausecheck.db").chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with query.opened(tmp_path) as opened:
            assert list(query.ask(opened, "SELECT count(*) FROM documents").rows) == [(10,)]
    finally:
        tmp_path.chmod(0o700)
