"""Several files, one deal: offsets move, places stay, and what could not be read is never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck import ingest, load_packs
from clausecheck.errors import ReadError
from clausecheck.model import Document, Partial, Source
from clausecheck.pipeline import analyze, judged
from tests.ingest.build import PICTURE, Leaf, pdf, text

AGREEMENT = (
    "1. Parties. This is made by Ann Roe (“Performer”) and Bell Film LLC (“Company”).\n\n"
    "2. Grant. Performer grants the Users the right to use her voice."
)
RIDER = "1. Words. “Users” means Company and anyone who licenses the voice from it, in perpetuity."


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "agreement.txt").write_text(AGREEMENT, "utf-8")
    (tmp_path / "rider.pdf").write_bytes(pdf(text(RIDER.replace("“", '"').replace("”", '"'), size=6)))
    return str(tmp_path / "agreement.txt"), str(tmp_path / "rider.pdf")


def deal(first: str, *rest: str) -> Source:
    return Source(first, others=tuple(map(Source, rest)))


def test_every_line_reads_as_in_its_file(files: tuple[str, str]) -> None:
    whole = ingest.deal(deal(*files))
    apart = [ingest.read(path) for path in files]
    assert [file.path for file in whole.files] == list(files)
    assert [file.format for file in whole.files] == ["text", "pdf"]

    def lines(document: Document) -> list[tuple[int, str, int]]:
        return [
            (page.number, document.text[line.start : line.end], line.number)
            for page in document.pages
            for line in page.lines
        ]

    assert lines(whole) == lines(apart[0]) + lines(apart[1])
    last = whole.pages[-1]
    assert "".join(whole.text[r.start : r.end] for r in last.runs) in whole.text[last.start : last.end]


def test_a_definition_of_one_file_is_read_in_the_other(files: tuple[str, str]) -> None:
    packs = load_packs("performer")
    report = analyze(deal(*files)._replace(boxes=True), packs)
    found = {finding.rule.id: finding for finding in report.findings}
    assert "third.unlimited-sublicense" not in {f.rule.id for f in analyze(files[0], packs).findings}
    perpetual = found["scope.perpetual"]
    parts = [part for proof in perpetual.evidence for part in proof.parts]
    assert {part.file for part in parts} <= set(files)
    assert files[1] in {part.file for part in parts}
    for part in parts:
        assert report.text[part.start : part.end].strip()
        assert bool(part.boxes) is part.file.endswith(".pdf")
    assert [(c.number, c.heading) for c in report.clauses] == [
        ("1", "Parties"),
        ("2", "Grant"),
        ("1", "Words"),
    ]


def test_a_file_that_cannot_be_read_makes_the_deal_partial(files: tuple[str, str], tmp_path: Path) -> None:
    missing = str(tmp_path / "schedule.pdf")
    outcome = judged(deal(*files, missing), load_packs("performer"))
    assert isinstance(outcome, Partial)
    reading = outcome.report.reading
    assert (reading.pages, reading.pages_read, reading.pages_unread) == (3, 2, (3,))
    assert any(missing in notice.message and "no such file" in notice.message for notice in reading.notices)
    assert outcome.report.score.provisional


def test_a_scanned_page_of_the_second_file_is_counted_through(tmp_path: Path, files: tuple[str, str]) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf(text("We agree to all of this."), Leaf(PICTURE)))
    outcome = judged(
        deal(files[0], str(tmp_path / "scan.pdf"))._replace(ocr="never"), load_packs("performer")
    )
    assert outcome.report.reading.pages_unread == (3,)  # type: ignore[union-attr]


def test_nothing_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as raised:
        ingest.deal(deal(str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf")))
    assert raised.value.code == "not-found"


GERMAN = (
    "Der Darsteller räumt dem Studio das ausschließliche Recht ein, seine Stimme ohne zeitliche und "
    "räumliche Beschränkung zu nutzen. Eine Vergütung wird nicht geschuldet. Das Studio darf die Rechte "
    "übertragen."
)


def test_a_file_in_another_language_is_not_judged(files: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "anlage.txt").write_text(GERMAN, "utf-8")
    outcome = judged(deal(*files, str(tmp_path / "anlage.txt")), load_packs("performer"))
    assert isinstance(outcome, Partial)
    assert outcome.report.reading.pages_unread == (3,)
    assert any("does not read like English" in notice.message for notice in outcome.report.reading.notices)


def test_no_good_letter_where_a_file_was_not_read(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(
        "We agree to meet. Please sign the attached agreement and send it.", "utf-8"
    )
    outcome = judged(deal(str(tmp_path / "note.txt"), str(tmp_path / "gone.pdf")), load_packs("performer"))
    assert isinstance(outcome, Partial)
    assert outcome.report.score.grade is None
    assert "may hold all the risk" in (outcome.report.score.reason or "")
