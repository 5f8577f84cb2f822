"""Lines, boxes and links → a PDF of a few pages, for PDFium to put in front of another.

Written by hand: text in the standard fonts, filled rectangles, links by page number. Nothing is compressed,
so that the bytes are the same everywhere. Places are points from the top left corner of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from clausecheck.report.annotate import widths
from clausecheck.report.annotate.letters import encoded, width

Colour: TypeAlias = tuple[int, int, int]  # red, green, blue, 0-255
MARK = "clausecheck.summary"  # the name of its links: tells a copy that we made from an original
CURVE = 0.45  # of a corner's radius: how far its control points stand from the corner


class Link(NamedTuple):
    """A place on the sheet that leads to a page of the original."""

    left: float
    top: float
    right: float
    bottom: float
    page: int  # 1-based, of the original
    height: float | None = None  # points from the bottom of that page, to scroll there; None: the whole page


class Sheet:
    """A page that is being drawn."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.links: list[Link] = []
        self._drawn: list[bytes] = []

    def text(
        self, left: float, base: float, words: str, size: float, colour: Colour, bold: bool = False
    ) -> None:
        """One line of ``printable`` words that stand on ``base``."""
        raw = encoded(words)
        for special in (b"\\", b"(", b")"):
            raw = raw.replace(special, b"\\" + special)
        place = f"{left:.2f} {self.height - base:.2f} Td"
        style = f"BT {_fill(colour)} /{'B' if bold else 'P'} {size:g} Tf {place} ("
        self._drawn.append(style.encode() + raw + b") Tj ET")

    def right(
        self, right: float, base: float, words: str, size: float, colour: Colour, bold: bool = False
    ) -> float:
        """One line that ends at ``right``; returns where it begins."""
        left = right - width(words, size, bold)
        self.text(left, base, words, size, colour, bold)
        return left

    def box(
        self, left: float, top: float, wide: float, high: float, colour: Colour, radius: float = 0
    ) -> None:
        """A filled rectangle, its corners rounded by ``radius``."""
        x0, x1, y0, y1 = left, left + wide, self.height - top - high, self.height - top
        if not radius:
            self._drawn.append(f"{_fill(colour)} {x0:.2f} {y0:.2f} {wide:.2f} {high:.2f} re f".encode())
            return
        r, c = min(radius, wide / 2, high / 2), min(radius, wide / 2, high / 2) * CURVE
        path = (
            f"{x0 + r:.2f} {y0:.2f} m {x1 - r:.2f} {y0:.2f} l",
            f"{x1 - c:.2f} {y0:.2f} {x1:.2f} {y0 + c:.2f} {x1:.2f} {y0 + r:.2f} c {x1:.2f} {y1 - r:.2f} l",
            f"{x1:.2f} {y1 - c:.2f} {x1 - c:.2f} {y1:.2f} {x1 - r:.2f} {y1:.2f} c {x0 + r:.2f} {y1:.2f} l",
            f"{x0 + c:.2f} {y1:.2f} {x0:.2f} {y1 - c:.2f} {x0:.2f} {y1 - r:.2f} c {x0:.2f} {y0 + r:.2f} l",
            f"{x0:.2f} {y0 + c:.2f} {x0 + c:.2f} {y0:.2f} {x0 + r:.2f} {y0:.2f} c h f",
        )
        self._drawn.append(f"{_fill(colour)} {' '.join(path)}".encode())

    @property
    def content(self) -> bytes:
        """The commands that draw it."""
        return b"\n".join(self._drawn)


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as a file. Links count pages as they will stand behind all these sheets."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        _font("Helvetica", widths.PLAIN),
        _font("Helvetica-Bold", widths.BOLD),
    ]
    kids: list[int] = []
    for sheet in sheets:
        links = range(len(objects) + 1, len(objects) + 1 + len(sheet.links))
        objects += [_link(sheet, link, len(sheets)) for link in sheet.links]
        content = sheet.content
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        notes = " ".join(f"{number} 0 R" for number in links)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width:g} {sheet.height:g}] /Rotate 0 "
            f"/Contents {len(objects)} 0 R /Annots [{notes}] "
            "/Resources << /Font << /P 3 0 R /B 4 0 R >> >> >>".encode()
        )
        kids.append(len(objects))
    pages = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{pages}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _fill(colour: Colour) -> str:
    return " ".join(f"{part / 255:.3g}" for part in colour) + " rg"


def _font(name: str, table: Sequence[int]) -> bytes:
    """A standard font. With its widths, a viewer that has to take another one squeezes it to fit."""
    return (
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding "
        f"/FirstChar {widths.FIRST} /LastChar {widths.FIRST + len(table) - 1} "
        f"/Widths [{' '.join(map(str, table))}] >>".encode()
    )


def _link(sheet: Sheet, link: Link, before: int) -> bytes:
    bottom, top = sheet.height - link.bottom, sheet.height - link.top
    fit = "/Fit" if link.height is None else f"/XYZ null {link.height:.2f} null"
    return (
        f"<< /Type /Annot /Subtype /Link /Rect [{link.left:.2f} {bottom:.2f} {link.right:.2f} {top:.2f}] "
        f"/Border [0 0 0] /NM ({MARK}) /Dest [{link.page - 1 + before} {fit}] >>".encode()
    )


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)
