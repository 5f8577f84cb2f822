"""File → Document: looks at the bytes, never at the name, and hands them to the reader for that kind."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from typing import Literal, TypeAlias

from clausecheck.errors import ReadError
from clausecheck.ingest import source
from clausecheck.model import Anchor, Box, Document, Ocr, Source, Span

__all__ = ["Engine", "anchors", "boxes", "boxes_of", "deal", "read"]

Engine: TypeAlias = Literal["pdfium", "pdfplumber"]


def read(
    path: str,
    *,
    data: bytes | None = None,
    password: str | None = None,
    engine: Engine = "pdfium",
    ocr: Ocr = "auto",
    before: bool = False,
) -> Document:
    """Read one file of any kind that is known.

    ``data`` are contents that were read already (standard input, with the path ``"-"``). ``before``: of a
    Word document, what stood there before its tracked changes.

    Raises:
        ReadError: with one of the codes not-found, folder, unreadable, not-a-file, too-big, empty,
            encrypted, wrong-password, damaged, unsupported, binary, encoding, no-text, no-ocr.
    """
    data = source.load(path) if data is None else data
    document = _any(path, data, password, engine, ocr, before)
    if document.text.isascii():
        return document
    from clausecheck.ingest import disguise

    marks = (*document.marks, *disguise.marks(document.text))
    return document._replace(marks=tuple(sorted(marks, key=lambda mark: (mark.start, mark.end))))


def _any(path: str, data: bytes, password: str | None, engine: Engine, ocr: Ocr, before: bool) -> Document:
    match source.sniff(path, data):
        case "pdf" if engine == "pdfplumber":
            from clausecheck.ingest import plumber

            return plumber.read(path, data, password, ocr)
        case "pdf":
            from clausecheck.ingest import pdf

            return pdf.read(path, data, password, ocr=ocr)
        case "html":
            from clausecheck.ingest import html

            return html.read(path, data)
        case "mail":
            from clausecheck.ingest import mail

            return mail.read(
                path,
                data,
                lambda name, part: read(name, data=part, password=password, engine=engine, ocr=ocr),
            )
        case "image":
            from clausecheck.ingest import image

            return image.read(path, data, ocr)
        case "docx":
            from clausecheck.ingest import docx

            return docx.read(path, data, before=before)
        case "text":
            from clausecheck.ingest import text

            return text.read(path, data)


def deal(given: Source) -> Document:
    """Read the file, or the several files of one deal, as one document.

    Of several files, one that cannot be read counts as an unread page.

    Raises:
        ReadError: as ``read``; of several files: none of them could be read.
    """
    if not given.others:
        return _read(given)
    from clausecheck.ingest import join

    documents, errors = [], []
    for each in (given, *given.others):
        try:
            documents.append(_read(each))
        except ReadError as error:
            errors.append(error)
            documents.append(join.unread(error))
    if len(errors) == len(documents):
        raise errors[0]
    names = [each.path for each in (given, *given.others)]
    return join.join(" + ".join(names), documents, names)


def _read(given: Source) -> Document:
    return read(
        given.path,
        data=given.data,
        password=given.password,
        engine=given.engine,
        ocr=given.ocr,
        before=given.before,
    )


def boxes_of(given: Source, document: Document, spans: Sequence[Span]) -> tuple[tuple[Box, ...], ...]:
    """As ``boxes``, for what ``deal`` read; spans ascending. Attachments of an e-mail have none."""
    if not document.files:
        return boxes(given.path, document, spans, data=given.data, password=given.password)
    from clausecheck.ingest import join

    sources = {each.path: each for each in (given, *given.others)}
    of_file: dict[int, list[Span]] = {}
    for span in spans:
        of_file.setdefault(document.page_at(span.start).file, []).append(span)
    found: list[tuple[Box, ...]] = []
    for index, wanted in of_file.items():
        owner = sources.get(document.files[index].path)
        if owner is None:
            found += [() for _ in wanted]
            continue
        alone, base = join.alone(document, index)
        moved = [Span(span.start - base, span.end - base) for span in wanted]
        found += boxes(owner.path, alone, moved, data=owner.data, password=owner.password)
    return tuple(found)


def boxes(
    path: str,
    document: Document,
    spans: Sequence[Span],
    *,
    data: bytes | None = None,
    password: str | None = None,
) -> tuple[tuple[Box, ...], ...]:
    """The exact rectangles of each span (offsets into ``document.text``), one a printed line.

    Reopens the PDF and reads only the pages that the spans touch. Of what text recognition read, they are
    those of whole words. A text file has none.

    Raises:
        ReadError: the file cannot be opened any more, or is no longer the one that was read.
    """
    found: tuple[tuple[Box, ...], ...] = tuple(() for _ in spans)
    if document.format == "pdf":
        found = _boxes(path, document, spans, data, password)
    if any(page.ocr for page in document.pages):
        from clausecheck.ingest import ocr

        found = tuple(map(add, found, ocr.boxes(document, spans)))
    return found


def _boxes(
    path: str, document: Document, spans: Sequence[Span], data: bytes | None, password: str | None
) -> tuple[tuple[Box, ...], ...]:
    """Those on the pages of a PDF that have text."""
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
