"""A finding on words that text recognition is not sure of is less sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck import match, segment, terms
from clausecheck.match.find import MISREAD
from clausecheck.model import Document, Finding, Line, Page
from tests.match.build import pack, words

CLAUSE = ("You let the Studio use your voice", "in perpetuity and your face", "in perpetuity.")


def finding(folder: Path, *sure: float) -> Finding:
    """Of a rule on "in perpetuity" in a text whose lines were read so surely."""
    text, lines, start = "\n".join(CLAUSE[: len(sure)]), [], 0
    for number, (line, confidence) in enumerate(zip(CLAUSE, sure, strict=False), 1):
        lines.append(Line(start, start + len(line), number, confidence=confidence))
        start += len(line) + 1
    read = Document("a.png", "image", "00", text, (Page(1, 0, len(text), tuple(lines), ocr=True),))
    packs = pack(folder, words("scope.ever", "in perpetuity"))
    clauses = segment.split(read)
    said, judge = terms.read(clauses, (packs,), "us")
    (found,) = match.find(read, clauses, said, (packs,), judge).findings
    return found


@pytest.mark.parametrize(
    ("sure", "less"),
    [((1, 1), False), ((0.3, 0.9), False), ((0.9, 0.5), True), ((0.9, 0.5, 0.9), False)],
    ids=["all", "another-line", "its-line", "said-twice"],
)
def test_unsure_words_make_a_finding_less_sure(tmp_path: Path, sure: tuple[float, ...], less: bool) -> None:
    plain, found = finding(tmp_path / "a", *(1 for _ in sure)), finding(tmp_path / "b", *sure)
    assert found.confidence == plain.confidence - less
    assert (MISREAD in found.because) == less
    assert found.severity == plain.severity
