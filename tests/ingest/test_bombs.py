"""Hostile PDFs, small on disk: each ends as a document or as one clear error, in bounded time and memory."""

from __future__ import annotations

import resource
import sys
import zlib
from collections.abc import Callable, Iterable
from itertools import repeat
from pathlib import Path

import pytest

from clausecheck import ingest
from clausecheck.batch.worker import supervise
from clausecheck.model import Failed, Outcome, Problem
from tests.ingest.build import form, note, numbered, pdf, stream, text, widget

WORDS = text("This Agreement is made by the parties.")
LIMIT = 60.0  # seconds
MEMORY = 600 << 20  # bytes
ENDS = {"read", "damaged", "no-text", "unsupported", "too-slow", "too-big", "crashed"}


def outcome(path: str) -> Outcome:
    document = ingest.read(path)
    for notice in document.notices:
        assert notice.message.isprintable()
        assert len(notice.message) < 1000
    assert len(document.notices) < 20_000
    read = sum(page.read for page in document.pages)
    return Failed(path, Problem("read", f"{read} of {len(document.pages)} pages", ""))


def ends(data: bytes, path: Path, kilobytes: int = 1000) -> Problem:
    """How reading ends, in a child that is watched as the command line watches it."""
    assert len(data) < kilobytes << 10
    path.write_bytes(data)
    found = supervise(outcome, str(path), path=str(path), timeout=LIMIT, memory=MEMORY)
    assert isinstance(found, Failed)
    assert found.problem.code in ENDS, found.problem
    assert found.problem.message.isprintable()
    return found.problem


def packed(chunks: Iterable[bytes]) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([*map(packer.compress, chunks), packer.flush()])


def page(content: bytes, filters: str, *more: bytes, resources: str = "", box: str = "0 0 612 792") -> bytes:
    """A PDF of one page; ``more`` are objects from 6 on."""
    leaf = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 5 0 R "
        f"/Resources << /Font << /F1 4 0 R >> {resources} >> >>"
    )
    return numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            leaf.encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            stream(content, filters),
            *more,
        ]
    )


def drawing(form: int, times: int = 1) -> bytes:
    return stream(
        b"/X Do " * times,
        f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {form} 0 R >> >>",
    )


def forms(*objects: bytes) -> bytes:
    return page(WORDS + b"/X Do", "", *objects, resources="/XObject << /X 6 0 R >>")


