"""Outcome → the rows that the store keeps of it, made where the document is read: the writer only writes."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from clausecheck.batch.tasks import Row, Value
from clausecheck.model import Evidence, Failed, Finding, Grant, Outcome, Outline, Partial, Report, Severity
from clausecheck.report.exchange import sentence

_WORD = re.compile(r"[^\W_]+")
_HASH = 16  # bytes: a clash among a billion texts has a chance of 1 in 10^20


def columns(outcome: Outcome, limits: str) -> dict[str, Value]:
    """The document's own row."""
    if isinstance(outcome, Failed):
        problem = outcome.problem
        told = {"error": problem.code, "message": problem.message, "hint": problem.hint, "limits": limits}
        return {"status": "failed", **{name: clean(value) for name, value in told.items()}}
    report = outcome.report
    reading, score = report.reading, report.score
    count = Counter(finding.severity for finding in report.findings)
    return {
        "status": "partial" if isinstance(outcome, Partial) else "analyzed",
        "limits": limits if isinstance(outcome, Partial) else None,
        "format": report.format,
        "language": report.language,
        "text_sha256": report.text_sha256,
        "words_sha256": words_hash(report.text).hex(),
        "words": report.words,
        "pages": reading.pages,
        "pages_unread": _list(reading.pages_unread),
        "ocr_pages": len(reading.ocr_pages),
        "hidden": reading.hidden_runs,
        "changes": reading.changes,
        "risk": score.risk,
        "grade": score.grade,
        "reason": clean(score.reason),
        "provisional": int(score.provisional),
        **{severity.label: count[severity] for severity in sorted(Severity, reverse=True)},
        "exchange": clean(sentence(report) or None),
    }


def details(document: int, outcome: Outcome) -> Mapping[str, tuple[Row, ...]]:
    """Table → rows. Those of ``rules`` and ``texts`` are shared by documents and may be there already.

    In the rows of ``clauses`` the last value is the hash of the text, for which the store puts its id.
    """
    if isinstance(outcome, Failed):
        return {}
    report = outcome.report
    tables: dict[str, Iterable[Row]] = {
        "findings": map(_finding, report.findings),
        "grants": map(_grant, report.grants),
        "parties": ((p.name, p.side, _list(p.aliases)) for p in report.parties),
        "payments": _payments(report),
        "laws": ((c.check, c.title, c.reference.jurisdiction, c.state) for c in report.law),
        "clauses": map(_clause, report.clauses),
    }
    own = {
        table: tuple((document, i, *map(clean, row)) for i, row in enumerate(rows))
        for table, rows in tables.items()
    }
    held = Counter(finding.rule.id for finding in report.findings)
    risks = tuple((document, rule, count) for rule, count in held.items())
    return {"rules": _rules(report.findings), "texts": _texts(report.clauses), "risks": risks, **own}


def clean(value: Value) -> Value:
    r"""The value, with surrogates written out: they are no characters, and a database takes none.

    >>> clean("a\ud800b")
    'a\\ud800b'
    """
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def words_hash(text: str) -> bytes:
    """The same for texts with the same words: case, punctuation and white space do not count.

    >>> words_hash("The  Fee, if any") == words_hash("the fee\\nIF any.")
    True
    """
    words = " ".join(_WORD.findall(text.lower()))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()[:_HASH]


def _list(values: Sequence[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _rules(findings: Iterable[Finding]) -> tuple[Row, ...]:
    rules = {finding.rule.id: finding.rule for finding in findings}.values()
    return tuple(
        (r.id, r.pack, r.category, r.title, r.severity.label, r.why, r.ask, int(r.absent is not None))
        for r in rules
    )


def _finding(finding: Finding) -> Row:
    proof = next((e for e in finding.evidence if e.role == "trigger"), None)
    proof = proof or next(iter(finding.evidence), None)
    first = next((part for e in finding.evidence for part in e.parts), None)
    return (
        finding.rule.id,
        finding.severity.label,
        finding.confidence.label,
        finding.message,
        finding.clause,
        finding.heading,
        (first.file or None) if first else None,
        first.page if first else None,
        first.line if first else None,
        first.start if first else None,
        first.end if first else None,
        proof.quote if proof else None,
        proof.sentence if proof else None,
        _list(finding.because),
        finding.fingerprint,
    )


def _place(evidence: Sequence[Evidence]) -> tuple[str | None, int | None, int | None, str | None]:
    """Clause, page, line and quote of the first words."""
    proof = next((one for one in evidence if one.parts), None)
    if proof is None:
        return None, None, None, None
    return proof.clause, proof.parts[0].page, proof.parts[0].line, proof.quote


def _grant(grant: Grant) -> Row:
    def said(value: str) -> str | None:
        return None if value == "unclear" else value

    closed = (grant.purpose, grant.recipients, grant.term, grant.territory, grant.media)
    answers = (grant.revocable, grant.sublicensable, grant.exclusive, grant.pay)
    lists = (_list(grant.to), _list(grant.subject), _list(grant.acts))
    return grant.giver, grant.by or None, *lists, *map(said, (*closed, *answers)), *_place(grant.evidence)


def _payments(report: Report) -> Iterator[Row]:
    for one in report.payments:
        yield one.amount, one.currency, one.per or None, one.least, *_place(one.evidence)[1:]


def _texts(clauses: Iterable[Outline]) -> tuple[Row, ...]:
    """Each text once, with the hash of its words: those of the body, where there is one."""
    texts = {clause.text: clause.body for clause in clauses}
    return tuple(
        (_hash(text), words_hash(text[body:] if text[body:].strip() else text), len(text), clean(text))
        for text, body in texts.items()
    )


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_HASH]


def _clause(one: Outline) -> Row:
    return one.number, one.heading, one.level, one.page, one.start, one.end, _hash(one.text)
