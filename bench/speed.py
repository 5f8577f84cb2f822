"""Pairs of works → a Markdown table of ratios, each beside its goal.

    python -m bench.speed [--data DIR] [--only WORD] [--pack performer,consumer,commercial]

Every ratio comes from one run in which both sides took turns, so it holds on a slow or busy machine; the
absolute figures do not. Real contracts are used where there are some, generated ones elsewhere.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pypdfium2
from rich.console import Console

import clausecheck
from bench import paper
from bench.clocks import Command, commands_in_turns, in_turns, output, peak_megabytes
from bench.peer_spacy import Peer, leaves
from clausecheck import ingest, match, model, segment, terms
from clausecheck.ingest import layout, openpage, pdf
from clausecheck.rulepack import find, literals
from clausecheck.rulepack.load import load

PYTHON = sys.executable
CLAUSECHECK = Path(PYTHON).with_name("clausecheck")
PLAIN_TEXT = (
    "import sys, pypdfium2\n"
    "for page in pypdfium2.PdfDocument(sys.argv[1]): page.get_textpage().get_text_range()"
)
ANALYZE = (
    "import sys, clausecheck\n"
    "clausecheck.analyze(sys.argv[1], clausecheck.load_packs(sys.argv[2]))\n"
    "print('spacy' in sys.modules)"
)
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    ours: str
    theirs: str
    ratio: float
    goal: float | None
    at_most: bool = False  # the ratio must not exceed the goal; otherwise it must reach it

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        good = self.ratio <= self.goal if self.at_most else self.ratio >= self.goal
        return "yes" if good else "**no**"

    def cells(self) -> tuple[str, ...]:
        goal = "" if self.goal is None else f"{'≤' if self.at_most else '≥'} {self.goal:g}"
        return (self.what, self.ours, self.theirs, f"{self.ratio:.2f}", goal, self.verdict)


@dataclass(frozen=True, slots=True)
class Bench:
    """What the measurements need: made papers, real papers, the shipped packs."""

    scratch: Path
    data: Path
    packs: tuple[model.RulePack, ...]
    pack: str = "performer"  # their names, as the command line takes them

    def check(self, path: Path) -> Command:
        return (CLAUSECHECK, "check", path, "--pack", self.pack, "--fail-on", "never")

    def loads_spacy(self, path: Path) -> bool:
        return output((PYTHON, "-c", ANALYZE, path, self.pack)).endswith("True\n")

    def made(self, pages: int, extra: tuple[str, ...] = ()) -> Path:
        path = self.scratch / f"{pages}-{len(extra)}.pdf"
        return path if path.exists() else paper.write(path, pages, extra)

    def pdfs(self) -> tuple[Path, ...]:
        real = tuple(sorted((self.data / "cuad" / "pdf").glob("*.pdf")))
        return real or (self.made(21), self.made(96))

    def texts(self, every: int = 9) -> tuple[Path, ...]:
        real = tuple(sorted((self.data / "cuad" / "txt").glob("*.txt")))[::every]
        if real:
            return real
        path = self.scratch / "agreement.txt"
        path.write_text("\n".join(line for line, _ in zip(paper.lines(), range(9000), strict=False)), "utf-8")
        return (path,)

    def token_paper(self) -> Path:
        """The short contract with an example of a rule that needs token patterns, so that spaCy is loaded."""
        for rule in load([find("performer")])[0].rules:  # packs from the cache carry no examples
            if any(isinstance(leaf, model.Tokens) for leaf in leaves(rule.match)):
                for example in rule.examples:
                    path = self.made(7, (example.text,))
                    if self.loads_spacy(path):
                        return path
                    path.unlink()
        raise LookupError("no example of a shipped rule needs token patterns")


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def start(bench: Bench) -> Iterator[Row]:
    """How long until the help is there."""
    ours, theirs = commands_in_turns(20, (CLAUSECHECK, "--help"), (PYTHON, "-c", "pass"))
    yield Row(
        "`clausecheck --help` / `python -c pass`",
        milliseconds(ours),
        milliseconds(theirs),
        ours / theirs,
        6,
        True,
    )


def cold(bench: Bench) -> Iterator[Row]:
    """A check from nothing, against only reading the text, the worker's start included."""
    plain, tokens = bench.made(7), bench.token_paper()
    theirs, ours, slow = commands_in_turns(
        15, (PYTHON, "-c", PLAIN_TEXT, plain), bench.check(plain), bench.check(tokens)
    )
    for path, seconds, goal in ((plain, ours, 3), (tokens, slow, None)):
        loaded = "loaded" if bench.loads_spacy(path) else "not loaded"
        what = f"cold check, 7 pages, spaCy {loaded} / Python and pypdfium2, text only"
        yield Row(what, milliseconds(seconds), milliseconds(theirs), seconds / theirs, goal, True)


