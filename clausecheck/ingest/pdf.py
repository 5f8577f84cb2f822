"""File → Document, for PDF, with PDFium."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias

from clausecheck.errors import ReadError
from clausecheck.ingest import collector, damage, hidden, judge, keys, layers, layout, overlay, pdfium
from clausecheck.ingest.openpage import OpenPage, page_open, raw_text
from clausecheck.ingest.source import digest
from clausecheck.ingest.suspects import Sheet
from clausecheck.model import Box, Document, Line, Mark, Notice, Ocr, Page, Span
from clausecheck.model.noun import NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

    from clausecheck.ingest.scans import Draw

DPI = 300  # at which text recognition reads best
PIXELS = 16_000_000  # of a picture, at most: 300 dpi up to 11 x 16 inches
SIDE = 32_000  # pixels, at most: the longest line that text recognition takes
FILLED = "Some of what was filled in, typed over or stamped on the page stands at the end of its text"
UNSEEN = "in a form field that is not shown"

# A reader of pages: a page and the offset at which it begins → what it says; where some spans stand on it.
Lay: TypeAlias = Callable[[OpenPage, int], layout.Layout]
Trace: TypeAlias = Callable[[OpenPage, int, Sequence[Span]], Iterable[Sequence[Box]]]


class Read(NamedTuple):
    """A page as read."""

    text: str
    page: Page
    code: judge.Code | None = None  # why it is unread
    notices: Sequence[Notice] = ()
    marks: Sequence[Mark] = ()
    blank: bool = False  # there is nothing at all on it


def read(path: str, data: bytes, password: str | None, lay: Lay | None = None, ocr: Ocr = "auto") -> Document:
    """Read every page with ``lay``: with PDFium if that is not given; pictures as ``ocr`` says.

    Raises:
        ReadError: encrypted, wrong-password, unsupported, damaged, no-text, no-ocr.
    """
    lay = lay or _lay_with(layout.Reader(), layers.switched_off(data))
    with collector.off(), opened(path, data, password) as pdf, overlay.form_of(pdf) as form:
        pages = list(_pages(path, pdf, form, lay))
        notices = [notice for page in pages for notice in page.notices]
        notices += [Notice(*said) for said in overlay.files(pdf)]
        marks = tuple(mark for page in pages for mark in page.marks)
        text = "\n".join(page.text for page in pages)
        sheets = tuple(page.page for page in pages)
        document = Document(path, "pdf", digest(data), text, sheets, tuple(notices), marks)
        unread = {page.page.number - 1: page.code for page in pages if page.code is not None}
        document = _recognised(document, unread, ocr, lambda index: _picture(pdf, form, index))
        found = damage.find(pdf, data, password, [page.page.number - 1 for page in pages if page.blank])
    document = damage.told(document, found)
    lost = ((i, page) for i, page in enumerate(document.pages) if not page.read)
    codes = [unread.get(i, "broken") for i, page in lost if i in unread or page.start == page.end]
    judge.refuse(document, codes, ocr, damaged=found.damaged)
    return document


def _recognised(document: Document, unread: Mapping[int, judge.Code], ocr: Ocr, draw: Draw) -> Document:
    """The document with its pictures read: of pages that are nothing else, or of every page."""
    pictures = range(len(document.pages)) if ocr == "always" else unread
    wanted = [] if ocr == "never" else [i for i in pictures if unread.get(i) != "broken"]
    if not wanted:
        return document
    from clausecheck.ingest import scans
    from clausecheck.ingest.tesseract import Missing

    try:
        return scans.recognised(document, wanted, draw)
    except Missing as error:
        return scans.missing(document, ocr, error)


def _picture(pdf: int, form: int, index: int) -> tuple[Image, float] | None:
    """A page as displayed, at 300 dpi if it is not very large, and its width in points."""
    from PIL import Image

    with page_open(pdf, form, index) as page:
        if page is None or page.width <= 0 or page.height <= 0:
            return None
        scale = min(DPI / 72, sqrt(PIXELS / page.width / page.height))
        size = max(1, round(page.width * scale)), max(1, round(page.height * scale))
        if max(size) > SIDE:
            return None
        pixels = pdfium.render(page.handle, size, 0, 0, *size)
    return Image.frombuffer("RGB", size, pixels, "raw", "BGRX", 0, 1).convert("L"), page.width


def _pages(path: str, pdf: int, form: int, lay: Lay) -> Iterator[Read]:
    base = missing = 0
    count = pdfium.page_count(pdf)
    for index in range(count):
        page = _read_page(pdf, form, index, lay, base)
        yield page
        base = page.page.end + 1
        missing = missing + 1 if page.code == "broken" else 0
        if missing > damage.LOST:
            raise damage.lost(path, count)


def _read_page(pdf: int, form: int, index: int, lay: Lay, base: int) -> Read:
    number = index + 1
    with page_open(pdf, form, index) as page:
        if page is None:
            notice = judge.unread("broken", number)
            return Read("", Page(number, base, base, read=False), "broken", [notice])
        found = lay(page, base)
        code = judge.page(page.handle, page.text, found.text)
        notices = [] if code is None else [judge.unread(code, number)]
        notices += [Notice("filled-in", FILLED)] if page.loose else []
        seen = [said for said in found.notices if code is None or said.code != "picture"]
        notices += [*seen, *(Notice(*said) for said in overlay.after(page.text, page.added))]
        blank = not found.text and not pdfium.count_objects(page.handle)
    size = page.width, page.height
    found = _with_hidden(found, page.added.hidden, base)
    sheet = Page(number, base, base + len(found.text), found.lines, *size, found.runs, read=code is None)
    notices = [notice._replace(page=number) for notice in notices]
    return Read(found.text, sheet, code, notices, found.marks, blank)


def _with_hidden(found: layout.Layout, values: Sequence[str], base: int) -> layout.Layout:
    """The page with what its unseen fields hold, as lines at its end that stand nowhere on it."""
    text, lines, marks = found.text, list(found.lines), list(found.marks)
    for value in values:
        for words in value.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            text += f"\n{words}" if text else words
            start, end = base + len(text) - len(words), base + len(text)
            lines.append(Line(start, end, len(lines) + 1))
            marks.append(Mark("hidden", start, end, "hidden-field", UNSEEN))
    return found._replace(text=text, lines=tuple(lines), marks=marks)


def _lay_with(reader: layout.Reader, layers_off: bool) -> Lay:
    def lay(page: OpenPage, base: int) -> layout.Layout:
        found = reader.layout(raw_text(page), page.place, base)
        sheet = Sheet(page.handle, page.text, page.width, page.height, page.place, page.raw)
        return hidden.find(sheet, found, base, layers_off)

    return lay


def _trace_with(reader: layout.Reader) -> Trace:
    return lambda page, base, spans: reader.trace(raw_text(page), page.place, base, spans)


def boxes(
    path: str,
    document: Document,
    spans: Sequence[Span],
    data: bytes,
    password: str | None,
    trace: Trace | None = None,
) -> tuple[tuple[Box, ...], ...]:
    """Exact rectangles of offsets of ``document``, one a printed line that a span touches."""
    trace = trace or _trace_with(layout.Reader())
    found: list[list[Box]] = [[] for _ in spans]
    starts = [page.start for page in document.pages]
    wanted: dict[int, list[int]] = {}
    for i, span in enumerate(spans):
        for index in range(max(0, bisect_right(starts, span.start) - 1), bisect_right(starts, span.end - 1)):
            wanted.setdefault(index, []).append(i)
    with opened(path, data, password) as pdf, overlay.form_of(pdf) as form:
        for index, which in sorted(wanted.items()):
            if document.pages[index].ocr:
                continue
            with page_open(pdf, form, index) as page:
                if page is not None:
                    traced = trace(page, starts[index], [spans[i] for i in which])
                    for i, rectangles in zip(which, traced, strict=True):
                        found[i] += rectangles
    return tuple(tuple(each) for each in found)


@contextmanager
def opened(path: str, data: bytes, password: str | None) -> Iterator[int]:
    """The handle of an open PDF with at least one page.

    Raises:
        ReadError: encrypted, wrong-password, unsupported, damaged.
    """
    pdf = 0
    for key in keys.tried(password):
        pdf = pdfium.load_document(data, len(data), key)
        if pdf or pdfium.last_error() != pdfium.PASSWORD_ERROR:
            break
    try:
        if not pdf:
            raise _not_opened(path, pdfium.last_error(), password)
        if pdfium.page_count(pdf) < 1:
            raise ReadError("damaged", "The PDF is damaged: it has no pages", judge.AGAIN, path)
        if pdfium.form_type(pdf) == pdfium.DYNAMIC_FORM:
            hint = "open it in Adobe Reader and print it to a new PDF"
            raise ReadError("unsupported", "The PDF is an XFA form, drawn by Adobe Reader alone", hint, path)
        yield pdf
    finally:
        if pdf:
            pdfium.close_document(pdf)


def _not_opened(path: str, code: int, password: str | None) -> ReadError:
    if code == pdfium.PASSWORD_ERROR and not password:
        hint = "put its password in CLAUSECHECK_PASSWORD, or give it with `--password`"
        return ReadError("encrypted", "The PDF is locked with a password", hint, path)
    if code == pdfium.PASSWORD_ERROR:
        hint = "check the password; upper and lower case matter"
        return ReadError("wrong-password", "The password does not open this PDF", hint, path)
    if code == pdfium.SECURITY_ERROR:
        hint = "open it in the program that it was made for and print it to a new PDF"
        return ReadError("unsupported", "The PDF is locked in a way that cannot be read", hint, path)
    return ReadError("damaged", "The PDF is damaged and cannot be opened", judge.AGAIN, path)
