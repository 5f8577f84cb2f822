"""Two readers, one document: PDFium held against pdfplumber."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from clausecheck import ingest
from clausecheck.errors import ReadError
from clausecheck.model import Box, Document, Span
from tests.ingest.build import Leaf, agreement, pdf, text

REAL = (
    "ACCELERATEDTECHNOLOGIES",
    "ADAMSGOLF",
    "BNCMORTGAGE",
    "FreezeTag",
    "LEGACYTECHNOLOGY",
    "OPERALTD",
)  # one or two columns of type, typewriter pages, web pages printed


def similarity(a: Document, b: Document) -> float:
    """Share of words, with how often each stands there, that both have."""
    one, other = Counter(a.text.split()), Counter(b.text.split())
    return sum((one & other).values()) / max(one.total(), other.total())


def alike(data: bytes) -> tuple[Document, Document]:
    ours = ingest.read("a.pdf", data=data)
    theirs = ingest.read("a.pdf", data=data, engine="pdfplumber")
    assert (ours.sha256, ours.format, len(ours.pages)) == (theirs.sha256, theirs.format, len(theirs.pages))
    for one, other in zip(ours.pages, theirs.pages, strict=True):
        assert (one.number, one.width, one.height, one.read) == (
            other.number,
            other.width,
            other.height,
            other.read,
        )
    return ours, theirs


def test_a_made_agreement_line_by_line() -> None:
    ours, theirs = alike(agreement(3))
    assert ours.text.split() == theirs.text.split()
    for page, other in zip(ours.pages, theirs.pages, strict=True):
        assert len(page.lines) == len(other.lines) > 20
        for a, b in zip(page.lines, other.lines, strict=True):
            assert ours.text[a.start : a.end].split() == theirs.text[b.start : b.end].split()
            assert (a.number, a.bold) == (b.number, b.bold)
            assert a.size == pytest.approx(b.size, abs=0.1)
            assert a.box is not None
            assert b.box is not None
            assert inside(a.box, b.box, 3)  # a space at the end has a box for PDFium


@pytest.mark.parametrize("name", REAL)
def test_real_contracts(data: Path, name: str) -> None:
    (path,) = (data / "cuad" / "pdf").glob(f"{name}*.pdf")
    ours, theirs = alike(path.read_bytes())
    assert similarity(ours, theirs) >= 0.99


def test_a_word_broken_over_lines() -> None:
    ours, theirs = alike(pdf(text("without any lia-", "bility at all")))
    assert ours.text == theirs.text == "without any lia-\nbility at all"


def test_glyphs_without_meaning_are_marked() -> None:
    leaf = Leaf(text("Payment \x01\x02 is due in the month after it", font="F3"), unicode={})
    document = ingest.read("a.pdf", data=pdf(leaf), engine="pdfplumber")
    assert "cid" not in document.text


def test_pdfplumber_says_what_is_wrong_as_pdfium_does() -> None:
    for broken, code in ((b"%PDF-1.7\nno more", "damaged"), (agreement(password="x"), "encrypted")):
        with pytest.raises(ReadError) as caught:
            ingest.read("a.pdf", data=broken, engine="pdfplumber")
        assert caught.value.code == code


def test_a_locked_pdf_with_its_password() -> None:
    document = ingest.read("a.pdf", data=agreement(password="x"), password="x", engine="pdfplumber")
    assert "Performer" in document.text


# ---------------------------------------------------------------- boxes


def inside(ink: Box, frame: Box, slack: float) -> bool:
    """Whether PDFium's box (ink) and pdfplumber's (advance width, height of the font) are the same place."""
    return (
        abs(ink.x0 - frame.x0) <= slack
        and abs(ink.x1 - frame.x1) <= slack
        and frame.top - slack <= ink.top <= ink.bottom <= frame.bottom + slack
    )


def around(chars: list[dict[str, float]]) -> Box:
    return Box(
        min(c["x0"] for c in chars),
        min(c["top"] for c in chars),
        max(c["x1"] for c in chars),
        max(c["bottom"] for c in chars),
    )


def words(document: Document, page: int) -> list[Span]:
    found, at = [], document.pages[page].start
    for word in document.text[at : document.pages[page].end].split():
        start = document.text.index(word, at)
        at = start + len(word)
        found.append(Span(start, at))
    return found


def check_words(data: bytes, page: int) -> None:
    """Every word of a page has pdfplumber's box for the same letters in the same order."""
    document = ingest.read("a.pdf", data=data)
    spans = words(document, page)
    boxes = ingest.boxes("a.pdf", document, spans, data=data)
    with pdfplumber.open(io.BytesIO(data)) as book:
        chars = [char for char in book.pages[page].chars if not char["text"].isspace()]
    assert "".join(char["text"] for char in chars) == "".join(document.text[s.start : s.end] for s in spans)
    at = 0
    for span, found in zip(spans, boxes, strict=True):
        theirs = around(chars[at : at + span.end - span.start])
        at += span.end - span.start
        assert len(found) == 1
        assert inside(found[0], theirs, 0.35 * (theirs.bottom - theirs.top)), document.text[
            span.start : span.end
        ]


def test_boxes_of_words_on_a_made_page() -> None:
    check_words(agreement(2), 1)


def test_boxes_of_words_on_a_real_page(data: Path) -> None:
    (path,) = (data / "cuad" / "pdf").glob("BNCMORTGAGE*.pdf")
    check_words(path.read_bytes(), 2)


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_span_over_lines_and_pages_has_a_box_for_each_line(tmp_path: Path, engine: ingest.Engine) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(text("one two lia-", "bility three"), text("four five", "six")))
    document = ingest.read(str(path), engine=engine)
    start, end = document.text.index("two"), document.text.index("five") + 4
    bility = document.text.index("bility")
    whole, word, nothing, none = ingest.boxes(
        str(path), document, [Span(start, end), Span(bility - 5, bility + 6), Span(3, 4), Span(5, 5)]
    )
    assert [round(box.top, -1) for box in whole] == [60, 80, 60]
    assert whole[0].x0 == pytest.approx(96, abs=3)  # after "one "
    assert [round(box.top, -1) for box in word] == [60, 80]
    assert word[1].x1 == pytest.approx(96, abs=3)  # "bility"
    assert none == ()
    assert len(nothing) <= 1


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_boxes_where_lines_were_put_in_order(tmp_path: Path, engine: ingest.Engine) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(text("below", "foot", top=500) + text("above", "all", top=700)))
    document = ingest.read(str(path), engine=engine)
    assert document.text == "above\nall\nbelow\nfoot"
    spans = [Span(0, 5), Span(document.text.index("foot"), len(document.text))]
    ((above,), (foot,)) = ingest.boxes(str(path), document, spans)
    assert (above.top, foot.top) == pytest.approx((83, 298), abs=4)


def test_boxes_of_a_locked_pdf() -> None:
    data = agreement(password="x")
    document = ingest.read("a.pdf", data=data, password="x")
    assert ingest.boxes("a.pdf", document, [Span(0, 5)], data=data, password="x")[0]


def test_boxes_of_a_file_that_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(agreement())
    document = ingest.read(str(path))
    path.write_bytes(agreement(2))
    with pytest.raises(ReadError) as caught:
        ingest.boxes(str(path), document, [Span(0, 5)])
    assert caught.value.code == "changed"
