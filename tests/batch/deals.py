"""A small store as a dashboard shows it: one form, an outlier on it, a copy, and a file that was not read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from clausecheck.batch import comparing, counted, query
from clausecheck.batch.dashboard import Dashboard, dashboard
from clausecheck.batch.store import NAME, Store

from .papers import agreements, batch

HARM = "</script><script>owned=1</script><img src=x onerror=owned=2>\u202e"
LOOSE = "4. Training. The Producer shall not train software with the recordings.\n"


def deals(folder: Path) -> Path:
    """The folder of the store: twelve files, of which eleven can be read and some say the same."""
    paths = agreements(folder / "in" / "north", 5) + agreements(folder / "in" / "south", 6, seed=2)
    for i, path in enumerate(paths):
        clause = LOOSE.replace(" not", "") if i == 2 else LOOSE
        path.write_text(f"{path.read_text('utf-8')}\n{clause}", "utf-8")
    (folder / "in" / "south" / "copy.txt").write_bytes(paths[0].read_bytes())
    (folder / "in" / "broken.pdf").write_bytes(b"%PDF-1.4 no")
    out = folder / "out"
    batch([folder / "in"], out)
    count(out)
    comparing.fresh(out)
    return out


def count(out: Path) -> None:
    with Store(out) as store:
        counted.keep(store)


def page(out: Path) -> Dashboard:
    with query.opened(out) as db:
        return dashboard(db, "results", "1")


def change(out: Path, *statements: str) -> None:
    """Whatever a hostile contract, or a later run, may have put into the store."""
    with sqlite3.connect(out / NAME) as db:
        for statement in statements:
            db.execute(statement)
    db.close()


def harm(out: Path) -> None:
    """Markup in every word from outside."""
    words = HARM.replace("'", "''")
    change(
        out,
        f"UPDATE documents SET path = path || '{words}', folder = folder || '{words}', "
        f"exchange = '{words}', message = message || '{words}', hint = '{words}'",
        f"UPDATE parties SET name = name || '{words}'",
        f"UPDATE findings SET quote = '{words}', message = '{words}', heading = '{words}'",
        f"UPDATE findings SET clause = '{words}'",
        f"UPDATE rules SET title = title || '{words}', why = '{words}', ask = '{words}'",
        f"UPDATE templates SET name = '{words}', counterparties = json_array(json_array('{words}', 3))",
        f"UPDATE families SET heading = '{words}', text = '{words}'",
        f"UPDATE differences SET heading = '{words}', form = '{words}', here = '{words}'",
        f"UPDATE runs SET stopped = '{words}'",
        f"UPDATE settings SET side = '{words}'",
        "DELETE FROM counted",
    )