FLATE = "/Filter /FlateDecode"
MEGABYTE = b" " * (1 << 20)
BOMBS: dict[str, Callable[[], bytes]] = {
    "spaces": lambda: page(packed([WORDS, *repeat(MEGABYTE, 800)]), FLATE),
    "filters in filters": lambda: page(
        packed([packed([packed([WORDS, *repeat(MEGABYTE, 800)])])]),
        "/Filter [/FlateDecode /FlateDecode /FlateDecode]",
    ),
    "states": lambda: page(packed([WORDS, *repeat(b"q\n" * (1 << 20), 20)]), FLATE),
    "letters": lambda: page(packed([WORDS, *repeat(b"BT /F1 1 Tf (a) Tj ET\n" * 9999, 200)]), FLATE),
    "one long text": lambda: page(packed([b"BT /F1 1 Tf (", *repeat(b"a" * 9999, 2000), b") Tj ET"]), FLATE),
    "forms within forms": lambda: forms(*[drawing(i + 1) for i in range(6, 3000)]),
    "forms by the power of eight": lambda: forms(*[drawing(i + 1, 8) for i in range(6, 30)], stream(b"n")),
    "a form in itself": lambda: forms(drawing(7), drawing(6)),
    "a picture of a million by a million": lambda: page(
        WORDS + b"q 612 0 0 792 0 0 cm /I Do Q",
        "",
        stream(
            packed([b"x"]),
            "/Subtype /Image /Width 1000000 /Height 1000000 /BitsPerComponent 8 /ColorSpace /DeviceRGB "
            + FLATE,
        ),
        resources="/XObject << /I 6 0 R >>",
    ),
    "a huge page": lambda: page(WORDS, "", box="0 0 1e38 1e38"),
    "a page without size": lambda: page(WORDS, "", box="a b c d"),
    "a huge letter": lambda: page(WORDS + b"BT /F1 1e30 Tf 72 700 Td (huge) Tj ET", ""),
    "arrays in arrays": lambda: pdf(WORDS, catalog="/X " + "[" * 100_000 + "]" * 100_000),
    "dictionaries in dictionaries": lambda: pdf(WORDS, catalog="/X " + "<< /A " * 50_000 + ">>" * 50_000),
    "a deep page tree": lambda: numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            *[b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (i + 3) for i in range(5000)],
            b"<< /Type /Page /MediaBox [0 0 9 9] >>",
        ]
    ),
    "a page tree in itself": lambda: pdf(WORDS, WORDS).replace(b"/Kids [8 0 R", b"/Kids [2 0 R", 1),
    "content that is its page": lambda: page(WORDS, "").replace(b"/Contents 5", b"/Contents 3"),
    "a length that is its stream": lambda: page(WORDS, "").replace(b"/Length 59", b"/Length 5 0 R"),
    "fields in themselves": lambda: form(
        WORDS, widget("9 9 99 99", "/FT /Tx /V (1) /Parent 5 0 R /Kids [5 0 R]")
    ),
    "fields in fields": lambda: form(
        WORDS,
        widget("9 9 99 99", "/Kids [6 0 R]"),
        extra=[b"<< /T (a) /Parent %d 0 R /Kids [%d 0 R] >>" % (i - 1, i + 1) for i in range(6, 3000)],
    ),
    "parents in themselves": lambda: form(
        WORDS, widget("9 9 99 99", "/Parent 6 0 R"), extra=[b"<< /Parent 5 0 R /T (x) >>"]
    ),
    "an outline in itself": lambda: pdf(
        WORDS, catalog="/Outlines 5 0 R", extra=[b"<< /First 5 0 R /Next 5 0 R /Title (x) >>"]
    ),
    "names in themselves": lambda: pdf(
        WORDS, catalog="/Names << /EmbeddedFiles 5 0 R >>", extra=[b"<< /Kids [5 0 R 5 0 R] >>"]
    ),
    "a chain of tables": lambda: pdf(WORDS).replace(b"trailer <<", b"trailer << /Prev 9"),
    "fields on one place": lambda: form(
        WORDS, *[widget("72 712 210 732", f"/FT /Tx /V (v{i})") for i in range(2000)]
    ),
    "struck words": lambda: form(
        WORDS, *[note("StrikeOut", "72 500 90 520", "/QuadPoints [72 732 130 732 72 716 130 716]")] * 5000
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_one_clear_outcome(tmp_path: Path, name: str) -> None:
    ends(BOMBS[name](), tmp_path / "a.pdf")


def test_thousands_of_fields_and_notes_are_read(tmp_path: Path) -> None:
    boxes = [
        f"{20 + i % 20 * 28} {10 + i // 20 * 3} {40 + i % 20 * 28} {12 + i // 20 * 3}" for i in range(4000)
    ]
    fields = [widget(box, f"/FT /Tx /V (v{i})") for i, box in enumerate(boxes)]
    assert ends(form(WORDS, *fields), tmp_path / "a.pdf").code == "read"
    notes = [note("Text", "72 500 90 520", f"/Contents (n{i})") for i in range(9000)]
    assert ends(form(WORDS, *notes, acroform=False), tmp_path / "a.pdf", 2000).code == "read"


def test_ten_thousand_pages_are_read(tmp_path: Path) -> None:
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources 4 0 R >>"
    kids = " ".join(f"{number} 0 R" for number in range(6, 10_006))
    data = numbered(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count 10000 >>".encode(),
            stream(WORDS),
            b"<< /Font << /F1 5 0 R >> >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *[leaf] * 10_000,
        ]
    )
    found = ends(data, tmp_path / "a.pdf", 2000)
    assert found.message == "10000 of 10000 pages"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_a_bomb_does_not_swell_the_one_who_watches(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ends(BOMBS["letters"](), tmp_path / "a.pdf")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 << 10  # kilobytes
