"""A Word document and its print give the same findings, clause by clause.

The recorded pair is made by make_docx_pair.py; where LibreOffice is installed, it is printed afresh, and what
it shows of odder lists is held against our numbers.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import clausecheck
from clausecheck import ingest
from clausecheck.model import Report, Source
from tests.ingest.docx_build import docx, level, lists, n, p, table, with_part
from tests.ingest.make_docx_pair import RECORDED, accepted, made, printed

office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def analyze(path: str, data: bytes) -> Report:
    return clausecheck.analyze(Source(path, data), clausecheck.load_packs("performer"))


def found(report: Report) -> set[tuple[str, str | None]]:
    """Rule and clause number of every finding, but for the one that tells of pending changes."""
    return {(f.rule.id, f.clause) for f in report.findings if f.rule.id != "doc.hidden-text"}


def test_the_recorded_print_gives_the_same_findings() -> None:
    word = analyze("a.docx", (RECORDED / "agreement.docx").read_bytes())
    print_ = analyze("a.pdf", (RECORDED / "agreement.pdf").read_bytes())
    assert found(word) == found(print_)
    assert {("ai.training", "2.2(b)"), ("scope.perpetual", "2.1"), ("pay.flat-buyout", "3.1")} <= found(word)
    numbers = [[one.number for one in report.clauses if one.number] for report in (word, print_)]
    assert numbers[0] == numbers[1]
    assert word.score.risk == pytest.approx(print_.score.risk, abs=5)


def test_the_recorded_document_is_the_one_that_is_made() -> None:
    assert (RECORDED / "agreement.docx").read_bytes() == made()


@office
@pytest.mark.slow
def test_a_fresh_print_gives_the_same_findings(tmp_path: Path) -> None:
    settled = with_part(made(), "word/document.xml", accepted)
    assert found(analyze("a.pdf", printed(settled, tmp_path))) == found(analyze("a.docx", made()))


@office
@pytest.mark.slow
def test_numbers_are_those_that_a_word_processor_shows(tmp_path: Path) -> None:
    numbering = lists(
        level(0, "upperRoman", "ARTICLE %1."),
        level(1, "decimalZero", "Section %1.%2"),
        level(2, "lowerRoman", "(%3)"),
        level(3, "upperLetter", "%4)", start=3),
        more=(
            f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2.")}'
            "</w:abstractNum>"
        ),
    )
    numbering += (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    shape = (0, 1, 2, 2, 3, 3, 1, 2, 0, 1, 1, 2, 3)
    other = ((2, 0), (2, 1), (2, 1), (2, 0), (3, 0), (3, 1), (2, 0))
    body = "".join(n(f"word{i}", level=at) for i, at in enumerate(shape))
    body += "".join(n(f"other{i}", list_id=one, level=at) for i, (one, at) in enumerate(other))
    data = docx(body + table(["Fee", "EUR 500"]) + p("End."), numbering=numbering)
    ours = ingest.read("a.docx", data=data).text.split()
    assert ingest.read("a.pdf", data=printed(data, tmp_path)).text.split() == ours
