"""Notes in a copy of a PDF: at the exact words, whatever the page is like, and the original as it was."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdfium2 import raw

import clausecheck
from clausecheck.errors import ReadError
from clausecheck.model import Box, Evidence, Finding, Part, Report, Source
from clausecheck.report.annotate import annotate, colours
from tests.ingest.build import Leaf, agreement, pdf, text
from tests.report import build
from tests.report.annotate import readback

LINES = (
    "1. Use. The Performer grants the Company the right to use her voice",
    "worldwide, irrevocably and in perp-",
    "etuity, in all media now known or later devised.",
    "2. Pay. The Company pays the Performer 100 dollars for the session.",
)
# What turns text on a page so that it stands upright when the page is displayed as rotated, by /Rotate.
UPRIGHT = {
    0: b"1 0 0 1 0 0",
    90: b"0 1 -1 0 920 250",
    180: b"-1 0 0 -1 520 1200",
    270: b"0 -1 1 0 -300 770",
}
PACKS = clausecheck.load_packs("performer")


def read(data: bytes, password: str | None = None) -> Report:
    return clausecheck.analyze(Source("agreement.pdf", data, password, boxes=True), PACKS)


def found(report: Report, rule: str) -> Finding:
    return next(finding for finding in report.findings if finding.rule.id == rule)


def turned(rotate: int) -> bytes:
    return b"q " + UPRIGHT[rotate] + b" cm " + text(*LINES) + b" Q"


def with_boxes(*boxes: Box, rule_id: str = "scope.perpetual", page: int = 1) -> Report:
    """A report of one finding at these boxes."""
    rule = build.rule(rule_id, build.HIGH, "They can use you for ever", ask="Two years?")
    proof = Evidence("trigger", "for ever", "for ever", (), (Part(0, 8, page, 1, boxes),))
    return build.report([build.found(rule, proof)], pages=1)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, "[40 300 560 760]"])
@pytest.mark.parametrize("media", ["[0 0 612 792]", "[-20 30 592 822]"])
def test_highlights_lie_on_the_exact_words(rotate: int, crop: str | None, media: str) -> None:
    data = pdf(Leaf(turned(rotate), media=media, crop=crop, rotate=rotate))
    report = read(data)
    finding = found(report, "scope.perpetual")
    copy = annotate(data, report)
    noted = [note for note in readback.notes(copy) if "They can use you for ever" in note.contents]
    assert [note.under for note in noted] == [("in perp-", "etuity")]  # a quote over two lines is one note
    assert noted[0].page == readback.pages(copy)  # the last page, behind the summary
    boxes = [box for evidence in finding.evidence for part in evidence.parts for box in part.boxes]
    sides = [sorted((box.x1 - box.x0, box.bottom - box.top)) for box in boxes]
    assert [_sides(quad) for quad in noted[0].quads] == [pytest.approx(each, abs=0.01) for each in sides]


def test_corners_come_in_the_order_of_reading() -> None:
    box = Box(100, 50, 200, 62)
    data = pdf(Leaf(text(*LINES), rotate=90))
    (note,) = readback.notes(annotate(data, with_boxes(box)))
    # Displayed top left, top right, bottom left, bottom right of a page that is turned clockwise.
    assert note.quads == ((50, 100, 50, 200, 62, 100, 62, 200),)


def _sides(quad: readback.Quad) -> list[float]:
    xs, ys = quad[::2], quad[1::2]
    return sorted((max(xs) - min(xs), max(ys) - min(ys)))


def test_a_note_says_why_and_what_to_ask_and_who_wrote_it() -> None:
    data = pdf(text(*LINES))
    report = read(data)
    rule = found(report, "scope.perpetual").rule
    notes = readback.notes(annotate(data, report))
    (note,) = [note for note in notes if rule.title in note.contents]
    assert note.contents.split("\n")[:3] == [
        f"CRITICAL: {rule.title}",
        f"Why: {rule.why}",
        f"Ask: “{rule.ask}”",
    ]
    assert note.colour == colours.PALE[build.CRITICAL]
    assert {each.author for each in notes} == {"clausecheck"}
    assert len({each.name for each in notes}) == len(notes)


def test_findings_at_the_same_words_are_one_note() -> None:
    data, box = pdf(text(*LINES)), Box(72, 60, 200, 72)
    mild, grave = (
        build.rule("scope.a", build.LOW, "Mild", ask="Mildly?"),
        build.rule("scope.b", build.CRITICAL, "Grave", ask="Gravely?"),
    )
    proof = Evidence("trigger", "x", "x", (), (Part(0, 1, 1, 1, (box,)),))
    report = build.report([build.found(mild, proof), build.found(grave, proof)], pages=1)
    (note,) = readback.notes(annotate(data, report))
    assert note.contents.index("CRITICAL: Grave") < note.contents.index("LOW: Mild")
    assert note.colour == colours.PALE[build.CRITICAL]


def test_what_a_finding_rests_on_is_fainter() -> None:
    data, rule = pdf(text(*LINES)), build.rule("scope.a", build.HIGH, "They can use you")
    trigger = Evidence("trigger", "x", "x", (), (Part(0, 1, 1, 1, (Box(72, 60, 100, 72),)),))
    behind = Evidence("definition", "y", "y", (), (Part(5, 6, 1, 2, (Box(72, 80, 100, 92),)),))
    report = build.report([build.found(rule, trigger, behind, clause="2.1")], pages=1)
    notes = {note.colour: note.contents for note in readback.notes(annotate(data, report))}
    pale = colours.PALE[build.HIGH]
    assert notes[colours.faint(pale)] == "This is the definition behind: They can use you (2.1)"
    assert notes[pale].startswith("HIGH: They can use you")


@pytest.mark.parametrize("rule", ["missing.term", "combo.forever-free"])
def test_what_is_about_the_whole_document_stands_in_the_summary_alone(rule: str) -> None:
    copy = annotate(pdf(text(*LINES)), with_boxes(Box(72, 60, 100, 72), rule_id=rule))
    assert readback.notes(copy) == []
    assert "They can use you for ever" in readback.text(copy, 1)


@pytest.mark.parametrize("boxes", [(), (Box(-90, -50, -20, -40),), (Box(10, 10, 10, 20),)])
def test_words_that_nobody_can_point_at_get_a_note_at_the_edge(boxes: tuple[Box, ...]) -> None:
    (note,) = readback.notes(annotate(pdf(text(*LINES)), with_boxes(*boxes)))
    assert (note.kind, note.quads) == (raw.FPDF_ANNOT_TEXT, ())
    assert "They can use you for ever" in note.contents


def test_a_page_that_is_not_there_does_no_harm() -> None:
    copy = annotate(pdf(text(*LINES)), with_boxes(Box(72, 60, 100, 72), page=7))
    assert readback.notes(copy) == []


def test_notes_and_names_of_any_script_are_kept_and_inert() -> None:
    hostile = "Дом\x1b[2J\u202e 漢字 🎭"
    rule = build.rule("scope.a", build.HIGH, hostile, ask="x" * 5000)
    proof = Evidence("trigger", "x", "x", (), (Part(0, 1, 1, 1, (Box(72, 60, 100, 72),)),))
    report = build.report([build.found(rule, proof)], path="../secret/(Łódź) \\ 漢.pdf", pages=1)
    copy = annotate(pdf(text(*LINES)), report)
    (note,) = readback.notes(copy)
    assert note.contents.startswith("HIGH: Дом\\x1b[2J\\u202e 漢字 🎭\n")
    assert max(map(len, note.contents.split("\n"))) <= 600
    assert "secret" not in readback.text(copy, 1)


def test_the_same_input_gives_the_same_bytes_and_nothing_changes_the_original() -> None:
    data = agreement(2)
    before, report = bytes(data), read(data)
    assert annotate(data, report) == annotate(data, report)
    assert data == before
    unnamed = pdf(text(*LINES))  # has no ID of its own
    assert annotate(unnamed, read(unnamed)) == annotate(unnamed, read(unnamed))


def test_the_pages_of_the_original_follow_the_summary() -> None:
    data = agreement(3)
    copy = annotate(data, read(data))
    front = readback.pages(copy) - 3
    assert front >= 1
    for page in (1, 2, 3):
        assert readback.text(copy, front + page) == readback.text(data, page)


@pytest.mark.parametrize(("password", "owner"), [("opensesame", "boss"), ("", "boss")])
def test_the_copy_of_a_locked_file_is_locked_alike(password: str, owner: str) -> None:
    data = agreement(1, password=password, owner=owner)
    report = read(data, password or None)
    copy = annotate(data, report, (b"wrong", password.encode(), None))
    words = readback.text(copy, 1, password) + readback.text(copy, 2, password)
    assert "It opens with the same password as the original." in words
    if password:
        with pytest.raises(ReadError, match="locked"):
            read(copy)
        assert b"They can" not in copy and b"clausecheck" not in copy


def test_a_signature_that_does_not_hold_for_the_copy_is_said() -> None:
    form = b"<< /SigFlags 3 /Fields [6 0 R] >>"
    signature = b"<< /Type /Sig /Filter /Adobe.PPKLite /Contents <00> /ByteRange [0 1 2 3] >>"
    field = b"<< /FT /Sig /T (s) /V " + signature + b" >>"
    data = pdf(text(*LINES), extra=[form, field], catalog="/AcroForm 5 0 R")
    copy = annotate(data, read(data))
    assert "A digital signature of the original does not hold" in "".join(
        readback.text(copy, page) for page in range(1, readback.pages(copy))
    )


def test_a_copy_is_not_annotated_again() -> None:
    data = pdf(text("Nothing to see here, and the Company pays the fee to the Performer."))
    copy = annotate(data, read(data))
    with pytest.raises(ReadError, match="a copy that clausecheck made"):
        annotate(copy, read(data))


def test_other_kinds_are_refused_by_name() -> None:
    report = clausecheck.analyze(Source("a.txt", "\n".join(LINES).encode()), PACKS)
    with pytest.raises(ReadError, match="PDF and Word files, and this is of another kind \\(text\\)"):
        annotate(b"", report)


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(tmp_path: Path, root: Path) -> None:
    sample = (root / "samples" / "emotion-study" / "agreement.pdf").read_bytes()
    rotated = pdf(Leaf(turned(90), crop="[40 300 560 760]", rotate=90), Leaf(text(*LINES)))
    broken = agreement(2).replace(b"startxref\n", b"startxref\n9")  # points beyond the end
    for data in (sample, rotated, broken):
        copy = tmp_path / "copy.pdf"
        copy.write_bytes(annotate(data, read(data)))
        done = subprocess.run(["qpdf", "--check", copy], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