def against_spacy(bench: Bench) -> Iterator[Row]:
    """A check from nothing, against the usual way of writing such a tool."""
    for pages, rounds, goal in ((7, 5, 5), (21, 4, 10), (96, 3, 25)):
        path = bench.made(pages)
        peer = (PYTHON, "-m", "bench.peer_spacy", path, bench.pack)
        ours, theirs = commands_in_turns(rounds, bench.check(path), peer)
        yield Row(
            f"pdfplumber + spaCy over everything / cold check, {pages} pages",
            milliseconds(ours), milliseconds(theirs), theirs / ours, goal,
        )  # fmt: skip


def plain_text(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    pages = len(document)
    for page in document:
        page.get_textpage().get_text_range()
        page.close()
    document.close()
    return pages


def reading(bench: Bench) -> Iterator[Row]:
    """Pages per second: every attribute against only the text, and the whole check against reading."""
    pages = plain = seen = read = whole = 0.0
    for path in bench.pdfs():
        pages += plain_text(path)
        works = (
            partial(plain_text, path),
            partial(trusting, path),
            partial(ingest.read, str(path)),
            partial(analyze, path, bench),
        )
        times = in_turns(3, *works)
        plain, seen, read, whole = plain + times[0], seen + times[1], read + times[2], whole + times[3]
    rate = [f"{pages / seconds:.0f} pages/s" for seconds in (plain, seen, read, whole)]
    yield Row("text with attributes / pypdfium2 plain text", rate[1], rate[0], plain / seen, 0.65)
    yield Row("the same, hidden words looked for", rate[2], rate[0], plain / read, None)
    yield Row("whole check / reading only", rate[3], rate[2], read / whole, 0.5)


def trusting(path: Path) -> model.Document:
    """Reading that takes every word for one that can be seen."""
    reader = layout.Reader()
    return pdf.read(
        str(path),
        path.read_bytes(),
        None,
        lambda page, base: reader.layout(openpage.raw_text(page), page.place, base),
    )


def analyze(path: Path, bench: Bench) -> model.Report:
    return clausecheck.analyze(str(path), bench.packs)


def rules(bench: Bench) -> Iterator[Row]:
    """Text → findings, against spaCy over everything with the same patterns."""
    peer = Peer(bench.packs)
    size = ours = from_text = theirs = 0.0
    for path in bench.texts():
        document = ingest.read(str(path))
        clauses = segment.split(document)
        read, _ = terms.read(clauses, bench.packs)
        times = in_turns(
            3,
            partial(from_the_terms, document, clauses, read, bench),
            partial(from_the_text, document, bench),
            partial(peer.hits, document.text),
        )
        size += len(document.text) / 1e6
        ours, from_text, theirs = ours + times[0], from_text + times[1], theirs + times[2]
    rate = [f"{size / seconds:.2f} MB/s" for seconds in (ours, from_text, theirs)]
    yield Row("text rules / spaCy over everything", rate[0], rate[2], theirs / ours, 10)
    yield Row(
        "the same, splitting and reading the terms included", rate[1], rate[2], theirs / from_text, None
    )


def from_the_terms(
    document: model.Document, clauses: Sequence[model.Clause], read: model.Terms, bench: Bench
) -> match.Matches:
    """With a judge that has seen nothing yet."""
    return match.find(document, clauses, read, bench.packs, terms.Judge(read.sides))


def from_the_text(document: model.Document, bench: Bench) -> match.Matches:
    clauses = segment.split(document)
    read, judge = terms.read(clauses, bench.packs)
    return match.find(document, clauses, read, bench.packs, judge)


SIZES = (50, 100, 200, 400)


def growth(bench: Bench) -> Iterator[Row]:
    """The cost of matching by the number of rules: the shipped ones, and phrases drawn from the contracts."""
    texts = bench.texts(every=30)
    documents = [ingest.read(str(path)) for path in texts]
    split = [segment.split(document) for document in documents]
    rules = _many_rules(bench, " ".join(document.text for document in documents))
    packs = [(bench.packs[0]._replace(rules=tuple(rules[:size]), laws=()),) for size in SIZES]

    def run(pack: tuple[model.RulePack, ...]) -> None:
        for document, clauses in zip(documents, split, strict=True):
            read, judge = terms.read(clauses, pack)
            match.find(document, clauses, read, pack, judge)

    for pack in packs:
        run(pack)  # builds its gate
    times = in_turns(3, *(partial(run, pack) for pack in packs))
    for size, cost in zip(SIZES[1:], times[1:], strict=True):
        what = f"cost of {size} rules / cost of {SIZES[0]} rules, terms included"
        ours, theirs = milliseconds(cost), milliseconds(times[0])
        yield Row(what, ours, theirs, cost / times[0], size / SIZES[0], True)


def _many_rules(bench: Bench, text: str) -> list[model.Rule]:
    """The shipped rules of words in a fixed random order, then rules for phrases of three words."""
    chance = random.Random(400)
    own = [r for p in bench.packs for r in p.rules if r.match and not model.composed(r.match)]
    chance.shuffle(own)
    words = text.lower().split()
    drawn = [
        own[0]._replace(id=f"drawn.{i}", match=model.Phrase(phrase, literals.of_phrase(phrase)), vetoes=())
        for i in range(max(SIZES) - len(own))
        if (phrase := " ".join(words[(at := chance.randrange(len(words) - 3)) : at + 3]))
    ]
    return own + [rule for rule in drawn if any(map(str.isalnum, rule.match.text))]  # type: ignore[union-attr]


def memory(bench: Bench) -> Iterator[Row]:
    """Peak memory, and that it does not grow with the document."""
    small, large = (peak_megabytes(bench.check(bench.made(pages))) for pages in (100, 1000))
    yield Row(
        "peak memory of a check, 1,000 pages, MB",
        f"{large:.0f} MB",
        f"{small:.0f} MB at 100",
        large,
        150,
        True,
    )


def drafts(bench: Bench) -> Iterator[Row]:
    """Two drafts of 40 pages, against a check of one."""
    extra = "Producer may sell the Recordings to any third party for any purpose in perpetuity."
    old, new = bench.made(40), bench.made(40, (extra,))
    compare: Command = (CLAUSECHECK, "diff", old, new, "--pack", bench.pack, "--fail-on", "never")
    ours, theirs = commands_in_turns(7, compare, bench.check(new))
    yield Row(
        "`diff` of two drafts / cold check of one, 40 pages",
        milliseconds(ours),
        milliseconds(theirs),
        ours / theirs,
        2,
        True,
    )


MEASUREMENTS: tuple[Callable[[Bench], Iterator[Row]], ...] = (
    start,
    cold,
    against_spacy,
    reading,
    rules,
    growth,
    drafts,
    memory,
)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = Path(os.environ.get("CLAUSECHECK_DATA") or ROOT.parent / "shared" / "data")
    options.add_argument("--data", type=Path, default=default, help="folder of real contracts")
    options.add_argument("--only", choices=[each.__name__ for each in MEASUREMENTS])
    options.add_argument("--pack", default="performer", help="rule packs, with commas")
    chosen = options.parse_args()
    progress = Console(stderr=True)
    kind = "real and generated" if (chosen.data / "cuad").is_dir() else "generated"
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {kind} contracts\n")
    print("| what | clausecheck | the other | ratio | goal | met |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(Path(scratch), chosen.data, clausecheck.load_packs(chosen.pack), chosen.pack)
        for measure in MEASUREMENTS:
            if chosen.only not in (None, measure.__name__):
                continue
            progress.print(f"measuring: {measure.__doc__}", style="dim")
            for row in measure(bench):
                print("| " + " | ".join(row.cells()) + " |", flush=True)


if __name__ == "__main__":
    main()
