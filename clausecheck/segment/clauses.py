"""Blocks → clauses: healed text, heading, sentences and lead-ins."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.model import Clause, Document, Kind, LeadIn, Span
from clausecheck.segment import headings, sentences
from clausecheck.segment.healing import Healed, Vocabulary, heal
from clausecheck.segment.outline import Block


def assemble(document: Document, blocks: Sequence[Block]) -> tuple[Clause, ...]:
    """One clause for each block."""
    words = Vocabulary(document.text)
    markup = document.format == "markdown"
    clauses: list[Clause] = []
    for block in blocks:
        healed = heal(document.text, _ranges(document.text, block), words, markup)
        clauses.append(_clause(document.text, block, healed, clauses))
    return tuple(clauses)


def _ranges(text: str, block: Block) -> tuple[Span, ...]:
    """The block's rows as ranges, with neighbours that only white space parts put together."""
    spans = [Span(block.rows[0].start, block.rows[0].end)]
    for row in block.rows[1:]:
        if text[spans[-1].end : row.start].isspace():
            spans[-1] = Span(spans[-1].start, row.end)
        else:
            spans.append(Span(row.start, row.end))
    return tuple(spans)


def _clause(text: str, block: Block, healed: Healed, before: Sequence[Clause]) -> Clause:
    label, start = block.label, 0
    if label is not None:
        start = min(label.end, len(healed.text))
    body = start
    if block.heading_rows:
        body = len(heal(text, _ranges(text, Block(block.rows[: block.heading_rows])), Vocabulary("")).text)
    elif label is not None and label.rank != "bullet":
        body = start + headings.after_label(healed.text[start:])
    heading = healed.text[start:body].strip().rstrip(".:;- \u2013\u2014").strip("\"' ") or None
    while body < len(healed.text) and healed.text[body] == " ":
        body += 1
    cut = sentences.split(healed.text, body) if not block.contents else ()
    lead_in = _lead_in(block, before)
    parent = block.parent
    return Clause(
        index=len(before),
        parent=parent,
        level=1 if parent is None else before[parent].level + 1,
        kind=_kind(block, bool(cut), lead_in),
        label=label.text if label else None,
        number=block.number,
        heading=heading,
        text=healed.text,
        body=body,
        breaks=healed.breaks,
        sentences=cut,
        lead_in=lead_in,
        start=block.rows[0].start,
        end=block.rows[-1].end,
    )


def _kind(block: Block, body: bool, lead_in: LeadIn | None) -> Kind:
    if block.contents:
        return "contents"
    if block.label is not None and (block.label.rank == "bullet" or lead_in is not None):
        return "item"
    if not body:
        return "heading"
    return "clause" if block.label is not None or block.heading_rows else "paragraph"


def _lead_in(block: Block, before: Sequence[Clause]) -> LeadIn | None:
    """The unfinished sentence before the first item; the same one for its siblings."""
    if block.label is None or block.parent is None:
        return None
    parent = before[block.parent]
    for sibling in reversed(before[block.parent + 1 :]):
        if sibling.parent == block.parent and sibling.label is not None:
            return sibling.lead_in
    if not parent.sentences:
        return None
    last = parent.sentences[-1]
    ending = parent.text[last.start : last.end].rstrip("\"')] ")[-1:]
    return None if ending in ".!?" else LeadIn(parent.index, last)
