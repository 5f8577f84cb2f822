"""What was found before → what is new: a JSON file of findings, matched by words and never by numbers.

An entry is a rule, the words that it was found by, their sentence and its severity. Within a document the
findings are matched as a multiset, the most similar sentences first: renumbering, moving a clause or editing
another word of its sentence makes nothing new; a graver finding is new.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from clausecheck.errors import UsageError
from clausecheck.model import Finding, Severity, composed

SCHEMA = "clausecheck/baseline/1"
LONGEST = 400  # characters of a sentence that are kept and compared
MOST = 2_000  # pairs of one rule in one document that are compared; beyond, in their order


class Entry(NamedTuple):
    """One finding that is known."""

    path: str  # from the folder of the baseline, with forward slashes
    rule: str
    severity: Severity
    quote: str  # normalised; "" for a rule about the whole document
    sentence: str  # normalised
    fingerprint: str = ""


class Baseline(NamedTuple):
    """The known findings of many documents."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def parse(cls, text: str, path: str) -> Baseline:
        """Read a baseline.

        Raises:
            UsageError: it is none, or of another version.
        """
        hint = "make it anew with `clausecheck baseline create`"
        try:
            stored: dict[str, object] = json.loads(text)
            if stored["schema"] != SCHEMA:
                raise UsageError(f"this baseline is of another kind ({stored['schema']!r})", hint, path)
            findings = stored["findings"]
            if not isinstance(findings, list):
                raise TypeError
            return cls(tuple(_entry(each) for each in findings))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UsageError("this is no baseline of clausecheck", hint, path) from error

    def text(self) -> str:
        """As it is kept: sorted, so that two branches merge well."""
        findings = [
            {**entry._asdict(), "severity": entry.severity.label}
            for entry in sorted(self.entries, key=lambda e: (e.path, e.rule, e.sentence, e.quote, e.severity))
        ]
        return json.dumps({"schema": SCHEMA, "findings": findings}, ensure_ascii=False, indent=1) + "\n"

    def known(self, path: str, findings: Sequence[Finding]) -> tuple[frozenset[int], frozenset[Entry]]:
        """Indices of the findings that are known, and the entries of the document that no finding is like."""
        own = [entry for entry in self.entries if entry.path == path]
        pairs = dict(_pairs(own, findings))
        return frozenset(pairs.values()), frozenset(e for i, e in enumerate(own) if i not in pairs)


def entry(path: str, finding: Finding) -> Entry:
    """The finding as a baseline keeps it."""
    quote, sentence = _words(finding)
    return Entry(path, finding.rule.id, finding.severity, quote, sentence, finding.fingerprint)


def _entry(stored: dict[str, object]) -> Entry:
    severity = Severity[str(stored["severity"]).upper()]
    names = ("path", "rule", "quote", "sentence", "fingerprint")
    path, rule, quote, sentence, fingerprint = (str(stored[name]) for name in names)
    return Entry(path, rule, severity, quote, sentence, fingerprint)


def _pairs(own: Sequence[Entry], findings: Sequence[Finding]) -> Iterable[tuple[int, int]]:
    """Which entry is which finding, for each rule and its words."""
    wanted: dict[tuple[str, str], list[int]] = {}
    for i, known in enumerate(own):
        wanted.setdefault((known.rule, known.quote), []).append(i)
    found: dict[tuple[str, str], list[int]] = {}
    for j, finding in enumerate(findings):
        found.setdefault((finding.rule.id, _words(finding)[0]), []).append(j)
    for key, here in found.items():
        there = wanted.get(key, [])
        scored = (
            (_alike(own[i].sentence, _words(findings[j])[1]), -i, -j)
            for i in there
            for j in here
            if findings[j].severity <= own[i].severity
        )
        ordered = list(scored) if len(there) * len(here) > MOST else sorted(scored, reverse=True)
        taken, met = set[int](), set[int]()
        for _, i, j in ordered:
            if i not in taken and j not in met:
                taken.add(i)
                met.add(j)
                yield -i, -j


def _words(finding: Finding) -> tuple[str, str]:
    """The words that a finding is known by, and their sentence. What is not there has no words."""
    rule = finding.rule
    whole = rule.absent is not None or (rule.match is not None and composed(rule.match))
    if whole or not finding.evidence:
        return "", ""
    proof = finding.evidence[0]
    return plain(proof.quote), plain(proof.sentence)[:LONGEST]


def plain(text: str) -> str:
    """Words in small letters with single spaces: what two spellings of a quote have in common."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _alike(a: str, b: str) -> float:
    """How similar two sentences are, 0-1."""
    return 1.0 if a == b else SequenceMatcher(None, a, b, autojunk=False).quick_ratio()
