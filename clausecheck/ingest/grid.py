r"""Strips and the lines ruled on the page → tables, row by row.

Within a row that has several cells, a line break stands between the lines of a cell as "\t\n", and a tab
between the cells; "\n" ends the row. So a row can be told from the text alone, as in DOCX and HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from clausecheck.ingest import order
from clausecheck.ingest.ruling import Ruling
from clausecheck.ingest.strips import Bit, Strip, cut, hull
from clausecheck.model import Box

WITHIN, BESIDE = "\t\n", "\t"
_TALL = 12  # lines of a cell; a taller one is a column of text in a frame, not an entry in a row
_LEVEL = 2.0  # points by which the tops of cells of a row differ
_TOO_MANY = 200_000  # pieces times lines: a second


class Table(NamedTuple):
    """What stands in cells that touch each other, in order of reading."""

    strips: list[Strip]
    box: Box
    of: int  # the line that was drawn first


def tables(bits: Sequence[Bit], ruling: Ruling) -> tuple[list[Table], list[Bit]]:
    """The tables of a page, and what stands in none."""
    if sum(len(bit.boxes) for bit in bits) * (len(ruling.across) + len(ruling.down)) > _TOO_MANY:
        return [], list(bits)
    parts = [piece for bit in bits for piece in _apart(bit, ruling)]
    cells: dict[Box, list[Bit]] = {}
    for each in parts:
        if each.cell is not None:
            cells.setdefault(each.cell, []).append(each)
    found: list[Table] = []
    inside: set[int] = set()
    for rows in _touching(_rows(cells)):
        if any(len(row) > 1 for row in rows):
            found.append(_table(rows, cells, bits))
            inside |= {each.of for row in rows for cell in row for each in cells[cell]}
    taken = {cell for table in found for cell in cells if _within(cell, table.box)}
    rest = [each for each in parts if each.of in inside and each.cell not in taken]
    rest += [bit for bit in bits if bit.of not in inside]
    return found, sorted(rest, key=lambda bit: (bit.of, bit.strip.start))


def _apart(bit: Bit, ruling: Ruling) -> list[Bit]:
    """The line cut at the walls between cells."""
    cells = [ruling.cell((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) for box in bit.boxes]
    walls = [i for i in range(1, len(cells)) if cells[i] != cells[i - 1]]
    parts = cut(bit, walls) if walls else [bit]
    return [each._replace(cell=cells[i]) for each, i in zip(parts, (0, *walls), strict=True)]


def _rows(cells: dict[Box, list[Bit]]) -> list[list[Box]]:
    rows: list[list[Box]] = []
    for cell in sorted(cells, key=lambda box: box.top):
        if rows and cell.top - rows[-1][0].top <= _LEVEL:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    for row in rows:
        row.sort(key=lambda box: box.x0)
    return rows


def _touching(rows: Sequence[list[Box]]) -> list[list[list[Box]]]:
    """Rows that follow each other without a space between them."""
    found: list[list[list[Box]]] = []
    bottom = float("-inf")
    for row in rows:
        if row[0].top <= bottom + _LEVEL:
            found[-1].append(row)
        else:
            found.append([row])
        bottom = max(bottom, *(cell.bottom for cell in row))
    return found


def _table(rows: Sequence[Sequence[Box]], cells: dict[Box, list[Bit]], bits: Sequence[Bit]) -> Table:
    strips = [strip for row in rows for strip in _row([_lines(cells[cell]) for cell in row], bits)]
    every = [cell for row in rows for cell in row]
    box = hull(every)
    return Table(strips, box, min(bit.of for cell in every for bit in cells[cell]))


def _lines(bits: Sequence[Bit]) -> list[Bit]:
    """What stands in a cell, from top to bottom."""
    return [bits[i] for i in order.reading([bit.box for bit in bits])]


def _row(cells: Sequence[Sequence[Bit]], bits: Sequence[Bit]) -> list[Strip]:
    """One row: as drawn where it is one printed line, else cell after cell."""
    if len(cells) == 1 or max(map(len, cells)) > _TALL:
        return [bit.strip for cell in cells for bit in cell]
    flat = [cell[0] for cell in cells]
    whole = next(bit.strip for bit in bits if bit.of == flat[0].of)
    if all(len(cell) == 1 and cell[0].of == flat[0].of for cell in cells):
        text, size = whole.text, sum(len(bit.boxes) for bit in flat)
        at = [bit.strip.start - whole.start - 1 for bit in flat[1:]]
        if size == len(whole.pieces) and all(text[i].isspace() for i in at):
            for i in at:
                text = text[:i] + BESIDE + text[i + 1 :]
            return [whole._replace(text=text)]
    return [
        bit.strip._replace(joint="\n" if not (i or j) else WITHIN if j else BESIDE)
        for i, cell in enumerate(cells)
        for j, bit in enumerate(cell)
    ]


def _within(cell: Box, table: Box) -> bool:
    return (
        table.x0 <= cell.x0 and cell.x1 <= table.x1 and table.top <= cell.top and cell.bottom <= table.bottom
    )
