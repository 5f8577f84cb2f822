"""A store → answers. It is opened for reading alone, whatever is asked of it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from clausecheck.batch import schema
from clausecheck.batch.store import NAME, check_version, path_text
from clausecheck.batch.tasks import Row
from clausecheck.errors import UsageError

SECONDS = 60.0  # that a question may take
LONGEST = 64 << 20  # bytes of one value
_OFTEN = 20_000  # instructions of SQLite's between two looks at the clock
_ALLOWED = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
)


class Answer(NamedTuple):
    """A table, whose rows come as they are found."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


@contextmanager
def opened(folder: Path, seconds: float = SECONDS) -> Iterator[sqlite3.Connection]:
    """The store in a folder, which nothing that is asked of it can change.

    ``seconds``: after these a question is ended.

    Raises:
        UsageError: there is no store, it is of another version, or a question is wrong or takes too long.
    """
    path = folder / NAME if folder.is_dir() else folder
    if not path.is_file():
        hint = "`clausecheck batch FOLDER --out DIR` makes one in DIR"
        raise UsageError("there are no results of a batch here", hint, str(folder))
    db = _connected(path)
    end = time.monotonic() + seconds
    db.set_progress_handler(lambda: int(time.monotonic() > end), _OFTEN)
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    db.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)
    try:
        yield db
    except sqlite3.Error as error:
        raise _plain(error, seconds) from error
    finally:
        db.close()


def _connected(path: Path) -> sqlite3.Connection:
    """In a folder that may not be written to, SQLite must be told that nobody else writes there either."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        db = sqlite3.connect(uri, uri=True)
        try:
            return _checked(db, path)
        except sqlite3.OperationalError:
            db.close()
            if path.with_name(f"{NAME}-wal").exists():
                raise
            return _checked(sqlite3.connect(f"{uri}&immutable=1", uri=True), path)
    except sqlite3.Error as error:
        raise UsageError(
            f"this store cannot be read: {error}", "name the folder given as --out", str(path)
        ) from error


def _checked(db: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    ((application,), (version,)) = (
        db.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
    )
    if application != schema.APPLICATION:
        db.close()
        raise UsageError("this is no store of clausecheck", "name the folder given as --out", str(path))
    check_version(version, path)
    return db


def _plain(error: sqlite3.Error, seconds: float) -> UsageError:
    words = str(error)
    if words == "interrupted":
        return UsageError(
            f"this took longer than {seconds:g} seconds", "ask for less, or allow more with --timeout"
        )
    if "not authorized" in words or "prohibited" in words:
        return UsageError("only questions are answered here: SELECT …", "the store is never changed this way")
    return UsageError(
        f"SQLite does not understand this: {words}", "`clausecheck batch schema` shows all tables"
    )


def ask(db: sqlite3.Connection, question: str, values: Sequence[str | int] = ()) -> Answer:
    """The answer to a question in SQL."""
    cursor = db.execute(question, values)
    return Answer(tuple(column[0] for column in cursor.description or ()), iter(cursor))


def find(db: sqlite3.Connection, named: str) -> int:
    """The document of that id, path, or end of a path.

    Raises:
        UsageError: there is none, or there are several.
    """
    if named.isdigit() and db.execute("SELECT 1 FROM documents WHERE id = ?", (int(named),)).fetchone():
        return int(named)
    wanted = path_text(named)
    for told, value in (("path = ?", str(Path(wanted).absolute())), ("instr(path, ?)", wanted)):
        found = db.execute(
            f"SELECT id, path FROM documents WHERE {told} ORDER BY id LIMIT 4", (value,)
        ).fetchall()
        exact = [one for one in found if one[1].endswith(f"/{wanted}")]
        found = exact if len(exact) == 1 else found
        if len(found) == 1:
            return int(found[0][0])
        if found:
            hint = "; ".join(f"{each}: {path}" for each, path in found)
            raise UsageError(
                f"several documents are called so: {hint}", "give the id or the whole path", named
            )
    raise UsageError(
        "no document is called so", "`clausecheck batch query 'SELECT id, path FROM worst'`", named
    )
