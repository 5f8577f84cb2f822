"""STAGE 2. Document → clause tree.

What the fields of a clause hold, where the model leaves a choice:

- *kind*: ``item`` is a member of a list, which has a lead-in or a bullet; ``heading`` has no body, with or
  without a number; ``contents`` is a whole table of contents; ``paragraph`` has neither label nor heading;
  everything else is a ``clause``.
- *number*: as lawyers cite it. "4(b)(ii)", "2.1", "Article IV"; in a schedule "Schedule 1, 2(a)", under an
  article whose sections count anew "Article II, 3", among recitals "Recital B". Bullets have none. It is
  not always unique: a contract may number two clauses alike.
- *start* and *end* hold the clause's own text, without its children; between them stands what was dropped
  (headers, footers), a footnote, which is a paragraph after the clause, or only white space. A ligature
  that was opened leads back to its one character from each of its letters.
- *lead_in*: also for lists that lost their signs, and for numbers and letters in plain form.
"""

from __future__ import annotations

from clausecheck.model import Clause, Document
from clausecheck.segment import clauses, contents, footnotes, furniture, layout
from clausecheck.segment.healing import Healer
from clausecheck.segment.outline import Outline

__all__ = ["split"]


def split(document: Document) -> tuple[Clause, ...]:
    """The clauses of a document, in order; every visible character that is not furniture is in one.

    Several files are split one by one: each counts its clauses anew.
    """
    if not document.files:
        return _split(document)
    found: list[Clause] = []
    for index, file in enumerate(document.files):
        pages = tuple(page for page in document.pages if page.file == index)
        before = len(found)
        alone = document._replace(pages=pages, format=file.format, files=())
        found += [_moved(clause, before) for clause in _split(alone)]
    return tuple(found)


def _split(document: Document) -> tuple[Clause, ...]:
    healer = Healer(document.text, markup=document.format == "markdown")
    rows = contents.mark(furniture.remove(layout.read(document, healer)))
    rows, notes = footnotes.lift(document, healer, rows)
    blocks = Outline(layout.opened(document, healer, rows)).build()
    return clauses.assemble(document, healer, footnotes.place(blocks, notes) if notes else blocks)


def _moved(clause: Clause, by: int) -> Clause:
    """The clause as one of a longer list: ``by`` clauses stand before those of its file."""
    lead_in = clause.lead_in
    return clause._replace(
        index=clause.index + by,
        parent=None if clause.parent is None else clause.parent + by,
        lead_in=None if lead_in is None else lead_in._replace(clause=lead_in.clause + by),
    )
