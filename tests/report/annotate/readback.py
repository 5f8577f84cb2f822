"""A PDF → the notes on its pages, read back with PDFium, and the words that stand under each."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

Quad = tuple[float, ...]  # x and y of its four corners, as PDF has them: origin bottom left, before rotation


class Seen(NamedTuple):
    """A note in a file."""

    page: int  # 1-based, in the file
    kind: int
    quads: tuple[Quad, ...]
    under: tuple[str, ...]  # the words under each quad
    contents: str
    author: str
    name: str
    colour: tuple[int, int, int]


def notes(data: bytes, password: str | None = None) -> list[Seen]:
    pdf = raw.FPDF_LoadMemDocument64(data, len(data), password.encode() if password else None)
    assert pdf
    found = [seen for index in range(raw.FPDF_GetPageCount(pdf)) for seen in _on(pdf, index)]
    raw.FPDF_CloseDocument(pdf)
    return found


def text(data: bytes, page: int, password: str | None = None) -> str:
    """All words on a page (1-based), with single spaces."""
    pdf = raw.FPDF_LoadMemDocument64(data, len(data), password.encode() if password else None)
    handle = raw.FPDF_LoadPage(pdf, page - 1)
    words = raw.FPDFText_LoadPage(handle)
    buffer = (ctypes.c_ushort * (raw.FPDFText_CountChars(words) + 1))()
    raw.FPDFText_GetText(words, 0, len(buffer) - 1, buffer)
    raw.FPDFText_ClosePage(words)
    raw.FPDF_ClosePage(handle)
    raw.FPDF_CloseDocument(pdf)
    return " ".join(_string(buffer).split())


def pages(data: bytes, password: str | None = None) -> int:
    pdf = raw.FPDF_LoadMemDocument64(data, len(data), password.encode() if password else None)
    count = int(raw.FPDF_GetPageCount(pdf))
    raw.FPDF_CloseDocument(pdf)
    return count


def links(data: bytes, page: int) -> list[int]:
    """The pages (1-based) that the links on a page (1-based) lead to, in order."""
    pdf = raw.FPDF_LoadMemDocument64(data, len(data), None)
    handle = raw.FPDF_LoadPage(pdf, page - 1)
    place, link, found = ctypes.c_int(0), raw.FPDF_LINK(), list[int]()
    while raw.FPDFLink_Enumerate(handle, ctypes.byref(place), ctypes.byref(link)):
        found.append(raw.FPDFDest_GetDestPageIndex(pdf, raw.FPDFLink_GetDest(pdf, link)) + 1)
    raw.FPDF_ClosePage(handle)
    raw.FPDF_CloseDocument(pdf)
    return found


def _on(pdf: Any, index: int) -> Iterator[Seen]:
    page = raw.FPDF_LoadPage(pdf, index)
    words = raw.FPDFText_LoadPage(page)
    for i in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, i)
        kind = raw.FPDFAnnot_GetSubtype(note)
        if kind != raw.FPDF_ANNOT_LINK:
            quads = tuple(_quads(note))
            under = tuple(_under(words, quad) for quad in quads)
            contents, author, name = (_value(note, key) for key in (b"Contents", b"T", b"NM"))
            yield Seen(index + 1, kind, quads, under, contents, author, name, _colour(note))
        raw.FPDFPage_CloseAnnot(note)
    raw.FPDFText_ClosePage(words)
    raw.FPDF_ClosePage(page)


def _quads(note: Any) -> Iterator[Quad]:
    for i in range(raw.FPDFAnnot_CountAttachmentPoints(note)):
        found = raw.FS_QUADPOINTSF()
        raw.FPDFAnnot_GetAttachmentPoints(note, i, ctypes.byref(found))
        yield tuple(getattr(found, f"{axis}{n}") for n in (1, 2, 3, 4) for axis in "xy")


def _under(words: Any, quad: Quad) -> str:
    xs, ys = quad[::2], quad[1::2]
    corners = min(xs), max(ys), max(xs), min(ys)
    size = raw.FPDFText_GetBoundedText(words, *corners, None, 0)
    buffer = (ctypes.c_ushort * (size + 1))()
    raw.FPDFText_GetBoundedText(words, *corners, buffer, size)
    return " ".join(_string(buffer).split())


def _value(note: Any, key: bytes) -> str:
    buffer = (ctypes.c_ushort * 4096)()
    raw.FPDFAnnot_GetStringValue(note, key, buffer, ctypes.sizeof(buffer))
    return _string(buffer)


def _colour(note: Any) -> tuple[int, int, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFAnnot_GetColor(note, raw.FPDFANNOT_COLORTYPE_Color, *map(ctypes.byref, parts))
    return parts[0].value, parts[1].value, parts[2].value


def _string(buffer: ctypes.Array[ctypes.c_ushort]) -> str:
    said = bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]
    return said.replace("\x02", "-")  # a hyphen at the end of a line, as PDFium gives it
