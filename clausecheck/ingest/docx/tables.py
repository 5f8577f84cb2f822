"""A table while it is read: its style's regions, and its rows as lines."""

from __future__ import annotations

from typing import Final

from clausecheck.ingest.docx import tree
from clausecheck.ingest.docx.colours import AUTO, Palette
from clausecheck.ingest.docx.looks import Trick
from clausecheck.ingest.docx.pieces import Paragraph, Piece
from clausecheck.ingest.docx.styles import Region, Styles
from clausecheck.ingest.docx.tree import Node

_SHORT: Final = 300  # characters; cells of several paragraphs are one line where the row has no more
_LOW: Final = 80  # twips, 4 points: a row of exactly this height shows no letter
_LOOK: Final = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
    "noVBand": 0x400,
}  # fmt: skip

MERGED: Final = Trick("merged", "in a table cell that is merged away")
CLIPPED: Final = Trick("clipped", "in a line or row too low to show it")


class Table:
    """Where the reader stands in a table."""

    def __init__(self, node: Node, styles: Styles, palette: Palette) -> None:
        about = tree.child(node, "w:tblPr")
        self._palette = palette
        self._style = styles.table(tree.value(about, "w:tblStyle"))
        self._paper = palette.shading(tree.child(about, "w:shd"))
        self._look = _look(tree.child(about, "w:tblLook"))
        self._rows = sum(tree.name(each) == "w:tr" for each in node)
        self._columns = 0
        self._row = self._column = -1

    def open_row(self, node: Node) -> Trick | None:
        """Go to the next row; why it shows nothing, if so."""
        self._row, self._column = self._row + 1, -1
        self._columns = sum(tree.name(each) == "w:tc" for each in node)
        height = tree.descend(node, "w:trPr", "w:trHeight")
        if height is None or tree.attr(height, "hRule") != "exact":
            return None
        twips = tree.number(tree.attr(height, "val"))
        return CLIPPED if twips is not None and twips <= _LOW else None

    def open_cell(self, node: Node) -> tuple[Region, Trick | None]:
        """Go to the next cell: how it looks, and why it shows nothing, if so."""
        self._column += 1
        about = tree.child(node, "w:tcPr")
        region = Region(paper=self._paper).over(self._style.regions.get("", Region()))
        for key in self._regions():
            region = self._style.regions.get(key, Region()).over(region)
        own = self._palette.shading(tree.child(about, "w:shd"))
        merge = tree.child(about, "w:vMerge")
        covered = merge is not None and tree.attr(merge, "val") != "restart" and self._row > 0
        paper = region.paper if own is None or (own == AUTO and region.paper is not None) else own
        return region._replace(paper=paper), MERGED if covered else None

    def _regions(self) -> list[str]:
        """The regions that the cell is in, the weakest first (ECMA-376 part 1, 17.7.6)."""
        first_row, last_row = self._look["firstRow"], self._look["lastRow"]
        first, last = self._look["firstColumn"], self._look["lastColumn"]
        top, bottom = first_row and self._row == 0, last_row and self._row == self._rows - 1
        left, right = first and self._column == 0, last and self._column == self._columns - 1
        found = []
        if not self._look["noVBand"] and not left and not right:
            band = (self._column - first) // self._style.columns % 2
            found.append(f"band{band + 1}Vert")
        if not self._look["noHBand"] and not top and not bottom:
            band = (self._row - first_row) // self._style.rows % 2
            found.append(f"band{band + 1}Horz")
        sides = ((left, "firstCol"), (right, "lastCol"), (top, "firstRow"), (bottom, "lastRow"))
        found += [key for holds, key in sides if holds]
        corners = ((top, left, "nwCell"), (top, right, "neCell"), (bottom, left, "swCell"))
        found += [key for one, other, key in corners if one and other]
        return [*found, "seCell"] if bottom and right else found


def lines(cells: list[list[Paragraph]]) -> list[Paragraph]:
    """A row as lines: one, with a TAB between the cells, where no cell holds more than a few words.

    A row of one cell is its paragraphs; a number or a name beside a long cell stands before its first
    paragraph; else the cells follow one another, as they are read.
    """
    full = [kept for cell in cells if (kept := [paragraph for paragraph in cell if not paragraph.empty])]
    if len(full) < 2:
        return full[0] if full else []
    if all(len(cell) == 1 for cell in full) or _brief(full):
        return [_joined(full)]
    if all(len(cell) == 1 and not cell[0].row for cell in full[:-1]):
        return [_joined([*full[:-1], full[-1][:1]]), *full[-1][1:]]
    return [paragraph for cell in full for paragraph in cell]


def _brief(cells: list[list[Paragraph]]) -> bool:
    paragraphs = [paragraph for cell in cells for paragraph in cell]
    if any(each.numbered or each.row or each.level for each in paragraphs):
        return False
    return sum(len(each.text) for each in paragraphs) <= _SHORT


def _joined(cells: list[list[Paragraph]]) -> Paragraph:
    first = cells[0][0]
    row = Paragraph(first.part, level=first.level, row=True, numbered=first.numbered)
    for cell in cells:
        for i, paragraph in enumerate(cell):
            if row.pieces:
                row.pieces.append(Piece(" " if i else "\t"))
            row.pieces += [
                piece._replace(text=" ") if piece.text == "\n" else piece for piece in paragraph.pieces
            ]
            row.turns += paragraph.turns
            row.late += paragraph.late
            row.pages_unread += paragraph.pages_unread
    return row


def _look(node: Node | None) -> dict[str, bool]:
    """Which regions of the style count; none where nothing is said."""
    if node is None:
        return {key: key.startswith("no") for key in _LOOK}
    code = tree.attr(node, "val") or "0"
    bits = int(code, 16) if len(code) <= 4 and all(digit in "0123456789abcdefABCDEF" for digit in code) else 0
    given = {key: tree.attr(node, key) for key in _LOOK}
    return {
        key: bool(bits & mask) if given[key] is None else given[key] in ("1", "true", "on")
        for key, mask in _LOOK.items()
    }
