"""What is new against a baseline, and what is not: renumbering, moving and typos are no news."""

from __future__ import annotations

import pytest

from clausecheck import load_packs
from clausecheck.errors import UsageError
from clausecheck.ledger import Baseline
from clausecheck.ledger.baseline import entry
from clausecheck.model import Finding, Severity, Source
from clausecheck.pipeline import analyze

DRAFT = """\
This Agreement is between Bell Film LLC (the "Company") and Ada Moor (the "Participant").

1. Pay. Company shall pay Participant $300 for each day.

2. Grant. Participant grants Company the right to use the recordings in any medium.

3. Waiver. Participant waives trial by jury.
"""
PACKS = load_packs("performer")


def findings(text: str) -> tuple[Finding, ...]:
    return analyze(Source("a.txt", text.encode()), PACKS).findings


def baseline(text: str) -> Baseline:
    made = Baseline(tuple(entry("a.txt", finding) for finding in findings(text)))
    return Baseline.parse(made.text(), "baseline.json")


def news(before: str, after: str) -> list[str]:
    found = findings(after)
    known, _ = baseline(before).known("a.txt", found)
    return [finding.rule.id for i, finding in enumerate(found) if i not in known]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("2. Grant", "7. Grant"),
        ("3. Waiver. Participant waives trial by jury.\n", ""),
        ("use the recordings", "use all the recordings"),
        ("Company shall pay", "The Company shall pay"),
        ("1. Pay. Company shall pay Participant $300 for each day.\n\n", ""),
    ],
    ids=["same", "renumbered", "a clause gone", "another word", "elsewhere", "moved up"],
)
def test_nothing_new(old: str, new: str) -> None:
    assert findings(DRAFT)
    kept = [rule for rule in news(DRAFT, DRAFT.replace(old, new)) if not rule.startswith("missing.")]
    assert kept == []


def test_a_perpetual_grant_is_new_and_nothing_else_is() -> None:
    after = DRAFT.replace("in any medium", "in any medium in perpetuity")
    assert [rule for rule in news(DRAFT, after) if not rule.startswith("combo.")] == ["scope.perpetual"]


def test_the_same_words_once_more_are_new() -> None:
    again = DRAFT + "\n4. Again. Participant waives trial by jury.\n"
    assert news(DRAFT, again) == ["legal.jury-waiver"]


def test_a_graver_finding_is_new() -> None:
    found = findings(DRAFT)
    known = Baseline(tuple(entry("a.txt", f)._replace(severity=Severity.INFO) for f in found))
    graver = {i for i, finding in enumerate(found) if finding.severity > Severity.INFO}
    assert set(range(len(found))) - known.known("a.txt", found)[0] == graver


def test_entries_that_met_nothing_are_told() -> None:
    gone = DRAFT.replace("3. Waiver. Participant waives trial by jury.\n", "")
    _, left = baseline(DRAFT).known("a.txt", findings(gone))
    assert "legal.jury-waiver" in {known.rule for known in left}


def test_another_document_is_not_covered() -> None:
    assert baseline(DRAFT).known("b.txt", findings(DRAFT))[0] == frozenset()


def test_the_file_is_stable_and_sorted() -> None:
    found = [entry("a.txt", finding) for finding in findings(DRAFT)]
    assert Baseline(tuple(found)).text() == Baseline(tuple(reversed(found))).text()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "x"}',
        '{"schema": "clausecheck/baseline/1", "findings": [{}]}',
        "[" * 99_999,
    ],
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="baseline"):
        Baseline.parse(text, "baseline.json")
