"""Outcomes → the machine report, schema ``clausecheck/report/1``.

Keys stand in the order of the schema and are always there; what is unknown is null or empty. The output is
UTF-8 text, byte-identical between runs; control, formatting and surrogate characters are escaped.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from clausecheck.model import (
    Evidence,
    Failed,
    Finding,
    Grant,
    LawCheck,
    LawCondition,
    Outcome,
    Outline,
    PackInfo,
    Part,
    Partial,
    Party,
    Payment,
    Problem,
    Reference,
    Report,
    Score,
    Severity,
    Suppressed,
)
from clausecheck.report.exchange import sentence
from clausecheck.report.options import Options
from clausecheck.report.reading import header

SCHEMA: Final = "clausecheck/report/1"

# Left alone by json.dumps, unwelcome in a terminal or a log: C1 controls, soft hyphen, Arabic letter mark,
# zero-width and bidirectional controls, separators, byte order mark, tags; and surrogates, not in UTF-8.
_RAW: Final = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

Object: TypeAlias = dict[str, object]


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """One JSON object with all documents in their order."""
    packs = {pack for o in outcomes if not isinstance(o, Failed) for pack in o.report.packs}
    report: Object = {
        "schema": SCHEMA,
        "tool": {"name": "clausecheck", "version": options.version},
        "packs": [pack_of(pack) for pack in sorted(packs, key=lambda p: (p.id, p.version, p.sha256))],
        "settings": {name: options.settings[name] for name in sorted(options.settings)},
        "documents": [_document(outcome, options) for outcome in outcomes],
        "summary": _summary(outcomes),
    }
    return dumps(report)


def line(outcome: Outcome, options: Options) -> str:
    """One document on one line, with the schema and the tool that wrote it."""
    head: Object = {"schema": SCHEMA, "tool": {"name": "clausecheck", "version": options.version}}
    return _RAW.sub(_escape, json.dumps(head | _document(outcome, options), ensure_ascii=False))


def dumps(record: Object) -> str:
    """The text of a record, with nothing in it that a terminal would act on."""
    return _RAW.sub(_escape, json.dumps(record, ensure_ascii=False, indent=2)) + "\n"


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1] if match.group() != "\x7f" else "\\u007f"


def pack_of(pack: PackInfo) -> Object:
    """A pack that was run."""
    return {"id": pack.id, "version": pack.version, "sha256": pack.sha256, "rules": pack.rules}


def _summary(outcomes: Sequence[Outcome]) -> Object:
    """Counts over all documents; hidden findings count, waived and baselined ones do not."""
    counts = Counter(
        finding.severity
        for outcome in outcomes
        if not isinstance(outcome, Failed)
        for finding in outcome.report.findings
        if finding.state == "active"
    )
    return {
        "documents": len(outcomes),
        "partial": sum(isinstance(o, Partial) for o in outcomes),
        "failed": sum(isinstance(o, Failed) for o in outcomes),
        "by_severity": {severity.label: counts[severity] for severity in sorted(Severity, reverse=True)},
    }


# ---------------------------------------------------------------- one document


def _document(outcome: Outcome, options: Options) -> Object:
    if isinstance(outcome, Failed):
        return _failed(outcome.path, outcome.problem)
    report = outcome.report
    shown = [finding for finding in report.findings if options.shows(finding)]
    document: Object = {
        "path": outcome.path,
        "status": "partial" if isinstance(outcome, Partial) else "analyzed",
        "error": None,
        "sha256": report.sha256,
        "text_sha256": report.text_sha256,
        "format": report.format,
        "pages": report.reading.pages,
        "words": report.words,
        "language": report.language,
        "reading": _reading(report),
        "parties": [_party(party) for party in report.parties],
        "score": _score(report.score),
        "exchange": sentence(report) or None,
        "findings": [found(finding) for finding in shown],
        "hidden": len(report.findings) - len(shown),
        "suppressed": [_suppressed(hit) for hit in report.suppressed],
        "not_assessed": [{"rule": n.rule, "reason": n.reason} for n in report.not_assessed],
        "law": [check(one) for one in report.law],
        **granted(report),
    }
    return document | _included(report, options)


def _failed(path: str, problem: Problem) -> Object:
    """A document that was not read: the same keys, and nothing in them that could pass for a result."""
    error = {"code": problem.code, "message": problem.message, "hint": problem.hint}
    unknown = ("sha256", "text_sha256", "format", "pages", "words", "language", "reading")
    empty = ("suppressed", "not_assessed", "law", "grants", "payments")
    return (
        {"path": path, "status": "failed", "error": error}
        | dict.fromkeys(unknown)
        | {"parties": [], "score": None, "exchange": None, "findings": [], "hidden": 0}
        | {key: [] for key in empty}
    )


def _included(report: Report, options: Options) -> Object:
    """What is there only on request, because it repeats the contract."""
    clauses: Object = {"clauses": [_clause(clause) for clause in report.clauses]}
    text: Object = {"text": report.text}
    return (clauses if "clauses" in options.include else {}) | (text if "text" in options.include else {})


def _clause(clause: Outline) -> Object:
    return {
        "number": clause.number,
        "heading": clause.heading,
        "level": clause.level,
        "page": clause.page,
        "start": clause.start,
        "end": clause.end,
    }


def _reading(report: Report) -> Object:
    reading = report.reading
    return {
        "summary": header(report),
        "pages_read": reading.pages_read,
        "pages_unread": list(reading.pages_unread),
        "ocr_pages": list(reading.ocr_pages),
        "hidden_runs": reading.hidden_runs,
        "tracked_changes": reading.changes,
        "files": [{"path": f.path, "format": f.format, "sha256": f.sha256} for f in reading.files],
        "notices": [{"message": notice.message, "page": notice.page} for notice in reading.notices],
    }


def _party(party: Party) -> Object:
    return {"name": party.name, "aliases": list(party.aliases), "side": party.side}


def _score(score: Score) -> Object:
    floor = score.floor
    return {
        "risk": score.risk,
        "risk_without_waived": score.waived,
        "grade": score.grade,
        "reason": score.reason,
        "provisional": score.provisional,
        "vector": score.vector or None,
        "floor": {"grade": floor.grade, "because": floor.because} if floor else None,
        "lines": [{"rule": c.rule, "points": c.points, "because": c.because} for c in score.lines],
    }


# ---------------------------------------------------------------- what was found


def found(finding: Finding) -> Object:
    """One rule that holds in one clause."""
    rule = finding.rule
    return {
        "rule": rule.id,
        "title": rule.title,
        "category": rule.category,
        "severity": finding.severity.label,
        "confidence": finding.confidence.label,
        "message": finding.message,
        "why": rule.why,
        "ask": rule.ask,
        "references": [citation(reference) for reference in rule.references],
        "clause": finding.clause,
        "heading": finding.heading,
        "fingerprint": finding.fingerprint,
        "state": finding.state,
        "evidence": [proof(evidence) for evidence in finding.evidence],
        "because": list(finding.because),
    }


def _suppressed(hit: Suppressed) -> Object:
    return {
        "rule": hit.rule,
        "clause": hit.clause,
        "reason": hit.reason,
        "cue": hit.cue,
        "evidence": [proof(evidence) for evidence in hit.evidence],
    }


def proof(evidence: Evidence) -> Object:
    """Words of the document. Page, line, start and end are those of the first part."""
    first = evidence.parts[0] if evidence.parts else None
    return {
        "role": evidence.role,
        "clause": evidence.clause,
        "file": (first.file or None) if first else None,
        "quote": evidence.quote,
        "sentence": evidence.sentence,
        "page": first.page if first else None,
        "line": first.line if first else None,
        "start": first.start if first else None,
        "end": first.end if first else None,
        "parts": [_part(part) for part in evidence.parts],
    }


def _part(part: Part) -> Object:
    boxes = [[_points(v) for v in (box.x0, box.top, box.x1, box.bottom)] for box in part.boxes]
    return {"start": part.start, "end": part.end, "page": part.page, "line": part.line, "boxes": boxes}


def _points(value: float) -> float:
    """A coordinate to 0.01 points (a PDF can hold infinities, JSON cannot)."""
    return round(value, 2) if math.isfinite(value) else 0.0


def check(one: LawCheck) -> Object:
    """A statute's conditions."""
    return {
        "check": one.check,
        "title": one.title,
        "state": one.state,
        "conditions": [_condition(condition) for condition in one.conditions],
        "means": one.means,
        "reference": citation(one.reference),
    }


