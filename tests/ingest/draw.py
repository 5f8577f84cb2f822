"""Pages as programs draw them: lines across columns, ruled tables, numbers in the margin, turned text."""

from __future__ import annotations

from collections.abc import Sequence

from tests.ingest.build import text

LEFT = (
    "The Company may use the voice of the",
    "Performer for the product named on",
    "page one, and it shall pay to her the",
    "fee within thirty days of each of the",
    "sessions. The Performer grants to the",
    "Company the right to make copies in",
)
RIGHT = (
    "perpetuity throughout the universe, in",
    "all media now known or later devised,",
    "without any further payment to her or",
    "to those who come after her, save for",
    "the share of the income that is set out",
    "in the schedule of fees below.",
)
TURNS = ((1, 0), (0, 1), (-1, 0), (0, -1))  # which way text runs: right, up, left, down


def across(columns: Sequence[Sequence[str]], top: float = 700, x: Sequence[float] = (72, 320)) -> bytes:
    """Columns drawn line by line: each line of all columns before the next."""
    found = b""
    for i in range(max(map(len, columns))):
        for column, left in zip(columns, x, strict=True):
            if i < len(column):
                found += text(column[i], size=10, x=left, top=top - 15 * i)
    return found


def rules(xs: Sequence[float], ys: Sequence[float]) -> bytes:
    """The lines of a table, as a word processor draws them: thin rectangles."""
    across = [f"{xs[0]} {y} {xs[-1] - xs[0]} 0.5 re f\n" for y in ys]
    down = [f"{x} {ys[-1]} 0.5 {ys[0] - ys[-1]} re f\n" for x in xs]
    return "".join(across + down).encode()


def words(lines: Sequence[str], turn: int, x: float, y: float) -> bytes:
    """Lines drawn word by word, the first from (x, y) on, in one of the ``TURNS``."""
    a, b = TURNS[turn]
    found = b""
    for i, line in enumerate(lines):
        left, low = x + b * 15 * i, y - a * 15 * i
        for word in line.split():
            found += f"BT /F1 10 Tf {a} {b} {-b} {a} {left:g} {low:g} Tm ({word}) Tj ET\n".encode()
            step = 6 * len(word) + 4
            left, low = left + a * step, low + b * step
    return found
