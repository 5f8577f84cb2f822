"""Counts → the places and sizes of what is drawn, in units of the drawing's own view box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

GRADES: Final = {"A": (0, 15), "B": (15, 35), "C": (35, 55), "D": (55, 75), "E": (75, 100)}  # docs/score.md
LEFT, WIDE, HIGH, TOP = 0.0, 320.0, 100.0, 16.0  # of the histogram: its view box is 320 by 162
STRIP, DEEP = 200.0, 34.0  # of a form's strip: its view box is 200 by 44
BINS: Final = 40  # of a form's strip


class Column(NamedTuple):
    """A bar that stands on the axis."""

    x: float
    y: float
    width: float
    height: float
    grade: str  # whose colour it has
    said: str


class Band(NamedTuple):
    """Where a grade lies on the axis."""

    grade: str
    x: float
    width: float
    agreements: int


class Histogram(NamedTuple):
    """How the scores are spread."""

    columns: tuple[Column, ...]
    bands: tuple[Band, ...]
    most: int  # agreements of the highest bar
    without: int  # agreements that have no grade
    said: str


class Strip(NamedTuple):
    """How the scores of one form are spread, and where its outliers are."""

    columns: tuple[Column, ...]
    marks: tuple[float, ...]  # x of each outlier
    said: str


def histogram(scores: Sequence[tuple[str, int, int]]) -> Histogram:
    """``scores``: grade or "", band of 5 points or -1, agreements.

    The letters below are those of the figures; a blocker can make an agreement's own letter worse.
    """
    heights = [0] * 20
    for _, band, number in scores:
        if band >= 0:
            heights[band] += number
    most, step = max(heights) or 1, WIDE / 20
    columns = tuple(
        Column(
            round(LEFT + i * step + 1, 2), round(TOP + HIGH - HIGH * count / most, 2), step - 2,
            round(HIGH * count / most, 2), _grade(5 * i), f"risk {5 * i} to {5 * i + 5}: {count:,}",
        )
        for i, count in enumerate(heights)
        if count
    )  # fmt: skip
    graded = {grade: sum(n for own, _, n in scores if own == grade) for grade in GRADES}
    bands = tuple(
        Band(grade, LEFT + WIDE * low / 100, WIDE * (high - low) / 100, graded[grade])
        for grade, (low, high) in GRADES.items()
    )
    said = ", ".join(f"{count:,} with grade {grade}" for grade, count in graded.items())
    without = sum(number for grade, _, number in scores if not grade)
    return Histogram(columns, bands, most, without, f"{said}, {without:,} without a grade")


def strip(counts: Mapping[int, int], outliers: Sequence[float]) -> Strip:
    """``counts``: bin of the risk → agreements; ``outliers``: the risk of each."""
    most, step = max(counts.values(), default=1), STRIP / BINS
    columns = tuple(
        Column(
            round(i * step + 0.5, 2), round(8 + DEEP - DEEP * count / most, 2), step - 1,
            round(DEEP * count / most, 2), _grade(100 * i / BINS), f"{count:,}",
        )
        for i, count in sorted(counts.items())
    )  # fmt: skip
    marks = tuple(round(4 + (STRIP - 8) * risk / 100, 1) for risk in outliers)
    low, high = (100 * end // BINS for end in (min(counts, default=0), max(counts, default=0) + 1))
    unlike = f"; {len(marks):,} unlike the others" if marks else ""
    return Strip(columns, marks, f"risk from {low} to {high}{unlike}")


def level(count: int, of: int) -> int:
    """How dark a cell is: 0 for none, 4 for more than three quarters."""
    return 0 if not count else min(4, 1 + 4 * count // max(of, 1)) if count < of else 4


def _grade(risk: float) -> str:
    return next(grade for grade, (_, high) in GRADES.items() if risk < high or grade == "E")