def _condition(condition: LawCondition) -> Object:
    question = {"id": condition.ask.id, "text": condition.ask.text} if condition.ask else None
    evidence = [proof(one) for one in condition.evidence]
    return {"text": condition.text, "state": condition.state, "evidence": evidence, "question": question}


def citation(reference: Reference) -> Mapping[str, str | None]:
    """A law, a union term or a guide."""
    return {
        "kind": reference.kind,
        "title": reference.title,
        "section": reference.section,
        "jurisdiction": reference.jurisdiction,
        "url": reference.url,
        "as_of": reference.as_of,
    }


def granted(report: Report) -> Object:
    """Its grants and payments."""
    return {
        "grants": [_grant(grant) for grant in report.grants],
        "payments": [_payment(payment) for payment in report.payments],
    }


def _grant(grant: Grant) -> Object:
    """What is not stated is null; ``stated`` holds the words that each field was read from."""
    answers = {"yes": True, "no": False, "unclear": None}
    return {
        "from": grant.giver,
        "giver": grant.by or None,
        "to": list(grant.to),
        "subject": list(grant.subject),
        "acts": list(grant.acts),
        "purpose": _stated(grant.purpose),
        "term": _stated(grant.term),
        "territory": _stated(grant.territory),
        "media": _stated(grant.media),
        "revocable": answers[grant.revocable],
        "sublicensable": answers[grant.sublicensable],
        "exclusive": answers[grant.exclusive],
        "pay": _stated(grant.pay),
        "evidence": [proof(evidence) for evidence in grant.evidence],
        "stated": [{"field": s.field, "value": s.value, "evidence": proof(s.evidence)} for s in grant.stated],
    }


def _payment(payment: Payment) -> Object:
    return {
        "amount": payment.amount,
        "currency": payment.currency,
        "per": payment.per or None,
        "least": payment.least,
        "evidence": [proof(evidence) for evidence in payment.evidence],
    }


def _stated(value: str) -> str | None:
    return None if value == "unclear" else value
