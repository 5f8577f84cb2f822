"""Thousands of agreements through ``clausecheck batch`` → a Markdown table: speed, memory, the second run.

    python -m bench.batch [--data DIR] [--files 5000] [--rounds 5]

The files are the real contracts and copies of them with small edits (a name, a sum, a word), made in a
temporary folder. They are cut into slices, and each slice is done in turns by one process, by two, and by
reading alone, so that a busy moment hits all of them alike: the ratios hold, the absolute figures do not.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

import clausecheck
from bench.speed import Row
from clausecheck import ingest
from clausecheck.batch import reading, runner
from clausecheck.batch.gather import gather
from clausecheck.batch.store import Store
from clausecheck.batch.tasks import Aim, Result, Task
from clausecheck.batch.worker import supervise
from clausecheck.model import Outcome

VERSION = clausecheck.__version__


def edited(text: str, chance: random.Random) -> str:
    """A copy with other names and sums, as agreements of one template have them."""
    text = re.sub(r"\$\d[\d,]*", lambda _: f"${chance.randrange(100, 99_999):,}", text)
    words = text.split(" ")
    for _ in range(3):
        words[chance.randrange(len(words))] = chance.choice(("Orchid", "Tern", "Bell", "Heron"))
    return " ".join(words)


def papers(data: Path, folder: Path, count: int) -> list[Path]:
    """The real files (a link each), then edited copies: 7 texts to 1 PDF, as in the data."""
    chance = random.Random(5)
    pdfs, texts = (sorted((data / "cuad" / kind).iterdir()) for kind in ("pdf", "txt"))
    made = []
    for i in range(count):
        if i % 8 == 0:
            source = pdfs[i // 8 % len(pdfs)]
            # Bytes after the end of a PDF are read by nobody, and make it another file.
            content = source.read_bytes() + f"\n% copy {i}\n".encode()
        else:
            source = texts[i % len(texts)]
            text = source.read_text("utf-8", "replace")
            content = (text if i < len(texts) else edited(text, chance)).encode()
        path = folder / f"{i % 50:02}" / f"{i:05}-{source.name[:40]}{source.suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        made.append(path)
    chance.shuffle(made)
    return made


def aim() -> Aim:
    return Aim(("performer",), reading.packs_hash(clausecheck.load_packs("performer")))


def batch(paths: list[Path], out: Path, jobs: int, read: Callable[[Task], Result] = reading.read) -> float:
    """Seconds of a whole batch over these files, whose results are added to the store."""
    asked, start = aim(), time.perf_counter()
    gathered = gather([str(path) for path in paths], (), str(out))
    with Store(out) as store:
        store.begin(VERSION, len(paths))
        planned = runner.plan(store, gathered, lambda _: asked, VERSION)
        for _ in runner.work(store, planned.todo, VERSION, jobs=jobs, read=read):
            pass
        store.end(planned.unchanged, None)
    return time.perf_counter() - start


def only_read(path: Path) -> int:
    return len(ingest.read(str(path)).text)


def reads(paths: list[Path], jobs: int) -> float:
    start = time.perf_counter()
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(only_read, paths, chunksize=8))
    return time.perf_counter() - start


def own_child(task: Task) -> Result:
    """The other way: a child for each document."""
    found: object = supervise(alone, task, path=task.path, timeout=task.aim.timeout, memory=task.aim.memory)
    return found if isinstance(found, Result) else Result(task.id, {"status": "failed"})


def alone(task: Task) -> Outcome:
    return reading.judge(task)  # type: ignore[return-value]


def slices(paths: list[Path], rounds: int) -> Iterator[list[Path]]:
    for i in range(rounds):
        yield paths[i::rounds]


def measured(data: Path, scratch: Path, count: int, rounds: int) -> Iterator[Row]:
    (scratch / "in").mkdir()
    files = papers(data, scratch / "in", count)
    taken: dict[str, list[float]] = {name: [] for name in ("one", "two", "read", "own")}
    for turn, part in enumerate(slices(files, rounds)):
        taken["one"].append(batch(part, scratch / f"one-{turn}", 1))
        taken["two"].append(batch(part, scratch / "two", 2))
        taken["read"].append(reads(part, 2))
        taken["own"].append(
            batch(part[::4], scratch / f"own-{turn}", 1, own_child) * len(part) / len(part[::4])
        )
        print(turn, {name: round(len(part) / times[-1], 1) for name, times in taken.items()}, file=sys.stderr)
    speed = {name: count / sum(times) for name, times in taken.items()}
    ratio = {name: median(a / b for a, b in zip(taken["one"], taken[name], strict=True)) for name in taken}
    yield Row(
        "batch, files/s: two processes / one", f"{speed['two']:.1f}", f"{speed['one']:.1f}", ratio["two"], 1.8
    )
    whole = median(a / b for a, b in zip(taken["read"], taken["two"], strict=True))
    yield Row(
        "files/s: whole batch / reading only", f"{speed['two']:.1f}", f"{speed['read']:.1f}", whole, 0.5
    )
    yield Row(
        "long-lived child / a child a document",
        f"{speed['one']:.1f}",
        f"{speed['own']:.1f}",
        ratio["own"],
        None,
    )
    second = batch(files, scratch / "two", 2)
    first = sum(taken["two"])
    yield Row("second run over unchanged files", f"{second:.1f} s", f"{first:.1f} s", first / second, 50)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    yield Row("peak memory of a worker, MB", f"{peak:.0f}", "300", peak, 300, at_most=True)
    size = sum(path.stat().st_size for path in (scratch / "two").iterdir()) / 1e6
    yield Row("store, kB a document", f"{size:.0f} MB", f"{count}", size * 1000 / count, None)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--data", type=Path, default=Path(os.environ.get("CLAUSECHECK_DATA", "../shared/data"))
    )
    options.add_argument("--files", type=int, default=5000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        print("| what | ours | beside it | ratio | goal | reached |\n|---|---|---|---|---|---|")
        for row in measured(given.data, Path(scratch), given.files, given.rounds):
            print(f"| {' | '.join(row.cells())} |", flush=True)


if __name__ == "__main__":
    main()
