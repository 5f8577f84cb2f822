"""How PDF moves things: matrices of six numbers, put one after the other and put to points."""

from __future__ import annotations

from typing import TypeAlias

Matrix: TypeAlias = tuple[float, ...]  # a, b, c, d, e, f of the PDF reference, 8.3.3

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(a: Matrix, b: Matrix) -> Matrix:
    """First ``a``, then ``b``."""
    if a == IDENTITY:
        return b
    if b is IDENTITY:
        return a
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def put(x: float, y: float, by: Matrix) -> tuple[float, float]:
    """Where a point comes to stand."""
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]
