"""Small agreements and the store that a batch makes of them."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path

import clausecheck
from clausecheck.batch import reading, runner
from clausecheck.batch.gather import gather
from clausecheck.batch.runner import Plan
from clausecheck.batch.store import NAME, Store
from clausecheck.batch.tasks import Aim, Result, Task

ENDINGS = (".txt", ".pdf")
VERSION = "1"
AGREEMENT = """Performer Release

This Release is made between {company} ("Producer") and the Performer.

1. Grant of Rights. The Performer grants the Producer the {how} right to record and use the Performer's
voice and likeness in all media, throughout the universe, in perpetuity, to train software.

2. Fee. The Producer shall pay the Performer ${fee} for the session.

3. Entire Agreement. This is the entire agreement between the parties.
"""


def aim(**changes: object) -> Aim:
    packs = clausecheck.load_packs("performer")
    return Aim(("performer",), reading.packs_hash(packs))._replace(**changes)  # type: ignore[arg-type]


def agreements(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Text files, of which some say the same."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for i in range(count):
        company = chance.choice(("Bell Film LLC", "Orchid Pictures Inc.", "Tern Audio Ltd."))
        how = chance.choice(("exclusive", "irrevocable", "non-exclusive", "royalty-free"))
        path = folder / f"release-{i:03}.txt"
        path.write_text(AGREEMENT.format(company=company, how=how, fee=chance.randrange(100, 105)), "utf-8")
        paths.append(path)
    return paths


def batch(
    given: Sequence[str | Path],
    out: Path,
    *,
    read: Callable[[Task], Result] = reading.read,
    executor: Executor | None = None,
    jobs: int = 2,
    asked: Aim | None = None,
    verify: bool = False,
) -> Plan:
    """A whole run."""
    gathered = gather([str(path) for path in given], ENDINGS, str(out))
    wanted = asked or aim()
    with Store(out) as store:
        store.begin(VERSION, len(gathered.documents))
        planned = runner.plan(store, gathered, lambda _: wanted, VERSION, verify=verify)
        for _ in runner.work(store, planned.todo, VERSION, jobs=jobs, executor=executor, read=read):
            pass
        store.end(planned.unchanged, None)
    return planned


def rows(out: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(f"file:{out / NAME}?mode=ro", uri=True) as db:
        found = db.execute(question).fetchall()
    db.close()
    return found


def statuses(out: Path) -> dict[str, str]:
    return {
        os.path.basename(str(path)): str(error or status)  # noqa: PTH119
        for path, status, error in rows(out, "SELECT path, status, error FROM documents WHERE NOT gone")
    }
