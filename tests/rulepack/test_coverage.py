"""Branches and guards without an example are found; those with one are not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from clausecheck import pipeline
from clausecheck.model import Report, RulePack, Source
from clausecheck.rulepack import lawtest
from clausecheck.rulepack.coverage import Coverage, coverage
from clausecheck.rulepack.load import load
from clausecheck.rulepack.located import laws, rules
from clausecheck.rulepack.testing import run

PACK = """\
schema: 1
pack: trial
version: 0.1.0
title: A trial pack
parties: {us: [you, Performer], them: [we, Studio]}
defs:
  ever: {any: [{phrase: for ever}, {phrase: for all time}]}
"""
RULE = """\
schema: 1
rules:
  - id: scope.perpetual
    title: They can use you for ever
    severity: critical
    confidence: high
    match:
      any:
        - phrase: in perpetuity
        - all:
            - any: [{phrase: without end}, {phrase: without limit}]
            - phrase: in time
        - any:
            - ref: ever
        - near: {a: {any: [{phrase: term}, {phrase: period}]}, b: {phrase: endless}, within: 4}
    not:
      - {in: clause, phrase: royalties}
      - any: [{phrase: endless patience}, {phrase: endless thanks}]
    why: You cannot take it back.
    ask: Can it be two years?
    examples:
      match:
        - The Performer gives the tapes to the Studio in perpetuity.
        - The right is given without end in time.
        - The right is given without limit in time.
        - You give us the tapes for ever.
        - The term of this licence is endless.
        - The period of this licence is endless.
      no-match:
        - {text: The Studio pays royalties in perpetuity., because: not}
        - {text: For the whole term we ask for endless patience., because: not}
        - {text: At the end of the term we owe you endless thanks., because: not}
"""
# what is taken out, and the line of the branch or guard that is then without example
GAPS = [
    ("        - The Performer gives the tapes to the Studio in perpetuity.\n", "- phrase: in perpetuity"),
    ("        - The right is given without end in time.\n", "- any: [{phrase: without end}"),
    ("        - You give us the tapes for ever.\n", "- ref: ever"),
    ("        - The period of this licence is endless.\n", "- near: {a:"),
    (
        "        - {text: The Studio pays royalties in perpetuity., because: not}\n",
        "- {in: clause, phrase: roy",
    ),
    (
        "        - {text: For the whole term we ask for endless patience., because: not}\n",
        "- any: [{phrase: endless patience}",
    ),
]
ABSENT = """\
schema: 1
rules:
  - id: missing.end
    title: No end date
    severity: medium
    confidence: medium
    absent:
      expect: {any: [{phrase: this agreement ends on}, {phrase: the term is}]}
      applies-when: {any: [{phrase: may use the tapes}, {phrase: may sell the tapes}]}
    why: You cannot stop it.
    ask: When does it end?
    examples:
      match:
        - {text: The Studio may use the tapes. The Performer agrees to this agreement., document: true}
        - {text: The Studio may sell the tapes. The Performer agrees to this agreement., document: true}
      no-match:
        - {text: The Studio may use the tapes. This agreement ends on 1 May 2030., document: true}
        - {text: The Studio may use the tapes. The term is one year., document: true}
"""


def check(text: str, pack: RulePack, side: str) -> Report:
    return pipeline.analyze(Source("-", text.encode()), (pack,), side)


def covered(home: Path, text: str) -> tuple[Coverage, list[str]]:
    (home / "pack.yaml").write_text(PACK, "utf-8")
    (home / "rules.yaml").write_text(text, "utf-8")
    (pack,) = load([home])
    located = list(rules(home, pack))[-1]
    alone = pack.alone(located.rule.id)
    faults = [result.fault for result in run(located.rule, alone, check) if result.fault]
    return coverage(located, alone, check), faults


def test_every_branch_and_guard_counts(tmp_path: Path) -> None:
    found, faults = covered(tmp_path, RULE)
    assert faults == []
    # three of the top `any` that are none themselves, one `ref`, two within `all`, two within `near`,
    # two guards and two branches of one
    assert (found.total, found.gaps) == (12, ())


@pytest.mark.parametrize(("taken_out", "line"), GAPS)
def test_a_gap_has_its_line(tmp_path: Path, taken_out: str, line: str) -> None:
    assert taken_out in RULE
    found, faults = covered(tmp_path, RULE.replace(taken_out, ""))
    assert faults == []
    assert len(found.gaps) == 1
    assert line in found.gaps[0].source
    assert found.exercised == 11


def test_a_branch_that_only_overlaps_is_not_exercised_by_chance(tmp_path: Path) -> None:
    more = RULE.replace(
        "phrase: in perpetuity", "phrase: in perpetuity\n        - phrase: tapes in perpetuity"
    )
    found, _ = covered(tmp_path, more)
    assert ["tapes in perpetuity" in gap.source for gap in found.gaps] == [True]


def test_protections_that_should_be_there(tmp_path: Path) -> None:
    found, faults = covered(tmp_path, ABSENT)
    assert faults == []
    assert (found.total, found.gaps) == (4, ())
    without = ABSENT.replace(
        "        - {text: The Studio may use the tapes. The term is one", "        - {text: One"
    )
    found, _ = covered(tmp_path, without)
    assert len(found.gaps) == 1
    assert "no example shows this protection" in found.gaps[0].message


def test_a_combination_is_tried_beside_the_rules_that_it_names(tmp_path: Path) -> None:
    combo = """\
  - id: combo.ever-royalties
    title: For ever, and sold
    severity: critical
    confidence: high
    match:
      all: [{finding: scope.perpetual}, {any: [{phrase: may sell}, {phrase: may lease}]}]
    why: Both at once.
    ask: Can one go?
    examples:
      match:
        - {text: You give us the tapes in perpetuity. The Studio may sell them., document: true}
        - {text: You give us the tapes in perpetuity. The Studio may lease them., document: true}
      no-match: {text: You give us the tapes. The Studio may sell them., document: true}
"""
    found, faults = covered(tmp_path, RULE + combo)
    assert faults == []
    assert (found.total, found.gaps) == (2, ())


LAW = """\
schema: 1
laws:
  - id: law.trial
    title: A replica needs a description
    applies-when: {phrase: digital replica}
    conditions:
      - {text: The uses are described, met-when: {phrase: for the scenes listed}, question: told}
    means: Ask for advice.
    reference: {kind: law, title: A statute, as-of: 2026-01-01}
    examples:
      - {text: The Studio may make a digital replica of the Performer for the scenes listed., state: met}
      - {text: The Studio may make a digital replica of the Performer., state: unknown}
      - {text: The Studio may make a digital replica., state: met, answers: {told: yes}}
      - {text: The Studio pays the Performer a fee on this agreement., state: none}
questions:
  - {id: told, text: Were you told what it is for?}
"""


def test_law_checks_are_tried(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(PACK, "utf-8")
    (tmp_path / "laws.yaml").write_text(
        LAW.replace("Performer., state: unknown", "Performer., state: met"), "utf-8"
    )
    (pack,) = load([tmp_path])
    (located,) = laws(tmp_path, pack)

    def answered(text: str, pack: RulePack, answers: Mapping[str, bool]) -> Report:
        return pipeline.analyze(Source("-", text.encode()), (pack,), answers=answers)

    faults = [result.fault for result in lawtest.run(located.law, lawtest.alone(located.law, pack), answered)]
    assert [fault.partition(" (")[0] for fault in faults] == ["", "is 'unknown', not 'met'", "", ""]
