r"""Strips and the lines ruled on the page → the rows of tables, cell after cell.

Within a row that has several cells, a line break stands between the lines of a cell as "\t\n", and a tab
between the cells; "\n" ends the row. So a row can be told from the text alone, as in DOCX and HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausecheck.ingest import order
from clausecheck.ingest.ruling import Ruling
from clausecheck.ingest.strips import Bit, Strip, cut, hull
from clausecheck.model import Box
from clausecheck.model.noun import NamedTuple

WITHIN, BESIDE = "\t\n", "\t"
_TALL = 12  # lines of a cell; a taller one is a column of text in a frame, not an entry in a row
_LEVEL = 2.0  # points by which the tops of cells of a row differ
_TOO_MANY = 200_000  # pieces times lines: a second


class Row(NamedTuple):
    """What stands in cells side by side, in order of reading."""

    strips: Sequence[Strip]
    box: Box
    of: int  # the line of it that was drawn first


def rows(bits: Sequence[Bit], ruling: Ruling) -> tuple[list[Row], list[Bit]]:
    """The rows of tables that have several cells, and what stands in none."""
    if len(ruling.across) < 2 or len(ruling.down) < 3:
        return [], list(bits)
    if sum(len(bit.boxes) for bit in bits) * (len(ruling.across) + len(ruling.down)) > _TOO_MANY:
        return [], list(bits)
    cells: dict[Box, list[Bit]] = {}
    parts = [part for bit in bits for part in _apart(bit, ruling)]
    for part in parts:
        if part.cell is not None:
            cells.setdefault(part.cell, []).append(part)
    found: list[Row] = []
    taken: set[Box] = set()
    for row in _level(cells):
        if len(row) > 1:
            every = [bit for cell in row for bit in cells[cell]]
            strips = _row([_lines(cells[cell]) for cell in row], bits)
            found.append(Row(strips, hull([bit.box for bit in every]), min(bit.of for bit in every)))
            taken.update(row)
    torn = {part.of for part in parts if part.cell in taken}
    rest = [part for part in parts if part.of in torn and part.cell not in taken]
    return found, sorted([*rest, *(bit for bit in bits if bit.of not in torn)], key=_drawn)


def _drawn(bit: Bit) -> tuple[int, int]:
    return bit.of, bit.strip.start


def _apart(bit: Bit, ruling: Ruling) -> list[Bit]:
    """The line cut at the walls between cells."""
    cells = [ruling.cell((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) for box in bit.boxes]
    walls = [i for i in range(1, len(cells)) if cells[i] != cells[i - 1]]
    parts = cut(bit, walls) if walls else [bit]
    return [each._replace(cell=cells[i]) for each, i in zip(parts, (0, *walls), strict=True)]


def _level(cells: Iterable[Box]) -> list[list[Box]]:
    """Cells whose tops are at one height, from left to right; one that spans rows is of the first."""
    found: list[list[Box]] = []
    for cell in sorted(cells, key=lambda box: box.top):
        if found and cell.top - found[-1][0].top <= _LEVEL:
            found[-1].append(cell)
        else:
            found.append([cell])
    return [sorted(row, key=lambda box: box.x0) for row in found]


def _lines(bits: Sequence[Bit]) -> list[Bit]:
    """What stands in a cell, downwards, and from left to right at one height: bullets are drawn apart."""
    if len(bits) > _TALL:
        return [bits[i] for i in order.reading([bit.box for bit in bits])]
    rows: list[list[Bit]] = []
    for bit in sorted(bits, key=lambda bit: bit.box.top + bit.box.bottom):
        if rows and bit.box.top < (rows[-1][0].box.top + rows[-1][0].box.bottom) / 2:
            rows[-1].append(bit)
        else:
            rows.append([bit])
    return [bit for row in rows for bit in sorted(row, key=lambda bit: bit.box.x0)]


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
