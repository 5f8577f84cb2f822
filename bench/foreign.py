"""Contracts that others labelled × our rules, through their `maps` → counts by the others' labels.

UNFAIR-ToS: terms of service, one sentence a line, each with tags. CUAD: commercial contracts with lawyers'
spans; the same split, units and overlap as the learned baseline that stands beside the data. Both are read
whole. Lawyers' labels are not exhaustive for plain words, so precision is a lower bound.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.counts import Counts, Error, Section, averages, counted, for_measuring, ordered
from clausecheck import model, pipeline
from clausecheck.errors import ReadError

UNIT_END = re.compile(r'(?<=[.;])\s+(?=[A-Z("“\[])|\n\s*\n')
SHORTEST_UNIT = 25  # characters; a shorter piece joins the one before it
UNFAIR = 2  # 1 fair, 2 potentially unfair, 3 clearly unfair
_LOUD = model.Severity.MEDIUM

Spans = Sequence[tuple[int, int]]


def mapped(packs: Sequence[model.RulePack], taxonomy: str) -> dict[str, tuple[str, ...]]:
    """Rule → its labels in another taxonomy, in lower case."""
    return {
        rule.id: tuple(label.lower() for label in rule.maps[taxonomy])
        for pack in packs
        for rule in pack.rules
        if taxonomy in rule.maps
    }


def unfair_tos(folder: Path, packs: Sequence[model.RulePack]) -> tuple[tuple[Section, Section], list[Error]]:
    """Per tag, over all sentences of the services that are for measuring, and of the rest with errors."""
    labels = mapped(packs, "unfair-tos")
    tags = sorted({tag for given in labels.values() for tag in given})
    counts: dict[bool, dict[str, Counts]] = {True: defaultdict(Counts), False: defaultdict(Counts)}
    errors: list[Error] = []
    paths = sorted((folder / "sentences").glob("*.txt"))
    for path in paths:
        lines = path.read_text("utf-8").split("\n")
        given = (folder / "tags" / path.name).read_text("utf-8").split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        found = _lines(pipeline.analyze(model.Source("-", "\n".join(lines).encode()), packs), starts, labels)
        kept = for_measuring(path.name)
        for tag in tags:
            meant = {i for i, said in enumerate(given) if _unfair(said, tag)}
            ours = found[tag]
            rows = counts[kept]
            rows[tag] = rows[tag].plus(len(ours & meant), len(ours - meant), len(meant - ours))
            for kind, wrong in (("miss", meant - ours), ("alarm", ours - meant)) if not kept else ():
                where = f"unfair-tos {path.stem}"
                errors += [Error(kind, tag, f"{where}:{i + 1}", lines[i], "") for i in sorted(wrong)]
    kept_many = sum(for_measuring(path.name) for path in paths)
    note = "terms of service that {} rule was written from, tagged potentially or clearly unfair"
    measuring, training = (
        Section(
            f"UNFAIR-ToS, {name}",
            f"sentences of {many} {note.format(word)}",
            ordered(rows),
            averages(rows.values()),
        )
        for name, many, word, rows in (
            ("measuring", kept_many, "no", counts[True]),
            ("training", len(paths) - kept_many, "a", counts[False]),
        )
    )
    return (measuring, training), errors


def _unfair(tags: str, wanted: str) -> bool:
    return any(tag[:-1] == wanted and tag[-1].isdigit() and int(tag[-1]) >= UNFAIR for tag in tags.split())


def _lines(
    report: model.Report, starts: Sequence[int], labels: Mapping[str, Sequence[str]]
) -> defaultdict[str, set[int]]:
    """Label → the lines that hold words of its findings."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for rule, start, end in _evidence(report):
        lines = range(bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)))
        for label in labels.get(rule, ()):
            found[label].update(lines)
    return found


def _evidence(report: model.Report) -> Iterator[tuple[str, int, int]]:
    for finding in report.findings:
        for proof in finding.evidence:
            if proof.role == "trigger":
                for part in proof.parts:
                    yield finding.rule.id, part.start, part.end


