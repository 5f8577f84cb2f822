"""File → Document, for PDF, with pdfplumber: 50 times slower, a second opinion on what the page says.

PDFium still opens the file, measures the pages and judges whether they were read, so that both readers
give the same kind of Document. Runs are left empty: pdfplumber's characters carry no render mode.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pdfplumber

from clausecheck.errors import ReadError
from clausecheck.ingest import pdf
from clausecheck.ingest.pagetext import Layout, bold
from clausecheck.model import Box, Document, Line

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # its warnings are not for the terminal


def read(path: str, data: bytes, password: str | None) -> Document:
    """Read every page: text and printed lines.

    Raises:
        ReadError: as ``pdf.read``.
    """
    with pdf.opened(path, data, password):  # names what is wrong with the file better than pdfplumber does
        pass
    with _failures(path), pdfplumber.open(io.BytesIO(data), password=password) as book:
        return pdf.read(path, data, password, lambda page, base: _layout(book.pages[page.index], base))


@contextmanager
def _failures(path: str) -> Iterator[None]:
    try:
        yield
    except ReadError:
        raise
    except Exception as error:  # pdfminer raises what it likes: KeyError, struct.error, RecursionError …
        hint = "leave out `--pdf-engine pdfplumber`, or print the file to a new PDF"
        message = f"pdfplumber cannot read this PDF ({type(error).__name__})"
        raise ReadError("damaged", message, hint, path) from error


def _layout(page: Any, base: int) -> Layout:
    """Lines in the order of the file, which keeps columns apart (.84 of pages; by position .18)."""
    left, top = page.cropbox[:2]
    texts: list[str] = []
    lines: list[Line] = []
    for found in page.extract_text_lines(use_text_flow=True):
        text, chars = found["text"].replace("\n", " "), found["chars"]
        size = Counter(round(char["size"], 2) for char in chars).most_common(1)[0][0]
        heavy = sum(bold(char["fontname"]) for char in chars) * 2 > len(chars)
        box = Box(found["x0"] - left, found["top"] - top, found["x1"] - left, found["bottom"] - top)
        lines.append(Line(base, base + len(text), len(lines) + 1, box, size, heavy))
        texts.append(text)
        base += len(text) + 1
    page.close()
    return Layout("\n".join(texts), tuple(lines), ())
