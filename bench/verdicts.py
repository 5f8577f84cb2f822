"""Harmless real contracts → each finding above medium, with a verdict: right, wrong or arguable.

    python -m bench.verdicts [--data ../shared/data] [--unread]

The verdicts stand in ``bench/verdicts.jsonl`` by file, rule and fingerprint: a finding that moves
keeps its verdict, and one that is new has none until somebody reads it (``--unread`` shows those).
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import clausecheck
from clausecheck import pipeline
from clausecheck.errors import ReadError
from clausecheck.model import Finding, RulePack, Severity, Source

ROOT = Path(__file__).resolve().parent.parent
VERDICTS = Path(__file__).with_name("verdicts.jsonl")
NDAS = 20
TERMS = ("Flo", "Mysugr", "Skyscanner", "Terravision", "Tumblr")


class Verdict(NamedTuple):
    """What a person said of one finding."""

    file: str
    rule: str
    fingerprint: str
    words: str  # the trigger, shortened
    verdict: str  # right, wrong, arguable
    why: str


def load(path: Path = VERDICTS) -> list[Verdict]:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Verdict(**json.loads(line)) for line in lines if line.strip()]


def documents(data: Path) -> Iterator[tuple[str, Source]]:
    """(name, source): the releases and licences, twenty NDAs, five terms of service.

    Left out: what is about a licence and is none (questions and answers, commentary between the clauses).
    """
    for folder in ("performer", "datalicence"):
        for path in sorted([*(data / folder).rglob("*.md"), *(data / folder).rglob("*.txt")]):
            if not re.search(r"^README|^LICENSE|FAQ$|_annotated$", path.stem):
                yield path.relative_to(data).as_posix(), Source(str(path))
    ndas = data / "contractnli" / "dev.json"
    if ndas.exists():
        for document in json.loads(ndas.read_text("utf-8"))["documents"][:NDAS]:
            yield f"contractnli/{document['file_name']}", Source("-", document["text"].encode())
    for name in TERMS:
        path = data / "unfair_tos" / "original_text" / f"{name}.txt"
        if path.exists():
            yield f"unfair_tos/{name}", Source(str(path))


def findings(data: Path, packs: Sequence[RulePack]) -> Iterator[tuple[str, Finding]]:
    """Every finding above medium, with the name of its document."""
    for name, source in documents(data):
        try:
            report = pipeline.analyze(source, packs)
        except ReadError:
            continue
        for finding in report.findings:
            if finding.severity > Severity.MEDIUM:
                yield name, finding


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.verdicts", description="Findings that were read.")
    default = os.environ.get("CLAUSECHECK_DATA") or ROOT.parent / "shared" / "data"
    options.add_argument("--data", type=Path, default=Path(default), help="the folder of real contracts")
    options.add_argument("--unread", action="store_true", help="show the findings without a verdict")
    chosen = options.parse_args()
    known = {(v.file, v.rule, v.fingerprint): v for v in load()}
    found = list(findings(chosen.data, clausecheck.load_packs("performer")))
    if not found:
        print(f"nothing to read: no contracts at {chosen.data} (--data names another folder)")
        return 3
    unread = [(n, f) for n, f in found if (n, f.rule.id, f.fingerprint) not in known]
    for name, finding in unread if chosen.unread else ():
        print(json.dumps(_line(name, finding), ensure_ascii=False))
    said = Counter(known[key].verdict for n, f in found if (key := (n, f.rule.id, f.fingerprint)) in known)
    read = sum(said.values())
    shares = ", ".join(f"{said[word]} {word}" for word in ("right", "arguable", "wrong"))
    print(
        f"{len(found)} findings above medium in {len({n for n, _ in found})} contracts; {read} read: {shares}"
    )
    if read:
        print(f"right: {said['right'] / read:.1%}; right or arguable: {1 - said['wrong'] / read:.1%}")
    return 0


def _line(name: str, finding: Finding) -> dict[str, object]:
    """A line to fill in; the sentence is for reading and is not kept."""
    trigger = finding.evidence[0]
    return {
        "file": name,
        "rule": finding.rule.id,
        "fingerprint": finding.fingerprint,
        "words": " ".join(trigger.quote.split())[:50],
        "sentence": trigger.sentence[:700],
        "because": finding.because[-1][:80],
    }


if __name__ == "__main__":
    raise SystemExit(main())
