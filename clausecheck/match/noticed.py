"""Marks of the reading → findings on text that nobody sees or that is not settled, and remarks on others."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.match.evidence import pieces
from clausecheck.model import Clause, Document, Evidence, Mark, MarkKind, Part, Rule, Severity, Span

_SAID: Mapping[MarkKind, str] = {
    "hidden": "“{}” is hidden: {}",
    "inserted": "a change that is not settled: “{}” {}",
    "deleted": "a change that is not settled: “{}” {}",
}
_AROUND = 80  # characters of the line on each side of the words
_QUOTED = 60  # characters of the words in a remark


def noticed(
    rule: Rule, document: Document, clauses: Sequence[Clause]
) -> Iterator[tuple[int, Evidence, Severity, str]]:
    """(Index of the clause, the words, severity, why), for each mark that the rule is about."""
    severities = {one.kind: rule.severity if one.severity is None else one.severity for one in rule.noticed}
    for mark in document.marks if clauses else ():
        if mark.kind in severities:
            parts = tuple(pieces(document, Span(mark.start, mark.end)))
            if parts:
                index = _clause(mark, clauses)
                quote = " … ".join(document.text[part.start : part.end] for part in parts)
                sentence, marks = _around(document, parts)
                proof = Evidence("trigger", quote, sentence, marks, parts, clauses[index].number)
                yield index, proof, severities[mark.kind], mark.how


def remarks(document: Document, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """What is to be known of the words that a finding rests on, each once."""
    if not document.marks:
        return ()
    found: dict[str, None] = {}
    removed = [mark for mark in document.marks if mark.at is not None]
    for part in (part for proof in evidence for part in proof.parts):
        for mark in document.marked(part.start, part.end):
            found[_said(document, mark)] = None
        for mark in removed:
            if _near(document, mark.at, part.start, part.end):
                found[_said(document, mark)] = None
    return tuple(found)


def _said(document: Document, mark: Mark) -> str:
    words = " ".join(document.text[mark.start : mark.end].split())
    return _SAID[mark.kind].format(words[:_QUOTED] + "…" * (len(words) > _QUOTED), mark.how)


def _near(document: Document, at: int | None, start: int, end: int) -> bool:
    """Whether words at ``at`` belonged to the sentence around ``[start, end)``, as far as stops tell."""
    if at is None:
        return False
    between = document.text[at:start] if at < start else document.text[end:at]
    return "\n\n" not in between and ". " not in between


def _around(document: Document, parts: Sequence[Part]) -> tuple[str, tuple[Span, ...]]:
    """The words with some of what stands around them in the same line, so that a lone "not" makes sense."""
    start, end = parts[0].start, parts[-1].end
    line = document.line_at(start)
    low, high = max(line.start, start - _AROUND), max(end, min(line.end, end + _AROUND))
    before = " ".join(document.text[low:start].split())
    words = " ".join(document.text[start:end].split())
    after = " ".join(document.text[end:high].split())
    at = len(before) + bool(before)
    return f"{before} {words} {after}".strip(), (Span(at, at + len(words)),)


def _clause(mark: Mark, clauses: Sequence[Clause]) -> int:
    at = mark.start if mark.at is None else mark.at
    return max(0, bisect_right(clauses, at, key=lambda clause: clause.start) - 1)
