"""Rule × its examples → verdicts: each example as written, and again as documents print it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clausecheck.model import Example, Report, Rule, RulePack

Check = Callable[[str, RulePack, str], Report]  # text, pack, side → report

_REASONS = {"negation": "negated", "direction": "direction", "object": "object", "not": "not"}
_WRAP = 34  # columns: every phrase of a few words is broken somewhere


@dataclass(frozen=True, slots=True)
class Result:
    """One example in one printed form. ``fault`` is empty where the rule did what it should."""

    rule: str
    path: str
    line: int
    text: str
    fault: str


def run(rule: Rule, pack: RulePack, check: Check) -> list[Result]:
    """Try every example of ``rule``; ``pack`` holds that rule and those that it asks for."""
    results = []
    for example in rule.examples:
        sided = with_parties(pack, example)
        forms = _forms(example.text) if example.variants else iter([("as written", example.text)])
        for name, text in forms:
            fault = _fault(rule, example, check(text, sided, example.side), name)
            if (
                not fault
                and example.because == "scope"
                and not _found_wider(rule, example, text, sided, check)
            ):
                fault = "silent, but not because of scope: not found in the whole document either"
            results.append(Result(rule.id, rule.path, example.line, text, fault))
            if fault and name == "as written":
                break
    return results


def _fault(rule: Rule, example: Example, report: Report, form: str) -> str:
    findings = [finding for finding in report.findings if finding.rule.id == rule.id]
    shown = "" if form == "as written" else f" ({form})"
    if example.match and not findings:
        taken = [f'{hit.reason}: "{hit.cue}"' for hit in report.suppressed]
        return f"should match and does not{shown}" + (f", taken back by {taken[0]}" if taken else "")
    if not example.match:
        return _silence(rule, example, report, shown) if not findings else f"should not match and does{shown}"
    if example.severity is not None and findings[0].severity != example.severity:
        return f"severity is {findings[0].severity.label}, not {example.severity.label}{shown}"
    if example.span and form == "as written":
        proofs = [proof for finding in findings for proof in finding.evidence]
        quotes = [" ".join(proof.quote.split()).lower() for proof in proofs]
        parts = [part for quote in quotes for part in (quote, *quote.split(" … "))]
        if example.span.lower() not in parts:
            return f"quotes {quotes}, not {example.span!r}"
    return ""


def _silence(rule: Rule, example: Example, report: Report, shown: str) -> str:
    """A no-match that is silent for another reason than it says proves nothing."""
    wanted = _REASONS.get(example.because or "")
    if not wanted or (rule.negation == "only" and wanted == "negated"):
        return ""
    reasons = sorted({hit.reason for hit in report.suppressed if hit.rule == rule.id})
    if wanted in reasons:
        return ""
    said = f"it was {', '.join(reasons)}" if reasons else "nothing matched at all"
    return f"silent, but not because of {example.because}: {said}{shown}"


def _found_wider(rule: Rule, example: Example, text: str, pack: RulePack, check: Check) -> bool:
    """Whether the parts stand in the text at all, further apart than the scope of the rule."""
    rules = [one._replace(scope="document") if one.id == rule.id else one for one in pack.rules]
    found = check(text, pack._replace(rules=tuple(rules)), example.side).findings
    return any(finding.rule.id == rule.id for finding in found)


def with_parties(pack: RulePack, example: Example) -> RulePack:
    """The pack with the names that the example takes for the sides."""
    us = tuple(name for name, side in example.parties.items() if side == "us")
    them = tuple(name for name, side in example.parties.items() if side == "them")
    return pack._replace(us=pack.us + us, them=pack.them + them)


def _forms(text: str) -> Iterator[tuple[str, str]]:
    yield "as written", text
    yield "hard-wrapped", "\n".join(_wrapped(text))
    yield "upper case", text.upper()
    yield "no-break spaces", re.sub(r"(?<=\w) (?=\w)", "\u00a0", text)
    yield "curly quotes", re.sub(r"\"([^\"]*)\"", "\u201c\\1\u201d", text).replace("'", "\u2019")
    yield "line-end hyphens", _hyphenated(text)


def _wrapped(text: str) -> list[str]:
    return [
        line
        for part in text.split("\n")
        for line in (textwrap.wrap(part, _WRAP, break_long_words=False) or [""])
    ]


def _hyphenated(text: str) -> str:
    """The last long word of each line broken in two, in its middle."""
    lines = _wrapped(text)
    for i in range(len(lines) - 1):
        match = re.search(r"[a-z]{6,}$", lines[i])
        if match:
            middle = (match.start() + match.end()) // 2
            lines[i], rest = lines[i][:middle] + "-", lines[i][middle:]
            lines[i + 1] = f"{rest} {lines[i + 1]}"
    return "\n".join(lines)
