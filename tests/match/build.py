"""Small packs and contracts for the tests of matching."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from clausecheck.model import Report, RulePack, Source
from clausecheck.pipeline import analyze
from clausecheck.rulepack.load import load

HEAD = """\
schema: 1
pack: small
version: 0.1.0
title: A pack for tests
parties: {us: [you, Talent, Performer], them: [Studio, Company, we]}
"""
REST = """\
    severity: {severity}
    confidence: high
    title: {id}
    why: It costs you.
    ask: Can it go?
    examples: {{match: [x], no-match: [y]}}
"""


def rule(identity: str, body: str, severity: str = "medium") -> str:
    """The YAML of one rule: its id, what is given, and what every rule needs."""
    return (
        f"  - id: {identity}\n"
        + textwrap.indent(textwrap.dedent(body).strip(), "    ")
        + "\n"
        + REST.format(id=identity, severity=severity)
    )


def words(identity: str, phrase: str, severity: str = "medium") -> str:
    """A rule that looks for a phrase that the signer gives."""
    return rule(identity, f"match: {{phrase: {phrase}}}\ndirection: {{actor: us}}", severity)


def pack(folder: Path, *rules: str, head: str = HEAD, laws: str = "") -> RulePack:
    """A pack with these rules, in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(head, "utf-8")
    (folder / "rules.yaml").write_text(f"schema: 1\nrules:\n{''.join(rules)}{laws}", "utf-8")
    return load([folder])[0]


def check(
    text: str,
    *packs: RulePack,
    side: str = "us",
    excerpt: bool = False,
    jurisdictions: tuple[str, ...] = (),
    answers: Mapping[str, bool] | None = None,
) -> Report:
    """The report on a contract that is given as text."""
    source = Source("-", textwrap.dedent(text).strip().encode(), excerpt=excerpt)
    return analyze(source, packs, side, jurisdictions=jurisdictions, answers=answers)


def found(report: Report) -> dict[str, str]:
    """Rule → severity, for each rule that holds."""
    return {finding.rule.id: finding.severity.label for finding in report.findings}
