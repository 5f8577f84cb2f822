"""Page of an open PDF → an open page of PDFium, with what is filled in and where things are displayed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from clausecheck.ingest import filled, overlay, pagetext, pdfium, upright
from clausecheck.ingest.strips import Place
from clausecheck.model import Box
from clausecheck.model.noun import NamedTuple


class OpenPage(NamedTuple):
    """An open page of PDFium."""

    index: int  # type: ignore[assignment]  # 0-based
    handle: int
    text: int  # handle of its text
    width: float  # points, as displayed
    height: float
    place: Place
    frame: Place  # as ``place``, but turned so that most of the text stands upright
    added: overlay.Added  # by annotations
    raw: pagetext.Raw | None = None  # its text, where something was filled in
    loose: bool = False  # some of what was filled in, typed over or stamped on has no place in the text


@contextmanager
def page_open(pdf: int, form: int, index: int) -> Iterator[OpenPage | None]:
    """The page at an index, closed afterwards; None if it is damaged. ``form``: see ``overlay.form_of``."""
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
        text, turn = upright.read(handle, text)
        page = OpenPage(index, handle, text, *_geometry(handle, turn), added)
        if added.drawn:
            raw, loose = filled.put(raw_text(page), first, added.fields, page.frame)
            page = page._replace(raw=raw, loose=loose)
        yield page
    finally:
        if text:
            pdfium.close_text(text)
        if handle:
            pdfium.close_page(handle)


def raw_text(page: OpenPage) -> pagetext.Raw:
    """The text of the page."""
    return page.raw or pagetext.fetch(page.text, page.handle, page.frame)


def _geometry(page: int, frame: int) -> tuple[float, float, Place, Place]:
    """Width and height as displayed, and how PDFium's corners (origin bottom-left, before rotation) map.

    Twice: to what is displayed, and to what were if the page were turned as ``frame`` says.
    """
    left, top, right, bottom = pdfium.page_box(page)
    turn = pdfium.page_rotation(page)
    places: tuple[Place, ...] = (
        lambda x0, y1, x1, y0: Box(x0 - left, top - y1, x1 - left, top - y0),
        lambda x0, y1, x1, y0: Box(y0 - bottom, x0 - left, y1 - bottom, x1 - left),
        lambda x0, y1, x1, y0: Box(right - x1, y0 - bottom, right - x0, y1 - bottom),
        lambda x0, y1, x1, y0: Box(top - y1, right - x1, top - y0, right - x0),
    )
    width, height = right - left, top - bottom
    size = (height, width) if turn % 2 else (width, height)
    return (*size, places[turn], places[frame])
