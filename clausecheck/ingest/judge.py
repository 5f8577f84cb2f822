"""Page → was it read? A page that shows something but gives no words must never count as read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from clausecheck.errors import ReadError
from clausecheck.ingest import pdfium
from clausecheck.model import Document, Notice, Ocr

Code: TypeAlias = Literal["picture", "meaningless", "broken", "cut", "uncounted"]

FEW = 200  # visible characters; a stamp ("Envelope ID …, page 3 of 9") has up to 100, a contract page 1,500+
SHARE = 0.5  # of the page under pictures, from which a page with few characters is a scan
SEGMENTS = 6  # path segments of a line or rectangle; a letter drawn as a shape has more
SPACES = " \n\t\xa0"
NOTHING = "[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]"
DEPTH = 4  # forms within forms
SAMPLE = 16  # characters of a page asked first: no page of 50 real contracts has one without meaning
MEANINGLESS = 0.3  # share of letters without Unicode meaning above which the page is not readable

ODD = "[!\"%&'+<>?@^`{}~\xa1-\xbf\u2018-\u201f]"
NOISE = 0.5  # share of such signs from which letters are taken for wrong ones; at most 0.04 on 847 pages
BEGINNING = 400  # characters of a page that are looked at for them

COMMON = r"(?i)\b(?:the|of|and|to|in|or)\b"
PROSE = 0.05  # share of these words; 10-25 % in 99 % of 358 real contracts

AGAIN = "ask for the file again, or open it in a PDF viewer and print it to a new PDF"
REASONS: dict[Code, str] = {
    "picture": "it is a picture (a scan?) with little or no text",
    "meaningless": "its letters carry no meaning (the fonts have no Unicode map)",
    "broken": "it is damaged",
    "cut": "it is damaged, and only what is left of it was read",
    "uncounted": "the file does not count it among its pages, and few programs show it",
}


def page(handle: int, text_handle: int, text: str) -> Code | None:
    """Why the open page is not read, if it says no more than ``text``; None if it is read."""
    visible = len(text) - sum(map(text.count, SPACES))
    if visible and meaningless(text) > MEANINGLESS:
        return "meaningless"
    if visible and _noise(text[:BEGINNING]):
        return "meaningless"
    if visible and _unmapped(text_handle) > MEANINGLESS and not _english(text):
        return "meaningless"
    if visible:
        return "picture" if visible < FEW and _pictures(handle) > SHARE else None
    things = (pdfium.page_object(handle, i) for i in range(pdfium.count_objects(handle)))
    shown = {kind for thing in things for kind in _kinds(thing)}
    if pdfium.IMAGE in shown or pdfium.PATH in shown:
        return "picture"
    return "meaningless" if pdfium.TEXT in shown and not pdfium.count_chars(text_handle) else None


def meaningless(text: str) -> float:
    """Share of characters that stand for nothing: U+FFFD, private use, controls.

    >>> meaningless("ab\\ufffd\\ue001")
    0.5
    """
    if "\ufffd" not in text and text.replace("\n", "").replace("\xa0", "").isprintable():
        return 0.0  # five times faster, and nearly every page
    return len(re.findall(NOTHING, text)) / len(text)


def unread(code: Code, number: int) -> Notice:
    """The notice of a page that is not read."""
    return Notice("page-unread", sentence(code, number), number)


def sentence(code: Code, number: int) -> str:
    """What a reader is told about an unread page."""
    return f"Page {number} could not be read: {REASONS[code]}"


def refuse(document: Document, unread: Sequence[Code], ocr: Ocr, *, damaged: bool = False) -> None:
    """Raise if nothing of the document was read; ``unread``: why, for each page that was not.

    ``damaged``: some of it may have been lost.

    Raises:
        ReadError: damaged, no-text.
    """
    path = document.path
    if document.text.strip() and len(unread) < len(document.pages):
        return
    codes = set(unread)
    if codes == {"broken"} or (damaged and not codes - {"broken"}):
        raise ReadError("damaged", "The PDF is damaged: none of its pages can be read", AGAIN, path)
    if not unread:
        raise ReadError(
            "no-text", "The PDF holds no text: its pages are blank", "ask for the file again", path
        )
    from clausecheck.ingest import scans

    what = "its letters carry no meaning" if "meaningless" in codes else "its pages are pictures (a scan?)"
    message = f"The PDF holds no text that can be read: {what}"
    raise ReadError("no-text", message, scans.way_out(ocr), path)


def _unmapped(text_handle: int) -> float:
    """Share of characters for which the font names no Unicode: all are asked only if one of a few is such."""
    count: int = pdfium.count_chars(text_handle)
    if not any(pdfium.map_error(text_handle, i) for i in range(0, count, count // SAMPLE + 1)):
        return 0.0
    unmapped = [i for i in range(count) if pdfium.map_error(text_handle, i)]
    return len(unmapped) / count


def _noise(text: str) -> bool:
    """Whether signs stand where letters should: a font that numbers its letters in its own way."""
    return len(re.findall(ODD, text)) >= NOISE * max(1, len(text) - sum(map(text.count, SPACES)))


def _english(text: str) -> bool:
    """Whether codes without a map happen to be the letters themselves, as in old TeX files."""
    return len(re.findall(COMMON, text)) > PROSE * len(text.split())


def _kinds(thing: int) -> Iterator[int]:
    """What a thing on the page consists of: pictures, text, and shapes beyond lines and rectangles."""
    things = [(thing, DEPTH)]
    while things:
        thing, depth = things.pop()
        kind = pdfium.object_type(thing)
        if kind == pdfium.FORM and depth:
            count = pdfium.count_form_objects(thing)
            things += [(pdfium.form_object(thing, i), depth - 1) for i in range(count)]
        elif kind == pdfium.PATH and pdfium.count_segments(thing) <= SEGMENTS:
            continue
        elif kind != pdfium.TEXT or _area(*pdfium.object_box(thing)):  # blank pages have empty text objects
            yield kind


def _pictures(handle: int) -> float:
    """Share of the page that pictures cover, overlaps counted twice."""
    left, top, right, bottom = pdfium.page_box(handle)
    covered = 0.0
    for i in range(pdfium.count_objects(handle)):
        thing = pdfium.page_object(handle, i)
        if pdfium.IMAGE in _kinds(thing):
            x0, y0, x1, y1 = pdfium.object_box(thing)
            covered += _area(max(x0, left), max(y0, bottom), min(x1, right), min(y1, top))
    return covered / (_area(left, bottom, right, top) or 1.0)


def _area(left: float, bottom: float, right: float, top: float) -> float:
    return max(0.0, right - left) * max(0.0, top - bottom)
