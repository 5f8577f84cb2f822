"""File → Document, for PDF, with PDFium."""

from __future__ import annotations

import ctypes
import gc
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from clausecheck.errors import ReadError
from clausecheck.ingest import judge, pagetext, pdfium
from clausecheck.ingest.source import digest
from clausecheck.model import Box, Document, Page, Span


@dataclass(frozen=True, slots=True)
class OpenPage:
    """An open page of PDFium."""

    index: int  # 0-based
    handle: int
    text: int  # handle of its text
    width: float  # points, as displayed
    height: float
    place: pagetext.Place


Lay: TypeAlias = Callable[[OpenPage, int], pagetext.Layout]  # page, offset at which it begins → what it says


def read(path: str, data: bytes, password: str | None, lay: Lay | None = None) -> Document:
    """Read every page with ``lay``: with PDFium if that is not given.

    Raises:
        ReadError: encrypted, wrong-password, unsupported, damaged, no-text.
    """
    lay = lay or _with_pdfium()
    texts: list[str] = []
    pages: list[Page] = []
    unread: list[judge.Unread] = []
    base = 0
    with _collector_off(), opened(path, data, password) as pdf:
        for index in range(pdfium.page_count(pdf)):
            text, page, code = _read_page(pdf, index, lay, base)
            texts.append(text)
            pages.append(page)
            if code is not None:
                unread.append(judge.Unread(code, page.number))
            base = page.end + 1
    whole = "\n".join(texts)
    judge.refuse(path, whole, len(pages), unread)
    return Document(path, "pdf", digest(data), whole, tuple(pages), judge.notices(unread))


@contextmanager
def _collector_off() -> Iterator[None]:
    """Reading makes a hundred objects a page and drops none: to look for garbage takes 8 % of the time."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _read_page(pdf: int, index: int, lay: Lay, base: int) -> tuple[str, Page, judge.Code | None]:
    with _page_open(pdf, index) as page:
        if page is None:
            return "", Page(index + 1, base, base, read=False), "broken"
        found = lay(page, base)
        code = judge.page(page.handle, found.text)
    end, size = base + len(found.text), (page.width, page.height)
    return found.text, Page(index + 1, base, end, found.lines, *size, found.runs, code is None), code


def _with_pdfium() -> Lay:
    reader = pagetext.Reader()
    return lambda page, base: reader.layout(pagetext.fetch(page.text), page.place, base)


def boxes(
    path: str, document: Document, spans: Sequence[Span], data: bytes, password: str | None
) -> tuple[tuple[Box, ...], ...]:
    """Exact rectangles of offsets of ``document``, one a printed line that a span touches."""
    found: list[list[Box]] = [[] for _ in spans]
    starts = [page.start for page in document.pages]
    wanted: dict[int, list[int]] = {}
    for i, span in enumerate(spans):
        for index in range(max(0, bisect_right(starts, span.start) - 1), bisect_right(starts, span.end - 1)):
            wanted.setdefault(index, []).append(i)
    reader = pagetext.Reader()
    with opened(path, data, password) as pdf:
        for index, which in sorted(wanted.items()):
            with _page_open(pdf, index) as page:
                if page is None:
                    continue
                raw = pagetext.fetch(page.text)
                for i in which:
                    found[i] += reader.boxes(raw, page.place, starts[index], spans[i])
    return tuple(tuple(each) for each in found)


@contextmanager
def opened(path: str, data: bytes, password: str | None) -> Iterator[int]:
    """The handle of an open PDF with at least one page.

    Raises:
        ReadError: encrypted, wrong-password, unsupported, damaged.
    """
    secret = None if password is None else password.encode()
    pdf = pdfium.load_document(data, len(data), secret)
    try:
        if not pdf:
            raise _not_opened(path, pdfium.last_error(), password)
        if pdfium.page_count(pdf) < 1:
            raise ReadError("damaged", "The PDF is damaged: it has no pages", AGAIN, path)
        yield pdf
    finally:
        if pdf:
            pdfium.close_document(pdf)


AGAIN = "ask for the file again, or open it in a PDF viewer and print it to a new PDF"


def _not_opened(path: str, code: int, password: str | None) -> ReadError:
    if code == pdfium.PASSWORD_ERROR and password is None:
        hint = "give its password with `--password`"
        return ReadError("encrypted", "The PDF is locked with a password", hint, path)
    if code == pdfium.PASSWORD_ERROR:
        hint = "check the password; upper and lower case matter"
        return ReadError("wrong-password", "The password does not open this PDF", hint, path)
    if code == pdfium.SECURITY_ERROR:
        hint = "open it in the program that it was made for and print it to a new PDF"
        return ReadError("unsupported", "The PDF is locked in a way that cannot be read", hint, path)
    return ReadError("damaged", "The PDF is damaged and cannot be opened", AGAIN, path)


@contextmanager
def _page_open(pdf: int, index: int) -> Iterator[OpenPage | None]:
    handle = pdfium.load_page(pdf, index)
    text = pdfium.load_text(handle) if handle else None
    try:
        yield OpenPage(index, handle, text, *_geometry(handle)) if handle and text else None
    finally:
        if text:
            pdfium.close_text(text)
        if handle:
            pdfium.close_page(handle)


def _geometry(page: int) -> tuple[float, float, pagetext.Place]:
    """Width and height as displayed, and how PDFium's corners (origin bottom-left, before rotation) map."""
    bounds = (ctypes.c_float * 4)()  # left, top, right, bottom of what is displayed (CropBox in MediaBox)
    pdfium.page_bounds(page, bounds)
    left, top, right, bottom = bounds
    turn = pdfium.page_rotation(page)
    places: tuple[pagetext.Place, ...] = (
        lambda x0, y1, x1, y0: Box(x0 - left, top - y1, x1 - left, top - y0),
        lambda x0, y1, x1, y0: Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        lambda x0, y1, x1, y0: Box(right - x1, y0 - bottom, right - x0, y1 - bottom),
        lambda x0, y1, x1, y0: Box(top - y1, right - x1, top - y0, right - x0),
    )
    width, height = right - left, top - bottom
    return (height, width, places[turn]) if turn % 2 else (width, height, places[turn])
