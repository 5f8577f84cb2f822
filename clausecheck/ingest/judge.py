"""Page → was it read? A page that shows something but gives no words must never count as read."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from clausecheck.errors import ReadError
from clausecheck.ingest import pdfium
from clausecheck.model import Notice

Code: TypeAlias = Literal["picture", "meaningless", "broken"]

FEW = 200  # visible characters; a stamp ("Envelope ID …, page 3 of 9") has up to 100, a contract page 1,500+
SHARE = 0.5  # of the page under pictures, from which a page with few characters is a scan
SEGMENTS = 6  # path segments of a line or rectangle; a letter drawn as a shape has more
NOTHING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
DEPTH = 4  # forms within forms
MEANINGLESS = 0.3  # share of letters without Unicode meaning above which the page is not readable

OCR = "ask for the text PDF, or make one with text recognition (OCR), for example `ocrmypdf`"
REASONS: dict[Code, str] = {
    "picture": "it is a picture (a scan?) without text",
    "meaningless": "its letters carry no meaning (the fonts have no Unicode map)",
    "broken": "it is damaged",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that could not be read."""

    code: Code
    page: int  # 1-based


def page(handle: int, text: str) -> Code | None:
    """Why the open page with this text is not read; None if it is."""
    visible = len(text) - sum(map(str.isspace, text)) if len(text) < 4 * FEW else len(text)
    if visible and meaningless(text) > MEANINGLESS:
        return "meaningless"
    if visible < FEW and (_drawn(handle) if not visible else _pictures(handle) > SHARE):
        return "picture"
    return None


def meaningless(text: str) -> float:
    """Share of characters that stand for nothing: U+FFFD, private use, controls.

    >>> meaningless("ab\\ufffd\\ue001")
    0.5
    """
    if "\ufffd" not in text and text.replace("\n", "").replace("\xa0", "").isprintable():
        return 0.0  # five times faster, and nearly every page
    return len(NOTHING.findall(text)) / len(text)


def notices(unread: Sequence[Unread]) -> tuple[Notice, ...]:
    """One notice for each page that was not read."""
    return tuple(
        Notice("page-unread", f"Page {each.page} could not be read: {REASONS[each.code]}", each.page)
        for each in unread
    )


def refuse(path: str, text: str, pages: int, unread: Sequence[Unread]) -> None:
    """Raise if nothing of the document was read.

    Raises:
        ReadError: damaged, no-text.
    """
    if text.strip() and len(unread) < pages:
        return
    codes = {each.code for each in unread}
    if codes == {"broken"}:
        raise ReadError("damaged", "The PDF is damaged: none of its pages can be read", OCR, path)
    if not unread:
        raise ReadError(
            "no-text", "The PDF holds no text: its pages are blank", "ask for the file again", path
        )
    what = "its letters carry no meaning" if "meaningless" in codes else "its pages are pictures (a scan?)"
    raise ReadError("no-text", f"The PDF holds no text that can be read: {what}", OCR, path)


def _drawn(handle: int) -> bool:
    """Whether a page shows anything beyond lines and rectangles."""
    count = pdfium.count_objects(handle)
    return any(_shows(pdfium.page_object(handle, i), DEPTH) for i in range(count))


def _shows(thing: int, depth: int) -> bool:
    kind = pdfium.object_type(thing)
    if kind == pdfium.FORM and depth:
        count = pdfium.count_form_objects(thing)
        return any(_shows(pdfium.form_object(thing, i), depth - 1) for i in range(count))
    return bool(kind == pdfium.IMAGE or (kind == pdfium.PATH and pdfium.count_segments(thing) > SEGMENTS))


def _pictures(handle: int) -> float:
    """Share of the page that pictures cover, overlaps counted twice."""
    bounds = (ctypes.c_float * 4)()
    pdfium.page_bounds(handle, bounds)
    left, top, right, bottom = bounds
    whole = (right - left) * (top - bottom)
    covered = 0.0
    corners = [ctypes.c_float() for _ in range(4)]
    for i in range(pdfium.count_objects(handle)):
        thing = pdfium.page_object(handle, i)
        kind = pdfium.object_type(thing)
        if kind != pdfium.IMAGE and not (kind == pdfium.FORM and _shows(thing, DEPTH)):
            continue
        if pdfium.object_bounds(thing, *map(ctypes.addressof, corners)):
            x0, y0, x1, y1 = (corner.value for corner in corners)
            covered += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
    return covered / whole if whole > 0 else 0.0
