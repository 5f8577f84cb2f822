"""Outcomes → SARIF 2.1.0, for code scanning: the worst first, with fingerprints that survive renumbering."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias
from urllib.parse import quote

from clausecheck.model import Confidence, Evidence, Failed, Outcome, Report, Rule, Severity
from clausecheck.report.inert import inert
from clausecheck.report.options import Options
from clausecheck.report.places import SECURITY, Placed, columns, judged, placed, relative
from clausecheck.report.reading import header, reservation

MOST: Final = 25_000  # results that GitHub takes in one run
LEVEL: Final = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
PRECISION: Final = {Confidence.HIGH: "high", Confidence.MEDIUM: "medium", Confidence.LOW: "low"}
TAXONOMIES: Final = {"cuad": "CUAD", "unfair-tos": "UNFAIR-ToS", "tosdr": "ToS;DR"}
SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"

Object: TypeAlias = dict[str, object]


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """One run over all documents."""
    found = sorted(placed(outcomes, options, settled=True), key=lambda one: one.finding.state != "active")
    kept = found[:MOST]
    rules = {one.finding.rule.id: one.finding.rule for one in kept}
    order = {name: i for i, name in enumerate(sorted(rules))}
    taxonomies = _taxonomies(rules.values())
    run: Object = {
        "tool": {
            "driver": {
                "name": "clausecheck",
                "semanticVersion": options.version,
                "rules": [_rule(rules[name], taxonomies) for name in order],
                "supportedTaxonomies": [
                    {"name": TAXONOMIES[key], "index": i} for key, i in taxonomies.items()
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(outcomes, len(found) - len(kept), options)],
        "artifacts": [_artifact(outcome.report, options) for outcome in judged(outcomes)],
        "taxonomies": [_taxonomy(key, rules.values()) for key in taxonomies],
        "results": [_result(one, order, options) for one in kept],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=True, indent=2) + "\n"


def _taxonomies(rules: Iterable[Rule]) -> dict[str, int]:
    """Other lists of the same risks that the rules name, with their places in the run."""
    used = sorted({key for rule in rules for key in rule.maps if key in TAXONOMIES})
    return {key: i for i, key in enumerate(used)}


def _taxonomy(key: str, rules: Iterable[Rule]) -> Object:
    names = sorted({name for rule in rules for name in rule.maps.get(key, ())})
    return {"name": TAXONOMIES[key], "taxa": [{"id": name} for name in names]}


def _rule(rule: Rule, taxonomies: dict[str, int]) -> Object:
    ask = f"\n\nAsk: {rule.ask}" if rule.ask else ""
    sources = "".join(f"\n- {reference.title}" for reference in rule.references)
    text = f"{rule.why}{ask}" + (f"\n\nRests on:{sources}" if sources else "")
    marked = f"{rule.why}" + (f"\n\n**Ask:** {rule.ask}" if rule.ask else "")
    return {
        "id": rule.id,
        "name": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": text or rule.title, "markdown": marked or rule.title},
        "defaultConfiguration": {"level": LEVEL[rule.severity]},
        "relationships": [
            {"target": {"id": name, "toolComponent": {"name": TAXONOMIES[key], "index": taxonomies[key]}}}
            for key in sorted(rule.maps)
            if key in taxonomies
            for name in rule.maps[key]
        ],
        "properties": {
            "precision": PRECISION[rule.confidence],
            "security-severity": SECURITY[rule.severity],
            "tags": ["security", rule.category, rule.pack] if rule.pack else ["security", rule.category],
        },
    }


def _invocation(outcomes: Sequence[Outcome], left: int, options: Options) -> Object:
    notes: list[Object] = []
    for outcome in outcomes:
        where = [{"physicalLocation": _artifact_at(outcome.path, options)}]
        if isinstance(outcome, Failed):
            said = {"text": f"Not read: {outcome.problem.message}. {outcome.problem.hint}"}
            notes.append({"level": "error", "message": said, "locations": where})
        elif outcome.report.score.reason or outcome.report.reading.pages_unread:
            said = {"text": reservation(outcome.report)}
            notes.append({"level": "warning", "message": said, "locations": where})
    if left:
        notes.append({"level": "warning", "message": {"text": f"{left} more findings, milder than these"}})
    return {
        "executionSuccessful": not any(isinstance(outcome, Failed) for outcome in outcomes),
        "toolExecutionNotifications": notes,
    }


def _artifact(report: Report, options: Options) -> Object:
    score = report.score
    return {
        "location": {"uri": _uri(report.path, options)},
        "hashes": {"sha-256": report.sha256},
        "properties": {"risk": score.risk, "grade": score.grade, "reading": header(report)},
    }


def _artifact_at(path: str, options: Options) -> Object:
    return {"artifactLocation": {"uri": _uri(path, options)}}


def _uri(path: str, options: Options) -> str:
    path = relative(path, options.root)
    return quote(f"file://{path}" if path.startswith("/") else path, safe="/:" if path[:1] == "/" else "/")


# ---------------------------------------------------------------- one finding


def _result(one: Placed, order: dict[str, int], options: Options) -> Object:
    finding = one.finding
    proofs = finding.evidence
    quoted = f': "{inert(one.quote)}"' if one.quote else ""
    result: Object = {
        "ruleId": finding.rule.id,
        "ruleIndex": order[finding.rule.id],
        "level": LEVEL[finding.severity],
        "message": {"text": f"{finding.message}{quoted}"},
        "locations": [_location(one, proofs[0] if proofs else None, options)],
        "partialFingerprints": {"clausecheck/v1": finding.fingerprint},
        "properties": {
            "severity": finding.severity.label,
            "confidence": finding.confidence.label,
            "security-severity": SECURITY[finding.severity],
            "why": finding.rule.why,
            "ask": finding.rule.ask,
            "because": [inert(words) for words in finding.because],
        },
    }
    if finding.state != "active":
        reason = "in the baseline" if finding.state == "baselined" else finding.because[-1]
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": inert(reason)}]
    if len(proofs) > 1:
        related = [_location(one, proof, options) for proof in proofs[1:]]
        result["relatedLocations"] = [{"id": i, **place} for i, place in enumerate(related)]
    return result


def _location(one: Placed, proof: Evidence | None, options: Options) -> Object:
    part = proof.parts[0] if proof and proof.parts else None
    where = _artifact_at((part.file if part else "") or one.report.path, options)
    place: Object = {"physicalLocation": where}
    if proof and part:
        region: Object = {"startLine": max(1, part.line), "snippet": {"text": inert(proof.quote)}}
        if at := columns(one.report, proof):
            region |= {"startColumn": at[1], "endLine": at[2], "endColumn": at[3]}
        where["region"] = region
        boxes = [[round(value, 2) for value in box] for each in proof.parts for box in each.boxes]
        place["properties"] = {"page": part.page, "role": proof.role, "boxes": boxes}
    if one.clause:
        place["logicalLocations"] = [{"fullyQualifiedName": inert(one.clause), "kind": "clause"}]
    return place
