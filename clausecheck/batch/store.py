"""Results → a SQLite file that survives whatever happens to its writer. Its tables: ``schema``.

There is one writer at a time, and it is this process; readers (``query``) may look at any time.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from clausecheck.batch import schema
from clausecheck.batch.gather import Found
from clausecheck.batch.tasks import INSIDE, Aim, Result, Row
from clausecheck.errors import Stopped, UsageError

NAME = "clausecheck.db"
LOCK = "clausecheck.lock"
COLUMNS = {
    "findings": 17, "risks": 3, "grants": 20, "parties": 5, "payments": 9, "laws": 6, "rules": 8,
}  # fmt: skip
_CLAUSE = "INSERT INTO clauses VALUES (?,?,?,?,?,?,?,?, (SELECT id FROM texts WHERE hash = ?))"


class Known(NamedTuple):
    """What the store says of a document so far."""

    id: int
    status: str
    size: int | None
    mtime_ns: int | None
    sha256: str | None
    key: str | None  # of the settings it was judged with
    limits: str | None
    gone: bool
    stale: bool


class Asked(NamedTuple):
    """What documents that are there were judged with."""

    packs: tuple[str, ...]  # names or folders
    side: str
    again: int  # documents that are to be read again
    kept: int  # documents whose results stay


class Store:
    """The store in a folder, open for writing; as a context it is closed, whole, at the end."""

    def __init__(self, folder: Path) -> None:
        """Make the folder and the store where there are none.

        Raises:
            UsageError: another run has it, it is of another version, or it cannot be made.
        """
        self.folder, self.path = folder, folder / NAME
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = _locked(folder / LOCK)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            hint = "give another folder for --out"
            raise UsageError(f"no results can be kept there: {reason}", hint, str(folder)) from error
        self._run = 0
        self._settings: dict[str, int] = {}
        try:
            self._db = sqlite3.connect(self.path, isolation_level=None)
            try:
                self._open()
            except BaseException:
                self._db.close()
                raise
        except BaseException:
            os.close(self._lock)
            raise

    def _open(self) -> None:
        try:
            (application,), (version,), (tables,) = (
                self._db.execute(question).fetchone()
                for question in (
                    "PRAGMA application_id",
                    "PRAGMA user_version",
                    "SELECT count(*) FROM sqlite_master",
                )
            )
        except sqlite3.DatabaseError as error:
            raise _foreign(self.path) from error
        if tables and application != schema.APPLICATION:
            raise _foreign(self.path)
        if tables:
            check_version(version, self.path)
        with self._full():
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")  # with WAL a killed process loses nothing
            self._db.execute("PRAGMA cache_size = -65536")  # 64 MB
            if not tables:
                with self._transaction():
                    for statement in _statements(schema.SCHEMA):
                        self._db.execute(statement)
                    self._db.execute(f"PRAGMA application_id = {schema.APPLICATION}")
                    self._db.execute(f"PRAGMA user_version = {schema.VERSION}")
                self._db.execute("ANALYZE")

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave one file behind, which says all."""
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()
        os.close(self._lock)

    # ------------------------------------------------------------ a run

    def begin(self, version: str, found: int) -> None:
        """A run over so many documents begins; ``version``: of clausecheck."""
        with self._full():
            told = "INSERT INTO runs (started, version, found) VALUES (?, ?, ?)"
            self._run = self._db.execute(told, (time.time(), version, found)).lastrowid or 0

    def end(self, unchanged: int, stopped: str | None) -> None:
        """The run ends; ``stopped``: why it could not read all."""
        with self._full():
            told = "UPDATE runs SET ended = ?, unchanged = ?, stopped = ? WHERE id = ?"
            self._db.execute(told, (time.time(), unchanged, stopped, self._run))
            self._db.execute("PRAGMA optimize")

    def known(self) -> dict[str, Known]:
        """Path → what is stored of it."""
        told = (
            "SELECT path, d.id, status, size, mtime_ns, sha256, s.key, limits, gone, stale "
            "FROM documents d LEFT JOIN settings s ON s.id = d.settings"
        )
        return {path: Known(*rest) for path, *rest in self._db.execute(told)}

    def asked(self) -> list[Asked]:
        """The packs and sides of the stored results."""
        import json

        told = (
            "SELECT s.packs, s.side, sum(d.stale), sum(NOT d.stale) FROM documents d "
            "JOIN settings s ON s.id = d.settings WHERE NOT d.gone GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return [
            Asked(tuple(json.loads(packs)), side, again, kept)
            for packs, side, again, kept in self._db.execute(told)
        ]

    def register(self, new: Sequence[Found], changed: Sequence[int], back: Sequence[int]) -> None:
        """Enter what was found before it is read; ``changed``: to be read again; ``back``: gone no more."""
        told = (
            "INSERT INTO documents (path, raw, folder, name, archive, size, mtime_ns, status) "
            "VALUES (?, ?, ?, ?, ?, NULL, NULL, 'waiting')"
        )
        with self._full(), self._transaction():
            self._db.executemany(told, map(_entered, new))
            self._db.executemany("UPDATE documents SET stale = 1 WHERE id = ?", ((one,) for one in changed))
            self._db.executemany("UPDATE documents SET gone = 0 WHERE id = ?", ((one,) for one in back))

    def ids(self) -> dict[str, int]:
        """Path → the id of its row."""
        return dict(self._db.execute("SELECT path, id FROM documents"))

    def lose(self, gone: Sequence[int]) -> None:
        """Mark documents that are not there any more."""
        with self._full(), self._transaction():
            self._db.executemany("UPDATE documents SET gone = 1 WHERE id = ?", ((one,) for one in gone))

    def save(self, results: Sequence[tuple[Result, Found, Aim]], version: str) -> None:
        """Write results, all or none. ``version``: of clausecheck.

        Raises:
            Stopped: there is no room for them, or the folder is lost.
        """
        if not self.path.exists():  # SQLite would go on writing to a file that nobody sees
            hint = "bring it back and run the same command again, or give another folder for --out"
            raise Stopped("the folder of the results was there and is not any more", hint, str(self.folder))
        with self._full(), self._transaction():
            for result, found, aim in results:
                if result.unchanged:
                    told = "UPDATE documents SET size = ?, mtime_ns = ?, stale = 0 WHERE id = ?"
                    self._db.execute(told, (found.size, found.mtime_ns, result.id))
                else:
                    self._write(result, found, self._settings_of(aim, version))

    def _write(self, result: Result, found: Found, settings: int) -> None:
        for table in schema.DETAILS:
            self._db.execute(f"DELETE FROM {table} WHERE document = ?", (result.id,))
        columns = dict.fromkeys(_DOCUMENT) | dict(result.columns)
        columns |= {
            "size": found.size, "mtime_ns": found.mtime_ns, "sha256": result.sha256, "stale": 0, "gone": 0,
            "settings": settings, "run": self._run, "seconds": result.seconds, "attempts": result.attempts,
        }  # fmt: skip
        names = ", ".join(f"{name} = ?" for name in columns)
        self._db.execute(f"UPDATE documents SET {names} WHERE id = ?", (*columns.values(), result.id))
        for table, rows in result.rows.items():
            if table == "clauses":
                self._db.executemany(_CLAUSE, rows)
            elif table == "texts":
                told = "INSERT OR IGNORE INTO texts (hash, words_hash, length, text) VALUES (?, ?, ?, ?)"
                self._db.executemany(told, rows)
            else:
                verb = "INSERT OR REPLACE" if table == "rules" else "INSERT"
                self._db.executemany(f"{verb} INTO {table} VALUES ({_marks(table)})", rows)

    def _settings_of(self, aim: Aim, version: str) -> int:
        key = aim.key(version)
        if key not in self._settings:
            self._settings[key] = self._add_settings(key, aim, version)
        return self._settings[key]

    def _add_settings(self, key: str, aim: Aim, version: str) -> int:
        import json

        row = self._db.execute("SELECT id FROM settings WHERE key = ?", (key,)).fetchone()
        if row:
            return int(row[0])
        columns = "key, version, packs, packs_sha256, side, options"
        told = f"INSERT INTO settings ({columns}) VALUES (?, ?, ?, ?, ?, ?)"
        options = json.dumps(aim.options, sort_keys=True)
        values: Row = (key, version, json.dumps(aim.packs), aim.packs_sha256, aim.side, options)
        return self._db.execute(told, values).lastrowid or 0

    def refill(self, tables: Sequence[str], rows: Mapping[str, Sequence[Row]]) -> None:
        """Replace all rows of these tables, of all or of none.

        Raises:
            Stopped: there is no room for them, or the folder is lost.
        """
        with self._full(), self._transaction():
            for table in tables:
                self._db.execute(f"DELETE FROM {table}")
                if found := rows.get(table):
                    marks = ", ".join("?" * len(found[0]))
                    self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", found)

    def tidy(self) -> None:
        """Drop the texts of clauses that no document holds any more."""
        with self._full():
            unused = "NOT EXISTS (SELECT 1 FROM clauses c WHERE c.text = texts.id)"
            self._db.execute(f"DELETE FROM texts WHERE {unused}")

    # ------------------------------------------------------------ what may happen to a disk

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk may have ended it already
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _full(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorname", "")
            message = (
                "the disk is full"
                if code.startswith("SQLITE_FULL")
                else f"the results cannot be written ({error})"
            )
            hint = "make room, or see to the folder, and run the same command again: what was done is kept"
            raise Stopped(message, hint, str(self.path)) from error


_DOCUMENT = tuple(
    "error message hint limits format language text_sha256 words_sha256 words pages pages_unread ocr_pages "
    "hidden changes risk grade reason provisional critical high medium low info exchange".split()
)  # columns that one outcome fills and another does not


def check_version(version: int, path: Path) -> None:
    """See to it that a store is of the version that is written here.

    Raises:
        UsageError: it is not.
    """
    if version != schema.VERSION:
        message = f"this store is of version {version}, and this clausecheck writes version {schema.VERSION}"
        hint = "give a new folder for --out and read the documents again, or use the clausecheck that made it"
        raise UsageError(message, hint, str(path))


def _foreign(path: Path) -> UsageError:
    return UsageError("this is no store of clausecheck", "give another folder for --out", str(path))


def _statements(script: str) -> Iterator[str]:
    """``executescript`` would end our transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _marks(table: str) -> str:
    return ", ".join("?" * COLUMNS[table])


def path_text(path: str) -> str:
    """A path as the store holds it: bytes that are not UTF-8 are written out."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path).decode("utf-8", "backslashreplace")
    return path


def _entered(found: Found) -> Row:
    path = path_text(found.name)
    raw = os.fsencode(found.name) if path != found.name else None
    folder, _, name = path.rpartition("/") if found.member else _split(path)
    archive = path_text(found.path) if found.member else None
    return path, raw, folder.removesuffix(INSIDE[0]), name, archive


def _split(path: str) -> tuple[str, str, str]:
    folder, name = os.path.split(path)
    return folder, os.sep, name


def _locked(path: Path) -> int:
    """A file descriptor that holds the lock until it is closed, or its process ends, however that may be.

    Raises:
        UsageError: another process holds it.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock: a child would keep that one
    except OSError as error:
        os.close(lock)
        hint = "wait for it to end, or give another folder for --out"
        raise UsageError("another run is at work on these results", hint, str(path.parent)) from error
    return lock
