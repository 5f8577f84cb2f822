"""Clauses that a careful reader labelled × our rules → counts by label, and the errors."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.counts import Counts, Error, Section, averages, counted, for_measuring, ordered, total
from clausecheck import model, pipeline

# Risks that share wording: reporting one where the reader chose the other is half an error (so says the
# readers' guide; two readers of the same clauses agreed with F1 0.87, and these are where they did not).
NEIGHBOURS = tuple(
    frozenset(group.split())
    for group in (
        "pay.unpaid pay.no-further-compensation pay.no-residuals pay.flat-buyout",
        "scope.sublicense third.acting-on-behalf third.affiliates third.sell",
        "own.assignment own.company-owns-data own.work-for-hire",
        "identity.composite identity.false-light scope.derivatives ai.simulate-performance "
        "ai.digital-replica ai.avatar",
        "privacy.no-withdrawal privacy.no-deletion-duty privacy.data-kept-after-withdrawal ai.untrainable",
        "ai.generic-improvement loop.vague-purpose",
        "scope.any-purpose loop.sole-discretion",
        "scope.estate scope.survives-termination",
        "scope.exclusive excl.non-compete",
        "scope.assign-transfer third.change-of-control",
        "legal.publicity-release legal.covenant-not-to-sue",
    )
)


class Labelled(NamedTuple):
    """One clause, and what a reader says about it."""

    id: str
    text: str
    risks: frozenset[str]
    possible: frozenset[str]  # the reader hesitated: neither hit nor error
    benign: bool


class Read(NamedTuple):
    """One clause, and what our rules say about it."""

    clause: Labelled
    found: frozenset[str]
    loud: bool  # a finding above low
    taken_back: dict[str, str]  # rule → what took its hit back


def load(path: Path) -> list[Labelled]:
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        Labelled(
            row["id"], row["text"], frozenset(row["risk_labels"]), frozenset(row["possible"]), row["benign"]
        )
        for row in rows
    ]


def read(clauses: Iterable[Labelled], packs: Sequence[model.RulePack]) -> list[Read]:
    done = []
    for clause in clauses:
        report = pipeline.analyze(model.Source("-", clause.text.encode(), excerpt=True), packs)
        findings = [finding for finding in report.findings if counted(finding.rule.id)]
        done.append(
            Read(
                clause,
                frozenset(finding.rule.id for finding in findings),
                any(f.severity > model.Severity.LOW for f in findings if f.rule.id not in clause.possible),
                {hit.rule: f"{hit.reason}: {hit.cue}" for hit in report.suppressed},
            )
        )
    return done


def sections(done: Sequence[Read]) -> tuple[Section, Section]:
    """The third that is for measuring, and the rest."""
    kept = [each for each in done if for_measuring(each.clause.id)]
    rest = [each for each in done if not for_measuring(each.clause.id)]
    return (
        _section("clauses, measuring", "labelled clauses that no rule was written from", kept),
        _section("clauses, training", "labelled clauses that rules were written from", rest),
    )


def _section(name: str, note: str, done: Sequence[Read]) -> Section:
    rows: dict[str, Counts] = defaultdict(Counts)
    swapped = 0
    for clause, found, *_ in done:
        alarms, misses = found - clause.risks - clause.possible, clause.risks - found
        swapped += swaps(alarms, misses)
        for label in found & clause.risks:
            rows[label] = rows[label].plus(hits=1)
        for label in alarms:
            rows[label] = rows[label].plus(alarms=1)
        for label in misses:
            rows[label] = rows[label].plus(misses=1)
    whole = total(rows.values())
    halved = whole.plus(alarms=-swapped / 2, misses=-swapped / 2)
    benign = [each for each in done if each.clause.benign]
    figures = (
        *averages(rows.values()),
        ("micro F1, neighbours half", halved.f1),
        ("clauses", len(done)),
        ("benign clauses", len(benign)),
        ("benign with a finding above low", sum(each.loud for each in benign) / max(1, len(benign))),
    )
    return Section(name, note, ordered(rows), figures)


def swaps(alarms: frozenset[str], misses: frozenset[str]) -> int:
    """Pairs of a false alarm and a miss that are neighbours; each counts once."""
    left, pairs = set(misses), 0
    for alarm in sorted(alarms):
        partner = min(
            (miss for miss in left if any({alarm, miss} <= group for group in NEIGHBOURS)), default=None
        )
        if partner:
            left.remove(partner)
            pairs += 1
    return pairs


def errors(done: Iterable[Read]) -> list[Error]:
    """Misses and false alarms of the training part; what is for measuring is never shown."""
    found = []
    for clause, ours, _, taken_back in done:
        if not for_measuring(clause.id):
            found += [
                Error("miss", label, clause.id, clause.text, taken_back.get(label, ""))
                for label in sorted(clause.risks - ours)
            ]
            found += [
                Error("alarm", label, clause.id, clause.text, "")
                for label in sorted(ours - clause.risks - clause.possible)
            ]
    return found
