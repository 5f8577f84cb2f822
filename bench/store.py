"""A made-up store of 100,000 agreements, and how long it takes to answer → a Markdown table.

    python -m bench.store [--documents 100000] [--out DIR]

Nobody's contract is in it: names, quotes and shares are drawn by chance, the same each time. As in a real
folder most agreements are filled-in forms, a few employers use most of them, some are copies, some were read
in part or not at all. With ``--out`` the store is kept, and used again.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import clausecheck
from bench.speed import Row
from clausecheck.batch import comparing, counted, query, schema, summary
from clausecheck.batch.families import rows as comparison
from clausecheck.batch.store import COLUMNS, NAME, Store
from clausecheck.batch.tasks import Row as Values
from clausecheck.batch.tasks import Value
from clausecheck.model import Rule

GOAL = 2.0  # seconds
CHUNK = 2_000  # documents that are written at a time
FORMS, CLAUSES, PARTIES, FOLDERS = 60, 12, 400, 250
WEIGHT = {"critical": 9.0, "high": 4.0, "medium": 1.5, "low": 0.5, "info": 0.0}
WORDS = (
    "the recordings may be used in all media throughout the universe by the company and its partners".split()
)
QUESTIONS = {
    "read in part": "SELECT * FROM read_documents WHERE status = 'partial'",
    "one rule's quotes": "SELECT path, quote FROM all_findings WHERE rule = 'scope.perpetual' LIMIT 1000",
    "one employer's papers": "SELECT d.path FROM parties p JOIN read_documents d ON d.id = p.document "
    "WHERE p.side = 'them' AND p.name = 'Orchid Pictures 8 Inc.'",
    "templates": comparing.TEMPLATES,
    "outliers": comparing.OUTLIERS,
}


class Form(NamedTuple):
    """What agreements of one form have in common."""

    id: int
    rules: tuple[Rule, ...]
    quotes: tuple[str, ...]
    parties: tuple[int, ...]


def rules() -> list[Rule]:
    return [rule for pack in clausecheck.load_packs("performer") for rule in pack.rules]


def party(number: int) -> str:
    return f"{('Orchid Pictures', 'Bell Film', 'Tern Audio', 'Heron Games')[number % 4]} {number} Inc."


def forms(chance: random.Random, known: Sequence[Rule]) -> list[Form]:
    made = []
    for number in range(1, FORMS + 1):
        held = tuple(chance.sample(known, 20))
        quotes = tuple(" ".join(chance.choices(WORDS, k=18)) for _ in held)
        made.append(Form(number, held, quotes, tuple(chance.sample(range(PARTIES), 40))))
    return made


class Paper(NamedTuple):
    """One document, and the rows of its details."""

    document: dict[str, Value]
    details: dict[str, list[Values]]
    form: int


INTO = (
    "id", "path", "folder", "name", "size", "sha256", "status", "error", "message", "hint", "text_sha256",
    "words_sha256", "words", "pages", "pages_unread", "risk", "grade", "reason", *WEIGHT, "exchange", "run",
)  # fmt: skip
FAILED: dict[str, Value] = {
    "status": "failed",
    "error": "too-slow",
    "message": "Reading took too long",
    "hint": "give it more time",
}


def paper(number: int, form: Form, chance: random.Random, known: Sequence[Rule]) -> Paper:
    """About twenty findings: those of the form but for two, and two of its own."""
    kind, folder = chance.random(), f"/srv/agreements/{number % FOLDERS:03}"
    name = f"release-{number:06}.pdf"
    document: dict[str, Value] = {
        "id": number, "path": f"{folder}/{name}", "folder": folder, "name": name, "size": 90_000,
        "sha256": f"{number:064x}", "status": "waiting",
    }  # fmt: skip
    if kind < 0.02:
        return Paper(document | (FAILED if kind < 0.015 else {}), {}, 0)
    own = [rule for rule in chance.sample(known, 2) if rule not in form.rules]
    held = sorted([*chance.sample(form.rules, 18), *own], key=lambda rule: -rule.severity)
    at = {rule.id: quote for rule, quote in zip(form.rules, form.quotes, strict=True)}
    counts = {name: sum(rule.severity.label == name for rule in held) for name in WEIGHT}
    risk = round(100 * (1 - 0.985 ** sum(WEIGHT[name] * count for name, count in counts.items())), 1)
    partly = kind < 0.04
    document |= counts | {
        "status": "partial" if partly else "analyzed", "words": 2400, "pages": 5, "risk": risk, "run": 1,
        "text_sha256": f"{number:064x}", "pages_unread": "[3]" if partly else "[]",
        "words_sha256": f"{number - (number % 50 == 0):032x}",  # each fiftieth is a copy
        "grade": None if partly else "ABCDE"[bisect((15, 35, 55, 75), risk)],
        "reason": "a page is unread" if partly else None,
        "exchange": "You give your voice and face, for ever, worldwide, to anyone; you get $300 a day.",
    }  # fmt: skip
    signer = chance.choices(form.parties, cum_weights=list(accumulate(1 / (1 + i) for i in range(40))))[0]
    details: dict[str, list[Values]] = {
        "findings": [
            finding(number, i, rule, at.get(rule.id) or f"{' '.join(chance.choices(WORDS, k=12))} {number}")
            for i, rule in enumerate(held)
        ],
        "risks": [(number, rule.id, 1) for rule in held],
        "parties": [(number, 0, "Robin Doe", "us", "[]"), (number, 1, party(signer), "them", '["Company"]')],
        "grants": [(number, 0, "us", "You", '["Company"]', '["voice"]', '["use", "train"]', *(None,) * 13)],
        "clauses": [clause(number, i, form) for i in range(CLAUSES)],
        "payments": [(number, 0, float(chance.randrange(100, 900)), "$", "day", 1.0, 1, 9, "$ a day")],
    }
    return Paper(document, details, form.id)


def finding(document: int, ordinal: int, rule: Rule, quote: str) -> Values:
    place = (f"{ordinal // 3 + 1}.{ordinal % 3}", "Grant of Rights", None, ordinal // 5 + 1, ordinal + 1)
    said = (quote, f"The Performer agrees that {quote}.", '["in perpetuity"]', f"{document:08x}{ordinal:08x}")
    start = 100 * ordinal
    return (
        document, ordinal, rule.id, rule.severity.label, "high", rule.title, *place, start, start + 90, *said,
    )  # fmt: skip


def clause(document: int, ordinal: int, form: Form) -> Values:
    start = 200 * ordinal
    place = (ordinal // 4 + 1, start, start + 190, form.id * CLAUSES + ordinal)
    return (document, ordinal, f"{ordinal + 1}", f"Clause {ordinal + 1}", 1, *place)


def shared(db: sqlite3.Connection, chance: random.Random, known: Sequence[Rule]) -> None:
    """The run, the rules, and the texts that clauses of one form share."""
    db.execute("INSERT INTO runs (started, ended, version, found) VALUES (1.8e9, 1.8e9, '1', 100000)")
    texts = ((i, f"{i}", f"{i}", f"{i} {' '.join(chance.choices(WORDS, k=40))}") for i in range(1000))
    db.executemany("INSERT INTO texts VALUES (?, ?, ?, 250, ?)", texts)
    rows = (
        (r.id, r.pack, r.category, r.title, r.severity.label, r.why, r.ask, int(r.absent is not None))
        for r in known
    )
    db.executemany(f"INSERT INTO rules VALUES ({', '.join('?' * 8)})", rows)


def fill(folder: Path, count: int) -> None:
    """Write the store, and what its agreements have in common."""
    chance, known = random.Random(11), rules()
    Store(folder).close()
    made = forms(chance, known)
    shares = list(accumulate(1 / (1 + i) for i in range(FORMS)))
    members: dict[int, list[int]] = {form.id: [] for form in made}
    db = sqlite3.connect(folder / NAME)
    shared(db, chance, known)
    for start in range(1, count + 1, CHUNK):
        numbers = range(start, min(start + CHUNK, count + 1))
        papers = [paper(i, chance.choices(made, cum_weights=shares)[0], chance, known) for i in numbers]
        _write(db, papers)
        db.commit()
        for one in papers:
            if one.form:
                members[one.form].append(int(str(one.document["id"])))
    db.commit()
    _compared(db, members)
    db.execute("PRAGMA optimize")
    db.close()
    with Store(folder) as store:
        counted.keep(store)


def _write(db: sqlite3.Connection, papers: Sequence[Paper]) -> None:
    into = f"INSERT INTO documents ({', '.join(INTO)}) VALUES ({', '.join('?' * len(INTO))})"
    db.executemany(into, (tuple(map(one.document.get, INTO)) for one in papers))
    for table in ("findings", "risks", "parties", "grants", "payments", "clauses"):
        marks = ", ".join("?" * (9 if table == "clauses" else COLUMNS[table]))
        found = (values for one in papers for values in one.details.get(table, ()))
        db.executemany(f"INSERT INTO {table} VALUES ({marks})", found)


def _compared(db: sqlite3.Connection, members: dict[int, list[int]]) -> None:
    """As if all had been compared: some hundred outliers."""
    db.execute("INSERT INTO compared VALUES (?, ?)", (comparison.state(db), sum(map(len, members.values()))))
    for form, documents in members.items():
        odd = documents[:: max(1, len(documents) // 12)]
        names = json.dumps([[party(i), 9] for i in range(form, form + 12)])
        head = (form, f"Release form {form}", len(documents), 14, len(odd), names)
        db.execute("INSERT INTO templates VALUES (?, ?, ?, ?, ?, ?)", head)
        inside = ((document, form, i) for i, document in enumerate(documents, 1))
        db.executemany("INSERT INTO template_members VALUES (?, ?, ?)", inside)
        unlike = ((one, form, i, 1, 1, "[]") for i, one in enumerate(odd, 1))
        db.executemany("INSERT INTO outliers VALUES (?, ?, ?, ?, ?, ?)", unlike)
        differs = (
            (
                one,
                0,
                form,
                "negation",
                "5 Training",
                2,
                4,
                "shall not train",
                "shall train",
                documents[0],
                9,
                10,
            )
            for one in odd
        )
        db.executemany(f"INSERT INTO differences VALUES ({', '.join('?' * 12)})", differs)
        for clause in range(20):
            number = form * 20 + clause
            said = (number, f"{clause + 1}", f"Clause {clause + 1}", len(documents), 2, documents[0], clause)
            db.execute("INSERT INTO families VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*said, " ".join(WORDS)))
            held = (number, "scope.perpetual", len(documents))
            db.execute("INSERT INTO family_rules VALUES (?, ?, ?)", held)
    db.commit()


# ---------------------------------------------------------------- measuring


def views() -> list[str]:
    return [line.split()[2] for line in schema.VIEWS.splitlines() if line.startswith("CREATE VIEW")]


def asked(folder: Path, question: str) -> int:
    with query.opened(folder, 600) as db:
        return sum(1 for _ in query.ask(db, question).rows)


def summed(folder: Path) -> int:
    with query.opened(folder) as db:
        return summary.summary(db).documents


def paged(folder: Path) -> int:
    """The whole command, in a process of its own; the length of the page."""
    command = [sys.executable, "-m", "clausecheck", "batch", "dashboard", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (folder / "dashboard.html").stat().st_size


def processor() -> float:
    """Seconds of processor time so far, with those of child processes."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def measured(folder: Path) -> Iterator[Row]:
    questions = {f"view {name}": f"SELECT * FROM {name}" for name in views() if name != "all_findings"}
    tasks: dict[str, Callable[[], int]] = {
        what: partial(asked, folder, question) for what, question in (questions | QUESTIONS).items()
    }
    tasks |= {"the summary of a run": partial(summed, folder), "the dashboard, bytes": partial(paged, folder)}
    for what, task in tasks.items():
        start, used = time.perf_counter(), processor()
        count = task()
        taken, used = time.perf_counter() - start, processor() - used
        yield Row(what, f"{count:,}", f"{used:.2f} s", taken, GOAL, at_most=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.out or Path(scratch)
        if not (folder / NAME).exists():
            fill(folder, given.documents)
        print("| what | rows | processor | seconds | goal | reached |\n|---|---|---|---|---|---|")
        for line in measured(folder):
            print(f"| {' | '.join(line.cells())} |", flush=True)


if __name__ == "__main__":
    main()
