"""STAGE 2. Document → clause tree."""

from __future__ import annotations

from clausecheck.model import Clause, Document
from clausecheck.segment import clauses, furniture, layout
from clausecheck.segment.outline import Outline

__all__ = ["split"]


def split(document: Document) -> tuple[Clause, ...]:
    """The clauses of a document, in order; every visible character that is not furniture is in one."""
    rows = layout.opened(document, furniture.remove(layout.read(document)))
    return clauses.assemble(document, Outline(rows).build())