def cuad(folder: Path, packs: Sequence[model.RulePack]) -> tuple[Section, Section]:
    """Per category that a rule maps to: by clause and by document, on the third that is for measuring."""
    labels = mapped(packs, "cuad")
    wanted = {label for given in labels.values() for label in given}
    spans, names = gold(folder / "spans.jsonl")
    clauses: dict[str, Counts] = defaultdict(Counts)
    documents: dict[str, Counts] = defaultdict(Counts)
    paths = [path for path in sorted((folder / "txt").glob("*.txt")) if for_measuring(path.name)]
    for path in paths:
        text = path.read_text("utf-8")
        cut = units(text)
        report = pipeline.analyze(model.Source("-", text.encode()), packs, "any")
        ours = _units(report, cut, labels)
        for label in sorted(wanted & names.keys()):
            meant = marked(cut, spans[path.name][label])
            got = ours[label]
            name = names[label]
            clauses[name] = clauses[name].plus(len(got & meant), len(got - meant), len(meant - got))
            both, either = bool(got) and bool(meant), bool(got) or bool(meant)
            documents[name] = documents[name].plus(both, either and not meant, either and not got)
    note = f"of {len(paths)} commercial contracts that no rule was written from, read from neither side"
    return (
        Section("CUAD, clauses", f"sentences {note}", ordered(clauses), averages(clauses.values())),
        Section("CUAD, documents", note, ordered(documents), averages(documents.values())),
    )


def gold(path: Path) -> tuple[defaultdict[str, defaultdict[str, list[tuple[int, int]]]], dict[str, str]]:
    """File → category → spans; and the categories' names by their lower case."""
    spans: defaultdict[str, defaultdict[str, list[tuple[int, int]]]]
    spans, names = defaultdict(lambda: defaultdict(list)), {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        names[row["category"].lower()] = row["category"]
        spans[row["file"]][row["category"].lower()] += [(span[0], span[1]) for span in row["spans"]]
    return spans, names


def _units(
    report: model.Report, cut: Spans, labels: Mapping[str, Sequence[str]]
) -> defaultdict[str, set[int]]:
    """Label → the units that hold the first words of its findings."""
    starts = [unit[0] for unit in cut]
    found: defaultdict[str, set[int]] = defaultdict(set)
    for rule, start, _ in _evidence(report):
        for label in labels.get(rule, ()):
            found[label].add(max(0, bisect_right(starts, start) - 1))
    return found


def units(text: str) -> list[tuple[int, int]]:
    """Sentence-like stretches, cut where the learned baseline cuts."""
    found: list[tuple[int, int]] = []
    start = 0
    for end, after in [*(match.span() for match in UNIT_END.finditer(text)), (len(text), len(text))]:
        if end > start:
            if end - start < SHORTEST_UNIT and found and text[found[-1][1] : start].count("\n") < 2:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        start = after
    return found


def marked(cut: Spans, given: Spans) -> set[int]:
    """The units that lawyers' spans mark."""
    return {i for i, unit in enumerate(cut) if any(overlaps(unit, span) for span in given)}


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two stretches share at least half of one of them."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and (2 * shared >= a[1] - a[0] or 2 * shared >= b[1] - b[0])


def baseline(path: Path) -> dict[str, tuple[float, float]]:
    """Category → F1 by clause and by document of the learned baseline, where its table is there."""
    row = re.compile(r"^\| ([^|*]+?) \| [\d.]+ \| ([\d.]+) \([^|]*\| ([\d.]+) \(", re.M)
    text = path.read_text("utf-8") if path.is_file() else ""
    return {name: (float(clause), float(document)) for name, clause, document in row.findall(text)}


def benign(data: Path, packs: Sequence[model.RulePack]) -> Iterator[Section]:
    """Findings above medium where hardly any should be: NDAs, open data licences, a fair release."""
    for name in ("contractnli", "datalicence", "performer"):
        texts = list(_texts(data / name))
        if not texts:
            continue
        rows: dict[str, Counts] = defaultdict(Counts)
        silent = words = 0
        for text in texts:
            try:
                report = pipeline.analyze(model.Source("-", text.encode()), packs)
            except ReadError:
                continue
            loud = Counter(f.rule.id for f in report.findings if f.severity > _LOUD and counted(f.rule.id))
            silent, words = silent + (not loud), words + report.words
            for rule, times in loud.items():
                rows[rule] = rows[rule].plus(alarms=times)
        alarms = sum(counts.alarms for counts in rows.values())
        figures = (
            ("documents", float(len(texts))),
            ("documents without any", float(silent)),
            ("findings above medium", alarms),
            ("per 10,000 words", 10_000 * alarms / max(1, words)),
        )
        yield Section(
            f"benign: {name}", "findings above medium, each to be read: few are meant", ordered(rows), figures
        )


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.json")):
        for document in json.loads(path.read_text("utf-8"))["documents"]:
            yield document["text"]
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        if not path.stem.upper().startswith(("README", "LICENSE")):  # about the files, no contract of the set
            yield path.read_text("utf-8", errors="replace")
