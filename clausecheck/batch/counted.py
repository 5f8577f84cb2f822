"""A store after a run → its counts, made anew where documents have changed."""

from __future__ import annotations

from typing import Final

from clausecheck.batch import query
from clausecheck.batch.counting import counts, tables
from clausecheck.batch.families import rows
from clausecheck.batch.store import Store

_SECONDS: Final = 600.0


def keep(store: Store) -> None:
    """Count all agreements of the store, unless they are counted as they are: two seconds for 100,000.

    Raises:
        Stopped: there is no room for the counts.
    """
    with query.opened(store.folder, _SECONDS) as db:
        state = rows.state(db)
        if not counts.current(db, state):
            store.refill(tables.NAMES, counts.count(db, state))
