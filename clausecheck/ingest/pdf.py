"""File → Document, for PDF, with PDFium."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

from clausecheck.errors import ReadError
from clausecheck.ingest import filled, judge, keys, layout, overlay, pagetext, pdfium, sound
from clausecheck.ingest.source import digest
from clausecheck.model import Box, Document, Line, Mark, Notice, Page, Span

FILLED = "Some of what was filled in, typed over or stamped on the page stands at the end of its text"
REPAIRED = "The file is damaged and was mended to be read: compare it with a sound copy"
LOST = 1000  # pages in a row that are not there, after which the file is given up
UNSEEN = "in a form field that is not shown"


class OpenPage(NamedTuple):
    """An open page of PDFium."""

    index: int  # type: ignore[assignment]  # 0-based
    handle: int
    text: int  # handle of its text
    width: float  # points, as displayed
    height: float
    place: layout.Place
    raw: pagetext.Raw | None  # its text, where something was filled in
    loose: bool  # some of what was filled in, typed over or stamped on has no place in the text
    added: overlay.Added


# A reader of pages: a page and the offset at which it begins → what it says; where some spans stand on it.
Lay: TypeAlias = Callable[[OpenPage, int], layout.Layout]
Trace: TypeAlias = Callable[[OpenPage, int, Sequence[Span]], Iterable[Sequence[Box]]]


def read(path: str, data: bytes, password: str | None, lay: Lay | None = None) -> Document:
    """Read every page with ``lay``: with PDFium if that is not given.

    Raises:
        ReadError: encrypted, wrong-password, unsupported, damaged, no-text.
    """
    lay = lay or _lay_with(layout.Reader())
    sheets: list[_Sheet] = []
    base = missing = 0
    with _collector_off(), opened(path, data, password) as pdf, overlay.form_of(pdf) as form:
        count = pdfium.page_count(pdf)
        for index in range(count):
            sheets.append(_read_page(pdf, form, index, lay, base))
            base = sheets[-1].page.end + 1
            missing = missing + 1 if sheets[-1].code == "broken" else 0
            if missing > LOST:
                raise _lost(path, count)
        attached = [Notice(*said) for said in overlay.files(pdf)]
        rebuilt, locked = not pdfium.has_sound_table(pdf), pdfium.lock_revision(pdf) >= 0
    blank = [sheet.page.number - 1 for sheet in sheets if sheet.blank]
    damage = sound.check(data, password, count, blank, rebuilt=rebuilt, locked=locked)
    damaged = rebuilt or damage.unknown
    sheets = [*_without(damage.pages, sheets), *_uncounted(damage.uncounted, count, base)]
    whole = "\n".join(sheet.text for sheet in sheets)
    unread = [sheet.code for sheet in sheets if sheet.code not in (None, "cut")]
    judge.refuse(path, whole, len(sheets), unread, damaged=damaged)
    notices = [Notice("repaired", REPAIRED)] if damaged else []
    notices += [notice for sheet in sheets for notice in sheet.notices] + attached
    marks = tuple(mark for sheet in sheets for mark in sheet.marks)
    pages = tuple(sheet.page for sheet in sheets)
    return Document(path, "pdf", digest(data), whole, pages, tuple(notices), marks)


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


class _Sheet(NamedTuple):
    """A page as read."""

    text: str
    page: Page
    code: judge.Code | None = None
    notices: Sequence[Notice] = ()
    marks: Sequence[Mark] = ()
    blank: bool = False  # there is nothing at all on it


def _read_page(pdf: int, form: int, index: int, lay: Lay, base: int) -> _Sheet:
    number = index + 1
    with _page_open(pdf, form, index) as page:
        if page is None:
            return _Sheet("", Page(number, base, base, read=False), "broken", [_unread("broken", number)])
        found = lay(page, base)
        code = judge.page(page.handle, page.text, found.text)
        notices = [] if code is None else [_unread(code, number)]
        notices += [Notice("filled-in", FILLED, number)] if page.loose else []
        notices += [Notice(*said, number) for said in overlay.after(page.text, page.added)]
        blank = not found.text and not pdfium.count_objects(page.handle)
    size = page.width, page.height
    found, marks = _with_hidden(found, page.added.hidden, base)
    end = base + len(found.text)
    read = Page(number, base, end, found.lines, *size, found.runs, read=code is None)
    return _Sheet(found.text, read, code, notices, marks, blank)


def _lost(path: str, count: int) -> ReadError:
    message = f"The PDF is damaged: of {count:,} pages that it promises, more than {LOST:,} are not there"
    return ReadError("damaged", message, judge.AGAIN, path)


def _without(pages: Collection[int], sheets: Sequence[_Sheet]) -> Iterator[_Sheet]:
    """The sheets, with those pages as unread of which only a part, or nothing, is left."""
    for sheet in sheets:
        if sheet.page.number - 1 in pages and sheet.code is None:
            code: judge.Code = "cut" if sheet.text.strip() else "broken"
            notices = [_unread(code, sheet.page.number), *sheet.notices]
            yield sheet._replace(page=sheet.page._replace(read=False), code=code, notices=notices)
        else:
            yield sheet


def _uncounted(more: int, count: int, base: int) -> Iterator[_Sheet]:
    for number in range(count + 1, count + min(more, LOST) + 1):
        page = Page(number, base, base, read=False)
        yield _Sheet("", page, "uncounted", [_unread("uncounted", number)])
        base += 1


def _unread(code: judge.Code, number: int) -> Notice:
    return Notice("page-unread", judge.sentence(code, number), number)


def _with_hidden(found: layout.Layout, values: Sequence[str], base: int) -> tuple[layout.Layout, list[Mark]]:
    """The page with what its unseen fields hold, as lines at its end that stand nowhere on it."""
    text, lines, marks = found.text, list(found.lines), []
    for value in values:
        for words in value.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            text += f"\n{words}" if text else words
            start, end = base + len(text) - len(words), base + len(text)
            lines.append(Line(start, end, len(lines) + 1))
            marks.append(Mark("hidden", start, end, "hidden-field", UNSEEN))
    return found._replace(text=text, lines=tuple(lines)), marks


def _lay_with(reader: layout.Reader) -> Lay:
    return lambda page, base: reader.layout(page.raw or pagetext.fetch(page.text), page.place, base)


def _trace_with(reader: layout.Reader) -> Trace:
    return lambda page, base, spans: reader.trace(
        page.raw or pagetext.fetch(page.text), page.place, base, spans
    )


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
            with _page_open(pdf, form, index) as page:
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


@contextmanager
def _page_open(pdf: int, form: int, index: int) -> Iterator[OpenPage | None]:
    handle = pdfium.load_page(pdf, index) or 0
    added = overlay.survey(form, handle) if handle else overlay.NOTHING
    first = 0
    if added.drawn:
        first = pdfium.count_objects(handle)
        pdfium.flatten(handle, pdfium.AS_DISPLAYED)  # in memory: fields become part of the page
        pdfium.close_page(handle)
        handle = pdfium.load_page(pdf, index) or 0
    text = (pdfium.load_text(handle) or 0) if handle else 0
    try:
        if not text:
            yield None
            return
        width, height, place = _geometry(handle)
        raw, loose = None, False
        if added.drawn:
            raw, loose = filled.put(pagetext.fetch(text), handle, first, added.fields, place)
        yield OpenPage(index, handle, text, width, height, place, raw, loose, added)
    finally:
        if text:
            pdfium.close_text(text)
        if handle:
            pdfium.close_page(handle)


def _geometry(page: int) -> tuple[float, float, layout.Place]:
    """Width and height as displayed, and how PDFium's corners (origin bottom-left, before rotation) map."""
    left, top, right, bottom = pdfium.page_box(page)
    turn = pdfium.page_rotation(page)
    places: tuple[layout.Place, ...] = (
        lambda x0, y1, x1, y0: Box(x0 - left, top - y1, x1 - left, top - y0),
        lambda x0, y1, x1, y0: Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        lambda x0, y1, x1, y0: Box(right - x1, y0 - bottom, right - x0, y1 - bottom),
        lambda x0, y1, x1, y0: Box(top - y1, right - x1, top - y0, right - x0),
    )
    width, height = right - left, top - bottom
    return (height, width, places[turn]) if turn % 2 else (width, height, places[turn])
