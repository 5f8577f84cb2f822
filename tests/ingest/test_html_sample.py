"""The sample agreement as a web page is the same agreement: the same findings, in the same clauses."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

from clausecheck import load_packs, pipeline
from clausecheck.model import Report, Source

_HEADING = re.compile(r"(\d+)\. ([A-Z ’']+)")
_CLAUSE = re.compile(r"(\d+\.\d+) ([A-Z][\w ]{2,40}\.) (.*)", re.S)
_ITEM = re.compile(r"\(([a-z])\) (.*)", re.S)


def as_page(text: str) -> str:
    """Sections are an ordered list, clauses have their heading in bold, items are a list with letters."""
    paragraphs = [escape(each.replace("\n", " ")) for each in re.split(r"\n\s*\n", text.strip())]
    out = ["<!doctype html><html lang=en><head><title>Study</title><style>p{color:#222}</style></head>"]
    out += ["<body><nav><a href=/>Home</a> <a href=/jobs>Jobs</a></nav><main>", f"<h1>{paragraphs[0]}</h1>"]
    listing = sections = False
    for each in paragraphs[1:]:
        item, heading, clause = _ITEM.fullmatch(each), _HEADING.fullmatch(each), _CLAUSE.fullmatch(each)
        if listing and not item:
            out.append("</ol>")
            listing = False
        if heading:
            out.append(f"{'' if sections else '<ol>'}<li><h2>{heading[2]}</h2>")
            sections = True
        elif item:
            out.append(f"{'' if listing else '<ol type=a>'}<li><p>{item[2]}</p>")
            listing = True
        elif clause:
            out.append(f"<p>{clause[1]} <b>{clause[2]}</b> {clause[3]}")
        else:
            out.append(f"<p>{each}")
    return "\n".join([*out, "</ol></main><footer><a href=/>Top</a></footer></body></html>"])


def found(report: Report) -> list[tuple[str, str]]:
    """Rule and clause of each finding; a browser numbers items "a.", the text has them as "(a)"."""
    return sorted((f.rule.id, re.sub(r"\((\w+)\)", r".\1", f.clause or "")) for f in report.findings)


@pytest.fixture(scope="module")
def reports(root: Path) -> tuple[Report, Report]:
    packs = load_packs("performer")
    text = (root / "samples" / "emotion-study" / "agreement.txt").read_text("utf-8")
    page = Source("agreement.html", as_page(text).encode())
    return pipeline.analyze(Source("agreement.txt", text.encode()), packs), pipeline.analyze(page, packs)


def test_the_same_findings_in_the_same_clauses(reports: tuple[Report, Report]) -> None:
    text, page = reports
    assert len(text.findings) > 20
    assert found(page) == found(text)


def test_the_same_score_and_parties(reports: tuple[Report, Report]) -> None:
    text, page = reports
    assert page.score == text.score
    assert [party.name for party in page.parties] == [party.name for party in text.parties]
    assert page.format == "html"
    assert [notice.code for notice in page.reading.notices] == ["menus"]
