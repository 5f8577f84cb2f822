"""Outcomes → CSV: one row a finding, and one for each document without any."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from clausecheck.model import Outcome
from clausecheck.report.inert import inert
from clausecheck.report.options import Options
from clausecheck.report.rows import FINDINGS, Cell, findings, neutral


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """RFC 4180 with line feeds; formulas are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FINDINGS)
    writer.writerows([_cell(cell) for cell in row] for row in findings(outcomes, options))
    return out.getvalue()


def _cell(cell: Cell) -> Cell:
    return neutral(inert(cell)) if isinstance(cell, str) else cell
