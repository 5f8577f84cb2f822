"""Where a finding is said to stand: the number of its clause, or of the one around its paragraph."""

from __future__ import annotations

from clausecheck import load_packs
from clausecheck.model import Source
from clausecheck.pipeline import analyze
from clausecheck.report.reading import enclosing, place

_PAPER = b"""VOICE AGREEMENT
This Agreement is between Lumen Labs, Inc. ("Company") and Ada Moor ("Performer").

1. Fee. The fee is $5.

2. GRANT OF RIGHTS

Performer gives Company the recordings.

(a) Company may use the recordings in ads.

Company may license the recordings to anyone.
"""


def test_a_paragraph_stands_in_the_clause_around_it() -> None:
    report = analyze(Source("-", _PAPER), load_packs("performer"))
    (finding,) = (one for one in report.findings if one.rule.id == "scope.sublicense")
    assert finding.clause is None  # the number as printed: it has none
    assert place(finding.evidence[0], finding.clause, report) == "2 \u00b7 line 12"


def test_before_the_first_number_there_is_none() -> None:
    report = analyze(Source("-", _PAPER), load_packs("performer"))
    assert enclosing(_PAPER.index(b"Lumen"), report.clauses) == ""
    assert enclosing(_PAPER.index(b"ads"), report.clauses) == "2(a)"
    assert enclosing(5, ()) == ""
