"""PDF and the findings in it → a copy with highlights, notes and a summary in front.

PDFium writes the copy: it opens all that reading opens, mends what is damaged, and keeps the lock of a
locked file. All objects are written anew, so a digital signature in the original does not hold for the copy.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple, TypeAlias

import pypdfium2_raw as raw  # type: ignore[import-untyped]

from clausecheck.errors import ReadError
from clausecheck.model import Box, Report
from clausecheck.report.annotate import colours, sheet, summary
from clausecheck.report.annotate.notes import AUTHOR, Note, located, notes
from clausecheck.report.digest import active, trigger

LETTER: Final = (612.0, 792.0)  # points
A4: Final = (595.0, 842.0)
ABOVE: Final = 60.0  # points of what stands above a finding, when a link leads to it
ICON: Final = 20.0  # points, of a note that stands beside no words
AGAIN = "open it in a PDF viewer, print it to a new PDF and annotate that"

# x and y of a page as displayed, origin top left → x and y as PDF has them, before rotation.
Point: TypeAlias = Callable[[float, float], tuple[float, float]]


class _Frame(NamedTuple):
    """How a page is displayed."""

    point: Point
    width: float  # points, as displayed
    height: float
    upright: bool  # not rotated


def annotate(data: bytes, report: Report, keys: Sequence[bytes | None] = (None,)) -> bytes:
    """A copy of the PDF ``data``, which ``report`` is about. ``data`` itself is never changed.

    ``keys``: what a locked file is opened with, the first one that does it.

    Byte-identical between runs, but for a file that is locked with AES: that takes fresh random numbers.

    Raises:
        ReadError: damaged, annotated (it is such a copy itself).
    """
    with _opened(data, keys, report.path) as pdf:
        marked = notes(report)
        frames = {page: _written(pdf, page, marked) for page in sorted({note.page for note in marked})}
        size = LETTER if abs(_width(pdf) - LETTER[0]) < 2 else A4
        pages = summary.sheets(report, size, _heights(report, frames), *_remarks(pdf))
        _put_in_front(pdf, sheet.pdf(pages), report.path)
        permanent = raw.FPDF_GetFileIdentifier(pdf, raw.FILEIDTYPE_PERMANENT, None, 0) > 1
        return _named(_saved(pdf, report.path), keep=bool(permanent))


@contextmanager
def _opened(data: bytes, keys: Sequence[bytes | None], path: str) -> Iterator[int]:
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2))
    pdf = None
    for key in keys:
        pdf = pdf or raw.FPDF_LoadMemDocument64(data, len(data), key)
    if not pdf:
        raise ReadError("damaged", "This PDF cannot be opened to annotate it", AGAIN, path)
    try:
        if _ours(pdf):
            raise ReadError(
                "annotated", "This is a copy that clausecheck made", "annotate the original instead", path
            )
        yield pdf
    finally:
        raw.FPDF_CloseDocument(pdf)


@contextmanager
def _page(pdf: int, index: int) -> Iterator[int | None]:
    page = raw.FPDF_LoadPage(pdf, index)
    try:
        yield page or None
    finally:
        if page:
            raw.FPDF_ClosePage(page)


@contextmanager
def _annotation(annotation: int) -> Iterator[int]:
    try:
        yield annotation
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _ours(pdf: int) -> bool:
    """Whether the first page has links of a summary that we wrote."""
    buffer = (ctypes.c_ushort * 64)()
    with _page(pdf, 0) as page:
        for i in range(raw.FPDFPage_GetAnnotCount(page) if page else 0):
            with _annotation(raw.FPDFPage_GetAnnot(page, i)) as found:
                size = raw.FPDFAnnot_GetStringValue(found, b"NM", buffer, ctypes.sizeof(buffer))
                name = bytes(buffer)[: max(0, size - 2)] if size <= ctypes.sizeof(buffer) else b""
                if name.decode("utf-16-le", "replace") == sheet.MARK:
                    return True
    return False


def _remarks(pdf: int) -> Iterator[str]:
    if raw.FPDF_GetSecurityHandlerRevision(pdf) != -1:
        yield summary.LOCKED
    if raw.FPDF_GetSignatureCount(pdf) > 0:
        yield summary.SIGNED


def _width(pdf: int) -> float:
    with _page(pdf, 0) as page:
        return _frame(page).width if page else 0.0


def _frame(page: int) -> _Frame:
    """How the page is displayed: its CropBox within its MediaBox, then rotated clockwise."""
    bounds = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(bounds))
    left, top, right, bottom = bounds.left, bounds.top, bounds.right, bounds.bottom
    turn = raw.FPDFPage_GetRotation(page)
    points: tuple[Point, ...] = (
        lambda x, y: (left + x, top - y),
        lambda x, y: (left + y, bottom + x),
        lambda x, y: (right - x, bottom + y),
        lambda x, y: (right - y, top - x),
    )
    size = (top - bottom, right - left) if turn % 2 else (right - left, top - bottom)
    return _Frame(points[turn], *size, upright=turn == 0)


# ---------------------------------------------------------------- what stands on the pages


def _written(pdf: int, number: int, marked: Sequence[Note]) -> _Frame | None:
    """Put the notes of one page on it; returns how the page is displayed, None if it cannot be opened."""
    with _page(pdf, number - 1) as page:
        if page is None:
            return None
        frame, aside = _frame(page), 0
        for i, note in enumerate(marked):
            if note.page != number:
                continue
            boxes = [box for box in note.boxes if _on(box, frame)]
            kind = raw.FPDF_ANNOT_HIGHLIGHT if boxes else raw.FPDF_ANNOT_TEXT
            with _annotation(raw.FPDFPage_CreateAnnot(page, kind)) as made:
                _say(made, note, i + 1)
                if boxes:
                    _mark(made, boxes, frame)
                else:
                    _stick(made, aside, frame)
                    aside += 1
        return frame


def _on(box: Box, frame: _Frame) -> bool:
    """Whether something of the box can be seen: hidden text may stand beyond the edge of the page."""
    return box.x0 < frame.width and box.x1 > 0 and box.top < frame.height and box.bottom > 0


def _say(made: int, note: Note, number: int) -> None:
    colour = colours.PALE[note.severity]
    raw.FPDFAnnot_SetColor(
        made, raw.FPDFANNOT_COLORTYPE_Color, *(colours.faint(colour) if note.aside else colour), 255
    )
    raw.FPDFAnnot_SetFlags(made, raw.FPDF_ANNOT_FLAG_PRINT)
    for key, words in (
        (b"Contents", note.text),
        (b"T", AUTHOR),
        (b"Subj", note.severity.label),
        (b"NM", f"{AUTHOR}.{number}"),
    ):
        data = words.encode("utf-16-le", "replace") + b"\0\0"
        raw.FPDFAnnot_SetStringValue(made, key, (ctypes.c_ushort * (len(data) // 2)).from_buffer_copy(data))


def _mark(made: int, boxes: Sequence[Box], frame: _Frame) -> None:
    """A quadrilateral for each box, its corners in the order of reading, and the rectangle around all."""
    corners: list[tuple[float, float]] = []
    for box in boxes:
        rows = ((box.x0, box.top), (box.x1, box.top), (box.x0, box.bottom), (box.x1, box.bottom))
        quad = [frame.point(x, y) for x, y in rows]
        points = raw.FS_QUADPOINTSF(*(value for point in quad for value in point))
        raw.FPDFAnnot_AppendAttachmentPoints(made, ctypes.byref(points))
        corners += quad
    _around(made, corners)


def _stick(made: int, aside: int, frame: _Frame) -> None:
    """A note that nobody can place, in the top left corner, one under the other."""
    top = 8 + aside * (ICON + 4) % max(ICON, frame.height - ICON)
    _around(made, [frame.point(8, top), frame.point(8 + ICON, top + ICON)])


def _around(made: int, corners: Sequence[tuple[float, float]]) -> None:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    rectangle = raw.FS_RECTF(left=min(xs), top=max(ys), right=max(xs), bottom=min(ys))
    raw.FPDFAnnot_SetRect(made, ctypes.byref(rectangle))


def _heights(report: Report, frames: dict[int, _Frame | None]) -> dict[str, float | None]:
    """Where a link to each finding scrolls to, in the space of its page; not on rotated pages."""
    found: dict[str, float | None] = {}
    for finding in active(report):
        evidence = trigger(finding) if located(finding) else None
        part = evidence.parts[0] if evidence is not None and evidence.parts else None
        frame = frames.get(part.page) if part is not None else None
        if part is not None and frame is not None and part.boxes and frame.upright:
            found[finding.fingerprint] = frame.point(0, max(0.0, part.boxes[0].top - ABOVE))[1]
    return found


# ---------------------------------------------------------------- the file


def _put_in_front(pdf: int, pages: bytes, path: str) -> None:
    front = raw.FPDF_LoadMemDocument64(pages, len(pages), None)
    try:
        if not front or not raw.FPDF_ImportPages(pdf, front, None, 0):
            raise ReadError("damaged", "No page can be put in front of this PDF", AGAIN, path)
    finally:
        if front:
            raw.FPDF_CloseDocument(front)


def _saved(pdf: int, path: str) -> bytes:
    out: list[bytes] = []

    def write(_: object, block: int, size: int) -> int:
        out.append(ctypes.string_at(block, size))
        return 1

    writer = raw.FPDF_FILEWRITE(version=1, WriteBlock=dict(raw.FPDF_FILEWRITE._fields_)["WriteBlock"](write))
    if not raw.FPDF_SaveAsCopy(pdf, ctypes.byref(writer), raw.FPDF_NO_INCREMENTAL):
        raise ReadError("damaged", "PDFium cannot write a copy of this PDF", AGAIN, path)
    return b"".join(out)


def _named(data: bytes, keep: bool) -> bytes:
    """The file with an ID made from its content: PDFium's is random.

    ``keep``: the first half is the original's own, and a lock may depend on it.
    """
    start = data.rfind(b"trailer")
    found = re.search(rb"/ID\[(?:.{1,400}?)<([0-9A-F]{32})>\]", data[max(0, start) :], re.DOTALL)
    if start < 0 or not found:
        return data
    old = found[1]
    head, tail = data[:start], data[start:]
    blank = tail.replace(old, b"0" * 32)
    fresh = hashlib.sha256(head + blank).hexdigest()[:32].upper().encode()
    if keep:
        at = found.start(1)
        return head + tail[:at] + fresh + tail[at + 32 :]
    return head + tail.replace(old, fresh)
