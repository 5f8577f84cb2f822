"""File → Document, for PDF, with pdfplumber: 50 times slower, a second opinion on what the page says.

PDFium still opens the file, measures the pages and judges whether they were read, so that both readers
give the same kind of Document. Runs are left empty: pdfplumber's characters carry no render mode.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

from pdfplumber.pdf import PDF

from clausecheck.errors import ReadError
from clausecheck.ingest import objects, order, pdf
from clausecheck.ingest.layout import Layout, bold
from clausecheck.ingest.openpage import OpenPage
from clausecheck.model import Box, Document, Line, Notice, Ocr, Span

Char: TypeAlias = dict[str, Any]  # as pdfplumber describes a glyph
Letter: TypeAlias = tuple[str, Char | None]  # a character of the text and its glyph; None where put in

UNFILLED = "What was filled in, typed over or stamped on the page was not read: pdfplumber leaves it out"


def read(path: str, data: bytes, password: str | None, ocr: Ocr = "auto") -> Document:
    """Read every page: text and printed lines.

    Raises:
        ReadError: as ``pdf.read``.
    """
    missed: list[int] = []

    def lay(page: OpenPage, base: int) -> Layout:
        missed.extend([page.index + 1] if page.raw is not None else [])
        return _lay(book.pages[page.index], base)

    with _open(path, data, password) as book:
        document = pdf.read(path, data, password, lay, ocr)
    notices = [notice for notice in document.notices if notice.code != "filled-in"]
    notices += [Notice("filled-in", UNFILLED, number) for number in missed]
    return document._replace(notices=tuple(notices))


def boxes(
    path: str, document: Document, spans: Sequence[Span], data: bytes, password: str | None
) -> tuple[tuple[Box, ...], ...]:
    """As ``pdf.boxes``, for a document that this reader read."""
    with _open(path, data, password) as book:

        def trace(page: OpenPage, base: int, wanted: Sequence[Span]) -> list[list[Box]]:
            return _trace(book.pages[page.index], base, wanted)

        return pdf.boxes(path, document, spans, data, password, trace)


@contextmanager
def _open(path: str, data: bytes, password: str | None) -> Iterator[PDF]:
    with pdf.opened(path, data, password):
        pass  # PDFium says better what is wrong with a file
    try:
        with objects.unlocked(data, password) as book:
            yield book
    except ReadError:
        raise
    except Exception as error:  # pdfminer raises what it likes: KeyError, struct.error, RecursionError …
        hint = "leave out `--pdf-engine pdfplumber`, or print the file to a new PDF"
        message = f"pdfplumber cannot read this PDF ({type(error).__name__})"
        raise ReadError("damaged", message, hint, path) from error


def _lines(page: Any) -> list[list[Letter]]:
    """Lines in the order of the file, which keeps columns apart (.84 of pages; by position .18)."""
    lines: list[list[Letter]] = [[]]
    for letter, char in page.get_textmap(use_text_flow=True).tuples:
        if char is None and letter == "\n":
            lines.append([])
        elif char is None or not char["text"].startswith("(cid:"):
            lines[-1].append((letter if letter not in "\r\n" else " ", char))
        elif letter == "(":
            lines[-1].append(("\ufffd", char))  # a glyph without meaning, which pdfminer spells out
    page.close()
    lines = [line for line in lines if line]
    boxes = [_around(page, [char for _, char in line if char is not None]) for line in lines]
    return [lines[i] for i in order.reading(boxes)]


def _lay(page: Any, base: int) -> Layout:
    texts: list[str] = []
    lines: list[Line] = []
    for letters in _lines(page):
        text = "".join(letter for letter, _ in letters)
        chars = [char for _, char in letters if char is not None]
        size = Counter(round(char["size"], 2) for char in chars).most_common(1)[0][0]
        heavy = 2 * sum(bold(char["fontname"]) for char in chars) > len(chars)
        lines.append(Line(base, base + len(text), len(lines) + 1, _around(page, chars), size, heavy))
        texts.append(text)
        base += len(text) + 1
    return Layout("\n".join(texts), tuple(lines), ())


def _trace(page: Any, base: int, spans: Sequence[Span]) -> list[list[Box]]:
    found: list[list[Box]] = [[] for _ in spans]
    for letters in _lines(page):
        for span, boxes in zip(spans, found, strict=True):
            part = letters[max(0, span.start - base) : max(0, span.end - base)]
            box = _around(page, [char for _, char in part if char is not None])
            if box is not None:
                boxes.append(box)
        base += len(letters) + 1
    return found


def _around(page: Any, chars: Sequence[Char]) -> Box | None:
    if not chars:
        return None
    left, top = page.cropbox[:2]
    return Box(
        min(char["x0"] for char in chars) - left,
        min(char["top"] for char in chars) - top,
        max(char["x1"] for char in chars) - left,
        max(char["bottom"] for char in chars) - top,
    )
