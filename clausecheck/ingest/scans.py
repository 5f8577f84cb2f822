"""Document with pages that are pictures → the same Document, with those pages read by text recognition."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeAlias

from clausecheck.errors import ReadError
from clausecheck.ingest import join, ocr, tesseract
from clausecheck.ingest.ocr import Sheet
from clausecheck.ingest.tesseract import Missing, Unable
from clausecheck.model import Document, Mark, Notice, Ocr, Page

if TYPE_CHECKING:
    from PIL.Image import Image

    # Index of a page → its picture and its width in points; None if it is damaged.
    Draw: TypeAlias = Callable[[int], tuple[Image, float] | None]

AT_ONCE = 4  # pages; each takes one core, and 100 MB while its picture is made ready
NOTED = 0.05  # share of unsure words from which a reader is told; 0-.02 where 99 % of words are right
UNSURE = "Page {} was read by text recognition, which is unsure of {:.0%} of its words"
PASSED = 0.3  # share of a page's ink outside of words from which a reader is told
OVER = "Page {}: {:.0%} of what is printed is no text that was made out (pictures, handwriting, or words?)"
BETTER = "scan it again, straight and at 300 dpi, or ask for the text PDF"
NEVER = "let text recognition read it: leave out `--ocr never`"


def recognised(document: Document, wanted: Sequence[int], draw: Draw) -> Document:
    """Read the pages at these indices. One that cannot be read stays as it is, and a notice says why.

    What is marked on a page (hidden words) is kept, after its text.

    Raises:
        Missing: text recognition is not installed.
    """
    tesseract.ready()
    sheets = dict(zip(wanted, _sheets(wanted, draw), strict=True))
    numbers = {document.pages[index].number for index in wanted}
    notices = [n for n in document.notices if n.code != "page-unread" or n.page not in numbers]
    for index, sheet in sheets.items():
        notices += _notices(document.pages[index], sheet)
    notices.sort(key=lambda notice: notice.page or 0)
    read = {index: sheet for index, sheet in sheets.items() if isinstance(sheet, Sheet)}
    return _spliced(document, read)._replace(notices=tuple(notices))


def missing(document: Document, mode: Ocr, error: Missing) -> Document:
    """The document with a notice that text recognition would read more of it.

    Raises:
        ReadError: no-ocr, where it was asked for whatever the pages are.
    """
    if mode == "always":
        raise ReadError("no-ocr", error.message, error.hint, document.path) from error
    message = f"{error.message}, so pages that are pictures were not read: {error.hint}"
    return document._replace(notices=(*document.notices, Notice("ocr-missing", message)))


def way_out(mode: Ocr) -> str:
    """What to do where nothing but pictures of pages was found, and none was read."""
    try:
        tesseract.ready()
    except Missing as error:
        return error.hint
    return NEVER if mode == "never" else BETTER


def _notices(page: Page, sheet: Sheet | Unable) -> Iterator[Notice]:
    if isinstance(sheet, Sheet):
        if sheet.unsure > NOTED:
            yield Notice("ocr-unsure", UNSURE.format(page.number, sheet.unsure), page.number)
        if sheet.passed > PASSED:
            yield Notice("ocr-passed", OVER.format(page.number, sheet.passed), page.number)
    elif page.read:
        message = f"Page {page.number} was not read by text recognition but from its own text: {sheet.reason}"
        yield Notice("ocr-unread", message, page.number)
    else:
        yield Notice("page-unread", f"Page {page.number} could not be read: {sheet.reason}", page.number)


def _sheets(wanted: Iterable[int], draw: Draw) -> Iterator[Sheet | Unable]:
    """In the order asked for. Pictures are drawn one after the other, and several are read at once."""
    count = min(AT_ONCE, os.cpu_count() or 1)
    waiting: deque[Future[Sheet | Unable]] = deque()
    with ThreadPoolExecutor(count) as pool:
        try:
            for index in wanted:
                waiting.append(pool.submit(_read, draw(index)))
                if len(waiting) > count:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _read(drawn: tuple[Image, float] | None) -> Sheet | Unable:
    try:
        return Unable("it is damaged") if drawn is None else ocr.read(*drawn)
    except Unable as error:
        return error


def _spliced(document: Document, sheets: Mapping[int, Sheet]) -> Document:
    """The document with the text of some pages replaced; all after them moves."""
    texts: list[str] = []
    pages: list[Page] = []
    marks: list[Mark] = []
    base = 0
    for index, page in enumerate(document.pages):
        text = document.text[page.start : page.end]
        own = [join.moved_mark(mark, -page.start) for mark in document.marked(page.start, page.end)]
        alone = join.moved(page, -page.start)
        if index in sheets:
            text, alone, own = _replaced(text, alone, own, sheets[index])
        texts.append(text)
        pages.append(join.moved(alone, base))
        marks += [join.moved_mark(mark, base) for mark in own]
        base += len(text) + 1
    return document._replace(text="\n".join(texts), pages=tuple(pages), marks=tuple(marks))


def _replaced(text: str, page: Page, marks: Sequence[Mark], sheet: Sheet) -> tuple[str, Page, list[Mark]]:
    """A page as recognised, then its own lines that hold a mark; offsets count from its beginning."""
    texts, lines, runs, kept = [sheet.text], [*sheet.lines], [*sheet.runs], []
    base = len(sheet.text) + 1
    for line in page.lines:
        over = [mark for mark in marks if mark.start < line.end and line.start < mark.end]
        if over:
            by = base - line.start
            texts.append(text[line.start : line.end])
            lines.append(line._replace(start=base, end=line.end + by, number=len(lines) + 1))
            inside = [run for run in page.runs if line.start <= run.start < line.end]
            runs += [run._replace(start=run.start + by, end=run.end + by) for run in inside]
            for mark in over:
                start, end = max(mark.start, line.start), min(mark.end, line.end)
                kept.append(mark._replace(start=start + by, end=end + by))
            base = line.end + by + 1
    whole = "\n".join(texts)
    read = page._replace(end=len(whole), lines=tuple(lines), runs=tuple(runs), read=True, ocr=True)
    if not page.width:
        read = read._replace(width=sheet.width, height=sheet.height)
    return whole, read, kept
