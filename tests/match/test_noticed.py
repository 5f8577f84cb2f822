"""Marks of the reading become findings, and remarks on the findings that rest on them."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck import match, segment, terms
from clausecheck.errors import PackError
from clausecheck.model import Document, Finding, Line, Mark, Page, RulePack
from tests.match.build import pack, rule, words

NOTICED = rule("doc.unseen", "noticed: [{kind: hidden}, {kind: deleted, severity: low}]", "high")
FIRST = "1. Fee. You are paid $500."
SECOND = "2. Use. You let the Studio use your voice in perpetuity."
GONE = "shall not"


def document(*marks: Mark) -> Document:
    """Three lines: two clauses, and words that a change took out of the second."""
    text = f"{FIRST}\n{SECOND}\n{GONE}"
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        lines.append(Line(start, start + len(line), number))
        start += len(line) + 1
    return Document("a.docx", "docx", "00", text, (Page(1, 0, len(text), tuple(lines)),), marks=marks)


def mark(kind: str, words: str, at: int | None = None) -> Mark:
    start = document().text.index(words)
    return Mark(kind, start, start + len(words), "trick", "by a trick", at)  # type: ignore[arg-type]


def findings(read: Document, packs: RulePack) -> dict[str, Finding]:
    clauses = segment.split(read)
    said, judge = terms.read(clauses, (packs,), "us")
    return {f.rule.id: f for f in match.find(read, clauses, said, (packs,), judge).findings}


def test_hidden_words_are_a_finding_with_their_place(tmp_path: Path) -> None:
    finding = findings(document(mark("hidden", "your voice")), pack(tmp_path, NOTICED))["doc.unseen"]
    (proof,) = finding.evidence
    assert (proof.quote, proof.parts[0].line, finding.clause) == ("your voice", 2, "2")
    assert (finding.severity.label, finding.because) == ("high", ("by a trick",))


def test_a_kind_of_mark_has_a_severity_of_its_own(tmp_path: Path) -> None:
    packs = pack(tmp_path, NOTICED)
    gone = mark("deleted", GONE, document().text.index("use your"))
    finding = findings(document(gone), packs)["doc.unseen"]
    assert (finding.severity.label, finding.evidence[0].quote, finding.clause) == ("low", GONE, "2")
    both = findings(document(mark("hidden", "your voice"), gone), packs)["doc.unseen"]
    assert both.severity.label == "high"
    assert "doc.unseen" not in findings(document(mark("inserted", "$500")), packs)


def test_deleted_words_belong_to_no_clause(tmp_path: Path) -> None:
    gone = mark("deleted", GONE)
    assert all(GONE not in clause.text for clause in segment.split(document(gone)))
    assert any(GONE in clause.text for clause in segment.split(document()))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (mark("hidden", "in perpetuity"), "“in perpetuity” is hidden: by a trick"),
        (mark("inserted", "in perpetuity"), "a change that is not settled: “in perpetuity” by a trick"),
        (
            mark("deleted", GONE, document().text.index("use your")),
            "a change that is not settled: “shall not” by a trick",
        ),
        (mark("inserted", "$500"), ""),
        (mark("deleted", GONE, document().text.index("$500")), ""),
    ],
)
def test_a_finding_says_what_its_words_rest_on(tmp_path: Path, given: Mark, says: str) -> None:
    finding = findings(document(given), pack(tmp_path, words("scope.ever", "in perpetuity")))["scope.ever"]
    assert finding.because[-1:] == ((says,) if says else finding.because[-1:])
    assert ("by a trick" in " ".join(finding.because)) is bool(says)
    assert finding.remarks == ((says,) if says else ())


def test_a_kind_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        pack(tmp_path, rule("doc.unseen", "noticed: {kind: hiden}"))
    assert any("'hiden' is not possible" in fault.message for fault in raised.value.faults)
