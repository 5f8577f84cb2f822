"""File → Document: looks at the bytes, never at the name, and hands them to the reader for that kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from clausecheck.errors import ReadError
from clausecheck.ingest import source
from clausecheck.model import Anchor, Box, Document, Ocr, Span

__all__ = ["Engine", "anchors", "boxes", "read"]

Engine: TypeAlias = Literal["pdfium", "pdfplumber"]


def read(
    path: str,
    *,
    data: bytes | None = None,
    password: str | None = None,
    engine: Engine = "pdfium",
    ocr: Ocr = "auto",
) -> Document:
    """Read one file of any kind that is known.

    ``data`` are contents that were read already (standard input, with the path ``"-"``).

    Raises:
        ReadError: with one of the codes not-found, folder, unreadable, not-a-file, too-big, empty,
            encrypted, wrong-password, damaged, unsupported, binary, encoding, no-text.
    """
    data = source.load(path) if data is None else data
    match source.sniff(path, data):
        case "pdf" if engine == "pdfplumber":
            from clausecheck.ingest import plumber

            return plumber.read(path, data, password)
        case "pdf":
            from clausecheck.ingest import pdf

            return pdf.read(path, data, password)
        case "docx":
            from clausecheck.ingest import docx

            return docx.read(path, data)
        case "text":
            from clausecheck.ingest import text

            return text.read(path, data)


def boxes(
    path: str,
    document: Document,
    spans: Sequence[Span],
    *,
    data: bytes | None = None,
    password: str | None = None,
) -> tuple[tuple[Box, ...], ...]:
    """The exact rectangles of each span (offsets into ``document.text``), one a printed line.

    Reopens the PDF and reads only the pages that the spans touch. A text file has none.

    Raises:
        ReadError: the file cannot be opened any more, or is no longer the one that was read.
    """
    if document.format != "pdf":
        return tuple(() for _ in spans)
    data = _same(path, document, data)
    if any(page.lines and not page.runs for page in document.pages):  # runs are what pdfplumber leaves out
        from clausecheck.ingest import plumber

        return plumber.boxes(path, document, spans, data, password)
    from clausecheck.ingest import pdf

    return pdf.boxes(path, document, spans, data, password)


def anchors(
    path: str, document: Document, spans: Sequence[Span], *, data: bytes | None = None
) -> tuple[tuple[Anchor, ...], ...]:
    """The places in a Word document's package of each span (offsets into ``document.text``).

    Reads the document again. A file of another kind has none.

    Raises:
        ReadError: the file cannot be opened any more, or is no longer the one that was read.
    """
    if document.format != "docx":
        return tuple(() for _ in spans)
    from clausecheck.ingest import docx

    return docx.anchors(path, _same(path, document, data), spans)


def _same(path: str, document: Document, data: bytes | None) -> bytes:
    """The bytes that the document was read from."""
    data = source.load(path) if data is None else data
    if source.digest(data) != document.sha256:
        raise ReadError("changed", "The file changed while it was being checked", "run the check again", path)
    return data
