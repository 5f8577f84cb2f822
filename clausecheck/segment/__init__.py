"""STAGE 2. Document → clause tree."""

from __future__ import annotations

from clausecheck.model import Clause, Document
from clausecheck.segment import clauses, contents, furniture, layout
from clausecheck.segment.healing import Healer
from clausecheck.segment.outline import Outline

__all__ = ["split"]


def split(document: Document) -> tuple[Clause, ...]:
    """The clauses of a document, in order; every visible character that is not furniture is in one."""
    healer = Healer(document.text, markup=document.format == "markdown")
    rows = contents.mark(furniture.remove(layout.read(document, healer)))
    return clauses.assemble(document, healer, Outline(layout.opened(document, healer, rows)).build())
