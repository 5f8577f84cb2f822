"""Builds reports: findings that point into a small agreement of two pages, as the stages before would."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from clausecheck.model import (
    Analyzed,
    Box,
    Confidence,
    Evidence,
    Failed,
    Finding,
    Grant,
    LawCheck,
    NotAssessed,
    Notice,
    Outline,
    PackInfo,
    Part,
    Partial,
    Party,
    Problem,
    Reading,
    Reference,
    Report,
    Role,
    Rule,
    Severity,
    Span,
    Suppressed,
)
from clausecheck.score import rate, weight

AGREEMENT = (Path(__file__).parent / "agreement.txt").read_text("utf-8")
INFO, LOW, MEDIUM, HIGH, CRITICAL = Severity


def rule(
    id: str,
    severity: Severity,
    title: str,
    why: str = "It costs you something.",
    ask: str = "Please take this out.",
    *,
    undefined: tuple[str, ...] = (),
    references: tuple[Reference, ...] = (),
    **gives: str,
) -> Rule:
    """A rule; ``how_long="for ever"`` and the like fill its ``gives``."""
    return Rule(
        id=id,
        title=title,
        severity=severity,
        confidence=Confidence.HIGH,
        why=why,
        ask=ask,
        gives={slot.replace("_", " "): words for slot, words in gives.items()},
        undefined=undefined,
        references=references,
        pack="performer",
    )


def evidence(phrase: str, role: Role = "trigger", text: str = AGREEMENT) -> Evidence:
    """The first place of ``phrase`` in ``text``, over line ends, hyphens and page ends."""
    pattern = r"(?:-\n)?".join(r"\s+" if c == " " else re.escape(c) for c in phrase)
    found = re.search(pattern, text)
    assert found, phrase
    start, end = found.span()
    cut = text.find("\f", start, end)
    spans = [(start, end)] if cut < 0 else [(start, cut - 1), (cut + 1, end)]
    parts = tuple(_part(text, *span) for span in spans)
    sentence, mark = _sentence(text, start, end)
    quote = " … ".join(text[p.start : p.end] for p in parts)
    return Evidence(role, quote, sentence, (mark,), parts)


def _part(text: str, start: int, end: int) -> Part:
    page = text.count("\f", 0, start) + 1
    line = text.count("\n", text.rfind("\f", 0, start) + 1, start) + 1
    return Part(start, end, page, line, (Box(72.0, 70.0 + 14 * line, 523.456, 82.0 + 14 * line),))


def _sentence(text: str, start: int, end: int) -> tuple[str, Span]:
    """The healed sentence around a range, and the range in it."""
    before = max((m.end() for m in re.finditer(r"[.:;] |\n\n|\n(?=[(\d])", text[:start])), default=0)
    after = re.search(r"[.:;](?=\s)|\n\n", text[end:])
    stop = end + after.end() if after else len(text)
    healed = [_heal(part) for part in (text[before:start], text[start:end], text[end:stop])]
    lead = healed[0].lstrip()
    return "".join([lead, *healed[1:]]).strip(), Span(len(lead), len(lead) + len(healed[1]))


def _heal(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("-\n", ""))


def found(
    rule: Rule,
    *where: Evidence | str,
    clause: str | None = None,
    severity: Severity | None = None,
    confidence: Confidence = Confidence.HIGH,
    exposure: float = 1.0,
    because: tuple[str, ...] = (),
) -> Finding:
    """A finding of ``rule`` at the phrases given."""
    places = tuple(evidence(w) if isinstance(w, str) else w for w in where)
    quotes = "".join(place.quote for place in places)
    return Finding(
        rule=rule,
        severity=rule.severity if severity is None else severity,
        confidence=confidence,
        message=rule.title,
        clause=clause,
        heading=None,
        evidence=places,
        because=because,
        fingerprint=hashlib.sha256(f"{rule.id}{quotes}".encode()).hexdigest()[:16],
        exposure=exposure,
    )


def report(
    findings: Sequence[Finding] = (),
    *,
    path: str = "emotion-study/agreement.pdf",
    text: str = AGREEMENT,
    pages: int = 2,
    unread: tuple[int, ...] = (),
    no_grade: str | None = None,
    language: str = "en",
    suppressed: tuple[Suppressed, ...] = (),
    not_assessed: tuple[NotAssessed, ...] = (),
    notices: tuple[Notice, ...] = (),
    law: tuple[LawCheck, ...] = (),
    parties: tuple[Party, ...] = (),
    clauses: tuple[Outline, ...] = (),
) -> Report:
    """A report with the score that its findings earn."""
    score = rate(findings, no_grade=no_grade, provisional=bool(unread))
    return Report(
        path=path,
        format="pdf" if path.endswith(".pdf") else "text",
        sha256=hashlib.sha256(path.encode()).hexdigest(),
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        words=len(text.split()),
        language=language,
        side="us",
        reading=Reading(pages, pages - len(unread), unread, notices=notices),
        packs=(PackInfo("core", "1.0", "c0" * 32, 12), PackInfo("performer", "1.0", "f0" * 32, 139)),
        parties=parties,
        definitions=(),
        grants=(
            Grant(
                clause=5,
                sentence=9,
                giver="us",
                to=("Orbita",),
                subject=("voice",),
                acts=("use",),
                purpose="open",
                recipients="open",
                term="perpetual",
                revocable="no",
                sublicensable="unclear",
                pay="unclear",
                limit="none",
                span=Span(0, 40),
            ),
        ),
        payments=(),
        score=score,
        findings=tuple(
            sorted(findings, key=lambda f: (-f.severity, -weight(f), _start(f), f.rule.id, f.clause or ""))
        ),
        suppressed=suppressed,
        not_assessed=not_assessed,
        law=law,
        clauses=clauses,
        text=text,
    )


def _start(finding: Finding) -> int:
    return min((part.start for e in finding.evidence for part in e.parts), default=0)


def analyzed(report: Report) -> Analyzed:
    return Analyzed(report.path, report)


def partial(report: Report) -> Partial:
    return Partial(report.path, report)


def failed(path: str = "contracts/signed.pdf") -> Failed:
    return Failed(
        path,
        Problem("encrypted", "the PDF is locked with a password", "run again with --password TEXT"),
    )
