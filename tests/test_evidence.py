"""Evidence or it did not happen: each quote is in the document, at its place, on its page, in its clause."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fpdf import FPDF

from clausecheck import load_packs
from clausecheck.model import Evidence, Report, Source
from clausecheck.pipeline import analyze

PACKS = load_packs("performer")

# What a printed page can do to a phrase, in one agreement.
LEADS = "The Company shall not:"
ITEMS = ("(a) sell the Recordings;", "(b) use the Recordings in perpetuity; or", "(c) sublicense them.")


def faults(report: Report) -> list[str]:
    """What is wrong with the evidence of a report, in words."""
    found = [
        problem for finding in report.findings for e in finding.evidence for problem in _check(report, e)
    ]
    found += [problem for hit in report.suppressed for e in hit.evidence for problem in _check(report, e)]
    for finding in report.findings:
        parts = finding.evidence[0].parts  # one of them can stand in the lead-in, in the clause above
        around = [c.number for c in report.clauses for part in parts if c.start <= part.start < c.end]
        if finding.clause and finding.clause not in around:
            found.append(f"{finding.rule.id}: clause {finding.clause} does not hold {parts}")
    return found


def _check(report: Report, evidence: Evidence) -> list[str]:
    slices = [report.text[part.start : part.end] for part in evidence.parts]
    problems = []
    if not slices or not all(text.strip() for text in slices):
        problems.append(f"empty part: {evidence}")
    if evidence.quote != " … ".join(slices):
        problems.append(f"quote {evidence.quote!r} is not {slices}")
    marked = " ".join(evidence.sentence[mark.start : mark.end] for mark in evidence.marks)
    if _letters(marked) != _letters("".join(slices)):
        problems.append(f"marked {marked!r} in the sentence, quoted {slices}")
    if report.format == "pdf" and not all(part.boxes for part in evidence.parts):
        problems.append(f"no box: {evidence}")
    return problems


def _letters(text: str) -> str:
    opened = (
        text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").replace("ﬃ", "ffi").replace("ﬄ", "ffl")
    )
    return re.sub(r"[^a-z0-9]", "", opened.lower())


def printed(path: Path, pages: list[list[str]], footer: str = "") -> Path:
    """A PDF with these lines on its pages."""
    pdf = FPDF()
    pdf.set_auto_page_break(False)
    for number, lines in enumerate(pages, 1):
        pdf.add_page()
        pdf.set_font("Times", size=11)
        for line in lines:
            pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
        pdf.set_y(-20)
        pdf.cell(0, 6, footer.format(number) if footer else "")
    pdf.output(str(path))
    return path


def test_a_phrase_over_lines_and_hyphens(tmp_path: Path) -> None:
    path = printed(
        tmp_path / "a.pdf",
        [
            [
                "1. Grant. You grant the Company the right to use the Recordings world-",
                "wide and in perpe-",
                "tuity.",
            ]
        ],
    )
    report = analyze(Source(str(path), boxes=True), PACKS)
    quotes = {f.rule.id: f.evidence[0].quote for f in report.findings}
    assert quotes["scope.worldwide"] == "world-\nwide"
    assert quotes["scope.perpetual"] == "in perpe-\ntuity"
    assert not faults(report)


def test_a_phrase_over_a_page_break_has_a_part_on_each_page(tmp_path: Path) -> None:
    body = [f"{n}. The parties meet on day {n} and agree on the plan of the day." for n in range(2, 30)]
    path = printed(
        tmp_path / "a.pdf",
        [
            [
                "1. The Company pays the Participant on the day.",
                *body,
                "30. You grant the Company all rights in",
            ],
            ["perpetuity, and the Company accepts them.", *[line.replace("day ", "night ") for line in body]],
            ["31. You grant the Company a second licence."],
        ],
        footer="Page {} of 3",
    )
    report = analyze(Source(str(path), boxes=True), PACKS)
    (proof,) = next(f.evidence for f in report.findings if f.rule.id == "scope.perpetual")
    assert [(part.page, report.text[part.start : part.end]) for part in proof.parts] == [
        (1, "in"),
        (2, "perpetuity"),
    ]
    assert proof.quote == "in … perpetuity"
    assert not faults(report)


def test_items_inherit_their_lead_in() -> None:
    text = "\n".join(["1. Limits.", "", LEADS, "", *ITEMS, ""])
    report = analyze(Source("-", text.encode()), PACKS)
    assert not [f.rule.id for f in report.findings if f.rule.category in ("scope", "third")]
    reasons = {hit.rule: hit.reason for hit in report.suppressed}
    assert reasons["scope.perpetual"] == reasons["scope.sublicense"] == "negated"
    turned = analyze(Source("-", text.replace("shall not", "may").encode()), PACKS)
    found = {f.rule.id: f.clause for f in turned.findings}
    assert found["scope.perpetual"] == "1(b)"
    assert not faults(turned)


@pytest.mark.parametrize("sample", ["emotion-study/agreement.pdf", "long-services/agreement.pdf"])
def test_samples(root: Path, sample: str) -> None:
    report = analyze(Source(str(root / "samples" / sample), boxes=True), PACKS)
    assert report.findings
    assert not faults(report)


def test_boxes_hold_the_words(root: Path) -> None:
    """The second reader, pdfplumber, finds the quoted words inside the boxes that the first one gave."""
    import pdfplumber

    path = root / "samples" / "emotion-study" / "agreement.pdf"
    report = analyze(Source(str(path), boxes=True), PACKS)
    with pdfplumber.open(path) as pdf:
        for finding in report.findings:
            for part in finding.evidence[0].parts:
                page = pdf.pages[part.page - 1]
                seen = ""
                for box in part.boxes:
                    frame = (box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1)
                    seen += page.crop(frame).extract_text()
                assert _letters(report.text[part.start : part.end]) in _letters(seen)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "txt"])
def test_real_contracts(data: Path, kind: str) -> None:
    paths = sorted((data / "cuad" / kind).iterdir())[:: 6 if kind == "txt" else 2]
    assert len(paths) >= 25
    seen = 0
    for path in paths:
        report = analyze(Source(str(path), boxes=True), PACKS)
        seen += len(report.findings)
        assert not faults(report), path.name
    assert seen > len(paths)
