"""Outcomes → an Excel workbook: documents on one sheet, findings on the other, ready to filter."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from clausecheck.model import Outcome
from clausecheck.report.inert import inert
from clausecheck.report.options import Options
from clausecheck.report.rows import DOCUMENTS, FINDINGS, Cell, documents, findings

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LONGEST = 32_000  # characters that a cell holds, by Excel's limits 32,767
WIDTH = {"path": 40, "title": 40, "quote": 60, "why": 50, "ask": 50, "reading": 34, "note": 40, "heading": 24}
CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # no clock: the same findings give the same bytes


def render(outcomes: Sequence[Outcome], options: Options) -> bytes:
    """Text cells are written as text: nothing that a contract says can be a formula or a link."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED, "author": "clausecheck"})
        _sheet(book, "Documents", DOCUMENTS, documents(outcomes, options))
        _sheet(book, "Findings", FINDINGS, findings(outcomes, options))
    return out.getvalue()


def _sheet(book: Workbook, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_row(0, 0, head, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, column, inert(cell)[:LONGEST], wrapped)
            elif cell is not None:
                sheet.write_number(last, column, cell, wrapped)
    for column, title in enumerate(head):
        sheet.set_column(column, column, WIDTH.get(title, 11))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(head) - 1)
