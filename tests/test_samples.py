"""What samples/README.md promises of each sample comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausecheck import load_packs
from clausecheck.model import Severity
from clausecheck.pipeline import analyze

PACKS = load_packs("performer")


@pytest.mark.parametrize("sample", ["fair-licence", "mutual-nda"])
def test_a_fair_contract_stays_quiet(root: Path, sample: str) -> None:
    report = analyze(str(root / "samples" / sample / "agreement.txt"), PACKS)
    assert report.score.grade == "A"
    assert [finding.rule.id for finding in report.findings if finding.severity > Severity.LOW] == []


def test_each_risk_of_the_long_contract_is_found_on_its_clause(root: Path) -> None:
    told = (root / "samples" / "README.md").read_text("utf-8").split("In `long-services`:")[1]
    rows = re.findall(r"^\| ([\d.]+) \| (.+) \|$", told, re.MULTILINE)
    assert len(rows) == 7
    report = analyze(str(root / "samples" / "long-services" / "agreement.pdf"), PACKS)
    found = {(finding.clause, finding.rule.id) for finding in report.findings}
    promised = {(clause, rule) for clause, rules in rows for rule in re.findall(r"`(.+?)`", rules)}
    assert promised - found == set()
    silent = re.findall(r"(?<![\d.])\d+\.\d+", told.split("must stay silent:")[1].split("\n\n")[0])
    assert len(silent) == 10
    assert {clause for clause, _ in found} & set(silent) == set()
